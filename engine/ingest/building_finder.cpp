#include "engine/ingest/building_finder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace huegrid::ingest {
namespace {

double distance_to_segment(geo::WorldPoint p, geo::WorldPoint a, geo::WorldPoint b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

double distance_to_boundary(geo::WorldPoint p, const geo::Shape& shape) {
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t r = 0; r < shape.rings(); ++r) {
        const auto ring = shape.ring(r);
        for (std::size_t i = 0; i < ring.size(); ++i)
            nearest = std::min(nearest, distance_to_segment(p, ring[i], ring[(i + 1) % ring.size()]));
    }
    return nearest;
}

}  // namespace

void BuildingFinder::add(const model::BuildingRow& building) {
    ids_.push_back(building.id);
    shapes_.push_back(building.shape);
    index_.reset();
    by_parts_.reset();
    if (!building.address.empty()) buildings_.try_emplace(building.address, Home{building.id, {}});
}

void BuildingFinder::add(const model::RoomRow& room) {
    by_parts_.reset();
    if (!room.address.empty()) rooms_.try_emplace(room.address, Home{room.building, room.id});
}

Home BuildingFinder::at_address(const std::string& address) const {
    if (const auto room = rooms_.find(address); room != rooms_.end()) return room->second;
    if (const auto building = buildings_.find(address); building != buildings_.end()) return building->second;
    if (address.empty()) return {};
    if (!by_parts_) {
        by_parts_ = std::make_unique<AddressIndex>();
        for (const auto& [own, home] : buildings_) by_parts_->add(own, home);
        for (const auto& [own, home] : rooms_) by_parts_->add(own, home);
    }
    return by_parts_->find(address);
}

BuildingId BuildingFinder::at_point(geo::WorldPoint p, double snap_within_m) const {
    if (!index_) {
        std::vector<geo::WorldBox> boxes;
        for (const auto& shape : shapes_) boxes.push_back(geo::bounds(shape));
        index_ = std::make_unique<geo::BoxIndex>(boxes);
    }
    geo::WorldBox around;
    around.add(geo::WorldPoint{p.x - snap_within_m, p.y - snap_within_m});
    around.add(geo::WorldPoint{p.x + snap_within_m, p.y + snap_within_m});
    BuildingId found;
    double nearest = snap_within_m;
    for (const Index i : index_->touching(around)) {
        const auto& shape = shapes_[static_cast<std::size_t>(i)];
        const auto id = ids_[static_cast<std::size_t>(i)];
        const double distance = geo::covers(shape, p) ? 0.0 : distance_to_boundary(p, shape);
        if (distance < nearest || (distance == nearest && (!found || id < found))) {
            nearest = distance;
            found = id;
        }
    }
    return found;
}

}  // namespace huegrid::ingest
