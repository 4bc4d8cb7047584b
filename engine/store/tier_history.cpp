#include "engine/store/tier_history.hpp"

#include "engine/store/read_file.hpp"

namespace huegrid::store {

Result<TierHistory> tier_history(const std::filesystem::path& path, HouseholdId household) {
    return reading(path, [&](const Database& db) -> Result<TierHistory> {
        TierHistory history;
        auto rows = db.prepare("SELECT as_of, old_tier, new_tier, rule, rulebook_version FROM tier_change WHERE household_id = ? ORDER BY id");
        rows.bind(1, household.value);
        while (rows.step()) {
            const auto text = [&](int column) { return std::string(rows.text(column)); };
            history.changes.push_back({parse_date(rows.text(0)).value_or(Date{}), text(1), text(2), text(3), text(4)});
        }
        auto since = db.prepare("SELECT " + since_sql("h") + " FROM household h WHERE h.id = ?");
        since.bind(1, household.value);
        if (since.step()) history.since = parse_date(since.text(0));
        return history;
    });
}

std::string since_sql(const std::string& household) {
    return "CASE WHEN " + household + ".tier IS NOT NULL THEN coalesce((SELECT c.as_of FROM tier_change c WHERE c.household_id = " + household +
           ".id ORDER BY c.id DESC LIMIT 1), (SELECT as_of FROM classification ORDER BY id LIMIT 1)) END";
}

Result<std::optional<Date>> last_import(const std::filesystem::path& path) {
    return reading(path, [](const Database& db) -> Result<std::optional<Date>> {
        const auto at = parse_instant(db.text("SELECT at FROM import_run ORDER BY id DESC LIMIT 1"));
        if (!at) return std::optional<Date>();
        return std::optional<Date>(std::chrono::floor<std::chrono::days>(*at));
    });
}

}  // namespace huegrid::store
