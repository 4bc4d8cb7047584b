#include <algorithm>

#include "engine/tiers/classify.hpp"
#include "engine/tiers/decide.hpp"

namespace huegrid::tiers {
namespace {

using Outcome = RuleFinding::Outcome;

void add_once(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

/// Without the attributes that the rules name nothing can be said of anybody.
Explanation nothing_known(const Rulebook& rulebook, const model::HouseholdTable& households) {
    Explanation explanation;
    explanation.tier = std::int8_t(rulebook.unknown());
    for (const auto& rule : rulebook.rules)
        for (const auto& name : rule.condition.attributes())
            if (!households.attribute(name)) add_once(explanation.missing, name);
    return explanation;
}

}  // namespace

Explanation explain(const model::Snapshot& snapshot, const Rulebook& rulebook, Index row, Date /*as_of*/) {
    const auto& households = snapshot.households;
    const auto bound = bind(rulebook, households);
    if (!bound) return nothing_known(rulebook, households);

    const auto first = std::size_t(row);
    Explanation explanation;
    explanation.findings.resize(rulebook.rules.size());
    conditions::Evaluator evaluator(bound->depth);
    Findings findings;
    findings.clear(1);
    for (std::size_t r = 0; r < bound->rules.size(); ++r) {
        const auto& asked = bound->rules[r];
        const Rule& rule = rulebook.rules[asked.rule];
        ask(asked, evaluator, first, 1, findings);
        note(rulebook, *bound, r, 1, findings);

        RuleFinding& finding = explanation.findings[asked.rule];
        finding.rule = asked.rule;
        const conditions::Truth kind = asked.for_all_kinds ? conditions::Truth::yes : evaluator.run(asked.kind, first, 1).front();
        const conditions::Truth truth = findings.truth.front();
        finding.outcome = kind == conditions::Truth::no         ? Outcome::not_for_this_kind
                          : truth == conditions::Truth::yes     ? Outcome::is_true
                          : truth == conditions::Truth::unknown ? Outcome::is_null
                                                    : Outcome::is_false;
        for (const auto& name : rule.condition.attributes()) {
            const auto* column = households.attribute(name);
            finding.seen.push_back({name, column->attribute.title, column->value(first)});
        }
    }
    for (const auto& finding : explanation.findings) {
        if (finding.outcome != Outcome::is_null) continue;
        for (const auto& seen : finding.seen)
            if (std::holds_alternative<std::monostate>(seen.value)) add_once(explanation.missing, seen.attribute);
        const auto* kind = households.attribute("kind");
        const bool asks_kind = !rulebook.rules[finding.rule].applies_to.empty();
        if (asks_kind && std::holds_alternative<std::monostate>(kind->value(first))) add_once(explanation.missing, "kind");
    }
    const Decision decision = decide(rulebook, *bound, findings, 0);
    explanation.tier = decision.tier;
    explanation.may_be = decision.may_be;
    explanation.rule = decision.rule;
    explanation.categories = decision.categories;
    return explanation;
}

}  // namespace huegrid::tiers
