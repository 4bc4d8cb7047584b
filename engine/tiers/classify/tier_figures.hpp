/// @file tier_figures.hpp
/// How many households of each tier and category every building and zone has, from a classification that needn't be stored.
///
/// Layer    tiers. Pure.
///
/// Law      as figures/roll_up.hpp: what is stored and rolled up there comes to the same.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/model/snapshot.hpp"
#include "engine/tiers/classify/classes.hpp"
#include "engine/tiers/classify/classify.hpp"

namespace huegrid::tiers {

/// Tables of counts, one line a building or zone.
struct TierFigures {
    std::size_t tiers = 0, categories = 0;      ///< columns
    std::vector<std::uint32_t> building_tiers;  ///< of each building
    std::vector<std::int64_t> zone_tiers, zone_categories;    ///< of each zone, all that lies within, and last of the whole place
    friend bool operator==(const TierFigures&, const TierFigures&) = default;

    [[nodiscard]] std::span<const std::int64_t> tiers_of_zone(std::size_t zone) const { return std::span(zone_tiers).subspan(zone * tiers, tiers); }
    [[nodiscard]] std::span<const std::int64_t> categories_of_zone(std::size_t zone) const {
        return std::span(zone_categories).subspan(zone * categories, categories);
    }
    [[nodiscard]] std::span<const std::uint32_t> tiers_of_building(std::size_t building) const {
        return std::span(building_tiers).subspan(building * tiers, tiers);
    }
};

/// `threads` 0: all cores; `memory`: older figures whose memory is used again. Cost  O(households + buildings + zones × depth).
[[nodiscard]] TierFigures count_tiers(const model::Snapshot& snapshot, const Classes& classes, unsigned threads = 0, TierFigures memory = {});

/// What `count_tiers` gives after the changes, from what it gave before them. Cost  O(changes × depth).
void apply(const model::Snapshot& snapshot, std::span<const Classifier::Change> changes, TierFigures& figures);

}  // namespace huegrid::tiers
