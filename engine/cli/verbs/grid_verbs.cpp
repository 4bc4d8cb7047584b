/// grid: list, move, split, merge, redraw, recode, rename, lock, unlock.
#include <fmt/format.h>

#include "engine/cli/grid_options.hpp"
#include "engine/cli/options.hpp"
#include "engine/cli/print/division_print.hpp"
#include "engine/cli/print/say.hpp"
#include "engine/cli/print/terminal.hpp"
#include "engine/cli/words/words.hpp"
#include "engine/store/commands/grid_writer.hpp"
#include "engine/work/grids/grid_edit.hpp"
#include "engine/work/grids/grid_recode.hpp"
#include "engine/work/grids/grid_redraw.hpp"
#include "engine/work/zone_named.hpp"

namespace huegrid::cli {
namespace {

struct GridOptions {
    CommandOptions command;
    work::GridEdit edit;
    std::string within, name;
    bool json = false;
};

void print(const work::GridEdited& edited, const GridOptions& options, Language language) {
    const bool zh = language == Language::zh;
    for (const auto& grid : edited.grids) {
        const auto pieces = grid.after.pieces > 1 ? fmt::format(fmt::runtime(zh ? "，分成 {} 片" : ", in {} pieces"), grid.after.pieces) : "";
        const auto outside = grid.after.outside_by > 0 ? fmt::format(fmt::runtime(zh ? "，超出范围 {}" : ", outside the limits by {}"), grid.after.outside_by) : "";
        say(fmt::runtime(zh ? "{} {}  {} → {} 户，{} → {} 栋{}{}\n" : "{} {}  {} -> {} households, {} -> {} buildings{}{}\n"), padded(printable(work::code_or_id(grid.code, grid.zone)), 16),
            padded(printable(grid.name), 12), grid.before.households, grid.after.households, grid.before.buildings, grid.after.buildings, pieces, outside);
    }
    say(fmt::runtime(zh ? "跨越屏障 {} → {}，拆开的小区 {} → {}，距中心 {:.0f} → {:.0f} 米\n" : "barriers crossed {} -> {}, estates cut {} -> {}, to the centre {:.0f} -> {:.0f} m\n"),
        edited.before.crossings, edited.after.crossings, edited.before.estates_spread, edited.after.estates_spread, edited.before.mean_distance_m, edited.after.mean_distance_m);
    if (!edited.whole && edited.journal_entry == 0) say("{}", zh ? "网格会变得不连片：需 --force 并写明 --reason\n" : "a grid comes out in pieces: that takes --force and a --reason\n");
    if (options.command.dry_run) say("{}", zh ? "（试运行：未写入任何内容）\n" : "(dry run: nothing was written)\n");
}

nlohmann::ordered_json as_json(const work::GridEdited& edited) {
    auto grids = nlohmann::ordered_json::array();
    const auto state = [](const work::GridEdited::State& s) {
        return nlohmann::ordered_json{{"households", s.households}, {"people", s.people}, {"buildings", s.buildings}, {"pieces", s.pieces}, {"outside_by", s.outside_by}};
    };
    for (const auto& grid : edited.grids) grids.push_back({{"id", grid.zone.value}, {"code", grid.code}, {"name", grid.name}, {"before", state(grid.before)}, {"after", state(grid.after)}});
    return {{"grids", grids}, {"whole", edited.whole}, {"journal_entry", edited.journal_entry}};
}

/// A verb that edits; `define` adds what it takes beside the grid.
template <class Define>
Verb edit_verb(std::string name, std::string summary, std::string example, work::GridChange change, Define define) {
    return {std::move(name), std::move(summary), std::move(example), [change, define](CLI::App& app) {
                auto options = std::make_shared<GridOptions>();
                options->edit.change = change;
                options->command.add_to(app);
                define(app, *options);
                add_sizes(app, options->edit.sizes);
                app.add_option("--level", options->edit.level, "of the grids")->capture_default_str();
                app.add_flag("--force", options->edit.force, "also when a grid comes out in pieces; takes a --reason");
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    const auto edited = work::edit_grids(options->command.command(), options->edit);
                    if (!edited) return fail(edited.error());
                    if (options->json) print_json(as_json(*edited));
                    else print(*edited, *options, language);
                    return {};
                };
            }};
}

Verb move_verb() {
    return edit_verb("move", "Put buildings into another grid; the effect on all grids concerned is shown", "huegrid grid move li.gpkg B17 B18 第二网格 --dry-run",
                     work::GridChange::move, [](CLI::App& app, GridOptions& options) {
                         app.add_option("BUILDINGS_AND_GRID", options.edit.buildings, "buildings by id, source key, name or address; last the grid by name, code or id")
                             ->required()->expected(2, -1);
                         app.parse_complete_callback([&options] {
                             options.edit.grid = options.edit.buildings.back();
                             options.edit.buildings.pop_back();
                         });
                     });
}

Verb split_verb() {
    return edit_verb("split", "Cut a grid in two, as well as it can be or as told", "huegrid grid split li.gpkg 第二网格\n  huegrid grid split li.gpkg 第二网格 --off B17,B18",
                     work::GridChange::split, [](CLI::App& app, GridOptions& options) {
                         app.add_option("GRID", options.edit.grid, "by name, code or id")->required();
                         app.add_option("--off", options.edit.buildings, "the buildings of the new grid (default: the better half)")->delimiter(',');
                         add_codes(app, options.edit.codes);
                     });
}

Verb merge_verb() {
    return edit_verb("merge", "Put all of a grid into its neighbour; the first one ends", "huegrid grid merge li.gpkg 第三网格 第二网格", work::GridChange::merge,
                     [](CLI::App& app, GridOptions& options) {
                         app.add_option("GRID", options.edit.grid, "that ends: by name, code or id")->required();
                         app.add_option("INTO", options.edit.into, "that takes it over")->required();
                     });
}

Verb list_verb() {
    return {"list", "Grids with their households, people and shape", "huegrid grid list li.gpkg --within 同桂社区", [](CLI::App& app) {
                auto options = std::make_shared<GridOptions>();
                add_file(app, options->command.file);
                app.add_option("--within", options->within, "only here: a zone's name, code or id");
                app.add_option("--level", options->edit.level, "of the grids")->capture_default_str();
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    const auto snapshot = store::load_snapshot(options->command.file);
                    if (!snapshot) return fail(snapshot.error());
                    const Index level = (*snapshot)->find_level(options->edit.level);
                    if (level == none) return fail(ErrorCode::not_found, fmt::format("there is no level '{}'", options->edit.level), "--level");
                    const auto within = options->within.empty() ? Result<Index>(none) : work::zone_named(**snapshot, options->within, "--within");
                    if (!within) return fail(within.error());
                    const auto locked = store::locked_zones(options->command.file);
                    if (!locked) return fail(locked.error());
                    const auto grids = work::list_grids(**snapshot, level, *within, *locked);
                    const bool zh = language == Language::zh;
                    auto rows = nlohmann::ordered_json::array();
                    for (const auto& g : grids) {
                        if (options->json) {
                            auto row = cli::as_json(g);
                            row["kind"] = g.kind, row["locked"] = g.locked;
                            rows.push_back(row);
                        } else
                            say(fmt::runtime(zh ? "{} {} {:>5} 户 {:>6} 人 {:>4} 栋  {:>4.0f} 米  P-P {:.2f}{}\n" : "{} {} {:>5} households {:>6} people {:>4} buildings  {:>4.0f} m  P-P {:.2f}{}\n"),
                                padded(printable(work::code_or_id(g.code, g.zone)), 16), padded(printable(g.name), 14), g.households, g.people, g.buildings, g.mean_distance_m, g.polsby_popper,
                                g.locked ? (zh ? "  已锁定" : "  locked") : "");
                    }
                    if (options->json) print_json({{"grids", rows}});
                    return {};
                };
            }};
}

