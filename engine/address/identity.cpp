#include "engine/address/identity.hpp"

#include <algorithm>
#include <array>

#include "engine/base/fold.hpp"
#include "engine/base/text.hpp"

namespace huegrid::address {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

/// Folded, without the blanks and hyphens between groups; "" when it is anything but digits with an x at the end.
std::string bare(std::string_view text) {
    std::string number;
    for (const char c : folded(trimmed(text.substr(0, 120)))) {
        if (c == ' ' || c == '-') continue;
        number += c;
    }
    const bool x = number.ends_with('x');
    const auto digits = std::string_view(number).substr(0, number.size() - (x ? 1 : 0));
    return text.size() <= 120 && all_digits(digits) ? number : "";
}

/// GB 11643: weights are powers of 2 modulo 11, and the whole leaves 1.
bool checks(std::string_view eighteen) {
    int sum = 0;
    for (const char c : eighteen.substr(0, 17)) sum = (sum + (c - '0')) * 2 % 11;
    const int last = eighteen[17] == 'x' ? 10 : eighteen[17] - '0';
    return (sum + last) % 11 == 1;
}

bool passes_luhn(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (auto at = digits.rbegin(); at != digits.rend(); ++at, twice = !twice) {
        const int digit = (*at - '0') * (twice ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

std::optional<Date> date_of(std::string_view year, std::string_view month_day) {
    const auto number = [](std::string_view digits) {
        int value = 0;
        for (const char c : digits) value = value * 10 + (c - '0');
        return value;
    };
    const auto date = std::chrono::year(number(year)) / number(month_day.substr(0, 2)) / number(month_day.substr(2, 2));
    if (!date.ok() || number(year) < 1850) return std::nullopt;
    return Date(date);
}

Result<Date> birth_date(std::string_view number) {
    const bool old = number.size() == 15 && all_digits(number);
    if (!old && number.size() != 18) return fail(ErrorCode::bad_input, "is no ID number of 18 or 15 characters");
    if (!old && !checks(number)) return fail(ErrorCode::bad_input, "has a check character that doesn't fit: something in it is wrong");
    const auto date = old ? date_of("19" + std::string(number.substr(6, 2)), number.substr(8, 4)) : date_of(number.substr(6, 4), number.substr(10, 4));
    if (!date) return fail(ErrorCode::bad_input, "has a birth date that no calendar has");
    return *date;
}

/// In one piece or in fours, as cards are written: 4111 1111 1111 1111. Two telephone numbers side by side are not.
bool in_fours(std::string_view written) {
    if (all_digits(written)) return true;
    for (std::size_t at = 0; at < written.size(); ++at)
        if (is_digit(written[at]) == (at % 5 == 4)) return false;
    return true;
}

constexpr std::size_t identity_length = 18;

/// What a disability card's number has behind the identity number: the kind, 1 to 7, and the grade, 1 to 4.
bool is_kind_and_grade(std::string_view two) { return two.size() == 2 && two[0] >= '1' && two[0] <= '7' && two[1] >= '1' && two[1] <= '4'; }

/// Without that, if it is there.
std::string_view without_kind_and_grade(std::string_view number) {
    return number.size() == identity_length + 2 && is_kind_and_grade(number.substr(identity_length)) ? number.substr(0, identity_length) : number;
}

bool has_birth_date(std::string_view number, int first_year, int last_year) {
    const auto date = number.size() == identity_length ? date_of(number.substr(6, 4), number.substr(10, 4)) : std::nullopt;
    if (!date) return false;
    const auto year = static_cast<int>(std::chrono::year_month_day(*date).year());
    return year >= first_year && year <= last_year;
}

/// 0 … 9 of either width as itself, x for an X of either, 0 for anything else.
char digit_or_x(char32_t c) {
    if (c >= U'０' && c <= U'９') return static_cast<char>('0' + (c - U'０'));
    if (c == U'x' || c == U'X' || c == U'ｘ' || c == U'Ｘ') return 'x';
    return c >= '0' && c <= '9' ? static_cast<char>(c) : '\0';
}

/// Are there so many digits in a row, of whatever width? By bytes: a digit of full width is EF BC 90 to 99.
bool has_long_number(std::string_view text) {
    std::size_t run = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool wide = text.substr(i, 2) == "\xEF\xBC";
        run = is_digit(text[i]) || wide ? run + 1 : 0;
        if (wide) i += 2;
        if (run + 1 >= identity_length) return true;
    }
    return false;
}

/// Can't it be a number, by a look at its bytes? Most cells are words, and folding them takes time.
bool is_worded(std::string_view text) {
    return text.size() < 11 || std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        const bool chinese = byte >= 0xE4 && byte <= 0xE9;  // what a character of U+4000 to U+9FFF begins with
        const bool other = byte > ' ' && byte < 0x80 && !is_digit(c) && c != '-' && c != '+' && c != 'x' && c != 'X';
        return chinese || other;
    });
}

}  // namespace

