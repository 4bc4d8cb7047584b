#include "engine/grids/divide.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "engine/base/parallel.hpp"
#include "engine/grids/search/beginning.hpp"
#include "engine/grids/search/exact.hpp"
#include "engine/grids/search/grid_counts.hpp"
#include "engine/grids/search/solve.hpp"

namespace huegrid::grids {
namespace {

constexpr std::size_t counts_tried = 5;

std::vector<std::vector<Index>> atoms_of(const Pieces& pieces) {
    std::vector<std::vector<Index>> atoms(std::size_t(pieces.count));
    for (std::size_t atom = 0; atom < pieces.piece_of.size(); ++atom)
        if (pieces.piece_of[atom] != none) atoms[std::size_t(pieces.piece_of[atom])].push_back(Index(atom));
    return atoms;
}

/// Divides a piece into `count` grids, or for 0 into the number that turns out best.
/// `none_less`: all divisions were tried, and none has less outside.
Solution divide_piece(const AtomGraph& graph, std::span<const Index> atoms, Index count, const DivideOptions& options, const Units& scale,
                      const std::stop_token& stop, bool& none_less) {
    const PieceSize size = size_of(graph, atoms);
    const Sizes& sizes = options.demands.sizes;
    // A small piece is cheap to try, and what is left outside then can't be helped.
    const std::size_t tried = size.atoms <= most_units_tried ? std::size_t(size.atoms) : counts_tried;
    auto counts = count > 0 ? std::vector<Index>{count} : likely_counts(size, sizes, tried);
    if (count == 0 && graph.has_barriers()) counts.insert(counts.begin(), count_by_cells(graph, atoms, options, scale));
    std::optional<Solution> best;
    bool all_tried = true;
    for (const Index grids : counts) {
        if (best && stop.stop_requested()) {
            all_tried = false;
            break;
        }
        if (best && best->misfit <= least_misfit(size, grids, sizes) && best->broken_rules <= 0.0) continue;
        Solution found = solve_anew(graph, atoms, grids, options, scale, stop);
        all_tried = all_tried && found.proved;
        if (!best || found.fits_better_than(*best)) best = std::move(found);
    }
    none_less = all_tried && (count > 0 || tried == std::size_t(size.atoms));
    return std::move(*best);
}

/// 0 for atoms that are to be divided, none for those of locked grids.
Result<std::vector<Index>> labels_of(const AtomGraph& graph, const Demands& demands) {
    std::vector<Index> labels(std::size_t(graph.size()), 0);
    for (const LockedGrid& lock : demands.locked) {
        bool any = false;
        for (std::size_t atom = 0; atom < labels.size(); ++atom)
            if (lock.grid != none && graph.current(Index(atom)) == lock.grid) labels[atom] = none, any = true;
        if (!any) return fail(ErrorCode::bad_input, fmt::format("grid {} is to be locked and has no building or block", lock.grid));
    }
    return labels;
}

/// Today's grids instead of those found, where they are as they should be and no worse.
void keep_todays(const AtomGraph& graph, const Demands& demands, Index grids_asked, Division& division) {
    std::vector<Index> today(std::size_t(graph.size()));
    for (std::size_t atom = 0; atom < today.size(); ++atom)
        if ((today[atom] = graph.current(Index(atom))) == none) return;
    const Score score = measure(graph, today, demands);
    if (score.discontiguous > 0 || better(division.score, score)) return;
    if (grids_asked > 0 && std::set<Index>(today.begin(), today.end()).size() != std::set<Index>(division.grid_of.begin(), division.grid_of.end()).size()) return;
    division.grid_of = std::move(today);
    division.grids = graph.current_grids();
    division.score = score;
    division.is_todays = true;
}

}  // namespace

Result<Division> divide(const AtomGraph& graph, const DivideOptions& options, const Progress& progress) {
    if (auto ok = check(options.demands.sizes); !ok) return fail(std::move(ok.error()));
    if (graph.size() == 0) return fail(ErrorCode::bad_input, "nothing to divide: no building or block");
    const auto labels = labels_of(graph, options.demands);
    if (!labels) return fail(labels.error());
    const auto pieces = atoms_of(pieces_of(graph, *labels));
    std::vector<PieceSize> sizes;
    for (const auto& atoms : pieces) sizes.push_back(size_of(graph, atoms));
    std::vector<Index> counts(pieces.size(), 0);
    if (options.grids > 0) {
        auto shared = shared_out(sizes, options.grids, options.demands.sizes);
        if (!shared) return fail(std::move(shared.error()));
        counts = std::move(*shared);
    }

    const bool from_current = options.start == Start::from_current;
    const Units scale = units_of(graph);
    Division division;
    division.proved = true;
    division.grids = from_current || !options.demands.locked.empty() ? graph.current_grids() : 0;
    division.grid_of = from_current ? kept_of_current(graph, *labels) : std::vector<Index>(std::size_t(graph.size()), none);
    for (std::size_t atom = 0; atom < labels->size(); ++atom)
        if ((*labels)[atom] == none) division.grid_of[atom] = graph.current(Index(atom));
    std::vector<PieceFacts> facts;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        bool none_less = false;
        const auto has_grid = [&](Index atom) { return division.grid_of[std::size_t(atom)] != none; };
        Solution solution = std::any_of(pieces[i].begin(), pieces[i].end(), has_grid)
                                ? solve_from_current(graph, pieces[i], division.grid_of, counts[i], options, scale, progress.stop)
                                : divide_piece(graph, pieces[i], counts[i], options, scale, progress.stop, none_less);
        division.proved = division.proved && solution.proved;
        solution.numbers.resize(std::size_t(solution.grids), none);
        for (Index& number : solution.numbers)
            if (number == none) number = division.grids++;
        const Index likeliest = counts[i] > 0 ? counts[i] : likely_counts(sizes[i], options.demands.sizes, 1).front();
        facts.push_back({pieces[i], least_misfit(sizes[i], likeliest, options.demands.sizes), none_less});
        for (std::size_t j = 0; j < pieces[i].size(); ++j)
            division.grid_of[std::size_t(pieces[i][j])] = solution.numbers[std::size_t(solution.grid_of[j])];
    }
    division.stopped = progress.stopped();
    Demands judged = options.demands;
    if (!from_current) judged.weights.moved = 0.0;
    division.score = measure(graph, division.grid_of, judged);
    if (!from_current) keep_todays(graph, judged, options.grids, division);
    division.unmet = reasons_for(graph, division.grid_of, options.demands, facts);
    return division;
}

std::vector<Result<Division>> divide_each(std::span<const AtomGraph> graphs, const DivideOptions& options, unsigned threads, const Progress& progress) {
    std::vector<Result<Division>> divisions(graphs.size(), Result<Division>(tl::unexpect, Error{}));
    std::atomic<std::int64_t> done{0};
    for_each_chunk(workers_for(graphs.size(), threads), graphs.size(), [&](std::size_t worker, std::size_t i) {
        Progress quiet;
        quiet.stop = progress.stop;
        divisions[i] = divide(graphs[i], options, quiet);
        ++done;
        if (worker == 0) progress.at("dividing", done, std::int64_t(graphs.size()));
    });
    return divisions;
}

}  // namespace huegrid::grids
