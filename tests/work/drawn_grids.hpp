/// @file drawn_grids.hpp
/// A community of four grids as a snapshot, to be changed by each test.
#pragma once

#include <string>
#include <vector>

#include "engine/model/snapshot.hpp"

namespace huegrid::work {

inline geo::Shape box(double left, double bottom, double right, double top) {
    const double x = 430'000, y = 3'420'000;
    return geo::make_polygon({{x + left, y + bottom}, {x + right, y + bottom}, {x + right, y + top}, {x + left, y + top}});
}

inline geo::Shape both(geo::Shape one, const geo::Shape& other) {
    const auto points = std::uint32_t(one.points.size()), rings = std::uint32_t(one.rings());
    one.points.insert(one.points.end(), other.points.begin(), other.points.end());
    for (const auto end : other.ring_ends) one.ring_ends.push_back(points + end);
    for (const auto end : other.part_ends) one.part_ends.push_back(rings + end);
    return one;
}

struct DrawnBuilding {
    geo::Shape shape;
    Index zone = none;
    int homes = 0, vacant = 0;
};

//   +-----+-----+   community 110101001001 (zone 0), 400 m wide
//   | 3 o | 4 o |   grids 1 … 4, a building with 5 homes in the middle of each (and one that is vacant)
//   +-----+-----+
//   | 1 o | 2 o |
//   +-----+-----+
struct Drawing {
    std::vector<model::Zone> zones;
    std::vector<DrawnBuilding> buildings;
    std::vector<geo::Shape> main_roads;

    Drawing() {
        zones.resize(5);
        zones[0].code = "110101001001", zones[0].name = "社区", zones[0].level = 0, zones[0].shape = box(0, 0, 400, 400);
        for (std::size_t g = 1; g <= 4; ++g) {
            const double x = g % 2 == 1 ? 0 : 200, y = g <= 2 ? 0 : 200;
            zones[g].code = "11010100100100" + std::to_string(g), zones[g].name = "第" + std::to_string(g) + "网格";
            zones[g].level = 1, zones[g].parent = 0, zones[g].kind = "general", zones[g].shape = box(x, y, x + 200, y + 200);
            buildings.push_back({box(x + 90, y + 90, x + 110, y + 110), Index(g), 5, 1});
        }
    }
    [[nodiscard]] model::Snapshot place() const {
        model::Snapshot place;
        place.crs.epsg = 4544;
        place.levels = {{"community", 3, {"社区", "Community"}}, {"grid", 4, {"网格", "Grid"}}};
        for (const char* name : {"kind", "occupancy"}) {
            model::Attribute attribute;
            attribute.name = name, attribute.type = model::AttributeType::text;
            place.households.attributes.emplace_back(attribute);
        }
        for (std::size_t z = 0; z < zones.size(); ++z) {
            auto zone = zones[z];
            zone.id = ZoneId{std::int64_t(z) + 1}, zone.box = geo::bounds(zone.shape);
            for (std::size_t child = 0; child < zones.size(); ++child)
                if (zones[child].parent == Index(z)) zone.children.push_back(Index(child));
            place.zones.push_back(std::move(zone));
        }
        for (const auto& road : main_roads) {
            model::Line line;
            line.kind = "main_road", line.shape = road;
            place.lines.push_back(std::move(line));
        }
        for (std::size_t b = 0; b < buildings.size(); ++b) {
            place.buildings.ids.push_back(BuildingId{std::int64_t(b) + 1});
            place.buildings.names.push_back(std::to_string(b + 1) + "号楼");
            place.buildings.zones.push_back(buildings[b].zone);
            place.buildings.shapes.push_back(buildings[b].shape);
            place.buildings.estates.push_back(none);
            for (int h = 0; h < buildings[b].homes + buildings[b].vacant; ++h) {
                place.households.buildings.push_back(Index(b));
                place.households.ids.push_back(std::int64_t(place.households.buildings.size()));
                place.households.attributes[0].push_back(std::string("home"));
                place.households.attributes[1].push_back(std::string(h < buildings[b].homes ? "own" : "vacant"));
            }
        }
        return place;
    }
};

}  // namespace huegrid::work
