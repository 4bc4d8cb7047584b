/// @file by_ogr.hpp
/// A shape as OGR's geometry, so that GEOS can be asked.
#pragma once

#include <cpl_error.h>
#include <ogr_geometry.h>

#include <memory>

#include "wkb.hpp"

namespace huegrid::geo {

inline std::unique_ptr<OGRGeometry> by_ogr(const Shape& shape) {
    const auto wkb = to_wkb(shape, WkbForm::simplest);
    OGRGeometry* geometry = nullptr;
    OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &geometry, wkb.size());
    return std::unique_ptr<OGRGeometry>(geometry);
}

/// GEOS's opinion; it prints its reasons otherwise.
inline bool valid_by_geos(const Shape& shape) {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    const bool valid = by_ogr(shape)->IsValid();
    CPLPopErrorHandler();
    return valid;
}

}  // namespace huegrid::geo
