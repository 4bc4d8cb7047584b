#include "engine/tiers/rulebook.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>

#include "engine/base/text.hpp"
#include "engine/conditions/mistake.hpp"
#include "engine/palette/palette.hpp"
#include "engine/tiers/toml_text.hpp"

namespace huegrid::tiers {
namespace {

using Names = std::vector<std::string>;

constexpr std::size_t most_mistakes = 100;  ///< then reading goes on without noting more
constexpr std::size_t most_tiers = 12, most_categories = 32, most_rules = 10'000;
constexpr std::int64_t longest_rhythm_days = 3660;

const Names patterns{"solid", "diagonal", "cross", "dots", "horizontal", "vertical"};
const Names kinds{"home", "shop", "enterprise"};

/// Where two things of a list have the same id, the second one is wrong.
template <class Things>
std::optional<std::size_t> find_key(const Things& things, std::string_view key) {
    for (std::size_t i = 0; i < things.size(); ++i)
        if (things[i].key == key) return i;
    return std::nullopt;
}

template <class Things>
Names keys_of(const Things& things) {
    Names keys;
    for (const auto& thing : things) keys.push_back(thing.key);
    return keys;
}

class Reader {
public:
    Reader(std::string_view text, const std::vector<model::Attribute>& columns) : text_(text), columns_(columns) {}

    Rulebook read(const toml::table& root) {
        check_keys(root, {"name", "version", "owner", "basis", "otherwise", "tier", "category", "rule", "unknown",
                          "not_applicable"});
        book_.text = text_;
        book_.name = text_of(root, "name");
        book_.version = text_of(root, "version");
        book_.owner = text_of(root, "owner");
        book_.basis = label_of(root, "basis");
        each(root, "tier", 2, most_tiers, [&](const toml::table& t) { read_tier(t); });
        each(root, "category", 1, most_categories, [&](const toml::table& t) { read_category(t); });
        const auto ladder = book_.tiers;
        book_.otherwise = choice(root, "otherwise", "tier", ladder);
        each(root, "rule", 1, most_rules, [&](const toml::table& t) { read_rule(t, ladder); });
        read_class(root, {model::unknown_tier, {"情况不明", "not known"}, {0x8c, 0x8c, 0x8c}, "?", "dots", {}});
        check_palette();
        read_class(root, {model::not_applicable_tier, {"不适用", "not applicable"}, {0xe4, 0xe4, 0xe4}, "-", "solid", {}});
        return std::move(book_);
    }
    [[nodiscard]] const std::vector<conditions::Mistake>& mistakes() const { return mistakes_; }

private:
    std::size_t offset(const toml::source_region& region) const {
        return conditions::offset_of(text_, {region.begin.line, region.begin.column});
    }
    void wrong(const toml::source_region& region, std::string message) {
        if (mistakes_.size() < most_mistakes) mistakes_.push_back({offset(region), std::move(message)});
    }

    void check_keys(const toml::table& table, const Names& known) {
        for (auto&& [key, value] : table)
            if (std::find(known.begin(), known.end(), key.str()) == known.end())
                wrong(key.source(), fmt::format("'{}' isn't a key here{}", key.str(), did_you_mean(key.str(), known)));
    }

