#include "engine/store/check/alike.hpp"

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

namespace {

/// SQL: when `o` is like `r`. A room of which only one says the floor may be the other's.
std::string_view likeness(RegisterTable table) {
    switch (table) {
        case RegisterTable::household: return "o.building_id = r.building_id AND o.unit IS r.unit AND o.door IS r.door AND (o.door IS NOT NULL OR o.room_id = r.room_id)";
        case RegisterTable::room: return "o.building_id = r.building_id AND o.unit IS r.unit AND o.door = r.door AND coalesce(o.floor = r.floor, 1)";
        case RegisterTable::estate: return "o.name = r.name";
        case RegisterTable::member: return "o.name = r.name AND o.phone = r.phone";
        case RegisterTable::building:
        case RegisterTable::zone: break;
    }
    return "0";
}

}  // namespace

std::vector<std::int64_t> alike(const Database& db, RegisterTable table, std::int64_t id) {
    auto others = db.prepare(fmt::format("SELECT o.id FROM {0} r JOIN {0} o ON o.id <> r.id AND {1} WHERE r.id = ? AND o.valid_to IS NULL AND r.valid_to IS NULL ORDER BY o.id",
                                         word(table), likeness(table)));
    others.bind(1, id);
    std::vector<std::int64_t> ids;
    while (others.step()) ids.push_back(others.integer(0));
    return ids;
}

}  // namespace huegrid::store
