/// @file real_data_test.cpp
/// Real boundaries and points, with counts that were made elsewhere.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "engine/geo/borders/coverage.hpp"
#include "engine/geo/crs/crs.hpp"
#include "engine/geo/crs/datum_check.hpp"
#include "engine/geo/search/zone_locator.hpp"
#include "engine/geo/shapes/repair.hpp"
#include "tests/geo/by_ogr.hpp"
#include "tests/geo/real_data.hpp"

namespace huegrid::geo {
namespace {

TEST_F(RealData, RequestsLieInAsManyCouncilsAsGeosCounted) {
    std::vector<Shape> councils;
    std::vector<int> numbers;
    for_each_feature(data / "la311/neighborhood-councils.geojson", [&](const OGRFeature& f) {
        councils.push_back(polygons(*f.GetGeometryRef()));  // in degrees, as the counts were made
        numbers.push_back(f.GetFieldAsInteger("nc_id"));
    });
    ASSERT_EQ(councils.size(), 99u);
    const ZoneLocator locator(councils);
    struct Slice {
        const char* file;
        const char *x, *y, *council;
        std::size_t listed, other, outside, several;  // ORACLE.txt
    };
    for (const auto& slice : {Slice{"la311-2018-12-27_31.csv", "Longitude", "Latitude", "NC", 9672, 147, 176, 29},
                              Slice{"la311-2020-01-01_03.csv", "longitude", "latitude", "nc", 9817, 33, 139, 19}}) {
        SCOPED_TRACE(slice.file);
        std::vector<WorldPoint> points;
        std::vector<int> stated;
        for_each_feature(data / "la311" / slice.file, [&](const OGRFeature& f) {
            if (std::string_view(f.GetFieldAsString(slice.x)).empty()) return;
            points.push_back({f.GetFieldAsDouble(slice.x), f.GetFieldAsDouble(slice.y)});
            stated.push_back(f.GetFieldAsInteger(slice.council));
        });
        std::size_t listed = 0, other = 0, outside = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto zones = locator.zones_at(points[i]);
            const bool agrees = std::any_of(zones.begin(), zones.end(), [&](Index z) { return numbers[std::size_t(z)] == stated[i]; });
            ++(zones.empty() ? outside : agrees ? listed : other);
        }
        EXPECT_EQ(listed, slice.listed);
        EXPECT_EQ(other, slice.other);
        EXPECT_EQ(outside, slice.outside);
        EXPECT_EQ(in_several(locator, points, 2).size(), slice.several);
    }
}

TEST_F(RealData, CouncilsOverlapAsMuchAsGeosMeasures) {
    const auto transform = Transform::between("EPSG:4326", "EPSG:32611");
    ASSERT_TRUE(transform);
    std::vector<Shape> councils;
    for_each_feature(data / "la311/neighborhood-councils.geojson", [&](const OGRFeature& f) {
        const auto repaired = repair(transform->apply(polygons(*f.GetGeometryRef())).value());
        for (const auto& flaw : repaired.flaws) ADD_FAILURE() << f.GetFID() << ' ' << flaw.kind << ": " << flaw.what;
        councils.push_back(repaired.shape);
    });
    const auto overlaps = find_overlaps(councils);
    double measured = 0, found = 0;
    for (std::size_t a = 0; a < councils.size(); ++a)
        for (std::size_t b = a + 1; b < councils.size(); ++b) {
            if (!bounds(councils[a]).intersects(bounds(councils[b]))) continue;
            const std::unique_ptr<OGRGeometry> common(by_ogr(councils[a])->Intersection(by_ogr(councils[b]).get()));
            const auto type = wkbFlatten(common->getGeometryType());
            measured += type == wkbPolygon ? common->toPolygon()->get_Area()
                        : OGR_GT_IsSubClassOf(type, wkbGeometryCollection) ? common->toGeometryCollection()->get_Area() : 0.0;
        }
    for (const auto& overlap : overlaps.found) found += overlap.area_m2;
    EXPECT_FALSE(overlaps.found.empty());
    EXPECT_LE(found, measured + 1e-6);
    EXPECT_GT(found, measured * 0.98);  // the rest are slivers
}

TEST_F(RealData, EveryPolygonOfTheFolderBecomesValidAndKeepsItsAreaButForNestedShells) {
    for (const char* file : {"cn-chengdu-districts/chengdu-districts.geojson", "walnut-hills-blocks/walnut-hills-blocks.geojson"})
        for_each_feature(data / file, [&](const OGRFeature& f) {
            SCOPED_TRACE(std::string(file) + " " + std::to_string(f.GetFID()));
            auto drawn = polygons(*f.GetGeometryRef());
            for (auto& p : drawn.points) p = {p.x * 100'000, p.y * 100'000};  // something like metres
            const auto repaired = repair(drawn);
            ASSERT_FALSE(repaired.shape.empty());
            EXPECT_TRUE(valid_by_geos(repaired.shape));
            const bool nested = std::any_of(repaired.flaws.begin(), repaired.flaws.end(), [](const Flaw& flaw) { return flaw.kind == "nested_shell"; });
            if (!nested) {
                EXPECT_NEAR(area_m2(repaired.shape), area_m2(drawn), area_m2(drawn) * 1e-3);
            }
            EXPECT_EQ(repair(repaired.shape).shape, repaired.shape);
        });
}

/// Not evidence of the file's frame: borders that are in GCJ-02 by supposition, and houses drawn along them and moved out
/// of GCJ-02 by our inverse. It shows that the check names the frame on borders as winding and as far apart as these.
TEST_F(RealData, HousesAlongChengdusBordersTellThatTheBordersAreShifted) {
    std::vector<Shape> districts;  // as drawn
    for_each_feature(data / "cn-chengdu-districts/chengdu-districts.geojson",
                     [&](const OGRFeature& f) { districts.push_back(polygons(*f.GetGeometryRef())); });
    const auto as_labelled = Transform::between("EPSG:4326", "EPSG:4544"), as_shifted = Transform::between("GCJ-02", "EPSG:4544");
    ASSERT_TRUE(as_labelled && as_shifted);
    const ZoneLocator locator(districts);
    std::mt19937 random(20);
    std::uniform_real_distribution<double> away(-0.003, 0.003);  // 300 m
    std::vector<Shape> houses, zones, moved;
    for (const auto& district : districts) {
        zones.push_back(as_labelled->apply(district).value());
        moved.push_back(as_shifted->apply(district).value());
        for (std::size_t i = 0; i < district.points.size(); i += 97) {
            const WorldPoint p{district.points[i].x + away(random), district.points[i].y + away(random)};
            const auto house = make_polygon({p, {p.x + 2e-4, p.y}, {p.x + 2e-4, p.y + 1e-4}, {p.x, p.y + 1e-4}});
            const auto zone = locator.zone_at(p);
            if (zone == none || std::any_of(house.points.begin(), house.points.end(), [&](auto c) { return locator.zone_at(c) != zone; })) continue;
            houses.push_back(as_shifted->apply(house).value());
        }
    }
    ASSERT_GT(houses.size(), 100u);
    const auto count = std::int64_t(houses.size());

    const auto mislabelled = check_datum(zones, houses, 4544);
    ASSERT_TRUE(mislabelled);
    const auto& chosen = mislabelled->readings[mislabelled->chosen];
    EXPECT_EQ(chosen.zones, Datum::gcj02) << mislabelled->why;
    EXPECT_EQ(chosen.buildings, Datum::wgs84);
    EXPECT_GE(chosen.whole, count - 2);
    EXPECT_LT(mislabelled->readings[0].whole, chosen.whole);

    const auto right = check_datum(moved, houses, 4544, {Datum::gcj02, Datum::wgs84});
    ASSERT_TRUE(right);
    EXPECT_EQ(right->chosen, 0u) << right->why;
}

}  // namespace
}  // namespace huegrid::geo
