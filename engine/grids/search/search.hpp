/// @file search.hpp
/// How a division of one connected piece is found: a rough one by halving, made better by chance that cools, then by every move
/// that helps.
///
/// Layer    grids, inside. Used by one thread.
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "engine/grids/search/problem.hpp"
#include "engine/grids/search/random.hpp"
#include "engine/grids/search/running.hpp"

namespace huegrid::grids {

/// `problem.grids` grids in one piece each, of about equal households: the piece is halved across its length, each half again.
/// `turn`, 0 … pi, turns the cuts, for another beginning. At least as many units as grids.
/// Cost   O(m log n log grids).
[[nodiscard]] std::vector<Index> halved(const Problem& problem, double turn);

struct Cooling {
    double from = 1.5, to = 0.3;             ///< temperatures, in the objective's cost
    double proposals = 50.0;                 ///< for each edge between grids, counted from both its sides
    double outside = 8.0, outside_by = 0.5;  ///< what a grid outside its limits costs meanwhile, and each household of it
};

/// Simulated annealing: S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, "Optimization by simulated annealing", Science 220 (1983). A
/// move puts a unit into a neighbour's grid; none that breaks a grid apart or empties it is made.
void anneal(Running& running, const Cooling& cooling, Random& random, const std::stop_token& stop);

/// Makes moves that better the objective in its order, until there is none.
void descend(Running& running, const std::stop_token& stop);

}  // namespace huegrid::grids
