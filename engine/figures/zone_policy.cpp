#include "engine/figures/zone_policy.hpp"

#include <algorithm>
#include <limits>
#include <span>

#include "engine/base/millionths.hpp"

namespace huegrid::figures {
namespace {

__extension__ using Wide = __int128;

/// A zone's households by tier: the tiers that say how much help, then unknown and not_applicable.
struct Households {
    std::span<const std::int64_t> counted;
    std::int64_t all = 0;  ///< that count

    Households(const ZoneFigures& figures, std::size_t tiers) : counted(std::span(figures.by_tier).first(tiers)) {
        for (const auto n : counted) all += n;
    }
    [[nodiscard]] std::int64_t in_or_worse(std::size_t tier) const {
        std::int64_t sum = 0;
        for (std::size_t t = 0; t <= tier; ++t) sum += counted[t];
        return sum;
    }
    [[nodiscard]] double share(std::int64_t n) const { return double(n) / double(all); }
};

/// The worst tier among the thresholds that are reached, else the best of all.
template <class Reached>
std::size_t worst_reached(const std::vector<TierThreshold>& thresholds, std::size_t tiers, const Reached& reached) {
    std::size_t worst = tiers - 1;
    for (const auto& threshold : thresholds)
        if (reached(threshold)) worst = std::min(worst, threshold.tier);
    return worst;
}

std::size_t tier_by(const WorstTier& policy, const Households& households) {
    std::size_t tier = 0;
    for (; tier + 1 < households.counted.size(); ++tier) {
        const auto n = households.in_or_worse(tier);
        if (n > 0 && n >= policy.households && households.share(n) >= policy.at_least_share) break;
    }
    return tier;
}

std::size_t tier_by(const ShareThresholds& policy, const Households& households) {
    // A quotient is the double nearest to the true share, so it reaches 0.1 where exactly a tenth is there.
    const auto reaches = [&](const TierThreshold& threshold) { return households.share(households.in_or_worse(threshold.tier)) >= threshold.at_least; };
    return worst_reached(policy.thresholds, households.counted.size(), reaches);
}

std::size_t tier_by(const WeightedScore& policy, const Households& households) {
    Wide sum = 0;
    for (std::size_t t = 0; t < households.counted.size(); ++t) sum += Wide(millionths(policy.weights[t]).value()) * households.counted[t];
    const auto reaches = [&](const TierThreshold& threshold) { return sum >= Wide(millionths(threshold.at_least).value()) * households.all; };
    return worst_reached(policy.thresholds, households.counted.size(), reaches);
}

template <class Policy>
Index tier_of(const Policy& policy, const ZoneFigures& figures, std::size_t tiers) {
    const Households households(figures, tiers);
    if (households.all > 0) return Index(tier_by(policy, households));
    for (const std::size_t aside : {tiers, tiers + 1})  // unknown, not_applicable
        if (figures.by_tier[aside] > 0) return Index(aside);
    return none;
}

double rate_of(const RateClasses& policy, const ZoneFigures& figures, std::size_t tiers) {
    const Households households(figures, tiers);
    const auto in = [&](const std::vector<std::size_t>& wanted) {
        std::int64_t sum = 0;
        for (const auto tier : wanted) sum += households.counted[tier];
        return sum;
    };
    const auto among = policy.among.empty() ? households.all : in(policy.among);
    return among > 0 ? double(in(policy.of)) / double(among) : std::numeric_limits<double>::quiet_NaN();
}

void colour_by_rate(const RateClasses& policy, const model::Snapshot& snapshot, const RollUp& figures, std::size_t tiers,
                    ZoneColours& colours) {
    for (const auto& zone : figures.zones) colours.rates.push_back(rate_of(policy, zone, tiers));
    for (std::size_t level = 0; level < snapshot.levels.size(); ++level) {
        std::vector<double> rates;
        for (std::size_t z = 0; z < figures.zones.size(); ++z)
            if (snapshot.zones[z].level == Index(level)) rates.push_back(colours.rates[z]);
        const auto& breaks = colours.breaks.emplace_back(class_breaks(rates, policy.breaks));
        for (std::size_t z = 0; z < figures.zones.size(); ++z)
            if (snapshot.zones[z].level == Index(level)) colours.zones[z] = breaks.class_of(colours.rates[z]);
    }
}

}  // namespace

ZoneColours colour_zones(const model::Snapshot& snapshot, const RollUp& figures, const ZonePolicy& policy) {
    ZoneColours colours;
    colours.zones.assign(figures.zones.size(), none);
    if (snapshot.tiers.size() < 3) return colours;
    const std::size_t tiers = snapshot.tiers.size() - 2;
    std::visit(
        [&](const auto& stated) {
            if constexpr (std::is_same_v<std::decay_t<decltype(stated)>, RateClasses>)
                colour_by_rate(stated, snapshot, figures, tiers, colours);
            else
                for (std::size_t z = 0; z < figures.zones.size(); ++z) colours.zones[z] = tier_of(stated, figures.zones[z], tiers);
        },
        policy);
    return colours;
}

}  // namespace huegrid::figures
