#include "engine/store/commands/grid_writer.hpp"

#include <fmt/format.h>

#include "engine/store/commands/row_editor.hpp"
#include "engine/store/commands/spent_codes.hpp"
#include "engine/store/commands/writer_impl.hpp"
#include "engine/store/database/read_file.hpp"
#include "engine/store/database/shape_blob.hpp"

namespace huegrid::store {
namespace {

Result<void> in_force(const Database& db, ZoneId zone) {
    if (db.integer(fmt::format("SELECT 1 FROM zone WHERE id = {} AND valid_to IS NULL", zone.value))) return {};
    return fail(ErrorCode::not_found, fmt::format("zone {} isn't there or has ended", zone.value));
}

/// Who serves in `from` serves in `to` from the day on; posts that would only have begun later begin there.
std::int64_t move_assignments(const Database& db, std::int64_t from, std::int64_t to, const std::string& day) {
    db.prepare("INSERT OR IGNORE INTO assignment(member_id, post_id, zone_id, since, until, reason) "
               "SELECT member_id, post_id, ?2, max(since, ?3), until, reason FROM assignment WHERE zone_id = ?1 AND (until IS NULL OR until > ?3)")
        .with(from, to, day)
        .run();
    const auto moved = db.changes();
    db.prepare("UPDATE assignment SET until = max(since, ?2) WHERE zone_id = ?1 AND (until IS NULL OR until > ?2)").with(from, day).run();
    return moved;
}

}  // namespace

Result<WrittenDivision> write_division(Writer& writer, const DividedZone& zone, Date on) {
    auto& impl = WriterAccess::of(writer);
    return guarded(impl.path, [&]() -> Result<WrittenDivision> {
        const auto& db = impl.db;
        const auto day = to_text(on);
        auto& counts = impl.state_of("zone").counts;
        WrittenDivision written;
        auto insert = db.prepare("INSERT INTO zone(level, parent_id, stated_parent_id, name, code, kind, geom, valid_from) VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7)");
        if (auto there = in_force(db, zone.parent); !there) return fail(std::move(there.error()));
        for (const auto& grid : zone.grids) {
            const ShapeBlob shape(grid.shape, impl.srs_id);
            if (!grid.continues) {
                insert.with(zone.level, zone.parent.value, or_null(grid.name), or_null(grid.code), or_null(grid.kind), shape.view(), day).run();
                written.ids.push_back({db.last_id()});
                ++counts.added;
                continue;
            }
            if (auto there = in_force(db, grid.continues); !there) return fail(std::move(there.error()));
            const RowEditor row(db, "zone", grid.continues.value);
            bool changed = row.set("geom", shape.view());
            if (!grid.name.empty()) changed |= row.set("name", model::Value(grid.name));
            counts.changed += changed;
            written.ids.push_back(grid.continues);
        }
        for (const auto& ended : zone.ended) {
            if (auto there = in_force(db, ended.zone); !there) return fail(std::move(there.error()));
            RowEditor(db, "zone", ended.zone.value).set("valid_to", model::Value(on));
            ++counts.ended;
            written.assignments_moved += move_assignments(db, ended.zone.value, written.ids[ended.successor].value, day);
        }
        return written;
    });
}

namespace {

Result<void> set_cell(Writer& writer, ZoneId zone, const char* column, const model::Value& value) {
    auto& impl = WriterAccess::of(writer);
    return guarded(impl.path, [&]() -> Result<void> {
        if (auto there = in_force(impl.db, zone); !there) return there;
        impl.state_of("zone").counts.changed += RowEditor(impl.db, "zone", zone.value).set(column, value);
        return {};
    });
}

}  // namespace

Result<void> rename_zone(Writer& writer, ZoneId zone, const std::string& name) { return set_cell(writer, zone, "name", name); }
Result<void> recode_zones(Writer& writer, const std::vector<std::pair<ZoneId, std::string>>& codes) {
    auto& impl = WriterAccess::of(writer);
    return guarded(impl.path, [&]() -> Result<void> {
        note_codes(impl.db);
        for (const auto& [zone, code] : codes)
            if (auto set = set_cell(writer, zone, "code", code); !set) return set;
        forget_codes_in_use(impl.db);
        return {};
    });
}
Result<void> lock_zone(Writer& writer, ZoneId zone, ZoneLock lock) {
    return set_cell(writer, zone, "locked", lock == ZoneLock::on ? model::Value(std::int64_t{1}) : model::Value{});
}

Result<std::vector<ZoneId>> locked_zones(const std::filesystem::path& path) {
    return reading(path, [](const Database& db) -> Result<std::vector<ZoneId>> {
        std::vector<ZoneId> zones;
        if (version_of(db) < 4) return zones;
        auto rows = db.prepare("SELECT id FROM zone WHERE locked AND valid_to IS NULL ORDER BY id");
        while (rows.step()) zones.push_back({rows.integer(0)});
        return zones;
    });
}

Result<std::vector<CodeEver>> codes_ever(const std::filesystem::path& path, const std::string& level) {
    return reading(path, [&](const Database& db) -> Result<std::vector<CodeEver>> {
        std::vector<CodeEver> codes;
        auto rows = db.prepare("SELECT code, coalesce(parent_id, 0) FROM zone WHERE level = ?1 AND code IS NOT NULL "
                               "UNION SELECT substr(key, 12), CAST(substr(value, length(?1) + 2) AS INTEGER) FROM huegrid_meta "
                               "WHERE key GLOB 'spent_code *' AND substr(value, 1, length(?1) + 1) = ?1 || ' ' ORDER BY 1");
        rows.with(level);
        while (rows.step()) codes.push_back({std::string(rows.text(0)), ZoneId{rows.integer(1)}});
        return codes;
    });
}

Result<std::vector<std::string>> ended_codes(const std::filesystem::path& path, const std::string& level) {
    return reading(path, [&](const Database& db) -> Result<std::vector<std::string>> {
        std::vector<std::string> codes;
        auto rows = db.prepare("SELECT DISTINCT code FROM zone WHERE level = ? AND valid_to IS NOT NULL AND code IS NOT NULL ORDER BY code");
        rows.with(level);
        while (rows.step()) codes.emplace_back(rows.text(0));
        return codes;
    });
}

}  // namespace huegrid::store
