/// @file shape_column.hpp
/// Footprints, flat: a million buildings in a handful of allocations that copies share.
///
/// Layer    model.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/geo/shapes/shape.hpp"
#include "engine/model/shared.hpp"

namespace huegrid::model {

/// `at` copies a shape out; `ring_points` borrows. Nearly every footprint is one ring, so only the others write down their
/// rings. Holds up to 4 billion vertices; a shape beyond is kept as none.
class ShapeColumn {
public:
    void push_back(const geo::Shape& shape);
    /// One polygon of one ring, without a Shape in between.
    void push_polygon(std::span<const geo::WorldPoint> shell);

    [[nodiscard]] std::size_t size() const { return parts_->kinds.size(); }
    [[nodiscard]] geo::Shape at(std::size_t row) const;
    [[nodiscard]] geo::ShapeKind kind(std::size_t row) const { return geo::ShapeKind(parts_->kinds[row] & ~several_rings); }
    /// Cost  the vertices of the shape.
    [[nodiscard]] geo::WorldBox box(std::size_t row) const;
    [[nodiscard]] std::vector<geo::WorldBox> boxes() const;
    [[nodiscard]] std::size_t ring_count(std::size_t row) const;
    [[nodiscard]] std::span<const geo::WorldPoint> ring_points(std::size_t row, std::size_t ring) const;

    /// The rings of a shape that isn't just one.
    struct Rings {
        std::uint32_t row = 0;
        std::uint32_t ring_end = 0, part_end = 0;  ///< into ring_ends and part_ends: one past this shape's
        friend bool operator==(const Rings&, const Rings&) = default;
    };
    struct Parts {
        std::vector<std::uint8_t> kinds;         ///< a ShapeKind, with `several_rings` set for those in `rings`
        std::vector<std::uint32_t> point_ends;   ///< into points, one for each shape
        std::vector<geo::WorldPoint> points;
        std::vector<Rings> rings;                ///< ascending rows
        std::vector<std::uint32_t> ring_ends;    ///< from the shape's first vertex
        std::vector<std::uint32_t> part_ends;    ///< from the shape's first ring
    };
    static constexpr std::uint8_t several_rings = 0x80;
    [[nodiscard]] const Parts& parts() const { return *parts_; }
    /// `parts` must fit together as the comments say.
    [[nodiscard]] static ShapeColumn of(Parts parts);
    /// Behind what is there.
    void append(const Parts& more);

private:
    [[nodiscard]] std::span<const geo::WorldPoint> points(std::size_t row) const;
    struct Borrowed {
        std::span<const std::uint32_t> ring_ends, part_ends;
    };
    [[nodiscard]] Borrowed rings(std::size_t row) const;

    Shared<Parts> parts_;
};

}  // namespace huegrid::model