    /// The value under `key`; nullptr, and a mistake, when there is none.
    const toml::node* required(const toml::table& table, std::string_view key) {
        const auto* node = table.get(key);
        if (!node) wrong(table.source(), fmt::format("'{}' is missing here", key));
        return node;
    }
    std::string text_from(const toml::node& node, std::string_view key) {
        const auto* text = node.as_string();
        if (!text) wrong(node.source(), fmt::format("'{}' is text: put it in quotes", key));
        else if (trimmed(text->get()).empty()) wrong(node.source(), fmt::format("'{}' is empty", key));
        return text ? text->get() : "";
    }
    std::string text_of(const toml::table& table, std::string_view key) {
        const auto* node = required(table, key);
        return node ? text_from(*node, key) : "";
    }
    Label label_of(const toml::table& table, std::string_view key) {
        const auto* node = required(table, key);
        if (!node) return {};
        const auto* pair = node->as_table();
        if (!pair || pair->empty()) {
            wrong(node->source(), fmt::format("'{}' is {{ zh = \"…\", en = \"…\" }}", key));
            return {};
        }
        check_keys(*pair, {"zh", "en"});
        Label label;
        if (const auto* zh = pair->get("zh")) label.zh = text_from(*zh, "zh");
        if (const auto* en = pair->get("en")) label.en = text_from(*en, "en");
        return label;
    }
    std::string id_of(const toml::table& table, const Names& taken) {
        const auto* node = required(table, "id");
        if (!node) return "";
        auto id = text_from(*node, "id");
        const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
        if (!std::all_of(id.begin(), id.end(), plain))
            wrong(node->source(), "an id is written with a-z, 0-9, - and _");
        else if (std::find(taken.begin(), taken.end(), id) != taken.end())
            wrong(node->source(), fmt::format("the id '{}' is taken already", id));
        return id;
    }
    /// The index of the thing that `key` names.
    template <class Things>
    std::size_t choice(const toml::table& table, std::string_view key, std::string_view what, const Things& things) {
        const auto* node = required(table, key);
        if (!node) return 0;
        const auto id = text_from(*node, key);
        const auto found = find_key(things, id);
        if (!found && !id.empty())
            wrong(node->source(), fmt::format("there is no {} '{}'{}", what, id, did_you_mean(id, keys_of(things))));
        return found.value_or(0);
    }
    template <class Use>
    void each(const toml::table& root, std::string_view key, std::size_t least, std::size_t most, const Use& use) {
        const auto* node = root.get(key);
        const auto* list = node ? node->as_array() : nullptr;
        if (node && (!list || !list->is_homogeneous<toml::table>())) {
            wrong(node->source(), fmt::format("each {0} is headed by [[{0}]]", key));
            return;
        }
        const std::size_t count = list ? list->size() : 0;
        if (count < least || count > most) {
            wrong(node ? node->source() : root.source(),
                  fmt::format("{} to {} [[{}]] are needed, here are {}", least, most, key, count));
            if (count > most) return;
        }
        if (list)
            for (const auto& entry : *list) use(*entry.as_table());
    }

    std::optional<Colour> colour_from(const toml::node& node) {
        const auto text = text_from(node, "colour");
        const auto colour = parse_colour(text);
        if (!colour && !text.empty()) wrong(node.source(), fmt::format("'{}' is no colour; write \"#rrggbb\"", text));
        return colour;
    }
    std::string pattern_of(const toml::table& table) {
        auto pattern = text_of(table, "pattern");
        const auto* node = table.get("pattern");
        if (!pattern.empty() && std::find(patterns.begin(), patterns.end(), pattern) == patterns.end())
            wrong(node->source(), fmt::format("there is no pattern '{}'{} There are {}", pattern,
                                              did_you_mean(pattern, patterns), fmt::join(patterns, ", ")));
        return pattern;
    }
    std::string letter_of(const toml::table& table) {
        auto letter = text_of(table, "letter");
        const auto* node = table.get("letter");
        if (letter.empty()) return letter;
        if (code_points(letter).size() != 1) wrong(node->source(), "'letter' is one character");
        for (const auto& tier : book_.tiers)
            if (tier.letter == letter) wrong(node->source(), fmt::format("tier '{}' has the letter '{}' already", tier.key, letter));
        return letter;
    }

    void read_tier(const toml::table& table) {
        check_keys(table, {"id", "name", "colour", "letter", "pattern", "visit_every_days"});
        model::Tier tier;
        Names taken = keys_of(book_.tiers);
        taken.insert(taken.end(), {model::unknown_tier, model::not_applicable_tier});
        tier.key = id_of(table, taken);
        tier.name = label_of(table, "name");
        if (const auto* colour = required(table, "colour")) {
            tier.colour = colour_from(*colour).value_or(Colour{});
            colour_at_.push_back(colour->source());
        } else {
            colour_at_.push_back(table.source());
        }
        tier.letter = letter_of(table);
        tier.pattern = pattern_of(table);
        if (const auto* days = table.get("visit_every_days")) {
            const auto count = days->value_exact<std::int64_t>().value_or(0);
            if (count < 1 || count > longest_rhythm_days)
                wrong(days->source(), fmt::format("'visit_every_days' is a whole number from 1 to {}", longest_rhythm_days));
            else tier.visit_every_days = int(count);
        }
        book_.tiers.push_back(std::move(tier));
    }

