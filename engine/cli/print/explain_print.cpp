#include "engine/cli/print/explain_print.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/cli/print/say.hpp"

namespace huegrid::cli {
namespace {

using nlohmann::ordered_json;
using tiers::RuleFinding;
using Outcome = RuleFinding::Outcome;

std::string outcome_word(Outcome outcome) {
    switch (outcome) {
        case Outcome::is_true: return "true";
        case Outcome::is_held: return "held";
        case Outcome::is_false: return "false";
        case Outcome::is_null: return "unknown";
        case Outcome::not_for_this_kind: return "not_for_this_kind";
        case Outcome::not_valid: return "not_valid";
    }
    return "";
}

std::string wanted_word(tiers::Shortfall::Wanted wanted) {
    constexpr const char* words[] = {"=", "<>", "<", "<=", ">", ">=", "between", "not between", "in", "not in", "like", "not like", "is null", "is not null"};
    return words[std::size_t(wanted)];
}

const model::Tier* tier_at(const tiers::Rulebook& book, std::int8_t index) { return index < 0 ? nullptr : &book.tiers[std::size_t(index)]; }

ordered_json value_json(const model::Value& value) {
    if (const auto* i = std::get_if<std::int64_t>(&value)) return *i;
    if (const auto* d = std::get_if<double>(&value)) return *d;
    if (std::holds_alternative<std::monostate>(value)) return nullptr;
    return model::to_text(value);
}

ordered_json or_null(const std::string& text) { return text.empty() ? ordered_json(nullptr) : ordered_json(text); }
ordered_json or_null(const std::optional<Date>& date) { return date ? ordered_json(to_text(*date)) : ordered_json(nullptr); }

ordered_json near_json(const RuleFinding& finding, tiers::Telling telling) {
    auto near = ordered_json::array();
    for (const auto& shortfall : finding.near_miss) {
        const bool masked = is_hidden(finding, shortfall.attributes, telling);
        auto bounds = ordered_json::array();
        if (!masked || shortfall.attributes.size() == 1)  // else a bound may be a value too
            for (const auto& bound : shortfall.bounds) bounds.push_back(value_json(bound));
        near.push_back({{"subject", shortfall.subject}, {"attributes", shortfall.attributes}, {"seen", masked ? ordered_json() : value_json(shortfall.seen)},
                        {"wanted", wanted_word(shortfall.wanted)}, {"bounds", bounds}, {"by", masked ? ordered_json() : value_json(shortfall.by)},
                        {"masked", masked}});
    }
    return near;
}

ordered_json finding_json(const tiers::Rulebook& book, const RuleFinding& finding, tiers::Telling telling) {
    const auto& rule = book.rules[finding.rule];
    ordered_json seen = ordered_json::object();
    for (const auto& [attribute, value] : finding.seen)
        seen[attribute.name] = tiers::is_personal(attribute) && !telling.personal && value != model::Value{} ? ordered_json("***") : value_json(value);
    const auto reason = [&](Language language) { return reason_words(book, finding, {language, telling.personal}); };
    ordered_json document{{"rule", rule.id}, {"tier", book.tiers[rule.tier].key}, {"category", book.categories[rule.category].key},
                          {"outcome", outcome_word(finding.outcome)}, {"because", {{"zh", reason(Language::zh)}, {"en", reason(Language::en)}}},
                          {"when", rule.when}, {"seen", seen}};
    if (finding.outcome == Outcome::is_held) {
        document["last_true"] = or_null(finding.last_true);
        document["held_until"] = or_null(finding.held_until);
    }
    if (finding.outcome == Outcome::is_null) {
        document["missing"] = finding.missing;
        document["stale"] = finding.stale;
    }
    if (!finding.near_miss.empty()) document["near"] = near_json(finding, telling);
    return document;
}

ordered_json by_hand_json(const model::Override& override) {
    return {{"tier", override.tier}, {"reason", override.reason}, {"author", override.author}, {"set_on", to_text(override.set_on)}, {"expires_on", to_text(override.expires_on)}};
}

/// A tier's key of any rulebook by its present name.
std::string tier_name(const tiers::Rulebook& book, const std::string& key, Language language) {
    if (key.empty()) return language == Language::zh ? "未分级" : "not classified";
    const auto at = std::find_if(book.tiers.begin(), book.tiers.end(), [&](const auto& tier) { return tier.key == key; });
    return at == book.tiers.end() ? key : at->name.in(language);
}

class Printer {
public:
    Printer(const work::Why& why, tiers::Telling telling) : why_(why), e_(why.explanation), telling_(telling), zh_(telling.language == Language::zh) {}

