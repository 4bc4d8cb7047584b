#include <fmt/format.h>

#include "engine/store/load/homes.hpp"
#include "engine/work/relay.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::work {
namespace {

/// What the file keeps of an import: counts, then the first examples, a line each.
std::string report_text(const ingest::ImportReport& report, const store::Placement& placement) {
    std::string text;
    for (const auto& [target, rows] : report.read) text += fmt::format("read {} {}\n", rows, target);
    text += fmt::format("placed {} of {} buildings\n", placement.buildings - placement.outside, placement.buildings);
    if (placement.buildings_in_several + placement.issues_in_several > 0)
        text += fmt::format("in several zones {} buildings {} issues\n", placement.buildings_in_several, placement.issues_in_several);
    if (report.ages_as_of) text += fmt::format("ages as of {}\n", to_text(*report.ages_as_of));
    for (const auto& [how, rows] : report.matched) text += fmt::format("matched {} {}\n", rows, how);
    for (const auto& [kind, times] : report.defects) text += fmt::format("defect {} {}\n", kind, times);
    for (const auto& d : report.examples)
        text += fmt::format("{} {} {}: {}; {}\n", d.source, d.layer, d.feature, d.what, d.done);
    return text;
}

std::string summary_of(const store::Changes& changes) {
    std::string text;
    for (const auto& [table, counts] : changes)
        if (counts.added + counts.changed + counts.ended + counts.returned > 0) {
            text += fmt::format("{}{} +{} ~{}", text.empty() ? "" : ", ", table, counts.added, counts.changed + counts.returned);
            if (counts.ended > 0) text += fmt::format(" -{}", counts.ended);
        }
    return text;
}

std::string source_names(const std::map<std::string, std::filesystem::path>& sources) {
    std::string text;
    for (const auto& [name, path] : sources)
        text += fmt::format("{}{}={}", text.empty() ? "" : " ", name, path.filename().string());
    return text;
}

/// The file while sources are read for it: opened for the first batch, so that a typo in a recipe leaves it alone.
class Target {
public:
    Target(const Command& command, const ingest::Recipe& recipe, std::string sources, std::optional<std::int64_t> version)
        : command_(command), recipe_(recipe), sources_(std::move(sources)), version_(version) {}

