#include "engine/ingest/recipe/kept_columns.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace huegrid::ingest {
namespace {

/// A column that is found rather than read, and the fields that find it.
struct LinkColumn {
    std::string_view table, column;
    std::vector<std::string_view> fields;
};

const std::vector<LinkColumn>& link_columns() {
    static const std::vector<LinkColumn> links{
        {"zone", "stated_parent_id", {"parent_key"}},
        {"building", "estate_id", {"estate_key"}},
        {"room", "building_id", {"building_key", "estate", "building", "by_point"}},
        {"household", "building_id", {"building_key", "room_key", "address", "estate", "building", "by_point"}},
        {"household", "room_id", {"room_key", "address", "estate", "building"}},
        {"household", "unit", {"unit", "room_key", "address", "estate", "building"}},
        {"household", "floor", {"floor", "room_key", "address", "estate", "building"}},
        {"household", "door", {"door", "room_key", "address", "estate", "building"}},
        {"member", "home_building_id", {"home_building_key"}},
        {"issue", "building_id", {"building_key"}},
    };
    return links;
}

}  // namespace

std::string table_of(Target target) {
    if (target == Target::line) return "line_feature";
    if (target == Target::area) return "area_feature";
    if (target == Target::person) return "household";
    return std::string(schema_of(target).name);
}

std::set<std::string> kept_columns(const Rows& rows) {
    const auto maps = [&](std::string_view field) {
        return field == "by_point" ? rows.by_point : rows.fields.contains(field);
    };
    // Persons make households, so what is said of them is said of those.
    const auto& schema = schema_of(rows.target == Target::person ? Target::household : rows.target);
    std::set<std::string> kept;
    for (const auto& field : schema.fields)
        if (!maps(field.name)) kept.emplace(field.name);
    for (const auto& link : link_columns()) {
        if (link.table != table_of(rows.target)) continue;
        kept.erase(std::string(link.column));
        if (std::none_of(link.fields.begin(), link.fields.end(), maps)) kept.emplace(link.column);
    }
    return kept;
}

}  // namespace huegrid::ingest
