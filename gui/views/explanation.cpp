#include "gui/views/explanation.hpp"

#include <algorithm>

#include "gui/text/text.hpp"

namespace huegrid::gui {
namespace {

using Outcome = tiers::RuleFinding::Outcome;

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

std::optional<Why> why(const Place& place, Index row, tiers::Telling telling) {
    const auto& snapshot = place.snapshot();
    if (!place.rulebook || !snapshot.classification) return std::nullopt;
    const auto& book = *place.rulebook;
    const auto found = tiers::explain(snapshot, book, row, snapshot.classification->as_of);
    const auto language = telling.language;
    Why result;
    for (const auto& finding : found.findings) {
        const std::size_t tier = book.rules[finding.rule].tier;
        const auto reason = tiers::reason_words(book, finding, telling);
        if (!finding.near_miss.empty()) result.nearly.push_back({tier, reason, {}, tiers::near_words(finding, telling), false});
        else if (finding.outcome == Outcome::is_true || finding.outcome == Outcome::is_held || finding.outcome == Outcome::is_null)
            result.findings.push_back({tier, reason, tiers::outcome_words(finding, language), tiers::seen_words(finding, telling),
                                       found.verdict.rule == std::int16_t(finding.rule)});
        else ++result.other_rules;
        result.hidden = result.hidden || tiers::seen_words(finding, telling) != tiers::seen_words(finding, {language, true});
    }
    std::stable_partition(result.findings.begin(), result.findings.end(), [](const auto& line) { return line.deciding; });
    std::stable_sort(result.nearly.begin(), result.nearly.end(), [](const auto& a, const auto& b) { return a.building_class < b.building_class; });
    const auto reason_of = [&](std::int16_t rule) { return tiers::reason_words(book, found.findings[std::size_t(rule)], telling); };
    const bool otherwise = found.verdict.tier >= 0 && std::size_t(found.verdict.tier) == book.otherwise;
    if (found.by_hand) result.by_hand = tiers::by_hand_words(*found.by_hand, language);
    else if (found.verdict.rule >= 0) result.sentence = reason_of(found.verdict.rule);
    else if (otherwise) result.sentence = tr(Text::otherwise_reason, language);
    if (found.may_be.rule >= 0) result.may_be_reason = reason_of(found.may_be.rule);
    result.missing = missing_text(snapshot, found.missing, language);
    result.stale = missing_text(snapshot, found.stale, language);
    return result;
}

Label short_reason(const Place& place, Index row) {
    const auto& snapshot = place.snapshot();
    if (!place.rulebook || !snapshot.classification) return {};
    const auto& book = *place.rulebook;
    const auto found = tiers::explain(snapshot, book, row, snapshot.classification->as_of);
    if (found.verdict.tier < 0 || found.verdict.tier != snapshot.households.tiers[std::size_t(row)]) return {};
    const auto in_both = [](const auto& words) { return Label{words(Language::zh), words(Language::en)}; };
    if (found.by_hand) return in_both([&](Language language) { return tiers::by_hand_words(*found.by_hand, language); });
    if (found.verdict.rule >= 0)
        return in_both([&](Language language) { return tiers::reason_words(book, found.findings[std::size_t(found.verdict.rule)], {language, false}); });
    const auto in_words = [&](Language language) {
        if (std::size_t(found.verdict.tier) == book.otherwise) return std::string(tr(Text::otherwise_reason, language));
        if (std::size_t(found.verdict.tier) != book.unknown()) return std::string();
        return tr(Text::missing_short, language, missing_text(snapshot, found.missing.empty() ? found.stale : found.missing, language));
    };
    return in_both(in_words);
}

}  // namespace huegrid::gui
