/// @file spatial_formula.hpp
/// The formula of a spatial attribute: what is measured from a household's building to the features of a layer.
///
/// Layer    conditions. Pure.
///
///     distance_to(hydrant)        metres to the nearest; missing when the layer is empty
///     within(flood_zone)          whether a polygon of it holds the building
///     count_within(bus_stop, 300) features at most 300 metres away
///
/// A formula is the call alone. A layer's name is written as a column's is: plain, or "in quotes".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/conditions/language/mistake.hpp"
#include "engine/model/attribute.hpp"

namespace huegrid::conditions {

enum class Measure : std::uint8_t { distance_to, within, count_within };

struct SpatialFormula {
    Measure measure = Measure::distance_to;
    std::string layer;
    std::size_t layer_at = 0;  ///< byte offset in the text
    double metres = 0.0;       ///< of count_within
};

/// real, boolean, integer.
[[nodiscard]] model::AttributeType type_of(Measure measure);

/// The measure that a function of this name gives; in any case.
[[nodiscard]] std::optional<Measure> measure_called(std::string_view function);

/// Whether `text` begins with a measure's name and an open bracket, so that it is meant for one.
[[nodiscard]] bool is_spatial(std::string_view text);

/// Fails  with what is wrong where: a missing layer, metres that are negative, none or over 50 km, more than the call.
[[nodiscard]] tl::expected<SpatialFormula, Mistake> parse_spatial(std::string_view text);

/// As it is kept: what parses to the same.
[[nodiscard]] std::string to_text(const SpatialFormula& formula);

}  // namespace huegrid::conditions
