/// @file names.hpp
/// Invented names and numbers. Nobody is meant: names are drawn from lists of common characters, and no telephone
/// number begins with 129, so that none can be called.
///
/// Layer    synth.
#pragma once

#include <cstdint>
#include <string>

#include "engine/synth/dice.hpp"

namespace huegrid::synth {

[[nodiscard]] std::string person_name(Dice& dice);
[[nodiscard]] std::string shop_name(Dice& dice);
[[nodiscard]] std::string enterprise_name(Dice& dice);

/// Eleven digits that look like a mobile number and can't be one: 129 is no prefix in the Chinese numbering plan.
[[nodiscard]] std::string phone_number(Dice& dice);

/// The `serial`-th of 2,304 different two-character place names ("安澜"); a number follows beyond that.
[[nodiscard]] std::string place_name(std::uint64_t seed, std::int64_t serial);

[[nodiscard]] std::string estate_name(Dice& dice);
[[nodiscard]] std::string road_name(Dice& dice);

}  // namespace huegrid::synth
