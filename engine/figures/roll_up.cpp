#include "engine/figures/roll_up.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

namespace huegrid::figures {
namespace {

template <class Change>
void combine(ZoneFigures& into, const ZoneFigures& other, Change change) {
    change(into.households, other.households);
    change(into.homes, other.homes);
    change(into.buildings, other.buildings);
    change(into.members, other.members);
    change(into.open_issues, other.open_issues);
    for (std::size_t i = 0; i < into.by_tier.size(); ++i) change(into.by_tier[i], other.by_tier[i]);
    for (std::size_t i = 0; i < into.by_category.size(); ++i) change(into.by_category[i], other.by_category[i]);
}

ZoneFigures empty_figures(const model::Snapshot& snapshot) {
    ZoneFigures figures;
    figures.by_tier.resize(snapshot.tiers.size() + 1);
    figures.by_category.resize(snapshot.categories.size());
    return figures;
}

/// Counts households; their kind by the dictionary code, so that no text is compared a row.
class HouseholdCounter {
public:
    explicit HouseholdCounter(const model::Snapshot& snapshot)
        : households_(snapshot.households), unclassified_(snapshot.tiers.size()) {
        if (const auto* column = households_.attribute("kind")) {
            kinds_ = &std::get<model::TextColumn>(column->data);
            if (const auto code = kinds_->dictionary.find("home"); code >= 0) home_ = code;
        }
    }
    void count(std::size_t row, ZoneFigures& into) const {
        ++into.households;
        into.homes += kinds_ && kinds_->codes[row] == home_;
        const auto tier = households_.tiers[row];
        ++into.by_tier[tier < 0 ? unclassified_ : std::size_t(tier)];
        for (std::size_t c = 0; c < into.by_category.size(); ++c) into.by_category[c] += (households_.categories[row] >> c) & 1u;
    }

private:
    const model::HouseholdTable& households_;
    std::size_t unclassified_;
    const model::TextColumn* kinds_ = nullptr;
    std::int32_t home_ = -2;
};

/// What units and floors are ordered by.
struct DoorOrder {
    int rank = 0;  ///< a number, another text, not known
    long number = 0;
    std::string_view text;

    explicit DoorOrder(std::string_view name) : rank(name.empty() ? 2 : 1), text(name) {
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (error == std::errc() && end == name.data() + name.size()) rank = 0;
    }
    friend bool operator<(const DoorOrder& a, const DoorOrder& b) {
        if (a.rank != b.rank) return a.rank < b.rank;
        if (a.rank == 0 && a.number != b.number) return a.number < b.number;
        return a.text < b.text;
    }
};

}  // namespace

void ZoneFigures::add(const ZoneFigures& other) {
    combine(*this, other, [](std::int64_t& a, std::int64_t b) { a += b; });
}
void ZoneFigures::subtract(const ZoneFigures& other) {
    combine(*this, other, [](std::int64_t& a, std::int64_t b) { a -= b; });
}

RollUp roll_up(const model::Snapshot& snapshot) {
    const auto& households = snapshot.households;
    const std::size_t nowhere = snapshot.zones.size();
    std::vector<ZoneFigures> own(nowhere + 1, empty_figures(snapshot));
    const auto place = [&](Index zone) -> ZoneFigures& { return own[zone == none ? nowhere : std::size_t(zone)]; };
    const auto place_building = [&](Index b) -> ZoneFigures& {
        return place(b == none ? none : snapshot.buildings.zones[std::size_t(b)]);
    };

    const HouseholdCounter counter(snapshot);
    for (std::size_t row = 0; row < households.size(); ++row) counter.count(row, place_building(households.buildings[row]));
    for (const Index zone : snapshot.buildings.zones) ++place(zone).buildings;
    for (const auto& member : snapshot.members) ++place_building(member.home).members;
    for (const auto& issue : snapshot.issues) place(issue.zone).open_issues += issue.open();

    RollUp result{std::vector<ZoneFigures>(nowhere, empty_figures(snapshot)), own[nowhere]};
    for (std::size_t z = 0; z < nowhere; ++z) {
        result.total.add(own[z]);
        for (Index at = Index(z); at != none; at = snapshot.zones[std::size_t(at)].parent)
            result.zones[std::size_t(at)].add(own[z]);
    }
    return result;
}

ZoneFigures outside_level(const model::Snapshot& snapshot, const RollUp& figures, Index level) {
    auto outside = figures.total;
    for (std::size_t z = 0; z < snapshot.zones.size(); ++z)
        if (snapshot.zones[z].level == level) outside.subtract(figures.zones[z]);
    return outside;
}

std::vector<std::int8_t> building_tiers(const model::Snapshot& snapshot) {
    // Tiers stand before unknown and not_applicable, so the highest is simply the lowest index.
    std::vector<std::int8_t> tiers(snapshot.buildings.size(), -1);
    for (std::size_t row = 0; row < snapshot.households.size(); ++row) {
        const Index b = snapshot.households.buildings[row];
        const auto tier = snapshot.households.tiers[row];
        if (b == none || tier < 0) continue;
        auto& highest = tiers[std::size_t(b)];
        highest = highest < 0 ? tier : std::min(highest, tier);
    }
    return tiers;
}

std::vector<UnitFigures> roll_up_units(const model::Snapshot& snapshot, std::span<const DoorPlace> places) {
    std::map<DoorOrder, std::map<DoorOrder, ZoneFigures>> units;
    const HouseholdCounter counter(snapshot);
    for (const auto& place : places)
        if (const Index row = snapshot.households.find(place.household); row != none) {
            auto& floors = units[DoorOrder(place.unit)];
            counter.count(std::size_t(row), floors.try_emplace(DoorOrder(place.floor), empty_figures(snapshot)).first->second);
        }
    std::vector<UnitFigures> result;
    for (const auto& [unit, floors] : units) {
        auto& figures = result.emplace_back(UnitFigures{std::string(unit.text), empty_figures(snapshot), {}});
        for (const auto& [floor, on_floor] : floors) {
            figures.figures.add(on_floor);
            figures.floors.push_back({std::string(floor.text), on_floor});
        }
    }
    return result;
}

}  // namespace huegrid::figures
