/// @file check.hpp
/// Is a file as every command leaves it? SQLite's own checks, GeoPackage's rules, and the laws that our tables keep.
///
/// Layer    store. Reads only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/language.hpp"
#include "engine/base/progress.hpp"
#include "engine/base/result.hpp"
#include "engine/model/rows.hpp"

namespace huegrid::store {

/// `wrong`: no command of ours leaves it like that. `note`: harmless, but somebody should know.
enum class Severity : std::uint8_t { wrong, note };
[[nodiscard]] std::string_view word(Severity severity);
/// 错误, wrong.
[[nodiscard]] Label title(Severity severity);

inline constexpr std::size_t most_places = 10;  ///< named in a finding

struct Finding {
    Severity severity = Severity::wrong;
    std::string law;    ///< "foreign_keys", "zones_coarser" …
    std::int64_t rows = 0;             ///< how many break it
    std::vector<std::string> places;   ///< "household 17": the first of them
    Label what, todo;
};

struct CheckResult {
    std::vector<Finding> findings;
    std::int64_t laws = 0;  ///< how many were looked at
    [[nodiscard]] bool in_order() const;
};

/// Looks at everything; one broken law doesn't hide the next.
/// Fails  not_found, wrong_file, io (so damaged that it can't be read at all), cancelled.
/// Cost   reads the file once or twice: about a second for each 200 MB.
[[nodiscard]] Result<CheckResult> check_file(const std::filesystem::path& path, const Progress& progress = {});

/// The zones in force with their boundaries as the file has them, valid or not, for what is asked of their geometry.
[[nodiscard]] Result<std::vector<model::ZoneRow>> zones_in_force(const std::filesystem::path& path);

}  // namespace huegrid::store
