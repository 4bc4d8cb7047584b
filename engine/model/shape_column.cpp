#include "engine/model/shape_column.hpp"

#include <algorithm>
#include <limits>

namespace huegrid::model {
namespace {

constexpr std::size_t most_points = std::numeric_limits<std::uint32_t>::max();

template <class T>
void append_all(std::vector<T>& to, const std::vector<T>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

void ShapeColumn::push_polygon(std::span<const geo::WorldPoint> shell) {
    auto& parts = parts_.edit();
    const bool room = parts.points.size() + shell.size() <= most_points;
    if (room) parts.points.insert(parts.points.end(), shell.begin(), shell.end());
    parts.kinds.push_back(std::uint8_t(room ? geo::ShapeKind::polygon : geo::ShapeKind::none));
    parts.point_ends.push_back(std::uint32_t(parts.points.size()));
}

void ShapeColumn::push_back(const geo::Shape& shape) {
    const bool polygon = shape.kind == geo::ShapeKind::polygon;
    if (polygon && shape.rings() == 1 && shape.part_ends.size() == 1) return push_polygon(shape.points);
    auto& parts = parts_.edit();
    if (parts.points.size() + shape.points.size() > most_points) return push_back(geo::Shape{});
    const auto row = std::uint32_t(parts.kinds.size());
    append_all(parts.points, shape.points);
    parts.point_ends.push_back(std::uint32_t(parts.points.size()));
    parts.kinds.push_back(std::uint8_t(shape.kind));
    if (!polygon && shape.part_ends.empty() && shape.rings() == (shape.points.empty() ? 0u : 1u)) return;
    if (polygon && shape.points.empty() && shape.rings() == 0 && shape.part_ends.empty()) return;
    parts.kinds.back() |= several_rings;
    append_all(parts.ring_ends, shape.ring_ends);
    append_all(parts.part_ends, shape.part_ends);
    parts.rings.push_back({row, std::uint32_t(parts.ring_ends.size()), std::uint32_t(parts.part_ends.size())});
}

void ShapeColumn::append(const Parts& more) {
    auto& parts = parts_.edit();
    const auto rows = std::uint32_t(parts.kinds.size());
    const auto points = std::uint32_t(parts.points.size());
    const auto ring_ends = std::uint32_t(parts.ring_ends.size()), part_ends = std::uint32_t(parts.part_ends.size());
    append_all(parts.kinds, more.kinds);
    append_all(parts.points, more.points);
    append_all(parts.ring_ends, more.ring_ends);
    append_all(parts.part_ends, more.part_ends);
    for (const auto end : more.point_ends) parts.point_ends.push_back(points + end);
    for (const auto& r : more.rings) parts.rings.push_back({rows + r.row, ring_ends + r.ring_end, part_ends + r.part_end});
}

ShapeColumn ShapeColumn::of(Parts parts) {
    ShapeColumn column;
    column.parts_ = Shared<Parts>(std::move(parts));
    return column;
}

std::span<const geo::WorldPoint> ShapeColumn::points(std::size_t row) const {
    const std::uint32_t begin = row == 0 ? 0 : parts_->point_ends[row - 1];
    return {parts_->points.data() + begin, parts_->point_ends[row] - begin};
}

ShapeColumn::Borrowed ShapeColumn::rings(std::size_t row) const {
    const auto& all = parts_->rings;
    const auto at = std::lower_bound(all.begin(), all.end(), row, [](const Rings& r, std::size_t wanted) { return r.row < wanted; });
    const Rings before = at == all.begin() ? Rings{} : *std::prev(at);
    return {std::span(parts_->ring_ends).subspan(before.ring_end, at->ring_end - before.ring_end),
            std::span(parts_->part_ends).subspan(before.part_end, at->part_end - before.part_end)};
}

std::size_t ShapeColumn::ring_count(std::size_t row) const {
    if (parts_->kinds[row] & several_rings) return rings(row).ring_ends.size();
    return points(row).empty() ? 0 : 1;
}

std::span<const geo::WorldPoint> ShapeColumn::ring_points(std::size_t row, std::size_t ring) const {
    const auto all = points(row);
    if (!(parts_->kinds[row] & several_rings)) return all;
    const auto ends = rings(row).ring_ends;
    const std::size_t begin = ring == 0 ? 0 : ends[ring - 1];
    return all.subspan(begin, ends[ring] - begin);
}

geo::WorldBox ShapeColumn::box(std::size_t row) const {
    geo::WorldBox box;
    for (const auto p : points(row)) box.add(p);
    return box;
}

std::vector<geo::WorldBox> ShapeColumn::boxes() const {
    std::vector<geo::WorldBox> all(size());
    for (std::size_t row = 0; row < all.size(); ++row) all[row] = box(row);
    return all;
}

geo::Shape ShapeColumn::at(std::size_t row) const {
    const auto all = points(row);
    geo::Shape shape{kind(row), {all.begin(), all.end()}, {}, {}};
    if (parts_->kinds[row] & several_rings) {
        const auto of = rings(row);
        shape.ring_ends.assign(of.ring_ends.begin(), of.ring_ends.end());
        shape.part_ends.assign(of.part_ends.begin(), of.part_ends.end());
    } else if (!all.empty()) {
        shape.ring_ends = {std::uint32_t(all.size())};
        if (shape.kind == geo::ShapeKind::polygon) shape.part_ends = {1};
    }
    return shape;
}

}  // namespace huegrid::model