Result<Date> birth_date_from_id(std::string_view number) { return birth_date(bare(number)); }

bool has_identity_form(std::string_view text) {
    const auto number = bare(text);
    if (number.size() == 15) return all_digits(trimmed(folded(text))) && birth_date(number).has_value();
    return has_birth_date(number, 1850, 9999);
}

PersonalNumber personal_number(std::string_view text) {
    if (is_worded(text)) return PersonalNumber::none;
    // A plus sign is no digit, but belongs to a mobile number.
    const auto written = trimmed(folded(text.substr(0, 120)));
    const auto plain = std::string(without_kind_and_grade(written));
    auto number = bare(plain.starts_with('+') ? std::string_view(plain).substr(1) : std::string_view(plain));
    if (text.size() > 120 || number.empty()) return PersonalNumber::none;
    if (number.size() == identity_length && birth_date(number)) return PersonalNumber::identity;
    if (plain != written) return PersonalNumber::none;
    if (has_birth_date(number, 1900, 2009)) return PersonalNumber::mistyped_identity;
    if (number.ends_with('x')) return PersonalNumber::none;
    if (number.size() == 13 && number.starts_with("86")) number.erase(0, 2);
    if (number.size() == 11 && number[0] == '1' && number[1] >= '3') return PersonalNumber::mobile;
    const bool issuer = number[0] >= '3' && number[0] <= '6';
    if (number.size() >= 16 && number.size() <= 19 && issuer && in_fours(plain) && passes_luhn(number)) return PersonalNumber::bank_card;
    return PersonalNumber::none;
}

std::optional<std::string> without_identity_numbers(std::string_view text) {
    if (!has_long_number(text)) return std::nullopt;
    auto points = code_points(text);
    bool found = false;
    for (std::size_t begin = 0; begin < points.size();) {
        std::string number;
        // An x ends a number; what comes behind it is another.
        for (auto end = begin; end < points.size() && !number.ends_with('x'); ++end) {
            const char c = digit_or_x(points[end]);
            if (c == '\0') break;
            number += c;
        }
        const auto identity = without_kind_and_grade(number);
        if (identity.size() == identity_length && identity.find('x') >= identity_length - 1 && birth_date(identity)) {
            std::fill_n(points.begin() + std::ptrdiff_t(begin) + 1, number.size() - 2, U'*');
            found = true;
        }
        begin += std::max<std::size_t>(number.size(), 1);
    }
    return found ? std::optional(to_utf8(points)) : std::nullopt;
}

std::string masked_number(std::string_view number) {
    constexpr std::size_t longest = 24;
    auto points = code_points(trimmed(number));
    if (points.size() > longest) points.resize(longest);
    if (points.size() < 4) return std::string(points.size(), '*');
    return to_utf8(std::u32string_view(points).substr(0, 1)) + std::string(points.size() - 2, '*') +
           to_utf8(std::u32string_view(points).substr(points.size() - 1));
}

bool has_place(PersonalNumber number, NumberPlace place) {
    if (place == NumberPlace::code) return number != PersonalNumber::identity;
    return number == PersonalNumber::none || (place == NumberPlace::phone && number == PersonalNumber::mobile);
}

Label told(std::string_view text, PersonalNumber number) {
    static const std::array<Label, 5> names{{{"无", "none"},
                                             {"身份证号", "an ID number"},
                                             {"身份证号（校验码不符）", "an ID number whose check character doesn't fit"},
                                             {"手机号码", "a mobile number"},
                                             {"银行卡号", "a bank card's number"}}};
    const auto& name = names[static_cast<std::size_t>(number)];
    const auto masked = masked_number(text);
    return {"“" + masked + "”是" + name.zh, "'" + masked + "' is " + name.en};
}

}  // namespace huegrid::address
