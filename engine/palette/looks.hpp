/// @file looks.hpp
/// A colour as everybody sees it on every surface, and the comparisons of two such. For the check and its suggestion.
///
/// Layer    palette. Pure.
#pragma once

#include "engine/palette/palette.hpp"

namespace huegrid::palette {

/// How a tier's colour meets the eye.
struct Surface {
    double opacity = 1;
    std::optional<Ground> ground;  ///< what shines through
};
inline constexpr std::array surfaces{Surface{1, {}}, Surface{laid_opacity, Ground::light}, Surface{laid_opacity, Ground::dark}};

using Seen = std::array<Lab, visions.size()>;

struct Looks {
    std::array<Seen, surfaces.size()> on;
    explicit Looks(Colour colour);
};

/// What the eye sees of a ground by itself.
[[nodiscard]] const Seen& seen_ground(Ground ground);

/// Calls `see(surface, vision, difference, least)` for every way two tiers are compared, until it answers false.
template <class See>
bool compare(const Looks& one, const Looks& other, See see) {
    for (std::size_t s = 0; s < surfaces.size(); ++s)
        for (std::size_t v = 0; v < visions.size(); ++v)
            if (!see(surfaces[s], visions[v], ciede2000(one.on[s][v], other.on[s][v]),
                     surfaces[s].ground ? least_between_laid : least_between_fills))
                return false;
    return true;
}

/// The same for a tier and a ground: as a fill, and laid over that ground.
template <class See>
bool compare(const Looks& one, Ground ground, See see) {
    const Seen& bare = seen_ground(ground);
    for (std::size_t s = 0; s < surfaces.size(); ++s) {
        if (surfaces[s].ground.value_or(ground) != ground) continue;
        for (std::size_t v = 0; v < visions.size(); ++v)
            if (!see(Surface{surfaces[s].opacity, ground}, visions[v], ciede2000(one.on[s][v], bare[v]),
                     surfaces[s].ground ? least_of_laid_to_ground : least_of_fill_to_ground))
                return false;
    }
    return true;
}

/// The nearest colour to tiers[tier] that can be told from all others and from the grounds; nullopt when there is none.
[[nodiscard]] std::optional<Suggestion> nearest_that_passes(std::span<const NamedColour> tiers, std::size_t tier);

}  // namespace huegrid::palette
