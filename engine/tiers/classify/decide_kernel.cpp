#include "engine/tiers/classify/decide_kernel.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/conditions/evaluate/kernels.hpp"

#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/tiers/classify/decide_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace huegrid::tiers::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

template <class D>
HWY_INLINE auto mask_of(D d, std::uint64_t bits) {
    return hn::LoadMaskBits(d, reinterpret_cast<const std::uint8_t*>(&bits));
}

template <class Code>
void decide(const Decision& decision, std::size_t at, std::size_t word, std::size_t rows, Code* decided, Code* open, std::span<std::int64_t> counts) {
    // Whole words first: who has a TRUE rule at all, in which tier, and what is left to be said of the others.
    const std::uint64_t within = rows >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << rows) - 1;
    std::uint64_t any_yes = 0, any_unknown = 0, of_tier = 0;
    for (const auto& rule : decision.rules) {
        const std::uint64_t yes = rule.yes[at];
        any_unknown |= rule.unknown[at];
        any_yes |= yes;
        rule.category[word] |= yes;
    }
    const std::uint64_t not_known = any_unknown & ~any_yes;
    const std::uint64_t nobodys = ~(any_yes | any_unknown | decision.concerned[at]);

    // Then from the lowest rule up, so that the highest writes last; a rule stays open only above the tiers with a TRUE one.
    const hn::CappedTag<Code, 64> d;
    const auto none = hn::Set(d, Code(decision.otherwise));
    for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
        auto decides = none, stays = none;
        of_tier = 0;
        for (const auto& rule : decision.rules) {
            const std::uint64_t yes = rule.yes[at], unknown = rule.unknown[at];
            const auto code = hn::Set(d, Code(rule.code));
            of_tier |= yes;
            decides = hn::IfThenElse(mask_of(d, yes >> i), code, decides);
            stays = hn::IfThenElse(mask_of(d, unknown >> i), code, stays);
            if (!rule.ends_tier) continue;
            stays = hn::IfThenElse(mask_of(d, of_tier >> i), none, stays);
            of_tier = 0;
        }
        decides = hn::IfThenElse(mask_of(d, not_known >> i), hn::Set(d, Code(decision.unknown)), decides);
        decides = hn::IfThenElse(mask_of(d, nobodys >> i), hn::Set(d, Code(decision.not_applicable)), decides);
        hn::StoreU(decides, d, decided + i);
        hn::StoreU(stays, d, open + i);
    }

    std::size_t tier = 0;
    std::uint64_t above = ~within;
    of_tier = 0;
    for (auto rule = decision.rules.rbegin(); rule != decision.rules.rend(); ++rule) {
        of_tier |= rule->yes[at];
        if (std::next(rule) != decision.rules.rend() && !std::next(rule)->ends_tier) continue;
        counts[tier++] += std::popcount(of_tier & ~above);
        above |= of_tier;
        of_tier = 0;
    }
    counts[tier++] += std::popcount(~(above | not_known | nobodys));
    counts[tier++] += std::popcount(not_known & ~above);
    counts[tier++] += std::popcount(nobodys & ~above);
}

DecideKernel table() { return {decide<std::uint8_t>, decide<std::uint16_t>}; }

}  // namespace huegrid::tiers::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace huegrid::tiers {

HWY_EXPORT(table);

const DecideKernel& decide_kernel() {
    static const DecideKernel best = HWY_DYNAMIC_DISPATCH(table)();
    return best;
}

std::vector<DecideKernel> decide_kernels_of_all_widths() {
    std::vector<DecideKernel> all;
    conditions::with_each_width([&] { all.push_back(HWY_DYNAMIC_DISPATCH(table)()); });
    return all;
}

}  // namespace huegrid::tiers
#endif
