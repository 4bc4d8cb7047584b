#include "engine/store/load/tier_history.hpp"

#include "engine/store/database/read_file.hpp"
#include "engine/store/load/tier_since.hpp"

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
        auto now = db.prepare("SELECT " + since_sql(db, "h") + (version_of(db) < 3 ? ", NULL" : ", h.visit_due") + " FROM household h WHERE h.id = ?");
        now.bind(1, household.value);
        if (now.step()) {
            history.since = parse_date(now.text(0));
            history.visit_due = parse_date(now.text(1));
        }
        return history;
    });
}

Result<std::optional<Date>> last_import(const std::filesystem::path& path) {
    return reading(path, [](const Database& db) -> Result<std::optional<Date>> {
        const auto at = parse_instant(db.text("SELECT at FROM import_run ORDER BY id DESC LIMIT 1"));
        if (!at) return std::optional<Date>();
        return std::optional<Date>(std::chrono::floor<std::chrono::days>(*at));
    });
}

}  // namespace huegrid::store
