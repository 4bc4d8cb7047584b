#include "engine/store/database/schema.hpp"

#include <fmt/format.h>

#include <array>

#include "engine/base/date.hpp"
#include "engine/model/rows.hpp"
#include "engine/store/commands/event_attributes.hpp"
#include "engine/store/database/rtree.hpp"

namespace huegrid::store {
namespace {

constexpr std::array<FeatureTable, 8> features{{{"zone", "MULTIPOLYGON"},
                                                {"estate", "MULTIPOLYGON"},
                                                {"building", "MULTIPOLYGON"},
                                                {"line_feature", "MULTILINESTRING"},
                                                {"area_feature", "MULTIPOLYGON"},
                                                {"service_point", "POINT"},
                                                {"issue", "POINT"},
                                                {"defect", "POINT"}}};

constexpr std::array<std::string_view, 31> recorded{
    "level",  "zone",         "estate", "building",    "line_feature",     "area_feature",  "service_point", "functional_area",
    "room",   "attribute",    "tier",   "category",    "household",        "household_category", "skill",
    "member", "member_skill", "post",   "assignment",  "issue_type",       "issue",         "issue_event",
    "visit",  "tier_change",  "classification", "layer_styles", "defect",            "override",      "hand_value",
    "rule_hold", "erased"};

constexpr std::string_view geopackage_tables = R"sql(
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
)sql";

constexpr std::string_view huegrid_tables = R"sql(
CREATE TABLE huegrid_meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
CREATE TABLE journal (
  id INTEGER PRIMARY KEY, at DATETIME NOT NULL, by TEXT NOT NULL, verb TEXT NOT NULL, reason TEXT NOT NULL,
  summary TEXT NOT NULL, inverse BLOB, undoes INTEGER, undone_by INTEGER);
CREATE TABLE import_run (
  id INTEGER PRIMARY KEY, at DATETIME NOT NULL, recipe TEXT NOT NULL, sources TEXT NOT NULL, report TEXT NOT NULL);
CREATE TABLE level (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, rank INTEGER NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL);
CREATE TABLE zone (
  id INTEGER PRIMARY KEY, level TEXT NOT NULL, parent_id INTEGER REFERENCES zone(id) DEFERRABLE INITIALLY DEFERRED,
  stated_parent_id INTEGER REFERENCES zone(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT, code TEXT, kind TEXT, locked BOOLEAN, geom BLOB, {source});
CREATE TABLE estate (id INTEGER PRIMARY KEY, name TEXT, geom BLOB, {source});
CREATE TABLE building (
  id INTEGER PRIMARY KEY, name TEXT, address TEXT, use TEXT,
  estate_id INTEGER REFERENCES estate(id) DEFERRABLE INITIALLY DEFERRED,
  zone_id INTEGER REFERENCES zone(id) DEFERRABLE INITIALLY DEFERRED,
  grid_id INTEGER REFERENCES zone(id) DEFERRABLE INITIALLY DEFERRED,
  community_id INTEGER REFERENCES zone(id) DEFERRABLE INITIALLY DEFERRED,
  units INTEGER, floors INTEGER, built_year INTEGER, nominal BOOLEAN, surface_point BLOB, geom BLOB, {source});
CREATE TABLE line_feature (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT, geom BLOB, {source});
CREATE TABLE service_point (id INTEGER PRIMARY KEY, kind TEXT, name TEXT, geom BLOB, {source});
CREATE TABLE functional_area (
  id INTEGER PRIMARY KEY, service_point_id INTEGER NOT NULL REFERENCES service_point(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL);
CREATE UNIQUE INDEX functional_area_of ON functional_area(service_point_id, name);
CREATE TABLE room (
  id INTEGER PRIMARY KEY, building_id INTEGER REFERENCES building(id) DEFERRABLE INITIALLY DEFERRED,
  unit TEXT, floor TEXT, door TEXT, address TEXT, {source});
CREATE TABLE attribute (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, type TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
  unit TEXT NOT NULL, origin TEXT NOT NULL, sensitivity TEXT NOT NULL, purpose TEXT NOT NULL,
  at_least REAL, at_most REAL, formula TEXT);
CREATE TABLE tier (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, colour TEXT NOT NULL,
  letter TEXT NOT NULL, pattern TEXT NOT NULL, visit_every_days INTEGER, visit_within_hours_of_change INTEGER);
CREATE TABLE category (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT NOT NULL);
CREATE TABLE household (
  id INTEGER PRIMARY KEY, building_id INTEGER REFERENCES building(id) DEFERRABLE INITIALLY DEFERRED,
  room_id INTEGER REFERENCES room(id) DEFERRABLE INITIALLY DEFERRED,
  grid_id INTEGER REFERENCES zone(id) DEFERRABLE INITIALLY DEFERRED,
  community_id INTEGER REFERENCES zone(id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL, occupancy TEXT, unit TEXT, floor TEXT, door TEXT, contact_name TEXT, contact_phone TEXT,
  tier TEXT, category TEXT, rule TEXT, may_be TEXT, tier_since DATE, visit_due DATE,
  last_visit DATE, open_issues INTEGER DEFAULT 0, {source});
CREATE TABLE household_category (
  household_id INTEGER NOT NULL REFERENCES household(id) DEFERRABLE INITIALLY DEFERRED, category TEXT NOT NULL,
  PRIMARY KEY (household_id, category)) WITHOUT ROWID;
CREATE TABLE skill (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT NOT NULL);
CREATE TABLE member (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT, kind TEXT NOT NULL,
  home_building_id INTEGER REFERENCES building(id) DEFERRABLE INITIALLY DEFERRED, consents BOOLEAN NOT NULL, {source});
CREATE TABLE member_skill (
  member_id INTEGER NOT NULL REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED, skill TEXT NOT NULL,
  PRIMARY KEY (member_id, skill));
CREATE TABLE post (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, duties TEXT NOT NULL,
  headcount INTEGER NOT NULL);
CREATE TABLE assignment (
  id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
  post_id INTEGER NOT NULL REFERENCES post(id) DEFERRABLE INITIALLY DEFERRED,
  zone_id INTEGER NOT NULL REFERENCES zone(id) DEFERRABLE INITIALLY DEFERRED,
  since DATE NOT NULL, until DATE, reason TEXT NOT NULL);
CREATE UNIQUE INDEX assignment_of ON assignment(member_id, post_id, zone_id, since);
CREATE TABLE issue_type (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, limit_days INTEGER NOT NULL);
CREATE TABLE issue (
  id INTEGER PRIMARY KEY, type TEXT NOT NULL, title TEXT, description TEXT, status TEXT NOT NULL, outcome TEXT,
  reported_at DATETIME NOT NULL, due_at DATETIME, closed_at DATETIME,
  zone_id INTEGER REFERENCES zone(id) DEFERRABLE INITIALLY DEFERRED,
  building_id INTEGER REFERENCES building(id) DEFERRABLE INITIALLY DEFERRED, geom BLOB, {source});
CREATE TABLE issue_event (
  id INTEGER PRIMARY KEY, issue_id INTEGER NOT NULL REFERENCES issue(id) DEFERRABLE INITIALLY DEFERRED,
  at DATETIME NOT NULL, by TEXT NOT NULL, status TEXT NOT NULL, note TEXT NOT NULL);
CREATE UNIQUE INDEX issue_event_of ON issue_event(issue_id, at, status);
CREATE TABLE visit (
  id INTEGER PRIMARY KEY, household_id INTEGER NOT NULL REFERENCES household(id) DEFERRABLE INITIALLY DEFERRED,
  member_id INTEGER REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED, at DATETIME NOT NULL, note TEXT NOT NULL);
CREATE UNIQUE INDEX visit_of ON visit(household_id, at);
CREATE TABLE tier_change (
  id INTEGER PRIMARY KEY, household_id INTEGER NOT NULL REFERENCES household(id) DEFERRABLE INITIALLY DEFERRED,
  as_of DATE NOT NULL, old_tier TEXT, new_tier TEXT, rule TEXT, rulebook_version TEXT NOT NULL,
  by_hand BOOLEAN);
CREATE INDEX tier_change_household ON tier_change(household_id);
CREATE TABLE classification (
  id INTEGER PRIMARY KEY, at DATETIME NOT NULL, as_of DATE NOT NULL, rulebook_name TEXT NOT NULL,
  rulebook_version TEXT NOT NULL, rulebook_text TEXT NOT NULL);
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT,
  f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT, ui TEXT, update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
)sql";

// Since version 2.
constexpr std::string_view defect_table =
    "CREATE TABLE defect (id INTEGER PRIMARY KEY, import_run INTEGER REFERENCES import_run(id) DEFERRABLE INITIALLY DEFERRED, "
    "source TEXT NOT NULL, layer TEXT NOT NULL, place TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL, done TEXT NOT NULL, geom BLOB)";
// A tier set by hand; in force from set_on until the day before expires_on, or ended_on when somebody took it back.
constexpr std::string_view override_table =
    "CREATE TABLE override (id INTEGER PRIMARY KEY, "
    "household_id INTEGER NOT NULL REFERENCES household(id) DEFERRABLE INITIALLY DEFERRED, tier TEXT NOT NULL, reason TEXT NOT NULL, "
    "author TEXT NOT NULL, set_on DATE NOT NULL, expires_on DATE NOT NULL, ended_on DATE); "
    "CREATE INDEX override_household ON override(household_id)";
// A cell that was set by hand, and what its source said of it then: an import leaves the cell alone until its source says
// something else.
constexpr std::string_view hand_value_table =
    "CREATE TABLE hand_value (id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_id INTEGER NOT NULL, column_name TEXT NOT NULL, "
    "imported); CREATE UNIQUE INDEX hand_value_of ON hand_value(table_name, row_id, column_name)";
// Since version 3: a rule with hold_days that is TRUE for a household (last_true NULL), or was on that day.
constexpr std::string_view rule_hold_table =
    "CREATE TABLE rule_hold (household_id INTEGER NOT NULL REFERENCES household(id) DEFERRABLE INITIALLY DEFERRED, rule TEXT NOT NULL, "
    "last_true DATE, PRIMARY KEY (household_id, rule)) WITHOUT ROWID";
// Since version 4: rows whose person was erased, and events in which it was named; an import passes them over. Which rows, not who.
constexpr std::string_view erased_table =
    "CREATE TABLE erased (id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_id INTEGER NOT NULL); "
    "CREATE UNIQUE INDEX erased_of ON erased(table_name, row_id)";
// Since version 5: what a place lies in beside its zones.
constexpr std::string_view area_table = "CREATE TABLE area_feature (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT, geom BLOB, {source})";
// Only rows in force are shown to other programs as the map. The CAST gives a count the type that a view's column lacks else.
constexpr std::string_view views = R"sql(
CREATE VIEW v_building_tier AS
  SELECT b.id AS id, b.name AS name, b.address AS address, b.zone_id AS zone_id, t.key AS tier,
         CAST(s.households AS INTEGER) AS households, b.geom AS geom
  FROM building b
  LEFT JOIN (SELECT h.building_id AS building_id, min(t.id) AS highest, count(*) AS households
             FROM household h LEFT JOIN tier t ON t.key = h.tier WHERE h.valid_to IS NULL GROUP BY h.building_id) s
    ON s.building_id = b.id
  LEFT JOIN tier t ON t.id = s.highest
  WHERE b.valid_to IS NULL;
CREATE VIEW v_household_point AS
  SELECT h.id AS id, h.kind AS kind, h.tier AS tier, h.category AS category, h.grid_id AS grid_id,
         h.community_id AS community_id, b.surface_point AS geom
  FROM household h JOIN building b ON b.id = h.building_id WHERE h.valid_to IS NULL AND b.valid_to IS NULL;
)sql";

// Where an imported row came from ("RECIPE/SOURCE", whose newer version may end it) and for how long it holds.
constexpr std::string_view source_columns =
    "source_key TEXT, source TEXT, valid_from DATE, valid_to DATE, "
    "import_run INTEGER REFERENCES import_run(id) DEFERRABLE INITIALLY DEFERRED";
constexpr std::array<std::string_view, 10> sourced{"zone", "estate", "building", "line_feature", "area_feature", "service_point",
                                                  "room", "household", "member", "issue"};

constexpr std::array<std::string_view, 25> attribute_tables{
    "huegrid_meta", "journal",    "import_run",     "level",        "functional_area", "room",        "attribute",
    "tier",         "category",   "household",      "skill",        "member",          "post",        "assignment",
    "issue_type",   "issue_event", "visit",         "tier_change",  "classification",  "household_category", "member_skill",
    "override",     "hand_value", "rule_hold",      "erased"};

void register_feature(const Database& db, std::string_view table, std::string_view geometry, std::int64_t srs_id) {
    db.prepare("INSERT INTO gpkg_contents(table_name, data_type, identifier, srs_id) VALUES (?1, 'features', ?1, ?2)")
        .with(table, srs_id)
        .run();
    db.prepare("INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, ?3, 0, 0)").with(table, geometry, srs_id).run();
}

std::int64_t file_srs(const Database& db) {
    return db.integer("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'zone'").value_or(0);
}

void register_attributes(const Database& db, std::string_view table) {
    db.prepare("INSERT INTO gpkg_contents(table_name, data_type, identifier) VALUES (?1, 'attributes', ?1)").with(table).run();
}

/// Version 2: rows know their source, so that a newer one can end them; defects, overrides and cells set by hand; whether
/// a building's footprint is a nominal one drawn around a point.
/// The key indices that version 1 made as column constraints stay: they do the same.
void add_version_2(const Database& db) {
    for (const auto table : sourced)
        if (table != "area_feature") db.run(fmt::format("ALTER TABLE {} ADD COLUMN source TEXT", table));
    db.run("ALTER TABLE building ADD COLUMN nominal BOOLEAN; DROP VIEW v_building_tier; DROP VIEW v_household_point");
    for (const auto table : {defect_table, override_table, hand_value_table}) db.run(std::string(table));
    register_feature(db, "defect", "POINT", file_srs(db));
    create_rtree(db, "defect");
    for (const auto table : {"override", "hand_value"}) register_attributes(db, table);
}

/// A column the register needs; an attribute that had the name until now gets another.
void take_column(const Database& db, std::string_view name, std::string_view type) {
    const auto other = fmt::format("{}_imported", name);
    if (db.integer(fmt::format("SELECT 1 FROM pragma_table_info('household') WHERE name = '{}'", name))) {
        db.run(fmt::format("ALTER TABLE household RENAME COLUMN {} TO {}", name, other));
        db.run(fmt::format("UPDATE attribute SET name = '{1}' WHERE name = '{0}'; UPDATE hand_value SET column_name = '{1}' "
                           "WHERE table_name = 'household' AND column_name = '{0}'", name, other));
    }
    db.run(fmt::format("ALTER TABLE household ADD COLUMN {} {}", name, type));
}

/// Version 3: since when a household has its tier and when its next visit is due, the rules that hold on, whether a change of
/// tier came by hand; and the attributes that events keep, counted once from the events that are there.
void add_version_3(const Database& db) {
    take_column(db, "tier_since", "DATE");
    take_column(db, "visit_due", "DATE");
    for (const auto* column : {"last_visit DATE", "open_issues INTEGER DEFAULT 0"}) {
        const std::string_view name(column, std::string_view(column).find(' '));
        if (!db.integer(fmt::format("SELECT 1 FROM pragma_table_info('household') WHERE name = '{}'", name)))
            db.run(fmt::format("ALTER TABLE household ADD COLUMN {}", column));
    }
    db.run("ALTER TABLE tier_change ADD COLUMN by_hand BOOLEAN");
    db.run(std::string(rule_hold_table));
    register_attributes(db, "rule_hold");
    keep_event_attributes(db);
}

/// Version 4: which rows were erased; the bounds of attributes; grids that divisions leave alone; the views as they are now.
void add_version_4(const Database& db) {
    db.run("ALTER TABLE zone ADD COLUMN locked BOOLEAN; CREATE INDEX IF NOT EXISTS issue_building ON issue(building_id)");
    db.run("ALTER TABLE attribute ADD COLUMN at_least REAL; ALTER TABLE attribute ADD COLUMN at_most REAL; DROP VIEW IF EXISTS v_building_tier; DROP VIEW IF EXISTS v_household_point");
    for (const auto table : {erased_table, views}) db.run(std::string(table));
    register_attributes(db, "erased");
}

/// Version 5: areas; what a spatial attribute measures; how soon a change of tier asks for a visit.
void add_version_5(const Database& db) {
    db.run(fmt::format(fmt::runtime(area_table), fmt::arg("source", source_columns)));
    register_feature(db, "area_feature", "MULTIPOLYGON", file_srs(db));
    db.run("CREATE UNIQUE INDEX area_feature_source_key ON area_feature(source_key)");
    create_rtree(db, "area_feature");
    db.run("ALTER TABLE attribute ADD COLUMN formula TEXT; ALTER TABLE tier ADD COLUMN visit_within_hours_of_change INTEGER");
}

}  // namespace

std::span<const FeatureTable> feature_tables() { return features; }
std::span<const std::string_view> recorded_tables() { return recorded; }
std::span<const std::string_view> sourced_tables() { return sourced; }

void create_indices(const Database& db) {
    for (const auto table : sourced) db.run(fmt::format("CREATE UNIQUE INDEX {0}_source_key ON {0}(source_key)", table));
    db.run("CREATE INDEX household_building ON household(building_id); CREATE INDEX room_building ON room(building_id); "
           "CREATE INDEX issue_building ON issue(building_id)");
    for (const auto& table : features) create_rtree(db, table.name);
}

std::string sql_name(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) {
        if (c == '"') text += '"';
        text += c;
    }
    return text + '"';
}

