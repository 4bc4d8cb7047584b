/// @file metric.hpp
/// Shapes from whatever CRS their layer has into the one CRS of the file, which the first of them may decide.
///
/// Layer    ingest.
/// Threads  belongs to one.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/base/result.hpp"
#include "engine/geo/crs/crs.hpp"
#include "engine/geo/crs/frame.hpp"

namespace huegrid::ingest {

/// How the numbers of a layer are read.
struct NumberReading {
    enum class Order { x_first, y_first };
    std::string crs;  ///< "EPSG:n", WKT, "GCJ-02" or "BD-09"; not looked at with a frame
    Order order = Order::x_first;
    std::optional<geo::Frame> frame = {};  ///< straight into the file's CRS
};

class Metric {
public:
    /// `crs` is the file's or the recipe's; without one the first shape decides (geo::crs_for_place).
    explicit Metric(std::optional<geo::Crs> crs) : crs_(std::move(crs)) {}

    /// Is `from` a CRS at all? Fails  bad_input.
    [[nodiscard]] Result<void> check(const std::string& from);
    /// A place in the file's CRS for people to read: "104.08398 30.66504", longitude first; "" while there is no CRS.
    [[nodiscard]] std::string lon_lat_text(geo::WorldPoint p);
    /// From now on `apply` knows the reading by `name`. Fails  bad_input for an unknown CRS.
    [[nodiscard]] Result<void> know(const std::string& name, NumberReading reading);
    /// Would a point be taken? Decides nothing.
    [[nodiscard]] bool fits(geo::WorldPoint p, const std::string& from);
    /// Where the reading puts the point. Fails  bad_input.
    [[nodiscard]] Result<geo::LonLat> lon_lat(geo::WorldPoint p, const std::string& from);
    /// Decides the file's CRS, if nothing has, by a place of the layer. Fails  bad_input.
    [[nodiscard]] Result<void> decide(geo::WorldPoint p, const std::string& from);

    /// `from` is a CRS or the name of a reading. A shape lies far out if it leaves the CRS's area of use by 5 degrees,
    /// or is 100 km from every zone, if zones are known. Fails  bad_input when `from` is unknown, a vertex has no place
    /// in the file's CRS, or the shape lies far out; the message gives the numbers.
    [[nodiscard]] Result<geo::Shape> apply(geo::Shape shape, const std::string& from);

    /// The file's CRS has zones here: what lies far from all of them is taken for a mistake.
    void add_zone(const geo::WorldBox& box) { zones_.add(box); }
    [[nodiscard]] geo::Crs crs() const { return crs_.value_or(geo::Crs{}); }

private:
    struct Way {
        NumberReading reading;
        geo::WorldBox plausible;  ///< in the source's numbers
        bool degrees = false;
        std::optional<geo::Transform> to_file = {}, to_degrees = {};

        [[nodiscard]] bool holds(const geo::WorldBox& box) const;
    };
    [[nodiscard]] Result<Way*> way(const std::string& from);
    [[nodiscard]] Result<void> near_zones(const geo::WorldBox& box, const geo::WorldBox& stated) const;

    std::optional<geo::Crs> crs_;
    std::map<std::string, geo::Transform> transforms_;
    std::optional<geo::Transform> to_degrees_;
    std::optional<geo::WorldBox> file_area_;
    geo::WorldBox zones_;
    std::map<std::string, Way, std::less<>> ways_;
};

}  // namespace huegrid::ingest
