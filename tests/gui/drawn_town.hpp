/// @file drawn_town.hpp
/// A town small enough to know by heart, classified by the rulebook below. Metres:
///
///     200 +-----------------+-----------------+
///         |  North grid     |                 |      street  "Datong", community "Fengxiang" inside it,
///         |     [A]   [B]   |   East grid     |      two grids of 100 × 200 m side by side
///         |                 |       [C]       |
///         |     [D]         |                 |      A, B, C, D are 20 × 20 m; D has no household
///       0 +-----------------+-----------------+
///         0                100               200
///
/// A  red 1 (84, alone), yellow 1 (70), green 1      B  green 2       C  unknown 1 (age missing), green 3
/// Grid heads: Zhang Min in the north grid, none in the east. Issues: A late by 3 days and due in 2 days, C no deadline,
/// one closed.
#pragma once

#include "gui/views/place.hpp"

namespace huegrid::test {

inline constexpr Instant noon = std::chrono::sys_days{std::chrono::year{2026} / 10 / 31} + std::chrono::hours{12};

enum Building : Index { A, B, C, D };
enum ZoneOf : Index { street, community, north, east };
enum TierOf : std::size_t { red, yellow, green, unknown, not_applicable, unclassified };

[[nodiscard]] model::SnapshotPtr drawn_town(std::int64_t version = 1);

}  // namespace huegrid::test
