#include "engine/ingest/recipe/recipe.hpp"

#include <gtest/gtest.h>

namespace huegrid::ingest {
namespace {

std::string error_of(std::string_view toml) {
    const auto recipe = parse_recipe(toml, "r.toml", ".");
    return recipe ? "no error" : recipe.error().text();
}

TEST(Recipe, NamesTheNearestKeyAndWhereItStands) {
    EXPECT_EQ(error_of("[[building]]\nsource = \"s\"\nkey = \"k\"\nadress = \"a\"\n"),
              "r.toml:4:1: a building has no 'adress'; did you mean 'address'?");
    EXPECT_EQ(error_of("[[bilding]]\nsource = \"s\"\n"),
              "r.toml:1:3: a recipe has no 'bilding'; did you mean 'building'?");
}

TEST(Recipe, RefusesAConstantTheFieldDoesNotKnow) {
    EXPECT_EQ(error_of("[[zone]]\nsource = \"s\"\nkey = \"k\"\nlevel = { value = \"comunity\" }\n"),
              "r.toml:4:9: 'comunity' is no level; did you mean 'community'?; there are: district, street, community, "
              "grid, micro-grid");
}

TEST(Recipe, SaysWhichFieldIsMissing) {
    EXPECT_EQ(error_of("[[line]]\nsource = \"s\"\nkey = \"k\"\n"), "r.toml:1:1: a line needs 'kind'");
}

TEST(Recipe, KeepsNoSensitiveAttributeWithoutAPurpose) {
    const auto text = error_of(
        "[[household]]\nsource = \"s\"\nkey = \"k\"\n[[attribute]]\nname = \"disability\"\ntype = \"boolean\"\n"
        "sensitivity = \"sensitive\"\ncolumn = \"d\"\n");
    EXPECT_NE(text.find("'disability' is sensitive: say in 'purpose'"), std::string::npos) << text;
}

TEST(Recipe, ReachesNoFileFarFromItself) {
    for (const char* path : {"/etc/passwd", "../../x.csv", "a/../../../x.csv", "/vsicurl/http://127.0.0.1/x.csv"}) {
        const auto text = error_of(std::string("[source.s]\npath = \"") + path + "\"\n[[household]]\nsource = \"s\"\nkey = \"k\"\n");
        EXPECT_NE(text.find("leads out of the recipe's folder"), std::string::npos) << path << text;
    }
}

TEST(Recipe, TellsWhereTheTomlIsBroken) {
    EXPECT_EQ(error_of("[[building]]\nsource = \n").substr(0, 11), "r.toml:2:10");
}

TEST(Recipe, RefusesATypeThatTheAggregateCannotHave) {
    const auto text = error_of(
        "[[person]]\nsource = \"s\"\nhousehold_key = \"k\"\n[[attribute]]\nname = \"old\"\ntype = \"text\"\n"
        "any = { column = \"age\", above = 80 }\n");
    EXPECT_NE(text.find("'old' can't be text"), std::string::npos) << text;
}

class ShippedRecipe : public ::testing::TestWithParam<const char*> {};

TEST_P(ShippedRecipe, IsInOrder) {
    const auto recipe = load_recipe(std::filesystem::path(HUEGRID_SOURCE_DIR) / "geodata" / "recipes" / GetParam());
    ASSERT_TRUE(recipe.has_value()) << recipe.error().text();
    EXPECT_FALSE(recipe->rows.empty());
}

INSTANTIATE_TEST_SUITE_P(All, ShippedRecipe, ::testing::Values("osm.toml", "sample.toml", "eusilc.toml"));

}  // namespace
}  // namespace huegrid::ingest
