#include "engine/model/plausible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/model/column.hpp"

namespace huegrid::model {
namespace {

struct Known {
    std::string_view attribute;
    double at_most;
};
constexpr std::array<Known, 3> numbers{{{"persons", 9999}, {"n_minors", 9999}, {"oldest_age", 130}}};
constexpr std::array<std::string_view, 2> days_past{"move_in", "last_visit"};
constexpr Date earliest = std::chrono::sys_days(std::chrono::year(1900) / 1 / 1);

}  // namespace

std::optional<Label> implausible(std::string_view attribute, const Bounds& stated, const Value& value, Date on) {
    const auto* whole = std::get_if<std::int64_t>(&value);
    const auto* real = std::get_if<double>(&value);
    if (whole && *whole == missing_integer)
        return Label{fmt::format("大于 {}", missing_integer), fmt::format("more than {}", missing_integer)};
    if (whole || real) {
        auto bounds = stated;
        if (const auto known = std::find_if(numbers.begin(), numbers.end(), [&](const Known& k) { return k.attribute == attribute; }); known != numbers.end()) {
            if (!bounds.at_least) bounds.at_least = 0;
            if (!bounds.at_most) bounds.at_most = known->at_most;
        }
        return bounds.broken_by(whole ? static_cast<double>(*whole) : *real);
    }
    const auto* day = std::get_if<Date>(&value);
    if (!day || std::find(days_past.begin(), days_past.end(), attribute) == days_past.end()) return std::nullopt;
    if (*day < earliest) return Label{fmt::format("不早于 {}", huegrid::to_text(earliest)), fmt::format("no earlier than {}", huegrid::to_text(earliest))};
    if (*day > on) return Label{fmt::format("不晚于 {}", huegrid::to_text(on)), fmt::format("no later than {}", huegrid::to_text(on))};
    return std::nullopt;
}

}  // namespace huegrid::model
