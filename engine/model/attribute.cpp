#include "engine/model/attribute.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace huegrid::model {
namespace {

constexpr std::array<std::string_view, 5> type_words{"boolean", "integer", "real", "text", "date"};
constexpr std::array<std::string_view, 4> origin_words{"imported", "aggregated", "spatial", "event"};
constexpr std::array<std::string_view, 4> sensitivity_words{"public", "internal", "personal", "sensitive"};

template <class Enum, std::size_t n>
std::optional<Enum> from(std::string_view word, const std::array<std::string_view, n>& words) {
    const auto at = std::find(words.begin(), words.end(), word);
    if (at == words.end()) return std::nullopt;
    return Enum(at - words.begin());
}

}  // namespace

std::string_view word(AttributeType type) { return type_words[std::size_t(type)]; }
std::string_view word(Origin origin) { return origin_words[std::size_t(origin)]; }
std::string_view word(Sensitivity sensitivity) { return sensitivity_words[std::size_t(sensitivity)]; }
std::optional<AttributeType> attribute_type_from(std::string_view word) { return from<AttributeType>(word, type_words); }
std::optional<Origin> origin_from(std::string_view word) { return from<Origin>(word, origin_words); }
std::optional<Sensitivity> sensitivity_from(std::string_view word) {
    return from<Sensitivity>(word, sensitivity_words);
}

std::string to_text(const Value& value) {
    if (const auto* i = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *i);
    if (const auto* d = std::get_if<double>(&value)) return fmt::format("{}", *d);
    if (const auto* s = std::get_if<std::string>(&value)) return *s;
    if (const auto* d = std::get_if<Date>(&value)) return huegrid::to_text(*d);
    return "";
}

bool is_household_column(std::string_view name) {
    // kind and occupancy are columns of the table and attributes for the rules alike.
    constexpr std::array<std::string_view, 22> columns{
        "id",   "building_id",  "room_id",       "grid_id", "community_id", "unit", "floor",      "door",       "tier",
        "rule", "contact_name", "contact_phone", "may_be",  "category",     "fid",  "source_key", "valid_from", "valid_to",
        "tier_since", "visit_due", "source", "import_run"};
    return std::find(columns.begin(), columns.end(), name) != columns.end();
}

std::optional<Label> Bounds::broken_by(double number) const {
    if (at_least && number < *at_least) return Label{fmt::format("不小于 {}", *at_least), fmt::format("at least {}", *at_least)};
    if (at_most && number > *at_most) return Label{fmt::format("不大于 {}", *at_most), fmt::format("at most {}", *at_most)};
    return std::nullopt;
}

}  // namespace huegrid::model
