/// @file tier_history.hpp
/// What tier a household was shown in and when, and how old the register is that a classification sees.
///
/// Layer    store. Reads only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/ids.hpp"
#include "engine/base/result.hpp"

namespace huegrid::store {

struct TierChange {
    Date as_of{};  ///< the day that counted as today
    std::string old_tier, new_tier;  ///< keys of the rulebook then; "" for none
    std::string rule, rulebook_version;
};

struct TierHistory {
    std::vector<TierChange> changes;  ///< the oldest first
    /// Since when it has its present tier: the last change, else the first classification of the file. Nothing while it
    /// isn't classified.
    std::optional<Date> since;
};
/// Fails  not_found, wrong_file, io. A household that isn't there has no history.
[[nodiscard]] Result<TierHistory> tier_history(const std::filesystem::path& path, HouseholdId household);

/// SQL for TierHistory::since of a row of `household`.
[[nodiscard]] std::string since_sql(const std::string& household);

/// The day of the last import; nothing for a register kept by hand. Fails as above.
[[nodiscard]] Result<std::optional<Date>> last_import(const std::filesystem::path& path);

}  // namespace huegrid::store
