/// @file level_zones.hpp
/// The zones of a level, and in which of them every household lies.
///
/// Layer    report. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::report {

/// The zones of a level, in the snapshot's order. Fails  not_found as `no_such_level`.
[[nodiscard]] Result<std::vector<Index>> zones_of_level(const model::Snapshot& snapshot, const std::string& level);

/// For each household, which of `zones`, all of one level, it lies in; zones.size() for none. Cost  O(households + zones × depth).
[[nodiscard]] std::vector<std::uint32_t> zones_of_households(const model::Snapshot& snapshot, const std::vector<Index>& zones);

/// Says which levels the file has zones of.
[[nodiscard]] tl::unexpected<Error> no_such_level(const model::Snapshot& snapshot, const std::string& level);

}  // namespace huegrid::report
