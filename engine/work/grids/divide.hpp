/// @file divide.hpp
/// Dividing communities into grids: what is asked, what comes out, and writing it.
///
/// Layer    work. Communities are divided over all cores; equal in, equal out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/grids/divide.hpp"
#include "engine/grids/ground.hpp"
#include "engine/grids/naming.hpp"
#include "engine/work/grids/grid_row.hpp"
#include "engine/work/grids/size_policy.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::work {

struct DivideRequest {
    std::string within;              ///< a zone by name, code or id; "": the whole place
    std::string level = "grid";      ///< of the grids; what is divided are the zones of the next coarser level in use
    SizePolicy sizes;                ///< of dedicated grids: how those are judged, which stay as they are
    grids::Weights weights;
    std::vector<std::string> barriers{"main_road", "railway", "water"};  ///< kinds of lines
    grids::Crossing crossing = grids::Crossing::penalised;
    std::string atoms = "building";  ///< or "estate", or "zone:LEVEL"
    grids::Start start = grids::Start::anew;
    std::vector<std::string> locked{};  ///< grids that stay as they are, beside those that the file has locked and dedicated ones
    std::uint64_t seed = 1;
    double effort = 4.0;
    std::string names = "第{一}网格";
    std::string codes{grids::default_codes};
};

/// What couldn't be satisfied, and where.
struct Unsatisfied {
    std::size_t grid = 0;  ///< into DividedCommunity::grids
    grids::Unmet unmet;
};

/// A grid of today that ends.
struct EndedGrid {
    ZoneId zone;
    std::string code, name;
    std::size_t successor = 0;  ///< who takes its members over, into DividedCommunity::grids
};

struct DividedCommunity {
    ZoneId zone;
    std::string name, code;
    std::vector<GridRow> grids;  ///< by code
    std::vector<GridRow> kept;   ///< that stay as they are, locked or dedicated; by code. They are no part of `grids` and `score`
    grids::Score score;
    bool proved = false;
    bool unchanged = false;      ///< it is divided like this today
    bool is_todays = false;      ///< begun anew, and no better division than today's was found; so today's stays
    std::vector<Unsatisfied> unsatisfied;
    std::string problem;         ///< why it can't be divided (no buildings …); then it has no grids and stays as it is
    std::vector<EndedGrid> ended;
    std::vector<std::size_t> begun;  ///< the new ones, into `grids`
    std::vector<std::pair<BuildingId, std::size_t>> buildings;  ///< whose grid the division says, and that one, into `grids`
    std::vector<std::size_t> redrawn;  ///< whose buildings stay and whose borders don't, into `grids`
};

struct DivideResult {
    std::vector<DividedCommunity> communities;  ///< by code
    bool stopped = false;           ///< the best so far; nothing was written
    std::int64_t outside_households = 0, outside_buildings = 0;  ///< that count and are in no community; 0 where only a part is divided
    std::int64_t unhoused = 0;      ///< households that count and have no building; likewise
    std::int64_t assignments_moved = 0;
    std::int64_t journal_entry = 0;  ///< 0: nothing was written
};

/// Fails  not_found (level, zone, grid to lock), bad_input (limits that cross, a level without a coarser one), and as Writer. With
///        Mode::dry_run nothing is written.
[[nodiscard]] Result<DivideResult> divide(const Command& command, const DivideRequest& request, const Progress& progress = {});

/// The sum over all communities.
struct DivideTotals {
    std::int64_t communities = 0, grids = 0, households = 0, in_bounds = 0, moved = 0, discontiguous = 0, crossings = 0;
    std::int64_t kept = 0, kept_households = 0;           ///< grids that stay as they are, and who lives there
    std::int64_t borders_cut = 0, estates_spread = 0;
    std::int64_t smallest = 0, largest = 0;               ///< grid, by households
    double polsby_popper = 0.0, mean_distance_m = 0.0;    ///< mean of the grids; of all households
};
[[nodiscard]] DivideTotals totals(const DivideResult& result);

}  // namespace huegrid::work
