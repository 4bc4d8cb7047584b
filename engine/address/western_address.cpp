// Street, house number, place: "Landstr. 12 a, 9490 Vaduz".
#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "engine/address/address_grammar.hpp"
#include "engine/base/fold.hpp"

namespace huegrid::address::grammar {
namespace {

using Text = std::u32string_view;
using Words = std::vector<std::u32string>;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool joins(char32_t c) { return c == '/' || c == '-'; }
bool is_in_number(char32_t c) { return is_digit(c) || (c >= 'a' && c <= 'z') || joins(c); }

/// Whether `word` is a house number: 12, 12a, 12-14, 3/2.
bool is_number(Text word) {
    return !word.empty() && word.size() <= 12 && is_digit(word[0]) && !joins(word.back()) &&
           std::all_of(word.begin(), word.end(), is_in_number);
}

/// The words of a segment, with a house number's parts brought together: "12 a", "12 - 14", "3 / 2".
Words words_of(Text segment) {
    std::u32string text;
    while (!segment.empty() && !is_word(segment.back())) segment.remove_suffix(1);
    for (std::size_t i = 0; i < segment.size(); ++i) {
        const bool blank = !is_word(segment[i]) && !joins(segment[i]);
        if (!blank) {
            text += segment[i];
            continue;
        }
        std::size_t next = i;
        while (next < segment.size() && !is_word(segment[next]) && !joins(segment[next])) ++next;
        const bool after_number = !text.empty() && (is_digit(text.back()) || joins(text.back()));
        const bool before_number = next < segment.size() && (is_digit(segment[next]) || joins(segment[next]));
        const bool joint = (!text.empty() && joins(text.back())) || (next < segment.size() && joins(segment[next]));
        const bool letter = !text.empty() && is_digit(text.back()) && next < segment.size() && segment[next] >= 'a' &&
                            segment[next] <= 'z' && (next + 1 == segment.size() || !is_word(segment[next + 1]));
        if (!(joint && after_number && before_number) && !(letter && next + 1 == segment.size())) text += U' ';
        i = next - 1;
    }
    Words words;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(U' ', begin), text.size());
        auto word = Text(text).substr(begin, end - begin);
        while (!word.empty() && joins(word.front())) word.remove_prefix(1);
        while (!word.empty() && joins(word.back())) word.remove_suffix(1);
        if (!word.empty()) words.emplace_back(word);
        begin = end + 1;
    }
    return words;
}

/// Haupt-Str. and Hauptstraße are one: only letters and digits count, and "str" at a word's end is "strasse".
/// Between two digits the separator stays: 3-2 is not 32.
std::string street_name(const Words& words) {
    std::u32string name, word;
    const auto end_word = [&] {
        if (word.empty()) return;
        if (!name.empty() && is_digit(name.back()) && is_digit(word.front())) name += U'-';
        name += std::exchange(word, {});
        if (name.ends_with(U"str")) name += U"asse";
    };
    for (const auto& one : words) {
        for (const char32_t c : one) {
            if (is_word(c) && c != '#')
                word += c;
            else
                end_word();
        }
        end_word();
    }
    return to_utf8(name);
}

std::string place_name(Text text) {
    std::u32string name;
    bool apart = false;
    for (const char32_t c : text) {
        if (!is_word(c)) {
            apart = true;
            continue;
        }
        if (apart && !name.empty()) name += U' ';
        apart = false;
        name += c;
    }
    return to_utf8(name);
}

std::u32string utf32(Text text) { return std::u32string(text); }

}  // namespace

bool is_western(Text folded) {
    std::size_t letters = 0;
    bool words = false;
    for (const char32_t c : folded) {
        if (is_han(c) || c == '#') return false;
        letters = u_isalpha(static_cast<UChar32>(c)) ? letters + 1 : 0;
        words = words || letters > 1;
    }
    return words;
}

void parse_western(Text text, ParsedAddress& address) {
    auto& stated = address.stated;
    const auto is_comma = [](char32_t c) { return c == ',' || c == ';' || c == '\n' || c == '\r'; };
    text.remove_prefix(static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_word) - text.begin()));
    const auto comma = std::find_if(text.begin(), text.end(), is_comma);
    auto street = words_of(text.substr(0, static_cast<std::size_t>(comma - text.begin())));
    auto place = utf32(text.substr(std::min(text.size(), static_cast<std::size_t>(comma - text.begin()) + 1)));
    if (street.size() > 1 && is_number(street.back())) {
        stated.number = to_utf8(street.back());
        street.pop_back();
    } else if (street.size() > 1 && is_number(street.front())) {
        stated.number = to_utf8(street.front());
        street.erase(street.begin());
    } else {  // Via Roma, 12
        place.erase(place.begin(), std::find_if(place.begin(), place.end(), is_word));
        const auto end = std::find_if(place.begin(), place.end(), is_comma);
        const auto words = words_of(Text(place).substr(0, static_cast<std::size_t>(end - place.begin())));
        if (words.size() == 1 && is_number(words.front())) {
            stated.number = to_utf8(words.front());
            place.erase(place.begin(), end);
        }
    }
    stated.road = street_name(street);
    stated.region = place_name(place);
}

std::string western_text(const Address& address) {
    auto text = address.road;
    if (!address.number.empty()) text += (text.empty() ? "" : " ") + address.number;
    if (!address.region.empty()) text += (text.empty() ? "" : ", ") + address.region;
    return text;
}

}  // namespace huegrid::address::grammar
