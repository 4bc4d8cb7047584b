#include "engine/store/load.hpp"

#include <fmt/format.h>

#include <tuple>
#include <unordered_map>

#include "engine/geo/geometry_blob.hpp"
#include "engine/store/read_file.hpp"

namespace huegrid::store {
namespace {

using IndexOf = std::unordered_map<std::int64_t, Index>;

std::string text(Statement& row, int column) { return std::string(row.text(column)); }

/// The row's index by its id; none for NULL and for ids that aren't there.
Index index_in(const IndexOf& map, Statement& row, int column) {
    if (row.is_null(column)) return none;
    const auto at = map.find(row.integer(column));
    return at == map.end() ? none : at->second;
}

geo::Shape shape_of(Statement& row, int column) {
    auto shape = geo::from_geometry_blob(row.blob(column));
    return shape ? std::move(*shape) : geo::Shape{};
}

std::optional<Instant> instant_of(Statement& row, int column) { return parse_instant(row.text(column)); }

void load_zones(const Database& db, model::Snapshot& s, IndexOf& index) {
    auto levels = db.prepare("SELECT key, rank, name_zh, name_en FROM level ORDER BY rank");
    while (levels.step()) s.levels.push_back({text(levels, 0), int(levels.integer(1)), {text(levels, 2), text(levels, 3)}});

    auto rows = db.prepare("SELECT id, source_key, level, name, code, kind, geom FROM zone WHERE valid_to IS NULL ORDER BY id");
    while (rows.step()) {
        model::Zone zone;
        zone.id = ZoneId{rows.integer(0)};
        zone.source_key = text(rows, 1);
        zone.level = s.find_level(rows.text(2));
        zone.name = text(rows, 3);
        zone.code = text(rows, 4);
        zone.kind = text(rows, 5);
        zone.shape = shape_of(rows, 6);
        zone.box = geo::bounds(zone.shape);
        index[zone.id.value] = Index(s.zones.size());
        s.zones.push_back(std::move(zone));
    }
    auto parents = db.prepare("SELECT id, parent_id FROM zone WHERE parent_id IS NOT NULL AND valid_to IS NULL ORDER BY id");
    while (parents.step()) {
        const Index child = index_in(index, parents, 0), parent = index_in(index, parents, 1);
        if (child == none || parent == none) continue;
        // Coarser above finer, whatever the file says: so nothing that climbs the zones can go round in circles.
        auto& all = s.zones.edit();
        if (all[std::size_t(parent)].level >= all[std::size_t(child)].level) continue;
        all[std::size_t(child)].parent = parent;
        all[std::size_t(parent)].children.push_back(child);
    }
}

void load_buildings(const Database& db, model::Snapshot& s, const IndexOf& zones, IndexOf& index) {
    IndexOf estate_index;
    auto estates = db.prepare("SELECT id, name, geom FROM estate WHERE valid_to IS NULL ORDER BY id");
    while (estates.step()) {
        estate_index[estates.integer(0)] = Index(s.estates.size());
        s.estates.push_back({EstateId{estates.integer(0)}, text(estates, 1), shape_of(estates, 2)});
    }
    auto& b = s.buildings;
    auto rows = db.prepare("SELECT id, name, address, zone_id, estate_id, units, floors, geom FROM building "
                           "WHERE valid_to IS NULL ORDER BY id");
    while (rows.step()) {
        index[rows.integer(0)] = Index(b.size());
        b.ids.push_back(BuildingId{rows.integer(0)});
        b.names.push_back(rows.text(1).empty() ? rows.text(2) : rows.text(1));
        b.zones.push_back(index_in(zones, rows, 3));
        b.estates.push_back(index_in(estate_index, rows, 4));
        b.units.push_back(rows.is_null(5) ? model::not_known : std::int16_t(rows.integer(5)));
        b.floors.push_back(rows.is_null(6) ? model::not_known : std::int16_t(rows.integer(6)));
        b.shapes.push_back(shape_of(rows, 7));
    }
}

model::Attribute attribute_of(std::string name, model::AttributeType type, Label title) {
    model::Attribute attribute;
    attribute.name = std::move(name);
    attribute.type = type;
    attribute.title = std::move(title);
    return attribute;
}

void load_attributes(const Database& db, model::Snapshot& s) {
    auto& columns = s.households.attributes;
    columns.emplace_back(attribute_of("kind", model::AttributeType::text, {"类别", "Kind"}));
    columns.emplace_back(attribute_of("occupancy", model::AttributeType::text, {"居住状态", "Occupancy"}));
    auto rows = db.prepare("SELECT name, type, title_zh, title_en, unit, origin, sensitivity, purpose FROM attribute ORDER BY id");
    while (rows.step()) {
        auto a = attribute_of(text(rows, 0), model::attribute_type_from(rows.text(1)).value_or(model::AttributeType::text),
                              {text(rows, 2), text(rows, 3)});
        a.unit = text(rows, 4);
        a.origin = model::origin_from(rows.text(5)).value_or(model::Origin::imported);
        a.sensitivity = model::sensitivity_from(rows.text(6)).value_or(model::Sensitivity::sensitive);
        a.purpose = text(rows, 7);
        columns.emplace_back(std::move(a));
    }
}

void load_classes(const Database& db, model::Snapshot& s) {
    auto tiers = db.prepare("SELECT key, name_zh, name_en, colour, letter, pattern, visit_every_days FROM tier ORDER BY id");
    while (tiers.step()) {
        model::Tier tier{text(tiers, 0), {text(tiers, 1), text(tiers, 2)}, parse_colour(tiers.text(3)).value_or(Colour{}),
                         text(tiers, 4), text(tiers, 5), std::nullopt};
        if (!tiers.is_null(6)) tier.visit_every_days = int(tiers.integer(6));
        s.tiers.push_back(std::move(tier));
    }
    auto categories = db.prepare("SELECT key, name_zh, name_en FROM category ORDER BY id");
    while (categories.step()) s.categories.push_back({text(categories, 0), {text(categories, 1), text(categories, 2)}});
    auto run = db.prepare("SELECT rulebook_name, rulebook_version, rulebook_text, as_of FROM classification ORDER BY id DESC LIMIT 1");
    if (run.step())
        s.classification = model::Classification{text(run, 0), text(run, 1), text(run, 2), parse_date(run.text(3)).value_or(Date{})};
}

/// The class a word names: a short list, so that a linear look beats a hash.
std::int8_t tier_index(const model::Snapshot& s, std::string_view key) {
    for (std::size_t t = 0; t < s.tiers.size(); ++t)
        if (s.tiers[t].key == key) return std::int8_t(t);
    return -1;
}

/// One household attribute of one row, straight into its column.
void push(model::AttributeColumn& column, Statement& row, int at) {
    using model::AttributeType;
    const bool missing = row.is_null(at);
    switch (column.attribute.type) {
        case AttributeType::boolean:
            std::get<0>(column.data).push_back(missing ? model::missing_boolean : std::int8_t(row.integer(at) != 0));
            break;
        case AttributeType::integer: std::get<1>(column.data).push_back(missing ? model::missing_integer : row.integer(at)); break;
        case AttributeType::real: std::get<2>(column.data).push_back(missing ? model::missing_real : row.real(at)); break;
        case AttributeType::text:
            if (missing) std::get<3>(column.data).push_missing();
            else std::get<3>(column.data).push_back(row.text(at));
            break;
        case AttributeType::date: {
            const auto date = missing ? std::nullopt : parse_date(row.text(at));
            std::get<4>(column.data).push_back(date ? std::int32_t(date->time_since_epoch().count()) : model::missing_date);
            break;
        }
    }
}

Result<void> load_households(const Database& db, model::Snapshot& s, const IndexOf& buildings, const Progress& progress) {
    load_attributes(db, s);
    load_classes(db, s);
    auto& h = s.households;

    std::unordered_map<std::string, std::uint32_t> bit_of;
    for (std::size_t c = 0; c < s.categories.size(); ++c) bit_of[s.categories[c].key] = 1u << c;
    // Both statements run in ascending household id, so one pass merges them.
    auto categories = db.prepare("SELECT household_id, category FROM household_category ORDER BY household_id");
    bool more = categories.step();

    std::string sql = "SELECT id, building_id, tier, may_be";
    for (const auto& column : h.attributes) sql += ", " + sql_name(column.attribute.name);
    auto rows = db.prepare(sql + " FROM household WHERE valid_to IS NULL ORDER BY id");
    const auto total = db.integer("SELECT count(*) FROM household").value_or(0);
    while (rows.step()) {
        const auto id = rows.integer(0);
        h.ids.push_back(id);
        h.buildings.push_back(index_in(buildings, rows, 1));
        h.tiers.push_back(tier_index(s, rows.text(2)));
        h.may_be.push_back(tier_index(s, rows.text(3)));
        std::uint32_t bits = 0;
        for (; more && categories.integer(0) <= id; more = categories.step())
            if (categories.integer(0) == id) bits |= bit_of[std::string(categories.text(1))];
        h.categories.push_back(bits);
        for (std::size_t a = 0; a < h.attributes.size(); ++a) push(h.attributes[a], rows, int(a) + 4);
        if (h.ids.size() % model::chunk_rows == 0) {
            progress.at("reading households", std::int64_t(h.ids.size()), total);
            if (progress.stopped()) return Progress::cancelled();
        }
    }
    s.link_households();
    return {};
}

void load_people(const Database& db, model::Snapshot& s, const IndexOf& zones, const IndexOf& buildings) {
    IndexOf member_index, post_index;
    auto members = db.prepare("SELECT id, name, kind, home_building_id FROM member WHERE valid_to IS NULL ORDER BY id");
    while (members.step()) {
        member_index[members.integer(0)] = Index(s.members.size());
        s.members.push_back({MemberId{members.integer(0)}, text(members, 1), text(members, 2), {}, index_in(buildings, members, 3)});
    }
    auto skills = db.prepare("SELECT member_id, skill FROM member_skill ORDER BY member_id, skill");
    while (skills.step())
        if (const Index m = index_in(member_index, skills, 0); m != none) s.members.edit()[std::size_t(m)].skills.push_back(text(skills, 1));
    auto posts = db.prepare("SELECT id, key, name_zh, name_en, duties FROM post ORDER BY id");
    while (posts.step()) {
        post_index[posts.integer(0)] = Index(s.posts.size());
        s.posts.push_back({PostId{posts.integer(0)}, text(posts, 1), {text(posts, 2), text(posts, 3)}, text(posts, 4)});
    }
    auto assignments = db.prepare("SELECT member_id, post_id, zone_id, since FROM assignment WHERE since <= ?1 AND "
                                  "(until IS NULL OR until > ?1) ORDER BY id");
    const auto present = to_text(today());
    assignments.bind(1, present);
    while (assignments.step()) {
        model::Assignment a{index_in(member_index, assignments, 0), index_in(post_index, assignments, 1),
                            index_in(zones, assignments, 2), parse_date(assignments.text(3)).value_or(Date{})};
        if (a.member != none && a.post != none && a.zone != none) s.assignments.push_back(a);
    }
}

void load_issues(const Database& db, model::Snapshot& s, const IndexOf& zones, const IndexOf& buildings) {
    auto rows = db.prepare("SELECT i.id, i.type, t.name_zh, t.name_en, i.title, i.status, i.reported_at, i.due_at, i.closed_at, "
                           "i.zone_id, i.building_id, i.geom FROM issue i LEFT JOIN issue_type t ON t.key = i.type "
                           "WHERE i.valid_to IS NULL ORDER BY i.id");
    while (rows.step()) {
        model::Issue issue;
        issue.id = IssueId{rows.integer(0)};
        issue.type = text(rows, 1);
        issue.type_name = {text(rows, 2), text(rows, 3)};
        issue.title = text(rows, 4);
        issue.status = text(rows, 5);
        issue.reported_at = instant_of(rows, 6).value_or(Instant{});
        issue.due_at = instant_of(rows, 7);
        issue.closed_at = instant_of(rows, 8);
        issue.zone = index_in(zones, rows, 9);
        issue.building = index_in(buildings, rows, 10);
        if (const auto shape = shape_of(rows, 11); !shape.empty()) issue.at = shape.points.front();
        s.issues.push_back(std::move(issue));
    }
}

void load_surroundings(const Database& db, model::Snapshot& s) {
    auto lines = db.prepare("SELECT kind, name, geom FROM line_feature WHERE valid_to IS NULL ORDER BY id");
    while (lines.step()) s.lines.push_back({text(lines, 0), text(lines, 1), shape_of(lines, 2)});
    auto points = db.prepare("SELECT id, kind, name, geom FROM service_point WHERE valid_to IS NULL ORDER BY id");
    auto areas = db.prepare("SELECT name FROM functional_area WHERE service_point_id = ? ORDER BY id");
    while (points.step()) {
        const auto shape = shape_of(points, 3);
        if (shape.empty()) continue;
        model::ServicePoint point{ServicePointId{points.integer(0)}, text(points, 1), text(points, 2), {}, shape.points.front()};
        areas.bind(1, points.integer(0));
        while (areas.step()) point.functional_areas.push_back(text(areas, 0));
        areas.reset();
        s.service_points.push_back(std::move(point));
    }
}

}  // namespace

Result<model::SnapshotPtr> load_snapshot(const std::filesystem::path& path, const Progress& progress) {
    return reading(path, [&](const Database& db) -> Result<model::SnapshotPtr> {
        auto s = std::make_shared<model::Snapshot>();
        s->version = db.integer("SELECT max(id) FROM journal").value_or(0);
        s->title = db.text("SELECT value FROM huegrid_meta WHERE key = 'title'");
        auto crs = geo::crs_from_text(db.text("SELECT value FROM huegrid_meta WHERE key = 'crs'"));
        if (!crs) return fail(std::move(crs.error()));
        s->crs = std::move(*crs);
        IndexOf zones, buildings;
        progress.at("reading zones", 0, 0);
        load_zones(db, *s, zones);
        progress.at("reading buildings", 0, 0);
        load_buildings(db, *s, zones, buildings);
        if (progress.stopped()) return Progress::cancelled();
        if (auto read = load_households(db, *s, buildings, progress); !read) return fail(std::move(read.error()));
        load_people(db, *s, zones, buildings);
        load_issues(db, *s, zones, buildings);
        load_surroundings(db, *s);
        return s;
    });
}

Result<ImportBase> import_base(const std::filesystem::path& path) {
    return reading(path, [](const Database& db) -> Result<ImportBase> {
        ImportBase base;
        base.version = db.integer("SELECT max(id) FROM journal").value_or(0);
        auto crs = geo::crs_from_text(db.text("SELECT value FROM huegrid_meta WHERE key = 'crs'"));
        if (!crs) return fail(std::move(crs.error()));
        base.crs = std::move(*crs);
        auto& keys = base.keys;
        const std::tuple<const char*, const char*, model::KeyIndex*> tables[] = {
            {"zone", "source_key", &keys.zones},
            {"estate", "source_key", &keys.estates},
            {"building", "source_key", &keys.buildings},
            {"line_feature", "source_key", &keys.lines},
            {"service_point", "source_key", &keys.service_points},
            {"room", "source_key", &keys.rooms},
            {"household", "source_key", &keys.households},
            {"member", "source_key", &keys.members},
            {"post", "key", &keys.posts},
            {"issue", "source_key", &keys.issues}};
        for (const auto& [table, key, index] : tables) {
            auto rows = db.prepare(fmt::format("SELECT id, {} FROM {}", key, table));
            while (rows.step()) {
                const auto id = rows.integer(0);
                // Rows that were entered by hand have no source key; their ids are taken all the same.
                if (rows.is_null(1)) index->take(id);
                else index->add(rows.text(1), id);
            }
        }
        auto rooms = db.prepare("SELECT id, building_id FROM room WHERE building_id IS NOT NULL");
        while (rooms.step()) keys.building_of_room.set(rooms.integer(0), rooms.integer(1));
        auto homes = db.prepare("SELECT id, coalesce(room_id, 0), coalesce(building_id, 0) FROM household WHERE valid_to IS NULL");
        while (homes.step()) {
            keys.household_of_room.set_or_mark(homes.integer(1), homes.integer(0));
            keys.household_of_building.set_or_mark(homes.integer(2), homes.integer(0));
        }
        return base;
    });
}

Result<std::vector<HouseholdCard>> household_cards(const std::filesystem::path& path, BuildingId building) {
    return reading(path, [&](const Database& db) -> Result<std::vector<HouseholdCard>> {
        std::vector<HouseholdCard> cards;
        auto rows = db.prepare("SELECT id, unit, floor, door, contact_name, contact_phone FROM household "
                               "WHERE building_id = ? AND valid_to IS NULL ORDER BY id");
        rows.bind(1, building.value);
        while (rows.step())
            cards.push_back({HouseholdId{rows.integer(0)}, text(rows, 1), text(rows, 2), text(rows, 3), text(rows, 4), text(rows, 5)});
        return cards;
    });
}

}  // namespace huegrid::store
