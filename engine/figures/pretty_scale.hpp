/// @file pretty_scale.hpp
/// Round numbers, evenly apart, that cover a range: 0, 20, 40 … for 3 to 97.
///
/// Layer    figures. Pure.
/// Source   R. A. Becker, J. M. Chambers and A. R. Wilks, "The New S Language" (1988), `pretty`, with R's constants: what R's
///          pretty(x, n) gives.
#pragma once

#include <vector>

namespace huegrid::figures {

/// Steps of 1, 2 or 5 times a power of ten, about `intervals` (at least 1) of them and never fewer than a third of it. The first
/// number is at most `least` and the last at least `greatest`, but for 1e-10 of a step: rounding shall not add a step.
[[nodiscard]] std::vector<double> pretty_scale(double least, double greatest, int intervals);

}  // namespace huegrid::figures
