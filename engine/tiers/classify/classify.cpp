#include "engine/tiers/classify/classify.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>

#include "engine/base/parallel.hpp"
#include "engine/conditions/evaluate/evaluator.hpp"
#include "engine/tiers/classify/bound_rules.hpp"
#include "engine/tiers/classify/decide.hpp"

namespace huegrid::tiers {
namespace {

using conditions::batch_rows;
using conditions::batch_words;
using conditions::Planes;
using Kind = Questions::Answer::Kind;

constexpr std::uint64_t all_words = ~std::uint64_t{0};

/// One thread's.
struct Worker {
    conditions::Evaluator evaluator;
    std::vector<std::uint64_t> planes;  ///< of one batch
    conditions::Plane concerned;
    std::vector<std::int64_t> counts;
};

/// The households of a batch for which the condition of a rule with hold_days is TRUE.
void add_held(const Planes& answer, std::size_t first, std::int16_t rule, std::vector<Held>& held) {
    for (std::size_t w = 0; w < batch_words; ++w)
        for (std::uint64_t bits = answer.yes[w]; bits != 0; bits &= bits - 1)
            held.push_back({Index(first + 64 * w) + Index(__builtin_ctzll(bits)), rule, std::nullopt});
}

bool before(const Held& a, const Held& b) { return std::pair(a.household, a.rule) < std::pair(b.household, b.rule); }

/// Besides those that are TRUE, those that still hold, with the day they were TRUE last.
void add_still_held(const model::Snapshot& snapshot, const Rulebook& rulebook, const BoundRules& bound, std::vector<Held>& held) {
    std::sort(held.begin(), held.end(), before);
    const auto true_now = std::ptrdiff_t(held.size());
    std::vector<const BoundRules::Bound*> rule_of(snapshot.held_rules.size());
    for (const auto& rule : bound.rules)
        for (std::size_t r = 0; r < rule_of.size(); ++r)
            if (!rule.held.empty() && rulebook.rules[rule.rule].id == snapshot.held_rules[r]) rule_of[r] = &rule;
    for (const auto& hold : snapshot.rule_holds) {
        const auto* rule = rule_of[std::size_t(hold.rule)];
        const auto row = std::size_t(hold.household);
        if (hold.household == none || !rule || (rule->held[row / 64] >> (row % 64) & 1u) == 0) continue;
        const Held still{hold.household, std::int16_t(rule->rule), hold.last_true ? *hold.last_true : snapshot.classification->as_of};
        if (!std::binary_search(held.begin(), held.begin() + true_now, still, before)) held.push_back(still);
    }
    std::sort(held.begin(), held.end(), before);
}

}  // namespace

Result<Classes> classify(const model::Snapshot& snapshot, const Rulebook& rulebook, Date as_of, const Progress& progress, unsigned threads,
                         Classes memory) {
    const auto& households = snapshot.households;
    const BoundRules bound = bind(snapshot, rulebook, as_of);
    const Questions questions = tiers::questions(rulebook, bound, std::vector<std::uint8_t>(bound.rules.size(), 1), Bare::asked);
    const auto program = conditions::Program::of(questions.asked, households, as_of);
    if (!program) return fail(program.error());
    const Decider decider(rulebook, bound);
    Classes classes = std::move(memory);
    classes.held.clear();
    decider.prepare(classes, households.size());

    std::vector<std::uint32_t> slots(bound.rules.size());
    std::iota(slots.begin(), slots.end(), 1u);  // 0 is for whom some rule is for
    const std::size_t chunks = households.ids.chunk_count(), workers = workers_for(chunks, threads);
    std::vector<Worker> all;
    for (std::size_t w = 0; w < workers; ++w) {
        all.push_back({conditions::Evaluator(*program), std::vector<std::uint64_t>(RulePlanes::size(slots.size() + 1, batch_words)), {}, std::vector<std::int64_t>(rulebook.tiers.size())});
        all.back().concerned.fill(bound.concerns_all ? all_words : 0);
    }
    std::vector<std::vector<Held>> held(chunks);
    const auto classify_batch = [&](std::size_t first, std::size_t rows, Worker& worker, std::vector<Held>& holding) {
        const RulePlanes planes{worker.planes.data(), slots.size() + 1, slots};
        if (!bound.concerns_all) worker.concerned.fill(0);
        worker.evaluator.run(first, rows, [&](std::size_t which, Planes& answer) {
            const auto& [kind, position] = questions.answers[which];
            if (rows < batch_rows) answer.clear_behind(rows);
            switch (kind) {
                case Kind::concerned:
                    for (std::size_t w = 0; w < batch_words; ++w) worker.concerned[w] |= answer.yes[w] | answer.unknown[w];
                    return;
                case Kind::condition: return add_held(answer, first, std::int16_t(bound.rules[position].rule), holding);
                case Kind::rule:
                    planes.put(answer.yes, planes.yes(position));
                    planes.put(answer.unknown, planes.unknown(position));
            }
        });
        planes.put(worker.concerned, planes.concerned());
        decider.decide(first, rows, planes, all_words, classes, worker.counts);
    };
    std::atomic<std::size_t> finished{0};
    for_each_chunk(workers, chunks, [&](std::size_t worker, std::size_t chunk) {
        if (progress.stopped()) return;
        const std::size_t end = std::min(households.size(), (chunk + 1) * model::chunk_rows);
        for (std::size_t first = chunk * model::chunk_rows; first < end; first += batch_rows)
            classify_batch(first, std::min(batch_rows, end - first), all[worker], held[chunk]);
        const std::size_t so_far = ++finished;
        if (worker == 0) progress.at("classify", std::int64_t(so_far), std::int64_t(chunks));  // the caller's own thread
    });
    if (finished < chunks) return Progress::cancelled();

    classes.tier_counts.assign(rulebook.tiers.size(), 0);
    for (const auto& worker : all)
        for (std::size_t t = 0; t < worker.counts.size(); ++t) classes.tier_counts[t] += worker.counts[t];
    for (const auto& part : held) classes.held.insert(classes.held.end(), part.begin(), part.end());
    add_still_held(snapshot, rulebook, bound, classes.held);
    return classes;
}

}  // namespace huegrid::tiers