    void read_category(const toml::table& table) {
        check_keys(table, {"id", "name"});
        auto id = id_of(table, keys_of(book_.categories));
        book_.categories.push_back({std::move(id), label_of(table, "name")});
    }

    /// `unknown` and `not_applicable`: what the rulebook says of them, and else the default.
    void read_class(const toml::table& root, model::Tier tier) {
        if (const auto* node = root.get(tier.key)) {
            const auto* table = node->as_table();
            if (!table) {
                wrong(node->source(), fmt::format("'{0}' is a table: head it by [{0}]", tier.key));
            } else {
                check_keys(*table, {"name", "colour"});
                if (table->get("name")) tier.name = label_of(*table, "name");
                if (const auto* colour = table->get("colour")) tier.colour = colour_from(*colour).value_or(tier.colour);
            }
            colour_at_.push_back(node->source());
        } else {
            colour_at_.push_back(root.source());
        }
        book_.tiers.push_back(std::move(tier));
    }

    void read_rule(const toml::table& table, const std::vector<model::Tier>& ladder) {
        check_keys(table, {"id", "tier", "category", "when", "because", "applies_to"});
        Rule rule;
        rule.id = id_of(table, rule_ids_);
        rule_ids_.push_back(rule.id);
        rule.tier = choice(table, "tier", "tier", ladder);
        rule.category = choice(table, "category", "category", book_.categories);
        rule.because = label_of(table, "because");
        if (const auto* list = table.get("applies_to")) read_kinds(*list, rule);
        if (const auto* when = required(table, "when")) read_condition_of(*when, rule);
        book_.rules.push_back(std::move(rule));
    }

    void read_kinds(const toml::node& node, Rule& rule) {
        const auto* list = node.as_array();
        if (!list || list->empty()) return wrong(node.source(), "'applies_to' is a list such as [\"home\", \"shop\"]");
        for (const auto& entry : *list) {
            const auto kind = text_from(entry, "applies_to");
            if (!kind.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
                wrong(entry.source(), fmt::format("there is no kind of household '{}'{} There are {}", kind,
                                                  did_you_mean(kind, kinds), fmt::join(kinds, ", ")));
            rule.applies_to.push_back(kind);
        }
    }

    void read_condition_of(const toml::node& node, Rule& rule) {
        rule.when = text_from(node, "when");
        if (trimmed(rule.when).empty()) return;
        auto condition = conditions::Expression::parse(rule.when, columns_);
        if (condition) {
            rule.condition = std::move(*condition);
            return;
        }
        if (mistakes_.size() >= most_mistakes) return;
        auto mistake = std::move(condition.error());
        const std::size_t quote = offset(node.source());
        const auto written = bytes_written_at(text_, quote, rule.when);
        mistake.at = mistake.at < written.size() ? written[mistake.at] : quote;
        mistakes_.push_back(std::move(mistake));
    }

    /// All tiers and `unknown`, which must not be taken for one.
    void check_palette() {
        if (!mistakes_.empty()) return;
        std::vector<palette::NamedColour> colours;
        for (const auto& tier : book_.tiers) colours.push_back({tier.key, tier.colour});
        const auto check = palette::check_palette(colours);
        if (check.passed()) return;
        auto message = palette::sentence(*check.closest, colours);
        if (check.suggestion) message += "; " + palette::sentence(*check.suggestion, colours);
        wrong(colour_at_[check.closest->other.value_or(check.closest->tier)], std::move(message));
    }

    std::string_view text_;
    const std::vector<model::Attribute>& columns_;
    Rulebook book_;
    Names rule_ids_;
    std::vector<toml::source_region> colour_at_;  ///< one for each of book_.tiers
    std::vector<conditions::Mistake> mistakes_;
};

}  // namespace

Result<Rulebook> read_rulebook(std::string_view text, const std::string& file,
                               const std::vector<model::Attribute>& register_columns) {
    const auto parsed = toml::parse(text, file);
    if (!parsed) {
        const auto& begin = parsed.error().source().begin;
        const conditions::Mistake mistake{conditions::offset_of(text, {begin.line, begin.column}), std::string(parsed.error().description())};
        return fail(conditions::error_of(text, file, {&mistake, 1}));
    }
    Reader reader(text, register_columns);
    auto book = reader.read(parsed.table());
    if (!reader.mistakes().empty()) return fail(conditions::error_of(text, file, reader.mistakes()));
    return book;
}

}  // namespace huegrid::tiers
