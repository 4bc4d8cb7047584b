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

// Would catch an office's list by addresses of which no line finds its household, since the file has no rooms.
TEST_F(FileHomes, AListByAddressesFindsWhoLivesBehindTheirDoors) {
    write("homes.csv", "no,house,unit,door\n1,A,1,101\n2,A,1,0102\n3,A,2,101\n4,A,2,301\n5,B,,\n6,A,3,401\n7,A,3,401\n");
    const std::string homes = "[source.homes]\npath=\"homes.csv\"\n[[household]]\nsource=\"homes\"\nkey=\"no\"\nbuilding_key=\"house\"\nunit=\"unit\"\ndoor=\"door\"\n";
    write("s.csv", "addr,aid\n风华苑3栋1单元101,a\n风华苑三栋1单元102室,b\n凤祥路88号风华苑3栋301,c\nHauptstr. 3,d\n"
                   "风华苑3栋101,x\n风华苑3栋9单元909,x\n风华苑3栋3单元401,x\n风华苑3栋,x\n");
    const std::string aid = "[source.s]\npath=\"s.csv\"\n[[household]]\nsource=\"s\"\nsupplement=true\naddress=\"addr\"\n"
                            "[[attribute]]\nsource=\"s\"\nname=\"aid\"\ntype=\"text\"\ncolumn=\"aid\"\n";
    const auto aided = [&](const std::string& file) { return rows(file, "SELECT source_key, aid FROM household WHERE aid IS NOT NULL ORDER BY source_key"); };
    import("once.gpkg", places + homes + aid);
    EXPECT_EQ(aided("once.gpkg"), (std::vector<std::string>{"1|a|", "2|b|", "4|c|", "5|d|"})) << "which of two it is, nobody can say";
    import("twice.gpkg", places + homes);
    const auto later = import("twice.gpkg", aid);
    EXPECT_EQ(later.report.defects, (std::map<std::string, std::int64_t>{{"no_household", 4}, {"shared_door", 1}}));
    EXPECT_EQ(aided("twice.gpkg"), aided("once.gpkg"));
}

}  // namespace
}  // namespace huegrid::work
