#include "polygons_bench.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <stdlib.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <thread>

#include "engine/geo/shapes/repair.hpp"
#include "engine/sources/source.hpp"
#include "engine/store/commands/writer.hpp"
#include "engine/store/load/load.hpp"
#include "engine/store/load/snapshot_file.hpp"
#include "engine/synth/town.hpp"

namespace huegrid::bench {
namespace {

namespace fs = std::filesystem;

bool complain(const Error& error) {
    fmt::print(stderr, "{}\n", error.text());
    return false;
}

/// What there was in the file.
struct Seen {
    std::int64_t polygons = 0;
    double area_m2 = 0.0;
};

/// The town's zones and buildings, without the people.
Result<void> make_places(const fs::path& file, std::int64_t households) {
    auto crs = synth::town_crs();
    if (!crs) return fail(std::move(crs.error()));
    auto places = store::Writer::create(file, {"bench", {}}, *crs, "");
    if (!places) return fail(std::move(places.error()));
    synth::TownOptions options;
    options.households = households;
    auto made = synth::make_town(options, [&](model::Batch batch) -> Result<void> {
        model::Batch kept;
        kept.zones = std::move(batch.zones);
        kept.estates = std::move(batch.estates);
        kept.buildings = std::move(batch.buildings);
        return places->write(kept);
    });
    if (!made) return made;
    if (auto entry = places->commit(""); !entry) return fail(std::move(entry.error()));
    return {};
}

Seen by_gdal(const fs::path& file) {
    const std::unique_ptr<GDALDataset> dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    Seen seen;
    if (!dataset) return seen;
    for (const auto& feature : dataset->GetLayerByName("building")) {
        const auto* geometry = feature->GetGeometryRef();
        if (!geometry) continue;
        ++seen.polygons;
        seen.area_m2 += geometry->toMultiPolygon()->get_Area();
    }
    return seen;
}

/// With names, zones, floors and all the other columns.
Seen into_columns(const fs::path& file) {
    store::forget_snapshot(file);
    const auto snapshot = store::load_snapshot(file);
    Seen seen;
    if (!snapshot) return complain(snapshot.error()), seen;
    const auto& shapes = (*snapshot)->buildings.shapes;
    seen.polygons = std::int64_t(shapes.size());
    for (std::size_t row = 0; row < shapes.size(); ++row) seen.area_m2 += geo::area_m2(shapes.at(row));
    return seen;
}

/// As an import does: with the values that a recipe asks for, each polygon looked at for flaws.
Seen as_an_import(const fs::path& file) {
    sources::SourceOptions options;
    options.name = "places";
    options.path = file;
    Seen seen;
    auto source = sources::Source::open(std::move(options));
    if (!source) return complain(source.error()), seen;
    const sources::Query query{"building", "", {"source_key", "name", "address", "use", "units", "floors", "built_year"}, geo::ShapeKind::polygon};
    const auto read = source->read(query, [&](sources::Record& record) -> Result<void> {
        ++seen.polygons;
        seen.area_m2 += geo::area_m2(geo::repair(std::move(record.shape)).shape);
        return {};
    });
    if (!read) complain(read.error());
    return seen;
}

bool measure_polygons(const fs::path& file, const Setup& setup) {
    if (auto made = make_places(file, setup.workload.households); !made) return complain(made.error());
    std::vector<Seen> answers(3);
    const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1u, 4u);
    std::vector<Contender> contenders{
        {Side::peer, fmt::format("GDAL {}", GDALVersionInfo("RELEASE_NAME")), 1, [&] { answers[0] = by_gdal(file); }},
        {Side::ours, "Huegrid, opened", threads, [&] { answers[1] = into_columns(file); }},
        {Side::ours, "Huegrid, read", 1, [&] { answers[2] = as_an_import(file); }}};
    measure(contenders, setup.runs);
    const auto& loop = answers.front();
    fmt::print("polygons, {}: {} buildings of a GeoPackage\n", setup.workload.name, loop.polygons);
    for (const auto& c : contenders)
        fmt::print("  {:<18} {} thread{} {:>9.4f} s   {:.2f} x as fast as GDAL's feature loop\n", c.who, c.threads, c.threads == 1 ? " " : "s", c.seconds,
                   contenders.front().seconds / c.seconds);
    const bool agreed = loop.polygons > 0 && std::all_of(answers.begin(), answers.end(), [&](const Seen& seen) {
        return seen.polygons == loop.polygons && std::abs(seen.area_m2 - loop.area_m2) <= 1e-9 * loop.area_m2;  // summed in another order
    });
    fmt::print("  {}; {:.0f} m2 in all\n", agreed ? "the answers are equal" : "THE ANSWERS DIFFER", loop.area_m2);
    return agreed;
}

}  // namespace

bool polygons(const Setup& setup) {
    auto name = (fs::temp_directory_path() / "huegrid_bench_XXXXXX").string();
    if (!::mkdtemp(name.data())) return complain({ErrorCode::io, "no folder for the made town", name});
    GDALAllRegister();
    const bool agreed = measure_polygons(fs::path(name) / "places.gpkg", setup);
    fs::remove_all(name);
    return agreed;
}

}  // namespace huegrid::bench
