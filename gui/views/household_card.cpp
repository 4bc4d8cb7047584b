#include "gui/views/household_card.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <tuple>
#include <unordered_map>

#include "gui/views/explanation.hpp"

namespace huegrid::gui {
namespace {

/// "12" sorts after "9", and a text that is no number after all numbers.
std::pair<std::int64_t, std::string> natural(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) number = std::numeric_limits<std::int64_t>::max();
    return {number, text};
}

auto order(const HouseholdCard& card) {
    const auto& plate = card.plate;
    const bool bare = plate.unit.empty() && plate.floor.empty() && plate.door.empty();
    return std::tuple(bare, natural(plate.unit), natural(plate.floor), natural(plate.door), card.row);
}

}  // namespace

HouseholdCards household_cards(const Place& place, Index building, const std::vector<DoorPlate>& plates) {
    const auto& snapshot = place.snapshot();
    std::unordered_map<HouseholdId, const DoorPlate*> by_id;
    for (const auto& plate : plates) by_id.emplace(plate.household, &plate);
    const auto* kinds = snapshot.households.attribute("kind");

    HouseholdCards cards;
    for (const Index row : snapshot.buildings.households(building)) {
        HouseholdCard card;
        card.row = row;
        card.id = HouseholdId{snapshot.households.ids[std::size_t(row)]};
        if (const auto found = by_id.find(card.id); found != by_id.end()) card.plate = *found->second;
        if (kinds) card.kind = model::to_text(kinds->value(std::size_t(row)));
        const auto tier = snapshot.households.tiers[std::size_t(row)];
        card.building_class = tier < 0 ? snapshot.tiers.size() : std::size_t(tier);
        card.reason = short_reason(place, row);
        cards.push_back(std::move(card));
    }
    std::sort(cards.begin(), cards.end(), [](const auto& a, const auto& b) { return order(a) < order(b); });
    return cards;
}

std::string door_text(const HouseholdCard& card) {
    std::string text;
    for (const auto* part : {&card.plate.unit, &card.plate.floor, &card.plate.door}) {
        if (part->empty()) continue;
        if (!text.empty()) text += "-";
        text += *part;
    }
    return text.empty() ? "#" + std::to_string(card.id.value) : text;
}

}  // namespace huegrid::gui
