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

}  // namespace
}  // namespace huegrid::work
