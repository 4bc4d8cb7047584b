#include "engine/grids/naming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

namespace huegrid::grids {

std::string CodeTemplate::code(std::int64_t serial) const { return fmt::format("{}{:0{}}{}", prefix, serial, digits, suffix); }

std::int64_t CodeTemplate::serial(std::string_view code) const {
    if (!code.starts_with(prefix) || !code.ends_with(suffix) || code.size() < prefix.size() + digits + suffix.size()) return 0;
    const auto rest = code.substr(prefix.size(), code.size() - prefix.size() - suffix.size());
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    constexpr std::int64_t most = 999'999'999'999;  // so that the next one is a number too
    return error == std::errc() && end == rest.data() + rest.size() && number > 0 && number <= most && this->code(number) == code ? number : 0;
}

Result<CodeTemplate> code_template(std::string_view pattern, std::string_view community) {
    constexpr std::string_view place = "{community}";
    const auto refused = [&] {
        return fail(ErrorCode::bad_input, fmt::format("'{}' says not how codes are made: it takes {} and a serial such as {}, once each, as in {}", pattern, place, "{001}", default_codes), "--codes");
    };
    CodeTemplate code{"", 0, ""};
    bool placed = false;
    for (std::size_t at = 0; at < pattern.size();) {
        auto& text = code.digits == 0 ? code.prefix : code.suffix;
        const auto rest = pattern.substr(at);
        if (rest[0] != '{') {
            text += rest[0], ++at;
        } else if (rest.starts_with(place) && !placed) {
            text += community, at += place.size(), placed = true;
        } else {
            const auto one = rest.find_first_not_of('0', 1);
            if (code.digits > 0 || !rest.substr(std::min(one, rest.size())).starts_with("1}")) return refused();
            code.digits = one, at += one + 2;
        }
    }
    if (!placed || code.digits == 0) return refused();
    return code;
}

std::vector<std::int64_t> next_serials(const CodeTemplate& code, std::span<const std::string> used, std::size_t count, std::int64_t above) {
    std::int64_t highest = above;
    for (const auto& text : used) highest = std::max(highest, code.serial(text));
    std::vector<std::int64_t> serials(count);
    std::iota(serials.begin(), serials.end(), highest + 1);
    return serials;
}

std::vector<std::size_t> reading_order(std::span<const geo::WorldPoint> centres) {
    std::vector<std::size_t> order(centres.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (centres.size() < 2) return order;
    geo::WorldBox box;
    for (const auto p : centres) box.add(p);
    const double shape = box.width() > 0.0 ? box.height() / box.width() : double(centres.size());
    const auto rows = std::size_t(std::clamp(std::round(std::sqrt(double(centres.size()) * shape)), 1.0, double(centres.size())));
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return centres[a].y > centres[b].y; });
    for (std::size_t row = 0; row < rows; ++row) {
        const auto from = order.begin() + std::ptrdiff_t(row * order.size() / rows), to = order.begin() + std::ptrdiff_t((row + 1) * order.size() / rows);
        std::stable_sort(from, to, [&](auto a, auto b) { return centres[a].x < centres[b].x; });
    }
    return order;
}

std::string chinese_number(std::int64_t number) {
    static constexpr std::array<std::string_view, 10> digits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    static constexpr std::array<std::string_view, 4> places{"", "十", "百", "千"};
    if (number < 0 || number > 9999) return std::to_string(number);
    if (number == 0) return std::string(digits[0]);
    std::string text;
    bool gap = false;
    std::int64_t unit = 1000;
    for (std::size_t place = 4; place-- > 0; unit /= 10) {
        const auto digit = std::size_t(number / unit % 10);
        if (digit == 0) {
            gap = gap || !text.empty();
            continue;
        }
        if (gap) text += digits[0];
        gap = false;
        if (!(digit == 1 && place == 1 && text.empty())) text += digits[digit];  // 十二, but 一百一十二
        text += places[place];
    }
    return text;
}

std::string grid_name(std::string_view pattern, std::int64_t serial, std::span<const std::string> taken) {
    std::string name(pattern);
    for (const auto& [mark, text] : {std::pair<std::string_view, std::string>{"{一}", chinese_number(serial)}, {"{1}", std::to_string(serial)}})
        for (auto at = name.find(mark); at != std::string::npos; at = name.find(mark, at + text.size())) name.replace(at, mark.size(), text);
    const bool numbered = name != pattern;
    return numbered && std::find(taken.begin(), taken.end(), name) != taken.end() ? grid_name(pattern, serial + 1, taken) : name;
}

}  // namespace huegrid::grids
