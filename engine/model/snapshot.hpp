/// @file snapshot.hpp
/// The immutable picture of a file at one version: what every computation and every frame reads.
///
/// Layer    model. Plain tables; `store` fills one in, nobody changes it afterwards.
/// Threads  share it as std::shared_ptr<const Snapshot>.
///
/// Indices refer to rows of the same snapshot. Zones, estates, members … are few and lie in rows; buildings and
/// households are many and lie in columns. A copy shares every table that isn't edited, so the next version of a city costs
/// what changed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/colour.hpp"
#include "engine/geo/crs/crs.hpp"
#include "engine/model/column.hpp"
#include "engine/model/rows.hpp"
#include "engine/model/shape_column.hpp"
#include "engine/model/shared.hpp"

namespace huegrid::model {

/// A class a household can be in. Tiers come first, from most to least help; then `unknown` and `not_applicable`.
struct Tier {
    std::string key;
    Label name;
    Colour colour;
    std::string letter;               ///< one character shown on the colour
    std::string pattern;              ///< "solid", "diagonal", "cross", "dots", "horizontal", "vertical"
    std::optional<int> visit_every_days;
    std::optional<int> visit_within_hours_of_change{};  ///< when a household comes into it
    friend bool operator==(const Tier&, const Tier&) = default;
};
inline constexpr const char* unknown_tier = "unknown";
inline constexpr const char* not_applicable_tier = "not_applicable";

struct Category {
    std::string key;
    Label name;
    friend bool operator==(const Category&, const Category&) = default;
};

struct Zone {
    ZoneId id;
    std::string source_key;
    Index level = none;   ///< into Snapshot::levels
    Index parent = none;  ///< into Snapshot::zones
    std::vector<Index> children;
    std::string name, code, kind;
    geo::Shape shape;              ///< valid
    bool outline_mended = false;   ///< the file's isn't
    geo::WorldBox box;
};

struct Estate {
    EstateId id;
    std::string name;
    geo::Shape shape;
};

inline constexpr std::int16_t not_known = -1;

struct BuildingTable {
    Rows<BuildingId> ids;  ///< ascending
    Texts names;
    Rows<Index> zones;  ///< the finest zone that holds it, or none
    Rows<Index> estates;
    Rows<std::int16_t> units, floors;  ///< or not_known
    ShapeColumn shapes;
    /// Households of building b are rows `by_building[household_begin[b] .. household_begin[b+1])`.
    Rows<std::uint32_t> household_begin;
    Rows<Index> by_building;

    [[nodiscard]] std::size_t size() const { return ids.size(); }
    [[nodiscard]] std::span<const Index> households(Index building) const;
};

struct HouseholdTable {
    IntegerColumn ids;               ///< ascending
    Column<Index> buildings;         ///< into BuildingTable, or none
    Column<std::int8_t> tiers;       ///< into Snapshot::tiers; -1 = not classified yet
    Column<std::int8_t> may_be;      ///< into Snapshot::tiers; -1 = none
    Column<std::uint32_t> categories;  ///< bit c = Snapshot::categories[c]
    std::vector<AttributeColumn> attributes;  ///< `kind` and `occupancy` first, then the register's

    [[nodiscard]] std::size_t size() const { return ids.size(); }
    [[nodiscard]] const AttributeColumn* attribute(std::string_view name) const;
    /// The row with this id, or none. O(log n).
    [[nodiscard]] Index find(HouseholdId id) const;
};

struct Line {
    std::string kind, name;
    geo::Shape shape;
};

/// What a place lies in beside its zones: a flood zone, a park.
struct Area {
    std::string kind, name;
    geo::Shape shape;
};

struct ServicePoint {
    ServicePointId id;
    std::string kind, name;
    std::vector<std::string> functional_areas;
    geo::WorldPoint at;
};

struct Member {
    MemberId id;
    std::string name, kind;
    std::vector<std::string> skills;
    Index home = none;  ///< a building
};

struct Post {
    PostId id;
    std::string key;
    Label name;
    std::string duties;
};

/// A member in a post of a zone; only those in force.
struct Assignment {
    Index member = none;
    Index post = none;
    Index zone = none;
    Date since{};
};

struct Issue {
    IssueId id;
    std::string type;
    Label type_name;
    std::string title, status;
    Instant reported_at{};
    std::optional<Instant> due_at, closed_at;
    Index zone = none;      ///< the finest zone that holds it
    Index building = none;
    std::optional<geo::WorldPoint> at;

    /// Not closed, rejected or void.
    [[nodiscard]] bool open() const { return status != "closed" && status != "rejected" && status != "void"; }
};

/// A tier set by hand, unless it was taken back: in force from `set_on` until the day before `expires_on`.
struct Override {
    Index household = none;
    std::string tier;  ///< a Tier's key
    std::string reason, author;
    Date set_on{}, expires_on{};
};

/// A rule that keeps a household in its tier for some days after its condition ended.
struct RuleHold {
    Index household = none;
    std::int32_t rule = 0;  ///< into Snapshot::held_rules
    std::optional<Date> last_true;  ///< nullopt: it was TRUE when the households were classified last
};

/// The run that gave the households their tiers.
struct Classification {
    std::string rulebook_name, rulebook_version;
    std::string rulebook_text;
    Date as_of{};
};

/// Features that share a word: the `kind` of service points, lines and areas, the level of zones. A table's name is the word of all its
/// features, and of none when it is empty: "service_point", "line_feature", "area_feature", "zone", "estate".
struct Layer {
    std::string name;
    bool polygons = false;  ///< its features, or some of them, are
    friend bool operator==(const Layer&, const Layer&) = default;
};

struct Snapshot {
    std::int64_t version = 0;  ///< the last journal entry
    std::uint64_t origin = 0;  ///< a digest of the file and that entry; 0: not read from a file
    std::string title;         ///< the place's name
    geo::Crs crs;
    std::vector<Level> levels;  ///< by rank
    Rows<Zone> zones;           ///< ascending id
    Rows<Estate> estates;
    BuildingTable buildings;
    HouseholdTable households;
    Rows<Line> lines;
    Rows<Area> areas;
    Rows<ServicePoint> service_points;
    Rows<Member> members;
    Rows<Post> posts;
    Rows<Assignment> assignments;
    Rows<Issue> issues;
    std::vector<Tier> tiers;  ///< empty before the first classification
    std::vector<Category> categories;
    std::optional<Classification> classification;
    Rows<Override> overrides;   ///< in the order in which they were set
    Rows<RuleHold> rule_holds;  ///< ascending household
    std::vector<std::string> held_rules;  ///< ids of rules

    [[nodiscard]] Index find_level(std::string_view key) const;
    /// A zone by name, code or id in decimal; none if absent.
    [[nodiscard]] Index find_zone(std::string_view name) const;
    [[nodiscard]] Index find_building(BuildingId id) const;
    /// What spatial attributes may be measured to, by what is in force: see `Layer`.
    [[nodiscard]] std::vector<Layer> layers() const;
    /// All zones and buildings.
    [[nodiscard]] geo::WorldBox extent() const;
    /// Fills BuildingTable::household_begin and by_building from HouseholdTable::buildings.
    void link_households();
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

}  // namespace huegrid::model
