#include "engine/tiers/classify/bound_rules.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace huegrid::tiers {
namespace {

/// `kind IN (applies_to)`, so that a household of unknown kind gets the same three-valued answer as anything else.
conditions::Expression kinds_of(const std::vector<std::string>& applies_to) {
    std::string condition;
    for (const auto& kind : applies_to) condition += (condition.empty() ? "kind IN ('" : "', '") + kind;
    model::Attribute column;
    column.name = "kind";
    column.type = model::AttributeType::text;
    return conditions::Expression::parse(condition + "')", {&column, 1}).value_or(conditions::Expression{});
}

bool valid_on(const Rule& rule, Date day) { return (!rule.valid_from || *rule.valid_from <= day) && (!rule.valid_to || day < *rule.valid_to); }

/// The households for which each rule that was TRUE not too long ago still holds, by the rule's id.
std::map<std::string, std::vector<std::uint64_t>, std::less<>> held_on(const model::Snapshot& snapshot, const Rulebook& rulebook, Date day, Index only) {
    std::map<std::string, std::vector<std::uint64_t>, std::less<>> held;
    if (!snapshot.classification) return held;
    std::map<std::string, int, std::less<>> hold_days;
    for (const auto& rule : rulebook.rules)
        if (rule.hold_days > 0) hold_days[rule.id] = rule.hold_days;
    const auto& holds = snapshot.rule_holds;
    const auto earlier = [](const model::RuleHold& hold, Index household) { return hold.household < household; };
    auto next = only == none ? holds.begin() : std::lower_bound(holds.begin(), holds.end(), only, earlier);
    for (; next != holds.end() && (only == none || next->household == only); ++next) {
        const auto& hold = *next;
        const auto days = hold_days.find(snapshot.held_rules[std::size_t(hold.rule)]);
        const Date last_true = hold.last_true.value_or(snapshot.classification->as_of);
        if (hold.household == none || days == hold_days.end() || day < last_true || (day - last_true).count() > days->second) continue;
        auto& bits = held[days->first];
        bits.resize((snapshot.households.size() + 63) / 64);
        bits[std::size_t(hold.household) / 64] |= std::uint64_t{1} << (std::size_t(hold.household) % 64);
    }
    return held;
}

}  // namespace

BoundRules bind(const model::Snapshot& snapshot, const Rulebook& rulebook, Date as_of, Index only) {
    BoundRules bound;
    std::vector<std::size_t> order(rulebook.rules.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rulebook.rules[a].tier < rulebook.rules[b].tier; });
    auto held = held_on(snapshot, rulebook, as_of, only);
    std::map<std::vector<std::string>, conditions::Expression> kinds;
    for (const std::size_t r : order) {
        const Rule& rule = rulebook.rules[r];
        if (!valid_on(rule, as_of)) continue;
        auto& next = bound.rules.emplace_back(BoundRules::Bound{r, rule.tier, rule.category, {}, {}});
        if (const auto found = held.find(rule.id); found != held.end()) next.held = std::move(found->second);
        if (rule.applies_to.empty()) {
            bound.concerns_all = true;
            continue;
        }
        const auto [found, fresh] = kinds.try_emplace(rule.applies_to);
        if (fresh) bound.kinds.push_back(found->second = kinds_of(rule.applies_to));
        next.kinds = found->second;
    }
    for (const auto& override : snapshot.overrides) {
        if (as_of < override.set_on || as_of >= override.expires_on || (only != none && override.household != only)) continue;
        if (const auto tier = rulebook.tier_by_hand(override.tier)) bound.overrides.push_back({override.household, std::uint8_t(*tier)});
    }
    // Of several in force the one set last counts: it comes last.
    std::stable_sort(bound.overrides.begin(), bound.overrides.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return bound;
}

Questions questions(const Rulebook& rulebook, const BoundRules& bound, std::span<const std::uint8_t> wanted, Bare bare) {
    using Kind = Questions::Answer::Kind;
    Questions questions;
    if (!bound.concerns_all)
        for (const auto& kinds : bound.kinds) {
            questions.asked.push_back({&kinds, nullptr, nullptr});
            questions.answers.push_back({Kind::concerned, 0});
        }
    for (std::size_t position = bound.rules.size(); position-- > 0;) {
        if (wanted[position] == 0) continue;
        const auto& rule = bound.rules[position];
        const auto* condition = &rulebook.rules[rule.rule].condition;
        const auto* kinds = rule.kinds.syntax() ? &rule.kinds : nullptr;
        if (bare == Bare::asked && rulebook.rules[rule.rule].hold_days > 0) {
            questions.asked.push_back({condition, kinds, nullptr});
            questions.answers.push_back({Kind::condition, position});
        }
        questions.asked.push_back({condition, kinds, rule.held.empty() ? nullptr : &rule.held});
        questions.answers.push_back({Kind::rule, position});
    }
    return questions;
}

}  // namespace huegrid::tiers
