#include "engine/store/commands/next_visit.hpp"

#include <algorithm>

namespace huegrid::store {

std::optional<Date> next_visit(const model::Tier& tier, Date since, std::optional<Date> changed, std::optional<Date> visited, Date as_of) {
    if (!tier.visit_every_days) return std::nullopt;
    if (!visited) return std::min(since, as_of);
    const Date next = *visited + std::chrono::days(*tier.visit_every_days);
    if (!tier.visit_within_hours_of_change || !changed || *changed < since || *visited >= since) return next;
    return std::min(next, since + std::chrono::days(*tier.visit_within_hours_of_change / 24));
}

void keep_next_visit(const Database& db, std::int64_t household) {
    auto row = db.prepare("SELECT t.visit_every_days, t.visit_within_hours_of_change, h.tier_since, h.last_visit, "
                          "(SELECT as_of FROM tier_change WHERE household_id = h.id ORDER BY id DESC LIMIT 1), (SELECT as_of FROM classification ORDER BY id DESC LIMIT 1) "
                          "FROM household h JOIN tier t ON t.key = h.tier WHERE h.id = ? AND h.valid_to IS NULL");
    if (!row.with(household).step()) return;
    model::Tier tier;
    if (!row.is_null(0)) tier.visit_every_days = int(row.integer(0));
    if (!row.is_null(1)) tier.visit_within_hours_of_change = int(row.integer(1));
    const auto day = [&](int column) { return row.is_null(column) ? std::nullopt : parse_date(row.text(column)); };
    const auto since = day(2), as_of = day(5);
    if (!since || !as_of) return;
    const auto due = next_visit(tier, *since, day(4), day(3), *as_of);
    row.reset();
    const std::string text = due ? to_text(*due) : "";
    db.prepare("UPDATE household SET visit_due = nullif(?1, '') WHERE id = ?2 AND visit_due IS NOT nullif(?1, '')").with(text, household).run();
}

}  // namespace huegrid::store
