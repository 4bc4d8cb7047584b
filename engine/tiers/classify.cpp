#include "engine/tiers/classify.hpp"

#include <algorithm>
#include <atomic>

#include "engine/base/parallel.hpp"
#include "engine/tiers/decide.hpp"

namespace huegrid::tiers {

Result<Classes> classify(const model::Snapshot& snapshot, const Rulebook& rulebook, Date /*as_of*/,
                         const Progress& progress, unsigned threads) {
    const auto& households = snapshot.households;
    const auto bound = bind(rulebook, households);
    if (!bound) return fail(bound.error());

    const std::size_t count = households.size();
    Classes classes{std::vector<std::int8_t>(count), std::vector<std::int8_t>(count), std::vector<std::int16_t>(count),
                    std::vector<std::uint32_t>(count), std::vector<std::int64_t>(rulebook.tiers.size())};
    const std::size_t chunks = households.ids.chunk_count();
    const std::size_t workers = workers_for(chunks, threads);
    std::vector<conditions::Evaluator> evaluators;
    for (std::size_t w = 0; w < workers; ++w) evaluators.emplace_back(bound->depth);
    std::vector<Findings> all_findings(workers);

    const auto classify_rows = [&](std::size_t first, std::size_t rows, conditions::Evaluator& evaluator, Findings& findings) {
        findings.clear(rows);
        for (std::size_t r = 0; r < bound->rules.size(); ++r) {
            ask(bound->rules[r], evaluator, first, rows, findings);
            note(rulebook, *bound, r, rows, findings);
        }
        for (std::size_t i = 0; i < rows; ++i) {
            const Decision decision = decide(rulebook, *bound, findings, i);
            classes.tiers[first + i] = decision.tier;
            classes.may_be[first + i] = decision.may_be;
            classes.rules[first + i] = decision.rule;
            classes.categories[first + i] = decision.categories;
        }
    };
    std::atomic<std::size_t> finished{0};
    for_each_chunk(workers, chunks, [&](std::size_t worker, std::size_t chunk) {
        if (progress.stopped()) return;
        const std::size_t end = std::min(count, (chunk + 1) * model::chunk_rows);
        for (std::size_t first = chunk * model::chunk_rows; first < end; first += conditions::vector_rows)
            classify_rows(first, std::min(conditions::vector_rows, end - first), evaluators[worker], all_findings[worker]);
        const std::size_t so_far = ++finished;
        if (worker == 0) progress.at("classify", std::int64_t(so_far), std::int64_t(chunks));  // the caller's own thread
    });
    if (finished < chunks) return Progress::cancelled();
    for (const auto tier : classes.tiers) ++classes.tier_counts[std::size_t(tier)];
    return classes;
}

}  // namespace huegrid::tiers
