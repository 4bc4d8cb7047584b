#include "engine/sources/tables/spreadsheet_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace huegrid::sources {
namespace {

std::string plain(double number) {
    if (number != std::floor(number) || std::abs(number) >= 1e30) return fmt::format("{:.15g}", number);
    if (std::abs(number) < 1e15) return fmt::format("{:.0f}", number);
    const auto scientific = fmt::format("{:.14e}", number);  // d.dddde+XX
    const auto e = scientific.find('e');
    auto digits = scientific.substr(0, e);
    std::erase(digits, '.');
    const auto sign = digits.starts_with('-') ? std::size_t{1} : 0;
    const auto power = static_cast<std::size_t>(std::stoi(scientific.substr(e + 1)));
    digits.resize(sign + power + 1, '0');
    return digits;
}

}  // namespace

NumberFormat number_format(std::string_view code) {
    NumberFormat format;
    bool hour = false, second = false, only_zeros = true;
    for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
        const char c = code[at];
        if (c != '0') only_zeros = false;
        if (c == '"') at = std::min(code.find('"', at + 1), code.size());
        else if (c == '\\' || c == '_' || c == '*') ++at;
        else if (c == '[') at = std::min(code.find(']', at + 1), code.size());
        else if (c == 'y' || c == 'Y') format.year = true;
        else if (c == 'm' || c == 'M') format.month = true;
        else if (c == 'd' || c == 'D') format.day = true;
        else if (c == 'h' || c == 'H') hour = true;
        else if (c == 's' || c == 'S') second = true;
        else if (c == 'G') return {};  // General
    }
    // An m beside hours or seconds only is of minutes.
    if ((hour || second) && !format.year && !format.day) format.month = false;
    format.time = hour || second;
    if (only_zeros && code.size() > 1) format.digits = static_cast<int>(std::min<std::size_t>(code.size(), 20));
    return format;
}

NumberFormat builtin_number_format(int id) {
    const auto is_one_of = [&](std::initializer_list<int> ids) { return std::find(ids.begin(), ids.end(), id) != ids.end(); };
    if (is_one_of({14, 15, 30, 31})) return {true, true, true, false, 0};
    if (id == 22) return {true, true, true, true, 0};
    if (is_one_of({17, 27, 36, 50, 52, 57})) return {true, true, false, false, 0};
    if (is_one_of({16, 28, 29, 51, 53, 54, 58})) return {false, true, true, false, 0};
    if (is_one_of({18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56})) return {false, false, false, true, 0};
    return {};
}

std::string shown(double number, const NumberFormat& format, Epoch epoch) {
    if (!format.is_date() || !(number >= 0 && number < 2958466)) {  // 9999-12-31
        auto text = plain(number);
        if (format.digits > 0 && number >= 0 && number == std::floor(number) && text.size() < static_cast<std::size_t>(format.digits))
            text.insert(0, static_cast<std::size_t>(format.digits) - text.size(), '0');
        return text;
    }
    using namespace std::chrono;
    auto whole_days = static_cast<std::int64_t>(std::floor(number));
    auto second = static_cast<std::int64_t>(std::llround((number - std::floor(number)) * 86400));
    if (second == 86400) ++whole_days, second = 0;
    const auto clock = fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    const bool date = format.year || format.month || format.day;
    if (!date) return clock;
    if (epoch == Epoch::of_1904) whole_days += 1462;
    if (whole_days < 1 || whole_days == 60) return plain(number);  // no day at all; the 29th of February 1900 wasn't one
    const sys_days origin = sys_days{year{1899} / December / 30};
    const year_month_day day{origin + days(whole_days < 60 ? whole_days + 1 : whole_days)};
    const auto y = static_cast<int>(day.year());
    const auto m = static_cast<unsigned>(day.month()), d = static_cast<unsigned>(day.day());
    if (!format.year) return format.day ? fmt::format("{}月{}日", m, d) : fmt::format("{}月", m);
    if (!format.day) return format.month ? fmt::format("{:04}-{:02}", y, m) : fmt::format("{:04}", y);
    const auto text = fmt::format("{:04}-{:02}-{:02}", y, m, d);
    return format.time && second != 0 ? text + " " + clock : text;
}

}  // namespace huegrid::sources
