#include "import_bench.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/os.h>
#include <fmt/ranges.h>
#include <malloc.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <memory>
#include <utility>

#include "engine/store/commands/writer.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::bench {
namespace {

namespace fs = std::filesystem;

bool complain(const Error& error) {
    fmt::print(stderr, "{}\n", error.text());
    return false;
}

/// The largest part of memory that this process has held since start_peak, in MB; 0 where the system doesn't tell.
double peak_mb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::strtod(line.c_str() + 6, nullptr) * 1024 / 1e6;
    return 0;
}
void start_peak() {
    ::malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << "5";
}

// ---- What an office would hand over: zones and buildings as layers, households as a table ----

constexpr std::string_view fixed_columns = "key,building_key,kind,occupancy,unit,floor,door,contact_name,contact_phone";

void print_household(fmt::ostream& out, const model::HouseholdRow& h) {
    out.print("{},building-{},{},{},{},{},{},{},{}", h.source_key, h.building.value, h.kind, h.occupancy, h.unit, h.floor, h.door,
              h.contact_name, h.contact_phone);
    for (const auto& value : h.values) out.print(",{}", model::to_text(value));
    out.print("\n");
}

std::string recipe_text(const std::vector<model::Attribute>& attributes) {
    std::string text = "crs = \"EPSG:4544\"\n"
                       "[source]\nplaces = { path = \"places.gpkg\" }\nhouseholds = { path = \"households.csv\" }\n"
                       "[[zone]]\nsource = \"places\"\nlayer = \"zone\"\nkey = \"source_key\"\nlevel = \"level\"\nname = \"name\"\n"
                       "code = \"code\"\nkind = \"kind\"\n"
                       "[[building]]\nsource = \"places\"\nlayer = \"building\"\nkey = \"source_key\"\nname = \"name\"\n"
                       "address = \"address\"\nuse = \"use\"\nunits = \"units\"\nfloors = \"floors\"\nbuilt_year = \"built_year\"\n"
                       "[[household]]\nsource = \"households\"\nbuilding_key = \"building_key\"\nkey = \"key\"\nkind = \"kind\"\n"
                       "occupancy = \"occupancy\"\nunit = \"unit\"\nfloor = \"floor\"\ndoor = \"door\"\n"
                       "contact_name = \"contact_name\"\ncontact_phone = \"contact_phone\"\n";
    for (const auto& a : attributes)
        text += fmt::format("[[attribute]]\nname = \"{0}\"\ncolumn = \"{0}\"\ntype = \"{1}\"\ntitle = {{ zh = \"{2}\", en = \"{3}\" }}\npurpose = \"a benchmark\"\n", a.name,
                            model::word(a.type), a.title.zh, a.title.en);
    return text;
}

/// What was handed over.
struct Handed {
    std::int64_t zones = 0, buildings = 0, households = 0, persons = 0;
};

Result<Handed> hand_over(const fs::path& folder, std::int64_t households) {
    auto crs = synth::town_crs();
    if (!crs) return fail(std::move(crs.error()));
    auto places = store::Writer::create(folder / "places.gpkg", {"bench", {}}, *crs, "");
    if (!places) return fail(std::move(places.error()));
    auto table = fmt::output_file((folder / "households.csv").string());
    Handed handed;
    std::vector<model::Attribute> attributes;
    synth::TownOptions options;
    options.households = households;
    auto made = synth::make_town(options, [&](model::Batch batch) -> Result<void> {
        if (attributes.empty()) {
            attributes = batch.attributes;
            table.print("{}", fixed_columns);
            for (const auto& a : attributes) table.print(",{}", a.name);
            table.print("\n");
        }
        const auto persons = std::find_if(attributes.begin(), attributes.end(), [](const auto& a) { return a.name == "persons"; }) - attributes.begin();
        for (const auto& household : batch.households) {
            print_household(table, household);
            if (const auto* many = std::get_if<std::int64_t>(&household.values[std::size_t(persons)])) handed.persons += *many;
        }
        handed.zones += std::ssize(batch.zones);
        handed.buildings += std::ssize(batch.buildings);
        handed.households += std::ssize(batch.households);
        model::Batch kept;
        kept.zones = std::move(batch.zones);
        kept.estates = std::move(batch.estates);
        kept.buildings = std::move(batch.buildings);
        return places->write(kept);
    });
    if (!made) return fail(std::move(made.error()));
    table.close();
    std::ofstream(folder / "recipe.toml") << recipe_text(attributes);
    if (auto entry = places->commit(""); !entry) return fail(std::move(entry.error()));
    return handed;
}

// ---- The peer ----

struct CloseDatabase {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
struct FreeValue {
    void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
};

/// SQLite without anything around it. Throws what SQLite says.
class Bare {
public:
    using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;
    explicit Bare(const fs::path& file) {
        sqlite3* db = nullptr;
        const int code = sqlite3_open(file.c_str(), &db);
        db_.reset(db);
        check(code);
    }
    void run(const std::string& sql) const { check(sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr)); }
    [[nodiscard]] Statement prepare(const std::string& sql) const {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(db_.get(), sql.c_str(), -1, &statement, nullptr));
        return Statement(statement);
    }
    [[nodiscard]] std::int64_t count(const std::string& sql) const {
        const auto statement = prepare(sql);
        sqlite3_step(statement.get());
        return sqlite3_column_int64(statement.get(), 0);
    }
    [[nodiscard]] std::string text(const std::string& sql) const {
        const auto statement = prepare(sql);
        sqlite3_step(statement.get());
        return reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 0));
    }
    void check(int code) const {
        if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_.get()));
    }

