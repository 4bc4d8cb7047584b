#include <fmt/format.h>

#include <optional>

#include "engine/cli/grid_options.hpp"
#include "engine/cli/options.hpp"
#include "engine/cli/print/grid_findings_print.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/cli/print/terminal.hpp"
#include "engine/ingest/report_words.hpp"
#include "engine/work/check.hpp"

namespace huegrid::cli {
namespace {

struct CheckOptions {
    std::string file, map;
    work::GridCheckRequest grids;
    bool check_grids = false, json = false;
};

/// The file, and its grids when they were asked for and the file is in order.
struct Checked {
    store::CheckResult file;
    std::optional<work::GridFindings> grids;
};

Result<Checked> look(const CheckOptions& options, Language language) {
    const Terminal terminal(language);
    auto file = work::check(options.file, terminal.progress(), options.check_grids ? options.grids.level : "");
    if (!file) return fail(std::move(file.error()));
    Checked checked{std::move(*file), {}};
    if (!options.check_grids || !checked.file.in_order()) return checked;
    auto grids = work::check_grids_of(options.file, options.grids, terminal.progress());
    if (!grids) return fail(std::move(grids.error()));
    checked.grids = std::move(*grids);
    if (options.map.empty()) return checked;
    if (auto written = work::write_grid_map(*checked.grids, language, options.map); !written) return fail(std::move(written.error()));
    return checked;
}

void print(const store::CheckResult& result, const std::string& file, Language language) {
    const bool zh = language == Language::zh;
    for (const auto& f : result.findings) {
        std::string places;
        for (const auto& place : f.places) places += (places.empty() ? "" : zh ? "、" : ", ") + printable(ingest::sentence_in(place, language));
        const auto more = std::size_t(f.rows) > f.places.size() ? fmt::format(fmt::runtime(zh ? "（共 {}）" : " ({} in all)"), f.rows) : "";
        say(fmt::runtime(zh ? "{:<6}{}：{} {}{}\n      {}\n" : "{:<6}{}: {} {}{}\n      {}\n"), title(f.severity).in(language), f.law, places, printable(f.what.in(language)), more, f.todo.in(language));
    }
    if (result.in_order()) say(fmt::runtime(zh ? "{} 完好（查了 {} 项规则）\n" : "{} is in order ({} laws looked at)\n"), file, result.laws);
}

nlohmann::ordered_json as_json(const store::CheckResult& result) {
    auto findings = nlohmann::ordered_json::array();
    for (const auto& f : result.findings)
        findings.push_back({{"severity", word(f.severity)}, {"law", f.law}, {"rows", f.rows}, {"places", f.places}, {"what", f.what.en}, {"todo", f.todo.en}});
    return {{"in_order", result.in_order()}, {"laws", result.laws}, {"findings", findings}};
}

}  // namespace

Verb check_verb() {
    return {"check", "Look whether a file is whole and its tables agree with each other; exit 1 when something is wrong", "huegrid check li.gpkg\n  huegrid check li.gpkg --grids --min 300 --max 500 --map findings.geojson",
            [](CLI::App& app) {
                auto options = std::make_shared<CheckOptions>();
                add_file(app, options->file);
                add_json(app, options->json);
                app.add_flag("--grids", options->check_grids, "look at the grids too: borders, sizes, pieces, buildings, codes; all of it remarks");
                add_grid_check(app, options->grids);
                app.add_option("--map", options->map, "a GeoJSON file to draw what was found in, for QGIS")->needs("--grids");
                return [options](Language language) -> Result<void> {
                    const auto checked = look(*options, language);
                    if (!checked) return fail(checked.error());
                    if (options->json) {
                        auto document = as_json(checked->file);
                        if (checked->grids) document["grids"] = as_json(*checked->grids);
                        print_json(document);
                    } else {
                        print(checked->file, options->file, language);
                        if (checked->grids) print(*checked->grids, language);
                    }
                    if (!checked->file.in_order()) return fail(ErrorCode::bad_input, "something is wrong with this file, as listed", options->file);
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
