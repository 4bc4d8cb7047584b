/// @file series.hpp
/// Households by tier on one day after another, as the rules see today's register. Nothing is written into the file.
///
/// Layer    work.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/language.hpp"
#include "engine/base/progress.hpp"
#include "engine/model/snapshot.hpp"
#include "engine/tiers/rulebook/rulebook.hpp"

namespace huegrid::work {

/// "2026-01-01..2026-12-01/month": the days from the first to the second, one each day, week, month, quarter or year. A month
/// without that day has its last one instead. Fails  bad_input, also past `most_days`.
inline constexpr std::size_t most_days = 4000;
[[nodiscard]] Result<std::vector<Date>> read_days(const std::string& text);

struct TierCounts {
    ZoneId zone;  ///< none: the whole place, or what lies outside the level
    std::string name, code;
    std::vector<std::int64_t> households;  ///< one for each of Series::tiers
};

struct Series {
    std::string rulebook, version;
    std::vector<model::Tier> tiers;
    Date register_of{};  ///< today: whose attributes every day is computed from
    struct Day {
        Date as_of{};
        std::vector<TierCounts> counts;  ///< the whole place; then, when a level was asked for, its zones and outside
    };
    std::vector<Day> days;
};

struct SeriesOptions {
    std::optional<std::filesystem::path> rulebook;  ///< nullopt: the one the file was classified with last
    std::vector<Date> days;
    std::string level{};
};

/// Law    each day is what `classify` as of it gives after those before it, beginning from the file as it is. A series that begins before
///        the file's classification begins without what that holds.
///        Rules with hold_days are followed on the series' own days: what is TRUE only between two of them isn't seen.
/// Fails  as `classify`; not_found (no such level). Cost  a classification, and for each further day what it changes; with rules that
///        hold, a classification a day.
[[nodiscard]] Result<Series> tier_series(const std::filesystem::path& file, const SeriesOptions& options, const Progress& progress = {});

/// A line a day and zone; the title of the first column says whose attributes they are. Fails  io, read_only.
[[nodiscard]] Result<void> write_series(const Series& series, const std::filesystem::path& to, Language language);

}  // namespace huegrid::work
