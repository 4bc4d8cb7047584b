/// Places of the recipe's tables: zones, estates, buildings, lines, areas, service points, rooms.
#include <fmt/format.h>

#include "engine/address/address.hpp"
#include "engine/ingest/rows/nominal_footprint.hpp"
#include "engine/ingest/rows/row_maker.hpp"
#include "engine/ingest/zone_findings.hpp"

namespace huegrid::ingest {
namespace {

int rank_of(const std::string& level) {
    for (const auto& one : model::default_levels())
        if (one.key == level) return one.rank;
    return 0;
}

}  // namespace

void RowMaker::add_estate(const Row& row, geo::Shape shape) {
    auto* estate = made(row, keys_.estates, batch().estates);
    if (!estate) return;
    estate->name = row.text("name");
    estate->shape = std::move(shape);
    finder_.add(*estate);
}

void RowMaker::add_zone(const Row& row, geo::Shape shape) {
    auto* zone = made(row, keys_.zones, batch().zones);
    if (!zone) return;
    zone->level = row.text("level");
    zone->name = row.text("name");
    zone->code = row.text("code");
    zone->kind = row.text("kind");
    zone->shape = std::move(shape);
    zone_at_.emplace(zone->id.value, HeldAt{outbox_.held().size() - 1, batch().zones.size() - 1});
    state_parent(row, zone_at_.at(zone->id.value));
}

void RowMaker::state_parent(const Row& row, HeldAt zone) {
    if (auto parent = row.text("parent_key"); !parent.empty())
        parents_.push_back({zone.batch, zone.row, std::move(parent), row.defect("no_parent", "", "kept without it; its place decides")});
}

void RowMaker::add_to_zone(const Row& row) {
    const auto at = zone_at_.find(keys_.zones.find(row.text("key")));
    if (at == zone_at_.end()) return row.report("no_zone", fmt::format("no zone of this import has the key '{}'", row.text("key")), "joined to none");
    auto& zone = outbox_.held()[at->second.batch].zones[at->second.row];
    for (const auto& [field, to] : {std::pair("level", &zone.level), std::pair("name", &zone.name), std::pair("code", &zone.code), std::pair("kind", &zone.kind)})
        if (const auto& text = row.text(field); !text.empty()) *to = text;
    state_parent(row, at->second);
    listed_zones_.insert(zone.id.value);
}

/// A zone that the official list lacks has perhaps another key by now: somebody has to look.
void RowMaker::report_unlisted_zones(const Rows& list) const {
    for (const auto& held : outbox_.held())
        for (const auto& zone : held.zones)
            if (!listed_zones_.contains(zone.id.value))
                import_.report.add({list.source, list.layer, fmt::format("zone '{}'", zone.name), "zone_not_listed", "the list has no row for it",
                                    "kept as it was", geo::bounds(zone.shape).centre()});
}

void RowMaker::add_building(const Row& row, geo::Shape shape) {
    auto* building = made(row, keys_.buildings, batch().buildings);
    if (!building) return;
    building->name = row.text("name");
    building->address = row.text("address");
    building->use = row.text("use");
    building->estate = EstateId{link(row, "estate_key", keys_.estates, "no_estate", "kept without an estate")};
    building->units = row.integer("units");
    building->floors = row.integer("floors");
    building->built_year = row.integer("built_year");
    building->nominal = shape.kind == geo::ShapeKind::point;
    building->shape = building->nominal
                          ? nominal_footprint(shape.points.front(), building->units, building->floors, recipe_.nominal_footprint)
                          : std::move(shape);
    finder_.add(*building);
}

void RowMaker::add_line(const Row& row, geo::Shape shape) {
    auto* line = made(row, keys_.lines, batch().lines);
    if (!line) return;
    line->kind = row.text("kind");
    line->name = row.text("name");
    line->shape = std::move(shape);
}

void RowMaker::add_area(const Row& row, geo::Shape shape) {
    auto* area = made(row, keys_.areas, batch().areas);
    if (!area) return;
    area->kind = row.text("kind");
    area->name = row.text("name");
    area->shape = std::move(shape);
}

void RowMaker::add_service_point(const Row& row, geo::Shape shape) {
    auto* point = made(row, keys_.service_points, batch().service_points);
    if (!point) return;
    point->kind = row.text("kind");
    point->name = row.text("name");
    point->functional_areas = row.list("functional_areas");
    point->shape = std::move(shape);
}

void RowMaker::add_room(const Row& row, const geo::Shape& shape) {
    auto* room = made(row, keys_.rooms, batch().rooms);
    if (!room) return;
    room->building = home_of(row, shape).building;
    auto inside = inside_by(row);
    room->unit = std::move(inside.unit);
    room->floor = std::move(inside.floor);
    room->door = std::move(inside.door);
    room->address = row.text("address");
    keys_.building_of_room.set(room->id.value, room->building.value);
    finder_.add(*room);
}

/// A parent has to be coarser than its child, which also keeps zones from going round in circles.
void RowMaker::link_parents() {
    std::unordered_map<std::int64_t, int> ranks;
    for (const auto& held : outbox_.held())
        for (const auto& zone : held.zones) ranks.emplace(zone.id.value, rank_of(zone.level));
    for (auto& [batch, row, key, defect] : parents_) {
        auto& zone = outbox_.held()[batch].zones[row];
        const auto id = keys_.zones.find(key);
        const auto rank = ranks.find(id);
        if (id != 0 && (rank == ranks.end() || rank->second < rank_of(zone.level))) {
            zone.parent = ZoneId{id};
            continue;
        }
        if (id == 0) {
            defect.what = fmt::format("parent_key '{}' is not known", key);
        } else {
            defect.kind = "bad_parent";
            defect.what = fmt::format("its parent '{}' is not of a coarser level than {}", key, zone.level);
        }
        import_.report.add(std::move(defect));
    }
    parents_.clear();
}

void RowMaker::complete_zones() {
    link_parents();
    for (const auto& rows : recipe_.rows)
        if (rows.target == Target::zone && rows.supplement) report_unlisted_zones(rows);
    std::vector<model::ZoneRow> zones;  // of all tables: those of one are compared with those of another
    for (const auto& held : outbox_.held()) zones.insert(zones.end(), held.zones.begin(), held.zones.end());
    report_coverage(zones, import_.report);
}

}  // namespace huegrid::ingest
