/// @file floor_table.hpp
/// The households of a building as its section: a column a unit, a line a floor, in the colours of their tiers.
///
/// Layer    gui/views.
#pragma once

#include <string>
#include <vector>

#include "gui/views/household_card.hpp"
#include "gui/views/inspector.hpp"

namespace huegrid::gui {

struct FloorCell {
    std::vector<TierLine> tiers;  ///< that occur here, the highest first; empty where nobody is registered
    std::int64_t households = 0;  ///< their sum
};

/// The cells add up to the building's households.
struct FloorTable {
    std::vector<std::string> units, floors;  ///< the top floor first; "" (not known) last
    std::vector<FloorCell> cells;            ///< floor by floor, one for each unit

    [[nodiscard]] const FloorCell& at(std::size_t floor, std::size_t unit) const { return cells[floor * units.size() + unit]; }
};

/// Empty when neither a unit nor a floor is known: there would be one cell. Cost  O(n log n).
[[nodiscard]] FloorTable floor_table(const Place& place, const HouseholdCards& cards, Language language);

}  // namespace huegrid::gui
