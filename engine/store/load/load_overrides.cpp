/// What a classification goes on from: tiers set by hand, and rules that hold on.
#include "engine/store/database/schema.hpp"
#include "engine/store/load/load_parts.hpp"

namespace huegrid::store {

void load_overrides(const Database& db, model::Snapshot& s) {
    s.overrides = {};
    if (version_of(db) < 2) return;
    auto& overrides = s.overrides.edit();
    auto rows = db.prepare("SELECT household_id, tier, reason, author, set_on, expires_on FROM override WHERE ended_on IS NULL ORDER BY id");
    while (rows.step()) {
        const Index household = s.households.find(HouseholdId{rows.integer(0)});
        const auto set_on = parse_date(rows.text(4)), expires_on = parse_date(rows.text(5));
        if (household != none && set_on && expires_on)
            overrides.push_back({household, text(rows, 1), text(rows, 2), text(rows, 3), *set_on, *expires_on});
    }
}

void load_rule_holds(const Database& db, model::Snapshot& s) {
    s.rule_holds = {};
    s.held_rules.clear();
    if (version_of(db) < 3) return;
    auto& holds = s.rule_holds.edit();
    model::Dictionary rules;
    std::int64_t last = 0;
    Index household = none;
    auto rows = db.prepare("SELECT household_id, rule, last_true FROM rule_hold ORDER BY household_id, rule");
    while (rows.step()) {
        if (rows.integer(0) != last) household = s.households.find(HouseholdId{last = rows.integer(0)});
        if (household != none) holds.push_back({household, rules.add(rows.text(1)), parse_date(rows.text(2))});
    }
    s.held_rules = rules.words();
}

}  // namespace huegrid::store
