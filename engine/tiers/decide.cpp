#include "engine/tiers/decide.hpp"

#include <algorithm>
#include <numeric>

namespace huegrid::tiers {
namespace {

/// `kind IN (applies_to)`, so that a household of unknown kind gets the same three-valued answer as anything else.
Result<conditions::Plan> kind_plan(const Rule& rule, const model::HouseholdTable& households) {
    std::string condition;
    for (const auto& kind : rule.applies_to) condition += (condition.empty() ? "kind IN ('" : "', '") + kind;
    model::Attribute column;
    column.name = "kind";
    column.type = model::AttributeType::text;
    const auto parsed = conditions::Expression::parse(condition + "')", {&column, 1});
    if (!parsed) return fail(ErrorCode::internal, parsed.error().message, rule.id);
    return conditions::Plan::of(*parsed, households);
}

const Rule& rule_at(const Rulebook& rulebook, const BoundRules& bound, std::int16_t position) {
    return rulebook.rules[bound.rules[std::size_t(position)].rule];
}

}  // namespace

Result<BoundRules> bind(const Rulebook& rulebook, const model::HouseholdTable& households) {
    std::vector<std::size_t> order(rulebook.rules.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rulebook.rules[a].tier < rulebook.rules[b].tier; });
    BoundRules bound;
    for (const std::size_t r : order) {
        const Rule& rule = rulebook.rules[r];
        auto plan = conditions::Plan::of(rule.condition, households);
        if (!plan) return fail(std::move(plan.error()));
        auto& next = bound.rules.emplace_back(BoundRules::Bound{r, std::move(*plan), {}, rule.applies_to.empty()});
        if (!next.for_all_kinds) {
            auto kind = kind_plan(rule, households);
            if (!kind) return fail(std::move(kind.error()));
            next.kind = std::move(*kind);
        }
        bound.depth = std::max({bound.depth, next.plan.depth(), next.kind.depth()});
    }
    return bound;
}

void Findings::clear(std::size_t rows) {
    std::fill_n(decided.begin(), rows, nothing);
    std::fill_n(open.begin(), rows, nothing);
    std::fill_n(concerned.begin(), rows, false);
    std::fill_n(categories.begin(), rows, 0u);
}

void ask(const BoundRules::Bound& rule, conditions::Evaluator& evaluator, std::size_t first, std::size_t rows, Findings& findings) {
    const auto condition = evaluator.run(rule.plan, first, rows);
    std::copy(condition.begin(), condition.end(), findings.truth.begin());
    if (rule.for_all_kinds) {
        std::fill_n(findings.concerned.begin(), rows, true);
        return;
    }
    const auto kind = evaluator.run(rule.kind, first, rows);
    for (std::size_t i = 0; i < rows; ++i) {
        findings.truth[i] = std::min(findings.truth[i], kind[i]);
        findings.concerned[i] |= kind[i] != conditions::Truth::no;
    }
}

void note(const Rulebook& rulebook, const BoundRules& bound, std::size_t position, std::size_t rows, Findings& findings) {
    const auto here = std::int16_t(position);
    const std::uint32_t category = 1u << rule_at(rulebook, bound, here).category;
    for (std::size_t i = 0; i < rows; ++i) {
        const conditions::Truth t = findings.truth[i];
        const auto decided = findings.decided[i];
        const auto open = findings.open[i];
        findings.decided[i] = t == conditions::Truth::yes && decided < 0 ? here : decided;
        findings.open[i] = t == conditions::Truth::unknown && open < 0 ? here : open;
        findings.categories[i] |= t == conditions::Truth::yes ? category : 0u;
    }
}

Decision decide(const Rulebook& rulebook, const BoundRules& bound, const Findings& findings, std::size_t i) {
    const auto decided = findings.decided[i];
    const auto open = findings.open[i];
    const std::size_t tier = decided >= 0              ? rule_at(rulebook, bound, decided).tier
                             : open >= 0               ? rulebook.unknown()
                             : !findings.concerned[i]  ? rulebook.not_applicable()
                                                       : rulebook.otherwise;
    Decision decision{std::int8_t(tier), -1, -1, findings.categories[i]};
    if (decided >= 0) decision.rule = std::int16_t(bound.rules[std::size_t(decided)].rule);
    if (open >= 0 && rule_at(rulebook, bound, open).tier < tier)
        decision.may_be = std::int8_t(rule_at(rulebook, bound, open).tier);
    return decision;
}

}  // namespace huegrid::tiers