private:
    std::unique_ptr<sqlite3, CloseDatabase> db_;
};

/// The household rows of `from` into a new file, in one transaction and durably, with the same columns and indices.
/// Returns the seconds that inserting took; reading the rows, some thousands at a time, isn't counted.
double bare_insert(const fs::path& from, const fs::path& to) {
    constexpr std::size_t rows_at_a_time = 8192;
    using Clock = std::chrono::steady_clock;
    const Bare read(from), write(to);
    const auto rows = read.prepare("SELECT * FROM household ORDER BY id");
    const int columns = sqlite3_column_count(rows.get());
    std::chrono::duration<double> spent{0};
    const auto timed = [&](auto work) {
        const auto start = Clock::now();
        work();
        spent += Clock::now() - start;
    };
    Bare::Statement insert;
    timed([&] {
        write.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; BEGIN;");
        write.run(read.text("SELECT sql FROM sqlite_master WHERE name = 'household'"));
        insert = write.prepare(fmt::format("INSERT INTO household VALUES ({})", fmt::join(std::vector<std::string>(std::size_t(columns), "?"), ", ")));
    });
    std::vector<std::unique_ptr<sqlite3_value, FreeValue>> values;
    for (bool more = true; more;) {
        values.clear();
        while (values.size() < rows_at_a_time * std::size_t(columns) && (more = sqlite3_step(rows.get()) == SQLITE_ROW))
            for (int c = 0; c < columns; ++c) values.emplace_back(sqlite3_value_dup(sqlite3_column_value(rows.get(), c)));
        timed([&] {
            for (std::size_t at = 0; at < values.size(); at += std::size_t(columns)) {
                for (int c = 0; c < columns; ++c) sqlite3_bind_value(insert.get(), c + 1, values[at + std::size_t(c)].get());
                write.check(sqlite3_step(insert.get()));
                sqlite3_reset(insert.get());
            }
        });
    }
    timed([&] {
        for (const auto* index : {"household_source_key", "household_building"})
            write.run(read.text(fmt::format("SELECT sql FROM sqlite_master WHERE name = '{}'", index)));
        write.run("COMMIT");
        const int file = ::open(to.c_str(), O_RDONLY);
        ::fsync(file);
        ::close(file);
    });
    return spent.count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Nothing lost, everything in a grid, and the peer has the same rows.
bool same_rows(const Handed& handed, const fs::path& ours, const fs::path& peer) {
    const Bare made(ours), bare(peer);
    bool same = made.count("SELECT count(*) FROM zone") == handed.zones &&
                made.count("SELECT count(grid_id) FROM building") == handed.buildings;
    for (const auto* file : {&made, &bare})
        same = same && file->count("SELECT count(grid_id) FROM household") == handed.households &&
               file->count("SELECT sum(persons) FROM household") == handed.persons;
    return same;
}

bool measure_import(const fs::path& folder, const Setup& setup) {
    const auto handed = hand_over(folder, setup.workload.households);
    if (!handed) return complain(handed.error());
    fmt::print("import, {}: {} zones, {} buildings, {} households ({:.0f} MB of CSV)\n", setup.workload.name, handed->zones,
               handed->buildings, handed->households, double(fs::file_size(folder / "households.csv")) / 1e6);
    const auto ours = folder / "ours.gpkg", peer = folder / "peer.sqlite";
    std::vector<double> seconds, bare_seconds, megabytes;
    bool agreed = true;
    for (int run = 0; run < setup.runs; ++run) {
        fs::remove(ours);
        fs::remove(peer);
        start_peak();
        const auto start = std::chrono::steady_clock::now();
        const auto done = work::import_sources({ours, {"bench", ""}}, folder / "recipe.toml", {});
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        megabytes.push_back(peak_mb());
        if (!done) return complain(done.error());
        bare_seconds.push_back(bare_insert(ours, peer));
        agreed = agreed && same_rows(*handed, ours, peer);
    }
    fmt::print("  {:<44} {:>9.4f} s {:>8.0f} MB at most\n", "Huegrid, whole", median(seconds), *std::max_element(megabytes.begin(), megabytes.end()));
    fmt::print("  {:<44} {:>9.4f} s\n", fmt::format("SQLite {}, bare insert of the households", sqlite3_libversion()), median(bare_seconds));
    fmt::print("  {:.2f} x the bare insert; {}\n", median(seconds) / median(bare_seconds), agreed ? "the answers are equal" : "THE ANSWERS DIFFER");
    return agreed;
}

}  // namespace

bool import_register(const Setup& setup) {
    auto name = (fs::temp_directory_path() / "huegrid_bench_XXXXXX").string();
    if (!::mkdtemp(name.data())) return complain({ErrorCode::io, "no folder for what is imported", name});
    bool agreed = false;
    try {
        agreed = measure_import(name, setup);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
    }
    fs::remove_all(name);
    return agreed;
}

}  // namespace huegrid::bench
