#include "engine/palette/palette.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/palette/looks.hpp"

namespace huegrid::palette {
namespace {

Colour laid(Colour over, Colour ground, double opacity) {
    const auto mixed = [&](std::uint8_t top, std::uint8_t below) {
        return std::uint8_t(std::lround(top * opacity + below * (1 - opacity)));  // as screens mix: encoded values, not light
    };
    return {mixed(over.red, ground.red), mixed(over.green, ground.green), mixed(over.blue, ground.blue)};
}

Seen seen_by_all(Colour colour) {
    Seen seen_by;
    std::transform(visions.begin(), visions.end(), seen_by.begin(), [&](Vision vision) { return seen(colour, vision); });
    return seen_by;
}

/// The comparison of least margin of two tiers, or of a tier and a ground.
template <class Other>
Comparison nearest(const Looks& one, const Other& other) {
    std::optional<Comparison> worst;
    compare(one, other, [&](const Surface& surface, Vision vision, double difference, double least) {
        const Comparison here{0, {}, vision, surface.opacity, surface.ground, difference, least};
        if (!worst || here.margin() < worst->margin()) worst = here;
        return true;
    });
    return *worst;
}

/// All pairs and all tiers on all grounds, the worst first.
std::vector<Comparison> comparisons(std::span<const NamedColour> tiers) {
    std::vector<Looks> looks;
    for (const auto& tier : tiers) looks.emplace_back(tier.colour);
    std::vector<Comparison> all;
    const auto add = [&](Comparison comparison, std::size_t tier, std::optional<std::size_t> other) {
        comparison.tier = tier, comparison.other = other;
        all.push_back(comparison);
    };
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        for (std::size_t j = i + 1; j < tiers.size(); ++j) add(nearest(looks[i], looks[j]), i, j);
        for (const Ground ground : grounds) add(nearest(looks[i], ground), i, {});
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.margin() < b.margin(); });
    return all;
}

bool concerns(const Comparison& finding, std::size_t tier) { return finding.tier == tier || finding.other == tier; }

std::string ground_text(Ground ground) {
    return fmt::format("the {} ground {}", ground == Ground::light ? "light" : "dark", to_text(colour_of(ground)));
}

}  // namespace

Looks::Looks(Colour colour) {
    for (std::size_t s = 0; s < surfaces.size(); ++s)
        on[s] = seen_by_all(surfaces[s].ground ? laid(colour, colour_of(*surfaces[s].ground), surfaces[s].opacity) : colour);
}

const Seen& seen_ground(Ground ground) {
    static const std::array seen_grounds{seen_by_all(light_ground), seen_by_all(dark_ground)};
    return seen_grounds[std::size_t(ground)];
}

Check check_palette(std::span<const NamedColour> tiers) {
    Check check;
    check.findings = comparisons(tiers);
    if (check.findings.empty()) return check;
    check.closest = check.findings.front();
    std::erase_if(check.findings, [](const auto& comparison) { return comparison.margin() >= 1; });
    if (check.passed()) return check;

    std::vector<std::size_t> changeable{check.closest->tier};
    if (check.closest->other) changeable.push_back(*check.closest->other);
    const auto order = [](const Suggestion& s) { return std::pair(s.remaining, s.cost()); };
    for (const std::size_t tier : changeable) {
        auto suggestion = nearest_that_passes(tiers, tier);
        if (!suggestion) continue;
        suggestion->remaining = std::size_t(std::count_if(check.findings.begin(), check.findings.end(),
                                                          [&](const auto& finding) { return !concerns(finding, tier); }));
        if (!check.suggestion || order(*suggestion) < order(*check.suggestion)) check.suggestion = suggestion;
    }
    return check;
}

std::string sentence(const Comparison& of, std::span<const NamedColour> tiers) {
    const auto text = [&](std::size_t tier) { return fmt::format("'{}' {}", tiers[tier].name, to_text(tiers[tier].colour)); };
    std::string what = of.other ? fmt::format("{} and {} can't be told apart", text(of.tier), text(*of.other))
                                : fmt::format("{} can't be told from {}", text(of.tier), ground_text(*of.ground));
    if (of.opacity < 1) what += fmt::format(" at {:.0f} % opacity", of.opacity * 100);
    if (of.opacity < 1 && of.other) what += " over " + ground_text(*of.ground);
    return fmt::format("{} with {}: their difference (CIEDE2000) is {:.1f}, at least {:g} is needed", what, word(of.vision),
                       std::floor(of.difference * 10) / 10, of.least);
}

std::string sentence(const Suggestion& of, std::span<const NamedColour> tiers) {
    const auto rest = of.remaining == 0 ? "then all colours can be told apart"
                                        : "then this tier can be told from all others, which need a change of their own";
    return fmt::format("give '{}' {} instead of {} (a shift of {:.1f}{}): {}", tiers[of.tier].name, to_text(of.colour),
                       to_text(tiers[of.tier].colour), of.shift, of.keeps_hue ? "" : ", to another hue", rest);
}

}  // namespace huegrid::palette