    void head(std::int64_t household) const {
        const auto* tier = tier_at(why_.rulebook, e_.verdict.tier);
        line(zh_ ? "户 {}：{}" : "Household {}: {}", household, tier ? tier->name.in(telling_.language) : "");
        line(zh_ ? "依据 {} {}，{}" : "By {} {}, {}", why_.rulebook.name, why_.rulebook.version, to_text(why_.as_of));
        if (e_.by_hand) line("{}", tiers::by_hand_words(*e_.by_hand, telling_.language));
        if (e_.not_followed)
            line(zh_ ? "{}（未采用：规则中没有等级“{}”）" : "{} (not followed: the rules have no tier '{}')", tiers::by_hand_words(*e_.not_followed, telling_.language), e_.not_followed->tier);
        if (why_.stored)
            line(zh_ ? "注意：文件中记为 {}，与此处不同：日期不同，或台账在分级后有改动"
                     : "Note: the file says {}: for another day, or before the register was changed; `huegrid classify` renews it",
                 why_.stored->name.in(telling_.language));
        if (why_.history.since) line("{} {}", zh_ ? "此等级始于" : "In this tier since", to_text(*why_.history.since));
        if (why_.history.visit_due) line("{} {}", zh_ ? "下次走访不晚于" : "Next visit due by", to_text(*why_.history.visit_due));
        std::string categories;
        for (std::size_t c = 0; c < why_.rulebook.categories.size(); ++c)
            if (e_.categories >> c & 1u) categories += (categories.empty() ? "" : zh_ ? "、" : ", ") + why_.rulebook.categories[c].name.in(telling_.language);
        if (!categories.empty()) line(zh_ ? "需求类别：{}" : "Categories: {}", categories);
    }

    /// A line for each finding that `words_of` has words for.
    template <class WordsOf>
    void list(const char* heading, WordsOf words_of) const {
        bool first = true;
        for (const auto& finding : e_.findings) {
            const std::string words = words_of(finding);
            if (words.empty()) continue;
            if (std::exchange(first, false)) line("{}", heading);
            line("  [{}] {}", why_.rulebook.tiers[why_.rulebook.rules[finding.rule].tier].letter, words);
        }
    }
    void rules() const {
        const auto reason = [&](const RuleFinding& finding) { return reason_words(why_.rulebook, finding, telling_); };
        const auto seen = [&](const RuleFinding& finding) { return reason(finding) + colon() + seen_words(finding, telling_); };
        const auto of = [&](Outcome outcome, auto words) {
            return [=](const RuleFinding& finding) { return finding.outcome == outcome ? words(finding) : std::string(); };
        };
        const auto with_outcome = [&](const RuleFinding& finding) { return seen(finding) + in_brackets(outcome_words(finding, telling_.language)); };
        list(zh_ ? "符合：" : "Met:", of(Outcome::is_true, seen));
        list(zh_ ? "保持期内：" : "Held, though no longer met:", of(Outcome::is_held, with_outcome));
        list(zh_ ? "资料不全，无法判断：" : "Not known for want of data:", of(Outcome::is_null, with_outcome));
        if (const auto* may_be = tier_at(why_.rulebook, e_.may_be.tier))
            line(zh_ ? "补齐资料后可能是：{}{}" : "With the missing data it may be: {}{}", may_be->name.in(telling_.language),
                in_brackets(reason(e_.findings[std::size_t(e_.may_be.rule)])));
        list(zh_ ? "差一两项即符合：" : "Nearly met:", [&](const RuleFinding& finding) {
            return finding.near_miss.empty() ? std::string() : reason(finding) + colon() + near_words(finding, telling_);
        });
        list(zh_ ? "不符合：" : "Not met:", of(Outcome::is_false, [&](const RuleFinding& finding) { return finding.near_miss.empty() ? seen(finding) : std::string(); }));
        list(zh_ ? "不涉及：" : "Not asked:", [&](const RuleFinding& finding) {
            const bool is_aside = finding.outcome == Outcome::not_for_this_kind || finding.outcome == Outcome::not_valid;
            return is_aside ? reason(finding) + in_brackets(outcome_words(finding, telling_.language)) : std::string();
        });
    }
    void history() const {
        if (why_.history.changes.empty()) return;
        line("{}", zh_ ? "历次变化：" : "Before:");
        for (const auto& change : why_.history.changes)
            line("  {}  {} → {}{}", to_text(change.as_of), tier_name(why_.rulebook, change.old_tier, telling_.language),
                tier_name(why_.rulebook, change.new_tier, telling_.language), change.rule.empty() ? "" : in_brackets(change.rule + (zh_ ? "，" : ", ") + change.rulebook_version));
    }

private:
    /// One line, whatever breaks are in the values, reasons and names of others.
    template <class... Args>
    static void line(std::string_view format, const Args&... args) {
        say("{}\n", printable(fmt::format(fmt::runtime(format), args...)));
    }
    [[nodiscard]] const char* colon() const { return zh_ ? "：" : ": "; }
    [[nodiscard]] std::string in_brackets(const std::string& text) const { return zh_ ? "（" + text + "）" : " (" + text + ")"; }

