/// @file fixture.hpp
/// A folder for a test's sources, and what it draws into them.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "engine/ingest/import.hpp"

namespace huegrid::ingest {

/// A fresh folder, gone when the test is over.
class Folder {
public:
    Folder() {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        path_ = std::filesystem::temp_directory_path() /
                fmt::format("huegrid-{}-{}-{}", test->test_suite_name(), test->name(), ::getpid());
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    std::filesystem::path write(const std::string& name, const std::string& content) const {
        std::ofstream(path_ / name, std::ios::binary) << content;
        return path_ / name;
    }

private:
    std::filesystem::path path_;
};

/// The file's CRS in these tests: UTM 32 N. Fixtures are drawn in metres around (500000, 5200000).
inline geo::Crs utm32() {
    geo::Crs crs;
    crs.epsg = 32632;
    crs.projected_metres = true;
    return crs;
}

/// A closed ring of metres from the fixture's origin, as GeoJSON coordinates in EPSG:32632.
inline std::string ring(const std::vector<std::pair<double, double>>& corners) {
    std::string text;
    const auto add = [&](std::pair<double, double> p) {
        text += fmt::format("{}[{},{}]", text.empty() ? "" : ",", 500000 + p.first, 5200000 + p.second);
    };
    for (const auto& corner : corners) add(corner);
    add(corners.front());
    return "[" + text + "]";
}

inline std::string polygon(const std::vector<std::pair<double, double>>& corners) {
    return fmt::format(R"({{"type":"Polygon","coordinates":[{}]}})", ring(corners));
}

inline std::string square(double x, double y, double side) {
    return polygon({{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}});
}

inline std::string point(double x, double y) {
    return fmt::format(R"({{"type":"Point","coordinates":[{},{}]}})", 500000 + x, 5200000 + y);
}

/// `properties` is the inside of a JSON object.
inline std::string feature(const std::string& properties, const std::string& geometry) {
    return fmt::format(R"({{"type":"Feature","properties":{{{}}},"geometry":{}}})", properties, geometry);
}

inline std::string collection(const std::vector<std::string>& features) {
    return fmt::format(
        R"({{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"EPSG:32632"}}}},"features":[{}]}})",
        fmt::join(features, ",\n"));
}

/// An import with all its batches in one.
struct Whole : Import {
    model::Batch batch;
};

template <class Row>
void append(std::vector<Row>& to, std::vector<Row>&& from) {
    to.insert(to.end(), std::move_iterator(from.begin()), std::move_iterator(from.end()));
}

inline Result<Whole> read_whole(const Recipe& recipe, const std::map<std::string, std::filesystem::path>& sources,
                                const std::optional<geo::Crs>& crs, model::ExistingKeys& keys, const Progress& progress = {},
                                const ReadOptions& options = {}) {
    Whole whole;
    auto& all = whole.batch;
    const auto take = [&](const geo::Crs&, model::Batch&& b) -> Result<void> {
        if (!b.attributes.empty()) all.attributes = b.attributes;
        all.kept_columns.merge(b.kept_columns);
        append(all.defects, std::move(b.defects));
        append(all.zones, std::move(b.zones));
        append(all.estates, std::move(b.estates));
        append(all.buildings, std::move(b.buildings));
        append(all.lines, std::move(b.lines));
        append(all.service_points, std::move(b.service_points));
        append(all.rooms, std::move(b.rooms));
        append(all.households, std::move(b.households));
        append(all.skills, std::move(b.skills));
        append(all.members, std::move(b.members));
        append(all.posts, std::move(b.posts));
        append(all.assignments, std::move(b.assignments));
        append(all.issue_types, std::move(b.issue_types));
        append(all.issues, std::move(b.issues));
        append(all.visits, std::move(b.visits));
        return {};
    };
    auto import = read_sources(recipe, sources, crs, keys, take, progress, options);
    if (!import) return fail(import.error());
    static_cast<Import&>(whole) = std::move(*import);
    return whole;
}
inline Result<Whole> read_sources(const Recipe& recipe, const std::map<std::string, std::filesystem::path>& sources,
                                  const std::optional<geo::Crs>& crs, model::ExistingKeys& keys, const Progress& progress = {}) {
    return read_whole(recipe, sources, crs, keys, progress);
}

using Bound = std::map<std::string, std::filesystem::path>;

inline Result<Whole> import_by(const std::string& recipe, const Bound& sources, model::ExistingKeys& keys) {
    const auto parsed = parse_recipe(recipe, "r.toml", ".");
    if (!parsed) return fail(parsed.error());
    return read_sources(*parsed, sources, utm32(), keys);
}

/// Into a file in `crs`, or a new one.
inline Result<Whole> import_into(const std::optional<geo::Crs>& crs, const std::string& recipe, const Bound& sources) {
    model::ExistingKeys keys;
    const auto parsed = parse_recipe(recipe, "r.toml", ".");
    if (!parsed) return fail(parsed.error());
    return read_sources(*parsed, sources, crs, keys);
}

inline Result<Whole> import_by(const std::string& recipe, const Bound& sources) {
    model::ExistingKeys keys;
    return import_by(recipe, sources, keys);
}

}  // namespace huegrid::ingest
