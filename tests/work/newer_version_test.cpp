/// Newer versions of a real source, one after the other. HUEGRID_REAL_DATA names the folder that holds them.
#include <cstdlib>

#include "tests/work/fixture.hpp"

namespace huegrid::work {
namespace {

class NewerVersion : public Office {
protected:
    void SetUp() override {
        const char* data = std::getenv("HUEGRID_REAL_DATA");
        if (!data) GTEST_SKIP() << "HUEGRID_REAL_DATA names no folder";
        extracts = std::filesystem::path(data) / "osm-liechtenstein";
    }
    ImportResult import(const std::string& file, const std::string& day, store::Extent extent = store::Extent::guarded) const {
        return import_by(HUEGRID_SOURCE_DIR "/geodata/recipes/osm.toml", file, {{"osm", extracts / ("liechtenstein-" + day + ".osm.pbf")}}, extent);
    }
    [[nodiscard]] std::vector<std::string> in_force(const std::string& file, const std::string& columns_from) const {
        return rows(file, "SELECT " + columns_from + " WHERE t.valid_to IS NULL ORDER BY t.source_key");
    }
    std::filesystem::path extracts;
};

const std::vector<std::string> tables{
    "t.source_key, t.name, t.level, hex(t.geom) FROM zone t",
    "t.source_key, t.name, t.address, t.use, t.floors, z.source_key, hex(t.geom) FROM building t LEFT JOIN zone z ON z.id = t.zone_id",
    "t.source_key, t.kind, t.name, hex(t.geom) FROM line_feature t",
    "t.source_key, t.door, t.address, b.source_key FROM room t LEFT JOIN building b ON b.id = t.building_id"};

TEST_F(NewerVersion, WhatIsInForceAfterwardsIsADirectImportOfTheNewest) {
    import("li.gpkg", "2013-08-03");
    std::vector<std::vector<std::string>> oldest;
    for (const auto& table : tables) oldest.push_back(in_force("li.gpkg", table));
    // The extract of 2013 shares no building's key with the next one; its SOURCE.txt doesn't say why.
    const auto refused = import_sources({folder / "li.gpkg", {"tester", ""}}, HUEGRID_SOURCE_DIR "/geodata/recipes/osm.toml",
                                        {{"osm", extracts / "liechtenstein-2015-07-27.osm.pbf"}});
    ASSERT_FALSE(refused) << "all of it would end";
    EXPECT_NE(refused.error().message.find("3723 of 3723 rows of building from osm/osm"), std::string::npos) << refused.error().message;
    import("li.gpkg", "2015-07-27", store::Extent::whole);
    std::vector<std::vector<std::string>> before;
    for (const auto& table : tables) before.push_back(in_force("li.gpkg", table));

    const auto newest = import("li.gpkg", "2021-10-28");
    const auto& buildings = newest.changes.at("building");
    EXPECT_EQ(buildings.added + buildings.changed + buildings.same + buildings.returned, 15834);
    EXPECT_GT(buildings.changed, 0);
    EXPECT_GT(buildings.ended, 0);
    EXPECT_EQ(buildings.changed + buildings.same + buildings.ended, std::int64_t(before[1].size())) << "no row is lost sight of";
    import("direct.gpkg", "2021-10-28");
    for (const auto& table : tables) EXPECT_EQ(in_force("li.gpkg", table), in_force("direct.gpkg", table)) << table;

    EXPECT_EQ(import("li.gpkg", "2021-10-28").journal_entry, 0) << "twice is nothing";
    ASSERT_TRUE(undo({folder / "li.gpkg", {"tester", ""}}));
    for (std::size_t t = 0; t < tables.size(); ++t) EXPECT_EQ(in_force("li.gpkg", tables[t]), before[t]) << tables[t];
    ASSERT_TRUE(undo({folder / "li.gpkg", {"tester", ""}}));
    for (std::size_t t = 0; t < tables.size(); ++t) EXPECT_EQ(in_force("li.gpkg", tables[t]), oldest[t]) << tables[t];
    EXPECT_FALSE(undo({folder / "li.gpkg", {"tester", ""}})) << "the import that made the file is no change of it";
}

}  // namespace
}  // namespace huegrid::work
