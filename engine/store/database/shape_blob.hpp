/// @file shape_blob.hpp
/// A shape as a file's geometry column holds it.
///
/// Layer    store, inside only.
#pragma once

#include "engine/geo/shapes/geometry_blob.hpp"
#include "engine/geo/shapes/repair.hpp"
#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

/// The blob of a shape, or NULL for none; lives as long as the statement needs it.
class ShapeBlob {
public:
    ShapeBlob(const geo::Shape& shape, std::int32_t srs_id)
        : bytes_(shape.empty() ? std::vector<std::uint8_t>()
                               : geo::to_geometry_blob(shape, srs_id,
                                                       shape.kind == geo::ShapeKind::point ? geo::WkbForm::simplest
                                                                                           : geo::WkbForm::multi)) {}
    [[nodiscard]] std::optional<Blob> view() const { return bytes_.empty() ? std::nullopt : std::optional<Blob>(bytes_); }

private:
    std::vector<std::uint8_t> bytes_;
};

/// A broken blob is no shape.
[[nodiscard]] inline geo::Shape shape_of(const Statement& row, int column) {
    auto shape = geo::from_geometry_blob(row.blob(column));
    return shape ? std::move(*shape) : geo::Shape{};
}
/// A zone's outline as everything takes it: valid, whatever another program wrote.
[[nodiscard]] inline geo::Repaired outline_of(const Statement& row, int column) { return geo::repair(shape_of(row, column)); }

}  // namespace huegrid::store