void print(const work::RedrawResult& result, const CommandOptions& command, Language language) {
    const bool zh = language == Language::zh;
    std::size_t in_order = 0;
    std::int64_t leaving = 0;
    for (const auto& community : result.communities) leaving += community.leaving;
    for (const auto& community : result.communities) {
        if (community.problem.empty() && community.grids.empty()) {
            ++in_order;
            continue;
        }
        say("{} {}\n", printable(community.code), printable(community.name));
        if (!community.problem.empty()) say(fmt::runtime(zh ? "  未重画：{}\n" : "  not drawn again: {}\n"), printable(error_in(community.problem, language)));
        else
            say(fmt::runtime(zh ? "  空白 {:.0f} → {:.0f} m²，重叠 {:.0f} → {:.0f} m²，越界 {:.0f} → {:.0f} m²\n" : "  in no grid {:.0f} -> {:.0f} m², in two {:.0f} -> {:.0f} m², outside {:.0f} -> {:.0f} m²\n"),
                community.before.gaps_m2, community.after.gaps_m2, community.before.overlaps_m2, community.after.overlaps_m2, community.before.outside_m2, community.after.outside_m2);
        if (!community.grids.empty() && community.after.gaps_m2 + community.after.overlaps_m2 + community.after.outside_m2 >= 1.0)
            say("{}", zh ? "  剩余部分属于锁定、专属或无楼栋的网格，或与任何网格不相邻\n" : "  what is left is of grids that are locked, dedicated or without buildings, or beside no grid\n");
        for (const auto& grid : community.grids)
            say(fmt::runtime(zh ? "  {} {}  {:.0f} → {:.0f} m²\n" : "  {} {}  {:.0f} -> {:.0f} m²\n"), padded(printable(work::code_or_id(grid.code, grid.zone)), 16), padded(printable(grid.name), 14), grid.before_m2, grid.after_m2);
    }
    say(fmt::runtime(zh ? "边界无误的社区 {} 个，共 {} 个；离开本网格的楼栋 {} 栋{}\n" : "communities in order already: {} of {}; buildings that leave their grid: {}{}\n"), in_order, result.communities.size(), leaving,
        command.note(language));
}

