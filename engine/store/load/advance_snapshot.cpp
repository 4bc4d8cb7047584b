/// The next snapshot from the one before: what the commands in between touched is read, the rest is shared.
#include <fmt/format.h>

#include "engine/store/load/changes_since.hpp"
#include "engine/store/load/load.hpp"
#include "engine/store/load/load_parts.hpp"

namespace huegrid::store {
namespace {

constexpr std::int64_t most_inverse_bytes = 64 << 20;

using Words = std::set<std::string, std::less<>>;

/// What a snapshot doesn't hold, or reads anew in a moment.
const Words& easy_tables() {
    static const Words tables{"household", "household_category", "classification", "tier", "category", "member", "member_skill",
                              "post", "assignment", "issue", "issue_type", "skill", "room", "visit", "tier_change", "issue_event",
                              "layer_styles", "defect", "override", "hand_value", "rule_hold", "erased"};
    return tables;
}

bool any_of(const std::set<std::string>& tables, const Words& wanted) {
    return std::any_of(tables.begin(), tables.end(), [&](const auto& table) { return wanted.contains(table); });
}

/// Whether the changes can be followed row by row, and are few enough that it pays.
bool easy(const ChangesSince& changes, const model::Snapshot& previous) {
    return changes.households_added_or_removed == 0 && !changes.household_columns.contains("valid_to") &&
           changes.households.size() <= previous.households.size() / 16 + 1000 &&
           std::all_of(changes.tables.begin(), changes.tables.end(), [](const auto& table) { return easy_tables().contains(table); });
}

model::Value cell(Statement& row, int column, model::AttributeType type) {
    if (row.is_null(column)) return {};
    switch (type) {
        case model::AttributeType::boolean: return std::int64_t{row.integer(column) != 0};
        case model::AttributeType::integer: return row.integer(column);
        case model::AttributeType::real: return row.real(column);
        case model::AttributeType::text: return text(row, column);
        case model::AttributeType::date: break;
    }
    const auto date = parse_date(row.text(column));
    return date ? model::Value{*date} : model::Value{};
}

/// A chunk is copied only for a value that differs.
template <class T>
void put(model::Column<T>& column, std::size_t row, T value) {
    if (column[row] != value) column.set(row, value);
}

class HouseholdPatch {
public:
    HouseholdPatch(const Database& db, model::Snapshot& s)
        : s_(s),
          row_(db.prepare(fmt::format("SELECT {} FROM household WHERE id = ? AND valid_to IS NULL", household_columns(s.households)))),
          categories_(db.prepare("SELECT category FROM household_category WHERE household_id = ?")) {}

    /// False for a household that the snapshot and the file don't both have.
    bool read(std::int64_t id) {
        auto& h = s_.households;
        const Index at = h.find(HouseholdId{id});
        row_.reset();
        row_.bind(1, id);
        const bool there = row_.step();
        if (at == none || !there) return at == none && !there;
        const auto row = std::size_t(at);
        const Index building = row_.is_null(1) ? none : s_.find_building(BuildingId{row_.integer(1)});
        moved_ |= h.buildings[row] != building;
        put(h.buildings, row, building);
        put(h.tiers, row, tier_index(s_, row_.text(2)));
        put(h.may_be, row, tier_index(s_, row_.text(3)));
        std::uint32_t bits = 0;
        categories_.reset();
        categories_.bind(1, id);
        while (categories_.step()) bits |= category_bit(s_, categories_.text(0));
        put(h.categories, row, bits);
        for (std::size_t a = 0; a < h.attributes.size(); ++a) {
            auto& column = h.attributes[a];
            const auto value = cell(row_, int(a) + 4, column.attribute.type);
            if (column.value(row) != value) column.set(row, value);
        }
        return true;
    }
    /// Whether a household is in another building now.
    [[nodiscard]] bool moved() const { return moved_; }

private:
    model::Snapshot& s_;
    Statement row_, categories_;
    bool moved_ = false;
};

/// False when the vocabulary itself has changed: then every household's codes would have to.
bool patch_classes(const Database& db, model::Snapshot& s) {
    const auto tiers = std::move(s.tiers);
    const auto categories = std::move(s.categories);
    s.tiers.clear();
    s.categories.clear();
    s.classification.reset();
    load_classes(db, s);
    return s.tiers == tiers && s.categories == categories;
}

bool patch_households(const Database& db, model::Snapshot& s, const std::vector<std::int64_t>& ids) {
    HouseholdPatch patch(db, s);
    for (const auto id : ids)
        if (!patch.read(id)) return false;
    if (patch.moved()) s.link_households();
    return true;
}

Result<void> patch_people(const Database& db, model::Snapshot& s, const ChangesSince& changes) {
    const bool people = any_of(changes.tables, {"member", "member_skill", "post", "assignment"});
    const bool issues = any_of(changes.tables, {"issue", "issue_type"});
    if (!people && !issues) return {};
    const auto ids_of = [](const auto& rows, auto id) {
        IdIndex index;
        for (const auto& row : rows) index.add(id(row));
        return index;
    };
    const auto zones = ids_of(s.zones, [](const model::Zone& zone) { return zone.id.value; });
    const auto buildings = ids_of(s.buildings.ids, [](BuildingId id) { return id.value; });
    if (people) {
        s.members = {}, s.posts = {}, s.assignments = {};
        load_people(db, s, zones, buildings);
    }
    if (!issues) return {};
    s.issues = {};
    const Database* const reader = &db;
    return load_issues({&reader, 1}, s, zones, buildings, {});
}

/// The next snapshot, the same one when nothing was done, or null when it has to be read anew.
Result<model::SnapshotPtr> follow(const Database& db, const std::filesystem::path& path, const model::SnapshotPtr& previous) {
    if (origin_of(db, path, previous->version) != previous->origin || previous->origin == 0) return model::SnapshotPtr{};
    const auto version = db.integer("SELECT max(id) FROM journal").value_or(0);
    if (version == previous->version) return previous;
    const auto changes = changes_since(db, previous->version, most_inverse_bytes);
    if (!changes || !easy(*changes, *previous)) return model::SnapshotPtr{};
    auto next = std::make_shared<model::Snapshot>(*previous);
    next->version = version;
    next->origin = origin_of(db, path, version);
    if (any_of(changes->tables, {"tier", "category", "classification"}) && !patch_classes(db, *next)) return model::SnapshotPtr{};
    if (!patch_households(db, *next, changes->households)) return model::SnapshotPtr{};
    if (any_of(changes->tables, {"override"})) load_overrides(db, *next);
    if (any_of(changes->tables, {"rule_hold"})) load_rule_holds(db, *next);
    if (auto read = patch_people(db, *next, *changes); !read) return fail(std::move(read.error()));
    return model::SnapshotPtr(std::move(next));
}

}  // namespace

Result<model::SnapshotPtr> advance_snapshot(const std::filesystem::path& path, const model::SnapshotPtr& previous, const Progress& progress) {
    if (previous) {
        auto next = reading(path, [&](const Database& db) { return follow(db, path, previous); });
        if (!next || *next) return next;
    }
    return load_snapshot(path, progress);
}

}  // namespace huegrid::store
