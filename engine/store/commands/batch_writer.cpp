/// Rows of every kind into their tables. A row's columns and its values stand side by side, once.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/geo/shapes/geometry_blob.hpp"
#include "engine/store/commands/writer_impl.hpp"
#include "engine/store/database/attribute_columns.hpp"
#include "engine/store/database/shape_blob.hpp"

namespace huegrid::store {
namespace {

std::optional<std::string> text_of(const std::optional<Instant>& at) {
    return at ? std::optional(datetime(*at)) : std::nullopt;
}

std::optional<std::int64_t> wide(const std::optional<int>& value) {
    return value ? std::optional<std::int64_t>(*value) : std::nullopt;
}

bool is_sourced(std::string_view table) {
    return std::find(sourced_tables().begin(), sourced_tables().end(), table) != sourced_tables().end();
}

/// The id of a row with a natural key, which is made if it isn't there.
template <class Row>
std::int64_t id_by_key(const Database& db, const std::string& table, const Row& row) {
    auto find = db.prepare(fmt::format("SELECT id FROM {} WHERE key = ?", table));
    if (find.with(row.key).step()) return find.integer(0);
    return db.integer(fmt::format("SELECT coalesce(max(id), 0) + 1 FROM {}", table)).value_or(1);
}

}  // namespace

TableState& Writer::Impl::state_of(const std::string& table) {
    auto& state = tables[table];
    if (state.known) return state;
    state.known = true;
    if (fresh) return state;
    state.last_before = db.integer(fmt::format("SELECT max(id) FROM {}", table)).value_or(0);
    if (run == 0 || !is_sourced(table)) return state;
    auto ended = db.prepare(fmt::format("SELECT id FROM {} WHERE valid_to IS NOT NULL", table));
    while (ended.step()) state.ended.insert(ended.integer(0));
    auto by_hand = db.prepare("SELECT id, row_id, column_name FROM hand_value WHERE table_name = ?");
    by_hand.bind(1, table);
    while (by_hand.step()) state.by_hand[by_hand.integer(1)].push_back({by_hand.integer(0), std::string(by_hand.text(2))});
    return state;
}

RowWriter Writer::Impl::rows(const std::string& table, const std::vector<std::string>& columns) {
    RowWriter::Options options;
    if (is_sourced(table)) {
        options.run = run;
        options.source = source;
    }
    options.kept = kept_columns[table];
    if (table == "estate" || table == "issue") options.kept_when_missing = {"geom"};
    options.session = session.get();
    options.notes = &notes;
    return {db, table, columns, std::move(options), state_of(table)};
}

void Writer::Impl::put(Statement& statement, const std::string& table) {
    sqlite3_set_last_insert_rowid(db.handle(), 0);
    statement.run();
    auto& counts = tables[table].counts;
    ++(db.changes() == 0 ? counts.same : db.last_id() != 0 ? counts.added : counts.changed);
}

void Writer::Impl::write_places(const model::Batch& batch) {
    if (!batch.zones.empty()) {
        auto zones = rows("zone", {"source_key", "level", "stated_parent_id", "name", "code", "kind", "geom"});
        for (const auto& z : batch.zones)
            zones.put(z.id.value, or_null(z.source_key), z.level, or_null(z.parent), or_null(z.name), or_null(z.code),
                      or_null(z.kind), ShapeBlob(z.shape, srs_id).view());
    }
    if (!batch.estates.empty()) {
        auto estates = rows("estate", {"source_key", "name", "geom"});
        for (const auto& e : batch.estates)
            estates.put(e.id.value, or_null(e.source_key), or_null(e.name), ShapeBlob(e.shape, srs_id).view());
    }
    if (!batch.buildings.empty()) {
        auto buildings = rows("building", {"source_key", "name", "address", "use", "estate_id", "units", "floors",
                                           "built_year", "nominal", "surface_point", "geom"});
        for (const auto& b : batch.buildings) {
            const ShapeBlob point(b.shape.empty() ? geo::Shape{} : geo::make_point(geo::point_on_surface(b.shape)), srs_id);
            buildings.put(b.id.value, or_null(b.source_key), or_null(b.name), or_null(b.address), or_null(b.use),
                          or_null(b.estate), wide(b.units), wide(b.floors), wide(b.built_year),
                          b.nominal ? std::optional<std::int64_t>(1) : std::nullopt, point.view(), ShapeBlob(b.shape, srs_id).view());
        }
    }
    if (!batch.lines.empty()) {
        auto lines = rows("line_feature", {"source_key", "kind", "name", "geom"});
        for (const auto& l : batch.lines)
            lines.put(l.id, or_null(l.source_key), l.kind, or_null(l.name), ShapeBlob(l.shape, srs_id).view());
    }
    if (!batch.areas.empty()) {
        auto areas = rows("area_feature", {"source_key", "kind", "name", "geom"});
        for (const auto& a : batch.areas)
            areas.put(a.id, or_null(a.source_key), a.kind, or_null(a.name), ShapeBlob(a.shape, srs_id).view());
    }
    if (!batch.service_points.empty()) {
        auto points = rows("service_point", {"source_key", "kind", "name", "geom"});
        auto area = db.prepare("INSERT OR IGNORE INTO functional_area(service_point_id, name) VALUES (?, ?)");
        for (const auto& p : batch.service_points) {
            points.put(p.id.value, or_null(p.source_key), or_null(p.kind), or_null(p.name), ShapeBlob(p.shape, srs_id).view());
            for (const auto& name : p.functional_areas) put(area.with(p.id.value, name), "functional_area");
        }
    }
    if (!batch.rooms.empty()) {
        auto rooms = rows("room", {"source_key", "building_id", "unit", "floor", "door", "address"});
        for (const auto& r : batch.rooms)
            rooms.put(r.id.value, or_null(r.source_key), or_null(r.building), or_null(r.unit), or_null(r.floor),
                      or_null(r.door), or_null(r.address));
    }
}

void Writer::Impl::write_households(const model::Batch& batch) {
    auto attribute = db.prepare(
        "INSERT INTO attribute(name, type, title_zh, title_en, unit, origin, sensitivity, purpose, at_least, at_most) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(name) DO UPDATE SET title_zh = excluded.title_zh, title_en = excluded.title_en, unit = excluded.unit, "
        "origin = excluded.origin, sensitivity = excluded.sensitivity, purpose = coalesce(nullif(excluded.purpose, ''), purpose), "
        "at_least = excluded.at_least, at_most = excluded.at_most "
        "WHERE (title_zh, title_en, unit, origin, sensitivity, purpose, at_least, at_most) IS NOT "
        "(excluded.title_zh, excluded.title_en, excluded.unit, excluded.origin, excluded.sensitivity, coalesce(nullif(excluded.purpose, ''), purpose), excluded.at_least, excluded.at_most)");
    std::vector<std::string> columns{"source_key", "building_id", "room_id", "kind",         "occupancy",     "unit",
                                     "floor",      "door",        "grid_id", "community_id", "contact_name", "contact_phone"};
    const int fixed = int(columns.size());
    for (const auto& a : batch.attributes) {
        columns.push_back(a.name);
        if (!declared.insert(a.name).second) continue;
        attribute.with(a.name, model::word(a.type), a.title.zh, a.title.en, a.unit, model::word(a.origin),
                       model::word(a.sensitivity), a.purpose, a.bounds.at_least, a.bounds.at_most);
        put(attribute, "attribute");
    }
    if (batch.households.empty()) return;
    if (batch.supplement) return supplement_households(batch);
    // Where a household lies is where its building lies.
    auto& kept = kept_columns["household"];
    if (kept.contains("building_id")) kept.insert({"grid_id", "community_id"});
    auto households = rows("household", std::move(columns));
    for (const auto& h : batch.households) {
        const auto grid = grid_of.find(h.building.value), community = community_of.find(h.building.value);
        households.bind(h.id.value, [&](Statement& row) {
            row.with(or_null(h.source_key), or_null(h.building), or_null(h.room), h.kind, or_null(h.occupancy),
                     or_null(h.unit), or_null(h.floor), or_null(h.door), or_null(ZoneId{grid}), or_null(ZoneId{community}),
                     or_null(h.contact_name), or_null(h.contact_phone));
            for (std::size_t v = 0; v < h.values.size(); ++v) row.bind(fixed + 1 + int(v), h.values[v]);
        });
    }
}

/// Only attributes, only of households in force.
void Writer::Impl::supplement_households(const model::Batch& batch) {
    std::vector<std::size_t> said;
    std::vector<std::string> columns;
    for (std::size_t a = 0; a < batch.attributes.size(); ++a) {
        if (kept_columns["household"].contains(batch.attributes[a].name)) continue;
        said.push_back(a);
        columns.push_back(batch.attributes[a].name);
    }
    if (said.empty()) return;
    auto& state = state_of("household");
    RowWriter households(db, "household", columns, {0, source, {}, {}, session.get(), &notes}, state);
    for (const auto& h : batch.households) {
        if (state.ended.contains(h.id.value)) continue;
        households.bind(h.id.value, [&](Statement& row) {
            for (std::size_t s = 0; s < said.size(); ++s) row.bind(int(s) + 1, h.values[said[s]]);
        });
    }
}

void Writer::Impl::write_people(const model::Batch& batch) {
    for (const auto& s : batch.skills)
        rows("skill", {"key", "name_zh", "name_en"}).put(id_by_key(db, "skill", s), s.key, s.name.zh, s.name.en);
    if (!batch.members.empty()) {
        auto members = rows("member", {"source_key", "name", "phone", "kind", "home_building_id", "consents"});
        auto skill = db.prepare("INSERT OR IGNORE INTO member_skill VALUES (?, ?)");
        for (const auto& m : batch.members) {
            members.put(m.id.value, or_null(m.source_key), m.name, or_null(m.phone), m.kind, or_null(m.home), int(m.consents));
            for (const auto& key : m.skills) put(skill.with(m.id.value, key), "member_skill");
        }
    }
    for (const auto& p : batch.posts)
        rows("post", {"key", "name_zh", "name_en", "duties", "headcount"})
            .put(p.id.value, p.key, p.name.zh, p.name.en, p.duties, p.headcount);
    auto assignment = db.prepare(
        "INSERT INTO assignment(member_id, post_id, zone_id, since, until, reason) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(member_id, post_id, zone_id, since) DO UPDATE SET until = excluded.until, reason = excluded.reason "
        "WHERE until IS NOT excluded.until OR reason IS NOT excluded.reason");
    // Who left and what was divided anew stay so, though their lists know no end of it yet.
    auto over = db.prepare(
        "SELECT a.until FROM assignment a JOIN member m ON m.id = a.member_id JOIN zone z ON z.id = a.zone_id "
        "WHERE (a.member_id, a.post_id, a.zone_id, a.since) = (?, ?, ?, ?) AND a.until IS NOT NULL AND (m.valid_to IS NOT NULL OR z.valid_to IS NOT NULL)");
    for (const auto& a : batch.assignments) {
        const auto since = to_text(a.since);
        auto until = a.until ? std::optional(to_text(*a.until)) : std::nullopt;
        if (!until && over.with(a.member.value, a.post.value, a.zone.value, since).step()) until = std::string(over.text(0));
        over.reset();
        put(assignment.with(a.member.value, a.post.value, a.zone.value, since, until, a.reason), "assignment");
    }
}

void Writer::Impl::write_issues(const model::Batch& batch) {
    for (const auto& t : batch.issue_types)
        rows("issue_type", {"key", "name_zh", "name_en", "limit_days"})
            .put(id_by_key(db, "issue_type", t), t.key, t.name.zh, t.name.en, t.limit_days);
    if (!batch.issues.empty()) {
        auto issues = rows("issue", {"source_key", "type", "title", "description", "status", "outcome", "reported_at",
                                     "due_at", "closed_at", "building_id", "geom"});
        auto event = db.prepare("INSERT INTO issue_event(issue_id, at, by, status, note) VALUES (?, ?, ?, ?, ?) "
                                "ON CONFLICT(issue_id, at, status) DO UPDATE SET by = excluded.by, note = excluded.note "
                                "WHERE (by IS NOT excluded.by OR note IS NOT excluded.note) AND "
                                "NOT EXISTS (SELECT 1 FROM erased WHERE table_name = 'issue_event' AND row_id = issue_event.id)");
        for (const auto& i : batch.issues) {
            const auto reported = datetime(i.reported_at);
            const auto due = text_of(i.due_at), closed = text_of(i.closed_at);
            issues.put(i.id.value, or_null(i.source_key), i.type, or_null(i.title), or_null(i.description), i.status,
                       or_null(i.outcome), reported, due, closed, or_null(i.building), ShapeBlob(i.shape, srs_id).view());
            for (const auto& e : i.events) {
                const auto at = datetime(e.at);
                put(event.with(i.id.value, at, e.by, e.status, e.note), "issue_event");
            }
        }
    }
    auto visit = db.prepare("INSERT INTO visit(household_id, member_id, at, note) VALUES (?, ?, ?, ?) "
                            "ON CONFLICT(household_id, at) DO UPDATE SET member_id = excluded.member_id, note = excluded.note "
                            "WHERE member_id IS NOT excluded.member_id OR note IS NOT excluded.note");
    for (const auto& v : batch.visits) {
        const auto at = datetime(v.at);
        put(visit.with(v.household.value, or_null(v.member), at, v.note), "visit");
    }
}

void Writer::Impl::write_defects(const model::Batch& batch) {
    if (batch.defects.empty()) return;
    auto& state = state_of("defect");
    auto id = std::max(state.last_before, db.integer("SELECT max(id) FROM defect").value_or(0));
    auto insert = db.prepare("INSERT INTO defect(import_run, source, layer, place, kind, what, done, geom, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const auto pause = unrecorded("defect", id + 1);
    if (session) state.unrecorded += std::int64_t(batch.defects.size());
    const auto of_run = run == 0 ? std::nullopt : std::optional(run);
    for (const auto& d : batch.defects) {
        const ShapeBlob at(d.at ? geo::make_point(*d.at) : geo::Shape{}, srs_id);
        insert.with(of_run, d.source, d.layer, d.feature, d.kind, d.what, d.done, at.view(), ++id).run();
    }
}

Result<void> Writer::write(const model::Batch& batch) {
    return guarded(impl_->path, [&]() -> Result<void> {
        // Columns are added before the first change is recorded: a session can't follow a table that grows under it.
        for (const auto& a : batch.attributes)
            if (auto added = ensure_attribute_column(impl_->db, a); !added) {
                added.error().where = impl_->path.string();
                return fail(std::move(added.error()));
            }
        impl_->kept_columns = batch.kept_columns;
        impl_->source = batch.source;
        for (const auto& [table, ids] : batch.still_listed)
            for (const auto id : ids) impl_->tables[table].seen.insert(id);
        impl_->write_places(batch);
        if (!batch.households.empty() && !batch.supplement)
            if (auto placed = impl_->place_buildings({}); !placed) return placed;
        impl_->write_households(batch);
        impl_->write_people(batch);
        impl_->write_issues(batch);
        impl_->write_defects(batch);
        return {};
    });
}

}  // namespace huegrid::store
