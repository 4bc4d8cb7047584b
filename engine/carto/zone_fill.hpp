/// @file zone_fill.hpp
/// The colour of every zone by the rulebook's policy, and what each colour means.
///
/// Layer    carto. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/figures/zone_policy.hpp"

namespace huegrid::carto {

/// How a class looks.
struct Swatch {
    Colour colour;
    std::string letter, pattern;
};

/// A colour that zones are filled in: a tier's, or that of a class of rates.
struct FillClass : Swatch {
    Label name;  ///< "红·每周走访", "5–12 %"
    std::int64_t zones = 0;
};

struct ZoneFill {
    std::vector<FillClass> classes;  ///< Snapshot::tiers, or the classes of the rate from the lowest
    std::vector<Index> zone_class;   ///< one for each Snapshot::zones; `none` for another level's, and where nothing is known
    Label measure;                   ///< of a rate what it is of: "占比：红·每周走访"; empty for tiers
    FillClass missing;               ///< of the level's zones in no class: hatched, so that it is no shade of another

    [[nodiscard]] const FillClass* of(std::size_t zone) const { return zone_class[zone] == none ? nullptr : &classes[std::size_t(zone_class[zone])]; }
    /// The same, or `missing`.
    [[nodiscard]] const FillClass& look_of(std::size_t zone) const { return of(zone) ? *of(zone) : missing; }
};

/// One for each Snapshot::levels, empty of classes before the first classification. Cost  as figures::colour_zones, and O(zones × levels).
[[nodiscard]] std::vector<ZoneFill> zone_fills(const model::Snapshot& snapshot, const figures::RollUp& figures, const figures::ZonePolicy& policy);

/// That of one level. `figures` are those of this snapshot. No classes before the first classification. Cost  as figures::colour_zones.
[[nodiscard]] ZoneFill zone_fill(const model::Snapshot& snapshot, const figures::RollUp& figures, const figures::ZonePolicy& policy, Index level);

}  // namespace huegrid::carto
