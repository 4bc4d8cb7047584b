#include "engine/base/colour.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace huegrid {

std::optional<Colour> parse_colour(std::string_view text) {
    if (text.size() != 7 || text[0] != '#') return std::nullopt;
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 7, value, 16);
    if (error != std::errc{} || end != text.data() + 7) return std::nullopt;
    return Colour{std::uint8_t(value >> 16), std::uint8_t((value >> 8) & 255), std::uint8_t(value & 255)};
}

std::string to_text(Colour c) { return fmt::format("#{:02x}{:02x}{:02x}", c.red, c.green, c.blue); }

double linear_light(std::uint8_t channel) {
    static const auto lights = [] {
        std::array<double, 256> of{};
        for (std::size_t level = 0; level < of.size(); ++level) {
            const double c = double(level) / 255;
            of[level] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        }
        return of;
    }();
    return lights[channel];
}

}  // namespace huegrid
