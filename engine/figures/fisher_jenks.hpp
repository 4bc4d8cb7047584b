/// @file fisher_jenks.hpp
/// The partition of values into k runs with the least sum of squared deviations from the runs' means: exact, not by
/// trials.
///
/// Layer    figures. Pure.
/// Source   W. D. Fisher, "On grouping for maximum homogeneity", JASA 53 (1958), whose dynamic programme is O(k n²);
///          cartographers know it from G. F. Jenks (1977).
///
/// How it is fast. With D(j, p) the least sum for j runs of the first p values, D(j, p) = min over q of D(j-1, q) + spread(q, p),
/// and the best q never falls as p grows; so a row of D costs O(n log n) by halving. And few p matter. Gather the values in
/// blocks: with the block that a break lies in left out, the best partition of the whole blocks before it and after it is
/// a lower bound for every partition with a break there. Where that exceeds a partition already known there is no break.
/// What remains, a window for each break, is gathered in smaller blocks, and so on, until some per cent of the values are
/// left for D itself. If nothing falls away (very different partitions nearly as good), the cost is that of halving.
#pragma once

#include <vector>

#include "engine/figures/value_sums.hpp"

namespace huegrid::figures {

/// Where each run but the first begins, as positions in `values.distinct()`: `classes` - 1 of them, ascending; fewer when
/// there are fewer distinct values. Of partitions that are equally good, the one whose last break is lowest, and so on
/// downwards.
/// Cost  O(k n log n) at worst; on 1M values less than sorting them. `blocks` for each break only move the cost, never the
///       answer.
[[nodiscard]] std::vector<std::size_t> fisher_jenks(const ValueSums& values, std::size_t classes, std::size_t blocks = 1024);

}  // namespace huegrid::figures
