/// @file rows.hpp
/// Rows on their way into the file: what a reader or the synthetic town produces and the store writes.
///
/// Layer    model. Values. Ids are the file's: a reader asks `KeyIndex` for the id of a source key.
///          Shapes are in the file's CRS. A row's zone is found by the store when it places the buildings.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/geo/shapes/shape.hpp"
#include "engine/model/attribute.hpp"
#include "engine/model/key_index.hpp"

namespace huegrid::model {

/// A step of the zone ladder; a lower rank is coarser. By default district 1, street 2, community 3, grid 4, micro-grid 5.
struct Level {
    std::string key;
    int rank = 0;
    Label name;
    friend bool operator==(const Level&, const Level&) = default;
};
[[nodiscard]] const std::vector<Level>& default_levels();

struct ZoneRow {
    ZoneId id;
    std::string source_key;
    std::string level;  ///< a Level's key
    ZoneId parent;      ///< none: the store finds the next coarser zone that holds it
    std::string name;
    std::string code;
    std::string kind;  ///< of a grid: "general" or "dedicated"; else ""
    geo::Shape shape;
};

struct EstateRow {
    EstateId id;
    std::string source_key;
    std::string name;
    geo::Shape shape;  ///< may be empty
};

struct BuildingRow {
    BuildingId id;
    std::string source_key;
    std::string name;
    std::string address;
    std::string use;  ///< "residential", "office", "shop", "public" … as the source says; "" unknown
    EstateId estate;
    std::optional<int> units;
    std::optional<int> floors;
    std::optional<int> built_year;
    bool nominal = false;  ///< only a point is known; the shape is made up around it
    geo::Shape shape;
};

struct LineRow {
    std::int64_t id = 0;
    std::string source_key;
    std::string kind;  ///< "main_road", "road", "railway", "water"
    std::string name;
    geo::Shape shape;
};

struct AreaRow {
    std::int64_t id = 0;
    std::string source_key;
    std::string kind;  ///< "flood_zone", "park" …
    std::string name;
    geo::Shape shape;
};

struct ServicePointRow {
    ServicePointId id;
    std::string source_key;
    std::string kind;  ///< "service_centre", "clinic" …
    std::string name;
    std::vector<std::string> functional_areas;
    geo::Shape shape;  ///< a point
};

struct RoomRow {
    RoomId id;
    std::string source_key;
    BuildingId building;
    std::string unit, floor, door;
    std::string address;
};

struct HouseholdRow {
    HouseholdId id;
    std::string source_key;
    BuildingId building;  ///< none when the building isn't known
    RoomId room;
    std::string kind = "home";  ///< "home", "shop", "enterprise"
    std::string occupancy;      ///< "own", "let", "vacant", "registered"; "" unknown
    std::string unit, floor, door;
    std::string contact_name, contact_phone;
    std::vector<Value> values;  ///< in the order of Batch::attributes
};

struct MemberRow {
    MemberId id;
    std::string source_key;
    std::string name, phone;
    std::string kind;  ///< "party_member", "grid_worker", "volunteer", "building_captain"
    BuildingId home;
    std::vector<std::string> skills;  ///< Skill keys
    bool consents = false;            ///< agreed to be given a post
};

struct SkillRow {
    std::string key;
    Label name;
};

struct PostRow {
    PostId id;
    std::string key;
    Label name;
    std::string duties;  ///< 职责, written down
    int headcount = 1;
};

struct AssignmentRow {
    std::int64_t id = 0;
    MemberId member;
    PostId post;
    ZoneId zone;
    Date since{};
    std::optional<Date> until;
    std::string reason;
};

struct IssueTypeRow {
    std::string key;
    Label name;
    int limit_days = 0;  ///< an example, not law
};

struct IssueEventRow {
    Instant at{};
    std::string by;
    std::string status;  ///< the state after the move
    std::string note;
};

struct IssueRow {
    IssueId id;
    std::string source_key;
    std::string type;  ///< an IssueType's key
    std::string title, description;
    std::string status = "reported";
    std::string outcome;  ///< once closed: "fixed", "unfounded", "not_ours", "duplicate"
    Instant reported_at{};
    std::optional<Instant> due_at, closed_at;
    BuildingId building;
    geo::Shape shape;  ///< a point
    std::vector<IssueEventRow> events;
};

struct VisitRow {
    std::int64_t id = 0;
    HouseholdId household;
    MemberId member;
    Instant at{};
    std::string note;
};

/// One thing that was wrong with the input and what was done about it. Bad data is not an error.
struct DefectRow {
    std::string source, layer;
    std::string feature;  ///< "line 12", "feature 7", "sheet 1 row 3"
    std::string kind;     ///< a stable word: "self_intersection", "missing_key", "duplicate_key", "no_building" …
    std::string what;     ///< a sentence
    std::string done;     ///< "repaired", "kept out", "kept without …"
    std::optional<geo::WorldPoint> at{};  ///< where the record, or the building it belongs to, lies
};

/// So many defects of each kind are kept in a file.
inline constexpr std::int64_t most_defects_of_a_kind = 10'000;

/// Rows of every kind that belong together and come from one source. A large source comes as several batches.
struct Batch {
    std::string source;  ///< "RECIPE/SOURCE", whose newer version may end them; "" = no source holds these rows
    /// The households are there already and only get their `values`; one that isn't is left out.
    bool supplement = false;
    /// By table: rows of the file that the source still holds, though what it says of them now couldn't be used.
    std::map<std::string, std::vector<std::int64_t>> still_listed;
    std::vector<DefectRow> defects;
    /// Columns of a table that the source says nothing of: rows that are there already keep theirs.
    std::map<std::string, std::set<std::string>> kept_columns;
    std::vector<Attribute> attributes;  ///< of every HouseholdRow::values in this batch
    std::vector<ZoneRow> zones;
    std::vector<EstateRow> estates;
    std::vector<BuildingRow> buildings;
    std::vector<LineRow> lines;
    std::vector<AreaRow> areas;
    std::vector<ServicePointRow> service_points;
    std::vector<RoomRow> rooms;
    std::vector<HouseholdRow> households;
    std::vector<SkillRow> skills;
    std::vector<MemberRow> members;
    std::vector<PostRow> posts;
    std::vector<AssignmentRow> assignments;
    std::vector<IssueTypeRow> issue_types;
    std::vector<IssueRow> issues;
    std::vector<VisitRow> visits;
};

/// What a reader must know of the file it reads for.
struct ExistingKeys {
    KeyIndex zones, estates, buildings, lines, areas, service_points, rooms, households, members, posts, issues;
    IdSet erased_households, erased_members;  ///< whose persons were erased: nothing is taken of them
    IdMap building_of_room;
    IdMap household_of_room, household_of_building;  ///< in force; -1 = several
};

}  // namespace huegrid::model
