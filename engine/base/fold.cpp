#include "engine/base/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "engine/base/text.hpp"

namespace huegrid {
namespace {

constexpr std::u32string_view digits = U"〇一二三四五六七八九";

/// The digit's value, or -1.
int digit_of(char32_t c) {
    if (c == U'零' || c == U'○') return 0;
    if (c == U'两') return 2;
    const auto at = digits.find(c);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

int unit_of(char32_t c) { return c == U'十' ? 10 : c == U'百' ? 100 : c == U'千' ? 1000 : 0; }

std::optional<std::int32_t> digit_by_digit(std::u32string_view numerals) {
    if (numerals.empty() || numerals.size() > 9) return std::nullopt;
    std::int32_t number = 0;
    for (const char32_t c : numerals) {
        // 两 counts things and is never a digit among others.
        if (c == U'两' && numerals.size() > 1) return std::nullopt;
        number = number * 10 + digit_of(c);
    }
    return number;
}

/// [digit 千] [digit 百] [[digit] 十] [digit], coarse to fine, with 零 where a place is passed over.
std::optional<std::int32_t> by_places(std::u32string_view numerals) {
    std::int32_t number = 0;
    int last_unit = 10000, digit = -1;
    bool passed = false;
    for (const char32_t c : numerals) {
        if (const int unit = unit_of(c); unit > 0) {
            if (unit >= last_unit || digit == 0) return std::nullopt;
            if (digit < 0 && unit != 10) return std::nullopt;  // 十 needs no digit before it, 百 does
            if (passed != (last_unit < 10000 && unit * 10 < last_unit)) return std::nullopt;
            number += std::max(digit, 1) * unit;
            last_unit = unit;
            digit = -1;
            passed = false;
        } else if (digit_of(c) == 0) {
            if (passed || digit >= 0 || last_unit == 10000 || last_unit == 10) return std::nullopt;
            passed = true;
        } else {
            if (digit >= 0) return std::nullopt;
            digit = digit_of(c);
        }
    }
    if (digit < 0) return passed ? std::nullopt : std::optional(number);
    if (passed != (last_unit > 10)) return std::nullopt;  // 一百三
    return number + digit;
}

}  // namespace

std::string folded(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= 0; })) {  // most cells, without ICU
        std::string lower(text);
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        return lower;
    }
    UErrorCode error = U_ZERO_ERROR;
    const auto* rules = icu::Normalizer2::getNFKCCasefoldInstance(error);
    if (U_FAILURE(error)) return std::string(text);
    icu::UnicodeString plain;
    rules->normalize(icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}), plain, error);
    std::string result;
    plain.toUTF8String(result);
    return result;
}

std::string to_utf8(std::u32string_view points) {
    std::string text;
    for (const char32_t c : points) {
        const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0 | c >> 6), put(0x80 | (c & 63));
        } else if (c < 0x10000) {
            put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
        } else {
            put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 63)), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
        }
    }
    return text;
}

bool is_chinese_numeral(char32_t c) { return digit_of(c) >= 0 || unit_of(c) > 0 || c == U'廿' || c == U'卅'; }

std::optional<std::int32_t> chinese_number(std::u32string_view numerals) {
    std::u32string plain;
    for (const char32_t c : numerals) {
        if (!is_chinese_numeral(c)) return std::nullopt;
        if (c == U'廿')
            plain += U"二十";
        else if (c == U'卅')
            plain += U"三十";
        else
            plain += c;
    }
    if (std::any_of(plain.begin(), plain.end(), [](char32_t c) { return unit_of(c) > 0; })) return by_places(plain);
    return digit_by_digit(plain);
}

}  // namespace huegrid
