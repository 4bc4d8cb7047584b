/// @file grid_edit.hpp
/// Grids changed by hand: a building moved, a grid split, two merged, one renamed or locked. The effect is known before it is done.
///
/// Layer    work.
///
/// Only the grids concerned get new outlines, and only where a building changes sides: there midway between buildings. The rest of
/// their borders, and so every other grid, stays as it is.
#pragma once

#include <string>
#include <vector>

#include "engine/grids/by_hand.hpp"
#include "engine/store/commands/grid_writer.hpp"
#include "engine/work/grids/divide.hpp"

namespace huegrid::work {

enum class GridChange : std::uint8_t {
    move,   ///< `buildings` into `grid`
    split,  ///< `grid` in two of its kind as well as it can be; `buildings`, if given, are the new grid's
    merge,  ///< `grid` into `into`
};

struct GridEdit {
    GridChange change = GridChange::move;
    std::string grid, into;              ///< zones by name, code or id
    std::vector<std::string> buildings;  ///< by id, source key, name or address
    std::string level = "grid";
    SizePolicy sizes;
    bool force = false;  ///< a grid may come out in pieces
    std::string names = "第{一}网格";
    std::string codes{grids::default_codes};
};

struct GridEdited {
    struct State {
        std::int64_t households = 0, people = 0, buildings = 0;
        std::int64_t outside_by = 0;  ///< by the limits of its kind, see grids::Sizes::outside_by
        std::int64_t pieces = 0;      ///< of its buildings; of its outline where that falls apart though they hang together
    };
    struct Grid {
        ZoneId zone;  ///< none: a new one, until it is written
        std::string name, code;
        State before, after;
    };
    std::vector<Grid> grids;      ///< those concerned
    grids::Score before, after;   ///< over them
    bool whole = true;            ///< none comes out in more pieces than it was
    std::int64_t journal_entry = 0;
};

/// Fails  not_found (grid, building); bad_input (grids of two communities, a locked grid, nothing to move, pieces without force or
///        without a reason). With Mode::dry_run only the effect is told, pieces or not.
[[nodiscard]] Result<GridEdited> edit_grids(const Command& command, const GridEdit& edit);

/// Fails  not_found; bad_input (an empty name, another grid of the community that is called so).
[[nodiscard]] Result<std::int64_t> rename_grid(const Command& command, const std::string& grid, const std::string& name, const std::string& level = "grid");

/// A locked grid stays as it is when its community is divided or changed by hand.
[[nodiscard]] Result<std::int64_t> lock_grid(const Command& command, const std::string& grid, store::ZoneLock lock, const std::string& level = "grid");

}  // namespace huegrid::work
