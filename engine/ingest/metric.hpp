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
#include "engine/geo/crs.hpp"

namespace huegrid::ingest {

class Metric {
public:
    /// `crs` is the file's or the recipe's; without one the first shape decides (geo::crs_for_place).
    explicit Metric(std::optional<geo::Crs> crs) : crs_(std::move(crs)) {}

    /// Fails  bad_input when `from` is unknown, or a vertex has no place in the file's CRS.
    [[nodiscard]] Result<geo::Shape> apply(geo::Shape shape, const std::string& from);
    /// Is `from` a CRS at all? Fails  bad_input.
    [[nodiscard]] Result<void> check(const std::string& from);
    /// A place in the file's CRS for people to read: "104.08398 30.66504", longitude first; "" while there is no CRS.
    [[nodiscard]] std::string lon_lat_text(geo::WorldPoint p);
    [[nodiscard]] geo::Crs crs() const { return crs_.value_or(geo::Crs{}); }

private:
    std::optional<geo::Crs> crs_;
    std::map<std::string, geo::Transform> transforms_;
    std::optional<geo::Transform> to_degrees_;
};

}  // namespace huegrid::ingest
