/// @file shapefile_text_test.cpp
/// Shapefiles whose tables say the wrong encoding, or none, and cut off names and values.

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include "engine/sources/source.hpp"
#include "engine/sources/tables/encoding.hpp"
#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

std::string in(const std::string& encoding, const std::string& utf8) { return *sources::Decoder::of(encoding)->encode(utf8); }

/// Points with one text column of `width` bytes; everything in raw bytes. `ldid` as byte 29 of the table.
void write_points(const std::filesystem::path& path, const std::string& column, int width,
                  const std::vector<std::string>& cells, unsigned char ldid, const std::string& cpg) {
    GDALAllRegister();
    auto* dataset = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile")->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    ASSERT_NE(dataset, nullptr);
    const char* raw[] = {"ENCODING=", nullptr};
    auto* layer = dataset->CreateLayer("points", nullptr, wkbPoint, const_cast<char**>(raw));
    OGRFieldDefn field(column.c_str(), OFTString);
    field.SetWidth(width);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    layer->CreateField(&field);
    for (const auto& cell : cells) {
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField(0, cell.c_str());
        OGRPoint point(1, 2);
        feature.SetGeometry(&point);
        EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
    GDALClose(dataset);
    CPLPopErrorHandler();
    auto table = path, page = path;
    std::fstream bytes(table.replace_extension(".dbf"), std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(29).put(static_cast<char>(ldid));
    std::filesystem::remove(page.replace_extension(".cpg"));
    if (!cpg.empty()) std::ofstream(page) << cpg;
}

struct Outcome {
    std::vector<std::string> values, said;
    std::string error;
};

Outcome read(const std::filesystem::path& path, const std::string& column, const std::string& encoding = "", const std::string& where = "") {
    Outcome outcome;
    sources::SourceOptions options;
    options.path = path;
    options.encoding = encoding;
    auto source = sources::Source::open(options);
    if (!source) return outcome.error = source.error().text(), outcome;
    const auto done = source->read(
        {"", where, {column}}, [&](sources::Record& r) -> Result<void> { return outcome.values.push_back(r.values[0]), Result<void>(); },
        [&](const sources::Finding& f) { outcome.said.push_back(f.place + " " + f.kind + ": " + f.what); });
    if (!done) outcome.error = done.error().text();
    return outcome;
}

using Texts = std::vector<std::string>;
const Texts names{"幸福路小区", "和平里社区居委会"};

TEST(ShapefileText, TheBytesOverruleWhatTheTableSaysOfItself) {
    const Folder folder;
    struct Case {
        const char* encoding;
        unsigned char ldid;
        const char* cpg;
        std::size_t said;
    };
    // 0x57 says nothing, 0x03 lies, 0x4D is right; a .cpg of UTF-8 lies; and the other way round.
    for (const auto& [encoding, ldid, cpg, said] : {Case{"GB18030", 0x57, "", 1}, {"GB18030", 0x03, "", 1}, {"GB18030", 0x4D, "", 0},
                                                   {"GB18030", 0x00, "UTF-8", 1}, {"UTF-8", 0x57, "", 0}, {"UTF-8", 0x4D, "", 1},
                                                   {"UTF-8", 0x00, "UTF-8", 0}, {"Big5", 0x4F, "", 0}}) {
        Texts cells = std::string(encoding) == "Big5" ? Texts{"和平里"} : names;
        Texts bytes;
        for (const auto& cell : cells) bytes.push_back(in(encoding, cell));
        write_points(folder / "p.shp", in(encoding, std::string(encoding) == "Big5" ? "name" : "名称"), 40, bytes, ldid, cpg);
        const auto got = read(folder / "p.shp", std::string(encoding) == "Big5" ? "name" : "名称");
        EXPECT_EQ(got.error, "");
        EXPECT_EQ(got.values, cells) << encoding << int(ldid) << cpg;
        EXPECT_EQ(got.said.size(), said) << encoding << int(ldid) << cpg << (got.said.empty() ? "" : got.said[0]);
    }
}

TEST(ShapefileText, ANameCutInsideACharacterIsFoundByItsWholeName) {
    const Folder folder;
    // Ten bytes hold three characters of UTF-8 and a third of one, or five of GB18030.
    for (const char* encoding : {"UTF-8", "GB18030"}) {
        write_points(folder / "p.shp", in(encoding, "联系电话号码备用").substr(0, 10), 40, {in(encoding, names[0])}, 0x57, "");
        const auto got = read(folder / "p.shp", "联系电话号码备用");
        EXPECT_EQ(got.error, "") << encoding;
        EXPECT_EQ(got.values, Texts{names[0]});
        ASSERT_FALSE(got.said.empty());
        EXPECT_NE(got.said.back().find("cut_name: the column '联系电话号码备用' is cut off as '联系电"), std::string::npos) << got.said.back();
    }
}

TEST(ShapefileText, AValueCutInsideACharacterKeepsItsWholeCharacters) {
    const Folder folder;
    for (const char* encoding : {"UTF-8", "GB18030"}) {
        const auto cell = in(encoding, names[0]).substr(0, 7);
        write_points(folder / "p.shp", "n", 7, {cell, in(encoding, "和")}, 0x57, "");
        const auto got = read(folder / "p.shp", "n");
        EXPECT_EQ(got.values, (Texts{std::string(encoding) == "UTF-8" ? "幸福" : "幸福路", "和"})) << encoding;
        EXPECT_NE(got.said.back().find("feature 0 cut_text"), std::string::npos);
    }
}

TEST(ShapefileText, WesternTextIsNotTakenForChinese) {
    const Folder folder;
    const Texts streets{"Straße", "Größe", "Äußere Brücke", "Höhe"};
    Texts bytes;
    for (const auto& street : streets) bytes.push_back(in("ISO-8859-1", street));
    write_points(folder / "p.shp", "n", 40, bytes, 0x03, "");
    EXPECT_EQ(read(folder / "p.shp", "n").values, streets);
    write_points(folder / "p.shp", "n", 40, bytes, 0x57, "");
    EXPECT_NE(read(folder / "p.shp", "n").error.find("neither UTF-8 nor GB18030; say which"), std::string::npos);
    EXPECT_EQ(read(folder / "p.shp", "n", "ISO-8859-1").values, streets);
}

TEST(ShapefileText, AFilterInChineseWorksOnGbkBytes) {
    const Folder folder;
    write_points(folder / "p.shp", in("GBK", "名称"), 40, {in("GBK", names[0]), in("GBK", names[1])}, 0x57, "");
    EXPECT_EQ(read(folder / "p.shp", "名称", "", "\"名称\" = '" + names[1] + "'").values, Texts{names[1]});
}

TEST(ShapefileText, AMissingTableIsNamed) {
    const Folder folder;
    write_points(folder / "p.shp", "n", 40, {"a"}, 0x57, "");
    std::filesystem::remove(folder / "p.dbf");
    EXPECT_NE(read(folder / "p.shp", "n").error.find("the Shapefile's table p.dbf is missing"), std::string::npos);
}

}  // namespace
}  // namespace huegrid::ingest
