/// @file recipe.hpp
/// A recipe: which layer and filter becomes what, which column is which field. TOML.
///
/// Layer    ingest. toml++ stays in the .cpp.
///
/// ```toml
/// title = "Musterdorf"                      # the place's name
/// crs   = "auto"                            # or "EPSG:32632"; only asked before the file has one
///
/// [source.register]                         # bound by register=PATH on the command line …
/// path = "register.csv"                     # … or found here, in the recipe's folder or beside it; a folder: its tables
/// crs  = "EPSG:4326"                        # overrules what the source says of itself; also "GCJ-02" and "BD-09"
/// x = "lon"                                 # a table whose rows are points
/// y = "lat"
/// encoding = "GBK"                          # of a CSV or a Shapefile's table; otherwise as its bytes say
/// delimiter = "|"                           # of a CSV; otherwise found: comma, tab, semicolon or bar
/// missing = ["NA"]                          # cells that mean "not known", beside the empty ones
/// header_row = 3                            # of a table; otherwise the first row that has the columns asked for
/// fill_down = ["户主"]                      # columns whose empty cells mean "as above": merged cells
/// time_zone = "Asia/Shanghai"               # of times that don't say theirs, or "+08:00"; without it UTC, and reported
///
/// [source.survey.frame]                     # instead of a crs: a town's own coordinates, tied down by matched points
/// points = [[1200.5, 830.2, 104.2531, 30.8822], …]  # x, y in the source; longitude, latitude; three or more
/// crs    = "EPSG:4326"                      # of the second pair; "GCJ-02" or "EPSG:4544" do as well
/// model  = "similarity"                     # or "affine"
///
/// [nominal_footprint]                       # of a building that is only a point; these are the defaults
/// unit_width_m = 18                         # as wide as its units (1 if not known) …
/// depth_m      = 12
/// tower_floors = 12                         # … but one unit with this many floors is as deep as it is wide
///
/// [[building]]                              # one table for each kind of thing a layer becomes; see schema.hpp
/// source = "osm"
/// layer  = "multipolygons"                  # may be left out when the source has one; "*" = every sheet …
/// except = ["填表说明"]                     # … but these; in a folder of workbooks 风华苑/填表说明
/// where  = "building IS NOT NULL"           # a filter in OGR's SQL
/// key    = ["osm_way_id", "osm_id"]         # the first that is filled, as "osm_way_id:27"
/// name   = "name"                           # a column
/// address = { join = ["tag:addr:street", "tag:addr:housenumber"], with = " " }
/// use    = { column = "building", map = { apartments = "residential" }, otherwise = "" }
///
/// [[service_point]]                         # what rules may measure to: see tiers/RULEBOOK.md; likewise [[line]]
/// source = "hydrants"
/// key    = "no"
/// kind   = { value = "hydrant" }
///
/// [[area]]                                  # what a place lies in beside its zones
/// source = "flood"
/// key    = "fid"
/// kind   = { value = "flood_zone" }
///
/// [[zone]]                                  # an official list of names and codes, joined to the recipe's zones by key
/// source = "codes"
/// supplement = true
/// key = "code"
/// name = "name"
///
/// [[household]]
/// source = "register"
/// key = "no"
/// kind = { value = "home" }                 # a constant
/// by_point = true                           # in the building that holds the point …
/// snap_within_m = 15                        # … or else the nearest this near
///
/// [[household]]                             # without keys to buildings and rooms: by words, in this or an earlier import
/// source = "list"
/// key = "no"
/// address = "addr"                          # a room's or building's address, or the same parts in other words …
/// estate = "小区"                           # … or its parts in columns of their own: 风华苑, 3栋, 2单元, 501
/// building = "$sheet"
/// unit = "单元"                             # a room that is found fills these where the row is empty
/// door = "房号"
///
/// [[household]]                             # a list of households that are there already: its rows only add attributes
/// source = "welfare"
/// supplement = true
/// key = "no"                                # or, without a key, address, room_key or by_point, if one household is there
///
/// [[person]]                                # joins its household's count and is not kept; an empty cell says nothing of it
/// source = "persons"
/// household_key = "household"
/// contact_name = "姓名"                     # of a household that no other table lists: the first who says it …
/// head = { column = "与户主关系", is = "户主" }  # … or its head, in whatever order its rows stand; without one, what all agree on
///
/// [[attribute]]
/// name = "oldest_age"
/// type = "integer"                          # counts may be written 三, 2人; a boolean is 1 0, 是 否, 有 无, √ × or Y N
/// title = { zh = "最大年龄", en = "Oldest person's age" }
/// unit = "years"
/// sensitivity = "personal"
/// purpose = "Elder care visits"
/// max = "age"                               # over persons; or column = "…" of the household's own row
/// at_least = 0                              # numbers below and above are mistakes: reported, and taken as not known …
/// at_most  = 130                            # … for persons each one's cell, before it is counted
///
/// [[attribute]]
/// name = "youngest_born"
/// type = "date"                             # 21245 is a day only in a column whose name says dates, and reported
/// max = "birth_date_from_id:身份证号"        # what a column of ID numbers says, which are never stored themselves
/// ```
///
/// Several [[attribute]] of one name and different `source` are one attribute; the first one that is filled counts.
///
/// A key of one column is that column's text; of a list, the first filled column's text behind the column's name.
/// `key_prefix` puts a word of its own in front. `tag:NAME` reads an OSM tag that is no column of its layer; `$sheet` and
/// `$file` are a table's sheet and its file's name. A name in two rows is written 联系方式/电话, or just 电话.
///
/// Wherever a column of an attribute is named, `birth_date_from_id:身份证号` is the date in the resident identity numbers of
/// that column and `age_from_id:身份证号` the years that somebody of that date has lived on the day of the import, which the
/// report says. A number that is damaged or fails its check is reported, masked, and is as an empty cell. The numbers
/// themselves are never stored: a recipe that would, by the column's name, is refused, and a cell anywhere that is an identity
/// number, a mobile number or a bank card by its form is kept out and reported; only contact_phone and phone hold telephones.
///
/// `age_from_birth:出生年月` is the age from any birth date: 1958-03-12, a day as a spreadsheet counts it, and of 1958.3, 1958年3月
/// or 1958 the first day. What is none, or is still to come, is reported and as an empty cell.
///
/// `unit_of:单元` and `door_of:房号` are units and doors without their words, 1 for 1单元: in a key, so that the next version of
/// a list may write them in another way. Of a column that holds both, unit = "unit_of:房号" and door = "door_of:房号" take them
/// apart: 1-101, 3栋1-101 and 1栋1单元101室 are unit 1 and door 101. A `door` that says its unit by a label is taken apart without.
///
/// Aggregates: `count = true` (persons), `count = COND`, `any = COND`, `max`, `min`, `sum = "column"`. COND is
/// `{ column = "pl030", is = 6 }` with one of `is`, `is_not`, `above`, `at_least`, `below`, `at_most`, or a list of
/// such, of which one must hold. A number is compared as a number, a text as text. What a person's empty cell makes
/// unknown makes the household's value missing; `missing = "skip"` leaves such persons out instead.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/base/time_zone.hpp"
#include "engine/geo/crs/frame.hpp"
#include "engine/ingest/recipe/schema.hpp"
#include "engine/model/attribute.hpp"

