#include "engine/sources/value_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace huegrid::sources {
namespace {

using model::Value;

constexpr std::array<std::string_view, 14> yes_words{"1", "true", "TRUE", "True", "yes", "Yes", "YES", "Y", "y", "是", "有", "√", "✓", "✔"};
constexpr std::array<std::string_view, 15> no_words{"0", "false", "FALSE", "False", "no", "No", "NO", "N", "n", "否", "无", "没有", "×", "✗", "✘"};

constexpr double largest_exact_integer = 9007199254740992.0;  // 2^53

constexpr std::size_t longest_date = 64;

/// ０…９ ． － ／ ＋ ： and the ideographic blank as their ASCII forms.
std::string half_width(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(at + i < text.size() ? text[at + i] : 0); };
        if (byte(0) == 0xEF && byte(1) == 0xBC && byte(2) >= 0x81) {
            plain += static_cast<char>(byte(2) - 0x60);  // U+FF01 is '!'
            at += 3;
        } else if (text.substr(at, 3) == "\u3000") {
            plain += ' ';
            at += 3;
        } else {
            plain += text[at++];
        }
    }
    return plain;
}

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0; });
}

/// Takes a number of `least` to `most` digits from the front; -1 when there is none.
int take_number(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t digits = 0;
    int number = 0;
    while (digits < text.size() && digits < most && text[digits] >= '0' && text[digits] <= '9') number = number * 10 + (text[digits++] - '0');
    if (digits < least) return -1;
    text.remove_prefix(digits);
    return number;
}

bool take(std::string_view& text, std::string_view what) {
    if (!text.starts_with(what)) return false;
    text.remove_prefix(what.size());
    return true;
}

/// H:MM, H:MM:SS, and AM or PM behind it; nothing is midnight. Nullopt when it is something else.
std::optional<std::chrono::seconds> time_from(std::string_view text, bool& american) {
    while (take(text, " ") || take(text, "T")) {}
    if (text.empty()) return std::chrono::seconds{0};
    int hour = take_number(text, 1, 2), minute = take(text, ":") ? take_number(text, 2, 2) : -1, second = 0;
    if (take(text, ":")) second = take_number(text, 2, 2);
    if (take(text, ".")) take_number(text, 1, 9);
    while (take(text, " ")) {}
    const bool am = take(text, "AM"), pm = !am && take(text, "PM");
    american = am || pm;
    if (!text.empty() || hour < 0 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
    if (american && (hour < 1 || hour > 12)) return std::nullopt;
    if (american) hour = hour % 12 + (pm ? 12 : 0);
    if (hour > 23) return std::nullopt;
    return std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second};
}

/// Takes what says the clock's zone from the end of a text with a time: Z, +08:00, +0800.
std::optional<std::chrono::seconds> take_offset(std::string& text) {
    const auto time = text.find(':');
    if (time == std::string::npos) return std::nullopt;
    if (text.ends_with('Z')) {
        text.pop_back();
        return std::chrono::seconds{0};
    }
    const auto sign = text.find_first_of("+-", time);
    if (sign == std::string::npos) return std::nullopt;
    std::string_view rest(text);
    rest.remove_prefix(sign + 1);
    const int hours = take_number(rest, 2, 2);
    take(rest, ":");
    const int minutes = take_number(rest, 2, 2);
    if (!rest.empty() || hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return std::nullopt;
    const std::chrono::seconds offset = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    const bool behind = text[sign] == '-';
    text.resize(sign);
    while (text.ends_with(' ')) text.pop_back();
    return behind ? -offset : offset;
}

std::optional<Instant> instant_of(int year, int month, int day, std::chrono::seconds time) {
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
    if (month < 1 || day < 1 || !date.ok()) return std::nullopt;
    return std::chrono::sys_days(date) + time;
}

std::optional<Instant> year_first(std::string_view text) {
    const int year = take_number(text, 4, 4);
    if (year < 0) return std::nullopt;
    int month = 0, day = 0;
    bool american = false;
    if (take(text, "年")) {
        month = take_number(text, 1, 2);
        if (!take(text, "月")) return std::nullopt;
        day = take_number(text, 1, 2);
        if (!take(text, "日") && !take(text, "号")) return std::nullopt;
    } else if (text.starts_with('-') || text.starts_with('/') || text.starts_with('.')) {
        const auto separator = text.substr(0, 1);
        take(text, separator);
        month = take_number(text, 1, 2);
        if (!take(text, separator)) return std::nullopt;
        day = take_number(text, 1, 2);
    } else {
        month = take_number(text, 2, 2);
        day = take_number(text, 2, 2);
    }
    const auto time = time_from(text, american);
    if (month < 0 || day < 0 || !time) return std::nullopt;
    return instant_of(year, month, day, *time);
}

std::optional<Instant> american_order(std::string_view text) {
    const int month = take_number(text, 1, 2);
    if (month < 0 || !take(text, "/")) return std::nullopt;
    const int day = take_number(text, 1, 2);
    if (day < 0 || !take(text, "/")) return std::nullopt;
    const int year = take_number(text, 4, 4);
    bool american = false;
    const auto time = time_from(text, american);
    if (year < 0 || !time || !american) return std::nullopt;
    return instant_of(year, month, day, *time);
}

/// 三 is 3, 十二 is 12, 两 is 2; up to 99. -1 for anything else.
int chinese_number(std::string_view text) {
    constexpr std::array<std::string_view, 10> digits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    const auto take_digit = [&] {
        for (std::size_t i = 0; i < digits.size(); ++i)
            if (take(text, digits[i])) return static_cast<int>(i);
        return -1;
    };
    if (text == "两") return 2;
    const int before = take_digit();
    if (!take(text, "十")) return text.empty() ? before : -1;
    if (before == 0) return -1;
    const int behind = text.empty() ? 0 : take_digit();
    return text.empty() && behind >= 0 ? (before < 0 ? 1 : before) * 10 + behind : -1;
}

/// A count as people write one: 2人, 3口, 三口人, 四.
std::optional<Value> counted(std::string_view text) {
    for (const std::string_view unit : {"口人", "个人", "人", "口", "个", "名", "位", "户", "岁", "层"})
        if (text.size() > unit.size() && text.ends_with(unit)) {
            text.remove_suffix(unit.size());
            break;
        }
    if (const int number = chinese_number(text); number >= 0) return Value(std::int64_t{number});
    std::int64_t integer = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), integer);
    if (error != std::errc{} || end != text.data() + text.size() || integer < 0) return std::nullopt;
    return Value(integer);
}

