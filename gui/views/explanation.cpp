#include "gui/views/explanation.hpp"

#include <algorithm>

#include "engine/tiers/explain.hpp"
#include "gui/text/text.hpp"

namespace huegrid::gui {
namespace {

using Outcome = tiers::RuleFinding::Outcome;

std::string seen_text(const model::Snapshot& snapshot, const tiers::RuleFinding& finding, Language language) {
    std::string text;
    for (const auto& seen : finding.seen) {
        const auto* column = snapshot.households.attribute(seen.attribute);
        const std::string& title = seen.title.in(language);
        if (!text.empty()) text += " · ";
        text += (title.empty() ? seen.attribute : title) + " " +
                (column ? value_text(column->attribute, seen.value, language) : model::to_text(seen.value));
    }
    return text;
}

std::string missing_text(const model::Snapshot& snapshot, const std::vector<std::string>& names, Language language) {
    std::string text;
    for (const auto& name : names) {
        const auto* column = snapshot.households.attribute(name);
        const std::string title = column ? column->attribute.title.in(language) : std::string();
        if (!text.empty()) text += language == Language::zh ? "、" : ", ";
        text += title.empty() ? name : title;
    }
    return text;
}

}  // namespace

std::optional<Why> why(const Place& place, Index row, Language language) {
    const auto& snapshot = place.snapshot();
    if (!place.rulebook || !snapshot.classification) return std::nullopt;
    const auto& rules = place.rulebook->rules;
    const auto found = tiers::explain(snapshot, *place.rulebook, row, snapshot.classification->as_of);
    Why result;
    for (const auto& finding : found.findings) {
        if (finding.outcome != Outcome::is_true && finding.outcome != Outcome::is_null) {
            ++result.other_rules;
            continue;
        }
        const auto& rule = rules[finding.rule];
        const Text outcome = finding.outcome == Outcome::is_true ? Text::rule_true : Text::rule_unknown;
        result.findings.push_back({rule.tier, rule.because.in(language), tr(outcome, language),
                                   seen_text(snapshot, finding, language), found.verdict.rule == std::int16_t(finding.rule)});
    }
    std::stable_partition(result.findings.begin(), result.findings.end(), [](const auto& line) { return line.deciding; });
    const bool otherwise = found.verdict.tier >= 0 && std::size_t(found.verdict.tier) == place.rulebook->otherwise;
    if (found.verdict.rule >= 0) result.sentence = rules[std::size_t(found.verdict.rule)].because.in(language);
    else if (otherwise) result.sentence = tr(Text::otherwise_reason, language);
    result.missing = missing_text(snapshot, found.missing, language);
    return result;
}

Label short_reason(const Place& place, Index row) {
    const auto& snapshot = place.snapshot();
    if (!place.rulebook || !snapshot.classification) return {};
    const auto& book = *place.rulebook;
    const auto found = tiers::explain(snapshot, book, row, snapshot.classification->as_of);
    if (found.verdict.tier < 0 || found.verdict.tier != snapshot.households.tiers[std::size_t(row)]) return {};
    if (found.verdict.rule >= 0) return book.rules[std::size_t(found.verdict.rule)].because;
    const auto in_words = [&](Language language) {
        if (std::size_t(found.verdict.tier) == book.otherwise) return std::string(tr(Text::otherwise_reason, language));
        if (std::size_t(found.verdict.tier) != book.unknown()) return std::string();
        return tr(Text::missing_short, language, missing_text(snapshot, found.missing, language));
    };
    return {in_words(Language::zh), in_words(Language::en)};
}

std::string value_text(const model::Attribute& attribute, const model::Value& value, Language language) {
    if (std::holds_alternative<std::monostate>(value)) return tr(Text::no_value, language);
    if (attribute.type == model::AttributeType::boolean)
        return tr(std::get<std::int64_t>(value) != 0 ? Text::yes : Text::no, language);
    const std::string text = model::to_text(value);
    return attribute.unit.empty() ? text : text + " " + attribute.unit;
}

}  // namespace huegrid::gui
