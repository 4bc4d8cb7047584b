/// @file building_report.hpp
/// The households of one building by unit and floor, with their tiers and categories.
///
/// Layer    work.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/figures/roll_up.hpp"

namespace huegrid::work {

struct BuildingReport {
    Index building = none;  ///< into Snapshot::buildings
    figures::ZoneFigures total;
    std::vector<figures::UnitFigures> units;  ///< they add up to `total`, whatever the file became since the snapshot
};

/// `name` as `store::register_row` takes it. Fails  as that; not_found for a building that has ended.
[[nodiscard]] Result<BuildingReport> building_report(const std::filesystem::path& file, const model::Snapshot& snapshot, const std::string& name);

}  // namespace huegrid::work
