/// @file issue_history.hpp
/// One invented issue with its history: reported … closed, or as far as it had come on the day the town is seen on.
///
/// Layer    synth.
#pragma once

#include <string>

#include "engine/model/rows.hpp"
#include "engine/synth/dice.hpp"

namespace huegrid::synth {

/// Reported within the half year before `as_of`. Id, place and key are the caller's to fill in.
[[nodiscard]] model::IssueRow draw_issue(Dice& dice, const std::string& address, Date as_of);

}  // namespace huegrid::synth
