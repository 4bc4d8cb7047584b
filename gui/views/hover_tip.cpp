#include "gui/views/hover_tip.hpp"

#include "gui/text/text.hpp"
#include "gui/views/numbers.hpp"

namespace huegrid::gui {
namespace {

ZoneLine zone_line(const Place& place, Index zone, Language language) {
    const auto& of = place.snapshot().zones[std::size_t(zone)];
    const auto& fill = place.scene->zone_fills[std::size_t(of.level)];
    const auto& look = fill.look_of(std::size_t(zone));
    const auto& measure = fill.measure.in(language);
    const bool zh = language == Language::zh;
    std::string text = (of.name.empty() ? "" : of.name + (zh ? "：" : ": ")) + look.name.in(language);
    if (!measure.empty()) text += zh ? "（" + measure + "）" : " (" + measure + ")";
    return {look, std::move(text)};
}

void add_building(HoverTip& tip, const Place& place, Index building, Language language) {
    const auto& snapshot = place.snapshot();
    tip.title = building_title(snapshot, building, language);
    const auto row = std::size_t(building);
    if (const Index estate = snapshot.buildings.estates[row]; estate != none) {
        tip.where = snapshot.estates[std::size_t(estate)].name;
    } else if (const Index zone = snapshot.buildings.zones[row]; zone != none) {
        tip.where = snapshot.zones[std::size_t(zone)].name;
    }
    std::int64_t issues = 0;
    for (const Index i : place.open_issues) issues += snapshot.issues[std::size_t(i)].building == building;
    if (issues > 0) tip.issues = std::string(tr(Text::open_issues, language)) + " " + grouped(issues);

    std::vector<std::int64_t> counts(place.scene->classes.size());
    for (const Index h : snapshot.buildings.households(building)) {
        const auto tier = snapshot.households.tiers[std::size_t(h)];
        ++counts[tier < 0 ? snapshot.tiers.size() : std::size_t(tier)];
    }
    for (std::size_t c = 0; c < counts.size(); ++c)
        if (counts[c] > 0) tip.tiers.push_back({c, place.scene->classes[c].name.in(language), counts[c], {}});
}

}  // namespace

HoverTip hover_tip(const Place& place, Hovered hovered, Language language) {
    HoverTip tip;
    if (hovered.building != none) add_building(tip, place, hovered.building, language);
    if (hovered.zone != none) tip.zone = zone_line(place, hovered.zone, language);
    return tip;
}

std::string status_text(const Place& place, Language language) {
    const auto& total = place.scene->figures.total;
    const auto part = [&](Text name, std::int64_t n) { return std::string(tr(name, language)) + " " + grouped(n); };
    return part(Text::households, total.households) + "  ·  " + part(Text::buildings, total.buildings) + "  ·  " +
           part(Text::open_issues, total.open_issues);
}

std::string zoom_text(double metres_per_pixel, Language language) {
    return language == Language::zh ? std::string(tr(Text::zoom, language)) + " " + metres(metres_per_pixel)
                                    : metres(metres_per_pixel) + " " + tr(Text::zoom, language);
}

}  // namespace huegrid::gui
