#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/date.hpp"
#include "engine/store/writer_impl.hpp"

namespace huegrid::store {
namespace {

std::string insert_sql(const std::string& table, const std::vector<std::string>& columns, const RowWriter::Options& options) {
    std::string names = "id", values = fmt::format("?{}", columns.size() + 1);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        names += ", " + sql_name(columns[i]);
        values += fmt::format(", ?{}", i + 1);
    }
    if (options.run > 0) {
        names += ", import_run, valid_from, source";
        values += fmt::format(", {}, '{}', ?{}", options.run, to_text(today()), columns.size() + 2);
    }
    return fmt::format("INSERT INTO {}({}) VALUES ({})", table, names, values);
}

/// Touches the row only if a value differs, so that the same row twice is no change.
std::string update_sql(const std::string& table, const std::vector<std::string>& columns, const RowWriter::Options& options) {
    std::vector<std::string> sets, differs{"0"};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (options.kept.contains(columns[i])) continue;
        const auto name = sql_name(columns[i]);
        const bool keeps = options.kept_when_missing.contains(columns[i]);
        sets.push_back(keeps ? fmt::format("{0} = coalesce(?{1}, {0})", name, i + 1) : fmt::format("{} = ?{}", name, i + 1));
        differs.push_back(keeps ? fmt::format("(?{1} IS NOT NULL AND {0} IS NOT ?{1})", name, i + 1)
                                : fmt::format("{} IS NOT ?{}", name, i + 1));
    }
    if (options.run > 0) {
        sets.push_back(fmt::format("valid_to = NULL, import_run = {}", options.run));
        differs.emplace_back("valid_to IS NOT NULL");
        if (!options.source.empty()) {
            sets.push_back(fmt::format("source = ?{}", columns.size() + 2));
            differs.push_back(fmt::format("source IS NOT ?{}", columns.size() + 2));
        }
    }
    if (sets.empty()) sets.emplace_back("id = id");
    return fmt::format("UPDATE {} SET {} WHERE id = ?{} AND ({})", table, fmt::join(sets, ", "), columns.size() + 1,
                       fmt::join(differs, " OR "));
}

}  // namespace

RowWriter::RowWriter(const Database& db, const std::string& table, const std::vector<std::string>& columns,
                     const Options& options, TableState& state)
    : db_(db),
      columns_(int(columns.size())),
      last_id_(db.integer(fmt::format("SELECT max(id) FROM {}", table)).value_or(0)),
      insert_(db.prepare(insert_sql(table, columns, options))),
      update_(db.prepare(update_sql(table, columns, options))),
      find_(db.prepare(fmt::format("SELECT 1 FROM {} WHERE id = ?", table))),
      state_(state) {
    if (options.run == 0 || options.source.empty()) return;
    insert_.bind(columns_ + 2, options.source);
    update_.bind(columns_ + 2, options.source);
}

bool RowWriter::exists(std::int64_t id) {
    find_.bind(1, id);
    const bool found = find_.step();
    find_.reset();
    return found;
}

void RowWriter::finish(Statement& statement, std::int64_t id) {
    statement.bind(columns_ + 1, id);
    statement.run();
    state_.seen.insert(id);
    auto& counts = state_.counts;
    if (&statement == &insert_) ++counts.added;
    else if (db_.changes() == 0) ++counts.same;
    else ++(state_.ended.contains(id) ? counts.returned : counts.changed);
}

}  // namespace huegrid::store
