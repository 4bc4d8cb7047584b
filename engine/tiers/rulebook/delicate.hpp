/// @file delicate.hpp
/// Which delicate attributes a rulebook reads, and where.
///
/// Layer    tiers, inside. Pure.
#pragma once

#include "engine/tiers/rulebook/rulebook_reader.hpp"

namespace huegrid::tiers {

enum class Purposes : std::uint8_t { asked, not_known };

/// Each attribute once, where it is mentioned first.
struct Delicate {
    std::vector<conditions::Mistake> blocked;          ///< what no rule may read
    std::vector<conditions::Mistake> without_purpose;  ///< if they are asked: the register doesn't say what it is kept for
};

[[nodiscard]] Delicate delicate_attributes(const Rulebook& book, const RulebookReader::Places& places, const std::vector<model::Attribute>& columns,
                                           Purposes purposes);

}  // namespace huegrid::tiers
