/// @file snapshot_fields.hpp
/// The fields of a snapshot, once, for writing and for reading.
///
/// Layer    store, inside only. `archive` is an ArchiveWriter (the value is const in spirit) or an ArchiveReader.
///          A change here or to a table of the model needs a new `snapshot_layout`.
#pragma once

#include "engine/model/snapshot.hpp"
#include "engine/store/load/archive.hpp"

namespace huegrid::store {

inline constexpr std::uint32_t snapshot_layout = 5;

template <class Archive>
inline constexpr bool writes = std::is_same_v<Archive, ArchiveWriter>;

/// Each of several values that aren't plain.
template <class Archive, class T, class One>
void each(Archive& a, std::vector<T>& values, One one) {
    if constexpr (writes<Archive>) {
        a(std::uint64_t(values.size()));
    } else {
        values.clear();
        values.resize(a.items());
    }
    for (auto& value : values) one(value);
}
/// Rows are only looked at when they are written, so that nothing shared is copied.
template <class Archive, class T, class One>
void each(Archive& a, model::Rows<T>& rows, One one) {
    if constexpr (writes<Archive>) each(a, const_cast<std::vector<T>&>(static_cast<const std::vector<T>&>(rows)), one);
    else each(a, rows.edit(), one);
}
template <class Archive, class T>
void plain_rows(Archive& a, model::Rows<T>& rows) {
    if constexpr (writes<Archive>) a(static_cast<const std::vector<T>&>(rows));
    else a(rows.edit());
}
template <class Archive, class T>
void field(Archive& a, std::optional<T>& value) {
    std::uint8_t there = value.has_value();
    a(there);
    if constexpr (!writes<Archive>) value = there ? std::optional<T>(T{}) : std::nullopt;
    if (value) a(*value);
}
template <class Archive>
void field(Archive& a, Label& label) { a(label.zh), a(label.en); }

template <class Archive>
void field(Archive& a, geo::Shape& shape) { a(shape.kind), a(shape.points), a(shape.ring_ends), a(shape.part_ends); }

template <class Archive, class T>
void field(Archive& a, model::Column<T>& column) {
    std::uint64_t chunks = column.chunk_count();
    a(chunks);
    for (std::uint64_t c = 0; c < chunks; ++c) {
        if constexpr (writes<Archive>) {
            a(std::uint64_t(column.chunk(c).size()));
            a.bytes(column.chunk(c).data(), column.chunk(c).size_bytes());
        } else {
            std::vector<T> rows;
            a(rows);
            const bool whole = rows.size() == model::chunk_rows || (c + 1 == chunks && rows.size() < model::chunk_rows);
            if (a.failed() || !whole || rows.empty()) return a.fail();
            column.append(std::move(rows));
        }
    }
}

template <class Archive>
void field(Archive& a, model::IntegerColumn& column) {
    std::uint64_t chunks = column.chunk_count();
    a(chunks);
    for (std::uint64_t c = 0; c < chunks; ++c) {
        if constexpr (writes<Archive>) {
            a(std::uint32_t(column.chunk(c).index()));
            std::visit([&](const auto& rows) { a(rows); }, column.chunk(c));
        } else {
            std::uint32_t width = 0;
            a(width);
            model::IntegerColumn::Chunk chunk;
            switch (width) {
                case 0: chunk.emplace<0>(); break;
                case 1: chunk.emplace<1>(); break;
                case 2: chunk.emplace<2>(); break;
                case 3: chunk.emplace<3>(); break;
                default: return a.fail();
            }
            std::visit([&](auto& rows) { a(rows); }, chunk);
            const auto size = std::visit([](const auto& rows) { return rows.size(); }, chunk);
            const bool whole = size == model::chunk_rows || (c + 1 == chunks && size < model::chunk_rows);
            if (a.failed() || !whole || size == 0) return a.fail();
            column.append(std::move(chunk));
        }
    }
}

template <class Archive>
void field(Archive& a, model::TextColumn& column) {
    field(a, column.codes);
    std::vector<std::string> words;
    if constexpr (writes<Archive>) words = column.dictionary.words();
    each(a, words, [&](std::string& word) { a(word); });
    if constexpr (!writes<Archive>)
        for (const auto& word : words) column.dictionary.add(word);
}

template <class Archive>
void field(Archive& a, model::Attribute& t) {
    a(t.name), a(t.type), field(a, t.title), a(t.unit), a(t.origin), a(t.sensitivity), a(t.purpose), a(t.formula);
}

template <class Archive>
void field(Archive& a, std::vector<model::AttributeColumn>& columns) {
    std::uint64_t size = columns.size();
    a(size);
    for (std::uint64_t c = 0; c < size; ++c) {
        model::Attribute attribute;
        if constexpr (writes<Archive>) attribute = columns[c].attribute;
        field(a, attribute);
        if constexpr (!writes<Archive>) {
            if (a.failed() || attribute.type > model::AttributeType::date) return a.fail();
            columns.emplace_back(std::move(attribute));
        }
        std::visit([&](auto& column) { field(a, column); }, columns[c].data);
        if constexpr (!writes<Archive>)
            if (a.failed()) return;
    }
}

template <class Archive>
void field(Archive& a, model::ShapeColumn& shapes) {
    model::ShapeColumn::Parts read;
    auto* parts = &read;
    if constexpr (writes<Archive>) parts = const_cast<model::ShapeColumn::Parts*>(&shapes.parts());
    a(parts->kinds), a(parts->point_ends), a(parts->points), a(parts->rings), a(parts->ring_ends), a(parts->part_ends);
    if constexpr (!writes<Archive>) shapes = model::ShapeColumn::of(std::move(read));
}

template <class Archive>
void field(Archive& a, model::Texts& texts) {
    model::Texts::Parts read;
    auto* parts = &read;
    if constexpr (writes<Archive>) parts = const_cast<model::Texts::Parts*>(&texts.parts());
    a(parts->bytes), a(parts->ends);
    if constexpr (!writes<Archive>) texts = model::Texts::of(std::move(read));
}

template <class Archive>
void field(Archive& a, model::BuildingTable& b) {
    plain_rows(a, b.ids), field(a, b.names), plain_rows(a, b.zones), plain_rows(a, b.estates), plain_rows(a, b.units);
    plain_rows(a, b.floors), field(a, b.shapes), plain_rows(a, b.household_begin), plain_rows(a, b.by_building);
}

template <class Archive>
void field(Archive& a, model::HouseholdTable& h) {
    field(a, h.ids), field(a, h.buildings), field(a, h.tiers), field(a, h.may_be), field(a, h.categories), field(a, h.attributes);
}

/// A whole snapshot.
template <class Archive>
void fields(Archive& a, model::Snapshot& s) {
    a(s.version), a(s.origin), a(s.title);
    a(s.crs.epsg), a(s.crs.name), a(s.crs.wkt), a(s.crs.projected_metres);
    each(a, s.levels, [&](model::Level& l) { a(l.key), a(l.rank), field(a, l.name); });
    each(a, s.zones, [&](model::Zone& z) {
        a(z.id), a(z.source_key), a(z.level), a(z.parent), a(z.children), a(z.name), a(z.code), a(z.kind), field(a, z.shape), a(z.outline_mended), a(z.box);
    });
    each(a, s.estates, [&](model::Estate& e) { a(e.id), a(e.name), field(a, e.shape); });
    field(a, s.buildings);
    field(a, s.households);
    each(a, s.lines, [&](model::Line& l) { a(l.kind), a(l.name), field(a, l.shape); });
    each(a, s.areas, [&](model::Area& r) { a(r.kind), a(r.name), field(a, r.shape); });
    each(a, s.service_points, [&](model::ServicePoint& p) {
        a(p.id), a(p.kind), a(p.name), a(p.at);
        each(a, p.functional_areas, [&](std::string& area) { a(area); });
    });
    each(a, s.members, [&](model::Member& m) {
        a(m.id), a(m.name), a(m.kind), a(m.home);
        each(a, m.skills, [&](std::string& skill) { a(skill); });
    });
    each(a, s.posts, [&](model::Post& p) { a(p.id), a(p.key), field(a, p.name), a(p.duties); });
    each(a, s.assignments, [&](model::Assignment& t) { a(t.member), a(t.post), a(t.zone), a(t.since); });
    each(a, s.issues, [&](model::Issue& i) {
        a(i.id), a(i.type), field(a, i.type_name), a(i.title), a(i.status), a(i.reported_at), field(a, i.due_at);
        field(a, i.closed_at), a(i.zone), a(i.building), field(a, i.at);
    });
    each(a, s.tiers, [&](model::Tier& t) {
        a(t.key), field(a, t.name), a(t.colour), a(t.letter), a(t.pattern), field(a, t.visit_every_days);
        field(a, t.visit_within_hours_of_change);
    });
    each(a, s.categories, [&](model::Category& c) { a(c.key), field(a, c.name); });
    std::uint8_t classified = s.classification.has_value();
    a(classified);
    if constexpr (!writes<Archive>)
        if (classified) s.classification.emplace();
    if (auto& c = s.classification) a(c->rulebook_name), a(c->rulebook_version), a(c->rulebook_text), a(c->as_of);
    each(a, s.overrides, [&](model::Override& o) {
        a(o.household), a(o.tier), a(o.reason), a(o.author), a(o.set_on), a(o.expires_on);
    });
    each(a, s.rule_holds, [&](model::RuleHold& h) { a(h.household), a(h.rule), field(a, h.last_true); });
    each(a, s.held_rules, [&](std::string& rule) { a(rule); });
}

}  // namespace huegrid::store
