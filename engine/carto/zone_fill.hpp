/// @file zone_fill.hpp
/// The colour of every zone of a level by the rulebook's policy, and what each colour means.
///
/// Layer    carto. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/figures/zone_policy.hpp"

namespace huegrid::carto {

/// A colour that zones are filled in: a tier's, or that of a class of rates.
struct FillClass {
    Label name;  ///< "红·每周走访", "5–12 %"
    Colour colour;
    std::string letter;
    std::int64_t zones = 0;
};

struct ZoneFill {
    std::vector<FillClass> classes;  ///< Snapshot::tiers, or the classes of the rate from the lowest
    std::vector<Index> zone_class;   ///< one for each Snapshot::zones; `none` for another level's, and where nothing is known

    [[nodiscard]] const FillClass* of(std::size_t zone) const { return zone_class[zone] == none ? nullptr : &classes[std::size_t(zone_class[zone])]; }
};

/// `figures` are those of this snapshot. No classes before the first classification. Cost  as figures::colour_zones.
[[nodiscard]] ZoneFill zone_fill(const model::Snapshot& snapshot, const figures::RollUp& figures, const figures::ZonePolicy& policy, Index level);

}  // namespace huegrid::carto
