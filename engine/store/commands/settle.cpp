/// What a newer version of a source no longer holds ends.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/base/date.hpp"
#include "engine/store/check/alike.hpp"
#include "engine/store/commands/writer_impl.hpp"

namespace huegrid::store {
namespace {

constexpr std::int64_t few = 4;  ///< so many may end without asking

/// Issues come as daily lists: one that a newer list lacks goes on.
bool may_end(std::string_view table) {
    return table != "issue" && std::find(sourced_tables().begin(), sourced_tables().end(), table) != sourced_tables().end();
}

struct Missing {
    std::string table, source;
    std::int64_t in_force = 0;  ///< of the source, before
    std::vector<std::int64_t> ids;
};

Missing missing_of(const Database& db, const SourceRead& read, const TableState& state) {
    Missing missing{read.table, read.source, 0, {}};
    // A row that somebody set in force by hand stays so.
    auto rows = db.prepare(fmt::format("SELECT id FROM {0} WHERE source = ? AND valid_to IS NULL AND id NOT IN "
                                       "(SELECT row_id FROM hand_value WHERE table_name = '{0}' AND column_name = 'valid_to')",
                                       read.table));
    rows.bind(1, read.source);
    while (rows.step()) {
        const auto id = rows.integer(0);
        if (id > state.last_before || state.ended.contains(id)) continue;
        ++missing.in_force;
        if (!state.seen.contains(id)) missing.ids.push_back(id);
    }
    return missing;
}

model::DefectRow stay(const Missing& missing) {
    return {missing.source, "", "", "may_be_lost",
            fmt::format("{} rows of {} are not in it, but it has rows that couldn't be read or have no key", missing.ids.size(), missing.table),
            "nothing of it ended", std::nullopt};
}

std::vector<model::DefectRow> ended_homes(const Database& db) {
    std::vector<model::DefectRow> defects;
    auto rows = db.prepare("SELECT coalesce(b.source, ''), coalesce(b.source_key, b.id), count(*) FROM building b "
                           "JOIN household h ON h.building_id = b.id WHERE b.valid_to IS NOT NULL AND h.valid_to IS NULL "
                           "GROUP BY b.id ORDER BY b.id");
    while (rows.step())
        defects.push_back({std::string(rows.text(0)), "", fmt::format("building '{}'", rows.text(1)), "building_ended",
                           fmt::format("it has ended, but {} households in force live in it", rows.integer(2)),
                           "the households keep it", std::nullopt});
    return defects;
}

/// Rows that another source had brought until now; those of it that are left end with no list any more.
std::string taken_over(const Database& db, const std::string& table, const std::string& former, std::int64_t rows) {
    auto left = db.prepare(fmt::format("SELECT count(*) FROM {} WHERE source = ? AND valid_to IS NULL", table));
    left.bind(1, former);
    const auto others = left.step() ? left.integer(0) : 0;
    const auto taken = fmt::format("{} rows have keys of rows that came from {} until now", rows, former);
    return others == 0 ? taken : fmt::format("{}; {} other rows of it stay in force, and only an import of it ends those it lacks", taken, others);
}

}  // namespace

Result<std::vector<model::DefectRow>> Writer::settle(const std::vector<SourceRead>& read, Extent extent) {
    return guarded(impl_->path, [&]() -> Result<std::vector<model::DefectRow>> {
        auto& db = impl_->db;
        const bool households = impl_->tables.contains("household");
        if (impl_->fresh) return households ? shared_doors(db) : std::vector<model::DefectRow>{};
        std::vector<Missing> all;
        std::vector<std::string> too_many;
        for (const auto& one : read) {
            if (extent == Extent::partial || !may_end(one.table)) continue;
            auto missing = missing_of(db, one, impl_->state_of(one.table));
            if (!one.whole) {
                if (!missing.ids.empty()) impl_->notes.push_back(stay(missing));
                continue;
            }
            all.push_back(std::move(missing));
            const auto ends = std::int64_t(all.back().ids.size());
            if (ends > few && ends * 2 > all.back().in_force)
                too_many.push_back(fmt::format("{} of {} rows of {} from {}", ends, all.back().in_force, one.table, one.source));
        }
        if (extent == Extent::guarded && !too_many.empty())
            return fail(ErrorCode::bad_input,
                        fmt::format("these sources lack {}, which would end. Say --partial if they hold only a part (nothing ends), "
                                    "or --whole if they are whole (what they lack ends)", fmt::join(too_many, "; ")),
                        impl_->path.string());
        const auto day = to_text(today());
        auto assignments = db.prepare("UPDATE assignment SET until = ?1 WHERE member_id = ?2 AND (until IS NULL OR until > ?1)");
        for (const auto& missing : all) {
            auto end = db.prepare(fmt::format("UPDATE {} SET valid_to = ?, import_run = ? WHERE id = ?", missing.table));
            for (const auto id : missing.ids) {
                end.with(day, impl_->run, id).run();
                if (missing.table == "member") impl_->put(assignments.with(day, id), "assignment");
            }
            impl_->tables[missing.table].counts.ended += std::int64_t(missing.ids.size());
        }
        auto former = db.prepare("DELETE FROM defect WHERE source = ? AND import_run IS NOT ?");
        for (const auto& one : read) former.with(one.source, impl_->run).run();
        auto defects = ended_homes(db);
        for (const auto& one : read)
            for (const auto& [former_source, rows] : std::exchange(impl_->state_of(one.table).taken_over, {}))
                defects.push_back({one.source, one.table, "", "other_source", taken_over(db, one.table, former_source, rows),
                                   "taken over; if they are other things, undo this and give one of the recipes a key_prefix", std::nullopt});
        if (households)
            for (auto& shared : shared_doors(db)) defects.push_back(std::move(shared));
        for (auto& note : impl_->notes) defects.push_back(std::move(note));
        impl_->notes.clear();
        return defects;
    });
}

Result<void> Writer::empty_unlisted(const std::vector<std::string>& attributes) {
    return guarded(impl_->path, [&]() -> Result<void> {
        auto& db = impl_->db;
        auto& state = impl_->state_of("household");
        for (const auto& attribute : attributes) {
            const auto name = sql_name(attribute);
            std::vector<std::int64_t> ids;
            auto filled = db.prepare(fmt::format("SELECT id FROM household WHERE valid_to IS NULL AND {} IS NOT NULL AND id NOT IN "
                                                 "(SELECT row_id FROM hand_value WHERE table_name = 'household' AND column_name = ?)", name));
            filled.bind(1, attribute);
            while (filled.step())
                if (!state.seen.contains(filled.integer(0))) ids.push_back(filled.integer(0));
            auto empty = db.prepare(fmt::format("UPDATE household SET {} = NULL WHERE id = ?", name));
            for (const auto id : ids) empty.with(id).run();
            state.counts.changed += std::int64_t(ids.size());
        }
        return {};
    });
}

}  // namespace huegrid::store
