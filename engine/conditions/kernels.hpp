/// @file kernels.hpp
/// The row loops: columns into planes and numbers, numbers into planes. Each is compiled for several widths of vector, and
/// the machine's own is chosen when the program runs (Highway's dynamic dispatch), so that one binary serves every machine.
///
/// Layer    conditions, inside. Highway stays in the .cpp.
/// Threads  pure; a call writes only its outputs.
///
/// A span's size (1 … batch_rows) says how many rows there are; outputs are written in whole words of 64 rows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/conditions/planes.hpp"
#include "engine/conditions/syntax.hpp"

namespace huegrid::conditions {

/// One number a row: whole numbers and days in `integers`, or else `reals`; 0 where missing.
struct Numbers {
    bool is_real = false;
    bool inexact = false;  ///< some row left what the loops do exactly (an overflow …): ask the scalar evaluator instead
    Plane missing;
    alignas(64) std::array<std::int64_t, batch_rows> integers;
    alignas(64) std::array<double, batch_rows> reals;
};

/// low <= value <= high, or outside of it; a value of `missing` (for reals NaN) is unknown. low <= high.
template <class T>
struct Range {
    T low, high;
    T missing;
    bool inverted = false;
};

struct Kernels {
    void (*range_8)(std::span<const std::int8_t>, const Range<std::int8_t>&, Planes&);
    void (*range_16)(std::span<const std::int16_t>, const Range<std::int16_t>&, Planes&);
    void (*range_32)(std::span<const std::int32_t>, const Range<std::int32_t>&, Planes&);
    void (*range_64)(std::span<const std::int64_t>, const Range<std::int64_t>&, Planes&);
    void (*range_real)(std::span<const double>, const Range<double>&, Planes&);

    void (*widen_8)(std::span<const std::int8_t>, std::int8_t missing, Numbers&);
    void (*widen_16)(std::span<const std::int16_t>, std::int16_t missing, Numbers&);
    void (*widen_32)(std::span<const std::int32_t>, std::int32_t missing, Numbers&);
    void (*widen_64)(std::span<const std::int64_t>, std::int64_t missing, Numbers&);
    void (*widen_real)(std::span<const double>, Numbers&);
    void (*widen_truth)(const Planes&, std::size_t rows, Numbers&);  ///< 0 and 1

    /// a = a sign b as SQLite calculates. Division and remainder of whole numbers aren't among them.
    void (*calculate)(Arithmetic sign, Numbers& a, Numbers& b, std::size_t rows);
    /// a = b where `where` has no bit. Both of one kind.
    void (*keep)(const Plane& where, Numbers& a, const Numbers& b, std::size_t rows);
    /// `inexact` of `a` is set where a whole number can't be compared with a real as one.
    void (*compare)(Comparison comparison, Numbers& a, Numbers& b, std::size_t rows, Planes&);

    void (*logical_and)(const Planes&, const Planes&, Planes&);  ///< the output may be an input, here and below
    void (*logical_or)(const Planes&, const Planes&, Planes&);
    void (*logical_not)(const Planes&, Planes&);
    void (*guarded)(const Planes&, const Planes& guard, Planes&);  ///< unknown where the guard doesn't say yes
};

/// Those for this machine.
[[nodiscard]] const Kernels& kernels();

/// Those for each width of vector that this machine has, for the tests: all must agree.
[[nodiscard]] std::vector<Kernels> kernels_of_all_widths();

}  // namespace huegrid::conditions
