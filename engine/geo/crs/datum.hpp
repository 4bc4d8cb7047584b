/// @file datum.hpp
/// The two shifted frames that maps of China come in, and the way out of them: GCJ-02 (AMap, Tencent, DataV) and
/// BD-09 (Baidu). PROJ knows neither.
///
/// Layer    geo. Pure functions; degrees in, degrees out.
/// Place    Both frames are shifted only inside the box 72.004–137.8347°E, 0.8293–55.8271°N that the published programs
///          use; outside it all three are the same, here and there.
/// Source   GCJ-02: the formula published with "eviltransform" (2013), on the ellipsoid of Krassovsky. BD-09: the
///          polar formula of Baidu's published JavaScript interface. Neither is official; both agree with the map
///          services to within a metre or so, which no inverse can improve on.
#pragma once

#include <optional>
#include <string_view>

#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::geo {

enum class Datum { wgs84, gcj02, bd09 };

/// "WGS 84", "GCJ-02", "BD-09".
[[nodiscard]] std::string_view name(Datum datum);
/// "GCJ-02", "gcj02", "BD-09", "bd09" …: the shifted frame that a CRS text names, or nullopt for any other text.
[[nodiscard]] std::optional<Datum> shifted_datum(std::string_view text);

/// Is `p` where GCJ-02 and BD-09 are shifted?
[[nodiscard]] bool is_shifted_here(LonLat p);

/// A place given in WGS 84 (CGCS2000 is the same to the decimetre), in `datum`. 19 to 700 m away in GCJ-02.
[[nodiscard]] LonLat from_wgs84(LonLat wgs84, Datum datum);

/// The place in WGS 84 that `from_wgs84` takes to `p`: by fixed point q ← q + (p − f(q)), which gains a factor of 50 or
/// more with each of at most 10 steps and stops when nothing moves by 1e-11 degrees (a thousandth of a millimetre).
/// A coordinate that isn't finite comes back as it is.
[[nodiscard]] LonLat to_wgs84(LonLat p, Datum datum);

}  // namespace huegrid::geo
