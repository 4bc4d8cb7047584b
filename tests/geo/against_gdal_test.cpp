/// @file against_gdal_test.cpp
/// GEOS and the GeoPackage driver, both through GDAL, as independent oracles.

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>

#include "by_ogr.hpp"
#include "drawn.hpp"
#include "engine/geo/shapes/geometry_blob.hpp"

namespace huegrid::geo {
namespace {

/// Stars with a hole and a second part, at the size and place of real coordinates, on whole centimetres.
Shape ragged(std::uint32_t seed) {
    std::mt19937 random(seed);
    const WorldPoint at{512'000, 3'390'000}, beside{512'400, 3'390'100};
    auto shape = polygon_of({{star(random, at, 150, 40), star(random, at, 25, 8)}, {star(random, beside, 90, 17)}});
    for (auto& p : shape.points) p = {std::round(p.x * 100) / 100, std::round(p.y * 100) / 100};
    return shape;
}

TEST(AgainstGeos, AreasAreTheSame) {
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        const auto shape = ragged(seed);
        const auto ogr = by_ogr(shape);
        ASSERT_NEAR(area_m2(shape), ogr->toMultiPolygon()->get_Area(), 1e-3) << seed;
    }
}

TEST(AgainstGeos, TheSamePointsAreCovered) {
    if (!OGRGeometryFactory::haveGEOS()) GTEST_SKIP() << "this GDAL was built without GEOS";
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(seed);
        const auto shape = ragged(seed);
        const auto ogr = by_ogr(shape);
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> x(511'800, 512'600), y(3'389'800, 3'390'300);
        std::vector<WorldPoint> points(shape.points);
        for (std::size_t i = 1; i < shape.points.size(); ++i)  // as near to an edge as doubles get
            points.push_back(
                {(shape.points[i - 1].x + shape.points[i].x) / 2, (shape.points[i - 1].y + shape.points[i].y) / 2});
        for (int i = 0; i < 500; ++i) points.push_back({x(random), y(random)});
        for (const WorldPoint p : points) {
            const OGRPoint at(p.x, p.y);
            ASSERT_EQ(covers(shape, p), bool(ogr->Intersects(&at))) << p.x << ' ' << p.y;
        }
    }
}

TEST(AgainstGeos, ThePointOnSurfaceIsInTheInterior) {
    if (!OGRGeometryFactory::haveGEOS()) GTEST_SKIP() << "this GDAL was built without GEOS";
    for (std::uint32_t seed = 1; seed <= 500; ++seed) {
        const auto shape = ragged(seed);
        const WorldPoint p = point_on_surface(shape);
        const OGRPoint at(p.x, p.y);
        ASSERT_TRUE(by_ogr(shape)->Contains(&at)) << seed;  // GEOS's Contains leaves the boundary out
    }
}

TEST(AgainstGdal, ItsGeoPackageBlobsReadEqual) {
    const auto path =
        std::filesystem::temp_directory_path() / ("huegrid_geo_test_" + std::to_string(::getpid()) + ".gpkg");
    std::vector<Shape> shapes{make_point({512'000.25, 3'390'000.5}), make_line({{1, 2}, {3, 4}, {5, 6}}),
                              rectangle(1, 2, 3, 4)};
    for (std::uint32_t seed = 1; seed <= 20; ++seed) shapes.push_back(ragged(seed));

    GDALAllRegister();
    auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    ASSERT_NE(driver, nullptr);
    auto* dataset = driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    ASSERT_NE(dataset, nullptr);
    auto* layer = dataset->CreateLayer("shapes", nullptr, wkbUnknown, nullptr);
    for (const auto& shape : shapes) {
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetGeometryDirectly(by_ogr(shape).release());
        ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
    GDALClose(dataset);

    sqlite3* file = nullptr;
    ASSERT_EQ(sqlite3_open_v2(path.c_str(), &file, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    sqlite3_stmt* rows = nullptr;
    ASSERT_EQ(sqlite3_prepare_v2(file, "SELECT geom FROM shapes ORDER BY fid", -1, &rows, nullptr), SQLITE_OK);
    std::size_t row = 0;
    while (sqlite3_step(rows) == SQLITE_ROW) {
        const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(rows, 0));
        const std::span blob(bytes, std::size_t(sqlite3_column_bytes(rows, 0)));
        const auto read = from_geometry_blob(blob);
        ASSERT_TRUE(read) << read.error().text();
        EXPECT_EQ(*read, shapes[row]) << row;
        EXPECT_EQ(envelope_of_blob(blob), bounds(shapes[row])) << row;
        ++row;
    }
    EXPECT_EQ(row, shapes.size());
    sqlite3_finalize(rows);
    sqlite3_close(file);
    std::filesystem::remove(path);
}

}  // namespace
}  // namespace huegrid::geo
