#include "engine/base/millionths.hpp"
#include "engine/model/fixed_words.hpp"
#include "engine/tiers/explain/because.hpp"
#include "engine/tiers/rulebook/rulebook_reader.hpp"

namespace huegrid::tiers {
namespace {

constexpr std::size_t most_rules = 10'000, most_scores = 100, most_parts = 200;
constexpr std::int64_t longest_hold_days = 3660;
constexpr double most_points = 1e6;

/// What `part` adds where it isn't TRUE for certain counts for nothing, or (`best`) where it counts unless it is FALSE for certain.
std::string term(const std::string& condition, std::int64_t points, bool best) {
    return best == (points > 0) ? fmt::format("CASE WHEN NOT ({}) THEN 0 ELSE {} END", condition, points)
                                : fmt::format("CASE WHEN ({}) THEN {} ELSE 0 END", condition, points);
}

/// The part of a point in which all points of a score are whole, in millionths.
std::int64_t unit_of(const Score& score) {
    std::int64_t unit = millionths_in_one;
    for (const auto& part : score.parts)
        while (millionths(part.points).value_or(0) % unit != 0) unit /= 10;
    return unit;
}

/// Whole numbers are added up and divided once, so that the sum is the double nearest to the true one.
std::string sum_of(const Score& score, bool best, const auto& name_of) {
    const auto unit = unit_of(score);
    std::string sum;
    for (std::size_t p = 0; p < score.parts.size(); ++p)
        sum += (p == 0 ? "" : " + ") + term(name_of(p), millionths(score.parts[p].points).value_or(0) / unit, best);
    return unit == millionths_in_one ? sum : fmt::format("({}) / {}.0", sum, millionths_in_one / unit);
}

/// TRUE if even the least sum is enough, FALSE if the most isn't, else NULL.
std::string reaches(const std::string& least, const std::string& most, double threshold) {
    return fmt::format("CASE WHEN {0} >= {2} THEN TRUE WHEN {1} < {2} THEN FALSE END", least, most, threshold);
}

}  // namespace

void RulebookReader::read_rules(const toml::table& root) {
    const bool scored = root.get("score") != nullptr;
    each(root, "rule", scored ? 0 : 1, most_rules, [&](const toml::table& t) { read_rule(t); });
    each(root, "score", 0, most_scores, [&](const toml::table& t) { read_score(t); });
    if (book_.rules.size() > most_rules) wrong(*root.get("score"), fmt::format("with the scores these are more than {} rules", most_rules));
}

/// What rules and scores have in common.
Rule RulebookReader::rule_frame(const toml::table& table) {
    Rule rule;
    rule.id = id_of(table, rule_ids_);
    rule.category = choice(table, "category", "category", book_.categories);
    rule.because = label_of(table, "because");
    if (const auto* list = table.get("applies_to")) read_kinds(*list, rule);
    rule.hold_days = int(whole_of(table, "hold_days", 0, longest_hold_days).value_or(0));
    rule.valid_from = date_of(table, "valid_from");
    rule.valid_to = date_of(table, "valid_to");
    if (rule.valid_from && rule.valid_to && *rule.valid_to <= *rule.valid_from)
        wrong(*table.get("valid_to"), "'valid_to' is the first day on which it no longer is in force, so it lies behind 'valid_from'");
    return rule;
}

void RulebookReader::read_kinds(const toml::node& node, Rule& rule) {
    const auto* list = node.as_array();
    const auto& kinds = model::words_of("household", "kind");
    if (!list || list->empty()) return wrong(node, "'applies_to' is a list such as [\"home\", \"shop\"]");
    for (const auto& entry : *list)
        if (const auto kind = word_from(entry, "kind", kinds)) rule.applies_to.emplace_back(kinds[*kind]);
}

conditions::Expression RulebookReader::condition_from(const toml::node& node, std::string& text) {
    text = text_from(node, "when");
    if (trimmed(text).empty()) return {};
    auto condition = conditions::Expression::parse(text, columns_, definitions_);
    if (condition) return std::move(*condition);
    wrong_inside(node, text, condition.error().at, std::move(condition.error().message));
    return {};
}

void RulebookReader::read_rule(const toml::table& table) {
    check_keys(table, {"id", "tier", "category", "when", "because", "applies_to", "hold_days", "valid_from", "valid_to"});
    Rule rule = rule_frame(table);
    rule.tier = choice(table, "tier", "tier", ladder_);
    const auto* when = required(table, "when");
    if (when) rule.condition = condition_from(*when, rule.when);
    read_because(table, rule, nullptr);
    places_.rules.push_back(offset(when ? when->source() : table.source()));
    book_.rules.push_back(std::move(rule));
}

// ---- scores

void RulebookReader::read_score(const toml::table& table) {
    check_keys(table, {"id", "category", "points", "tiers", "because", "applies_to", "hold_days", "valid_from", "valid_to"});
    Rule common = rule_frame(table);
    common.score = book_.scores.size();
    Score score;
    score.id = common.id;
    conditions::Definitions parts;
    const auto name = [](std::size_t part) { return fmt::format("_{}", part); };
    bool whole = true;
    each_inside(table, "points", "[{ when = \"living_alone\", points = 2 }]", [&](const toml::table& entry) {
        check_keys(entry, {"when", "points"});
        Score::Part part;
        part.points = decimal_of(entry, "points", -most_points, most_points);
        if (const auto* when = required(entry, "when")) part.condition = condition_from(*when, part.when);
        if (part.condition.syntax()) parts.add(name(score.parts.size()), part.condition.syntax());
        else whole = false;
        score.parts.push_back(std::move(part));
    });
    if (score.parts.size() > most_parts) return wrong(*table.get("points"), fmt::format("a score adds up at most {} conditions", most_parts));
    if (score.parts.empty() || !whole) return;
    for (const bool best : {false, true}) {
        auto sum = conditions::Expression::parse_value(sum_of(score, best, name), columns_, parts);
        if (!sum) return wrong(table, "these conditions are too much for one score; divide it");
        (best ? score.most : score.least) = std::move(*sum);
    }
    add_score_rules(table, common, std::move(score));
}

void RulebookReader::add_score_rules(const toml::table& table, const Rule& common, Score score) {
    conditions::Definitions sums;
    sums.add("least", score.least.syntax());
    sums.add("most", score.most.syntax());
    const auto when = [&](std::size_t part) { return score.parts[part].when; };
    std::int64_t most_millionths = 0;
    for (const auto& part : score.parts) most_millionths += std::max(millionths(part.points).value_or(0), std::int64_t{0});
    const double most = double(most_millionths) / double(millionths_in_one);
    std::vector<std::pair<std::size_t, double>> thresholds;
    each_inside(table, "tiers", "[{ tier = \"red\", at_least = 5 }]", [&](const toml::table& entry) {
        check_keys(entry, {"tier", "at_least"});
        Rule rule = common;
        rule.tier = choice(entry, "tier", "tier", ladder_);
        const double at_least = decimal_of(entry, "at_least", -1e9, 1e9);
        for (const auto& [tier, other] : thresholds) {
            if (tier == rule.tier) wrong(entry, "this tier has a threshold already");
            else if ((tier < rule.tier) != (other > at_least)) wrong(entry, "a higher tier needs more points than a lower one");
        }
        thresholds.emplace_back(rule.tier, at_least);
        if (at_least > most) wrong(entry, fmt::format("nobody can have more than {} points here", most));
        if (!ladder_.empty()) rule.id += "-" + ladder_[rule.tier].key;
        if (!rule_ids_.insert(rule.id).second) wrong(entry, fmt::format("there is a rule '{}' already, as this threshold's is called", rule.id));
        auto condition = conditions::Expression::parse(reaches("least", "most", at_least), columns_, sums);
        if (!condition) return wrong(entry, "these conditions are too much for one score; divide it");
        rule.condition = std::move(*condition);
        rule.when = reaches(sum_of(score, false, when), sum_of(score, true, when), at_least);
        read_because(table, rule, &score);
        places_.rules.push_back(offset(table.source()));
        book_.rules.push_back(std::move(rule));
    });
    book_.scores.push_back(std::move(score));
}

// ---- reasons

void RulebookReader::read_because(const toml::table& table, Rule& rule, const Score* score) {
    const auto* node = table.get("because");
    const auto* pair = node ? node->as_table() : nullptr;
    if (!pair) return;
    if (const auto* zh = pair->get("zh")) quote(*zh, rule.because.zh, rule, score);
    if (const auto* en = pair->get("en")) quote(*en, rule.because.en, rule, score);
}

void RulebookReader::quote(const toml::node& node, const std::string& reason, Rule& rule, const Score* score) {
    const auto parts = parts_of_reason(reason);
    if (!parts) return wrong_inside(node, reason, parts.error().at, parts.error().message);
    for (const auto& part : *parts) {
        const auto here = [&](const Quoted& q) { return q.name == part.text; };
        if (!part.quotes || std::any_of(rule.quoted.begin(), rule.quoted.end(), here)) continue;
        if (auto found = quoted(part.text, score)) {
            rule.quoted.push_back(std::move(*found));
            continue;
        }
        Names known;
        for (const auto& attribute : columns_) known.push_back(attribute.name);
        for (const auto& derived : book_.derived) known.push_back(derived.attribute.name);
        if (score) known.emplace_back("score");
        wrong_inside(node, reason, part.at, fmt::format("there is no value '{}' to quote{}", part.text, did_you_mean(part.text, known)));
    }
}

std::optional<Quoted> RulebookReader::quoted(const std::string& name, const Score* score) const {
    if (score && name == "score") return Quoted{name, score_title, score->least};
    for (const auto& derived : book_.derived)
        if (derived.attribute.name == name) return Quoted{name, derived.attribute.title, derived.value};
    const auto* attribute = column(name);
    auto value = attribute ? conditions::Expression::parse_value(in_quotes(name), columns_, definitions_) : tl::unexpected(conditions::Mistake{});
    if (!value) return std::nullopt;
    return Quoted{name, attribute->title, std::move(*value)};
}

}  // namespace huegrid::tiers