std::optional<Value> integer_from(const std::string& text) {
    std::int64_t integer = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), integer);
    if (error == std::errc{} && end == text.data() + text.size()) return Value(integer);
    const auto number = number_from(text);
    if (!number && !is_plain(text)) return counted(half_width(text));
    if (!number || *number != std::floor(*number) || std::abs(*number) > largest_exact_integer) return std::nullopt;
    return Value(static_cast<std::int64_t>(*number));
}

}  // namespace

std::optional<double> number_from(const std::string& text) {
    if (!is_plain(text)) {
        const auto narrow = half_width(text);
        return is_plain(narrow) ? number_from(narrow) : std::nullopt;
    }
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

std::optional<Date> date_from(std::string text) {
    const auto time = written_time_from(std::move(text));
    if (!time) return std::nullopt;
    return std::chrono::floor<std::chrono::days>(time->shown);
}

std::optional<Date> first_day_from(const std::string& text) {
    const auto plain = half_width(text);
    std::string_view rest(plain);
    const int year = take_number(rest, 4, 4);
    int month = 1;
    if (const bool said = take(rest, "年"); said && !rest.empty()) {
        month = take_number(rest, 1, 2);
        if (!take(rest, "月")) return std::nullopt;
    } else if (take(rest, ".") || take(rest, "-") || take(rest, "/")) {
        month = take_number(rest, 1, 2);
    } else if (!said && !rest.empty()) {
        month = take_number(rest, 2, 2);
    }
    constexpr int first_year = 1800, last_year = 2200;  // 1140 is a number of something
    if (!rest.empty() || year < first_year || year > last_year || month < 1 || month > 12) return std::nullopt;
    return Date(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / 1);
}

std::optional<Date> spreadsheet_day_from(const std::string& text) {
    constexpr int first = 10000, last = 73050;  // 1927-05-18 to 2099-12-31: neither a year nor a day of eight digits
    std::string_view rest(text);
    const int number = take_number(rest, 5, 5);
    if (!rest.empty() || number < first || number > last) return std::nullopt;
    using namespace std::chrono;
    return sys_days{year{1899} / December / 30} + days{number};
}

std::optional<WrittenTime> written_time_from(std::string text) {
    if (const auto day = parse_date(text)) return WrittenTime{Instant(*day)};
    if (text.size() > longest_date) return std::nullopt;
    if (!is_plain(text)) text = half_width(text);
    WrittenTime time;
    time.has_clock = text.find(':') != std::string::npos;
    time.ahead_of_utc = take_offset(text);
    auto shown = parse_instant(text);
    if (!shown) shown = year_first(text);
    if (!shown) shown = american_order(text);
    if (!shown) return std::nullopt;
    time.shown = *shown;
    return time;
}

Instant WrittenTime::in(const TimeZone& zone) const {
    if (!has_clock) return shown;
    return ahead_of_utc ? shown - *ahead_of_utc : zone.when(shown);
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

}  // namespace huegrid::sources
