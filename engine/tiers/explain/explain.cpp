#include "engine/tiers/explain/explain.hpp"

#include <algorithm>

#include "engine/conditions/evaluate/evaluator.hpp"
#include "engine/tiers/classify/bound_rules.hpp"
#include "engine/tiers/explain/row_values.hpp"
#include "engine/tiers/explain/subject_text.hpp"

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

/// The day on which the rule was TRUE last, and the one from which it no longer holds for that.
void tell_hold(const model::Snapshot& snapshot, const Rule& rule, Index row, RuleFinding& finding) {
    const auto& holds = snapshot.rule_holds;
    const auto earlier = [](const model::RuleHold& hold, Index household) { return hold.household < household; };
    for (auto hold = std::lower_bound(holds.begin(), holds.end(), row, earlier); hold != holds.end() && hold->household == row; ++hold) {
        if (snapshot.held_rules[std::size_t(hold->rule)] != rule.id) continue;
        finding.last_true = hold->last_true.value_or(snapshot.classification->as_of);
        finding.held_until = *finding.last_true + std::chrono::days(rule.hold_days + 1);
    }
}

/// Whether the rulebook takes the value of `attribute` for too old: its day is too long ago, or isn't known.
bool is_stale(const model::HouseholdTable& households, const Rulebook& rulebook, const std::string& attribute, Index row, Date as_of) {
    return std::any_of(rulebook.stale.begin(), rulebook.stale.end(), [&](const Staleness& stale) {
        const auto* known_on = stale.attribute == attribute ? households.attribute(stale.known_on) : nullptr;
        if (!known_on) return false;
        const auto value = known_on->value(std::size_t(row));
        const auto* day = std::get_if<Date>(&value);
        return !day || (as_of - *day).count() > stale.after_days;
    });
}

/// A subject that the rulebook defines is called as it calls it; the register's own attributes keep their names.
void name_subject(const model::HouseholdTable& households, const Rulebook& rulebook, const Rule& rule, Shortfall& shortfall) {
    const auto is_it = [&](const DerivedAttribute& derived) {
        const auto& syntax = derived.value.syntax();
        return syntax && subject_text(syntax->nodes, *syntax) == shortfall.subject;
    };
    if (rule.score) {
        shortfall.named.emplace();
        shortfall.named->name = "score";
        shortfall.named->title = score_title;
    } else if (households.attribute(shortfall.subject)) {
        return;
    } else if (const auto derived = std::find_if(rulebook.derived.begin(), rulebook.derived.end(), is_it); derived != rulebook.derived.end()) {
        shortfall.named = derived->attribute;
    }
    if (shortfall.named) shortfall.subject = shortfall.named->name;
}

/// What the rule says of a household of `kind` (missing when it isn't known), given its answers.
RuleFinding finding_of(const model::Snapshot& snapshot, const Rulebook& rulebook, std::size_t which, Index row, const model::Value& kind, Truth bare,
                       Truth with_hold, Date as_of) {
    const Rule& rule = rulebook.rules[which];
    RuleFinding finding;
    finding.rule = which;
    const auto* of_kind = std::get_if<std::string>(&kind);
    const bool for_all = rule.applies_to.empty();
    const bool for_it = for_all || (of_kind && std::find(rule.applies_to.begin(), rule.applies_to.end(), *of_kind) != rule.applies_to.end());
    finding.outcome = bare == Truth::yes             ? Outcome::is_true
                      : with_hold == Truth::yes      ? Outcome::is_held
                      : !for_it && of_kind           ? Outcome::not_for_this_kind
                      : with_hold == Truth::unknown  ? Outcome::is_null
                                                     : Outcome::is_false;
    const auto& names = rule.condition.attributes();
    const auto values = values_in_row(names, snapshot.households, row);
    for (std::size_t n = 0; n < names.size(); ++n) finding.seen.push_back({snapshot.households.attribute(names[n])->attribute, values[n]});
    for (const auto& quoted : rule.quoted) {
        const RowValues quoted_row(values_in_row(quoted.value.attributes(), snapshot.households, row));
        finding.quoted.push_back(value_of(conditions::ScalarEvaluator(*quoted.value.syntax(), as_of).value(quoted_row)));
    }
    if (finding.outcome == Outcome::is_held) tell_hold(snapshot, rule, row, finding);
    if (finding.outcome == Outcome::is_false && for_it) finding.near_miss = near_miss(rule.condition, values, as_of);
    for (auto& shortfall : finding.near_miss) name_subject(snapshot.households, rulebook, rule, shortfall);
    if (finding.outcome != Outcome::is_null) return finding;
    for (const auto& [attribute, value] : finding.seen)
        if (std::holds_alternative<std::monostate>(value)) add_once(finding.missing, attribute.name);
        else if (is_stale(snapshot.households, rulebook, attribute.name, row, as_of)) add_once(finding.stale, attribute.name);
    if (!for_all && !of_kind) add_once(finding.missing, "kind");
    return finding;
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
    for (std::size_t r = 0; r < rulebook.rules.size(); ++r) {
        explanation.findings[r].rule = r;
        explanation.findings[r].outcome = Outcome::not_valid;
    }
    const auto* kinds = households.attribute("kind");
    const auto kind = kinds ? kinds->value(at) : model::Value{};
    for (std::size_t p = 0; p < bound.rules.size(); ++p) {
        const std::size_t rule = bound.rules[p].rule;
        explanation.findings[rule] = finding_of(snapshot, rulebook, rule, row, kind, answers->bare[p], answers->rules[p], as_of);
        for (const auto& name : explanation.findings[rule].missing) add_once(explanation.missing, name);
        for (const auto& name : explanation.findings[rule].stale) add_once(explanation.stale, name);
    }
    decide(rulebook, bound, *answers, explanation);
    for (const auto& override : snapshot.overrides)
        if (override.household == row && override.set_on <= as_of && as_of < override.expires_on)
            (rulebook.tier_by_hand(override.tier) ? explanation.by_hand : explanation.not_followed) = override;
    return explanation;
}

}  // namespace huegrid::tiers
