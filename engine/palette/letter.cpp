#include "engine/palette/letter.hpp"

#include <algorithm>

namespace huegrid::palette {
namespace {

constexpr Colour black{0, 0, 0}, white{255, 255, 255};

double luminance(Colour c) {
    return 0.2126 * linear_light(c.red) + 0.7152 * linear_light(c.green) + 0.0722 * linear_light(c.blue);
}

}  // namespace

double contrast(Colour one, Colour other) {
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

Colour letter_colour(Colour ground) { return contrast(ground, black) >= contrast(ground, white) ? black : white; }

}  // namespace huegrid::palette
