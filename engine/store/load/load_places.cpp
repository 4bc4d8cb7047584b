/// Zones, estates and what lies around the buildings.
#include "engine/store/database/schema.hpp"
#include "engine/store/load/load_parts.hpp"

namespace huegrid::store {

void load_zones(const Database& db, model::Snapshot& s, IdIndex& index) {
    auto levels = db.prepare("SELECT key, rank, name_zh, name_en FROM level ORDER BY rank");
    while (levels.step()) s.levels.push_back({text(levels, 0), int(levels.integer(1)), {text(levels, 2), text(levels, 3)}});

    auto rows = db.prepare("SELECT id, source_key, level, name, code, kind, geom FROM zone WHERE valid_to IS NULL ORDER BY id");
    while (rows.step()) {
        model::Zone zone;
        zone.id = ZoneId{rows.integer(0)};
        zone.source_key = text(rows, 1);
        zone.level = s.find_level(rows.text(2));
        zone.name = text(rows, 3);
        zone.code = text(rows, 4);
        zone.kind = text(rows, 5);
        auto outline = outline_of(rows, 6);
        zone.outline_mended = !outline.was_valid;
        zone.shape = std::move(outline.shape);
        zone.box = geo::bounds(zone.shape);
        index.add(zone.id.value);
        s.zones.push_back(std::move(zone));
    }
    auto parents = db.prepare("SELECT id, parent_id FROM zone WHERE parent_id IS NOT NULL AND valid_to IS NULL ORDER BY id");
    while (parents.step()) {
        const Index child = index_in(index, parents, 0), parent = index_in(index, parents, 1);
        if (child == none || parent == none) continue;
        // Coarser above finer, whatever the file says: so nothing that climbs the zones can go round in circles.
        auto& all = s.zones.edit();
        if (all[std::size_t(parent)].level >= all[std::size_t(child)].level) continue;
        all[std::size_t(child)].parent = parent;
        all[std::size_t(parent)].children.push_back(child);
    }
}

IdIndex load_estates(const Database& db, model::Snapshot& s) {
    IdIndex index;
    auto estates = db.prepare("SELECT id, name, geom FROM estate WHERE valid_to IS NULL ORDER BY id");
    while (estates.step()) {
        index.add(estates.integer(0));
        s.estates.push_back({EstateId{estates.integer(0)}, text(estates, 1), shape_of(estates, 2)});
    }
    return index;
}

void load_surroundings(const Database& db, model::Snapshot& s) {
    auto lines = db.prepare("SELECT kind, name, geom FROM line_feature WHERE valid_to IS NULL ORDER BY id");
    while (lines.step()) s.lines.push_back({text(lines, 0), text(lines, 1), shape_of(lines, 2)});
    if (version_of(db) >= 5) {
        auto areas = db.prepare("SELECT kind, name, geom FROM area_feature WHERE valid_to IS NULL ORDER BY id");
        while (areas.step()) s.areas.push_back({text(areas, 0), text(areas, 1), shape_of(areas, 2)});
    }
    auto points = db.prepare("SELECT id, kind, name, geom FROM service_point WHERE valid_to IS NULL ORDER BY id");
    auto areas = db.prepare("SELECT name FROM functional_area WHERE service_point_id = ? ORDER BY id");
    while (points.step()) {
        const auto shape = shape_of(points, 3);
        if (shape.empty()) continue;
        model::ServicePoint point{ServicePointId{points.integer(0)}, text(points, 1), text(points, 2), {}, shape.points.front()};
        areas.bind(1, points.integer(0));
        while (areas.step()) point.functional_areas.push_back(text(areas, 0));
        areas.reset();
        s.service_points.push_back(std::move(point));
    }
}

}  // namespace huegrid::store
