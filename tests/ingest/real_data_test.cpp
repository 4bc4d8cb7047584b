/// What real sources come to. HUEGRID_REAL_DATA names the folder that holds them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

class RealData : public ::testing::Test {
protected:
    void SetUp() override {
        const char* folder = std::getenv("HUEGRID_REAL_DATA");
        if (!folder) GTEST_SKIP() << "HUEGRID_REAL_DATA names no folder";
        data = folder;
    }

    static Recipe recipe(const std::string& name) {
        auto loaded = load_recipe(std::filesystem::path(HUEGRID_SOURCE_DIR) / "geodata/recipes" / name);
        EXPECT_TRUE(loaded) << loaded.error().text();
        return loaded ? *loaded : Recipe{};
    }

    std::filesystem::path data;
};

TEST_F(RealData, LiechtensteinHasItsMunicipalitiesBuildingsAndAddresses) {
    const auto pbf = data / "osm-liechtenstein/liechtenstein-2021-10-28.osm.pbf";
    model::ExistingKeys keys;
    const auto import = read_sources(recipe("osm.toml"), {{"osm", pbf}}, std::nullopt, keys);
    ASSERT_TRUE(import) << import.error().text();
    const auto& batch = import->batch;
    EXPECT_EQ(import->crs.epsg, 32632);
    EXPECT_EQ(batch.zones.size(), 11u);
    EXPECT_EQ(import->report.read.at("building"), 15834);
    EXPECT_EQ(batch.buildings.size(), 15834u);
    double area_m2 = 0;
    for (const auto& zone : batch.zones) area_m2 += geo::area_m2(zone.shape);
    EXPECT_NEAR(area_m2, 160.5e6, 1.5e6);  // the country's published area
    EXPECT_EQ(batch.rooms.size(), 3242u + 243u);
    EXPECT_EQ(std::count_if(batch.lines.begin(), batch.lines.end(), [](const auto& l) { return l.kind == "railway"; }),
              34);

    const auto again = read_sources(recipe("osm.toml"), {{"osm", pbf}}, import->crs, keys);
    ASSERT_TRUE(again) << again.error().text();
    ASSERT_EQ(again->batch.buildings.size(), batch.buildings.size());
    for (std::size_t i = 0; i < batch.buildings.size(); ++i) {
        ASSERT_EQ(again->batch.buildings[i].id, batch.buildings[i].id);
        ASSERT_EQ(again->batch.buildings[i].shape, batch.buildings[i].shape);
    }
}

TEST_F(RealData, ACutOffExtractIsAnErrorWhereverTheCutIs) {
    const Folder folder;
    const auto whole = data / "osm-liechtenstein/liechtenstein-2013-08-03.osm.pbf";
    for (const int percent : {5, 37, 62, 99}) {
        std::filesystem::copy_file(whole, folder / "cut.osm.pbf", std::filesystem::copy_options::overwrite_existing);
        std::filesystem::resize_file(folder / "cut.osm.pbf",
                                     std::filesystem::file_size(whole) * static_cast<std::uintmax_t>(percent) / 100);
        model::ExistingKeys keys;
        const auto import = read_sources(recipe("osm.toml"), {{"osm", folder / "cut.osm.pbf"}}, std::nullopt, keys);
        ASSERT_FALSE(import.has_value()) << percent << " %";
        EXPECT_NE(import.error().text().find("cut.osm.pbf"), std::string::npos) << import.error().text();
    }
}

TEST_F(RealData, TheSurveysPersonsAreSixThousandHouseholds) {
    const Folder folder;
    // A column of room keys, as tests/data/eusilc_to_addresses.py adds it: here every household has its own.
    std::ifstream survey(data / "eusilc-households/eusilc.csv");
    std::string table, line;
    std::set<std::string> rooms;
    model::ExistingKeys keys;
    for (bool head = true; std::getline(survey, line); head = false) {
        const auto household = line.substr(0, line.find(','));
        table += line + (head ? ",room_key" : ",room" + household) + '\n';
        if (!head && rooms.insert(household).second) {
            keys.building_of_room.set(keys.rooms.find_or_next("room" + household),
                                      keys.buildings.find_or_next("b" + household));
        }
    }
    const auto import = read_sources(recipe("eusilc.toml"), {{"persons", folder.write("p.csv", table)}}, utm32(), keys);
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->report.read.at("person"), 14827);
    ASSERT_EQ(import->batch.households.size(), 6000u);
    EXPECT_TRUE(import->report.defects.empty()) << import->report.examples.front().what;
    std::map<std::string, std::int64_t> sums;
    for (const auto& household : import->batch.households) {
        EXPECT_TRUE(household.building && household.room);
        for (std::size_t a = 0; a < household.values.size(); ++a)
            if (const auto* n = std::get_if<std::int64_t>(&household.values[a]))
                sums[import->batch.attributes[a].name] += *n;
    }
    EXPECT_EQ(sums["persons"], 14827);
    // Counted by csv.DictReader over the same file.
    EXPECT_EQ(sums["n_minors"], 3115);
    EXPECT_EQ(sums["living_alone"], 1745);
    EXPECT_EQ(sums["disability"], 480);
    EXPECT_EQ(sums["unemployed"], 496);
    EXPECT_EQ(sums["low_income"], 945);
}

}  // namespace
}  // namespace huegrid::ingest
