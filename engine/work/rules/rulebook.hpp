/// @file rulebook.hpp
/// A rulebook looked at before anybody is classified by it, and its rules as SQL.
///
/// Layer    work. Writes nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/tiers/classify/rule_counts.hpp"
#include "engine/tiers/rulebook/rulebook_check.hpp"
#include "engine/tiers/rulebook/rulebook_sql.hpp"

namespace huegrid::work {

/// A Huegrid file whose register the rules are read against; none: names and types as the rules use them.
using RegisterFile = std::optional<std::filesystem::path>;

struct RulebookReview {
    std::string text;
    tiers::RulebookCheck check;
    std::vector<tiers::RuleCounts> counts;  ///< one for each rule, with a register and without mistakes
    std::int64_t households = 0;
};
/// Fails  when a file can't be read; mistakes in the rulebook are part of the result.
[[nodiscard]] Result<RulebookReview> review_rulebook(const std::filesystem::path& rulebook, const RegisterFile& file, Date as_of, const Progress& progress = {});

/// Fails  bad_input with all mistakes too.
[[nodiscard]] Result<std::string> rulebook_sql(const std::filesystem::path& rulebook, const RegisterFile& file, conditions::Dialect dialect, Date as_of);

}  // namespace huegrid::work
