#include "engine/geo/shapes/geometry_blob.hpp"

#include <gtest/gtest.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

#include "drawn.hpp"
#include "wkb.hpp"

namespace huegrid::geo {
namespace {

using Bytes = std::vector<std::uint8_t>;

std::vector<Shape> some_shapes() {
    std::mt19937 random(3);
    return {make_point({512'345.25, 3'398'765.5}),
            make_line({{0, 0}, {1, 2}, {3, 5}}),
            {ShapeKind::line, {{0, 0}, {1, 1}, {5, 5}, {6, 6}, {7, 5}}, {2, 5}, {}},
            rectangle(1, 2, 3, 4),
            make_polygon(star(random, {100, 100}, 50, 30)),
            polygon_of({{star(random, {0, 0}, 50, 30), star(random, {0, 0}, 5, 6)}, {star(random, {200, 0}, 20, 9)}}),
            Shape{}};
}

std::unique_ptr<OGRGeometry> ogr_from_wkt(const std::string& wkt) {
    OGRGeometry* geometry = nullptr;
    OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &geometry);
    return std::unique_ptr<OGRGeometry>(geometry);
}

Bytes wkb_by_ogr(const OGRGeometry& geometry, OGRwkbByteOrder order, OGRwkbVariant variant) {
    Bytes wkb(geometry.WkbSize());
    geometry.exportToWkb(order, wkb.data(), variant);
    return wkb;
}

TEST(GeometryBlob, ReadsBackWhatItWrote) {
    for (const auto& shape : some_shapes())
        for (const auto form : {WkbForm::simplest, WkbForm::multi}) {
            const auto blob = to_geometry_blob(shape, 4547, form);
            const auto back = from_geometry_blob(blob);
            ASSERT_TRUE(back) << back.error().text();
            EXPECT_EQ(*back, shape);
            EXPECT_EQ(envelope_of_blob(blob), bounds(shape));
        }
}

TEST(GeometryBlob, BeginsAsTheStandardSays) {
    const auto blob = to_geometry_blob(rectangle(1, 2, 3, 4), 4547, WkbForm::multi);
    EXPECT_EQ(blob[0], 'G');
    EXPECT_EQ(blob[1], 'P');
    EXPECT_EQ(blob[2], 0);
    EXPECT_EQ(blob[3], 0b0000'0011) << "little endian, envelope of x and y, not empty";
    EXPECT_EQ(blob[4] | blob[5] << 8, 4547);
    EXPECT_EQ(to_geometry_blob(make_point({1, 2}), 4547, WkbForm::simplest)[3], 1) << "points have no envelope";
    EXPECT_EQ(to_geometry_blob({}, 4547, WkbForm::simplest)[3], 0b0001'0001) << "the empty flag";
}

TEST(Wkb, IsWhatOgrReads) {
    const auto polygon = polygon_of({{{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {{3, 3}, {6, 3}, {6, 6}}}});
    const std::pair<Bytes, std::string> cases[] = {
        {to_wkb(polygon, WkbForm::simplest), "POLYGON ((0 0,9 0,9 9,0 9,0 0),(3 3,6 3,6 6,3 3))"},
        {to_wkb(polygon, WkbForm::multi), "MULTIPOLYGON (((0 0,9 0,9 9,0 9,0 0),(3 3,6 3,6 6,3 3)))"},
        {to_wkb(make_line({{0, 0}, {1, 2}}), WkbForm::simplest), "LINESTRING (0 0,1 2)"},
        {to_wkb(make_line({{0, 0}, {1, 2}}), WkbForm::multi), "MULTILINESTRING ((0 0,1 2))"},
        {to_wkb(make_point({4, 5}), WkbForm::multi), "POINT (4 5)"},
    };
    for (const auto& [wkb, wkt] : cases) {
        OGRGeometry* read = nullptr;
        ASSERT_EQ(OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &read, wkb.size()), OGRERR_NONE) << wkt;
        const std::unique_ptr<OGRGeometry> owned(read);
        EXPECT_TRUE(owned->Equals(ogr_from_wkt(wkt).get())) << wkt;
    }
}

TEST(Wkb, ReadsEveryOrderAndVariantThatOgrWrites) {
    const std::pair<const char*, Shape> cases[] = {
        {"POINT (4 5)", make_point({4, 5})},
        {"POINT Z (4 5 6)", make_point({4, 5})},
        {"POINT M (4 5 6)", make_point({4, 5})},
        {"MULTIPOINT (4 5)", make_point({4, 5})},
        {"LINESTRING Z (0 0 1,3 4 2)", make_line({{0, 0}, {3, 4}})},
        {"MULTILINESTRING ((0 0,3 4))", make_line({{0, 0}, {3, 4}})},
        {"POLYGON ((0 0,1 0,1 1,0 0))", make_polygon({{0, 0}, {1, 0}, {1, 1}})},
        {"MULTIPOLYGON ZM (((0 0 7 8,1 0 7 8,1 1 7 8,0 0 7 8)))", make_polygon({{0, 0}, {1, 0}, {1, 1}})},
        {"GEOMETRYCOLLECTION (POLYGON ((0 0,1 0,1 1,0 0)),POLYGON ((5 5,6 5,6 6,5 5)))",
         polygon_of({{{{0, 0}, {1, 0}, {1, 1}}}, {{{5, 5}, {6, 5}, {6, 6}}}})},
        {"POLYGON EMPTY", {}},
        {"MULTIPOLYGON EMPTY", {}},
        {"GEOMETRYCOLLECTION EMPTY", {}},
    };
    for (const auto& [wkt, shape] : cases)
        for (const auto order : {wkbNDR, wkbXDR})
            for (const auto variant : {wkbVariantOldOgc, wkbVariantIso}) {
                const auto read = from_wkb(wkb_by_ogr(*ogr_from_wkt(wkt), order, variant));
                ASSERT_TRUE(read) << wkt << ": " << read.error().text();
                EXPECT_EQ(*read, shape) << wkt;
            }
}

TEST(Wkb, ReadsAPointWithoutNumbersAsEmpty) {
    // Only the ISO variant can say it; OGR's older one writes 0 0.
    const auto wkb = wkb_by_ogr(*ogr_from_wkt("POINT EMPTY"), wkbNDR, wkbVariantIso);
    EXPECT_EQ(from_wkb(wkb).value(), Shape{});
}

TEST(Wkb, SkipsTheSridOfPostgis) {
    Bytes wkb{1, 1, 0, 0, 0x20, 0xC3, 0x11, 0, 0};
    const auto plain = to_wkb(make_point({4, 5}), WkbForm::simplest);
    wkb.insert(wkb.end(), plain.begin() + 5, plain.end());
    EXPECT_EQ(from_wkb(wkb).value(), make_point({4, 5}));
}

TEST(GeometryBlob, ReadsBigEndianHeadersAndEveryEnvelope) {
    const auto shape = rectangle(1, 2, 3, 4);
    const auto wkb = to_wkb(shape, WkbForm::simplest);
    const int doubles_of[] = {0, 4, 6, 6, 8};
    for (int code = 0; code <= 4; ++code) {
        Bytes blob{'G', 'P', 0, std::uint8_t(code << 1), 0, 0, 0x11, 0xC3};
        const double envelope[] = {1, 3, 2, 4, 0, 0, 0, 0};
        for (int i = 0; i < doubles_of[code]; ++i) {
            Bytes number(8);
            std::memcpy(number.data(), &envelope[i], 8);
            blob.insert(blob.end(), number.rbegin(), number.rend());
        }
        blob.insert(blob.end(), wkb.begin(), wkb.end());
        EXPECT_EQ(from_geometry_blob(blob).value(), shape) << code;
        EXPECT_EQ(envelope_of_blob(blob), bounds(shape)) << code;
    }
}

TEST(Wkb, RefusesWhatIsNoPointLineOrPolygon) {
    const std::pair<const char*, const char*> cases[] = {
        {"CIRCULARSTRING (0 0,1 1,2 0)", "WKB type 8"},
        {"CURVEPOLYGON ((0 0,1 0,1 1,0 0))", "WKB type 10"},
        {"MULTIPOINT (0 0,1 1)", "several points"},
        {"GEOMETRYCOLLECTION (POINT (0 0),LINESTRING (0 0,1 1))", "mixed"},
    };
    for (const auto& [wkt, why] : cases) {
        const auto read = from_wkb(wkb_by_ogr(*ogr_from_wkt(wkt), wkbNDR, wkbVariantIso));
        ASSERT_FALSE(read) << wkt;
        EXPECT_EQ(read.error().code, ErrorCode::bad_input);
        EXPECT_NE(read.error().message.find(why), std::string::npos) << read.error().message;
    }
}

TEST(Wkb, RefusesNestingWithoutEnd) {
    Bytes wkb;
    for (int i = 0; i < 100'000; ++i) wkb.insert(wkb.end(), {1, 7, 0, 0, 0, 1, 0, 0, 0});
    const auto read = from_wkb(wkb);
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("nested"), std::string::npos);
}

TEST(Wkb, AsksForNoMoreMemoryThanTheBytesCanFill) {
    const Bytes huge{1, 2, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0};
    ASSERT_FALSE(from_wkb(huge));
}

TEST(Wkb, RefusesCoordinatesThatAreNoNumbers) {
    EXPECT_FALSE(from_wkb(to_wkb(make_line({{0, 0}, {std::nan(""), 1}}), WkbForm::simplest)));
    EXPECT_FALSE(from_wkb(to_wkb(make_point({HUGE_VAL, 1}), WkbForm::simplest)));
}

TEST(GeometryBlob, CutOffAnywhereIsAnErrorAndNeverACrash) {
    for (const auto& shape : some_shapes()) {
        const auto blob = to_geometry_blob(shape, 4547, WkbForm::multi);
        for (std::size_t n = 0; n < blob.size(); ++n) {
            const Bytes cut(blob.begin(), blob.begin() + std::ptrdiff_t(n));
            const auto read = from_geometry_blob(cut);
            ASSERT_FALSE(read) << n;
            ASSERT_EQ(read.error().code, ErrorCode::bad_input);
            (void)envelope_of_blob(cut);
        }
    }
}

TEST(GeometryBlob, RandomDamageIsReadOrRefusedAndNeverACrash) {
    std::mt19937 random(99);
    for (const auto& shape : some_shapes()) {
        const auto good = to_geometry_blob(shape, 4547, WkbForm::simplest);
        std::uniform_int_distribution<std::size_t> where(0, good.size() - 1);
        for (int i = 0; i < 3000; ++i) {
            auto blob = good;
            for (int k = 0; k <= i % 4; ++k) blob[where(random)] ^= std::uint8_t(1u << (random() % 8));
            const auto read = from_geometry_blob(blob);
            if (!read) continue;
            // What was read is whole: the ends rise and stop at the last vertex.
            const auto& ends = read->ring_ends;
            ASSERT_TRUE(std::is_sorted(ends.begin(), ends.end()));
            ASSERT_EQ(ends.empty() ? 0 : ends.back(), read->points.size());
            ASSERT_EQ(read->part_ends.empty() ? (read->kind == ShapeKind::polygon ? 1 : 0) : read->part_ends.back(),
                      read->kind == ShapeKind::polygon ? read->rings() : 0);
            (void)area_m2(*read);
            (void)point_on_surface(*read);
        }
    }
}

}  // namespace
}  // namespace huegrid::geo
