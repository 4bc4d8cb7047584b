/// Points for which one level has several zones.
#include <set>

#include "tests/store/fixture.hpp"

namespace huegrid::store::test {
namespace {

class InSeveralZones : public StoreTest {
protected:
    /// Writes `batch` as an import does, what placing found included.
    Placement import(const model::Batch& batch) {
        auto writer = std::filesystem::exists(file) ? Writer::open(file, {"import", {"tester", ""}})
                                                    : Writer::create(file, {"import", {"tester", ""}}, *geo::crs_from_text("EPSG:4544"), "村");
        EXPECT_TRUE(writer->begin_import("village", ""));
        EXPECT_TRUE(writer->write(batch));
        auto placed = writer->place();
        EXPECT_TRUE(placed) << placed.error().text();
        model::Batch found;
        found.defects = placed->in_several;
        EXPECT_TRUE(writer->write(found));
        EXPECT_TRUE(writer->commit("import"));
        return *placed;
    }
    static std::set<std::string> points_of(const Placement& placement) {
        std::set<std::string> points;
        for (const auto& defect : placement.in_several) points.insert(defect.feature);
        return points;
    }
};

TEST_F(InSeveralZones, BuildingsAndIssuesInAnOverlapAreNamedAtTheirPlaceWithBothZones) {
    auto batch = village();
    batch.zones[2].shape = geo::make_polygon({{60, 0}, {200, 0}, {200, 100}, {60, 100}});  // b reaches over half of a: building 1
    batch.issues[0].shape = geo::make_point({90, 20});
    batch.issues[0].building = {};
    const auto placed = import(batch);
    EXPECT_EQ(placed.buildings_in_several, 1);
    EXPECT_EQ(placed.issues_in_several, 1);
    ASSERT_EQ(points_of(placed), (std::set<std::string>{"building 'b1'", "issue 'i1'"}));
    const auto& building = placed.in_several.front();
    EXPECT_EQ(building.what, "it lies in A and B at once, each a grid");
    EXPECT_EQ(building.done, "placed in A");
    EXPECT_EQ(building.at, (geo::WorldPoint{70, 50}));
    EXPECT_EQ(rows("SELECT 1 FROM building WHERE source_key = 'b1' AND grid_id = 2"), 1) << "where the report says it is";
    EXPECT_EQ(rows("SELECT 1 FROM defect WHERE kind = 'in_several_zones' AND geom IS NOT NULL"), 2);
}

TEST_F(InSeveralZones, CountOnlyAtTheLevelThatPlacesThem) {
    auto batch = village();  // every building of a grid lies in the community too, which is no overlap
    batch.zones.push_back({ZoneId{4}, "c2", "community", {}, "二社区", "", "", geo::make_polygon({{0, 0}, {200, 0}, {200, 100}, {0, 100}})});
    EXPECT_EQ(import(batch).buildings_in_several, 0) << "two communities lie over each other, but the grid says which one it is";
}

/// Catches: blocks whose source names the community as their parent, and that lie in no grid however the community is divided.
TEST_F(InSeveralZones, ABlockOfACommunityLiesInTheGridBetweenThem) {
    auto batch = village();
    auto micro = batch.zones[1];
    micro.id = ZoneId{4}, micro.source_key = "m", micro.level = "micro-grid", micro.parent = batch.zones[0].id, micro.name = "M";
    batch.zones.push_back(micro);
    import(batch);
    EXPECT_EQ(rows("SELECT 1 FROM zone WHERE source_key = 'm' AND parent_id = 2"), 1);
    EXPECT_EQ(rows("SELECT 1 FROM building WHERE source_key = 'b1' AND zone_id = 4 AND grid_id = 2 AND community_id = 1"), 1);
}

TEST_F(InSeveralZones, AreFoundAnewByEachImport) {
    auto batch = village();
    batch.zones[2].shape = geo::make_polygon({{60, 0}, {200, 0}, {200, 100}, {60, 100}});
    import(batch);
    import(batch);
    EXPECT_EQ(rows("SELECT 1 FROM defect WHERE kind = 'in_several_zones'"), 1) << "not once for each import";
    EXPECT_TRUE(import(village()).in_several.empty());
    EXPECT_EQ(rows("SELECT 1 FROM defect WHERE kind = 'in_several_zones'"), 0) << "the boundaries were put right";
}

TEST_F(InSeveralZones, AreCountedWholeWhereTheFileKeepsOnlySome) {
    auto batch = village();
    batch.zones[2].shape = batch.zones[1].shape;
    batch.buildings.clear();
    batch.rooms.clear();
    batch.households.clear();
    batch.members.clear();
    batch.assignments.clear();
    batch.visits.clear();
    const int many = int(model::most_defects_of_a_kind) + 5;
    for (int i = 0; i < many; ++i)
        batch.buildings.push_back({BuildingId{i + 1}, "b" + std::to_string(i + 1), "", "", "", {}, 1, 1, std::nullopt, false, square(i % 90, 5, 5)});
    const auto placed = import(batch);
    EXPECT_EQ(placed.buildings_in_several, many);
    EXPECT_EQ(std::int64_t(placed.in_several.size()), model::most_defects_of_a_kind);
}

}  // namespace
}  // namespace huegrid::store::test
