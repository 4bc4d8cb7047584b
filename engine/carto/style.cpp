#include "engine/carto/scene.hpp"
#include "engine/palette/palette.hpp"

namespace huegrid::carto {

// Everything but the tiers is grey, pale or thin, so that a coloured building is what the eye finds first.
const MapStyle& light_style() {
    static const MapStyle style{
        .background = {232, 234, 236},
        .land = palette::light_ground,
        .zone_line = {88, 92, 112},
        .zone_halo = {255, 255, 255},
        .building_line = {92, 92, 96},
        .road = {255, 255, 255},
        .main_road = {253, 243, 214},
        .road_edge = {205, 202, 194},
        .railway = {150, 150, 158},
        .water = {176, 206, 226},
        .area = {0, 121, 107},
        .issue = {142, 36, 170},
        .service_point = {55, 71, 79},
        .selection = {13, 71, 161},
        .text = {38, 40, 48},
        .text_halo = {255, 255, 255},
        .no_household = {208, 208, 206},
    };
    return style;
}

Colour as_ground(Colour colour) {
    const auto laid = [](std::uint8_t over, std::uint8_t ground) {
        return std::uint8_t(palette::laid_opacity * over + (1 - palette::laid_opacity) * ground + 0.5);
    };
    const Colour land = light_style().land;
    return {laid(colour.red, land.red), laid(colour.green, land.green), laid(colour.blue, land.blue)};
}

}  // namespace huegrid::carto
