/// @file datum_check.hpp
/// Are zones and buildings in the frames they are said to be in? Answered by how many buildings lie inside under each
/// other frame that either side may really be in.
///
/// Layer    geo. A pure function; it changes nothing and decides nothing for anybody.
///
/// A map in GCJ-02 that is taken for WGS 84 lies up to 700 m off, so buildings on the rim of their zones fall out, and
/// buildings along inner boundaries are cut by them. If both sides are off alike, nothing shows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/geo/crs/datum.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

/// What both sides are said to be in; WGS 84 stands for everything that isn't shifted.
struct StatedDatums {
    Datum zones = Datum::wgs84;
    Datum buildings = Datum::wgs84;
};

struct DatumReading {
    Datum zones = Datum::wgs84;
    Datum buildings = Datum::wgs84;
    std::int64_t whole = 0;  ///< buildings that lie in one zone with all their corners
};

/// What is compared, in the plural: buildings with the zones they lie in, or homes with their buildings.
struct DatumSides {
    std::string_view areas = "zones", area = "zone", placed = "buildings";
};
inline constexpr DatumSides homes_in_buildings{"buildings", "building", "homes"};

struct DatumCheck {
    DatumSides sides{};
    std::int64_t buildings = 0;            ///< that were looked at
    std::vector<DatumReading> readings;    ///< first as stated, then one side changed at a time
    std::size_t chosen = 0;                ///< index into `readings`; 0 unless another is clearly better
    std::string why;
};

/// `zones` hardly overlap (one level of them; or buildings, where `sides` says so); `buildings` are footprints or points; both in the CRS `epsg` of the file,
/// where the stated frames put them. At most 20 000 buildings are looked at, evenly picked.
/// Chosen is the reading with the most whole buildings, if of those that it and the stated one disagree about it wins so
/// many more that chance would do so once in a thousand times (McNemar 1947: (b − c)² / (b + c) > 10.83).
/// Fails  bad_input for an unknown CRS. Cost  five times a projection and a look-up for each corner.
[[nodiscard]] Result<DatumCheck> check_datum(std::span<const Shape> zones, std::span<const Shape> buildings, int epsg,
                                             StatedDatums stated = {}, DatumSides sides = {});

}  // namespace huegrid::geo
