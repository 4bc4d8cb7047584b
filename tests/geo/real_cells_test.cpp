/// @file real_cells_test.cpp
/// Real towns, their ground shared out among real footprints and divided at random.

#include <string>
#include <string_view>

#include "engine/geo/cells/cells.hpp"
#include "engine/geo/cells/dissolve.hpp"
#include "engine/geo/crs/crs.hpp"
#include "engine/geo/shapes/repair.hpp"
#include "tests/geo/real_data.hpp"
#include "tests/geo/tiling_laws.hpp"

namespace huegrid::geo {
namespace {

class RealCells : public RealData {
protected:
    /// Buildings, municipalities (admin_level 8), and main roads, railways and rivers, in metres.
    void read(const char* file) {
        const auto to_metres = Transform::between("EPSG:4326", "EPSG:32632");
        ASSERT_TRUE(to_metres);
        const std::unique_ptr<GDALDataset> osm(GDALDataset::FromHandle(GDALOpenEx((data / file).c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr)));
        ASSERT_TRUE(osm);
        OGRLayer* layer = nullptr;
        while (OGRFeature* next = osm->GetNextFeature(&layer, nullptr, nullptr, nullptr)) {
            const OGRFeatureUniquePtr f(next);
            const std::string_view kind = layer->GetName();
            if (!f->GetGeometryRef() || (kind != "multipolygons" && kind != "lines")) continue;
            auto shape = to_metres->apply(polygons(*f->GetGeometryRef()));
            if (!shape) continue;
            const auto field = [&](const char* name) { return std::string_view(f->GetFieldAsString(name)); };
            if (kind == "lines") {
                const auto road = field("highway");
                if (road == "primary" || road == "secondary" || road == "trunk" || field("waterway") == "river" ||
                    field("other_tags").find("\"railway\"=>\"rail\"") != std::string_view::npos)
                    barriers.push_back(std::move(*shape));
            } else if (!field("building").empty()) {
                buildings.push_back(repair(std::move(*shape)).shape);
            } else if (field("boundary") == "administrative" && field("admin_level") == "8") {
                municipalities.push_back(repair(std::move(*shape)).shape);
            }
        }
    }

    void expect_laws(const Shape& community) const {
        std::vector<Shape> here;
        for (const auto& building : buildings)
            if (!building.empty() && covers(community, point_on_surface(building))) here.push_back(building);
        std::mt19937 random(7);
        for (const auto& lines : {std::vector<Shape>{}, barriers}) {
            SCOPED_TRACE(lines.size());
            const auto cells = make_cells(community, here, lines);
            EXPECT_EQ(std::count(cells.cell_of.begin(), cells.cell_of.end(), none), 0);
            Index groups = 0;
            const auto group = random_division(cells, random, 150, groups);
            const auto grids = dissolve(cells, group, groups);
            expect_tiling(community, grids);
            expect_buildings_inside(here, group, grids);
            EXPECT_LE(torn(grids), std::size_t(community.part_ends.size() - 1)) << "only an empty part of the community hangs on another's grid";
        }
    }

    std::vector<Shape> buildings, municipalities, barriers;
};

TEST_F(RealCells, LiechtensteinsMunicipalitiesAreTiled) {
    read("osm-liechtenstein/liechtenstein-2021-10-28.osm.pbf");
    ASSERT_EQ(municipalities.size(), 11u);
    for (std::size_t m = 0; m < municipalities.size(); ++m) {
        SCOPED_TRACE(m);
        expect_laws(municipalities[m]);
    }
}

TEST_F(RealCells, LaufIsTiled) {
    read("osm-lauf/lauf-2020-01-15.osm.pbf");
    ASSERT_GT(buildings.size(), 6000u);
    WorldBox box;  // no municipality is complete in it
    for (const auto& building : buildings) box.add(bounds(building));
    expect_laws(make_polygon({box.min, {box.max.x, box.min.y}, box.max, {box.min.x, box.max.y}}));
}

}  // namespace
}  // namespace huegrid::geo