void create_schema(const Database& db, const geo::Crs& crs, const std::string& title) {
    db.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", geopackage_application_id,
                       geopackage_version));
    db.run(std::string(geopackage_tables));
    for (const auto tables : {huegrid_tables, area_table}) db.run(fmt::format(fmt::runtime(tables), fmt::arg("source", source_columns)));
    for (const auto table : {defect_table, override_table, hand_value_table, rule_hold_table, erased_table, views}) db.run(std::string(table));
    if (crs.epsg != 4326)
        db.prepare("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?2, 'EPSG', ?2, ?3, NULL)")
            .with(crs.name, std::int64_t{crs.epsg}, crs.wkt)
            .run();
    for (const auto& table : features) register_feature(db, table.name, table.geometry, crs.epsg);
    register_feature(db, "v_building_tier", "MULTIPOLYGON", crs.epsg);
    register_feature(db, "v_household_point", "POINT", crs.epsg);
    for (const auto table : attribute_tables) register_attributes(db, table);
    register_attributes(db, "layer_styles");

    auto meta = db.prepare("INSERT INTO huegrid_meta VALUES (?, ?)");
    meta.with("schema_version", std::to_string(schema_version)).run();
    meta.with("title", title).run();
    meta.with("crs", fmt::format("EPSG:{}", crs.epsg)).run();
    auto level = db.prepare("INSERT INTO level(key, rank, name_zh, name_en) VALUES (?, ?, ?, ?)");
    for (const auto& l : model::default_levels()) level.with(l.key, l.rank, l.name.zh, l.name.en).run();
}

