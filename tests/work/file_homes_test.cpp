/// Households that come later than the buildings they live in.
#include "tests/work/fixture.hpp"

namespace huegrid::work {
namespace {

class FileHomes : public Office {
protected:
    void SetUp() override {
        std::string features;
        for (const auto& [no, x, address] : {std::tuple("A", 0, "凤祥路88号风华苑3栋"), std::tuple("B", 30, "Hauptstr. 3"), std::tuple("C", 60, "")})
            features += fmt::format(R"({}{{"type":"Feature","properties":{{"no":"{}","addr":"{}"}},"geometry":{{"type":"Polygon","coordinates":[[[{},5200000],[{},5200000],[{},5200010],[{},5200010],[{},5200000]]]}}}})",
                                    features.empty() ? "" : ",", no, address, 500000 + x, 500010 + x, 500010 + x, 500000 + x, 500000 + x);
        write("b.geojson", R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32632"}},"features":[)" + features + "]}");
        write("r.csv", "no,house,addr,door\n1,A,风华苑3栋2单元501室,501\n2,B,,1\n");
        write("h.csv", "no,addr,x,y\n1,风华苑三号楼2-501,,\n2,HAUPTSTRASSE 3,,\n3,Hauptstr. 3,,\n4,,500065,5200005\n5,Hauptstr. 5,,\n");
    }
    [[nodiscard]] std::vector<std::string> households(const std::string& file) const {
        return rows(file, "SELECT h.source_key, h.kind, h.unit, h.floor, h.door, b.source_key, r.source_key FROM household h LEFT JOIN building b ON b.id = h.building_id "
                          "LEFT JOIN room r ON r.id = h.room_id WHERE h.valid_to IS NULL ORDER BY h.source_key");
    }

    const std::string places = "[source.b]\npath=\"b.geojson\"\n[source.r]\npath=\"r.csv\"\n"
                               "[[building]]\nsource=\"b\"\nkey=\"no\"\naddress=\"addr\"\n"
                               "[[room]]\nsource=\"r\"\nkey=\"no\"\nbuilding_key=\"house\"\naddress=\"addr\"\ndoor=\"door\"\n";
    const std::string people = "[source.h]\npath=\"h.csv\"\ncrs=\"EPSG:32632\"\nx=\"x\"\ny=\"y\"\n"
                               "[[household]]\nsource=\"h\"\nkey=\"no\"\naddress=\"addr\"\nby_point=true\n";
};

// Catches a finder that knows only what the same import brings: a register that comes a week later would be homeless.
TEST_F(FileHomes, AnImportOnItsOwnFindsWhatOneImportOfAllFinds) {
    import("once.gpkg", places + people);
    import("twice.gpkg", places);
    const auto later = import("twice.gpkg", people);
    EXPECT_EQ(later.report.matched, (std::map<std::string, std::int64_t>{{"exact", 1}, {"rule", 2}, {"point", 1}, {"none", 1}}));
    EXPECT_EQ(households("twice.gpkg"), households("once.gpkg"));
}

// Catches linking to a building that this very import ends.
TEST_F(FileHomes, WhatTheSourceNoLongerHoldsIsNoHomeUnlessItHoldsOnlyAPart) {
    import("a.gpkg", places + people);
    write("r.csv", "no,house,addr,door\n2,B,,1\n");
    EXPECT_EQ(import("a.gpkg", places + people, store::Extent::partial).report.matched["rule"], 2);
    EXPECT_EQ(households("a.gpkg").front(), "1|home|NULL|NULL|501|A|1|");
    EXPECT_EQ(import("a.gpkg", places + people, store::Extent::whole).changes.at("room").ended, 1);
    EXPECT_EQ(households("a.gpkg").front(), "1|home|2|NULL|501|A|NULL|") << "its address says so without the room";
    import("direct.gpkg", places + people);
    EXPECT_EQ(households("a.gpkg"), households("direct.gpkg"));
}

}  // namespace
}  // namespace huegrid::work
