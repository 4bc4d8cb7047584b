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
    std::optional<Date> since;      ///< when it came into its present tier; nothing while it isn't classified
    std::optional<Date> visit_due;  ///< the next visit that its tier asks for
};
/// Fails  not_found, wrong_file, io. A household that isn't there has no history.
[[nodiscard]] Result<TierHistory> tier_history(const std::filesystem::path& path, HouseholdId household);

/// The day of the last import; nothing for a register kept by hand. Fails as above.
[[nodiscard]] Result<std::optional<Date>> last_import(const std::filesystem::path& path);

}  // namespace huegrid::store
