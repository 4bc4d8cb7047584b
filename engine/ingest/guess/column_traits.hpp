/// @file column_traits.hpp
/// What a column's values are, by looking at them: their type, whether they tell rows apart, whether they are personal.
///
/// Layer    ingest. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/attribute.hpp"
#include "engine/sources/source_description.hpp"

namespace huegrid::ingest {

/// What kind of personal values a column holds. The last four are never proposed for import.
enum class Personal : std::uint8_t { none, person_name, phone, id_number, bank_card, belief };

struct ColumnTraits {
    std::string name;
    Personal personal = Personal::none;
    model::AttributeType type = model::AttributeType::text;
    std::size_t rows = 0, filled = 0, distinct = 0;
    bool codes = false;                ///< digits that a number would change: some begin with 0 (00123), or have more than 15
    bool in_runs = false;              ///< equal values stand together, and there are fewer of them than rows
    double least = 0.0, greatest = 0.0;  ///< of numbers
    std::vector<std::string> words;    ///< all values, if they are few and not personal; those further down as well

    [[nodiscard]] bool tells_apart() const { return rows > 0 && filled == rows && distinct == rows; }
    /// As what numbers things does that somebody wrote down twice here and there.
    [[nodiscard]] bool nearly_tells_apart() const { return rows > 0 && distinct * 10 >= rows * 9 && filled * 10 >= rows * 9; }
    /// As the number of households in a list that is kept carelessly; of a list of persons, fewer would be apart.
    [[nodiscard]] bool mostly_tells_apart() const { return rows > 0 && distinct * 4 >= rows * 3; }
    [[nodiscard]] bool number() const { return filled > 0 && (type == model::AttributeType::integer || type == model::AttributeType::real); }
    [[nodiscard]] bool left_out() const { return personal >= Personal::id_number; }
};

/// Of each of the layer's columns, in their order.
[[nodiscard]] std::vector<ColumnTraits> traits_of(const sources::LayerDescription& layer);

/// Are the names values, since the table has no header? Told by personal numbers and by several bare numbers among them.
[[nodiscard]] bool are_values(const std::vector<std::string>& names);

/// "names", "phones" …
[[nodiscard]] std::string_view plural(Personal personal);

}  // namespace huegrid::ingest
