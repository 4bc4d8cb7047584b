#include "engine/tiers/rulebook/rulebook_sql.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/tiers/classify/bound_rules.hpp"

namespace huegrid::tiers {
namespace {

constexpr std::size_t most_rules = 1000;  // PostgreSQL selects 1664 columns at most, SQLite 2000

/// In a comment, which ends with its line.
std::string on_one_line(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    return text;
}

/// The arms of a CASE, flat: an OR of a thousand would be too deep for SQLite.
class Choice {
public:
    void when(const std::string& condition, std::string_view value) { arms_ += fmt::format("\n    WHEN {} THEN '{}'", condition, value); }
    [[nodiscard]] std::string otherwise(std::string_view value) const { return arms_.empty() ? std::string(value) : fmt::format("CASE{}\n    ELSE {} END", arms_, value); }

private:
    std::string arms_;
};

}  // namespace

Result<std::string> to_sql(const Rulebook& rulebook, conditions::Dialect dialect, Date as_of) {
    const BoundRules bound = bind({}, rulebook, as_of);
    if (bound.rules.size() > most_rules)
        return fail(ErrorCode::bad_input, fmt::format("{} rules are in force, but one statement holds at most {}; divide the rulebook", bound.rules.size(), most_rules));
    const auto text_of = [&](const conditions::Expression& condition) { return conditions::to_sql(*condition.syntax(), dialect, as_of); };
    std::string answers;
    Choice tier, rule;
    std::vector<Choice> categories(rulebook.categories.size());
    for (std::size_t r = 0; r < bound.rules.size(); ++r) {
        const auto& [which, in_tier, category, kinds, held] = bound.rules[r];
        const Rule& asked = rulebook.rules[which];
        auto text = text_of(asked.condition);
        if (!text) return fail(text.error().code, fmt::format("rule '{}': {}", asked.id, text.error().message));
        std::string before;
        if (kinds.syntax()) {
            const auto only = text_of(kinds);
            if (!only) return fail(only.error());
            before = fmt::format("({}) AND ", *only);
        }
        const auto name = fmt::format("r{}", r + 1);
        answers += fmt::format("\n    , {}({}) AS {}  -- {}", before, *text, name, asked.id);
        tier.when(name, rulebook.tiers[in_tier].key);
        rule.when(name, asked.id);
        categories[category].when(name, "," + rulebook.categories[category].key);
    }
    for (std::size_t r = 0; r < bound.rules.size(); ++r) tier.when(fmt::format("r{} IS NULL", r + 1), rulebook.tiers[rulebook.unknown()].key);
    const auto quoted = [](const std::string& key) { return fmt::format("'{}'", key); };
    std::string last = quoted(rulebook.tiers[rulebook.otherwise].key);
    if (!bound.concerns_all) {
        for (std::size_t k = 0; k < bound.kinds.size(); ++k) {
            const auto kinds = text_of(bound.kinds[k]);
            if (!kinds) return fail(kinds.error());
            answers += fmt::format("\n    , {} AS k{}", *kinds, k + 1);
            tier.when(fmt::format("k{} IS NOT FALSE", k + 1), rulebook.tiers[rulebook.otherwise].key);
        }
        last = quoted(rulebook.tiers[rulebook.not_applicable()].key);
    }
    std::string list;
    for (const auto& category : categories) list += (list.empty() ? "" : " || ") + category.otherwise("''");
    std::string measured;
    for (const auto& attribute : rulebook.measured)
        measured += fmt::format("-- household.{} is {}: `huegrid classify` with this rulebook keeps it.\n", attribute.name, on_one_line(attribute.formula));
    return fmt::format("-- {} {}, by {}, on {}. Overrides and holds are not in it.\n{}"
                       "WITH answer AS (\n  SELECT id{}\n  FROM household WHERE valid_to IS NULL\n)\n"
                       "SELECT id,\n  {} AS tier,\n  {} AS rule,\n  ltrim({}, ',') AS categories\nFROM answer ORDER BY id;\n",
                       on_one_line(rulebook.name), on_one_line(rulebook.version), on_one_line(rulebook.owner), to_text(as_of), measured, answers,
                       tier.otherwise(last), rule.otherwise("NULL"), list);
}

}  // namespace huegrid::tiers
