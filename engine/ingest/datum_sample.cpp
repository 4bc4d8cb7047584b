#include "engine/ingest/datum_sample.hpp"

#include <algorithm>
#include <limits>

namespace huegrid::ingest {
namespace {

constexpr std::size_t most_kept = 20'000;

/// The file is in a CGCS2000 zone.
bool in_china(int epsg) { return epsg >= 4491 && epsg <= 4554; }

geo::DatumCheck nothing_to_compare(std::string why) {
    geo::DatumCheck check;
    check.why = std::move(why);
    return check;
}

}  // namespace

void DatumSample::Kept::add(const geo::Shape& shape, geo::Datum from, std::size_t most) {
    if (shape.empty()) return;
    mixed = mixed || (datum && *datum != from);
    datum = from;
    if (seen++ % step != 0) return;
    shapes.push_back(shape);
    if (shapes.size() < most) return;
    for (std::size_t i = 1; 2 * i < shapes.size(); ++i) shapes[i] = std::move(shapes[2 * i]);
    shapes.resize((shapes.size() + 1) / 2);
    step *= 2;
}

void DatumSample::add(const Row& row, const geo::Shape& shape, const std::string& from) {
    const auto datum = geo::shifted_datum(from).value_or(geo::Datum::wgs84);
    const auto target = row.fields().rows().target;
    if (target == Target::zone) zones_[row.text("level")].add(shape, datum, std::numeric_limits<std::size_t>::max());
    else if (target == Target::building) buildings_.add(shape, datum, 2 * most_kept);
    else if (target == Target::service_point || target == Target::issue) points_.add(shape, datum, 2 * most_kept);
    else if (target == Target::household || target == Target::person) homes_.add(shape, datum, 2 * most_kept);
}

Result<void> DatumSample::complete(const model::FileHomes& file, int epsg) {
    if (!in_china(epsg) || !file.zones) return {};
    const bool others = !buildings_.shapes.empty() || !points_.shapes.empty();
    constexpr auto as_it_is = geo::Datum::wgs84;
    const auto buildings_into = [&](Kept& kept) {
        return file.buildings([&](model::BuildingRow&& building, const std::string&) { kept.add(building.shape, as_it_is, 2 * most_kept); });
    };
    if (!homes_.shapes.empty() && buildings_.shapes.empty())
        if (auto done = buildings_into(file_buildings_); !done) return done;
    if (others && zones_.empty())
        return file.zones([&](model::ZoneRow&& zone, const std::string&) {
            zones_[zone.level].add(zone.shape, as_it_is, std::numeric_limits<std::size_t>::max());
        });
    if (!others && !zones_.empty()) return buildings_into(buildings_);
    return {};
}

std::optional<geo::DatumCheck> DatumSample::check(int epsg) const {
    if (!in_china(epsg)) return std::nullopt;
    auto homes = check_homes(epsg);
    if (homes && homes->chosen != 0) return homes;
    auto zones = check_zones(epsg);
    return zones && !zones->readings.empty() ? zones : homes ? homes : zones;
}

std::optional<geo::DatumCheck> DatumSample::check_homes(int epsg) const {
    const Kept& buildings = buildings_.shapes.empty() ? file_buildings_ : buildings_;
    if (homes_.shapes.empty() || buildings.shapes.empty() || homes_.mixed || buildings.mixed) return std::nullopt;
    auto check = geo::check_datum(buildings.shapes, homes_.shapes, epsg, {*buildings.datum, *homes_.datum}, geo::homes_in_buildings);
    if (!check) return std::nullopt;
    return std::move(*check);
}

std::optional<geo::DatumCheck> DatumSample::check_zones(int epsg) const {
    const auto finest = std::max_element(zones_.begin(), zones_.end(),
                                         [](const auto& a, const auto& b) { return a.second.shapes.size() < b.second.shapes.size(); });
    const Kept& others = buildings_.shapes.empty() ? points_ : buildings_;
    if (zones_.empty() && others.shapes.empty()) return std::nullopt;
    if (zones_.empty()) return nothing_to_compare("there are no zones yet to compare the buildings or points with");
    if (others.shapes.empty()) return nothing_to_compare("there are neither buildings nor points yet to compare the zones with");
    if (finest->second.mixed || others.mixed) return std::nullopt;
    auto check = geo::check_datum(finest->second.shapes, others.shapes, epsg, {*finest->second.datum, *others.datum});
    if (!check) return std::nullopt;
    return std::move(*check);
}

}  // namespace huegrid::ingest
