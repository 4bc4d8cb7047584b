/// @file grid_redraw.hpp
/// Outlines drawn again around the buildings that belong to each grid, until grids tile their community: no gap, no overlap,
/// nothing outside it, no building across a border. Nobody changes grids, unless forced.
///
/// Layer    work.
///
/// Borders that are in order stay. A gap goes to the grid with the longest border on it; an overlap, and a piece of a grid without
/// a building, likewise. Locked and dedicated grids, and those without any building, stay as they are; the others give way.
#pragma once

#include <string>
#include <vector>

#include "engine/work/grids/grid_row.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::work {

/// Which grids.
struct GridsMeant {
    std::string within;  ///< a zone by name, code or id; "": the whole place
    std::string level = "grid";
};

struct RedrawRequest {
    GridsMeant grids;
    bool force = false;  ///< also where a building leaves its grid: it stands outside the community, on ground that stays another's, or on another's building
};

/// How far grids are from tiling their community.
struct Untiled {
    double gaps_m2 = 0.0, overlaps_m2 = 0.0, outside_m2 = 0.0;
};

struct RedrawnCommunity {
    struct Grid {
        ZoneId zone;
        std::string name, code;
        double before_m2 = 0.0, after_m2 = 0.0;
        geo::Shape outline;
    };
    ZoneId zone;
    std::string name, code;
    std::string problem;      ///< why it can't be drawn; it stays as it is
    std::int64_t leaving = 0; ///< buildings that leave their grid, when forced
    std::vector<BuildingId> placed;  ///< these, and those that were in no grid: they come to the grid on whose ground they stand
    Untiled before, after;
    std::vector<Grid> grids;  ///< whose outlines change, by code; none: all is in order
};

struct RedrawResult {
    std::vector<RedrawnCommunity> communities;  ///< that have grids, by code
    std::int64_t journal_entry = 0;             ///< 0: nothing was written
};

/// Fails  not_found (level, zone; no grids there), bad_input (forced without a reason), as Writer. With Mode::dry_run nothing is written.
[[nodiscard]] Result<RedrawResult> redraw_grids(const Command& command, const RedrawRequest& request, const Progress& progress = {});

}  // namespace huegrid::work
