/// The file as others see it: OGC GeoPackage 1.3 by its own rules, SQLite's checks, and GDAL reading every layer.
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>

#include "tests/store/fixture.hpp"

namespace huegrid::store::test {
namespace {

/// A plain client: no function of ours is registered.
class PlainClient {
public:
    explicit PlainClient(const std::filesystem::path& file) { EXPECT_EQ(sqlite3_open(file.c_str(), &db_), SQLITE_OK); }
    ~PlainClient() { sqlite3_close(db_); }
    PlainClient(const PlainClient&) = delete;
    PlainClient& operator=(const PlainClient&) = delete;
    /// Rows as text, columns parted by '|'.
    [[nodiscard]] std::vector<std::string> rows(const std::string& sql) const {
        std::vector<std::string> all;
        char* message = nullptr;
        const auto take = [](void* into, int columns, char** values, char**) {
            std::string row;
            for (int c = 0; c < columns; ++c) row += (c ? "|" : "") + std::string(values[c] ? values[c] : "NULL");
            static_cast<std::vector<std::string>*>(into)->push_back(row);
            return 0;
        };
        EXPECT_EQ(sqlite3_exec(db_, sql.c_str(), take, &all, &message), SQLITE_OK) << message;
        return all;
    }

private:
    sqlite3* db_ = nullptr;
};
using Rows = std::vector<std::string>;

}  // namespace

using GeoPackage = StoreTest;

TEST_F(GeoPackage, HasTheHeaderTablesAndRowsTheStandardRequires) {
    make_village();
    const PlainClient client(file);
    EXPECT_EQ(client.rows("PRAGMA application_id"), Rows{"1196444487"});
    EXPECT_EQ(client.rows("PRAGMA user_version"), Rows{"10300"});
    EXPECT_EQ(client.rows("SELECT srs_id FROM gpkg_spatial_ref_sys WHERE srs_id IN (-1, 0, 4326, 4544) ORDER BY 1"),
              (Rows{"-1", "0", "4326", "4544"}));
    EXPECT_EQ(client.rows("PRAGMA integrity_check"), Rows{"ok"});
    EXPECT_EQ(client.rows("PRAGMA foreign_key_check"), Rows{});
    // Requirements 17, 19 ff.: every feature layer is in contents and in geometry_columns with the same SRS.
    EXPECT_EQ(client.rows("SELECT table_name FROM gpkg_contents c WHERE data_type = 'features' AND NOT EXISTS "
                          "(SELECT 1 FROM gpkg_geometry_columns g WHERE g.table_name = c.table_name AND g.srs_id = c.srs_id)"),
              Rows{});
    EXPECT_EQ(client.rows("SELECT table_name FROM gpkg_contents WHERE table_name NOT IN (SELECT name FROM sqlite_master)"), Rows{});
    EXPECT_EQ(client.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'gpkg%' AND name NOT LIKE 'rtree%' "
                          "AND name NOT LIKE 'sqlite%' AND name NOT IN (SELECT table_name FROM gpkg_contents)"),
              Rows{})
        << "a table that isn't listed is invisible to others";
}

TEST_F(GeoPackage, RTreesHoldExactlyTheFeatures) {
    make_village();
    const PlainClient client(file);
    for (const std::string table : {"zone", "estate", "building", "line_feature", "service_point", "issue"}) {
        EXPECT_EQ(client.rows("SELECT count(*) FROM rtree_" + table + "_geom"),
                  client.rows("SELECT count(*) FROM " + table + " WHERE geom IS NOT NULL"));
        EXPECT_EQ(client.rows("SELECT count(*) FROM gpkg_extensions WHERE table_name = '" + table + "' AND extension_name = 'gpkg_rtree_index'"),
                  Rows{"1"});
    }
    EXPECT_EQ(client.rows("SELECT minx, maxx, miny, maxy FROM rtree_building_geom WHERE id = 1"), Rows{"60.0|80.0|40.0|60.0"});
    EXPECT_EQ(client.rows("SELECT min_x, max_x FROM gpkg_contents WHERE table_name = 'zone'"), Rows{"0.0|200.0"});
}

TEST_F(GeoPackage, GdalReadsEveryLayerBackEqual) {
    make_village();
    GDALAllRegister();
    const std::unique_ptr<GDALDataset> data(
        GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    ASSERT_TRUE(data);
    const auto s = load();
    const auto check = [&](const char* name, std::size_t count, auto shape_at) {
        auto* layer = data->GetLayerByName(name);
        ASSERT_NE(layer, nullptr) << name;
        EXPECT_EQ(layer->GetFeatureCount(), GIntBig(count)) << name;
        ASSERT_NE(layer->GetSpatialRef(), nullptr);
        EXPECT_STREQ(layer->GetSpatialRef()->GetAuthorityCode(nullptr), "4544");
        std::size_t row = 0;
        for (const auto& feature : *layer) {
            const geo::Shape shape = shape_at(row++);
            if (shape.empty()) {
                EXPECT_EQ(feature->GetGeometryRef(), nullptr);
                continue;
            }
            ASSERT_NE(feature->GetGeometryRef(), nullptr);
            OGREnvelope box;
            feature->GetGeometryRef()->getEnvelope(&box);
            EXPECT_EQ((geo::WorldBox{{box.MinX, box.MinY}, {box.MaxX, box.MaxY}}), geo::bounds(shape));
            EXPECT_TRUE(feature->GetGeometryRef()->IsValid());
            if (shape.kind == geo::ShapeKind::polygon) {
                EXPECT_NEAR(OGR_G_Area(OGRGeometry::ToHandle(feature->GetGeometryRef())), geo::area_m2(shape), 1e-9);
            }
        }
    };
    check("zone", s->zones.size(), [&](std::size_t i) { return s->zones[i].shape; });
    check("building", s->buildings.size(), [&](std::size_t i) { return s->buildings.shapes.at(i); });
    check("v_building_tier", s->buildings.size(), [&](std::size_t i) { return s->buildings.shapes.at(i); });
    check("line_feature", 1, [&](std::size_t i) { return s->lines[i].shape; });
    check("issue", 1, [&](std::size_t i) { return geo::make_point(*s->issues[i].at); });
    check("service_point", 1, [&](std::size_t i) { return geo::make_point(s->service_points[i].at); });
    auto* households = data->GetLayerByName("household");
    ASSERT_NE(households, nullptr);
    EXPECT_EQ(households->GetFeatureCount(), 5);
    const int date = households->GetLayerDefn()->GetFieldIndex("move_in");
    ASSERT_GE(date, 0);
    EXPECT_EQ(households->GetLayerDefn()->GetFieldDefn(date)->GetType(), OFTDate);
}

}  // namespace huegrid::store::test
