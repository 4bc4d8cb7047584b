/// @file explain.hpp
/// Why a household has its tier, since when, and what it was before.
///
/// Layer    work.
#pragma once

#include <filesystem>
#include <optional>

#include "engine/base/progress.hpp"
#include "engine/store/load/load.hpp"
#include "engine/store/load/tier_history.hpp"
#include "engine/tiers/explain/explain.hpp"

namespace huegrid::work {

/// The day of the last import when that is after `as_of`: the attributes are newer than the day that counts as today. What
/// was shown then is in the history.
[[nodiscard]] Result<std::optional<Date>> imported_after(const std::filesystem::path& file, Date as_of);

struct Why {
    tiers::Rulebook rulebook;
    tiers::Explanation explanation;
    Date as_of{};
    std::optional<Date> imported_after;
    /// The tier in the file, when it isn't the explained one: another day is asked for, or the register was changed since
    /// it was classified.
    std::optional<model::Tier> stored;
    store::TierHistory history;
};
/// By the rulebook the file was classified with last, and on that day unless another one is asked for.
/// Fails  not_found (no such file or household, not classified), wrong_file, io.
[[nodiscard]] Result<Why> explain(const std::filesystem::path& file, HouseholdId household, std::optional<Date> as_of = {},
                                  const Progress& progress = {});

}  // namespace huegrid::work
