#include "engine/base/date.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>

namespace huegrid {
namespace {

/// The number that `count` digits make, -1 where one of them is none. By hand, since a city has millions of dates.
int digits(std::string_view text, std::size_t from, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(from, count)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)), std::chrono::day(unsigned(day))};
    return date.ok() ? std::optional<Date>(date) : std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view text) {
    const auto day = parse_date(text.substr(0, 10));
    if (!day || text.size() == 10) return day;
    if (text.size() < 19 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' || text[16] != ':') return std::nullopt;
    const int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
    auto rest = text.substr(19);
    if (!rest.empty() && rest.front() == '.') {
        rest.remove_prefix(1);
        while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') rest.remove_prefix(1);
    }
    if (!rest.empty() && rest != "Z") return std::nullopt;
    return Instant(*day) + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

std::string to_text(Date date) {
    const std::chrono::year_month_day d(date);
    const auto year = int(d.year());
    if (year < 0 || year > 9999) return fmt::format("{:04}-{:02}-{:02}", year, unsigned(d.month()), unsigned(d.day()));
    // Digit by digit: a city's register has tens of millions of dates.
    std::string text = "0000-00-00";
    const auto digits = [&](std::size_t last, unsigned number) {
        for (; number > 0; number /= 10) text[last--] = char('0' + number % 10);
    };
    digits(3, unsigned(year)), digits(6, unsigned(d.month())), digits(9, unsigned(d.day()));
    return text;
}

std::string to_text(Instant instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss t(instant - day);
    return fmt::format("{}T{:02}:{:02}:{:02}Z", to_text(day), t.hours().count(), t.minutes().count(),
                       t.seconds().count());
}

Instant now() {
    if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"))
        return Instant(std::chrono::seconds(std::strtoll(epoch, nullptr, 10)));
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Date today() {
    if (std::getenv("SOURCE_DATE_EPOCH")) return std::chrono::floor<std::chrono::days>(now());
    // At eight in the morning in China it is still yesterday in UTC.
    const std::time_t present = now().time_since_epoch().count();
    std::tm local{};
    ::localtime_r(&present, &local);
    return Date(std::chrono::year(local.tm_year + 1900) / (local.tm_mon + 1) / local.tm_mday);
}

}  // namespace huegrid
