/// @file exact_test.cpp
/// Small instances against all divisions there are.

#include <limits>
#include <optional>

#include "all_divisions.hpp"
#include "engine/grids/divide.hpp"
#include "engine/grids/search/grid_counts.hpp"

namespace huegrid::grids {
namespace {

std::optional<Score> best_of_all(const Drawn& drawn, const AtomGraph& graph, Index grids, const Demands& demands) {
    std::optional<Score> best;
    for_all_divisions(drawn, grids, [&](const std::vector<Index>& grid_of) {
        if (const Score score = measure(graph, grid_of, demands); !best || better(score, *best)) best = score;
    });
    return best;
}

/// Catches: a bound that gives up too soon, a part of the objective that the search weighs otherwise than `measure`.
TEST(Exact, FindsTheBestOfAllDivisionsOfSmallGraphs) {
    std::mt19937_64 random(1);
    for (int run = 0; run < 300; ++run) {
        SCOPED_TRACE(run);
        const Drawn drawn = small(random);
        const AtomGraph graph = drawn.graph();
        Demands demands;
        demands.weights.moved = 0.0;
        demands.sizes.households_min = std::int32_t(random() % 12);
        demands.sizes.households_max = demands.sizes.households_min + 1 + std::int32_t(random() % 12);
        if (random() % 3 == 0) demands.sizes.people_max = demands.sizes.households_max * 2 + 4;
        if (random() % 2 == 0) demands.weights = {5.0, 0.5, 0.3, 2.0, 0.0};
        const Index grids = 1 + Index(random() % 4);
        const auto best = best_of_all(drawn, graph, grids, demands);
        const auto division = divide(graph, {.demands = demands, .grids = grids});
        ASSERT_EQ(division.has_value(), best.has_value());
        if (!best) continue;
        EXPECT_TRUE(division->proved);
        EXPECT_EQ(broken_grids(drawn, division->grid_of), 0);
        EXPECT_TRUE(compare(division->score, *best) == 0)
            << "outside " << division->score.outside << " by " << division->score.outside_by << ", cost " << division->score.cost << " where "
            << best->outside << " by " << best->outside_by << ", cost " << best->cost << " is to be had";
    }
}

/// Catches: a number of grids that arithmetic likes and the atoms don't.
TEST(Exact, ChoosesANumberOfGridsWithTheLeastOutside) {
    std::mt19937_64 random(2);
    for (int run = 0; run < 100; ++run) {
        SCOPED_TRACE(run);
        const Drawn drawn = small(random);
        const AtomGraph graph = drawn.graph();
        Demands demands;
        demands.sizes.households_min = 1 + std::int32_t(random() % 12);
        demands.sizes.households_max = demands.sizes.households_min + std::int32_t(random() % 12);
        Misfit least{std::numeric_limits<Index>::max(), 0};
        for (Index grids = 1; grids <= graph.size(); ++grids)
            if (const auto best = best_of_all(drawn, graph, grids, demands)) least = std::min(least, {best->outside, best->outside_by});
        const auto division = divide(graph, {.demands = demands}).value();
        EXPECT_EQ(division.score.outside, least.outside);
        EXPECT_EQ(division.score.outside_by, least.outside_by);
    }
}

/// Catches: today's grids kept, or mended, where a division begun anew has fewer outside.
TEST(Exact, FromTodaysGridsNoMoreIsOutsideThanAnew) {
    std::mt19937_64 random(4);
    for (int run = 0; run < 200; ++run) {
        SCOPED_TRACE(run);
        Drawn drawn = small(random);
        std::vector<std::vector<Index>> all;
        for (Index grids = 1; grids <= 3; ++grids) for_all_divisions(drawn, grids, [&](const std::vector<Index>& grid_of) { all.push_back(grid_of); });
        drawn.atoms.current = all[std::size_t(random() % all.size())];
        const AtomGraph graph = drawn.graph();
        Demands demands;
        demands.sizes.households_min = 1 + std::int32_t(random() % 12);
        demands.sizes.households_max = demands.sizes.households_min + std::int32_t(random() % 12);
        const Score anew = divide(graph, {.demands = demands})->score, changed = divide(graph, {.demands = demands, .start = Start::from_current})->score;
        EXPECT_EQ(std::pair(changed.outside, changed.outside_by), std::pair(anew.outside, anew.outside_by));
    }
}

/// Catches: limits that hinder when they should free.
TEST(Exact, WiderLimitsNeverLeaveMoreOutside) {
    std::mt19937_64 random(3);
    for (int run = 0; run < 100; ++run) {
        SCOPED_TRACE(run);
        const AtomGraph graph = small(random).graph();
        Misfit former{std::numeric_limits<Index>::max(), 0};
        for (std::int32_t slack = 0; slack < 10; ++slack) {
            Demands demands;
            demands.sizes = {10 - slack, 10 + slack};
            const Score score = divide(graph, {.demands = demands})->score;
            const Misfit misfit{score.outside, score.outside_by};
            EXPECT_LE(misfit, former) << "slack " << slack;
            former = misfit;
        }
    }
}

}  // namespace
}  // namespace huegrid::grids
