#include "gui/views/numbers.hpp"

#include <fmt/format.h>

namespace huegrid::gui {

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t sign = number < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > sign + 3;) digits.insert(at -= 3, ",");
    return digits;
}

std::string percent(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? "–" : fmt::format("{:.1f}%", 100.0 * double(part) / double(whole));
}

std::string metres(double length_m) {
    if (length_m >= 1000) return fmt::format("{:.3g} km", length_m / 1000);
    return length_m >= 10 ? fmt::format("{:.0f} m", length_m) : fmt::format("{:.2g} m", length_m);
}

}  // namespace huegrid::gui
