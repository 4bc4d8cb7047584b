/// @file attribute_plan.hpp
/// Which entries of a recipe fill which attribute, and in which order.
///
/// Layer    ingest. Immutable; outlived by the recipe.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/ingest/recipe/recipe.hpp"

namespace huegrid::ingest {

/// Several [[attribute]] of one name and different sources are one attribute: of a household's entries the first that is
/// filled counts, in the order of the recipe. While a household is read its values are one an entry.
class AttributePlan {
public:
    explicit AttributePlan(const Recipe& recipe);

    [[nodiscard]] const std::vector<model::Attribute>& attributes() const { return attributes_; }
    [[nodiscard]] std::size_t entries() const { return attribute_of_.size(); }
    /// The entries that rows of this table (households or persons) fill.
    [[nodiscard]] std::vector<std::size_t> filled_by(const Rows& rows) const;
    /// The attributes that none of the tables fills.
    [[nodiscard]] std::set<std::string> not_filled_by(const std::vector<const Rows*>& tables) const;
    /// From one value an entry to one an attribute.
    [[nodiscard]] std::vector<model::Value> resolved(std::vector<model::Value> by_entry) const;

private:
    const Recipe& recipe_;
    std::vector<model::Attribute> attributes_;
    std::vector<std::size_t> attribute_of_;  ///< of each entry
};

}  // namespace huegrid::ingest
