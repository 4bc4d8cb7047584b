/// A newer list with lines that nobody can read.
#include "tests/work/fixture.hpp"

namespace huegrid::work {
namespace {

class LostRows : public Office {
protected:
    void SetUp() override { import("a.gpkg", list); }
    ImportResult next(const std::string& text, const std::string& recipe) const {
        write("h.csv", text);
        return import("a.gpkg", recipe);
    }
    LostRows() { write("h.csv", "no,door,poor\n1,101,1\n2,102,1\n3,103,1\n"); }
    const std::string attribute = "[[attribute]]\nname=\"poor\"\ntype=\"integer\"\ntitle={zh=\"困难\",en=\"Poor\"}\ncolumn=\"poor\"\n";
    const std::string list = "crs=\"EPSG:32632\"\n[source.h]\npath=\"h.csv\"\n[[household]]\nsource=\"h\"\nkey=\"no\"\ndoor=\"door\"\n" + attribute;
    const std::string in_force = "SELECT source_key FROM household WHERE valid_to IS NULL ORDER BY source_key";
};

using Lines = std::vector<std::string>;

// Catches a household that ends because somebody typed one comma too many into its line.
TEST_F(LostRows, EndNothingOfTheirSource) {
    for (const char* lines : {"no,door,poor\n1,101,1\n2,1,02,1\n", "no,door,poor\n1,101,1\n,102,1\n", "no,door,poor\n1,一零一,1\n3,一零三,1\n2,\xFF\xFF,1\n"}) {
        auto result = next(lines, list);
        EXPECT_EQ(result.report.defects["may_be_lost"], 1) << lines;
        EXPECT_EQ(rows("a.gpkg", in_force), (Lines{"1|", "2|", "3|"})) << lines;
    }
    EXPECT_EQ(next("no,door,poor\n1,101,1\n2,102,1\n", list).changes.at("household").ended, 1) << "a whole list says what has gone";
}

TEST_F(LostRows, TakeNoAttributeFromWhomTheListMayStillHold) {
    const auto supplement = "[source.h]\npath=\"h.csv\"\n[[household]]\nsource=\"h\"\nkey=\"no\"\nsupplement=true\n" + attribute;
    const std::string poor = "SELECT source_key FROM household WHERE poor = 1 ORDER BY source_key";
    next("no,poor\n1,1\n2,1,\"\"\n3\n", supplement);
    EXPECT_EQ(rows("a.gpkg", poor), (Lines{"1|", "2|", "3|"}));
    next("no,poor\n1,1\n2,1\n", supplement);
    EXPECT_EQ(rows("a.gpkg", poor), (Lines{"1|", "2|"}));
}

// Catches a building whose households move out because its sheet's columns are called otherwise this time.
TEST_F(LostRows, OfASheetUnderOtherHeadersEndNothing) {
    std::filesystem::create_directory(folder / "list");
    const std::string sheets = "crs=\"EPSG:32632\"\n[source.h]\npath=\"list\"\n[[household]]\nsource=\"h\"\nlayer=\"*\"\nkey=\"no\"\ndoor=\"door\"\n";
    write("list/1栋.csv", "no,door\n1,101\n2,102\n3,103\n");
    write("list/2栋.csv", "no,door\n4,101\n5,102\n");
    import("b.gpkg", sheets);
    write("list/2栋.csv", "编号,房间\n4,101\n5,102\n");
    EXPECT_EQ(import("b.gpkg", sheets).report.defects["may_be_lost"], 1);
    EXPECT_EQ(rows("b.gpkg", in_force).size(), 5u);
    const auto said = sheets + "except=[\"2栋\"]\n";
    EXPECT_EQ(import("b.gpkg", said).changes.at("household").ended, 2) << "whoever leaves a sheet out by name says that it is none";
}

}  // namespace
}  // namespace huegrid::work
