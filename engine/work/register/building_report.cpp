#include "engine/work/register/building_report.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "engine/store/load/load.hpp"
#include "engine/store/register/register.hpp"

namespace huegrid::work {

Result<BuildingReport> building_report(const std::filesystem::path& file, const model::Snapshot& snapshot, const std::string& name) {
    const auto page = store::register_row(file, store::RegisterTable::building, name);
    if (!page) return fail(page.error());
    const BuildingId id{page->rows.front().id};
    BuildingReport report;
    report.building = snapshot.find_building(id);
    if (report.building == none) return fail(ErrorCode::not_found, fmt::format("building {} is no longer in force, so nobody lives in it", id.value), file.string());
    const auto cards = store::household_cards(file, id);
    if (!cards) return fail(cards.error());
    std::unordered_map<HouseholdId, const store::HouseholdCard*> by_id;
    for (const auto& card : *cards) by_id.emplace(card.id, &card);

    std::vector<figures::DoorPlace> places;
    for (const Index row : snapshot.buildings.households(report.building)) {
        const HouseholdId household{snapshot.households.ids[std::size_t(row)]};
        const auto card = by_id.find(household);
        places.push_back(card == by_id.end() ? figures::DoorPlace{household, "", ""} : figures::DoorPlace{household, card->second->unit, card->second->floor});
    }
    report.units = figures::roll_up_units(snapshot, places);
    report.total.by_tier.resize(snapshot.tiers.size() + 1);
    report.total.by_category.resize(snapshot.categories.size());
    for (const auto& unit : report.units) report.total.add(unit.figures);
    return report;
}

}  // namespace huegrid::work
