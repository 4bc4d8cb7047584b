/// @file persons.hpp
/// Persons become figures of their household, and are forgotten.
///
/// Layer    ingest.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/ingest/rows/row.hpp"

namespace huegrid::ingest {

/// The aggregated attributes of one household, while its persons come in.
class PersonFigures {
public:
    /// `attributes` are the aggregated ones; position i here is position i there.
    explicit PersonFigures(std::size_t attributes) : figures_(attributes) {}
    /// Figure `i` takes the person in.
    void add(std::size_t i, const AttributeRecipe& attribute, const Row& person);
    [[nodiscard]] model::Value value(std::size_t i, const AttributeRecipe& attribute) const;

private:
    struct Figure {
        std::int64_t persons = 0;  ///< for whom the condition holds
        bool unknown = false;      ///< a cell that decides was empty or damaged
        model::Value value;        ///< of max, min and sum so far
    };
    std::vector<Figure> figures_;
};

/// TRUE, FALSE, or unknown, as SQL's OR over the attribute's conditions. A number out of its bounds is unknown.
enum class Truth : std::uint8_t { no, yes, unknown };
[[nodiscard]] Truth holds_any(const AttributeRecipe& recipe, const Row& person);

}  // namespace huegrid::ingest
