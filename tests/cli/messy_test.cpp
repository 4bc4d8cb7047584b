/// The shipped sample as the messy files an office sends comes to the same as the clean one, but for what the report says.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/geo/shapes/geometry_blob.hpp"
#include "tests/cli/program.hpp"

namespace huegrid::cli::test {
namespace {

class Messy : public Program {
protected:
    void SetUp() override {
        Program::SetUp();
        if (std::system("/usr/bin/python3 -c 'import xlwt' 2>/dev/null") != 0) GTEST_SKIP() << "python3-xlwt isn't installed";
        const auto line = fmt::format("PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 '{}/tests/data/make_messy.py' '{}'", HUEGRID_SOURCE_DIR, (folder / "messy").string());
        ASSERT_EQ(std::system(line.c_str()), 0);
        file = folder / "clean.gpkg";
        import_sample();
        std::string sources;
        for (const auto* source : {"zones=zones.geojson", "estates=estates.geojson", "buildings=buildings.shp", "service_points=service_points.csv",
                                   "register=register", "others=others.csv"}) {
            std::string text = source;
            const auto equals = text.find('=');
            sources += " " + quoted(text.substr(0, equals + 1) + (folder / "messy" / text.substr(equals + 1)).string());
        }
        file = folder / "messy.gpkg";
        outcome_ = must("import " + quoted(file) + " --json --recipe '" HUEGRID_SOURCE_DIR "/tests/data/recipes/messy.toml'" + sources);
    }
    /// The query's rows in both files.
    [[nodiscard]] std::vector<std::vector<std::string>> clean(const std::string& query) { return in("clean.gpkg", query); }
    [[nodiscard]] std::vector<std::vector<std::string>> messy(const std::string& query) { return in("messy.gpkg", query); }

    Outcome outcome_;

private:
    std::vector<std::vector<std::string>> in(const char* name, const std::string& query) {
        file = folder / name;
        return sql(query);
    }
};

geo::Shape shape_in(const std::string& hex) {
    std::vector<std::uint8_t> blob;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) blob.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    const auto shape = geo::from_geometry_blob(blob);
    return shape ? *shape : geo::Shape{};
}

TEST_F(Messy, ComesToTheSameAsTheCleanSampleButForWhatTheReportSays) {
    // Places: to two millimetres, whatever shift and order of vertices they came in.
    for (const std::string table : {"zone", "estate", "building", "service_point"}) {
        const auto query = "SELECT source_key, name, hex(geom) FROM " + table + " ORDER BY source_key";
        const auto a = clean(query), b = messy(query);
        ASSERT_EQ(a.size(), b.size()) << table;
        for (std::size_t i = 0; i < a.size(); ++i) {
            ASSERT_EQ(a[i][0], b[i][0]) << table;
            ASSERT_EQ(a[i][1], b[i][1]) << table;
            const auto here = shape_in(a[i][2]), there = shape_in(b[i][2]);
            ASSERT_FALSE(here.empty() != there.empty()) << table << a[i][0];
            if (here.empty()) continue;
            const auto box = geo::bounds(here), other = geo::bounds(there);
            const double apart = std::max({std::abs(box.min.x - other.min.x), std::abs(box.min.y - other.min.y), std::abs(box.max.x - other.max.x),
                                           std::abs(box.max.y - other.max.y)});
            ASSERT_LT(apart, 0.002) << table << ' ' << a[i][0];
        }
    }
    const std::string buildings = "SELECT b.source_key, b.address, b.use, e.source_key, b.units, b.floors, b.built_year, g.source_key FROM building b "
                                  "LEFT JOIN estate e ON e.id = b.estate_id LEFT JOIN zone g ON g.id = b.grid_id ORDER BY 1";
    EXPECT_EQ(clean(buildings), messy(buildings));

    // Households: cell for cell, but for the damaged ones, which are missing.
    std::set<std::pair<std::string, std::string>> damaged;
    std::ifstream list(folder / "messy/damaged.csv");
    std::string line;
    std::getline(list, line);
    while (std::getline(list, line)) {
        while (!line.empty() && line.back() == '\r') line.pop_back();
        damaged.emplace(line.substr(0, line.find(',')), line.substr(line.find(',') + 1));
    }
    ASSERT_GT(damaged.size(), 40u);
    std::string columns = "h.source_key, b.source_key";
    std::vector<std::string> names{"key", "building"};
    for (const auto& row : clean("SELECT name FROM pragma_table_info('household') WHERE name IN ('kind', 'occupancy', 'unit', 'floor', 'door', "
                                 "'contact_name', 'contact_phone') OR name IN (SELECT name FROM attribute WHERE origin <> 'event') ORDER BY cid")) {
        columns += ", h." + row[0];
        names.push_back(row[0]);
    }
    ASSERT_EQ(names.size(), 2u + 7u + 16u);
    const auto query = "SELECT " + columns + " FROM household h LEFT JOIN building b ON b.id = h.building_id ORDER BY 1";
    const auto a = clean(query), b = messy(query);
    ASSERT_EQ(a.size(), 6000u);
    ASSERT_EQ(b.size(), 6000u);
    std::size_t differences = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t c = 0; c < names.size(); ++c) {
            const bool is_damaged = damaged.contains({a[i][0], names[c]});
            if (is_damaged ? b[i][c].empty() : b[i][c] == a[i][c]) continue;
            if (++differences <= 5) ADD_FAILURE() << a[i][0] << ' ' << names[c] << ": '" << a[i][c] << "' became '" << b[i][c] << "'";
        }
    EXPECT_EQ(differences, 0u);

    // The report names these cells, the tables' encoding (three), and in each of the 23 sheets what isn't a household.
    const auto n_ids = static_cast<std::int64_t>(std::count_if(damaged.begin(), damaged.end(), [](const auto& cell) { return cell.second == "oldest_age"; }));
    const auto n_damaged = static_cast<std::int64_t>(damaged.size()) - n_ids;
    ASSERT_GT(n_ids, 40);
    EXPECT_EQ((outcome_.json()["defects"].get<std::map<std::string, std::int64_t>>()),
              (std::map<std::string, std::int64_t>{{"bad_id_number", n_ids}, {"damaged_value", n_damaged}, {"encoding", 3}, {"note_row", 23}, {"title_row", 46}, {"two_row_header", 23}}));
}

}  // namespace
}  // namespace huegrid::cli::test
