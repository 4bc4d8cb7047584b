#include "engine/store/shared_door.hpp"

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

std::vector<std::int64_t> behind_same_door(const Database& db, std::int64_t household) {
    auto others = db.prepare(fmt::format("SELECT id FROM household WHERE {0} AND id <> ?1 AND building_id = (SELECT building_id FROM household WHERE id = ?1) AND "
                                         "({1}) IS (SELECT {1} FROM household WHERE id = ?1 AND {0}) ORDER BY id", behind_a_door, one_door));
    others.bind(1, household);
    std::vector<std::int64_t> ids;
    while (others.step()) ids.push_back(others.integer(0));
    return ids;
}

}  // namespace huegrid::store
