#include "engine/store/journal/journal_changes.hpp"

#include <fmt/format.h>

#include "engine/store/database/read_file.hpp"
#include "engine/store/journal/inverse.hpp"
#include "engine/store/journal/recorded_changes.hpp"

namespace huegrid::store {
namespace {

constexpr std::size_t most_examples = 5;

bool was_ended(const RecordedChange& change, int valid_to) {
    if (valid_to < 0 || change.what() != RowChange::changed) return false;
    sqlite3_value* after = change.after(valid_to);
    return after && sqlite3_value_type(after) != SQLITE_NULL;
}

}  // namespace

Result<std::map<std::string, RowCounts>> changes_of(const std::filesystem::path& path, std::int64_t entry) {
    return reading(path, [&](const Database& db) -> Result<std::map<std::string, RowCounts>> {
        auto record = db.prepare("SELECT inverse FROM journal WHERE id = ?");
        record.bind(1, entry);
        if (!record.step()) return fail(ErrorCode::not_found, fmt::format("there is no journal entry {}", entry), path.string());
        std::map<std::string, RowCounts> tables;
        if (record.is_null(0)) return tables;
        if (const auto inverse = inverse_from(record.blob(0))) {
            for (const auto& rows : inverse->added) tables[rows.table].added += rows.rows;
            if (const auto& first = inverse->first_classes) {
                tables["household"].changed += first->tiers;
                if (first->categories > 0) tables["household_category"].added += first->categories;
                if (first->holds > 0) tables["rule_hold"].added += first->holds;
            }
        }
        std::map<std::string, int> valid_to;
        for_each_change(record.blob(0), [&](const RecordedChange& change) {
            const std::string table(change.table());
            if (!valid_to.contains(table))
                valid_to[table] = int(db.integer(fmt::format("SELECT cid FROM pragma_table_info('{}') WHERE name = 'valid_to'", table)).value_or(-1));
            auto& counts = tables[table];
            if (was_ended(change, valid_to[table])) ++counts.ended;
            else ++(change.what() == RowChange::added ? counts.added : change.what() == RowChange::removed ? counts.removed : counts.changed);
            if (counts.examples.size() < most_examples) counts.examples.push_back(change.number(0));
            return true;
        });
        return tables;
    });
}

}  // namespace huegrid::store
