#include <fmt/format.h>

#include "engine/base/text.hpp"
#include "engine/cli/options.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/cli/print/terminal.hpp"
#include "engine/ingest/report_words.hpp"
#include "engine/work/words.hpp"

namespace huegrid::cli {
namespace {

struct ImportOptions {
    CommandOptions command;
    std::string recipe;
    std::vector<std::string> sources;
    std::vector<std::string> readmitted;
    bool json = false, partial = false, whole = false;

    [[nodiscard]] store::Extent extent() const {
        return partial ? store::Extent::partial : whole ? store::Extent::whole : store::Extent::guarded;
    }
};

/// What to do when nothing can be shown by zone; empty when it can.
Label hint_of(const work::ImportResult& result) {
    const auto& placement = result.placement;
    if (placement.buildings == 0 || placement.outside < placement.buildings) return {};
    if (placement.zones == 0)
        return {"文件中没有区域，还不能按区域统计。请检查 [[zone]] 的筛选条件（OpenStreetMap 中可能要用另一个 admin_level），或导入边界",
                "the file has no zone: nothing can be counted by zone yet. Check the filter of [[zone]] (in OpenStreetMap another "
                "admin_level may be the right one), or import a source of boundaries"};
    return {"所有楼栋都在所有区域之外：边界是别处的，或某个来源的坐标系有误",
            "every building lies outside every zone: the boundaries are of another place, or one of the sources has the wrong CRS"};
}

nlohmann::ordered_json as_json(const std::optional<geo::DatumCheck>& check) {
    if (!check) return nullptr;
    nlohmann::ordered_json readings = nlohmann::ordered_json::array();
    for (const auto& r : check->readings)
        readings.push_back({{"zones", geo::name(r.zones)}, {"buildings", geo::name(r.buildings)}, {"whole", r.whole}});
    return {{"buildings", check->buildings}, {"readings", readings}, {"chosen", check->chosen}, {"why", check->why}};
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
            {"hint", hint_of(result).en},
            {"matched", result.report.matched},
            {"ages_as_of", result.report.ages_as_of ? nlohmann::ordered_json(to_text(*result.report.ages_as_of)) : nlohmann::ordered_json()},
            {"datum_check", as_json(result.report.datum_check)},
            {"defects", result.report.defects},
            {"examples", examples},
            {"journal_entry", result.journal_entry}};
}

/// The report as people read it.
class Printer {
public:
    Printer(const work::ImportResult& result, const CommandOptions& options, Language language)
        : result_(result), report_(result.report), options_(options), language_(language), zh_(language == Language::zh) {}

    void print() const {
        tables();
        placement();
        if (report_.ages_as_of) say(fmt::runtime(zh_ ? "年龄由身份证号或出生日期得出，以 {} 为准\n" : "ages were read from ID numbers or births as of {}\n"), to_text(*report_.ages_as_of));
        static const std::map<std::string, std::string> ways{{"key", "标识"}, {"exact", "地址"}, {"rule", "地址规则"}, {"point", "点"}, {"none", "无"}};
        for (const auto& [how, rows] : report_.matched) say(fmt::runtime(zh_ ? "住处依据 {:<23} {:>7}\n" : "home by {:<23} {:>7}\n"), zh_ ? ways.at(how) : how, rows);
        if (report_.datum_check) datum(*report_.datum_check);
        defects();
        if (options_.dry_run) say("{}\n", zh_ ? "试运行：未写入任何内容" : "dry run: nothing was written");
        else if (result_.journal_entry == 0) say(fmt::runtime(zh_ ? "没有新内容：{} 未改动\n" : "nothing new: {} is unchanged\n"), options_.file);
        else say("{} {}\n", result_.created ? zh_ ? "已新建" : "made" : zh_ ? "已更改" : "changed", options_.file);
    }

private:
    /// The table's own word, by which it is found in the file; in Chinese its title before it.
    [[nodiscard]] std::string name_of(const std::string& table) const { return zh_ ? work::table_title(table, language_) + " " + table : table; }
    void tables() const {
        for (const auto& [target, rows] : report_.read) say(fmt::runtime(zh_ ? "读取 {:>9} {}\n" : "read {:>9} {}\n"), rows, name_of(target));
        for (const auto& [table, counts] : result_.changes) {
            say(fmt::runtime(zh_ ? "{:<14} 新增 {:>9} 更改 {:>9} 未变 {:>9}" : "{:<14} {:>9} added {:>9} changed {:>9} the same"), name_of(table), counts.added, counts.changed, counts.same);
            if (counts.ended > 0) say(fmt::runtime(zh_ ? " 注销 {:>9}" : " {:>9} ended"), counts.ended);
            if (counts.returned > 0) say(fmt::runtime(zh_ ? " 恢复 {:>9}" : " {:>9} back again"), counts.returned);
            say("\n");
        }
    }
    void placement() const {
        const auto& placed = result_.placement;
        say(fmt::runtime(zh_ ? "{1} 栋楼中 {0} 栋在区域内" : "{} of {} buildings lie in a zone"), placed.buildings - placed.outside, placed.buildings);
        if (placed.outside > 0) say(fmt::runtime(zh_ ? ";{} 栋在所有区域之外" : "; {} lie outside every zone"), placed.outside);
        if (!placed.outside_examples.empty()) say(fmt::runtime(zh_ ? "，如 {}" : ", such as {}"), placed.outside_examples.front());
        say("\n");
        if (placed.buildings_in_several + placed.issues_in_several > 0)
            say(fmt::runtime(zh_ ? "{} 栋楼和 {} 件事项同时位于同一层级的多个区域（区域在此重叠或相接）：各归入文件中最先出现的一个\n"
                                 : "{} buildings and {} issues lie in several zones of one level, which overlap there or touch: each was placed in the one "
                                   "that the file had first\n"),
                placed.buildings_in_several, placed.issues_in_several);
        if (const auto hint = hint_of(result_); !hint.en.empty()) say("{}\n", hint.in(language_));
    }
    void datum(const geo::DatumCheck& check) const {
        if (check.readings.empty()) return say(fmt::runtime(zh_ ? "基准检查：{}\n" : "datum check: {}\n"), ingest::sentence_in(check.why, language_));
        const bool homes = check.sides.placed == geo::homes_in_buildings.placed;
        if (homes) say(fmt::runtime(zh_ ? "基准检查：{} 处住所中，落在楼栋内的有\n" : "datum check: of {} homes, inside one building\n"), check.buildings);
        else say(fmt::runtime(zh_ ? "基准检查：{} 栋楼或点中，完整落在一个区域内的有\n" : "datum check: of {} buildings or points, whole inside one zone\n"), check.buildings);
        for (std::size_t i = 0; i < check.readings.size(); ++i) {
            const auto& r = check.readings[i];
            const std::string_view areas = zh_ ? homes ? "楼栋" : "区域" : check.sides.areas, placed = zh_ ? homes ? "住所" : "楼栋" : check.sides.placed;
            say(fmt::runtime(zh_ ? "  {:>9} 若{}为 {:<7} {}为 {:<7}{}{}\n" : "  {:>9} if {} are in {:<7} and {} in {:<7}{}{}\n"), r.whole, areas, geo::name(r.zones), placed, geo::name(r.buildings),
                i != 0 ? "" : zh_ ? "（如所述）" : " (as stated)", i != check.chosen ? "" : zh_ ? " <- 最可能" : " <- likeliest");
        }
        say("  {}{}\n", ingest::sentence_in(check.why, language_), check.chosen == 0 ? "" : zh_ ? "；如果确是如此，请在方案中写明 crs：现未作任何改动" : "; if that is so, say it as crs in the recipe: nothing was changed");
    }

