#include "engine/ingest/date_columns.hpp"

namespace huegrid::ingest {

std::vector<std::string> date_columns(const Recipe& recipe, const Rows& rows) {
    std::vector<std::string> columns;
    const auto add = [&](const Mapping& mapping) { columns.insert(columns.end(), mapping.columns.begin(), mapping.columns.end()); };
    for (const auto& field : schema_of(rows.target).fields) {
        const auto mapped = rows.fields.find(field.name);
        if (mapped != rows.fields.end() && (field.content == Content::date || field.content == Content::instant)) add(mapped->second);
    }
    for (const auto& a : recipe.attributes) {
        for (const auto& condition : a.conditions) columns.push_back(condition.column);
        if (a.attribute.type != model::AttributeType::date) continue;
        add(a.mapping);
        if (!a.over.empty()) columns.push_back(a.over);
    }
    return columns;
}

}  // namespace huegrid::ingest
