#include "engine/tiers/classify/rule_counts.hpp"

#include <algorithm>
#include <bit>

#include "engine/conditions/evaluate/evaluator.hpp"
#include "engine/tiers/classify/bound_rules.hpp"

namespace huegrid::tiers {
namespace {

std::int64_t bits(const conditions::Plane& plane) {
    std::int64_t count = 0;
    for (const auto word : plane) count += std::popcount(word);
    return count;
}

}  // namespace

Result<std::vector<RuleCounts>> count_rules(const model::Snapshot& snapshot, const Rulebook& rulebook, Date as_of) {
    using Kind = Questions::Answer::Kind;
    std::vector<RuleCounts> counts(rulebook.rules.size());
    const BoundRules bound = bind(snapshot, rulebook, as_of);
    const auto questions = tiers::questions(rulebook, bound, std::vector<std::uint8_t>(bound.rules.size(), 1), Bare::left_out);
    const auto program = conditions::Program::of(questions.asked, snapshot.households, as_of);
    if (!program) return fail(program.error());
    conditions::Evaluator evaluator(*program);
    std::vector<conditions::Planes> answers(bound.rules.size());
    const std::size_t households = snapshot.households.size();
    for (std::size_t first = 0; first < households; first += conditions::batch_rows) {
        const auto rows = std::min(conditions::batch_rows, households - first);
        conditions::Plane once{}, twice{};
        evaluator.run(first, rows, [&](std::size_t which, conditions::Planes& answer) {
            const auto& [kind, position] = questions.answers[which];
            if (kind != Kind::rule) return;
            answer.clear_behind(rows);
            answers[position] = answer;
            for (std::size_t w = 0; w < once.size(); ++w) {
                twice[w] |= once[w] & answer.yes[w];
                once[w] |= answer.yes[w];
            }
        });
        for (std::size_t p = 0; p < answers.size(); ++p) {  // the highest first
            auto& count = counts[bound.rules[p].rule];
            conditions::Plane decides{}, overlaps{};
            for (std::size_t w = 0; w < once.size(); ++w) {
                decides[w] = answers[p].yes[w] & once[w];
                overlaps[w] = answers[p].yes[w] & twice[w];
                once[w] &= ~answers[p].yes[w];  // what is left has no decision yet
            }
            count.matches += bits(answers[p].yes);
            count.decides += bits(decides);
            count.overlaps += bits(overlaps);
            count.missing += bits(answers[p].unknown);
        }
    }
    return counts;
}

}  // namespace huegrid::tiers