    [[nodiscard]] Result<void> take(const geo::Crs& crs, model::Batch&& batch) {
        if (auto open = begin(crs); !open) return open;
        return writer_->write(batch);
    }
    [[nodiscard]] Result<void> begin(const geo::Crs& crs) {
        if (writer_) return {};
        if (!version_ && crs.epsg == 0)
            return fail(ErrorCode::bad_input,
                        "a file's first import fixes its coordinate system: it needs a source with positions (of a table: its x, y and crs under [source.NAME]), "
                        "or above everything in the recipe the code of a system in metres, such as crs = \"EPSG:4544\"",
                        recipe_.name);
        const store::Deed deed{"import", command_.actor, command_.wait};
        const auto title = recipe_.title.empty() ? command_.file.stem().string() : recipe_.title;
        auto writer = version_ ? store::Writer::open(command_.file, deed) : store::Writer::create(command_.file, deed, crs, title);
        if (!writer) return fail(std::move(writer.error()));
        if (version_) {
            const auto now = writer->version();
            if (!now) return fail(now.error());
            outrun_ = *now != *version_;  // the ids may be taken, so look again
            if (outrun_) return fail(ErrorCode::locked, "the file was changed meanwhile", command_.file.string());
        }
        if (auto run = writer->begin_import(recipe_.name, sources_); !run) return fail(std::move(run.error()));
        writer_.emplace(std::move(*writer));
        return {};
    }
    [[nodiscard]] bool outrun() const { return outrun_; }
    [[nodiscard]] store::Writer& writer() { return *writer_; }

private:
    const Command& command_;
    const ingest::Recipe& recipe_;
    std::string sources_;
    std::optional<std::int64_t> version_;  ///< of the file when its keys were read; none for a new file
    std::optional<store::Writer> writer_;
    bool outrun_ = false;
};

constexpr std::size_t batch_rows = 4'096;  ///< of which some wait in memory

/// Reads on one thread and writes on another.
Result<ingest::Import> read_while_writing(const ingest::Recipe& recipe, const std::map<std::string, std::filesystem::path>& sources,
                                          const std::optional<geo::Crs>& crs, model::ExistingKeys& keys, Target& target,
                                          const ingest::ReadOptions& options, const Progress& progress) {
    Relay relay([&](const geo::Crs& of_file, model::Batch&& batch) { return target.take(of_file, std::move(batch)); });
    auto import = ingest::read_sources(
        recipe, sources, crs, keys,
        [&](const geo::Crs& of_file, model::Batch&& batch) { return relay.put(of_file, std::move(batch)); }, progress, options);
    if (!import) return import;
    if (auto written = relay.finish(); !written) return fail(std::move(written.error()));
    return import;
}

/// After the last batch: what is no longer held ends, and everything lies where it belongs.
Result<void> settle(store::Writer& writer, const ingest::Import& import, store::Extent extent, ImportResult& result,
                    const Progress& progress) {
    std::vector<store::SourceRead> read;
    for (const auto& one : import.read) read.push_back({one.table, one.source, !import.unsure.contains(one.source)});
    auto found = writer.settle(read, extent);
    if (!found) return fail(std::move(found.error()));
    result.report.unwritten.clear();
    for (auto& defect : *found) result.report.add(std::move(defect));
    if (import.unsure.empty())
        if (auto emptied = writer.empty_unlisted(import.list_attributes); !emptied) return emptied;
    auto placement = writer.place(progress);
    if (!placement) return fail(std::move(placement.error()));
    result.placement = std::move(*placement);
    for (auto& defect : std::exchange(result.placement.in_several, {})) result.report.add(std::move(defect));
    if (const auto points = result.placement.buildings_in_several + result.placement.issues_in_several; points > 0)
        result.report.defects["in_several_zones"] = points;  // not all of them have a row
    model::Batch last;
    last.defects = std::exchange(result.report.unwritten, {});
    if (auto written = writer.write(last); !written) return written;
    result.changes = writer.changes();
    return {};
}

/// Rows of persons who were erased and may come back: taken out of `keys`, to be taken out of the file too.
Result<std::vector<std::pair<std::string, std::int64_t>>> readmit(const std::vector<std::string>& named, model::ExistingKeys& keys,
                                                                  const std::filesystem::path& file) {
    std::vector<std::pair<std::string, std::int64_t>> rows;
    for (const auto& key : named) {
        const auto before = rows.size();
        if (const auto id = keys.households.find(key); keys.erased_households.remove(id)) rows.emplace_back("household", id);
        if (const auto id = keys.members.find(key); keys.erased_members.remove(id)) rows.emplace_back("member", id);
        if (rows.size() == before)
            return fail(ErrorCode::not_found, fmt::format("no household or member with the source key '{}' was erased; the import report names those that were", key),
                        file.string());
    }
    return rows;
}

/// Homes of the file. When the sources hold only a part, what they lack is still there to be linked to.
model::FileHomes homes_for(const std::filesystem::path& file, store::Extent extent) {
    auto homes = store::homes_in_force(file);
    if (extent != store::Extent::partial) return homes;
    homes.buildings = [all = homes.buildings](const auto& take) {
        return all([&](model::BuildingRow&& building, const std::string&) { take(std::move(building), ""); });
    };
    homes.rooms = [all = homes.rooms](const auto& take) {
        return all([&](model::RoomRow&& room, const std::string&) { take(std::move(room), ""); });
    };
    return homes;
}

}  // namespace

Result<ImportResult> import_sources(const Command& command, const std::filesystem::path& recipe_path,
                                    const std::map<std::string, std::filesystem::path>& sources, const Progress& progress,
                                    const ImportOptions& asked) {
    auto recipe = ingest::load_recipe(recipe_path);
    if (!recipe) return fail(std::move(recipe.error()));
    for (;;) {
        ImportResult result;
        std::error_code error;
        result.created = !std::filesystem::exists(command.file, error);
        store::ImportBase base;
        ingest::ReadOptions options;
        options.batch_rows = batch_rows;
        if (!result.created) {
            auto read = store::import_base(command.file);
            if (!read) return fail(std::move(read.error()));
            base = std::move(*read);
            options.file_homes = homes_for(command.file, asked.extent);
        }
        auto readmitted = readmit(asked.readmitted, base.keys, command.file);
        if (!readmitted) return fail(std::move(readmitted.error()));
        Target target(command, *recipe, source_names(sources), result.created ? std::nullopt : std::optional(base.version));
        auto import = read_while_writing(*recipe, sources, result.created ? std::nullopt : std::optional(base.crs), base.keys, target,
                                         options, progress);
        if (!import && target.outrun()) continue;
        if (!import) return fail(std::move(import.error()));
        base.keys = {};  // sorting the indices needs the memory
        if (auto open = target.begin(import->crs); !open) {
            if (target.outrun()) continue;
            return fail(std::move(open.error()));
        }
        result.report = std::move(import->report);
        auto& writer = target.writer();
        for (const auto& [table, id] : *readmitted)
            if (auto done = writer.readmit(table, id); !done) return fail(std::move(done.error()));
        if (auto settled = settle(writer, *import, asked.extent, result, progress); !settled) return fail(std::move(settled.error()));
        if (command.mode == Mode::dry_run || (!result.created && !store::anything(result.changes))) return result;
        if (auto ended = writer.end_import(report_text(result.report, result.placement)); !ended) return fail(std::move(ended.error()));
        auto entry = writer.commit(summary_of(result.changes));
        if (!entry) return fail(std::move(entry.error()));
        result.journal_entry = *entry;
        return result;
    }
}

}  // namespace huegrid::work
