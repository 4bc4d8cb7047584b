// Region, road, number, estate, items, rest: the grammar that address.hpp states.
#include <algorithm>
#include <array>

#include "engine/address/address_grammar.hpp"
#include "engine/base/fold.hpp"

namespace huegrid::address::grammar {
namespace {

using Text = std::u32string_view;

constexpr std::size_t longest_name = 14;

bool is_place_name(char32_t c) { return is_han(c) || c == U'〇'; }

/// The longest of `words` that `text` has at `at`; "" if none.
template <std::size_t N>
Text word_at(Text text, std::size_t at, const std::array<Text, N>& words) {
    Text longest;
    for (const auto word : words)
        if (word.size() > longest.size() && text.substr(std::min(at, text.size())).starts_with(word)) longest = word;
    return longest;
}

// --- Region ----------------------------------------------------------------------------------------------------------

/// A kind of region. A weak one is often a part of a name (城市花园, 小区), so it counts only with company.
struct RegionWord {
    Text word;
    int level;
    bool strong;
};
constexpr std::array<RegionWord, 21> region_words{{{U"特别行政区", 1, true}, {U"自治区", 1, true},     {U"省", 1, true},
                                                   {U"自治州", 2, true},     {U"地区", 2, false},      {U"市", 2, false},
                                                   {U"区", 3, false},        {U"县", 3, false},        {U"旗", 3, false},
                                                   {U"街道办事处", 4, true}, {U"街道办", 4, true},     {U"街道", 4, true},
                                                   {U"镇", 4, true},         {U"乡", 4, true},         {U"社区居民委员会", 5, true},
                                                   {U"社区居委会", 5, true}, {U"居民委员会", 5, true}, {U"村民委员会", 5, true},
                                                   {U"居委会", 5, true},     {U"村委会", 5, true},     {U"社区", 5, true}}};

const RegionWord* region_word_at(Text text, std::size_t at) {
    for (const auto& one : region_words)
        if (text.substr(at).starts_with(one.word)) return &one;
    return nullptr;
}

/// Where the next region of a level below `above` ends; `begin` if there is none.
struct Region {
    std::size_t end = 0;
    const RegionWord* word = nullptr;
};
Region region_at(Text text, std::size_t begin, int above) {
    constexpr std::array<Text, 8> no_regions{U"小区", U"社区", U"校区", U"厂区", U"院区", U"期区", U"片区", U"库区"};
    constexpr std::array<Text, 8> streets{U"路", U"街", U"巷", U"大道", U"道", U"前街", U"里", U"口"};
    for (std::size_t i = begin + 1; i < text.size() && i < begin + longest_name && is_place_name(text[i - 1]); ++i) {
        const auto* word = region_word_at(text, i);
        if (!word || word->level <= above) continue;
        const std::size_t end = i + word->word.size();
        const bool part_of_name = word->word == U"区" && !word_at(text, i - 1, no_regions).empty();
        const bool names_a_street = !word_at(text, end, streets).empty();
        // 水乡花园 is an estate, and so is what stands right before a building: 凤祥社区3栋.
        const bool named = i - begin >= 2;
        const bool more_follows = end < text.size() && is_place_name(text[end]) && !value_at(text, end);
        if (!part_of_name && !names_a_street && named && more_follows) return {end, word};
    }
    return {begin, nullptr};
}

// --- Road and number -------------------------------------------------------------------------------------------------

struct Road {
    std::size_t begin = 0, end = 0;  ///< without the number; begin == end: no road
    std::string name, number;
    std::size_t number_end = 0;
};

/// Behind a road's name: 东段, 一段, 南一段, 二巷.
std::size_t section_at(Text text, std::size_t at, std::string& name) {
    constexpr std::array<Text, 5> directions{U"东", U"西", U"南", U"北", U"中"};
    constexpr std::array<Text, 5> sections{U"段", U"巷", U"支路", U"胡同", U"支巷"};
    const auto direction = word_at(text, at, directions);
    const std::size_t number_at = at + direction.size();
    if (const auto direct = word_at(text, number_at, sections); direct == U"段" && !direction.empty()) {
        name += to_utf8(direction) + to_utf8(direct);
        return number_at + direct.size();
    }
    const auto value = value_at(text, number_at);
    if (!value) return at;
    const auto section = word_at(text, value->end, sections);
    if (section.empty()) return at;
    name += to_utf8(direction) + value->text + to_utf8(section);
    return value->end + section.size();
}

/// 88号, 88-1号, 88弄, 12号院, 88号附3号, 88附3号; "" unless it is one.
std::size_t number_at(Text text, std::size_t at, std::string& number) {
    const std::size_t sign = text.find_first_not_of('#', at);
    auto value = value_at(text, sign);
    if (!value) return at;
    std::string values = value->text;
    while (value->end < text.size() && text[value->end] == U'-') {
        auto next = value_at(text, value->end + 1);
        if (!next) break;
        values += '-' + next->text;
        value = std::move(next);
    }
    std::size_t end = value->end;
    const auto rest = text.substr(end);
    const auto attached = [&](std::size_t from) {  // 附3号
        const auto other = from < text.size() && text[from] == U'附' ? value_at(text, from + 1) : std::nullopt;
        if (!other || other->end >= text.size() || text[other->end] != U'号') return from;
        values += "附" + other->text;
        return other->end + 1;
    };
    if (rest.starts_with(U"弄")) {
        number = values + "弄";
        return end + 1;
    }
    if (rest.starts_with(U"附")) {
        end = attached(end);
        if (end == value->end) return at;
    } else if (rest.starts_with(U"号院") && !rest.starts_with(U"号院子")) {
        end += 2;
    } else if (rest.starts_with(U"号")) {
        if (const auto label = label_at(text, end); label && label->end > end + 1) return at;  // 3号楼
        end = attached(end + 1);
    } else {
        return at;
    }
    number = values;
    return end;
}

std::optional<Road> road_at(Text text, std::size_t begin) {
    constexpr std::array<Text, 10> kinds{U"大道", U"大街", U"公路", U"国道", U"省道", U"胡同", U"路", U"街", U"巷", U"弄"};
    constexpr std::array<Text, 7> no_roads{U"小区", U"口", U"边", U"旁", U"道", U"段", U"灯"};
    for (std::size_t i = begin + 1; i < text.size() && i < begin + longest_name; ++i) {
        // A named road has no digits in it, but for 318国道.
        if (is_place_name(text[i - 1]) != is_place_name(text[begin])) break;
        auto kind = word_at(text, i, kinds);
        if (kind.empty() && text[i] == U'道' && i + 1 < text.size() && value_at(text, i + 1)) kind = text.substr(i, 1);
        if (kind.empty()) continue;
        if (!is_place_name(text[begin]) && kind != U"国道" && kind != U"省道") continue;
        Road road{begin, i + kind.size(), to_utf8(text.substr(begin, i + kind.size() - begin)), "", 0};
        for (std::size_t more = 0; more != road.end;) more = road.end, road.end = section_at(text, road.end, road.name);
        road.number_end = number_at(text, road.end, road.number);
        const bool numbered_or_last = road.number_end > road.end || road.end == text.size() || value_at(text, road.end);
        const bool lane = kind == U"弄";
        const bool before_a_name = i - begin >= 2 && !lane && word_at(text, road.end, no_roads).empty();
        if (numbered_or_last ? !lane || road.number_end > road.end : before_a_name) return road;
    }
    return std::nullopt;
}

/// Where the regions at the beginning end. Weak ones count when a strong one or a road follows, or when there are two.
std::size_t regions_end(Text text) {
    std::size_t sure = 0, at = 0;
    int level = 0, weak = 0;
    for (auto region = region_at(text, at, level); region.word; region = region_at(text, at, level)) {
        at = region.end;
        level = region.word->level;
        weak += region.word->strong ? 0 : 1;
        if (region.word->strong || weak > 1) sure = at;
    }
    if (at > sure && road_at(text, at)) sure = at;
    return sure;
}

// --- Estate, items, rest ---------------------------------------------------------------------------------------------

struct Token {
    std::size_t begin = 0, end = 0;
    std::optional<AddressItem> item;  ///< else a word
    bool strong = false;
};

/// An item at `at`, or nothing. A bare value must be apart from what follows, as 3 in 3组 isn't.
std::optional<Token> item_at(Text text, std::size_t at) {
    std::size_t begin = at;
    const bool ordinal = text[at] == U'第';
    if (ordinal) ++begin;
    const bool sign = begin < text.size() && text[begin] == U'#';
    if (sign) ++begin;
    const auto value = value_at(text, begin);
    if (!value) return std::nullopt;
    if (const auto label = label_at(text, value->end)) {
        // 2#1#204: the sign in the middle numbers a unit.
        const bool between = at > 0 && text[at - 1] == U'#' && text[label->end - 1] == U'#' && label->end < text.size() && starts_value(text[label->end]);
        return Token{at, label->end, AddressItem{value->text, between ? any_part : label->parts}, label->strong};
    }
    const std::size_t end = value->end;
    const bool apart = end == text.size() || text[end] == U'-' || (text[end] == U'第' && value_at(text, end + 1));
    if (!apart) return std::nullopt;
    return Token{at, value->end, AddressItem{value->text, sign ? numbered : any_part}, false};
}

std::vector<Token> tokens_of(Text text, std::size_t at) {
    std::vector<Token> tokens;
    const auto is_alnum = [](char32_t c) { return c < 0x80 && starts_value(c); };
    while (at < text.size()) {
        if (text[at] == U'-') {
            ++at;
            continue;
        }
        if (auto item = item_at(text, at)) {
            at = item->end;
            tokens.push_back(std::move(*item));
            continue;
        }
        const std::size_t begin = at;
        if (is_alnum(text[at])) {  // letters of a word are left together, and digits that are too many
            const bool letter = text[at] >= 'a';
            while (at < text.size() && is_alnum(text[at]) && (text[at] >= 'a') == letter) ++at;
        } else {
            ++at;
        }
        if (!tokens.empty() && !tokens.back().item && tokens.back().end == begin)
            tokens.back().end = at;
        else
            tokens.push_back({begin, at, std::nullopt, false});
    }
    return tokens;
}

/// The tokens [first, last) that are the items: those at the end; if words are there, those around the first sure one.
struct Run {
    std::size_t first = 0, last = 0;
};
Run items_of(const std::vector<Token>& tokens) {
    Run run{tokens.size(), tokens.size()};
    if (tokens.empty() || !tokens.back().item) {
        const auto sure = std::find_if(tokens.begin(), tokens.end(), [](const Token& t) { return t.item && t.strong; });
        if (sure == tokens.end()) return run;
        run.first = run.last = static_cast<std::size_t>(sure - tokens.begin());
        while (run.last < tokens.size() && tokens[run.last].item) ++run.last;
    }
    while (run.first > 0 && tokens[run.first - 1].item) --run.first;
    return run;
}

}  // namespace

std::string name_of(Text text) {
    constexpr std::array<Text, 8> counted{U"期", U"区", U"组", U"村", U"队", U"弄", U"号", U"街坊"};
    std::u32string name;
    for (std::size_t at = 0; at < text.size();) {
        const auto value = is_chinese_numeral(text[at]) ? value_at(text, at) : std::nullopt;
        if (value && !word_at(text, value->end, counted).empty()) {
            name.append(value->text.begin(), value->text.end());
            at = value->end;
            continue;
        }
        name += text[at++];
    }
    const auto begin = std::min(name.find_first_not_of(U"-#"), name.size());
    const auto end = std::max(name.find_last_not_of(U"-#") + 1, begin);
    return to_utf8(Text(name).substr(begin, end - begin));
}

void parse_chinese(Text text, ParsedAddress& address) {
    auto& stated = address.stated;
    std::size_t at = regions_end(text);
    stated.region = to_utf8(text.substr(0, at));
    if (auto road = road_at(text, at)) {
        stated.road = std::move(road->name);
        stated.number = std::move(road->number);
        at = road->number_end;
    }
    const auto tokens = tokens_of(text, at);
    const auto run = items_of(tokens);
    const std::size_t items_begin = run.first < tokens.size() ? tokens[run.first].begin : text.size();
    stated.estate = name_of(text.substr(at, items_begin - at));
    for (std::size_t i = run.first; i < run.last; ++i) address.items.push_back(*tokens[i].item);
    if (run.last < tokens.size()) stated.rest = to_utf8(text.substr(tokens[run.last].begin));
}

}  // namespace huegrid::address::grammar
