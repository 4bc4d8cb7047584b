/// @file check.hpp
/// Is a file whole, and do its zones tile their ground?
///
/// Layer    work.
#pragma once

#include "engine/store/check/check.hpp"

namespace huegrid::work {

/// `store::check_file`, and each overlap and gap of zones as a note with its area; not those of `but_level`, which somebody
/// looks at more closely (grid_check.hpp). Fails  as that.
[[nodiscard]] Result<store::CheckResult> check(const std::filesystem::path& file, const Progress& progress = {}, const std::string& but_level = {});

}  // namespace huegrid::work
