#include "engine/tiers/rulebook/rulebook_check.hpp"

#include "engine/conditions/sql/sql.hpp"
#include "engine/tiers/rulebook/assumed_register.hpp"
#include "engine/tiers/rulebook/delicate.hpp"
#include "engine/tiers/rulebook/rule_logic.hpp"
#include "engine/tiers/rulebook/rulebook_reader.hpp"

namespace huegrid::tiers {
namespace {

using conditions::Mistake;
using Places = RulebookReader::Places;

/// What can be said of a rulebook that is read.
class Review {
public:
    Review(const Rulebook& book, const Places& places, RulebookCheck& check) : book_(book), places_(places), check_(check) {}

    void run(const std::vector<model::Attribute>& columns, bool purposes) {
        auto delicate = delicate_attributes(book_, places_, columns, purposes ? Purposes::asked : Purposes::not_known);
        check_.mistakes = std::move(delicate.blocked);
        for (auto& without : delicate.without_purpose) check_.warnings.push_back(std::move(without));
        for (const auto& rule : book_.rules) conditions_.push_back(logic_.add(rule.condition, rule.applies_to));
        look_at_each_rule();
        look_at_sql();
        look_at_pairs();
        look_at_tiers();
    }

private:
    void warn(std::size_t at, std::string message) { check_.warnings.push_back({at, std::move(message)}); }

    void look_at_each_rule() {
        for (std::size_t r = 0; r < book_.rules.size(); ++r) {
            const auto outcomes = logic_.outcomes(conditions_[r]);
            never_.push_back(outcomes.known && !outcomes.yes);
            if (!outcomes.known) continue;
            const auto& id = book_.rules[r].id;
            if (!outcomes.yes && !outcomes.no) warn(places_.rules[r], fmt::format("rule '{}' is never TRUE: its condition is always NULL", id));
            else if (!outcomes.yes) warn(places_.rules[r], fmt::format("rule '{}' is never TRUE: its condition contradicts itself", id));
            else if (!outcomes.no)
                warn(places_.rules[r], fmt::format("rule '{}' is never FALSE: it asks nothing{}", id, outcomes.missing ? " but whether a value is there" : ""));
        }
    }

    /// Of the databases' two dialects: PostgreSQL nests deeper than SQLite, and its text is longer.
    void look_at_sql() {
        for (std::size_t r = 0; r < book_.rules.size(); ++r)
            for (const auto dialect : {conditions::Dialect::sqlite, conditions::Dialect::postgres})
                if (const auto sql = conditions::to_sql(*book_.rules[r].condition.syntax(), dialect, Date{}); !sql) {
                    warn(places_.rules[r], fmt::format("rule '{}' has no SQL: {}", book_.rules[r].id, sql.error().message));
                    break;
                }
    }

    /// Wherever the first may count, the second counts too.
    static bool covers(const Rule& higher, const Rule& lower) {
        const auto among = [&](const std::string& kind) { return std::find(higher.applies_to.begin(), higher.applies_to.end(), kind) != higher.applies_to.end(); };
        const bool kinds = higher.applies_to.empty() || (!lower.applies_to.empty() && std::all_of(lower.applies_to.begin(), lower.applies_to.end(), among));
        const bool from = !higher.valid_from || (lower.valid_from && *higher.valid_from <= *lower.valid_from);
        const bool to = !higher.valid_to || (lower.valid_to && *lower.valid_to <= *higher.valid_to);
        return kinds && from && to && higher.hold_days >= lower.hold_days;
    }

    void look_at_pairs() {
        std::vector<std::vector<std::size_t>> by_category(book_.categories.size());
        for (std::size_t r = 0; r < book_.rules.size(); ++r) by_category[book_.rules[r].category].push_back(r);
        for (const auto& rules : by_category)
            for (const std::size_t lower : rules)
                for (const std::size_t higher : rules) {
                    if (logic_.exhausted()) return;
                    const Rule &low = book_.rules[lower], &high = book_.rules[higher];
                    if (high.tier >= low.tier || never_[lower] || !covers(high, low) || (low.score && low.score == high.score)) continue;
                    if (!logic_.implies(conditions_[lower], conditions_[higher])) continue;
                    warn(places_.rules[lower], fmt::format("rule '{}' can't matter: whenever it is TRUE, so is '{}', which gives '{}' for the same category", low.id,
                                                           high.id, book_.tiers[high.tier].key));
                    break;
                }
    }

    void look_at_tiers() {
        for (std::size_t t = 0; t < places_.tiers.size(); ++t) {
            bool given = t == book_.otherwise;
            for (std::size_t r = 0; r < book_.rules.size() && !given; ++r) given = book_.rules[r].tier == t && !never_[r];
            if (!given) warn(places_.tiers[t], fmt::format("no rule gives tier '{}', and it isn't 'otherwise': a household gets it by hand only", book_.tiers[t].key));
        }
    }

    const Rulebook& book_;
    const Places& places_;
    RulebookCheck& check_;
    RuleLogic logic_;
    std::vector<std::size_t> conditions_;
    std::vector<bool> never_;
};

}  // namespace

RulebookCheck check_rulebook(std::string_view text, const std::optional<std::vector<model::Attribute>>& register_columns,
                             const std::optional<std::vector<model::Layer>>& layers) {
    RulebookCheck check;
    const auto parsed = toml::parse(text);
    if (!parsed) {
        const auto& begin = parsed.error().source().begin;
        check.mistakes.push_back({conditions::offset_of(text, {begin.line, begin.column}), std::string(parsed.error().description())});
        return check;
    }
    const auto columns = register_columns ? *register_columns : assumed_register(parsed.table());
    RulebookReader reader(text, columns, layers);
    auto book = reader.read(parsed.table());
    check.mistakes = std::move(reader.mistakes());
    check.warnings = std::move(reader.remarks());
    if (check.mistakes.empty()) Review(book, reader.places(), check).run(columns, register_columns.has_value());
    const auto in_order = [](const Mistake& a, const Mistake& b) { return a.at < b.at; };
    std::stable_sort(check.mistakes.begin(), check.mistakes.end(), in_order);
    std::stable_sort(check.warnings.begin(), check.warnings.end(), in_order);
    if (check.mistakes.empty()) check.rulebook = std::move(book);
    return check;
}

}  // namespace huegrid::tiers
