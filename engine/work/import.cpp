#include <fmt/format.h>

#include "engine/work/use_cases.hpp"

namespace huegrid::work {
namespace {

/// What the file keeps of an import: counts, then the first examples, a line each.
std::string report_text(const ingest::ImportReport& report, const store::Placement& placement) {
    std::string text;
    for (const auto& [target, rows] : report.read) text += fmt::format("read {} {}\n", rows, target);
    text += fmt::format("placed {} of {} buildings\n", placement.buildings - placement.outside, placement.buildings);
    for (const auto& [kind, times] : report.defects) text += fmt::format("defect {} {}\n", kind, times);
    for (const auto& d : report.examples)
        text += fmt::format("{} {} {}: {}; {}\n", d.source, d.layer, d.feature, d.what, d.done);
    return text;
}

std::string summary_of(const store::Changes& changes) {
    std::string text;
    for (const auto& [table, counts] : changes)
        if (counts.added + counts.changed > 0)
            text += fmt::format("{}{} +{} ~{}", text.empty() ? "" : ", ", table, counts.added, counts.changed);
    return text;
}

std::string source_names(const std::map<std::string, std::filesystem::path>& sources) {
    std::string text;
    for (const auto& [name, path] : sources)
        text += fmt::format("{}{}={}", text.empty() ? "" : " ", name, path.filename().string());
    return text;
}

std::string title_of(const ingest::Import& import, const std::filesystem::path& file) {
    return import.title.empty() ? file.stem().string() : import.title;
}

}  // namespace

Result<ImportResult> import_sources(const Command& command, const std::filesystem::path& recipe_path,
                                    const std::map<std::string, std::filesystem::path>& sources, const Progress& progress) {
    auto recipe = ingest::load_recipe(recipe_path);
    if (!recipe) return fail(std::move(recipe.error()));
    ImportResult result;
    std::error_code error;
    result.created = !std::filesystem::exists(command.file, error);

    // Sources are read before the file is held: a refusal leaves it untouched, and others can write meanwhile.
    store::ImportBase base;
    if (!result.created) {
        auto read = store::import_base(command.file);
        if (!read) return fail(std::move(read.error()));
        base = std::move(*read);
    }
    auto import = ingest::read_sources(*recipe, sources, result.created ? std::nullopt : std::optional(base.crs), base.keys, progress);
    if (!import) return fail(std::move(import.error()));
    result.report = std::move(import->report);
    if (import->crs.epsg == 0)
        return fail(ErrorCode::bad_input,
                    "a file's first import fixes its coordinate system: it needs a source with geometry, or `crs = \"EPSG:n\"` in the recipe",
                    recipe_path.string());
    const store::Deed deed{"import", command.actor, command.wait};
    auto writer = result.created ? store::Writer::create(command.file, deed, import->crs, title_of(*import, command.file))
                                 : store::Writer::open(command.file, deed);
    if (!writer) return fail(std::move(writer.error()));
    if (!result.created) {
        const auto version = writer->version();
        if (!version) return fail(version.error());
        if (*version != base.version) {  // somebody was quicker: the ids may be taken, so look again
            writer = fail(ErrorCode::locked, "");
            return import_sources(command, recipe_path, sources, progress);
        }
    }
    if (auto run = writer->begin_import(recipe->name, source_names(sources)); !run) return fail(std::move(run.error()));
    progress.at("writing", 0, 0);
    if (auto written = writer->write(import->batch); !written) return fail(std::move(written.error()));
    auto placement = writer->place(progress);
    if (!placement) return fail(std::move(placement.error()));
    result.placement = std::move(*placement);
    result.changes = writer->changes();
    if (command.mode == Mode::dry_run || (!result.created && !store::anything(result.changes))) return result;
    if (auto ended = writer->end_import(report_text(result.report, result.placement)); !ended) return fail(std::move(ended.error()));
    auto entry = writer->commit(summary_of(result.changes));
    if (!entry) return fail(std::move(entry.error()));
    result.journal_entry = *entry;
    return result;
}

}  // namespace huegrid::work
