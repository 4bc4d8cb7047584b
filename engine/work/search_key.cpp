#include "engine/work/search_key.hpp"

#include <algorithm>

#include "engine/base/text.hpp"

namespace huegrid::work {
namespace {

constexpr std::u32string_view numerals = U"零一二三四五六七八九";
constexpr std::u32string_view labels = U"栋幢座楼号室房户层#";

std::u32string fold(std::string_view text) {
    std::u32string result;
    for (char32_t c : code_points(text)) {
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full width
        if (c >= U'A' && c <= U'Z') c += 32;
        if (c == U' ' || c == U'\t' || c == 0x3000 || c == 0xA0) continue;
        result += c;
    }
    return result;
}

void append(std::string& text, char32_t c) {
    if (c < 0x80) text += char(c);
    else if (c < 0x800) text += {char(0xC0 | (c >> 6)), char(0x80 | (c & 0x3F))};
    else if (c < 0x10000) text += {char(0xE0 | (c >> 12)), char(0x80 | ((c >> 6) & 0x3F)), char(0x80 | (c & 0x3F))};
    else text += {char(0xF0 | (c >> 18)), char(0x80 | ((c >> 12) & 0x3F)), char(0x80 | ((c >> 6) & 0x3F)), char(0x80 | (c & 0x3F))};
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// How many characters label the number before them.
std::size_t label_at(std::u32string_view rest) {
    if (rest.starts_with(U"单元") || rest.starts_with(U"号楼")) return 2;
    return !rest.empty() && labels.find(rest.front()) != std::u32string_view::npos ? 1 : 0;
}

/// 十二 is 12, 二十 is 20; below a hundred, since nobody spells out more.
int value_of(std::u32string_view numeral) {
    const auto ten = numeral.find(U'十');
    const auto digit = [&](std::u32string_view one, int otherwise) { return one.size() == 1 ? int(numerals.find(one.front())) : otherwise; };
    if (ten == std::u32string_view::npos) return numeral.size() == 1 ? digit(numeral, 0) : -1;
    const auto tens = numeral.substr(0, ten), ones = numeral.substr(ten + 1);
    return tens.size() > 1 || ones.size() > 1 ? -1 : digit(tens, 1) * 10 + digit(ones, 0);
}

}  // namespace

std::string folded(std::string_view text) {
    std::string result;
    for (const char32_t c : fold(text)) append(result, c);
    return result;
}

AddressKey address_key(std::string_view text) {
    const auto points = fold(text);
    const std::u32string_view all = points;
    AddressKey key;
    for (std::size_t at = 0; at < all.size();) {
        std::size_t end = at;
        while (end < all.size() && is_digit(all[end])) ++end;
        if (end > at) {
            std::string number;
            for (; at < end; ++at) append(number, all[at]);
            number.erase(0, std::min(number.find_first_not_of('0'), number.size() - 1));
            key.numbers.push_back(number);
            at += label_at(all.substr(at));
            continue;
        }
        while (end < all.size() && (all[end] == U'十' || numerals.find(all[end]) != std::u32string_view::npos)) ++end;
        if (end > at && label_at(all.substr(end)) > 0 && value_of(all.substr(at, end - at)) >= 0) {
            key.numbers.push_back(std::to_string(value_of(all.substr(at, end - at))));
            at = end + label_at(all.substr(end));
            continue;
        }
        if (all[at] != U'-' && all[at] != U'/' && all[at] != U',' && all[at] != U'，') append(key.words, all[at]);
        ++at;
    }
    return key;
}

}  // namespace huegrid::work
