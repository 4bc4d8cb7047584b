/// @file grid_check.hpp
/// Are grids as they should be? What is wrong with those that somebody drew or imported, where, and what to do about it.
///
/// Layer    work. Pure but for `check_grids_of` and `write_grid_map`.
///
/// Everything found is a remark: people may have their reasons, and the file is whole either way (work/check.hpp asks that).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "engine/base/colour.hpp"
#include "engine/base/language.hpp"
#include "engine/base/progress.hpp"
#include "engine/base/result.hpp"
#include "engine/grids/naming.hpp"
#include "engine/work/grids/size_policy.hpp"

namespace huegrid::work {

enum class GridFault : std::uint8_t {
    gap,           ///< ground of the community in no grid
    overlap,       ///< ground in two grids
    outside,       ///< ground of a grid that isn't its community's, or a grid in no community although there are some
    sliver,        ///< slits and overlaps narrower than boundaries are drawn, added up
    pieces,        ///< a grid in several pieces with buildings
    empty_piece,   ///< a grid of whose pieces only one has buildings
    size,          ///< too few or too many households, or too many people
    size_unavoidable,  ///< the same where no division does better: a building alone, or the community's households, forbid it
    no_buildings,
    ungridded,     ///< a building in a divided community and in no grid
    misplaced,     ///< a building counted in a grid whose ground it isn't on: somebody moved the border with another program
    cut,           ///< a building that lies across the border
    near_border,   ///< a building so near to the border that a more exact survey may put it on the other side
    code_missing,
    code_repeated, ///< two grids have it
    code_reused,   ///< a grid that has ended had it
    code_foreign,  ///< doesn't begin with what precedes the serial: the community's code
    code_shape,    ///< the rest isn't a serial of as many digits as it should be (or more, when these don't do)
};
inline constexpr std::size_t grid_faults = 18;

/// How a fault is called and drawn.
struct GridFaultWords {
    std::string_view key;  ///< "gap": in JSON and GeoJSON
    Label title, todo;
    Colour colour;
};
[[nodiscard]] const GridFaultWords& words(GridFault fault);

struct GridFinding {
    GridFault fault{};
    Index zone = none;      ///< the grid, or the community of a gap; into Snapshot::zones
    Index building = none;
    std::string name, code, community;  ///< of the zone; of what it lies in
    Label what;
    geo::WorldPoint at;
    geo::Shape shape;  ///< of the fault: the gap itself, the grid that is too large, the building that is cut
};

struct GridCheckRequest {
    std::string level = "grid";
    SizePolicy sizes{};
    std::string codes{grids::default_codes};  ///< how they are made
    double sliver_m = 1.0;        ///< what is nowhere wider is a sliver, and no gap or overlap
    double sliver_area_m2 = 1.0;  ///< slivers are worth a word from so much on
    double cut_m2 = 1.0;          ///< a building is cut when so much of it lies in another grid, or in none
    double near_m = 1.0;          ///< and near the border when its inner point is
    std::set<std::string> ended_codes{};  ///< of grids that have ended
};

struct GridFindings {
    geo::Crs crs;                             ///< of places and shapes
    std::int64_t grids = 0, communities = 0;  ///< looked at
    std::array<std::int64_t, grid_faults> counts{};
    std::vector<GridFinding> found;           ///< by fault, then by code
};

/// Fails  not_found: a level that the place has no zones of; bad_input: limits that cross; cancelled.
/// Cost   a union of the grids of every community, and an intersection for each building that touches a border.
[[nodiscard]] Result<GridFindings> check_grids(const model::Snapshot& snapshot, const GridCheckRequest& request, const Progress& progress = {});

/// The same of a file, whose ended grids are asked for their codes.
[[nodiscard]] Result<GridFindings> check_grids_of(const std::filesystem::path& file, GridCheckRequest request, const Progress& progress = {});

/// What was found as GeoJSON that QGIS and web maps draw (`fill`, `stroke` and `marker-color` as simplestyle-spec names them),
/// one feature a finding; a point where it has no shape that can be seen. Fails  io, bad_input (coordinates without a place).
[[nodiscard]] Result<void> write_grid_map(const GridFindings& findings, Language language, const std::filesystem::path& to);

}  // namespace huegrid::work
