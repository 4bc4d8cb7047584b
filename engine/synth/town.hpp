/// @file town.hpp
/// Invented towns and cities with invented people, of any size, the same for the same seed on any machine.
///
/// Layer    synth. Pure; hands its rows out in batches, so that memory stays flat at 8M households.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/base/progress.hpp"
#include "engine/base/result.hpp"
#include "engine/geo/crs/crs.hpp"
#include "engine/model/rows.hpp"

namespace huegrid::synth {

struct TownOptions {
    std::int64_t households = 10'000;
    std::uint64_t seed = 1;
    Date as_of{std::chrono::year{2026} / 10 / 31};  ///< the day the town is seen on
};

/// Calls `take` with batches whose rows refer only to rows of the same or earlier batches; the first holds zones of the
/// coarse levels, skills, posts and issue types. Shapes are in `town_crs()`. Fails with `take`'s error; cancelled.
[[nodiscard]] Result<void> make_town(const TownOptions& options, const std::function<Result<void>(model::Batch)>& take,
                                     const Progress& progress = {});

/// EPSG:4544 … see the .cpp for the choice: a CGCS2000 3° zone without prefix around Chengdu.
[[nodiscard]] Result<geo::Crs> town_crs();

}  // namespace huegrid::synth
