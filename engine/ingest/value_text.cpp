#include "engine/ingest/value_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace huegrid::ingest {
namespace {

using model::Value;

constexpr std::array<std::string_view, 8> yes_words{"1", "true", "TRUE", "True", "yes", "Yes", "YES", "是"};
constexpr std::array<std::string_view, 8> no_words{"0", "false", "FALSE", "False", "no", "No", "NO", "否"};

constexpr double largest_exact_integer = 9007199254740992.0;  // 2^53

std::optional<Value> integer_from(const std::string& text) {
    std::int64_t integer = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), integer);
    if (error == std::errc{} && end == text.data() + text.size()) return Value(integer);
    const auto number = number_from(text);
    if (!number || *number != std::floor(*number) || std::abs(*number) > largest_exact_integer) return std::nullopt;
    return Value(static_cast<std::int64_t>(*number));
}

}  // namespace

std::optional<double> number_from(const std::string& text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

std::optional<Date> date_from(std::string text) {
    const auto instant = instant_from(std::move(text));
    if (!instant) return std::nullopt;
    return std::chrono::floor<std::chrono::days>(*instant);
}

std::optional<Instant> instant_from(std::string text) {
    std::replace(text.begin(), text.end(), '/', '-');
    return parse_instant(text);
}

std::optional<Value> value_from(const std::string& text, model::AttributeType type) {
    if (text.empty()) return Value();
    switch (type) {
        case model::AttributeType::boolean:
            if (std::find(yes_words.begin(), yes_words.end(), text) != yes_words.end()) return Value(std::int64_t{1});
            if (std::find(no_words.begin(), no_words.end(), text) != no_words.end()) return Value(std::int64_t{0});
            return std::nullopt;
        case model::AttributeType::integer:
            return integer_from(text);
        case model::AttributeType::real:
            if (const auto number = number_from(text)) return Value(*number);
            return std::nullopt;
        case model::AttributeType::text:
            return Value(text);
        case model::AttributeType::date:
            if (const auto date = date_from(text)) return Value(*date);
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace huegrid::ingest
