#include "engine/sources/tables/cell_damage.hpp"

#include <algorithm>
#include <array>

namespace huegrid::sources {
namespace {

constexpr std::size_t exact_digits = 15;  // what a spreadsheet's number holds
constexpr int shortest_rounded_power = 10;  // a telephone number in a narrow column: 1.39E+10

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t n = 0;
    while (at + n < text.size() && is_digit(text[at + n])) ++n;
    return n;
}

/// 5.10113E+17, or 5.10113E17, which without its point could be a door; a smaller power can be a number that somebody wrote so.
bool is_rounded_power(std::string_view text) {
    auto at = digits_at(text, 0);
    if (at != 1) return false;
    const bool point = at < text.size() && text[at] == '.';
    if (point) at += 1 + digits_at(text, at + 1);
    if (at + 2 >= text.size() || (text[at] != 'E' && text[at] != 'e')) return false;
    const bool plus = text[at + 1] == '+';
    if (!plus && !point) return false;
    const auto power = text.substr(at + (plus ? 2 : 1));
    if (digits_at(power, 0) != power.size() || power.size() > 3) return false;
    int value = 0;
    for (const char c : power) value = value * 10 + (c - '0');
    return value >= shortest_rounded_power;
}

bool is_rounded_integer(std::string_view text) {
    if (text.ends_with(".0")) text.remove_suffix(2);
    return text.size() > exact_digits && text.size() <= 30 && digits_at(text, 0) == text.size() &&
           text.find_first_not_of('0', exact_digits) == std::string_view::npos &&
           text.find_first_not_of('0') != std::string_view::npos;
}

bool is_day_of_month(std::string_view text) {
    constexpr std::string_view month = "月", day = "日";
    const auto m = digits_at(text, 0);
    if (m < 1 || m > 2 || !text.substr(m).starts_with(month)) return false;
    const auto d = digits_at(text, m + month.size());
    return d >= 1 && d <= 2 && text.substr(m + month.size() + d) == day;
}

bool is_english_month(std::string_view text) {
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return false;
    const auto left = text.substr(0, dash), right = text.substr(dash + 1);
    const auto is_month = [&](std::string_view word) { return std::find(months.begin(), months.end(), word) != months.end(); };
    const auto is_number = [](std::string_view word) { return !word.empty() && word.size() <= 2 && digits_at(word, 0) == word.size(); };
    return (is_month(left) && is_number(right)) || (is_number(left) && is_month(right));
}

}  // namespace

std::string_view damage_of(std::string_view cell) {
    if (cell.size() < 4 || cell.size() > 30) return "";
    if (cell[0] == '#' && (cell.ends_with('!') || cell.ends_with('?') || cell == "#N/A")) return "is a formula's mistake";
    if (!is_digit(cell[0]) && cell.size() != 5 && cell.size() != 6) return "";
    if (is_rounded_power(cell) || is_rounded_integer(cell)) return rounded_number;
    if (is_day_of_month(cell) || is_english_month(cell)) return "is a date that a spreadsheet made of something like 3-2";
    return "";
}

bool is_ditto(std::string_view cell) {
    constexpr std::array<std::string_view, 14> words{"同上", "同前", "同上行", "（同上）", "〃", "″", "〞", "”", "“", "\"", "＂", "ditto", "Ditto", "do."};
    constexpr std::string_view plain_beginnings = "\"dD(";
    const bool may_be = !cell.empty() && cell.size() <= 12 && (cell.front() < 0 || plain_beginnings.find(cell.front()) != std::string_view::npos);
    return may_be && std::find(words.begin(), words.end(), cell) != words.end();
}

bool looks_like_formula(std::string_view cell) {
    if (cell.size() < 2) return false;
    if (cell[0] == '=') return true;
    return (cell[0] == '+' || cell[0] == '-' || cell[0] == '@') && cell.find_first_of("(!|") != std::string_view::npos;
}

}  // namespace huegrid::sources
