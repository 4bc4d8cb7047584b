#include "gui/views/floor_table.hpp"

#include <algorithm>

namespace huegrid::gui {
namespace {

FloorCell cell_of(const Place& place, const figures::ZoneFigures& figures, Language language) {
    FloorCell cell;
    cell.households = figures.households;
    for (std::size_t c = 0; c < figures.by_tier.size(); ++c)
        if (figures.by_tier[c] > 0) cell.tiers.push_back({c, place.scene->classes[c].name.in(language), figures.by_tier[c], {}});
    return cell;
}

}  // namespace

FloorTable floor_table(const Place& place, const HouseholdCards& cards, Language language) {
    std::vector<figures::DoorPlace> places, without_unit;
    for (const auto& card : cards) {
        places.push_back({card.id, card.plate.unit, card.plate.floor});
        without_unit.push_back({card.id, "", card.plate.floor});
    }
    const auto units = figures::roll_up_units(place.snapshot(), places);
    FloorTable table;
    // As one unit, the building has the floors of all of them, in the order of floors.
    for (const auto& all : figures::roll_up_units(place.snapshot(), without_unit))
        for (const auto& floor : all.floors) table.floors.push_back(floor.floor);
    std::reverse(table.floors.begin(), table.floors.end() - (!table.floors.empty() && table.floors.back().empty()));
    for (const auto& unit : units) table.units.push_back(unit.unit);
    const auto unknown = [](const std::vector<std::string>& names) { return std::all_of(names.begin(), names.end(), [](const auto& name) { return name.empty(); }); };
    if (unknown(table.units) && unknown(table.floors)) return {};

    table.cells.resize(table.units.size() * table.floors.size());
    for (std::size_t u = 0; u < units.size(); ++u)
        for (const auto& floor : units[u].floors) {
            const auto line = std::find(table.floors.begin(), table.floors.end(), floor.floor) - table.floors.begin();
            table.cells[std::size_t(line) * units.size() + u] = cell_of(place, floor.figures, language);
        }
    return table;
}

}  // namespace huegrid::gui
