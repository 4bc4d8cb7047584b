#include "engine/tiers/explain.hpp"

#include <algorithm>

#include "engine/conditions/evaluator.hpp"
#include "engine/tiers/bound_rules.hpp"

namespace huegrid::tiers {
namespace {

using conditions::Planes;
using conditions::Truth;
using Kind = Questions::Answer::Kind;
using Outcome = RuleFinding::Outcome;

void add_once(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

/// Without the attributes that the rules name nothing can be said of anybody.
Explanation nothing_known(const Rulebook& rulebook, const model::HouseholdTable& households) {
    Explanation explanation;
    explanation.verdict.tier = std::int8_t(rulebook.unknown());
    for (const auto& rule : rulebook.rules)
        for (const auto& name : rule.condition.attributes())
            if (!households.attribute(name)) add_once(explanation.missing, name);
    return explanation;
}

/// What each rule says, in the order in which they decide.
struct Answers {
    std::vector<Truth> rules;
    std::vector<Truth> bare;  ///< without what it is held for
    bool concerned = false;   ///< some rule is, or may be, for this kind
};

/// Fails  as classify.
Result<Answers> ask(const model::Snapshot& snapshot, const Rulebook& rulebook, const BoundRules& bound, std::size_t row, Date as_of) {
    const auto questions = tiers::questions(rulebook, bound, std::vector<std::uint8_t>(bound.rules.size(), 1), Bare::asked);
    const auto program = conditions::Program::of(questions.asked, snapshot.households, as_of);
    if (!program) return fail(program.error());
    Answers answers{std::vector<Truth>(bound.rules.size()), std::vector<Truth>(bound.rules.size()), bound.concerns_all};
    conditions::Evaluator evaluator(*program);
    const std::size_t first = row / 64 * 64;  // planes begin at whole words
    evaluator.run(first, row - first + 1, [&](std::size_t which, const Planes& answer) {
        const auto& [kind, position] = questions.answers[which];
        const Truth truth = answer[row - first];
        if (kind == Kind::concerned) answers.concerned = answers.concerned || truth != Truth::no;
        else if (kind == Kind::condition) answers.bare[position] = truth;
        else answers.rules[position] = truth;
    });
    for (std::size_t p = 0; p < bound.rules.size(); ++p)
        if (rulebook.rules[bound.rules[p].rule].hold_days == 0) answers.bare[p] = answers.rules[p];
    return answers;
}

/// As `Decider` does, for one household.
void decide(const Rulebook& rulebook, const BoundRules& bound, const Answers& answers, Explanation& explanation) {
    const auto verdict = [&](std::size_t position) { return Verdict{std::int8_t(bound.rules[position].tier), std::int16_t(bound.rules[position].rule), false}; };
    const auto first = [&](Truth wanted) { return std::size_t(std::find(answers.rules.begin(), answers.rules.end(), wanted) - answers.rules.begin()); };
    const std::size_t decided = first(Truth::yes), open = first(Truth::unknown), none = answers.rules.size();
    if (decided < none) explanation.verdict = verdict(decided);
    else if (open < none) explanation.verdict.tier = std::int8_t(rulebook.unknown());
    else explanation.verdict.tier = std::int8_t(answers.concerned ? rulebook.otherwise : rulebook.not_applicable());
    if (open < none && (decided == none || bound.rules[open].tier < bound.rules[decided].tier)) explanation.may_be = verdict(open);
    for (std::size_t p = 0; p < none; ++p)
        if (answers.rules[p] == Truth::yes) explanation.categories |= 1u << bound.rules[p].category;
    if (!bound.overrides.empty()) explanation.verdict = {std::int8_t(bound.overrides.back().second), -1, true};
}

}  // namespace

Explanation explain(const model::Snapshot& snapshot, const Rulebook& rulebook, Index row, Date as_of) {
    const auto& households = snapshot.households;
    const auto at = std::size_t(row);
    const BoundRules bound = bind(snapshot, rulebook, as_of, row);
    const auto answers = ask(snapshot, rulebook, bound, at, as_of);
    if (!answers) return nothing_known(rulebook, households);

    Explanation explanation;
    explanation.findings.resize(rulebook.rules.size());
    for (std::size_t r = 0; r < rulebook.rules.size(); ++r) explanation.findings[r] = {r, Outcome::not_valid, {}};
    const auto* kind = households.attribute("kind");
    for (std::size_t p = 0; p < bound.rules.size(); ++p) {
        const Rule& rule = rulebook.rules[bound.rules[p].rule];
        RuleFinding& finding = explanation.findings[bound.rules[p].rule];
        const auto kind_value = kind && !rule.applies_to.empty() ? kind->value(at) : model::Value{};
        const auto* of_kind = std::get_if<std::string>(&kind_value);
        const bool for_another = of_kind && std::find(rule.applies_to.begin(), rule.applies_to.end(), *of_kind) == rule.applies_to.end();
        finding.outcome = answers->bare[p] == Truth::yes        ? Outcome::is_true
                          : answers->rules[p] == Truth::yes     ? Outcome::is_held
                          : for_another                         ? Outcome::not_for_this_kind
                          : answers->rules[p] == Truth::unknown ? Outcome::is_null
                                                                : Outcome::is_false;
        for (const auto& name : rule.condition.attributes()) {
            const auto* column = households.attribute(name);
            finding.seen.push_back({name, column->attribute.title, column->value(at)});
        }
        if (finding.outcome != Outcome::is_null) continue;
        for (const auto& seen : finding.seen)
            if (std::holds_alternative<std::monostate>(seen.value)) add_once(explanation.missing, seen.attribute);
        if (!rule.applies_to.empty() && !of_kind) add_once(explanation.missing, "kind");
    }
    decide(rulebook, bound, *answers, explanation);
    for (const auto& override : snapshot.overrides)
        if (override.household == row && override.set_on <= as_of && as_of < override.expires_on) explanation.by_hand = override;
    return explanation;
}

}  // namespace huegrid::tiers
