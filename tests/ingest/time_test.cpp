/// Times as offices write them: by a clock on the wall, whose zone only the recipe may know.
#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

constexpr const char* issues = R"(
[[issue]]
source = "i"
key = "no"
type = { value = "light" }
status = "status"
reported_at = "at"
closed_at = "closed"
)";

constexpr const char* table =
    "no,status,at,closed\n"
    "1,closed,2020-01-01 00:05:00,07/01/2020 11:30:00 PM\n"
    "2,closed,2020-01-01T08:05:00Z,2020-01-02T00:00:00+08:00\n"
    "3,filed,2020-01-01,\n";

std::string times_of(const Whole& import, std::size_t issue) {
    const auto& row = import.batch.issues.at(issue);
    return to_text(row.reported_at) + (row.closed_at ? " " + to_text(*row.closed_at) : "");
}

TEST(Time, WithoutAZoneIsByTheClockThatTheRecipeNames) {
    const Folder folder;
    const auto import = import_by(std::string("[source.i]\ntime_zone = \"America/Los_Angeles\"\n") + issues, {{"i", folder.write("i.csv", table)}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(times_of(*import, 0), "2020-01-01T08:05:00Z 2020-07-02T06:30:00Z");
    EXPECT_EQ(times_of(*import, 1), "2020-01-01T08:05:00Z 2020-01-01T16:00:00Z");
    EXPECT_EQ(times_of(*import, 2), "2020-01-01T00:00:00Z");
    EXPECT_FALSE(import->report.defects.contains("no_time_zone"));
}

TEST(Time, WithoutAZoneIsTakenForUtcAndReported) {
    const Folder folder;
    const auto import = import_by(issues, {{"i", folder.write("i.csv", table)}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(times_of(*import, 0), "2020-01-01T00:05:00Z 2020-07-01T23:30:00Z");
    EXPECT_EQ(times_of(*import, 1), "2020-01-01T08:05:00Z 2020-01-01T16:00:00Z");
    EXPECT_EQ(import->report.defects.at("no_time_zone"), 1);
    EXPECT_EQ(import->report.examples.back().what, "2 of its times don't say which clock they are by");
    EXPECT_NE(import->report.examples.back().done.find("[source.i]"), std::string::npos);
}

TEST(Time, ZoneOfNoPlaceIsRefused) {
    const auto import = import_by(std::string("[source.i]\ntime_zone = \"Los Angeles\"\n") + issues, {});
    ASSERT_FALSE(import);
    EXPECT_EQ(import.error().text(), "r.toml:1:1: 'Los Angeles' is no time zone; write one as \"Asia/Shanghai\" or \"+08:00\"");
}

/// GDAL keeps the offset of a GeoJSON time; a GeoPackage's are UTC; a plain one has none.
TEST(Time, OfAFeatureKeepsWhatItsFileSaysOfTheClock) {
    const Folder folder;
    const auto file = folder.write("i.geojson", collection({feature(R"("no":"1","status":"filed","at":"2020-01-01T16:05:00+08:00")", point(1, 2)),
                                                            feature(R"("no":"2","status":"filed","at":"2020-01-01T08:05:00Z")", point(1, 2))}));
    const auto import = import_by("[source.i]\ntime_zone = \"America/Los_Angeles\"\n[[issue]]\nsource=\"i\"\nkey=\"no\"\ntype={value=\"light\"}\nstatus=\"status\"\nreported_at=\"at\"\n",
                                  {{"i", file}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(times_of(*import, 0), "2020-01-01T08:05:00Z");
    EXPECT_EQ(times_of(*import, 1), "2020-01-01T08:05:00Z");
}

}  // namespace
}  // namespace huegrid::ingest