    /// Source, layer and feature, as far as the defect has them; the feature of any sheet says which one it is in.
    [[nodiscard]] std::string place_of(const ingest::Defect& defect) const {
        std::string place;
        for (const auto* part : {&defect.source, &defect.layer, &defect.feature})
            if (!part->empty() && *part != "*") place += (place.empty() ? "" : " ") + *part;
        return place.empty() ? zh_ ? "区域" : "zones" : place;
    }
    /// All counts, then a few examples of each kind, so that none is lost among the many of another.
    void defects() const {
        constexpr std::int64_t shown_of_a_kind = 5;
        for (const auto& [kind, times] : report_.defects)
            say(fmt::runtime(zh_ ? "问题 {:<24} {:>7}  {}\n" : "defect {:<24} {:>7}  {}\n"), kind, times, ingest::kind_title(kind, language_));
        for (const auto& [kind, times] : report_.defects) {
            say(fmt::runtime(zh_ ? "{}（{}）\n" : "{} ({})\n"), kind, ingest::kind_title(kind, language_));
            std::int64_t shown = 0;
            for (const auto& d : report_.examples)
                if (d.kind == kind && shown++ < shown_of_a_kind)
                    say("{}\n", printable(fmt::format(fmt::runtime(zh_ ? "  {}：{}；{}" : "  {}: {}; {}"), place_of(d), ingest::sentence_in(d.what, language_), ingest::sentence_in(d.done, language_))));
            if (times > shown_of_a_kind)
                say(fmt::runtime(zh_ ? "  另有 {} 条{}\n" : "  and {} more{}\n"), times - shown_of_a_kind,
                    options_.dry_run ? "" : zh_ ? "，见文件的 defect 表" : ", in the file's table defect");
        }
    }

    const work::ImportResult& result_;
    const ingest::ImportReport& report_;
    const CommandOptions& options_;
    Language language_;
    bool zh_;
};

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
                app.add_flag("--whole", options->whole, "the sources are whole: what they lack ends, also when it is more than half (without it, no more than 4 rows end so)")->excludes(partial);
                app.add_option("--readmit", options->readmitted, "source keys of erased households or members that the sources may bring back; several with commas")->delimiter(',');
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    auto sources = bound(options->sources);
                    if (!sources) return fail(std::move(sources.error()));
                    Result<work::ImportResult> result;
                    {
                        const Terminal terminal(language);
                        result = work::import_sources(options->command.command(), options->recipe, *sources, terminal.progress(), {options->extent(), options->readmitted});
                    }
                    if (!result) return fail(std::move(result.error()));
                    if (options->json) print_json(as_json(*result));
                    else Printer(*result, options->command, language).print();
                    return {};
                };
            }};
}

}  // namespace huegrid::cli
