#include "engine/tiers/rulebook/toml_reader.hpp"

#include <cmath>

#include "engine/base/millionths.hpp"
#include "engine/tiers/rulebook/toml_text.hpp"

namespace huegrid::tiers {
namespace {

constexpr std::size_t most_mistakes = 100;  ///< then reading goes on without noting more

}  // namespace

std::size_t TomlReader::offset(const toml::source_region& region) const {
    if (lines_.empty()) {
        lines_.push_back(0);
        for (auto at = text_.find('\n'); at != std::string_view::npos; at = text_.find('\n', at + 1)) lines_.push_back(at + 1);
    }
    const std::size_t line = region.begin.line;
    if (line == 0 || line > lines_.size()) return text_.size();
    const std::size_t begin = lines_[line - 1];
    return begin + conditions::offset_of(text_.substr(begin), {1, region.begin.column});
}

void TomlReader::wrong(const toml::source_region& region, std::string message) {
    if (mistakes_.size() < most_mistakes) mistakes_.push_back({offset(region), std::move(message)});
}

void TomlReader::wrong_inside(const toml::node& node, std::string_view value, std::size_t at, std::string message) {
    if (mistakes_.size() >= most_mistakes) return;
    const std::size_t quote = offset(node.source());
    const auto written = bytes_written_at(text_, quote, value);
    mistakes_.push_back({at < written.size() ? written[at] : quote, std::move(message)});
}

void TomlReader::check_keys(const toml::table& table, std::initializer_list<std::string_view> known) {
    for (auto&& [key, value] : table)
        if (std::find(known.begin(), known.end(), key.str()) == known.end())
            wrong(key.source(), fmt::format("'{}' isn't a key here{}", key.str(), did_you_mean(key.str(), Names(known.begin(), known.end()))));
}

const toml::node* TomlReader::required(const toml::table& table, std::string_view key) {
    const auto* node = table.get(key);
    if (!node) wrong(table, fmt::format("'{}' is missing here", key));
    return node;
}

std::string TomlReader::text_from(const toml::node& node, std::string_view key) {
    const auto* text = node.as_string();
    if (!text) wrong(node, fmt::format("'{}' is text: put it in quotes", key));
    else if (trimmed(text->get()).empty()) wrong(node, fmt::format("'{}' is empty", key));
    return text ? text->get() : "";
}

std::string TomlReader::text_of(const toml::table& table, std::string_view key) {
    const auto* node = required(table, key);
    return node ? text_from(*node, key) : "";
}

Label TomlReader::label_of(const toml::table& table, std::string_view key) {
    const auto* node = required(table, key);
    if (!node) return {};
    const auto* pair = node->as_table();
    if (!pair || pair->empty()) {
        wrong(*node, fmt::format("'{}' is {{ zh = \"…\", en = \"…\" }}", key));
        return {};
    }
    check_keys(*pair, {"zh", "en"});
    Label label;
    if (const auto* zh = pair->get("zh")) label.zh = text_from(*zh, "zh");
    if (const auto* en = pair->get("en")) label.en = text_from(*en, "en");
    if (label.zh.empty() != label.en.empty())
        remarks_.push_back({offset(node->source()), fmt::format("'{}' is in {} only; the other readers get that too", key, label.zh.empty() ? "English" : "Chinese")});
    return label;
}

std::int64_t TomlReader::whole_from(const toml::node& node, std::string_view key, std::int64_t least, std::int64_t most) {
    const auto* whole = node.as_integer();
    if (whole && whole->get() >= least && whole->get() <= most) return whole->get();
    wrong(node, fmt::format("'{}' is a whole number from {} to {}", key, least, most));
    return least;
}

std::optional<std::int64_t> TomlReader::whole_of(const toml::table& table, std::string_view key, std::int64_t least, std::int64_t most) {
    const auto* node = table.get(key);
    if (!node) return std::nullopt;
    return whole_from(*node, key, least, most);
}

double TomlReader::number_from(const toml::node& node, std::string_view key, double least, double most) {
    const auto number = node.is_number() ? node.value<double>() : std::nullopt;
    if (number && *number >= least && *number <= most) return *number;  // NaN is neither
    wrong(node, fmt::format("'{}' is a number from {} to {}", key, least, most));
    return least;
}

double TomlReader::number_of(const toml::table& table, std::string_view key, double least, double most) {
    const auto* node = required(table, key);
    return node ? number_from(*node, key, least, most) : least;
}

double TomlReader::decimal_of(const toml::table& table, std::string_view key, double least, double most) {
    const double number = number_of(table, key, least, most);
    if (!millionths(number)) wrong(*table.get(key), fmt::format("'{}' has at most {} decimal places", key, decimal_places));
    return number;
}

std::optional<Date> TomlReader::date_of(const toml::table& table, std::string_view key) {
    const auto* node = table.get(key);
    if (!node) return std::nullopt;
    const auto* day = node->as_date();
    if (day) {
        const auto& date = day->get();
        return Date(std::chrono::year(date.year) / int(date.month) / int(date.day));
    }
    wrong(*node, fmt::format("'{}' is a day, without quotes: 2026-10-31", key));
    return std::nullopt;
}

std::optional<std::size_t> TomlReader::word_from(const toml::node& node, std::string_view what, std::span<const std::string_view> words) {
    const auto text = text_from(node, what);
    const auto found = std::find(words.begin(), words.end(), text);
    if (found != words.end()) return std::size_t(found - words.begin());
    if (!trimmed(text).empty())
        wrong(node, fmt::format("there is no {} '{}'{} ({})", what, text, did_you_mean(text, Names(words.begin(), words.end())), fmt::join(words, ", ")));
    return std::nullopt;
}

bool TomlReader::all_tables(const toml::array& list) {
    return std::all_of(list.begin(), list.end(), [](const toml::node& entry) { return entry.is_table(); });
}

const toml::array* TomlReader::list_of(const toml::table& root, std::string_view key, std::size_t least, std::size_t most) {
    const auto* node = root.get(key);
    const auto* list = node ? node->as_array() : nullptr;
    if (node && (!list || !all_tables(*list))) {
        wrong(*node, fmt::format("each {0} is headed by [[{0}]]", key));
        return nullptr;
    }
    const std::size_t count = list ? list->size() : 0;
    if (count >= least && count <= most) return list;
    wrong(node ? node->source() : root.source(), fmt::format("{} to {} [[{}]] are needed, here are {}", least, most, key, count));
    return count > most ? nullptr : list;
}

}  // namespace huegrid::tiers
