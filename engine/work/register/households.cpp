#include "engine/base/text.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::work {

Result<std::vector<HouseholdRecord>> households_of_building(const std::filesystem::path& file, BuildingId building) {
    auto cards = store::household_cards(file, building);
    if (!cards) return fail(std::move(cards.error()));
    std::vector<HouseholdRecord> records;
    for (const auto& card : *cards) {
        auto contact = masked_name(card.contact_name);
        if (!card.contact_phone.empty()) contact += (contact.empty() ? "" : " ") + masked_phone(card.contact_phone);
        records.push_back({card.id, card.unit, card.floor, masked_door(card.door), std::move(contact), card.since});
    }
    return records;
}

}  // namespace huegrid::work
