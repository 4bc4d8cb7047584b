#include "engine/ingest/kept_columns.hpp"

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
        {"room", "building_id", {"building_key", "address", "by_point"}},
        {"household", "building_id", {"building_key", "room_key", "address", "by_point"}},
        {"household", "room_id", {"room_key"}},
        {"member", "home_building_id", {"home_building_key"}},
        {"issue", "building_id", {"building_key"}},
    };
    return links;
}

/// Persons make households, so what is said of them is said of those.
std::string table_of(Target target) {
    if (target == Target::line) return "line_feature";
    if (target == Target::person) return "household";
    return std::string(schema_of(target).name);
}

}  // namespace

std::map<std::string, std::set<std::string>> kept_columns(const Recipe& recipe) {
    std::map<std::string, std::set<std::string>> mapped, kept;
    for (const auto& rows : recipe.rows) {
        auto& fields = mapped[table_of(rows.target)];
        for (const auto& [field, mapping] : rows.fields) fields.insert(field);
        if (rows.by_point) fields.insert("by_point");
    }
    for (const auto& schema : target_schemas()) {
        const auto table = mapped.find(table_of(schema.target));
        if (table == mapped.end()) continue;
        for (const auto& field : schema.fields)
            if (!table->second.contains(std::string(field.name))) kept[table->first].insert(std::string(field.name));
    }
    for (const auto& link : link_columns()) {
        const auto table = mapped.find(std::string(link.table));
        if (table == mapped.end()) continue;
        const bool found = std::any_of(link.fields.begin(), link.fields.end(),
                                       [&](std::string_view field) { return table->second.contains(std::string(field)); });
        if (!found) kept[table->first].insert(std::string(link.column));
    }
    return kept;
}

}  // namespace huegrid::ingest
