// Values and labels: 十二, 3a, 号楼.
#include <unicode/uchar.h>

#include <array>

#include "engine/address/address_grammar.hpp"
#include "engine/base/fold.hpp"
#include "engine/base/text.hpp"

namespace huegrid::address::grammar {
namespace {

constexpr std::size_t longest_value = 12;
constexpr std::u32string_view ordinals = U"甲乙丙丁戊己", directions = U"东西南北中";

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_letter(char32_t c) { return c >= 'a' && c <= 'z'; }

std::string without_leading_zeros(std::string text) {
    std::size_t zeros = 0;
    while (zeros + 1 < text.size() && text[zeros] == '0' && is_digit(static_cast<char32_t>(text[zeros + 1]))) ++zeros;
    return text.substr(zeros);
}

/// What is numbered, and by which words; longer words before their beginnings.
struct Noun {
    std::u32string_view word;
    unsigned parts;
    bool strong;
};
constexpr std::array<Noun, 13> nouns{{{U"单元", bit(Part::unit), true},
                                      {U"楼层", bit(Part::floor), true},
                                      {U"楼栋", bit(Part::building), true},
                                      {U"房间", bit(Part::door), true},
                                      {U"栋", bit(Part::building), true},
                                      {U"幢", bit(Part::building), true},
                                      {U"座", bit(Part::building), true},
                                      {U"层", bit(Part::floor), true},
                                      {U"室", bit(Part::door), true},
                                      {U"门", bit(Part::unit), false},
                                      {U"房", bit(Part::door), false},
                                      {U"户", bit(Part::door), false},
                                      {U"楼", bit(Part::building) | bit(Part::floor), false}}};

/// The labels as they are written in Taiwan, Hong Kong and old papers.
char32_t simplified(char32_t c) {
    constexpr std::u32string_view traditional = U"棟單號樓層門戶間", simple = U"栋单号楼层门户间";
    const auto at = traditional.find(c);
    return at == traditional.npos ? c : simple[at];
}

const Noun* noun_at(std::u32string_view text, std::size_t at) {
    for (const auto& noun : nouns)
        if (text.substr(at).starts_with(noun.word)) return &noun;
    return nullptr;
}

std::optional<Value> numeral_at(std::u32string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at <= longest_value && is_chinese_numeral(text[end])) ++end;
    const bool inside = at > 0 && is_chinese_numeral(text[at - 1]);
    if (end == at || end - at > longest_value || inside) return std::nullopt;
    const auto number = chinese_number(text.substr(at, end - at));
    if (!number) return std::nullopt;
    return Value{std::to_string(*number), end};
}

}  // namespace

bool is_han(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC); }

bool is_word(char32_t c) {
    if (c < 0x80) return is_digit(c) || is_letter(c) || c == '#';
    const auto point = static_cast<UChar32>(c);
    return u_isalnum(point) || is_han(c) || c == U'\uFFFD' || (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0;
}

bool starts_value(char32_t c) { return is_digit(c) || is_letter(c) || is_chinese_numeral(c); }

std::u32string plain(std::string_view text) {
    const auto is_accent = [](char32_t c) { return u_getCombiningClass(static_cast<UChar32>(c)) != 0; };
    std::u32string points;
    for (const char32_t c : code_points(folded(text))) {
        const bool on_a_letter = !points.empty() && (u_isalnum(static_cast<UChar32>(points.back())) || is_accent(points.back()));
        if (!is_accent(c) || on_a_letter) points += simplified(c);
    }
    return points;
}

std::u32string cleaned(std::string_view text) {
    const auto points = plain(text);
    std::u32string clean;
    bool apart = false;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const char32_t c = points[i] == U'○' ? U'〇' : points[i];
        const bool after_value = !clean.empty() && starts_value(clean.back()) && !apart;
        // 3# and #3 number something; any other # is a mark.
        const bool sign = c == '#' && (after_value || (i + 1 < points.size() && starts_value(points[i + 1])));
        if (!is_word(c) || (c == '#' && !sign)) {
            apart = true;
            continue;
        }
        const bool values = !clean.empty() && starts_value(clean.back()) && starts_value(c);
        const bool two_scripts = values && is_chinese_numeral(clean.back()) != is_chinese_numeral(c);
        if (values && (apart || two_scripts)) clean += U'-';
        apart = false;
        clean += c;
    }
    return clean;
}

std::optional<Value> value_at(std::u32string_view text, std::size_t at) {
    if (at >= text.size()) return std::nullopt;
    if (is_chinese_numeral(text[at])) return numeral_at(text, at);
    std::size_t end = at, letters = 0;
    std::string value;
    while (end < text.size() && (is_digit(text[end]) || is_letter(text[end]))) {
        letters = is_letter(text[end]) ? letters + 1 : 0;
        if (letters > 2 || end - at >= longest_value) return std::nullopt;
        value += static_cast<char>(text[end++]);
    }
    const bool inside = at > 0 && is_digit(text[at - 1]);
    if (!value.empty() && inside) return std::nullopt;
    const auto followed = [&](std::size_t i) { return i >= text.size() || text[i] == U'-' || label_at(text, i); };
    if (end < text.size() && ordinals.find(text[end]) != ordinals.npos && (value.empty() ? noun_at(text, end + 1) != nullptr : followed(end + 1))) {
        value += to_utf8(text.substr(end, 1));
        ++end;
    } else if (value.empty() && directions.find(text[at]) != directions.npos && at + 1 < text.size()) {
        // 东门 is a gate and 东户 nobody's number.
        const auto* noun = noun_at(text, at + 1);
        if (!noun || (noun->parts & (bit(Part::building) | bit(Part::unit))) == 0 || noun->word == U"门") return std::nullopt;
        return Value{to_utf8(text.substr(at, 1)), at + 1};
    }
    if (value.empty()) return std::nullopt;
    return Value{without_leading_zeros(std::move(value)), end};
}

std::optional<Label> label_at(std::u32string_view text, std::size_t at) {
    if (at >= text.size()) return std::nullopt;
    const bool number_sign = text[at] == U'号' || text[at] == U'#';
    const auto* noun = noun_at(text, number_sign ? at + 1 : at);
    if (noun && number_sign) {
        // 3号楼 is a building, and so strong; 3楼 may be a floor.
        const bool of_building = (noun->parts & bit(Part::building)) != 0;
        return Label{of_building ? bit(Part::building) : noun->parts, of_building || noun->strong, at + 1 + noun->word.size()};
    }
    if (noun) return Label{noun->parts, noun->strong, at + noun->word.size()};
    if (number_sign) return Label{numbered, false, at + 1};
    // 3栋2单501
    if (text[at] == U'单' && (at + 1 == text.size() || starts_value(text[at + 1]) || text[at + 1] == '#')) return Label{bit(Part::unit), false, at + 1};
    return std::nullopt;
}

}  // namespace huegrid::address::grammar