namespace huegrid::ingest {

/// Where a field's text comes from.
struct Mapping {
    enum class How : std::uint8_t { first_filled, joined, constant };
    How how = How::first_filled;
    std::vector<std::string> columns;
    std::string text;  ///< the constant, or what joins
    bool translated = false;
    std::map<std::string, std::string> words;  ///< what a value is translated to
    std::optional<std::string> otherwise;      ///< for values that `words` lacks; without it they stay as they are
};

/// A town's own frame, by points that are known in it and outside.
struct FrameRecipe {
    geo::FrameModel model = geo::FrameModel::similarity;
    std::string crs = "EPSG:4326";  ///< of MatchedPoint::world, here as the recipe has it
    std::vector<geo::MatchedPoint> points;
};

/// The footprint that a building which is but a point gets. The figures are examples, not measurements.
struct NominalFootprint {
    double unit_width_m = 18.0;  ///< along the front, for each unit (单元)
    double depth_m = 12.0;
    int tower_floors = 12;  ///< from here on a building of one unit is a tower, as deep as it is wide
};

struct SourceRecipe {
    std::string path;  ///< relative to the recipe's folder; "" = to be bound
    std::string encoding, crs;
    std::string x, y;
    std::vector<std::string> missing;
    std::string delimiter;
    std::int64_t header_row = 0;  ///< from 1; 0 = found
    std::vector<std::string> fill_down;
    std::optional<TimeZone> time_zone;
    std::optional<FrameRecipe> frame;
};

struct Condition {
    enum class Compare : std::uint8_t { is, is_not, above, at_least, below, at_most };
    std::string column;
    Compare compare = Compare::is;
    std::variant<double, std::string> constant;
};

/// One table of the recipe: the rows of a layer become rows of a kind.
struct Rows {
    Target target = Target::zone;
    std::string source, layer, where;
    std::vector<std::string> except;  ///< sheets that layer = "*" doesn't take
    std::string key_prefix;
    bool supplement = false;  ///< adds to rows that are there already: attributes to households, names and codes to zones
    bool by_point = false;
    double snap_within_m = 0.0;
    std::map<std::string, Mapping, std::less<>> fields;
    std::vector<Condition> head;  ///< of persons: on whose row the household's contact stands; one must hold
    std::string place;  ///< in the recipe: file:line:column
};

enum class Aggregate : std::uint8_t { none, persons, count, any, max, min, sum };

struct AttributeRecipe {
    model::Attribute attribute;
    std::string source;  ///< only what this source says; "" = any
    Mapping mapping;     ///< without an aggregate
    Aggregate aggregate = Aggregate::none;
    std::string over;                   ///< the column of max, min, sum
    std::vector<Condition> conditions;  ///< of count and any: one must hold
    bool skip_missing = false;
    model::Bounds bounds;  ///< of each number that is read for it
    std::string place;
};

struct Recipe {
    std::string name;  ///< the file's name, for messages
    std::string title;
    std::string crs;  ///< "" = the one for the place
    NominalFootprint nominal_footprint;
    std::filesystem::path folder;
    std::map<std::string, SourceRecipe, std::less<>> sources;
    std::vector<Rows> rows;
    std::vector<AttributeRecipe> attributes;
};

/// Fails  not_found; bad_input with file:line:column, and the nearest name for an unknown key.
[[nodiscard]] Result<Recipe> load_recipe(const std::filesystem::path& path);

/// `name` is used in messages, `folder` to find sources.
[[nodiscard]] Result<Recipe> parse_recipe(std::string_view toml, const std::string& name,
                                          const std::filesystem::path& folder);

}  // namespace huegrid::ingest
