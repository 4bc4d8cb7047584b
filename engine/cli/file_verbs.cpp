#include "engine/cli/options.hpp"
#include "engine/cli/say.hpp"
#include "engine/cli/terminal.hpp"

namespace huegrid::cli {
namespace {

struct ReportOptions {
    std::string file, level = "community", out = ".", date;
    std::vector<std::string> formats{"csv"};
    report::ReportHead head;
    bool json = false;
};

struct RevertOptions {
    CommandOptions command;
    bool json = false;
};

struct SynthOptions {
    CommandOptions command;
    synth::TownOptions town;
    bool json = false;
};

const std::map<std::string, work::Format> format_words{{"csv", work::Format::csv}, {"geojson", work::Format::geojson}, {"xlsx", work::Format::xlsx}};

Verb revert_verb(const std::string& name, const std::string& summary, Result<work::Reverted> (*carry_out)(const work::Command&),
                 const Label& done) {
    return {name, summary, "huegrid " + name + " li.gpkg --reason 'wrong list'", [carry_out, done](CLI::App& app) {
                auto options = std::make_shared<RevertOptions>();
                options->command.add_to(app);
                add_json(app, options->json);
                const auto language = add_language_option(app);
                return [options, carry_out, done, language]() -> Result<void> {
                    auto reverted = carry_out(options->command.command());
                    if (!reverted) return fail(std::move(reverted.error()));
                    if (options->json) print_json({{"what", reverted->what}, {"journal_entry", reverted->journal_entry}});
                    else say("{} {}{}\n", done.in(language()), reverted->what, !options->command.dry_run ? "" : language() == Language::zh ? "(试运行:未写入任何内容)" : " (dry run: nothing was written)");
                    return {};
                };
            }};
}

}  // namespace

Verb report_verb() {
    return {"report", "Households by tier and category, buildings, members and open issues of every zone",
            "huegrid report li.gpkg --level community --format csv,geojson,xlsx --out reports", [](CLI::App& app) {
                auto options = std::make_shared<ReportOptions>();
                add_file(app, options->file);
                app.add_option("--level", options->level, "district, street, community, grid …")->capture_default_str();
                app.add_option("--format", options->formats, "csv, geojson, xlsx; several with commas")
                    ->delimiter(',')
                    ->check(CLI::IsMember({"csv", "geojson", "xlsx"}))
                    ->capture_default_str();
                app.add_option("--out", options->out, "the folder to write into")->capture_default_str();
                app.add_option("--unit", options->head.unit, "填报单位: the reporting unit");
                app.add_option("--prepared-by", options->head.prepared_by, "填报人: who fills it in");
                app.add_option("--checked-by", options->head.checked_by, "审核人: who checks it");
                app.add_option("--date", options->date, "填报日期: the report's date, 2026-10-31 (default: today)");
                add_json(app, options->json);
                const auto language = add_language_option(app);
                return [options, language]() -> Result<void> {
                    auto date = date_option(options->date, "--date");
                    if (!date) return fail(std::move(date.error()));
                    options->head.date = *date;
                    auto snapshot = [&] {
                        const Terminal terminal;
                        return store::load_snapshot(options->file, terminal.progress());
                    }();
                    if (!snapshot) return fail(std::move(snapshot.error()));
                    std::vector<work::Format> formats;
                    for (const auto& word : options->formats) formats.push_back(format_words.at(word));
                    if (options->head.unit.empty()) options->head.unit = (*snapshot)->title;
                    auto written = work::write_report(**snapshot, options->level, formats, language(), options->head, options->out);
                    if (!written) return fail(std::move(written.error()));
                    std::vector<std::string> files;
                    for (const auto& path : *written) files.push_back(path.string());
                    if (options->json) print_json({{"level", options->level}, {"files", files}});
                    else
                        for (const auto& path : files) say("{}\n", path);
                    return {};
                };
            }};
}

Verb undo_verb() { return revert_verb("undo", "Take back the last command", work::undo, {"已撤销", "took back"}); }
Verb redo_verb() { return revert_verb("redo", "Bring back what was undone last", work::redo, {"已恢复", "brought back"}); }

Verb synth_verb() {
    return {"synth", "Make a new file with an invented town and invented people", "huegrid synth town.gpkg --households 100000 --seed 7",
            [](CLI::App& app) {
                auto options = std::make_shared<SynthOptions>();
                options->command.add_to(app);
                app.add_option("--households", options->town.households, "how many")
                    ->required()
                    ->check(CLI::Range(std::int64_t{10}, std::int64_t{8'000'000}));
                app.add_option("--seed", options->town.seed, "the same seed makes the same town")->capture_default_str();
                add_json(app, options->json);
                return [options]() -> Result<void> {
                    Result<work::SynthResult> made;
                    {
                        const Terminal terminal;
                        made = work::synth(options->command.command(), options->town, terminal.progress());
                    }
                    if (!made) return fail(std::move(made.error()));
                    if (options->json) print_json({{"households", made->households}, {"buildings", made->buildings}, {"zones", made->zones}});
                    else say("{} households in {} buildings, {} zones; every person is invented\n", made->households, made->buildings, made->zones);
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
