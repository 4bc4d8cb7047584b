/// @file attributes.hpp
/// What the register of an invented town knows about a household, and how that is drawn.
///
/// Layer    synth.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/rows.hpp"
#include "engine/synth/dice.hpp"

namespace huegrid::synth {

/// One invented household before it becomes a row; nullopt is missing.
struct Traits {
    std::string kind, occupancy;
    std::optional<int> persons, oldest_age, n_minors, n_open_complaints;
    std::optional<bool> living_alone, disability, low_income, chronic_illness, needs_followup, veteran, has_volunteer,
        fee_paid;
    std::string tenancy;  ///< "owner", "renter"; "" missing
    std::optional<double> floor_area_m2;
    std::optional<Date> move_in, last_visit;
};

/// The register's columns, in the order of `values`.
[[nodiscard]] const std::vector<model::Attribute>& town_attributes();

/// One value for each of `town_attributes()`.
[[nodiscard]] std::vector<model::Value> values(const Traits& traits);

/// A household of `kind`. What describes people is missing for shops and enterprises; in a vacant home nobody lives, so
/// that there is no oldest age.
[[nodiscard]] Traits draw_household(Dice& dice, const std::string& kind, Date as_of);

}  // namespace huegrid::synth
