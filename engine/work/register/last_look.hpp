/// @file last_look.hpp
/// Up to which journal entry one has seen a file: per user, in the configuration folder, never in the file.
///
/// Layer    work.
#pragma once

#include <cstdint>
#include <filesystem>

#include "engine/base/result.hpp"

namespace huegrid::work {

/// The newest entry seen of `file`; 0 when it was never looked at. What can't be read counts as never.
[[nodiscard]] std::int64_t last_look(const std::filesystem::path& file);

/// Notes it in $XDG_CONFIG_HOME/huegrid/looked (~/.config by default). Fails  io, read_only.
[[nodiscard]] Result<void> remember_look(const std::filesystem::path& file, std::int64_t entry);

}  // namespace huegrid::work
