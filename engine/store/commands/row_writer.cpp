#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/base/date.hpp"
#include "engine/store/commands/writer_impl.hpp"

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
enum class Ended { returns, stays };
std::string update_sql(const std::string& table, const std::vector<std::string>& columns, const RowWriter::Options& options,
                       Ended ended) {
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
        sets.push_back(fmt::format("import_run = {}", options.run));
        if (ended == Ended::returns) {
            sets.emplace_back("valid_to = NULL");
            differs.emplace_back("valid_to IS NOT NULL");
        }
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

RowWriter::RowWriter(const Database& db, const std::string& table, const std::vector<std::string>& columns, Options options,
                     TableState& state)
    : db_(db),
      table_(table),
      columns_(columns),
      options_(std::move(options)),
      last_id_(db.integer(fmt::format("SELECT max(id) FROM {}", table)).value_or(0)),
      insert_(db.prepare(insert_sql(table, columns, options_))),
      update_(db.prepare(update_sql(table, columns, options_, Ended::returns))),
      find_(db.prepare(fmt::format("SELECT {} FROM {} WHERE id = ?", options_.source.empty() ? "NULL" : "source", table))),
      state_(state) {
    if (options_.run == 0 || options_.source.empty()) return;
    insert_.bind(int(columns_.size()) + 2, options_.source);
    update_.bind(int(columns_.size()) + 2, options_.source);
}

Statement& RowWriter::said() {
    if (!said_) {
        std::vector<std::string> all;
        for (std::size_t i = 1; i <= columns_.size(); ++i) all.push_back(fmt::format("?{}", i));
        said_.emplace(db_.prepare(fmt::format("SELECT {}", fmt::join(all, ", "))));
    }
    return *said_;
}

Statement& RowWriter::keeping_end() {
    if (!keeping_end_) {
        keeping_end_.emplace(db_.prepare(update_sql(table_, columns_, options_, Ended::stays)));
        if (options_.run > 0 && !options_.source.empty()) keeping_end_->bind(int(columns_.size()) + 2, options_.source);
    }
    return *keeping_end_;
}

bool RowWriter::ends_by_hand(std::int64_t id) const {
    const auto& cells = state_.by_hand.at(id);
    return state_.ended.contains(id) &&
           std::any_of(cells.begin(), cells.end(), [](const HandCell& cell) { return cell.column == "valid_to"; });
}

void RowWriter::tell_ended(std::int64_t id) {
    if (!options_.notes || state_.seen.contains(id)) return;
    options_.notes->push_back({std::string(options_.source), "", fmt::format("{} {}", table_, id), "ended_by_hand",
                               fmt::format("it was ended by hand on {}, and is in this source still", db_.text(fmt::format("SELECT valid_to FROM {} WHERE id = {}", table_, id))),
                               "it stays ended; 'valid_to=' brings it back", std::nullopt});
}

/// `said` is bound to what the source says. A cell of which it says the same as before keeps what the hand set; of any
/// other the source's new word counts, and the hand's is forgotten. Where the building is the hand's, so is what it lies in.
void RowWriter::keep_hand(Statement& update, std::int64_t id) {
    auto& cells = state_.by_hand.at(id);
    if (!said_->step()) return;
    const auto keep_as_it_is = [&](std::string_view name) {
        const auto at = std::find(columns_.begin(), columns_.end(), name);
        if (at == columns_.end()) return;
        auto now = db_.prepare(fmt::format("SELECT {} FROM {} WHERE id = ?", sql_name(*at), table_));
        now.bind(1, id);
        if (now.step()) update.bind_column(int(at - columns_.begin()) + 1, now, 0);
    };
    auto same = db_.prepare("SELECT ?1 IS imported FROM hand_value WHERE id = ?2");
    std::erase_if(cells, [&](const HandCell& cell) {
        const auto at = std::find(columns_.begin(), columns_.end(), cell.column);
        if (at == columns_.end() || options_.kept.contains(cell.column)) return false;
        const int column = int(at - columns_.begin());
        same.bind_column(1, *said_, column);
        same.bind(2, cell.id);
        const bool keep = same.step() && same.integer(0) != 0;
        same.reset();
        if (keep) {
            keep_as_it_is(cell.column);
            if (cell.column == "building_id")
                for (const char* follows : {"grid_id", "community_id"}) keep_as_it_is(follows);
            return false;
        }
        db_.prepare("DELETE FROM hand_value WHERE id = ?").with(cell.id).run();
        if (options_.notes)
            options_.notes->push_back({std::string(options_.source), "", fmt::format("{} {}", table_, id), "hand_value_replaced",
                                       fmt::format("'{}' was set by hand, and its source says something new of it", cell.column),
                                       "the source's word was taken", std::nullopt});
        return true;
    });
    said_->reset();
}

bool RowWriter::exists(std::int64_t id) {
    find_.bind(1, id);
    const bool found = find_.step();
    if (found && !find_.is_null(0) && find_.text(0) != options_.source && !find_.text(0).empty()) ++state_.taken_over[std::string(find_.text(0))];
    find_.reset();
    return found;
}

void RowWriter::finish(Statement& statement, std::int64_t id) {
    statement.bind(int(columns_.size()) + 1, id);
    statement.run();
    state_.seen.insert(id);
    auto& counts = state_.counts;
    if (&statement == &insert_) {
        ++counts.added;
        if (options_.session && id > state_.last_before) ++state_.unrecorded;
        return;
    }
    if (db_.changes() == 0) ++counts.same;
    else ++(state_.ended.contains(id) && &statement == &update_ ? counts.returned : counts.changed);
}

}  // namespace huegrid::store
