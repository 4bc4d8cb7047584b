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

/// A zone's outline as everything takes it: valid, whatever another program wrote. Empty for no shape.
[[nodiscard]] inline geo::Repaired outline_of(Blob bytes) {
    auto shape = geo::from_geometry_blob(bytes);
    return shape ? geo::repair(std::move(*shape)) : geo::Repaired{};
}

}  // namespace huegrid::store
