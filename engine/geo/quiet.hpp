/// @file quiet.hpp
/// GDAL and GEOS print what they don't like; that something failed is seen from its answer, and we say it ourselves.
///
/// Layer    geo, for its own .cpp files.
#pragma once

#include <cpl_error.h>

namespace huegrid::geo {

/// Holds for this thread while it lives.
class Quiet {
public:
    Quiet() { CPLPushErrorHandler(CPLQuietErrorHandler); }
    ~Quiet() { CPLPopErrorHandler(); }
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;
};

}  // namespace huegrid::geo
