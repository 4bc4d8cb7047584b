/// The packed R-tree of a new file, against the boxes themselves and SQLite's own check of its structure.
#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "tests/store/fixture.hpp"

namespace huegrid::store::test {
namespace {

/// In half metres, which an R-tree's floats hold exactly at these distances.
geo::WorldPoint somewhere(std::mt19937& random) {
    std::uniform_int_distribution<int> halves(0, 20'000);
    return {428'000 + halves(random) * 0.5, 3'418'000 + halves(random) * 0.5};
}

model::BuildingRow building(std::int64_t id, geo::Shape shape) {
    model::BuildingRow row;
    row.id = BuildingId{id};
    row.source_key = std::to_string(id);
    row.shape = std::move(shape);
    return row;
}

std::vector<geo::WorldBox> write_buildings(Writer& writer, std::int64_t first, std::int64_t many, std::mt19937& random) {
    model::Batch batch;
    std::vector<geo::WorldBox> boxes;
    for (std::int64_t id = first; id < first + many; ++id) {
        const auto at = somewhere(random);
        batch.buildings.push_back(building(id, square(at.x, at.y, 20)));
        boxes.push_back(geo::bounds(batch.buildings.back().shape));
    }
    EXPECT_TRUE(writer.write(batch));
    return boxes;
}

}  // namespace

class Rtree : public StoreTest {
protected:
    void expect_answers_of(const std::vector<geo::WorldBox>& boxes, std::mt19937& random) const {
        EXPECT_EQ(rows("SELECT 1 WHERE rtreecheck('rtree_building_geom') = 'ok'"), 1);
        EXPECT_EQ(rows("SELECT id FROM rtree_building_geom"), int(boxes.size()));
        for (int question = 0; question < 50; ++question) {
            geo::WorldBox asked;
            asked.add(somewhere(random));
            asked.add(somewhere(random));
            const auto hits = std::count_if(boxes.begin(), boxes.end(), [&](const geo::WorldBox& box) { return box.intersects(asked); });
            EXPECT_EQ(rows(fmt::format("SELECT id FROM rtree_building_geom WHERE minx <= {} AND maxx >= {} AND miny <= {} AND maxy >= {}",
                                       asked.max.x, asked.min.x, asked.max.y, asked.min.y)),
                      hits);
        }
    }
};

TEST_F(Rtree, AnswersAsTheBoxesDoWhateverTheirNumber) {
    std::mt19937 random(1);
    for (const std::int64_t many : {1, 51, 52, 51 * 51, 51 * 51 + 1, 4000}) {  // 51 boxes fill a node
        std::filesystem::remove(file);
        auto writer = Writer::create(file, {"import", {"tester", ""}}, *geo::crs_from_text("EPSG:4544"), "");
        ASSERT_TRUE(writer);
        const auto boxes = write_buildings(*writer, 1, many, random);
        ASSERT_TRUE(writer->commit(""));
        expect_answers_of(boxes, random);
    }
}

TEST_F(Rtree, LaterRowsAndMovedOnesFindTheirWayIn) {
    std::mt19937 random(2);
    auto made = Writer::create(file, {"import", {"tester", ""}}, *geo::crs_from_text("EPSG:4544"), "");
    ASSERT_TRUE(made);
    auto boxes = write_buildings(*made, 1, 3000, random);
    ASSERT_TRUE(made->commit(""));
    auto writer = Writer::open(file, {"import", {"tester", ""}});
    ASSERT_TRUE(writer);
    const auto changed = write_buildings(*writer, 2001, 2000, random);  // half of them move
    ASSERT_TRUE(writer->commit(""));
    boxes.resize(2000);
    boxes.insert(boxes.end(), changed.begin(), changed.end());
    expect_answers_of(boxes, random);
}

TEST_F(Rtree, ABoxIsRoundedOutwards) {
    auto writer = Writer::create(file, {"import", {"tester", ""}}, *geo::crs_from_text("EPSG:4544"), "");
    ASSERT_TRUE(writer);
    model::Batch batch;
    batch.buildings.push_back(building(1, square(-428'000.01, 3'418'000.03, 0.01)));
    ASSERT_TRUE(writer->write(batch));
    ASSERT_TRUE(writer->commit(""));
    EXPECT_EQ(rows("SELECT 1 FROM rtree_building_geom WHERE minx <= -428000.01 AND maxx >= -428000.0 AND miny <= 3418000.03 AND maxy >= 3418000.04"), 1);
}

}  // namespace huegrid::store::test