    const work::Why& why_;
    const tiers::Explanation& e_;
    tiers::Telling telling_;
    bool zh_;
};

}  // namespace

nlohmann::ordered_json as_json(const work::Why& why, std::int64_t household, tiers::Telling telling) {
    const auto& e = why.explanation;
    const auto& book = why.rulebook;
    const auto key = [&](std::int8_t tier) { return tier < 0 ? std::string() : book.tiers[std::size_t(tier)].key; };
    const auto rule_id = [&](std::int16_t rule) { return rule < 0 ? ordered_json() : ordered_json(book.rules[std::size_t(rule)].id); };
    auto rules = ordered_json::array(), categories = ordered_json::array(), history = ordered_json::array();
    for (const auto& finding : e.findings) rules.push_back(finding_json(book, finding, telling));
    for (std::size_t c = 0; c < book.categories.size(); ++c)
        if (e.categories >> c & 1u) categories.push_back(book.categories[c].key);
    for (const auto& change : why.history.changes)
        history.push_back({{"as_of", to_text(change.as_of)}, {"old_tier", or_null(change.old_tier)}, {"new_tier", or_null(change.new_tier)},
                           {"rule", or_null(change.rule)}, {"rulebook_version", change.rulebook_version}});
    ordered_json document{{"household", household}, {"as_of", to_text(why.as_of)}, {"rulebook", book.name}, {"version", book.version}};
    document["tier"] = or_null(key(e.verdict.tier));
    document["stored_tier"] = why.stored ? why.stored->key : key(e.verdict.tier);
    document["rule"] = rule_id(e.verdict.rule);
    document["by_hand"] = e.by_hand ? by_hand_json(*e.by_hand) : ordered_json();
    document["by_hand_not_followed"] = e.not_followed ? by_hand_json(*e.not_followed) : ordered_json();
    document["since"] = or_null(why.history.since);
    document["visit_due"] = or_null(why.history.visit_due);
    document["may_be"] = or_null(key(e.may_be.tier));
    document["may_be_rule"] = rule_id(e.may_be.rule);
    document["categories"] = categories;
    document["missing"] = e.missing;
    document["stale"] = e.stale;
    add_newer_attributes(document, why.imported_after);
    document["rules"] = rules;
    document["history"] = history;
    return document;
}

void print(const work::Why& why, std::int64_t household, tiers::Telling telling) {
    const Printer printer(why, telling);
    printer.head(household);
    printer.rules();
    printer.history();
}

void note_newer_attributes(std::optional<Date> imported_after, Date as_of, Language language) {
    if (!imported_after) return;
    fmt::print(stderr, fmt::runtime(language == Language::zh ? "注意：{} 早于最近一次导入（{}），各项资料是现在的；当时显示的等级见历次变化\n"
                                                             : "Note: {} is before the last import ({}): attributes are those of today. What was shown then is in tier_change\n"),
               to_text(as_of), to_text(*imported_after));
}

void add_newer_attributes(nlohmann::ordered_json& document, std::optional<Date> imported_after) {
    document["attributes_newer"] = imported_after.has_value();
    if (imported_after) document["imported_on"] = to_text(*imported_after);
}

}  // namespace huegrid::cli
