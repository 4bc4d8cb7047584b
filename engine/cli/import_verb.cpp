#include <fmt/format.h>

#include "engine/base/text.hpp"
#include "engine/cli/options.hpp"
#include "engine/cli/say.hpp"
#include "engine/cli/terminal.hpp"

namespace huegrid::cli {
namespace {

struct ImportOptions {
    CommandOptions command;
    std::string recipe;
    std::vector<std::string> sources;
    bool json = false, partial = false, whole = false;

    [[nodiscard]] store::Extent extent() const {
        return partial ? store::Extent::partial : whole ? store::Extent::whole : store::Extent::guarded;
    }
};

/// What to do when nothing can be shown by zone; "" when it can.
std::string hint_of(const work::ImportResult& result) {
    const auto& placement = result.placement;
    if (placement.buildings == 0 || placement.outside < placement.buildings) return "";
    if (placement.zones == 0)
        return "the file has no zone: nothing can be counted by zone yet. Check the filter of [[zone]] (in OpenStreetMap another "
               "admin_level may be the right one), or import a source of boundaries";
    return "every building lies outside every zone: the boundaries are of another place, or one of the sources has the wrong CRS";
}

nlohmann::ordered_json as_json(const std::optional<geo::DatumCheck>& check) {
    if (!check) return nullptr;
    nlohmann::ordered_json readings = nlohmann::ordered_json::array();
    for (const auto& r : check->readings)
        readings.push_back({{"zones", geo::name(r.zones)}, {"buildings", geo::name(r.buildings)}, {"whole", r.whole}});
    return {{"buildings", check->buildings}, {"readings", readings}, {"chosen", check->chosen}, {"why", check->why}};
}

void print(const geo::DatumCheck& check) {
    if (check.readings.empty()) {
        say("datum check: {}\n", check.why);
        return;
    }
    say("datum check: of {} buildings or points, whole inside one zone\n", check.buildings);
    for (std::size_t i = 0; i < check.readings.size(); ++i) {
        const auto& r = check.readings[i];
        say("  {:>9} if zones are in {:<7} and buildings in {:<7}{}{}\n", r.whole, geo::name(r.zones), geo::name(r.buildings),
                   i == 0 ? " (as stated)" : "", i == check.chosen ? " <- likeliest" : "");
    }
    say("  {}{}\n", check.why, check.chosen == 0 ? "" : "; if that is so, say it as crs in the recipe: nothing was changed");
}

nlohmann::ordered_json as_json(const work::ImportResult& result) {
    nlohmann::ordered_json tables = nlohmann::ordered_json::object(), examples = nlohmann::ordered_json::array();
    for (const auto& [table, counts] : result.changes)
        tables[table] = {{"added", counts.added}, {"changed", counts.changed}, {"same", counts.same},
                         {"ended", counts.ended}, {"returned", counts.returned}};
    for (const auto& d : result.report.examples)
        examples.push_back({{"source", d.source}, {"layer", d.layer}, {"feature", d.feature}, {"kind", d.kind}, {"what", d.what}, {"done", d.done}});
    return {{"created", result.created},
            {"read", result.report.read},
            {"tables", tables},
            {"buildings_placed", result.placement.buildings - result.placement.outside},
            {"buildings_outside", result.placement.outside},
            {"outside_examples", result.placement.outside_examples},
            {"buildings_in_several", result.placement.buildings_in_several},
            {"issues_in_several", result.placement.issues_in_several},
            {"hint", hint_of(result)},
            {"matched", result.report.matched},
            {"ages_as_of", result.report.ages_as_of ? nlohmann::ordered_json(to_text(*result.report.ages_as_of)) : nlohmann::ordered_json()},
            {"datum_check", as_json(result.report.datum_check)},
            {"defects", result.report.defects},
            {"examples", examples},
            {"journal_entry", result.journal_entry}};
}

/// Source, layer and feature, as far as the defect has them; the feature of any sheet says which one it is in.
std::string place_of(const ingest::Defect& defect) {
    std::string place;
    for (const auto* part : {&defect.source, &defect.layer, &defect.feature})
        if (!part->empty() && *part != "*") place += (place.empty() ? "" : " ") + *part;
    return place.empty() ? "zones" : place;
}

/// All counts, then a few examples of each kind, so that none is lost among the many of another.
void print_defects(const ingest::ImportReport& report, bool dry_run) {
    constexpr std::int64_t shown_of_a_kind = 5;
    for (const auto& [kind, times] : report.defects) say("defect {:<24} {:>7}\n", kind, times);
    for (const auto& [kind, times] : report.defects) {
        say("{}\n", kind);
        std::int64_t shown = 0;
        for (const auto& d : report.examples)
            if (d.kind == kind && shown++ < shown_of_a_kind) say("{}\n", printable(fmt::format("  {}: {}; {}", place_of(d), d.what, d.done)));
        if (times > shown_of_a_kind) say("  and {} more{}\n", times - shown_of_a_kind, dry_run ? "" : ", in the file's table defect");
    }
}

void print(const work::ImportResult& result, const CommandOptions& options) {
    for (const auto& [target, rows] : result.report.read) say("read {:>9} {}\n", rows, target);
    for (const auto& [table, counts] : result.changes) {
        say("{:<14} {:>9} added {:>9} changed {:>9} the same", table, counts.added, counts.changed, counts.same);
        if (counts.ended > 0) say(" {:>9} ended", counts.ended);
        if (counts.returned > 0) say(" {:>9} back again", counts.returned);
        say("\n");
    }
    say("{} of {} buildings lie in a zone", result.placement.buildings - result.placement.outside, result.placement.buildings);
    if (result.placement.outside > 0) say("; {} lie outside every zone", result.placement.outside);
    if (!result.placement.outside_examples.empty()) say(", such as {}", result.placement.outside_examples.front());
    say("\n");
    if (result.placement.buildings_in_several + result.placement.issues_in_several > 0)
        say("{} buildings and {} issues lie in several zones of one level, which overlap there or touch: each was placed in the one "
                   "that the file had first\n", result.placement.buildings_in_several, result.placement.issues_in_several);
    if (const auto hint = hint_of(result); !hint.empty()) say("{}\n", hint);
    if (result.report.ages_as_of) say("ages were read from ID numbers as of {}\n", to_text(*result.report.ages_as_of));
    for (const auto& [how, rows] : result.report.matched) say("home by {:<23} {:>7}\n", how, rows);
    if (result.report.datum_check) print(*result.report.datum_check);
    print_defects(result.report, options.dry_run);
    if (options.dry_run) say("dry run: nothing was written\n");
    else if (result.journal_entry == 0) say("nothing new: {} is unchanged\n", options.file);
    else say("{} {}\n", result.created ? "made" : "changed", options.file);
}

Result<std::map<std::string, std::filesystem::path>> bound(const std::vector<std::string>& sources) {
    std::map<std::string, std::filesystem::path> map;
    for (const auto& text : sources) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
            return fail(ErrorCode::bad_input, fmt::format("'{}' names no source and its file; write NAME=PATH with a name from the recipe", text));
        if (!map.emplace(text.substr(0, equals), text.substr(equals + 1)).second)
            return fail(ErrorCode::bad_input, fmt::format("source '{}' is given twice", text.substr(0, equals)));
    }
    return map;
}

}  // namespace

Verb import_verb() {
    return {"import", "Read sources by a recipe into a file; makes the file if need be",
            "huegrid import li.gpkg --recipe geodata/recipes/osm.toml osm=liechtenstein.osm.pbf", [](CLI::App& app) {
                auto options = std::make_shared<ImportOptions>();
                options->command.add_to(app);
                app.add_option("--recipe", options->recipe, "which layer and column becomes what (TOML)")->required();
                app.add_option("SOURCES", options->sources, "NAME=PATH for each source the recipe names without a path");
                auto* partial = app.add_flag("--partial", options->partial, "the sources hold only a part: what they lack doesn't end");
                app.add_flag("--whole", options->whole, "the sources are whole: what they lack ends, however much it is")->excludes(partial);
                add_json(app, options->json);
                return [options]() -> Result<void> {
                    auto sources = bound(options->sources);
                    if (!sources) return fail(std::move(sources.error()));
                    Result<work::ImportResult> result;
                    {
                        const Terminal terminal;
                        result = work::import_sources(options->command.command(), options->recipe, *sources, terminal.progress(), options->extent());
                    }
                    if (!result) return fail(std::move(result.error()));
                    if (options->json) print_json(as_json(*result));
                    else print(*result, options->command);
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
