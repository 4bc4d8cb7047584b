/// @file zone_policy.hpp
/// The colour of a zone: what its households' tiers come to, by a policy that the rulebook states.
///
/// Layer    figures. Pure.
///
/// A rulebook states at most one policy. Without one it is `worst`, which is how buildings are drawn too.
///
///     [zone_policy]                        # the worst tier with enough households
///     kind           = "worst"
///     households     = 1                   # this many are in the tier or a worse one, and
///     at_least_share = 0.0                 # this share of those that count
///
///     [zone_policy]                        # the worst tier whose share is reached
///     kind       = "shares"
///     thresholds = [{ tier = "red", at_least = 0.05 }, { tier = "yellow", at_least = 0.2 }]
///
///     [zone_policy]                        # a mean of weights, one for each tier
///     kind       = "score"
///     weights    = { red = 3, yellow = 1, green = 0 }
///     thresholds = [{ tier = "red", at_least = 1.5 }, { tier = "yellow", at_least = 0.5 }]
///
///     [zone_policy]                        # a rate, in classes over all zones of a level
///     kind    = "rate"
///     of      = ["red", "yellow"]          # households in these tiers …
///     among   = []                         # … among those in these; empty: among those that count
///     method  = "fisher_jenks"             # class_breaks.hpp says which there are; "fixed" takes limits = [0.05, 0.2]
///     classes = 5
///
/// Counted  are households with a tier that says how much help they need. Those that are unknown, not applicable or not
///          classified neither lighten nor darken a colour.
/// Missing  A zone without a household that counts is `unknown` when it has an unknown one, else `not_applicable` when it has
///          one of those, else `none`; of a rate always `none`. Missing is a class of its own, never the best one.
/// Law      A household that moves to a worse tier never betters its zone's tier (score: if weights fall from the worst tier
///          to the best). This is why shares are those of a tier and all worse ones.
#pragma once

#include <variant>
#include <vector>

#include "engine/figures/class_breaks.hpp"
#include "engine/figures/roll_up.hpp"

namespace huegrid::figures {

// Tiers below are indices into Snapshot::tiers, before `unknown`.

struct WorstTier {
    std::int64_t households = 1;
    double at_least_share = 0.0;  ///< 0 … 1
};

struct TierThreshold {
    std::size_t tier = 0;
    double at_least = 0.0;
};

/// A zone that reaches no threshold is in the best tier.
struct ShareThresholds {
    std::vector<TierThreshold> thresholds;  ///< of the share of households in the tier or a worse one, 0 … 1
};

/// A zone that reaches no threshold is in the best tier.
struct WeightedScore {
    // Of both at most six decimal places and 1e9: see base/millionths.hpp.
    std::vector<double> weights;            ///< one for each tier
    std::vector<TierThreshold> thresholds;  ///< of the mean weight of the households that count
};

struct RateClasses {
    std::vector<std::size_t> of, among;  ///< tiers; an empty `among` = all tiers
    BreakOptions breaks;
};

using ZonePolicy = std::variant<WorstTier, ShareThresholds, WeightedScore, RateClasses>;

struct ZoneColours {
    /// One for each Snapshot::zones: a tier, or with RateClasses a class of `breaks[zone.level]`; `none` where missing.
    std::vector<Index> zones;
    std::vector<ClassBreaks> breaks;  ///< with RateClasses one for each level, of the zones of that level
    std::vector<double> rates;        ///< with RateClasses one for each zone, NaN where missing
};

/// All `none` before the first classification. `figures` are those of this snapshot.
/// Cost  O(zones × tiers), with RateClasses that of the breaks too.
[[nodiscard]] ZoneColours colour_zones(const model::Snapshot& snapshot, const RollUp& figures, const ZonePolicy& policy);

}  // namespace huegrid::figures
