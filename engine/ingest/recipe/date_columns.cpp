#include "engine/ingest/recipe/date_columns.hpp"

#include "engine/ingest/rows/derived_column.hpp"

namespace huegrid::ingest {

std::vector<std::string> date_columns(const Recipe& recipe, const Rows& rows) {
    std::vector<std::string> columns;
    const auto add = [&](const Mapping& mapping) { columns.insert(columns.end(), mapping.columns.begin(), mapping.columns.end()); };
    for (const auto& field : schema_of(rows.target).fields) {
        const auto mapped = rows.fields.find(field.name);
        if (mapped != rows.fields.end() && (field.content == Content::date || field.content == Content::instant)) add(mapped->second);
    }
    const auto add_birth = [&](const std::string& column) {
        if (auto derived = derived_column(column); derived && derived->says == DerivedColumn::Says::age_of_birth) columns.push_back(std::move(derived->of));
    };
    for (const auto& a : recipe.attributes) {
        for (const auto& condition : a.conditions) {
            columns.push_back(condition.column);
            add_birth(condition.column);
        }
        add_birth(a.over);
        for (const auto& column : a.mapping.columns) add_birth(column);
        if (a.attribute.type != model::AttributeType::date) continue;
        add(a.mapping);
        if (!a.over.empty()) columns.push_back(a.over);
    }
    return columns;
}

}  // namespace huegrid::ingest
