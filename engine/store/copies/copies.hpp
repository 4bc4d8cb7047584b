/// @file copies.hpp
/// A file from a file: a safe copy, and one zone's part.
///
/// Layer    store. Neither changes the file it reads; the new one appears whole under its name or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "engine/base/progress.hpp"
#include "engine/base/result.hpp"
#include "engine/store/commands/writer.hpp"

namespace huegrid::store {

/// One consistent state, whoever writes meanwhile, with its journal and undo.
/// Fails  not_found, wrong_file, io, cancelled; bad_input when `to` exists.
[[nodiscard]] Result<void> make_copy(const std::filesystem::path& path, const std::filesystem::path& to, const Progress& progress = {});

struct Extracted {
    std::string zone;
    std::map<std::string, std::int64_t> rows;  ///< by table
};
/// A file of one zone (id, source key, name or code): it, what lies in it and the outlines above it; its buildings, rooms,
/// households, issues and visits; members who live or serve in it; roads and service points that its box touches. Classes
/// and attributes stay. The journal starts anew with one entry, so nothing of anybody else is in the file's bytes.
/// Fails  as make_copy, and not_found (no such zone).
[[nodiscard]] Result<Extracted> extract_zone(const std::filesystem::path& path, const std::filesystem::path& to, const std::string& zone,
                                             const Actor& actor, const Progress& progress = {});

}  // namespace huegrid::store
