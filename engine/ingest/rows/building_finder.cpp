#include "engine/ingest/rows/building_finder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/text.hpp"

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

void BuildingFinder::add(const model::EstateRow& estate) {
    if (asked_.words) estates_.try_emplace(estate.id, estate.name);
}

void BuildingFinder::add(const model::BuildingRow& building) {
    if (!asked_.words && !asked_.points) return;
    if (!position_.try_emplace(building.id, buildings_.size()).second) return;
    auto& kept = buildings_.emplace_back();
    kept.id = building.id;
    if (asked_.points) kept.shape = building.shape;
    index_.reset();
    if (!asked_.words) return;
    kept.name = building.name;
    kept.address = building.address;
    kept.estate = building.estate;
    by_parts_.reset();
    put(buildings_by_address_, building.address, {building.id, {}});
}

void BuildingFinder::add(const model::RoomRow& room) {
    if (!asked_.words && !asked_.rooms) return;
    if (!rooms_.try_emplace(room.id, room).second) return;
    if (!asked_.words) return;
    if (by_parts_) index_room(*by_parts_, room);  // rooms are looked for by their building's name while they come in
    put(rooms_by_address_, room.address, {room.building, room.id});
}

void BuildingFinder::put(ByAddress& by_address, const std::string& address, address::Home home) {
    if (address.empty()) return;
    const auto [at, fresh] = by_address.try_emplace(address, Holder{home, {}});
    if (fresh) return;
    auto& [held, other] = at->second;
    if (!held.building && home.building) held = home;
    else if (home.building && home.building != held.building) other = home.building;
    else if (home.building == held.building) held.room = {};
}

address::FoundHome BuildingFinder::exactly(const std::string& address) const {
    for (const auto* by_address : {&rooms_by_address_, &buildings_by_address_}) {
        const auto at = by_address->find(address);
        if (at == by_address->end()) continue;
        const auto& [home, other] = at->second;
        if (other) return {{}, {home.building, other}};
        if (home.building || home.room) return {home, {}};
    }
    return {};
}

BuildingFinder::Answer BuildingFinder::find(const StatedHome& stated) const {
    const auto exact = exactly(stated.address);
    address::Address known;
    known.estate = stated.estate;
    known.building = address::part_value(address::Part::building, stated.building);
    auto place = known;  // without what is inside the building
    known.unit = address::part_value(address::Part::unit, stated.unit);
    known.floor = address::part_value(address::Part::floor, stated.floor);
    known.door = address::part_value(address::Part::door, stated.door);
    const bool inside = !rooms_.empty() && !(known == place);
    const bool named = !stated.estate.empty() || !stated.building.empty();
    const bool settled = exact.home.room || (exact.home.building && !inside && !named);
    if (settled || (!exact.several.empty() && !inside && !named)) return {exact, How::exact};
    if (stated.address.empty() && !named) return {};

    auto found = by_parts().find(stated.address, known);
    // 风华苑3栋 in the building's column says more than its number.
    if (!found.home.building && found.several.empty() && stated.address.empty() && !stated.building.empty()) {
        known.building.clear(), place.building.clear();
        found = by_parts().find(stated.building, known);
    }
    // What the columns say of the inside may be none of the address's business: then it is the building at most.
    if (!found.home.building && !found.home.room && found.several.empty() && !(known == place)) {
        found = by_parts().find(stated.address.empty() ? stated.building : stated.address, place);
        if (found.home.building) found.home.room = {};
    }
    if (exact.home.building && found.home.building && exact.home.building != found.home.building)
        return {{{}, {exact.home.building, found.home.building}}, How::exact};
    if (exact.home.building && !found.home.room) return {exact, How::exact};
    if (!found.home.building && !found.home.room && found.several.empty()) return {exact, exact.several.empty() ? How::nothing : How::exact};
    return {found, How::rule};
}

const address::AddressIndex& BuildingFinder::by_parts() const {
    if (by_parts_) return *by_parts_;
    by_parts_ = std::make_unique<address::AddressIndex>();
    for (const auto& building : buildings_) index_building(*by_parts_, building);
    for (const auto& [id, room] : rooms_) index_room(*by_parts_, room);
    return *by_parts_;
}

void BuildingFinder::index_building(address::AddressIndex& index, const model::BuildingRow& building) const {
    for (const auto& reading : address::readings_of_building(building.name, building.address, estate_of(building)))
        index.add(reading, {building.id, {}});
}

/// By its address, and by its unit and door in the building.
void BuildingFinder::index_room(address::AddressIndex& index, const model::RoomRow& room) const {
    const address::Home home{room.building, room.id};
    if (!room.address.empty()) index.add(room.address, home);
    const auto* in = building(room.building);
    if (!in || (room.unit.empty() && room.door.empty())) return;
    address::Address inside;
    inside.estate = estate_of(*in);
    inside.unit = address::part_value(address::Part::unit, room.unit);
    inside.floor = address::part_value(address::Part::floor, room.floor);
    inside.door = address::part_value(address::Part::door, room.door);
    for (const auto& text : {in->address, in->name})
        if (!text.empty()) index.add(text, home, inside);
    inside.building = address::part_value(address::Part::building, in->name);
    if (!inside.building.empty() && !inside.estate.empty()) index.add(inside, home);
}

const model::RoomRow* BuildingFinder::room(RoomId id) const {
    const auto at = rooms_.find(id);
    return at == rooms_.end() ? nullptr : &at->second;
}

const model::BuildingRow* BuildingFinder::building(BuildingId id) const {
    const auto at = position_.find(id);
    return at == position_.end() ? nullptr : &buildings_[at->second];
}

std::string BuildingFinder::estate_of(const model::BuildingRow& building) const {
    const auto at = estates_.find(building.estate);
    return at == estates_.end() ? "" : at->second;
}

std::string BuildingFinder::called(BuildingId id) const {
    const auto* one = building(id);
    if (!one) return "";
    const auto estate = estate_of(*one);
    const bool named = !one->name.empty() && (!estate.empty() || one->address.empty());
    if (named) return one->name.starts_with(estate) ? one->name : estate + one->name;
    return one->address;
}

std::string BuildingFinder::nearest(const StatedHome& stated) const {
    std::vector<std::string> names;
    for (const auto& one : buildings_) {
        if (!one.address.empty()) names.push_back(one.address);
        if (auto name = called(one.id); !name.empty() && name != one.address) names.push_back(std::move(name));
    }
    return nearest_name(stated.address.empty() ? stated.estate + stated.building : stated.address, names);
}

BuildingId BuildingFinder::at_point(geo::WorldPoint p, double snap_within_m) const {
    if (!index_) {
        std::vector<geo::WorldBox> boxes;
        for (const auto& building : buildings_) boxes.push_back(geo::bounds(building.shape));
        index_ = std::make_unique<geo::BoxIndex>(boxes);
    }
    geo::WorldBox around;
    around.add(geo::WorldPoint{p.x - snap_within_m, p.y - snap_within_m});
    around.add(geo::WorldPoint{p.x + snap_within_m, p.y + snap_within_m});
    BuildingId found;
    double nearest = snap_within_m;
    for (const Index i : index_->touching(around)) {
        const auto id = buildings_[static_cast<std::size_t>(i)].id;
        const auto& shape = buildings_[static_cast<std::size_t>(i)].shape;
        const double distance = geo::covers(shape, p) ? 0.0 : distance_to_boundary(p, shape);
        if (distance < nearest || (distance == nearest && (!found || id < found))) {
            nearest = distance;
            found = id;
        }
    }
    return found;
}

}  // namespace huegrid::ingest
