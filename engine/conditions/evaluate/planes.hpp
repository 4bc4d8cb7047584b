/// @file planes.hpp
/// Three-valued answers, one bit a row: SQL's logic on 64 rows at a time.
///
/// Layer    conditions. Pure.
///
/// A batch is up to 4096 rows of one chunk. Bit i of word w is row 64 w + i of the batch; what lies behind its last row is
/// arbitrary until `clear_behind`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/model/column.hpp"

namespace huegrid::conditions {

/// In this order AND is the lesser, OR the greater, NOT 2 - x.
enum class Truth : std::uint8_t { no = 0, unknown = 1, yes = 2 };

inline constexpr std::size_t batch_words = 64;
inline constexpr std::size_t batch_rows = 64 * batch_words;
static_assert(model::chunk_rows % batch_rows == 0);

using Plane = std::array<std::uint64_t, batch_words>;

/// Never both bits of a row.
struct Planes {
    Plane yes;
    Plane unknown;

    [[nodiscard]] Truth operator[](std::size_t row) const {
        const auto bit = [&](const Plane& plane) { return plane[row / 64] >> (row % 64) & 1u; };
        return bit(yes) ? Truth::yes : bit(unknown) ? Truth::unknown : Truth::no;
    }
    void set(std::size_t row, Truth truth) {
        const std::uint64_t bit = std::uint64_t{1} << (row % 64);
        auto& y = yes[row / 64];
        auto& u = unknown[row / 64];
        y = truth == Truth::yes ? y | bit : y & ~bit;
        u = truth == Truth::unknown ? u | bit : u & ~bit;
    }
    /// No for all that is not among the first `rows`.
    void clear_behind(std::size_t rows) {
        for (std::size_t w = rows / 64; w < batch_words; ++w) {
            const std::uint64_t kept = w == rows / 64 ? (std::uint64_t{1} << (rows % 64)) - 1 : 0;
            yes[w] &= kept;
            unknown[w] &= kept;
        }
    }
};

}  // namespace huegrid::conditions
