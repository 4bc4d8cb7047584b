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
#include <functional>
#include <span>
#include <vector>

#include "engine/conditions/evaluate/planes.hpp"
#include "engine/conditions/language/syntax.hpp"

namespace huegrid::conditions {

/// Words of 64 rows that hold so many.
[[nodiscard]] constexpr std::size_t words_of(std::size_t rows) { return (rows + 63) / 64; }

/// One number a row, as narrow as it may be: it lies in `own`, or where the column has it.
struct Numbers {
    enum class Kind : std::uint8_t { small, whole, real };
    Kind kind = Kind::small;
    bool inexact = false;  ///< some row left what the loops do exactly (an overflow …): ask the scalar evaluator instead
    std::int64_t bound = 0;  ///< of small ones: none is farther from 0, so that what is reckoned from them still fits in 32 bits
    const std::int32_t* small = nullptr;
    const std::int64_t* whole = nullptr;
    const double* real = nullptr;  ///< where missing, anything that is no number; small and whole ones are 0 there
    Plane missing;

    alignas(64) std::array<std::int64_t, batch_rows> own;  ///< room for any of them

    [[nodiscard]] std::int32_t* own_small() { return reinterpret_cast<std::int32_t*>(own.data()); }
    [[nodiscard]] double* own_real() { return reinterpret_cast<double*>(own.data()); }
};

/// low <= value <= high, or outside of it; a value of `missing` (for reals NaN) is unknown. No whole
/// number lies between low > high either, but low <= high there all the same: the evaluator turns none into outside of all.
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
    void (*view_real)(std::span<const double>, Numbers&);                       ///< borrows the values
    void (*widen_truth)(const Planes&, std::size_t rows, Numbers&);             ///< 0 and 1

    /// out = a sign b as SQLite calculates; `out` is neither. Division and remainder of whole numbers aren't among them.
    void (*calculate)(Arithmetic sign, const Numbers& a, const Numbers& b, std::size_t rows, Numbers& out);
    /// out = a where `where` has a bit, else b; both reals or neither; `out` is neither.
    void (*choose)(const Plane& where, const Numbers& a, const Numbers& b, std::size_t rows, Numbers& out);
    /// False where whole numbers can't be compared with reals as such: the planes say nothing then.
    bool (*compare)(Comparison comparison, const Numbers& a, const Numbers& b, std::size_t rows, Planes&);

    void (*logical_and)(const Planes&, const Planes&, Planes&);  ///< the output may be an input, here and below
    void (*logical_or)(const Planes&, const Planes&, Planes&);
    void (*logical_not)(const Planes&, Planes&);
    void (*guarded)(const Planes&, const Planes& guard, Planes&);  ///< unknown where the guard doesn't say yes
};

/// Those for this machine.
[[nodiscard]] const Kernels& kernels();

/// Calls `use` once for each width of vector that this machine has, with it chosen. For tests, before other threads start.
void with_each_width(const std::function<void()>& use);

/// Those for each width, for the tests: all must agree.
[[nodiscard]] std::vector<Kernels> kernels_of_all_widths();

}  // namespace huegrid::conditions
