/// @file divide_task.hpp
/// What is divided: the communities that are meant, their buildings, and the grids that stay as they are.
///
/// Layer    work, inside.
#pragma once

#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/store/commands/grid_writer.hpp"
#include "engine/work/grids/divide.hpp"

namespace huegrid::work {

/// What is divided, found out before the work begins.
struct DivideTask {
    model::SnapshotPtr snapshot;
    CountedHouseholds counted;
    Index grid_level = none, community_level = none, block_level = none;
    std::vector<Index> communities;             ///< by code
    std::vector<std::vector<Index>> buildings;  ///< of each community
    std::int64_t outside_households = 0, outside_buildings = 0;  ///< in no community
    std::set<Index> locked;                     ///< zones
    std::vector<store::CodeEver> codes;         ///< of the level
};

/// Reads the file. Fails  not_found, bad_input: what `divide` says of its request; as store::load_snapshot.
[[nodiscard]] Result<DivideTask> divide_task(const std::filesystem::path& file, const DivideRequest& request, const Progress& progress = {});

/// The serials of a community's new grids: after the highest that it ever gave, and none that makes a code which any zone ever had. Grids
/// of a community without a code get none either, and are numbered after those that are `there`. `codes`: by code, as
/// store::codes_ever has them. A longer code of another community may be one of its own longer ones: of A1 and A11.
[[nodiscard]] std::vector<std::int64_t> new_serials(std::span<const store::CodeEver> codes, const model::Zone& community, const grids::CodeTemplate& made, std::size_t count,
                                                    std::size_t there);

/// Of a grid that stays as it is: why its community can't be divided or drawn around it.
[[nodiscard]] std::string no_outline_to_keep(const model::Zone& grid);

/// Fails  locked: somebody else wrote between the snapshot and the writer, or as Writer.
[[nodiscard]] Result<void> unchanged_since(const store::Writer& writer, const model::Snapshot& place, const Command& command);

}  // namespace huegrid::work
