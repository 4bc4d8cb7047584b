#include <gtest/gtest.h>

#include <algorithm>

#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

TEST(Sample, ComesInWholeWithoutArgumentsAndWithoutADefect) {
    const auto recipe = load_recipe(std::filesystem::path(HUEGRID_SOURCE_DIR) / "geodata/recipes/sample.toml");
    ASSERT_TRUE(recipe) << recipe.error().text();
    model::ExistingKeys keys;
    const auto import = read_sources(*recipe, {}, std::nullopt, keys);
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_TRUE(import->report.defects.empty()) << import->report.examples.front().what;
    const auto& batch = import->batch;
    EXPECT_EQ(import->report.read.at("household"), static_cast<std::int64_t>(batch.households.size()));
    const auto enterprises = std::count_if(batch.households.begin(), batch.households.end(),
                                           [](const auto& household) { return household.kind == "enterprise"; });
    EXPECT_EQ(enterprises, 1401);
    EXPECT_TRUE(
        std::all_of(batch.households.begin(), batch.households.end(), [](const auto& h) { return bool(h.building); }));
    EXPECT_TRUE(std::all_of(batch.issues.begin(), batch.issues.end(), [](const auto& i) { return !i.events.empty(); }));
}

}  // namespace
}  // namespace huegrid::ingest
