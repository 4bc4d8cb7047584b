/// @file load_parts.hpp
/// The tables of a file into those of a snapshot, one function a table.
///
/// Layer    store, inside only. All throw SqlError. Rows come in ascending id; what has ended stays in the file.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/model/snapshot.hpp"
#include "engine/store/database/shape_blob.hpp"
#include "engine/store/database/shared_state.hpp"

namespace huegrid::store {

/// Index by id.
class IdIndex {
public:
    IdIndex() = default;
    explicit IdIndex(std::vector<std::int64_t> ascending) : ids_(std::move(ascending)) {}
    /// Ids come in ascending order; the first has index 0.
    void add(std::int64_t id) { ids_.push_back(id); }
    /// none for an id that isn't there. O(1) where ids follow each other, else O(log n).
    [[nodiscard]] Index find(std::int64_t id) const {
        if (ids_.empty() || id < ids_.front() || id > ids_.back()) return none;
        const auto near = std::uint64_t(id) - std::uint64_t(ids_.front());
        if (near < ids_.size() && ids_[near] == id) return Index(near);
        const auto at = std::lower_bound(ids_.begin(), ids_.end(), id);
        return *at == id ? Index(at - ids_.begin()) : none;
    }

private:
    std::vector<std::int64_t> ids_;
};

[[nodiscard]] inline std::string text(Statement& row, int column) { return std::string(row.text(column)); }

/// The row's index by its id; none for NULL and for ids that aren't there.
[[nodiscard]] inline Index index_in(const IdIndex& ids, const Statement& row, int column) {
    const auto value = row.value(column);
    return value.is_null() ? none : ids.find(value.integer());
}

[[nodiscard]] inline std::optional<Instant> instant_of(Statement& row, int column) { return parse_instant(row.text(column)); }

/// Snapshot::origin at a journal entry: the file's inode and what the entry says. 0 when there is no such entry.
[[nodiscard]] std::uint64_t origin_of(const Database& db, const std::filesystem::path& path, std::int64_t entry);

void load_zones(const Database& db, model::Snapshot& s, IdIndex& index);
[[nodiscard]] IdIndex load_estates(const Database& db, model::Snapshot& s);
/// Lines, areas and service points.
void load_surroundings(const Database& db, model::Snapshot& s);
[[nodiscard]] Result<void> load_buildings(Readers readers, model::Snapshot& s, const IdIndex& zones, const IdIndex& estates,
                                          const Progress& progress);
void load_attributes(const Database& db, model::Snapshot& s);
/// Tiers, categories and the run that gave them.
void load_classes(const Database& db, model::Snapshot& s);
/// The columns and classes must be there.
[[nodiscard]] Result<void> load_households(Readers readers, model::Snapshot& s, const IdIndex& buildings, const Progress& progress);
/// Tiers by hand that nobody took back, and the rules that hold on, of the households that the snapshot has.
void load_overrides(const Database& db, model::Snapshot& s);
void load_rule_holds(const Database& db, model::Snapshot& s);
void load_people(const Database& db, model::Snapshot& s, const IdIndex& zones, const IdIndex& buildings);
[[nodiscard]] Result<void> load_issues(Readers readers, model::Snapshot& s, const IdIndex& zones, const IdIndex& buildings,
                                       const Progress& progress);

/// The columns of `household` that a snapshot holds, in this order: id, building_id, tier, may_be,
/// then the attributes.
[[nodiscard]] std::string household_columns(const model::HouseholdTable& table);

/// The bit of a category by its key; 0 for none.
[[nodiscard]] std::uint32_t category_bit(const model::Snapshot& s, std::string_view key);

/// The index of a tier by its key; -1 for none. A short list, so that a linear look beats a hash.
[[nodiscard]] inline std::int8_t tier_index(const model::Snapshot& s, std::string_view key) {
    for (std::size_t t = 0; t < s.tiers.size(); ++t)
        if (s.tiers[t].key == key) return std::int8_t(t);
    return -1;
}

}  // namespace huegrid::store
