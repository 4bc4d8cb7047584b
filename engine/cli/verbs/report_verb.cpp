#include "engine/cli/options.hpp"
#include "engine/cli/print/register_print.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/cli/print/terminal.hpp"
#include "engine/work/register/building_report.hpp"

namespace huegrid::cli {
namespace {

using nlohmann::ordered_json;

struct ReportOptions {
    std::string file, building, level = "community", out = ".", date;
    std::vector<std::string> formats{"csv"};
    report::ReportHead head;
    bool json = false;
};

const std::map<std::string, work::Format> format_words{{"csv", work::Format::csv}, {"geojson", work::Format::geojson}, {"xlsx", work::Format::xlsx}};

ordered_json or_null(const std::string& text) { return text.empty() ? ordered_json(nullptr) : ordered_json(text); }

/// The tiers and `not_classified` add up to the households.
void add_figures(ordered_json& document, const figures::ZoneFigures& figures, const model::Snapshot& snapshot) {
    document["households"] = figures.households;
    auto tiers = ordered_json::object(), categories = ordered_json::object();
    for (std::size_t t = 0; t < snapshot.tiers.size(); ++t) tiers[snapshot.tiers[t].key] = figures.by_tier[t];
    for (std::size_t c = 0; c < snapshot.categories.size(); ++c) categories[snapshot.categories[c].key] = figures.by_category[c];
    document["tiers"] = std::move(tiers);
    document["not_classified"] = figures.by_tier.back();
    document["categories"] = std::move(categories);
}

ordered_json as_json(const work::BuildingReport& report, const model::Snapshot& snapshot) {
    const auto row = std::size_t(report.building);
    ordered_json document{{"building", {{"id", snapshot.buildings.ids[row].value}, {"name", or_null(std::string(snapshot.buildings.names[row]))}}}};
    add_figures(document, report.total, snapshot);
    auto units = ordered_json::array();
    for (const auto& unit : report.units) {
        ordered_json of_unit{{"unit", or_null(unit.unit)}};
        add_figures(of_unit, unit.figures, snapshot);
        auto floors = ordered_json::array();
        for (const auto& floor : unit.floors) {
            ordered_json of_floor{{"floor", or_null(floor.floor)}};
            add_figures(of_floor, floor.figures, snapshot);
            floors.push_back(std::move(of_floor));
        }
        of_unit["floors"] = std::move(floors);
        units.push_back(std::move(of_unit));
    }
    document["units"] = std::move(units);
    return document;
}

/// A line a floor, a unit's sum below its floors; tiers and categories that occur in the building.
void print(const work::BuildingReport& report, const model::Snapshot& snapshot, Language language) {
    const bool zh = language == Language::zh;
    const auto& total = report.total;
    std::vector<std::string> titles{zh ? "单元" : "unit", zh ? "楼层" : "floor", zh ? "户数" : "households"};
    for (std::size_t t = 0; t < snapshot.tiers.size(); ++t)
        if (total.by_tier[t] > 0) titles.push_back(snapshot.tiers[t].name.in(language));
    if (total.by_tier.back() > 0) titles.emplace_back(zh ? "未分级" : "not classified");
    for (std::size_t c = 0; c < snapshot.categories.size(); ++c)
        if (total.by_category[c] > 0) titles.push_back(snapshot.categories[c].name.in(language));

    std::vector<std::vector<std::string>> lines{titles};
    const auto add = [&](const std::string& unit, const std::string& floor, const figures::ZoneFigures& figures) {
        auto& line = lines.emplace_back(std::vector<std::string>{unit, floor, fmt::format("{}", figures.households)});
        const auto counts = [&](const std::vector<std::int64_t>& of, const std::vector<std::int64_t>& in_all) {
            for (std::size_t i = 0; i < of.size(); ++i)
                if (in_all[i] > 0) line.push_back(of[i] == 0 ? "·" : fmt::format("{}", of[i]));
        };
        counts(figures.by_tier, total.by_tier);
        counts(figures.by_category, total.by_category);
    };
    const std::string sum = zh ? "合计" : "total", not_known = zh ? "不详" : "not known";
    const auto named = [&](const std::string& text) { return text.empty() ? not_known : text; };
    for (const auto& unit : report.units) {
        for (const auto& floor : unit.floors) add(named(unit.unit), named(floor.floor), floor.figures);
        add(named(unit.unit), sum, unit.figures);
    }
    add(sum, "", total);
    const auto name = snapshot.buildings.names[std::size_t(report.building)];
    say("{}\n", name.empty() ? fmt::format("{} {}", zh ? "楼栋" : "building", snapshot.buildings.ids[std::size_t(report.building)].value) : printable(name));
    print_table(std::move(lines));
}

Result<void> report_building(const ReportOptions& options, const model::Snapshot& snapshot, Language language) {
    const auto report = work::building_report(options.file, snapshot, options.building);
    if (!report) return fail(report.error());
    if (options.json) print_json(as_json(*report, snapshot));
    else print(*report, snapshot, language);
    return {};
}

Result<void> report_level(ReportOptions& options, const model::Snapshot& snapshot, Language language) {
    auto date = date_option(options.date, "--date");
    if (!date) return fail(std::move(date.error()));
    options.head.date = *date;
    std::vector<work::Format> formats;
    for (const auto& word : options.formats) formats.push_back(format_words.at(word));
    if (options.head.unit.empty()) options.head.unit = snapshot.title;
    auto written = work::write_report(snapshot, options.level, formats, language, options.head, options.out);
    if (!written) return fail(std::move(written.error()));
    std::vector<std::string> files;
    for (const auto& path : *written) files.push_back(path.string());
    if (options.json) print_json({{"level", options.level}, {"files", files}});
    else
        for (const auto& path : files) say("{}\n", path);
    return {};
}

}  // namespace

Verb report_verb() {
    return {"report", "Households by tier and category, buildings, members and open issues of every zone; or of one building by unit and floor",
            "huegrid report li.gpkg --level community --format csv,geojson,xlsx --out reports\n  huegrid report li.gpkg --building 锦澜府3栋", [](CLI::App& app) {
                auto options = std::make_shared<ReportOptions>();
                add_file(app, options->file);
                auto* building = app.add_option("--building", options->building, "print the units and floors of this building (id, source key or name); writes no file");
                const auto of_level = [building](CLI::Option* option) { building->excludes(option); };
                of_level(app.add_option("--level", options->level, "district, street, community, grid …")->capture_default_str());
                of_level(app.add_option("--format", options->formats, "csv, geojson, xlsx; several with commas")
                             ->delimiter(',')
                             ->check(CLI::IsMember({"csv", "geojson", "xlsx"}))
                             ->capture_default_str());
                of_level(app.add_option("--out", options->out, "the folder to write into")->capture_default_str());
                of_level(app.add_option("--unit", options->head.unit, "the reporting unit"));
                of_level(app.add_option("--prepared-by", options->head.prepared_by, "who fills it in"));
                of_level(app.add_option("--checked-by", options->head.checked_by, "who checks it"));
                of_level(app.add_option("--date", options->date, "the report's date, 2026-10-31 (default: today)"));
                add_json(app, options->json);
                return [options, building](Language language) -> Result<void> {
                    auto snapshot = [&] {
                        const Terminal terminal(language);
                        return store::load_snapshot(options->file, terminal.progress());
                    }();
                    if (!snapshot) return fail(std::move(snapshot.error()));
                    return building->count() > 0 ? report_building(*options, **snapshot, language) : report_level(*options, **snapshot, language);
                };
            }};
}

}  // namespace huegrid::cli
