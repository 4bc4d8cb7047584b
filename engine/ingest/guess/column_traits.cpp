#include "engine/ingest/guess/column_traits.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <unordered_set>

#include "engine/address/identity.hpp"
#include "engine/base/text.hpp"
#include "engine/ingest/guess/column_words.hpp"
#include "engine/sources/value_text.hpp"

namespace huegrid::ingest {
namespace {

constexpr std::size_t most_words = 24, longest_word = 40;
constexpr double nearly_all = 0.9;  ///< of the filled cells; the others are slips

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// Digits with what people put between them taken out: 6222 0212 3456 7890.
std::string dense(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c != ' ' && c != '-') digits += c;
    return digits;
}

/// A mainland mobile or landline number, or one that begins with + and a country.
bool is_phone(const std::string& text) {
    auto digits = dense(text);
    if (digits.starts_with('+')) return digits.size() >= 9 && digits.size() <= 16 && all_digits(digits.substr(1));
    if (!all_digits(digits)) return false;
    // Grouped, as 139 1234 5678 is; the first group of 1-1262691971 is none of a mobile number.
    if (digits.size() == 11 && digits[0] == '1' && digits[1] != '0') return text.find_first_of(" -") >= 3;
    return digits.size() >= 10 && digits.size() <= 12 && digits[0] == '0' && text.find('-') != std::string::npos;
}

/// 18 characters with a date in the middle, and on a certificate of disability two more. Whether the check character fits isn't asked: lists are typed by hand, and a
/// column of them is left out in any case.
bool is_id_number(const std::string& text) {
    constexpr std::size_t on_certificate = 20;
    if (text.size() == on_certificate && all_digits(std::string_view(text).substr(18))) return is_id_number(text.substr(0, 18));
    if (text.size() != 18 || !all_digits(std::string_view(text).substr(0, 17))) return false;
    if (!is_digit(text[17]) && text[17] != 'X' && text[17] != 'x') return false;
    return text[0] != '0' && sources::date_from(text.substr(6, 8)).has_value();
}

/// Two or three characters, the first of them a common family name. Wrong for single words, right for a column of them.
bool is_chinese_name(const std::string& text) {
    static const std::u32string families =
        U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常";
    const auto points = code_points(text);
    return (points.size() == 2 || points.size() == 3) && families.find(points[0]) != std::u32string::npos &&
           std::all_of(points.begin(), points.end(), [](char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; });
}

struct Counts {
    std::size_t phones = 0, id_numbers = 0, bank_cards = 0, names = 0;
};

Personal personal_of(const std::string& column, const Counts& counts, std::size_t filled, std::size_t distinct) {
    const auto by_name = personal_by_name(column);
    if (by_name != Personal::none) return by_name;
    if (filled == 0) return Personal::none;
    const auto mostly = [&](std::size_t count) { return static_cast<double>(count) >= 0.7 * static_cast<double>(filled); };
    if (mostly(counts.id_numbers)) return Personal::id_number;
    if (mostly(counts.bank_cards)) return Personal::bank_card;
    if (mostly(counts.phones)) return Personal::phone;
    // Few words that look like names are words: 方案, 任务.
    if (mostly(counts.names) && distinct * 2 > filled && distinct > 3) return Personal::person_name;
    return Personal::none;
}

bool fits(const std::string& text, model::AttributeType type) {
    if (type == model::AttributeType::date && all_digits(text)) return false;  // 19580312 may be a number as well
    return sources::value_from(text, type).has_value();
}

/// 00123 isn't 123, and no number holds twenty digits.
bool is_code(const std::string& text) {
    constexpr std::size_t exact_digits = 15;
    return all_digits(text) && ((text.size() > 1 && text[0] == '0') || text.size() > exact_digits);
}

/// The narrowest type that nearly all values have.
model::AttributeType type_of(const std::vector<const std::string*>& values, const std::string& column) {
    using enum model::AttributeType;
    const auto is_day = [](const std::string* value) { return sources::date_from(*value) || sources::spreadsheet_day_from(*value); };
    if (!values.empty() && says_date(column) &&
        static_cast<double>(std::count_if(values.begin(), values.end(), is_day)) >= nearly_all * static_cast<double>(values.size()))
        return date;
    for (const auto type : {boolean, integer, real, date}) {
        const auto fitting = std::count_if(values.begin(), values.end(), [&](const std::string* value) { return fits(*value, type); });
        if (values.empty() || static_cast<double>(fitting) < nearly_all * static_cast<double>(values.size())) continue;
        // 0 and 1 alone may be a number of something; the words 是 and 否 aren't.
        const bool digits = std::all_of(values.begin(), values.end(), [](const std::string* value) { return all_digits(*value); });
        const auto is = [&](const char* word) { return std::any_of(values.begin(), values.end(), [&](const std::string* value) { return *value == word; }); };
        if (type == boolean && digits && (!is("0") || !is("1") || counts_something(column))) continue;
        return type;
    }
    return text;
}

ColumnTraits traits_of(const sources::LayerDescription& layer, std::size_t at) {
    ColumnTraits traits;
    traits.name = layer.columns[at];
    traits.rows = layer.rows.size();
    std::vector<const std::string*> values;
    std::unordered_set<std::string_view> distinct;
    Counts counts;
    std::size_t runs = 0;
    const std::string* last = nullptr;
    for (const auto& row : layer.rows) {
        const auto& value = row[at];
        if (value.empty()) continue;
        values.push_back(&value);
        distinct.insert(value);
        counts.phones += is_phone(value);
        counts.id_numbers += is_id_number(dense(value));
        counts.bank_cards += address::personal_number(value) == address::PersonalNumber::bank_card;
        counts.names += is_chinese_name(value);
        if (!last || *last != value) ++runs;
        last = &value;
    }
    traits.filled = values.size();
    traits.distinct = distinct.size();
    traits.in_runs = runs == distinct.size() && distinct.size() < traits.rows;
    if (layer.shape != geo::ShapeKind::none) counts.names = 0;  // of places: 金牛区 begins as a family name does
    traits.personal = personal_of(traits.name, counts, traits.filled, traits.distinct);
    const auto ages = age_words();
    const bool is_number = known_attribute(traits.name) || counts_something(traits.name) || std::find(ages.begin(), ages.end(), plain_name(traits.name)) != ages.end();  // 02 persons are two
    traits.codes = !is_number && std::any_of(values.begin(), values.end(), [](const std::string* value) { return is_code(*value); });
    traits.type = traits.codes ? model::AttributeType::text : type_of(values, traits.name);
    if (traits.number()) {
        traits.least = std::numeric_limits<double>::max();
        traits.greatest = std::numeric_limits<double>::lowest();
        for (const auto* value : values)
            if (const auto number = sources::number_from(*value)) {
                traits.least = std::min(traits.least, *number);
                traits.greatest = std::max(traits.greatest, *number);
            }
    }
    const bool short_ones = std::all_of(distinct.begin(), distinct.end(), [](std::string_view word) { return word.size() <= longest_word; });
    if (traits.personal == Personal::none && distinct.size() <= most_words && short_ones) {
        std::set<std::string_view> sorted(distinct.begin(), distinct.end());
        if (!layer.further_words.empty()) {
            for (const auto& word : layer.further_words[at])
                if (word.size() <= longest_word) sorted.insert(word);
        }
        traits.words.assign(sorted.begin(), sorted.end());
    }
    return traits;
}

}  // namespace

std::vector<ColumnTraits> traits_of(const sources::LayerDescription& layer) {
    std::vector<ColumnTraits> all;
    for (std::size_t at = 0; at < layer.columns.size(); ++at) all.push_back(traits_of(layer, at));
    return all;
}

bool are_values(const std::vector<std::string>& names) {
    const auto personal = [](const std::string& name) { return is_phone(name) || is_id_number(name) || address::personal_number(name) != address::PersonalNumber::none; };
    const auto number = [](const std::string& name) { return sources::number_from(name).has_value(); };
    return std::any_of(names.begin(), names.end(), personal) || std::count_if(names.begin(), names.end(), number) > 1;
}

std::string_view plural(Personal personal) {
    constexpr std::array<std::string_view, 6> words{"", "names", "phones", "ID numbers", "bank cards", "belief or origin"};
    return words[static_cast<std::size_t>(personal)];
}

}  // namespace huegrid::ingest
