#include "engine/carto/zone_fill.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/carto/scene.hpp"

namespace huegrid::carto {
namespace {

/// From light to dark in one hue, so that the order is seen with any vision: `step` of `steps`.
Colour rate_colour(std::size_t step, std::size_t steps) {
    constexpr Colour light{253, 231, 208}, dark{122, 31, 77};
    const double share = steps < 2 ? 0.5 : double(step) / double(steps - 1);
    const auto mix = [&](std::uint8_t from, std::uint8_t to) { return std::uint8_t(std::lround(from + share * (to - from))); };
    return {mix(light.red, dark.red), mix(light.green, dark.green), mix(light.blue, dark.blue)};
}

/// As many decimals as tell shares apart.
int decimals_for(std::vector<double> shares) {
    std::sort(shares.begin(), shares.end());
    shares.erase(std::unique(shares.begin(), shares.end()), shares.end());
    constexpr int most = 4;
    for (int decimals = 0; decimals < most; ++decimals) {
        const auto text = [&](double share) { return fmt::format("{:.{}f}", 100 * share, decimals); };
        if (std::adjacent_find(shares.begin(), shares.end(), [&](double a, double b) { return text(a) == text(b); }) == shares.end()) return decimals;
    }
    return most;
}

/// Classes of shares: no share is below 0 or above 1, whatever a fence is. A class beyond all shares has no end.
std::vector<FillClass> classes_of(const figures::ClassBreaks& breaks) {
    std::vector<double> limits;
    for (const double limit : breaks.limits) limits.push_back(std::clamp(limit, 0.0, 1.0));
    const bool none_below = breaks.classes() > 1 && breaks.counts.front() == 0, none_above = breaks.classes() > 1 && breaks.counts.back() == 0;
    auto shown = limits;
    if (!none_below) shown.push_back(breaks.from);
    if (!none_above) shown.push_back(breaks.to);
    const auto number = [decimals = decimals_for(shown)](double share) { return fmt::format("{:.{}f}", 100 * share, decimals); };
    std::vector<FillClass> classes;
    for (std::size_t c = 0; c < breaks.classes(); ++c) {
        const bool first = c == 0, last = c == limits.size();
        const auto from = number(first ? breaks.from : limits[c - 1]), to = number(last ? breaks.to : limits[c]);
        const auto text = first && none_below  ? fmt::format("< {} %", to)
                          : last && none_above ? fmt::format("{} {} %", breaks.limits.back() > 1.0 ? ">" : "≥", from)
                          : from == to         ? from + " %"
                                               : fmt::format("{}–{} %", from, to);
        classes.push_back({{rate_colour(c, breaks.classes()), std::to_string(c + 1), "solid"}, {text, text}, 0});
    }
    return classes;
}

std::string listed(const model::Snapshot& snapshot, const std::vector<std::size_t>& tiers, Language language) {
    std::string text;
    for (const auto t : tiers) text += (text.empty() ? "" : language == Language::zh ? "、" : " + ") + snapshot.tiers[t].name.in(language);
    return text;
}

Label measure_of(const model::Snapshot& snapshot, const figures::ZonePolicy& policy) {
    const auto* rate = std::get_if<figures::RateClasses>(&policy);
    if (!rate || snapshot.tiers.empty()) return {};
    return {"占比：" + listed(snapshot, rate->of, Language::zh), "share of " + listed(snapshot, rate->of, Language::en)};
}

ZoneFill fill_of(const model::Snapshot& snapshot, const figures::ZoneColours& colours, const figures::ZonePolicy& policy, Index level) {
    ZoneFill fill;
    fill.measure = measure_of(snapshot, policy);
    fill.missing = {{light_style().no_household, "", "diagonal"}, {"无可计住户", "Nothing to count"}, 0};
    if (!colours.breaks.empty()) fill.classes = classes_of(colours.breaks[std::size_t(level)]);
    else
        for (const auto& tier : snapshot.tiers) fill.classes.push_back({{tier.colour, tier.letter, tier.pattern}, tier.name, 0});
    for (std::size_t z = 0; z < snapshot.zones.size(); ++z) {
        const bool here = snapshot.zones[z].level == level;
        fill.zone_class.push_back(here ? colours.zones[z] : none);
        if (fill.zone_class.back() != none) ++fill.classes[std::size_t(fill.zone_class.back())].zones;
        else if (here) ++fill.missing.zones;
    }
    return fill;
}

}  // namespace

std::vector<ZoneFill> zone_fills(const model::Snapshot& snapshot, const figures::RollUp& figures, const figures::ZonePolicy& policy) {
    const auto colours = figures::colour_zones(snapshot, figures, policy);
    std::vector<ZoneFill> fills;
    for (std::size_t level = 0; level < snapshot.levels.size(); ++level) fills.push_back(fill_of(snapshot, colours, policy, Index(level)));
    return fills;
}

ZoneFill zone_fill(const model::Snapshot& snapshot, const figures::RollUp& figures, const figures::ZonePolicy& policy, Index level) {
    return fill_of(snapshot, figures::colour_zones(snapshot, figures, policy), policy, level);
}

}  // namespace huegrid::carto
