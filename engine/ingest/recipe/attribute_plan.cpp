#include "engine/ingest/recipe/attribute_plan.hpp"

#include <algorithm>

namespace huegrid::ingest {

AttributePlan::AttributePlan(const Recipe& recipe) : recipe_(recipe) {
    for (const auto& entry : recipe.attributes) {
        const auto at = std::find_if(attributes_.begin(), attributes_.end(),
                                     [&](const auto& a) { return a.name == entry.attribute.name; });
        attribute_of_.push_back(std::size_t(at - attributes_.begin()));
        if (at == attributes_.end()) attributes_.push_back(entry.attribute);
    }
}

std::vector<std::size_t> AttributePlan::filled_by(const Rows& rows) const {
    std::vector<std::size_t> entries;
    if (rows.target != Target::household && rows.target != Target::person) return entries;
    for (std::size_t e = 0; e < recipe_.attributes.size(); ++e) {
        const auto& entry = recipe_.attributes[e];
        const bool by_persons = entry.aggregate != Aggregate::none;
        if (by_persons == (rows.target == Target::person) && (entry.source.empty() || entry.source == rows.source))
            entries.push_back(e);
    }
    return entries;
}

std::set<std::string> AttributePlan::not_filled_by(const std::vector<const Rows*>& tables) const {
    std::set<std::string> names;
    for (const auto& attribute : attributes_) names.insert(attribute.name);
    for (const auto* rows : tables)
        for (const auto e : filled_by(*rows)) names.erase(attributes_[attribute_of_[e]].name);
    return names;
}

std::vector<model::Value> AttributePlan::resolved(std::vector<model::Value> by_entry) const {
    if (attributes_.size() == by_entry.size()) return by_entry;
    std::vector<model::Value> values(attributes_.size());
    for (std::size_t e = 0; e < by_entry.size(); ++e)
        if (auto& value = values[attribute_of_[e]]; std::holds_alternative<std::monostate>(value))
            value = std::move(by_entry[e]);
    return values;
}

}  // namespace huegrid::ingest
