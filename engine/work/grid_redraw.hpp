/// @file grid_redraw.hpp
/// Outlines drawn again around the buildings that belong to each grid, until grids tile their community: no gap, no overlap,
/// nothing outside it, no building across a border. Nobody changes grids.
///
/// Layer    work.
///
/// Borders that are in order stay. A gap goes to the grid with the longest border on it; an overlap, and a piece of a grid without
/// a building, likewise. Locked and dedicated grids, and those without any building, stay as they are; the others give way.
#pragma once

#include <string>
#include <vector>

#include "engine/work/grid_row.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::work {

/// Which grids.
struct GridsMeant {
    std::string within;  ///< a zone by name, code or id; "": the whole place
    std::string level = "grid";
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
    Untiled before, after;
    std::vector<Grid> grids;  ///< whose outlines change, by code; none: all is in order
};

struct RedrawResult {
    std::vector<RedrawnCommunity> communities;  ///< that have grids, by code
    std::int64_t journal_entry = 0;             ///< 0: nothing was written
};

/// Fails  not_found (level, zone; no grids there), as Writer. With Mode::dry_run nothing is written.
[[nodiscard]] Result<RedrawResult> redraw_grids(const Command& command, const GridsMeant& meant, const Progress& progress = {});

}  // namespace huegrid::work
