/// A zone's part of a file, row by row into a new one. The file it comes from is attached as `src`.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "engine/conditions/language/spatial_formula.hpp"
#include "engine/store/commands/writer_impl.hpp"
#include "engine/store/copies/copies.hpp"
#include "engine/store/database/attribute_columns.hpp"
#include "engine/store/database/read_file.hpp"
#include "engine/store/register/register_tables.hpp"

namespace huegrid::store {
namespace {

/// Rows of a table that go along. `instead` replaces a column by an expression: what points out of the file becomes NULL.
struct Part {
    std::string table;
    std::string where = "1";
    std::map<std::string, std::string> instead{};
};

std::string only_in(const std::string& column, const std::string& kept) {
    return fmt::format("CASE WHEN {0} IN (SELECT id FROM temp.kept_{1}) THEN {0} END", column, kept);
}

/// The ids that stay, each set from the one before.
void choose(const Database& db, std::int64_t zone) {
    db.run(fmt::format(
        "CREATE TEMP TABLE kept_inside AS WITH RECURSIVE z(id) AS (SELECT {0} UNION SELECT zone.id FROM src.zone JOIN z ON zone.parent_id = z.id) "
        "SELECT id FROM z;"
        "CREATE TEMP TABLE kept_zone AS WITH RECURSIVE z(id) AS (SELECT {0} UNION SELECT zone.parent_id FROM src.zone JOIN z ON zone.id = z.id "
        "WHERE zone.parent_id IS NOT NULL) SELECT id FROM z UNION SELECT id FROM temp.kept_inside;"
        "CREATE TEMP TABLE kept_building(id INTEGER PRIMARY KEY);"
        "INSERT INTO kept_building SELECT id FROM src.building WHERE zone_id IN (SELECT id FROM temp.kept_inside);"
        "CREATE TEMP TABLE kept_room(id INTEGER PRIMARY KEY);"
        "INSERT INTO kept_room SELECT id FROM src.room WHERE building_id IN (SELECT id FROM temp.kept_building);"
        "CREATE TEMP TABLE kept_household(id INTEGER PRIMARY KEY);"
        "INSERT INTO kept_household SELECT id FROM src.household WHERE building_id IN (SELECT id FROM temp.kept_building);"
        "CREATE TEMP TABLE kept_estate AS SELECT DISTINCT estate_id AS id FROM src.building WHERE id IN (SELECT id FROM temp.kept_building);"
        "CREATE TEMP TABLE kept_member(id INTEGER PRIMARY KEY);"
        "INSERT INTO kept_member SELECT id FROM src.member WHERE home_building_id IN (SELECT id FROM temp.kept_building) OR "
        "id IN (SELECT member_id FROM src.assignment WHERE zone_id IN (SELECT id FROM temp.kept_inside));"
        "CREATE TEMP TABLE kept_issue(id INTEGER PRIMARY KEY);"
        "INSERT INTO kept_issue SELECT id FROM src.issue WHERE zone_id IN (SELECT id FROM temp.kept_inside) OR "
        "building_id IN (SELECT id FROM temp.kept_building);",
        zone));
}

std::vector<std::string> column_names(const Database& db, const std::string& table, const std::string& schema) {
    std::vector<std::string> names;
    auto rows = db.prepare("SELECT name FROM pragma_table_info(?, ?)");
    rows.with(table, schema);
    while (rows.step()) names.emplace_back(rows.text(0));
    return names;
}

/// Layers that spatial attributes are measured to stay whole: the nearest may lie beyond the zone.
void keep_layers(const Database& db) {
    db.run("CREATE TEMP TABLE kept_layer(name TEXT)");
    const auto columns = column_names(db, "attribute", "src");
    if (std::find(columns.begin(), columns.end(), "formula") == columns.end()) return;
    auto keep = db.prepare("INSERT INTO temp.kept_layer VALUES (?)");
    auto formulas = db.prepare("SELECT formula FROM src.attribute WHERE formula IS NOT NULL");
    while (formulas.step())
        if (const auto formula = conditions::parse_spatial(formulas.text(0))) keep.with(formula->layer).run();
}

std::string touching(const std::string& table, std::int64_t zone) {
    return fmt::format("id IN (SELECT r.id FROM src.rtree_{0}_geom r, src.rtree_zone_geom z WHERE z.id = {1} AND r.minx <= z.maxx AND "
                       "r.maxx >= z.minx AND r.miny <= z.maxy AND r.maxy >= z.miny) OR kind IN (SELECT name FROM temp.kept_layer) OR "
                       "'{0}' IN (SELECT name FROM temp.kept_layer)", table, zone);
}

std::vector<Part> parts_of(std::int64_t zone) {
    const auto kept = [](const std::string& what, const std::string& column = "id") {
        return fmt::format("{} IN (SELECT id FROM temp.kept_{})", column, what);
    };
    return {{"import_run", "1", {{"report", "''"}}},  // a report tells of everybody's rows
            {"level"}, {"tier"}, {"category"}, {"attribute"}, {"skill"}, {"post"}, {"issue_type"}, {"classification"},
            {"layer_styles", "f_table_name = 'v_building_tier'"},
            {"zone", kept("zone"), {{"parent_id", only_in("parent_id", "zone")}, {"stated_parent_id", only_in("stated_parent_id", "zone")}}},
            {"estate", kept("estate")},
            {"building", kept("building")},
            {"line_feature", touching("line_feature", zone)},
            {"area_feature", touching("area_feature", zone)},
            {"service_point", touching("service_point", zone)},
            {"functional_area", "service_point_id IN (SELECT id FROM main.service_point)"},
            {"room", kept("room")},
            {"household", kept("household"), {{"room_id", only_in("room_id", "room")}}},
            {"household_category", kept("household", "household_id")},
            {"rule_hold", kept("household", "household_id")},
            {"tier_change", kept("household", "household_id")},
            {"override", kept("household", "household_id")},
            {"member", kept("member"), {{"home_building_id", only_in("home_building_id", "building")}}},
            {"member_skill", kept("member", "member_id")},
            {"assignment", kept("inside", "zone_id")},
            {"visit", kept("household", "household_id"), {{"member_id", only_in("member_id", "member")}}},
            {"issue", kept("issue"), {{"building_id", only_in("building_id", "building")}, {"zone_id", only_in("zone_id", "zone")}}},
            {"issue_event", kept("issue", "issue_id")},
            {"hand_value", "(table_name = 'household' AND row_id IN (SELECT id FROM temp.kept_household)) OR "
                           "(table_name = 'room' AND row_id IN (SELECT id FROM temp.kept_room)) OR "
                           "(table_name = 'member' AND row_id IN (SELECT id FROM temp.kept_member)) OR "
                           "(table_name = 'building' AND row_id IN (SELECT id FROM temp.kept_building))"},
            {"erased", "(table_name = 'household' AND row_id IN (SELECT id FROM temp.kept_household)) OR "
                       "(table_name = 'member' AND row_id IN (SELECT id FROM temp.kept_member)) OR "
                       "(table_name = 'issue_event' AND row_id IN (SELECT id FROM src.issue_event WHERE issue_id IN (SELECT id FROM temp.kept_issue)))"}};
}

/// Columns both files have: one of an older version lacks some.
std::int64_t bring(const Database& db, const Part& part) {
    const auto theirs = column_names(db, part.table, "src");
    const std::set<std::string> there(theirs.begin(), theirs.end());
    std::vector<std::string> columns, values;
    for (const auto& name : column_names(db, part.table, "main")) {
        if (!there.contains(name)) continue;
        columns.push_back(sql_name(name));
        const auto instead = part.instead.find(name);
        values.push_back(instead == part.instead.end() ? sql_name(name) : instead->second);
    }
    if (columns.empty()) return 0;
    db.run(fmt::format("DELETE FROM main.{0}; INSERT INTO main.{0}({1}) SELECT {2} FROM src.{0} WHERE {3}", part.table, fmt::join(columns, ", "),
                       fmt::join(values, ", "), part.where));
    return db.changes();
}

void add_attribute_columns(const Database& db) {
    auto rows = db.prepare("SELECT name, type FROM src.attribute ORDER BY id");
    std::vector<model::Attribute> attributes;
    while (rows.step()) {
        model::Attribute attribute;
        attribute.name = rows.text(0);
        attribute.type = model::attribute_type_from(rows.text(1)).value_or(model::AttributeType::text);
        attributes.push_back(std::move(attribute));
    }
    for (const auto& attribute : attributes)
        if (auto added = ensure_attribute_column(db, attribute); !added) throw SqlError{SQLITE_MISMATCH, added.error().message};
}

struct Origin {
    std::int64_t zone = 0;
    std::string name;
    geo::Crs crs;
};

Result<Origin> origin_of(const std::filesystem::path& path, const std::string& zone) {
    return reading(path, [&](const Database& db) -> Result<Origin> {
        const auto id = find_row(db, RegisterTable::zone, zone);
        if (!id) return fail(id.error());
        auto crs = geo::crs_from_text(db.text("SELECT value FROM huegrid_meta WHERE key = 'crs'"));
        if (!crs) return fail(std::move(crs.error()));
        return Origin{*id, db.text(fmt::format("SELECT coalesce({}, '') FROM zone z WHERE id = {}", name_sql(RegisterTable::zone, "z"), *id)), std::move(*crs)};
    });
}

}  // namespace

Result<Extracted> extract_zone(const std::filesystem::path& path, const std::filesystem::path& to, const std::string& zone, const Actor& actor,
                               const Progress& progress) {
    const auto origin = origin_of(path, zone);
    if (!origin) return fail(origin.error());
    auto writer = Writer::create(to, {"extract", actor}, origin->crs, origin->name);
    if (!writer) return fail(std::move(writer.error()));
    Extracted extracted{origin->name, {}};
    const auto& db = WriterAccess::of(*writer).db;
    auto brought = guarded(path, [&]() -> Result<void> {
        const auto absolute = std::filesystem::absolute(path).string();
        db.prepare("ATTACH ? AS src").with(absolute).run();
        choose(db, origin->zone);
        keep_layers(db);
        add_attribute_columns(db);
        const auto parts = parts_of(origin->zone);
        for (std::size_t p = 0; p < parts.size(); ++p) {
            progress.at("extracting " + parts[p].table, std::int64_t(p), std::int64_t(parts.size()));
            if (progress.stopped()) return Progress::cancelled();
            if (const auto rows = bring(db, parts[p]); rows > 0) extracted.rows[parts[p].table] = rows;
        }
        return {};
    });
    if (!brought) return fail(std::move(brought.error()));
    auto entry = writer->commit(fmt::format("{} of {}", origin->name, path.filename().string()));
    if (!entry) return fail(std::move(entry.error()));
    return extracted;
}

}  // namespace huegrid::store
