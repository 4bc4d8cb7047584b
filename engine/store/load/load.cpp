#include "engine/store/load/load.hpp"

#include <fmt/format.h>

#include <chrono>
#include <thread>
#include <tuple>

#include "engine/store/database/schema.hpp"
#include "engine/store/load/load_parts.hpp"
#include "engine/store/load/snapshot_file.hpp"
#include "engine/store/load/tier_since.hpp"

namespace huegrid::store {
namespace {

std::size_t reading_threads() { return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 4); }

/// From here on it is worth keeping what was read.
constexpr std::chrono::seconds slow{1};

/// Title, coordinate system and journal entry.
Result<void> load_head(const Database& db, const std::filesystem::path& path, model::Snapshot& s) {
    s.version = db.integer("SELECT max(id) FROM journal").value_or(0);
    s.origin = origin_of(db, path, s.version);
    s.title = db.text("SELECT value FROM huegrid_meta WHERE key = 'title'");
    auto crs = geo::crs_from_text(db.text("SELECT value FROM huegrid_meta WHERE key = 'crs'"));
    if (!crs) return fail(std::move(crs.error()));
    s.crs = std::move(*crs);
    return {};
}

Result<model::SnapshotPtr> read_snapshot(Readers readers, const std::filesystem::path& path, const Progress& progress) {
    const Database& db = *readers[0];
    auto s = std::make_shared<model::Snapshot>();
    if (auto head = load_head(db, path, *s); !head) return fail(std::move(head.error()));
    IdIndex zones;
    progress.at("reading zones", 0, 0);
    load_zones(db, *s, zones);
    const auto estates = load_estates(db, *s);
    if (auto read = load_buildings(readers, *s, zones, estates, progress); !read) return fail(std::move(read.error()));
    std::vector<std::int64_t> building_ids;
    building_ids.reserve(s->buildings.size());
    for (const auto id : s->buildings.ids) building_ids.push_back(id.value);
    const IdIndex buildings(std::move(building_ids));
    load_attributes(db, *s);
    load_classes(db, *s);
    if (auto read = load_households(readers, *s, buildings, progress); !read) return fail(std::move(read.error()));
    load_overrides(db, *s);
    load_rule_holds(db, *s);
    load_people(db, *s, zones, buildings);
    if (auto read = load_issues(readers, *s, zones, buildings, progress); !read) return fail(std::move(read.error()));
    load_surroundings(db, *s);
    return s;
}

}  // namespace

Result<model::SnapshotPtr> load_snapshot(const std::filesystem::path& path, const Progress& progress) {
    const auto began = std::chrono::steady_clock::now();
    const auto stamp = stamp_of(path);
    return reading_together(path, reading_threads(), [&](Readers readers) -> Result<model::SnapshotPtr> {
        const auto key = stamp ? key_of(*readers[0], path, *stamp) : std::nullopt;
        if (key)
            if (auto kept = kept_snapshot(path, *key)) return kept;
        auto snapshot = read_snapshot(readers, path, progress);
        if (snapshot && key && std::chrono::steady_clock::now() - began > slow) {
            progress.at("keeping it for next time", 0, 0);
            keep_snapshot(path, *key, **snapshot);
        }
        return snapshot;
    });
}

Result<ImportBase> import_base(const std::filesystem::path& path) {
    return reading(path, [](const Database& db) -> Result<ImportBase> {
        ImportBase base;
        base.version = db.integer("SELECT max(id) FROM journal").value_or(0);
        auto crs = geo::crs_from_text(db.text("SELECT value FROM huegrid_meta WHERE key = 'crs'"));
        if (!crs) return fail(std::move(crs.error()));
        base.crs = std::move(*crs);
        auto& keys = base.keys;
        const std::tuple<const char*, const char*, model::KeyIndex*> tables[] = {
            {"zone", "source_key", &keys.zones},
            {"estate", "source_key", &keys.estates},
            {"building", "source_key", &keys.buildings},
            {"line_feature", "source_key", &keys.lines},
            {"area_feature", "source_key", &keys.areas},
            {"service_point", "source_key", &keys.service_points},
            {"room", "source_key", &keys.rooms},
            {"household", "source_key", &keys.households},
            {"member", "source_key", &keys.members},
            {"post", "key", &keys.posts},
            {"issue", "source_key", &keys.issues}};
        for (const auto& [table, key, index] : tables) {
            if (index == &keys.areas && version_of(db) < 5) continue;
            auto rows = db.prepare(fmt::format("SELECT id, {} FROM {}", key, table));
            while (rows.step()) {
                const auto id = rows.integer(0);
                // Rows that were entered by hand have no source key; their ids are taken all the same.
                if (rows.is_null(1)) index->take(id);
                else index->add(rows.text(1), id);
            }
        }
        if (version_of(db) >= 4) {
            auto erased = db.prepare("SELECT table_name, row_id FROM erased WHERE table_name IN ('household', 'member')");
            while (erased.step()) (erased.text(0) == "member" ? keys.erased_members : keys.erased_households).insert(erased.integer(1));
        }
        auto rooms = db.prepare("SELECT id, building_id FROM room WHERE building_id IS NOT NULL");
        while (rooms.step()) keys.building_of_room.set(rooms.integer(0), rooms.integer(1));
        auto homes = db.prepare("SELECT id, coalesce(room_id, 0), coalesce(building_id, 0) FROM household WHERE valid_to IS NULL");
        while (homes.step()) {
            keys.household_of_room.set_or_mark(homes.integer(1), homes.integer(0));
            keys.household_of_building.set_or_mark(homes.integer(2), homes.integer(0));
        }
        return base;
    });
}

Result<std::vector<HouseholdCard>> household_cards(const std::filesystem::path& path, BuildingId building) {
    return reading(path, [&](const Database& db) -> Result<std::vector<HouseholdCard>> {
        std::vector<HouseholdCard> cards;
        auto rows = db.prepare("SELECT id, unit, floor, door, contact_name, contact_phone, " + since_sql(db, "household") + " FROM household "
                               "WHERE building_id = ? AND valid_to IS NULL ORDER BY id");
        rows.bind(1, building.value);
        while (rows.step())
            cards.push_back({HouseholdId{rows.integer(0)}, text(rows, 1), text(rows, 2), text(rows, 3), text(rows, 4), text(rows, 5), parse_date(rows.text(6))});
        return cards;
    });
}

}  // namespace huegrid::store
