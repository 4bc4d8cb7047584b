#include "engine/store/alike.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace huegrid::store {
namespace {

/// Is there a door with several? A scan and a sort of hashes, a quarter of what grouping a city takes; where two doors share
/// a hash it only looks in vain.
bool any_shared(const Database& db) {
    std::vector<std::size_t> doors;
    std::string door;
    auto rows = db.prepare(fmt::format("SELECT {} FROM household NOT INDEXED WHERE {}", one_door, behind_a_door));
    while (rows.step()) {
        door.clear();
        for (int part = 0; part < 4; ++part) door.append(rows.text(part)) += rows.is_null(part) ? '\1' : '\0';
        doors.push_back(std::hash<std::string>{}(door));
    }
    std::sort(doors.begin(), doors.end());
    return std::adjacent_find(doors.begin(), doors.end()) != doors.end();
}

}  // namespace

std::vector<model::DefectRow> shared_doors(const Database& db) {
    std::vector<model::DefectRow> defects;
    if (!any_shared(db)) return defects;
    auto doors = db.prepare(fmt::format("SELECT count(*), min(id), max(id), max(coalesce(source, '')) FROM household NOT INDEXED WHERE {} GROUP BY {} "
                                        "HAVING count(*) > 1 ORDER BY 2", behind_a_door, one_door));
    while (doors.step())
        defects.push_back({std::string(doors.text(3)), "", fmt::format("household {}", doors.integer(1)), "shared_door",
                           fmt::format("{} households are behind its door, such as {}", doors.integer(0), doors.integer(2)),
                           "kept: a shared flat is so; else end the one that has left", std::nullopt});
    return defects;
}

std::vector<std::int64_t> alike(const Database& db, RegisterTable table, std::int64_t id) {
    std::string which, same;
    switch (table) {
        case RegisterTable::household: which = behind_a_door, same = one_door; break;
        case RegisterTable::room: which = "valid_to IS NULL AND door IS NOT NULL", same = "building_id, unit, door"; break;
        case RegisterTable::estate: which = "valid_to IS NULL", same = "name"; break;
        case RegisterTable::member: which = "valid_to IS NULL AND phone IS NOT NULL", same = "name, phone"; break;
        case RegisterTable::building:
        case RegisterTable::zone: return {};
    }
    const bool in_building = same.starts_with("building_id");
    auto others = db.prepare(fmt::format("SELECT id FROM {0} WHERE {1} AND id <> ?1 {3} AND ({2}) IS (SELECT {2} FROM {0} WHERE id = ?1 AND {1}) ORDER BY id",
                                         word(table), which, same, in_building ? fmt::format("AND building_id = (SELECT building_id FROM {} WHERE id = ?1)", word(table)) : ""));
    others.bind(1, id);
    std::vector<std::int64_t> ids;
    while (others.step()) ids.push_back(others.integer(0));
    return ids;
}

}  // namespace huegrid::store