nlohmann::ordered_json as_json(const work::RedrawResult& result) {
    const auto untiled = [](const work::Untiled& u) { return nlohmann::ordered_json{{"gaps_m2", u.gaps_m2}, {"overlaps_m2", u.overlaps_m2}, {"outside_m2", u.outside_m2}}; };
    auto communities = nlohmann::ordered_json::array();
    for (const auto& community : result.communities) {
        auto grids = nlohmann::ordered_json::array();
        for (const auto& grid : community.grids)
            grids.push_back({{"id", grid.zone.value}, {"code", grid.code}, {"name", grid.name}, {"before_m2", grid.before_m2}, {"after_m2", grid.after_m2}});
        communities.push_back({{"id", community.zone.value}, {"code", community.code}, {"name", community.name}, {"problem", community.problem}, {"leaving", community.leaving},
                               {"before", untiled(community.before)}, {"after", untiled(community.after)}, {"grids", grids}});
    }
    return {{"communities", communities}, {"journal_entry", result.journal_entry}};
}

Verb redraw_verb() {
    return {"redraw", "Draw the outlines of grids again around their buildings, until they tile their community; no building changes its grid unless --force says so", "huegrid grid redraw li.gpkg --within 同桂社区 --dry-run", [](CLI::App& app) {
                auto options = std::make_shared<GridOptions>();
                options->command.add_to(app);
                app.add_option("--within", options->within, "only here: a zone's name, code or id");
                app.add_option("--level", options->edit.level, "of the grids")->capture_default_str();
                app.add_flag("--force", options->edit.force, "also where a building leaves its grid by it, since it stands outside the community; takes a --reason");
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    const auto drawn = [&] {
                        const Terminal terminal(language);
                        return work::redraw_grids(options->command.command(), {{options->within, options->edit.level}, options->edit.force}, terminal.progress());
                    }();
                    if (!drawn) return fail(drawn.error());
                    if (options->json) print_json(as_json(*drawn));
                    else print(*drawn, options->command, language);
                    return {};
                };
            }};
}

