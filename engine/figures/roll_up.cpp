#include "engine/figures/roll_up.hpp"

#include <algorithm>

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

/// Whether each household is of kind `home`; by the dictionary code, so that no text is compared a row.
struct HomeTest {
    const model::TextColumn* kinds = nullptr;
    std::int32_t home = -2;

    explicit HomeTest(const model::Snapshot& snapshot) {
        if (const auto* column = snapshot.households.attribute("kind")) {
            kinds = &std::get<model::TextColumn>(column->data);
            if (const auto code = kinds->dictionary.find("home"); code >= 0) home = code;
        }
    }
    bool operator()(std::size_t row) const { return kinds && kinds->codes[row] == home; }
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

    const HomeTest is_home(snapshot);
    const std::size_t unclassified = snapshot.tiers.size();
    for (std::size_t row = 0; row < households.size(); ++row) {
        auto& figures = place_building(households.buildings[row]);
        ++figures.households;
        figures.homes += is_home(row);
        const auto tier = households.tiers[row];
        ++figures.by_tier[tier < 0 ? unclassified : std::size_t(tier)];
        for (std::size_t c = 0; c < figures.by_category.size(); ++c)
            figures.by_category[c] += (households.categories[row] >> c) & 1u;
    }
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

}  // namespace huegrid::figures
