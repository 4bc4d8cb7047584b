#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/date.hpp"
#include "engine/store/writer_impl.hpp"

namespace huegrid::store {
namespace {

std::string insert_sql(const std::string& table, const std::vector<std::string>& columns, std::int64_t run) {
    std::string names = "id", values = fmt::format("?{}", columns.size() + 1);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        names += ", " + sql_name(columns[i]);
        values += fmt::format(", ?{}", i + 1);
    }
    if (run > 0) {
        names += ", import_run, valid_from";
        values += fmt::format(", {}, '{}'", run, to_text(today()));
    }
    return fmt::format("INSERT INTO {}({}) VALUES ({})", table, names, values);
}

/// Touches the row only if a value differs, so that the same row twice is no change.
std::string update_sql(const std::string& table, const std::vector<std::string>& columns, const RowWriter::Options& options) {
    std::vector<std::string> sets, differs{"0"};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (options.kept.contains(columns[i])) continue;
        sets.push_back(fmt::format("{} = ?{}", sql_name(columns[i]), i + 1));
        differs.push_back(fmt::format("{} IS NOT ?{}", sql_name(columns[i]), i + 1));
    }
    if (sets.empty()) sets.emplace_back("id = id");
    if (options.run > 0) sets.push_back(fmt::format("import_run = {}", options.run));
    return fmt::format("UPDATE {} SET {} WHERE id = ?{} AND ({})", table, fmt::join(sets, ", "), columns.size() + 1,
                       fmt::join(differs, " OR "));
}

}  // namespace

RowWriter::RowWriter(const Database& db, const std::string& table, const std::vector<std::string>& columns,
                     const Options& options, ChangeCounts& counts)
    : db_(db),
      columns_(int(columns.size())),
      last_id_(db.integer(fmt::format("SELECT max(id) FROM {}", table)).value_or(0)),
      insert_(db.prepare(insert_sql(table, columns, options.run))),
      update_(db.prepare(update_sql(table, columns, options))),
      find_(db.prepare(fmt::format("SELECT 1 FROM {} WHERE id = ?", table))),
      counts_(counts) {}

bool RowWriter::exists(std::int64_t id) {
    find_.bind(1, id);
    const bool found = find_.step();
    find_.reset();
    return found;
}

void RowWriter::finish(Statement& statement, std::int64_t id) {
    statement.bind(columns_ + 1, id);
    statement.run();
    if (&statement == &insert_) ++counts_.added;
    else if (db_.changes() > 0) ++counts_.changed;
    else ++counts_.same;
}

}  // namespace huegrid::store