Verb recode_verb() {
    return {"recode", "Give grids whose code is missing or wrong the community's code and the next serial; codes in order stay", "huegrid grid recode li.gpkg --within 同桂社区 --dry-run", [](CLI::App& app) {
                auto options = std::make_shared<GridOptions>();
                options->command.add_to(app);
                app.add_option("--within", options->within, "only here: a zone's name, code or id");
                app.add_option("--level", options->edit.level, "of the grids")->capture_default_str();
                add_codes(app, options->edit.codes);
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    const auto result = work::recode_grids(options->command.command(), {{options->within, options->edit.level}, options->edit.codes});
                    if (!result) return fail(result.error());
                    const bool zh = language == Language::zh;
                    auto rows = nlohmann::ordered_json::array();
                    for (const auto& grid : result->grids)
                        if (options->json) rows.push_back({{"id", grid.zone.value}, {"name", grid.name}, {"community", grid.community}, {"before", grid.before}, {"after", grid.after}});
                        else say("{} {}  {} {} {}\n", printable(grid.community), printable(grid.name), printable(work::code_or_id(grid.before, grid.zone)), zh ? "→" : "->", printable(grid.after));
                    if (options->json) {
                        print_json({{"grids", rows}, {"codeless", result->codeless}, {"journal_entry", result->journal_entry}});
                        return {};
                    }
                    if (result->codeless > 0)
                        say(fmt::runtime(zh ? "{} 个网格的社区没有代码，网格也就不能有：请在数据源中写上社区代码并重新导入\n"
                                            : "grids that get no code, because their community has none: {}; give it one in its source and import again\n"), result->codeless);
                    say(fmt::runtime(zh ? "新代码 {} 个{}\n" : "new codes: {}{}\n"), result->grids.size(), options->command.note(language));
                    return {};
                };
            }};
}

Verb rename_verb() {
    return {"rename", "Give a grid another name; its code stays", "huegrid grid rename li.gpkg 第二网格 河东网格", [](CLI::App& app) {
                auto options = std::make_shared<GridOptions>();
                options->command.add_to(app);
                app.add_option("GRID", options->edit.grid, "by name, code or id")->required();
                app.add_option("NAME", options->name, "the new name")->required();
                app.add_option("--level", options->edit.level, "of the grid")->capture_default_str();
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    const auto entry = work::rename_grid(options->command.command(), options->edit.grid, options->name, options->edit.level);
                    if (!entry) return fail(entry.error());
                    if (options->json) print_json({{"journal_entry", *entry}});
                    else say(fmt::runtime(language == Language::zh ? "{} 现名 {}{}\n" : "{} is called {} now{}\n"), printable(options->edit.grid), printable(options->name), options->command.note(language));
                    return {};
                };
            }};
}

Verb lock_verb(store::ZoneLock lock) {
    const bool on = lock == store::ZoneLock::on;
    return {on ? "lock" : "unlock", on ? "Keep a grid as it is when its community is divided" : "Let divisions change a grid again",
            on ? "huegrid grid lock li.gpkg 第二网格" : "huegrid grid unlock li.gpkg 第二网格", [lock, on](CLI::App& app) {
                auto options = std::make_shared<GridOptions>();
                options->command.add_to(app);
                app.add_option("GRID", options->edit.grid, "by name, code or id")->required();
                app.add_option("--level", options->edit.level, "of the grid")->capture_default_str();
                add_json(app, options->json);
                return [options, lock, on](Language language) -> Result<void> {
                    const auto entry = work::lock_grid(options->command.command(), options->edit.grid, lock, options->edit.level);
                    if (!entry) return fail(entry.error());
                    const bool zh = language == Language::zh;
                    if (options->json) print_json({{"locked", on}, {"journal_entry", *entry}});
                    else say("{} {}{}\n", printable(options->edit.grid), on ? (zh ? "已锁定" : "is locked") : (zh ? "已解锁" : "is unlocked"), options->command.note(language));
                    return {};
                };
            }};
}

}  // namespace

Verb grid_verb() {
    return {"grid", "Grids by hand: list, move, split, merge, redraw, recode, rename, lock, unlock", "huegrid grid move li.gpkg B17 第二网格", {},
            {list_verb(), move_verb(), split_verb(), merge_verb(), redraw_verb(), recode_verb(), rename_verb(), lock_verb(store::ZoneLock::on), lock_verb(store::ZoneLock::off)}};
}

}  // namespace huegrid::cli
