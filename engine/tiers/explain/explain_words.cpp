#include "engine/tiers/explain/explain_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/tiers/explain/because.hpp"

namespace huegrid::tiers {
namespace {

using Outcome = RuleFinding::Outcome;
using Wanted = Shortfall::Wanted;

constexpr const char* hidden = "***";

const std::string& in(const Label& words, Language language) { return words.in(language); }

/// The attribute of that name among those the rule saw.
const model::Attribute* attribute_of(const RuleFinding& finding, const std::string& name) {
    const auto at = std::find_if(finding.seen.begin(), finding.seen.end(), [&](const auto& seen) { return seen.attribute.name == name; });
    return at == finding.seen.end() ? nullptr : &at->attribute;
}

std::string titles(const RuleFinding& finding, const std::vector<std::string>& names, Language language) {
    std::string text;
    for (const auto& name : names) {
        const auto* attribute = attribute_of(finding, name);
        text += (text.empty() ? "" : language == Language::zh ? "、" : ", ") + (attribute ? title_of(*attribute, language) : name);
    }
    return text;
}

/// What must be, with {0}, {1} for the bounds.
Label requirement(Wanted wanted) {
    switch (wanted) {
        case Wanted::equal: return {"须为 {0}", "must be {0}"};
        case Wanted::unequal: return {"须不为 {0}", "must not be {0}"};
        case Wanted::less: return {"须小于 {0}", "must be below {0}"};
        case Wanted::less_equal: return {"须不超过 {0}", "must be at most {0}"};
        case Wanted::greater: return {"须超过 {0}", "must be above {0}"};
        case Wanted::greater_equal: return {"须不低于 {0}", "must be at least {0}"};
        case Wanted::between: return {"须在 {0} 至 {1} 之间", "must be from {0} to {1}"};
        case Wanted::outside: return {"须在 {0} 至 {1} 之外", "must not be from {0} to {1}"};
        case Wanted::one_of: return {"须为 {0} 之一", "must be one of {0}"};
        case Wanted::none_of: return {"须不为 {0}", "must be none of {0}"};
        case Wanted::like: return {"须符合 {0}", "must be like {0}"};
        case Wanted::unlike: return {"须不符合 {0}", "must not be like {0}"};
        case Wanted::missing: return {"须无记录", "must be missing"};
        case Wanted::present: return {"须有记录", "must be known"};
    }
    return {};
}

std::string shortfall_words(const RuleFinding& finding, const Shortfall& shortfall, Telling telling) {
    const bool zh = telling.language == Language::zh;
    const auto* attribute = attribute_of(finding, shortfall.subject);
    const bool is_computed = !attribute && !shortfall.named;
    model::Attribute plain;  // when it is a computed one
    plain.name = shortfall.subject;
    plain.type = shortfall.type;
    if (shortfall.named) attribute = &*shortfall.named;
    else if (!attribute) attribute = &plain;
    const bool is_secret = is_hidden(finding, shortfall.attributes, telling);
    std::string seen = title_of(*attribute, telling.language) + (is_computed ? " = " : " ") + (is_secret ? hidden : value_words(*attribute, shortfall.seen, {telling.language, true}));

    // A bound that is itself an attribute is as personal as that.
    const bool bound_is_secret = is_secret && shortfall.attributes.size() > 1;
    model::Attribute bare = plain;  // the unit stands once, beside the value
    bare.type = attribute->type;
    const auto words = [&](const model::Value& value) { return value_words(bare, value, {telling.language, true}); };
    std::vector<std::string> bounds;
    for (const auto& bound : shortfall.bounds) bounds.push_back(bound_is_secret ? hidden : words(bound));
    const bool days = std::holds_alternative<Date>(shortfall.seen);
    const auto by = plain_text(shortfall.by) + (!days ? "" : zh ? " 天" : shortfall.by == model::Value(std::int64_t{1}) ? " day" : " days");
    const bool measured = !is_secret && !std::holds_alternative<std::monostate>(shortfall.by);
    if (measured && shortfall.wanted == Wanted::greater_equal)
        return fmt::format(fmt::runtime(zh ? "{}，距 {} 还差 {}" : "{0}, {2} short of {1}"), seen, bounds[0], by);
    if (measured && shortfall.wanted == Wanted::less_equal) return fmt::format(fmt::runtime(zh ? "{}，比 {} 多 {}" : "{0}, {2} over {1}"), seen, bounds[0], by);
    if (shortfall.wanted == Wanted::one_of || shortfall.wanted == Wanted::none_of) bounds = {fmt::format("{}", fmt::join(bounds, zh ? "、" : ", "))};
    const bool is_pattern = shortfall.wanted == Wanted::like || shortfall.wanted == Wanted::unlike;
    if (is_pattern && bounds.size() == 2) bounds[0] += " ESCAPE " + bounds[1];
    bounds.resize(2);
    const auto must = fmt::format(fmt::runtime(in(requirement(shortfall.wanted), telling.language)), bounds[0], bounds[1]);
    return seen + (zh ? "，" : ", ") + must + (measured ? fmt::format(fmt::runtime(zh ? "（相差 {}）" : " ({} off)"), by) : "");
}

}  // namespace

bool is_personal(const model::Attribute& attribute) {
    return attribute.sensitivity == model::Sensitivity::personal || attribute.sensitivity == model::Sensitivity::sensitive;
}

bool is_hidden(const RuleFinding& finding, const std::vector<std::string>& names, Telling telling) {
    return !telling.personal && std::any_of(names.begin(), names.end(), [&](const auto& name) {
        const auto* attribute = attribute_of(finding, name);
        return attribute && is_personal(*attribute);
    });
}

std::string title_of(const model::Attribute& attribute, Language language) {
    const auto& title = attribute.title.in(language);
    return title.empty() ? attribute.name : title;
}

std::string value_words(const model::Attribute& attribute, const model::Value& value, Telling telling) {
    const bool zh = telling.language == Language::zh;
    if (std::holds_alternative<std::monostate>(value)) return zh ? "无" : "none";
    if (!telling.personal && is_personal(attribute)) return hidden;
    if (const auto* truth = std::get_if<std::int64_t>(&value); truth && attribute.type == model::AttributeType::boolean)
        return *truth != 0 ? (zh ? "是" : "yes") : (zh ? "否" : "no");
    const std::string text = plain_text(value);
    return attribute.unit.empty() ? text : text + " " + attribute.unit;
}

std::string seen_words(const RuleFinding& finding, Telling telling) {
    std::string text;
    for (const auto& [attribute, value] : finding.seen)
        text += (text.empty() ? "" : " · ") + title_of(attribute, telling.language) + " " + value_words(attribute, value, telling);
    return text;
}

std::string reason_words(const Rulebook& rulebook, const RuleFinding& finding, Telling telling) {
    const Rule& rule = rulebook.rules[finding.rule];
    bool tells_personal = false;
    for (const auto& quoted : rule.quoted) tells_personal = tells_personal || is_hidden(finding, quoted.value.attributes(), telling);
    if (tells_personal || finding.quoted.size() != rule.quoted.size()) return because(rule, telling.language);
    return because(rule, telling.language, finding.quoted);
}

std::string near_words(const RuleFinding& finding, Telling telling) {
    std::string text;
    for (const auto& shortfall : finding.near_miss)
        text += (text.empty() ? "" : telling.language == Language::zh ? "；" : "; ") + shortfall_words(finding, shortfall, telling);
    return text;
}

std::string outcome_words(const RuleFinding& finding, Language language) {
    const bool zh = language == Language::zh;
    switch (finding.outcome) {
        case Outcome::is_true: return zh ? "成立" : "true";
        case Outcome::is_held:
            if (!finding.last_true) return zh ? "保持期内" : "held";
            return fmt::format(fmt::runtime(zh ? "保持期内：{} 仍成立，保持至 {} 前" : "held: last true on {}, until before {}"), to_text(*finding.last_true),
                               to_text(*finding.held_until));
        case Outcome::is_false: return zh ? "不成立" : "false";
        case Outcome::is_null: {
            std::string text = zh ? "资料不全" : "not known";
            const auto add = [&](const std::vector<std::string>& names, const char* what) {
                if (!names.empty()) text += fmt::format("{}{}{}{}", zh ? "；" : "; ", titles(finding, names, language), zh ? "" : " ", what);
            };
            add(finding.missing, zh ? "缺失" : "missing");
            add(finding.stale, zh ? "已过时" : "out of date");
            return text;
        }
        case Outcome::not_for_this_kind: return zh ? "不适用于此类户" : "not for this kind";
        case Outcome::not_valid: return zh ? "当日未生效" : "not in force";
    }
    return "";
}

std::string by_hand_words(const model::Override& override, Language language) {
    return fmt::format(fmt::runtime(language == Language::zh ? "由 {} 人工调级，{} 起，{} 前有效：{}" : "set by hand by {} on {}, until before {}: {}"),
                       override.author, to_text(override.set_on), to_text(override.expires_on), override.reason);
}

}  // namespace huegrid::tiers