std::int64_t version_of(const Database& db) {
    return db.integer("SELECT CAST(value AS INTEGER) FROM huegrid_meta WHERE key = 'schema_version'").value_or(0);
}

Result<void> check_version(const Database& db, const std::filesystem::path& path) {
    const bool ours = db.integer("SELECT count(*) FROM sqlite_master WHERE name = 'huegrid_meta'").value_or(0) == 1;
    if (!ours)
        return fail(ErrorCode::wrong_file, "this is not a Huegrid file; choose another name, or the file that `huegrid import` made",
                    path.string());
    const auto version = version_of(db);
    if (version > schema_version)
        return fail(ErrorCode::wrong_file,
                    fmt::format("written by a newer Huegrid (file version {}, this program knows {}); install the newer one",
                                version, schema_version),
                    path.string());
    if (version < 1)
        return fail(ErrorCode::wrong_file, "its huegrid_meta holds no version; the file is damaged", path.string());
    return {};
}

void migrate(const Database& db) {
    // One step a version: `case n:` takes a file of version n to n + 1 and falls through to the next.
    switch (version_of(db)) {
        case 1: add_version_2(db); [[fallthrough]];
        case 2: add_version_3(db); [[fallthrough]];
        case 3: add_version_4(db); [[fallthrough]];
        case 4: add_version_5(db); [[fallthrough]];
        case schema_version: break;
        default: throw SqlError{SQLITE_INTERNAL, "no migration from this version"};
    }
    db.prepare("UPDATE huegrid_meta SET value = ?1 WHERE key = 'schema_version' AND value IS NOT ?1").with(std::to_string(schema_version)).run();
}

}  // namespace huegrid::store
