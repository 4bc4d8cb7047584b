/// @file crs_guess.hpp
/// What coordinate systems numbers can be in, judged by the numbers alone: to ask with, never to assume.
///
/// Layer    geo. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::geo {

/// What kind of numbers fill a box. `swapped` ones have latitude or northing first.
enum class Numbers { degrees, swapped_degrees, zone_eastings, swapped_zone_eastings, eastings, web_mercator, unknown };

struct CrsGuess {
    std::string crs;   ///< as a recipe writes it
    std::string name;  ///< for people
};

/// The kind and what it may be, the likelier first. Degrees inside China may be plain, GCJ-02 or BD-09, which numbers
/// alone can't tell; 8-digit eastings name their zone; 6-digit ones may be any zone's.
struct CrsGuesses {
    Numbers numbers = Numbers::unknown;
    std::string what;  ///< "x 38412345.0 … is an easting with the zone's number 38 in front"
    std::vector<CrsGuess> candidates;
};
[[nodiscard]] CrsGuesses guess_crs(const WorldBox& extent);

/// The same zone of Gauss-Kruger with the zone's number in front of the easting, or without it: EPSG:4547 for EPSG:4526
/// and the other way round; "" for any other CRS. CGCS2000, Xi'an 80 and Beijing 54, zones of 3 and 6 degrees.
[[nodiscard]] std::string other_easting_form(const std::string& crs);

}  // namespace huegrid::geo
