#include "engine/cli/print/division_print.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/cli/print/say.hpp"
#include "engine/cli/words/words.hpp"
#include "engine/work/zone_named.hpp"

namespace huegrid::cli {
namespace {

using Reason = grids::Unmet::Reason;

const char* key_of(Reason reason) {
    switch (reason) {
        case Reason::locked: return "locked";
        case Reason::heavy_atom: return "heavy_building";
        case Reason::light_piece: return "cut_off_and_too_small";
        case Reason::arithmetic: return "arithmetic";
        case Reason::enclave: return "enclave";
        case Reason::tried_all: return "tried_all";
        case Reason::bare_ground: return "ground_without_buildings_apart";
        case Reason::drawn_apart: return "drawn_apart";
        case Reason::not_found: return "not_found";
    }
    return "";
}

/// "300–500 households", "300–500 households and at most 1200 people".
Label limits_of(const grids::Sizes& sizes) {
    if (sizes.households_max == grids::Sizes::any().households_max) {
        const Label least{fmt::format("至少 {} 户", sizes.households_min), fmt::format("at least {} households", sizes.households_min)}, people{fmt::format("至多 {} 人", sizes.people_max), fmt::format("at most {} people", sizes.people_max)};
        return sizes.people_max == 0 ? least : sizes.households_min == 0 ? people : Label{least.zh + "、" + people.zh, least.en + " and " + people.en};
    }
    const auto households = fmt::format("{}–{}", sizes.households_min, sizes.households_max);
    if (sizes.people_max == 0) return {households + " 户", households + " households"};
    return {fmt::format("{} 户、至多 {} 人", households, sizes.people_max), fmt::format("{} households and at most {} people", households, sizes.people_max)};
}

std::int64_t outside_by(const work::GridRow& grid, const work::SizePolicy& sizes) { return sizes.of(grid.kind).outside_by(grid.households, grid.people); }

Label reason_of(Reason reason, const grids::Sizes& sizes, Index pieces = 1) {
    const auto limits = limits_of(sizes);
    switch (reason) {
        case Reason::locked: return {fmt::format("保持不变的网格本身不在 {}之内", limits.zh), fmt::format("it stays as it is, outside its limits: {}", limits.en)};
        case Reason::heavy_atom: return {"其中一栋楼（或街区）本身已超过上限，楼栋不拆分", "one building or block in it is above the limit by itself, and buildings aren't split"};
        case Reason::light_piece: return {"这块地（整个社区，或与其余隔开的部分）户数不足", "this ground, the whole community or a part cut off from it, has too few households"};
        case Reason::arithmetic: return {fmt::format("没有任何网格数能使各网格都在 {}之内", limits.zh), fmt::format("no number of grids brings all within {}", limits.en)};
        case Reason::enclave: return {"此处只经一栋楼与外界相连，自成网格太小，并入邻格太大", "it hangs on one building: too few households alone, too many with its neighbour"};
        case Reason::tried_all: return {"已试遍所有划分，没有更好的", "every division was tried; none is better"};
        case Reason::bare_ground:
            return {fmt::format("分成 {} 片：有无楼栋的土地与其余部分不相连（社区飞地，或被保持不变的网格隔开）", pieces),
                    fmt::format("in {} pieces: ground without a building lies apart from the rest (an exclave of the community, or behind a grid that stays)", pieces)};
        case Reason::drawn_apart: return {fmt::format("画出的边界分成 {} 片：楼栋相邻，其间的土地却不相连", pieces), fmt::format("in {} pieces as it is drawn: its buildings border on each other, and their ground doesn't hang together", pieces)};
        case Reason::not_found: return {"未找到在范围内的划分（不等于不存在）；可加大 --effort", "none within the limits was found, which doesn't prove there is none; try a greater --effort"};
    }
    return {};
}

std::string code_of(const work::GridRow& grid) { return printable(work::code_or_id(grid.code, grid.zone)); }

void print(const work::DividedCommunity& community, const work::DivideRequest& request, Language language) {
    const bool zh = language == Language::zh;
    say("\n{} {}\n", printable(community.code), printable(community.name));
    if (!community.problem.empty()) return say(fmt::runtime(zh ? "  未划分：{}\n" : "  not divided: {}\n"), printable(error_in(community.problem, language)));
    if (community.is_todays) say("{}", zh ? "  未找到比现有网格更好的划分：保持现状\n" : "  no better division than today's was found: today's stays\n");
    else if (community.unchanged) say("{}", zh ? "  与现状相同，不作改动\n" : "  as it is today: nothing changes\n");
    else if (!community.ended.empty() && request.start == grids::Start::anew)
        say(fmt::runtime(zh ? "  现有网格中 {} 个终止；只作必要改动请用 --from-current\n" : "  {} of today's grids end; --from-current changes only what has to be\n"), community.ended.size());
    if (community.code.empty() && !community.unchanged && std::any_of(community.grids.begin(), community.grids.end(), [](const auto& grid) { return grid.code.empty(); }))
        say("{}", zh ? "  社区没有代码，新网格也就没有代码：请在数据源中写上社区代码并重新导入，再用 `huegrid grid recode`\n"
                     : "  the community has no code, so new grids get none: give it one in its source, import again, then `huegrid grid recode`\n");
    say("  {} {}  {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}\n", padded(zh ? "代码" : "code", 16), padded(zh ? "名称" : "name", 14), zh ? "户数" : "homes", zh ? "人数" : "people",
        zh ? "楼栋" : "bldgs", zh ? "距中心" : "dist m", "P-P", "Reock", zh ? "变动" : "moved");
    for (std::size_t g = 0; g < community.grids.size(); ++g) {
        const auto& grid = community.grids[g];
        const auto is_in = [&](const std::vector<std::size_t>& some) { return std::binary_search(some.begin(), some.end(), g); };
        say("{} {} {}  {:>7} {:>7} {:>7} {:>7.0f} {:>7.2f} {:>7.2f} {:>7}\n", is_in(community.begun) ? '+' : is_in(community.redrawn) ? '~' : ' ', padded(code_of(grid), 16), padded(printable(grid.name), 14), grid.households, grid.people,
            grid.buildings, grid.mean_distance_m, grid.polsby_popper, grid.reock, grid.moved);
    }
    for (const auto& grid : community.kept)
        say("= {} {}  {:>7} {:>7} {:>7} {:>7.0f} {:>7.2f} {:>7.2f}\n", padded(code_of(grid), 16), padded(printable(grid.name), 14), grid.households, grid.people, grid.buildings,
            grid.mean_distance_m, grid.polsby_popper, grid.reock);
    for (const auto& ended : community.ended)
        say(fmt::runtime(zh ? "- {} {}  终止，任岗转至 {}\n" : "- {} {}  ends; who serves in it goes to {}\n"), padded(printable(work::code_or_id(ended.code, ended.zone)), 16),
            padded(printable(ended.name), 14), code_of(community.grids[ended.successor]) + " " + printable(community.grids[ended.successor].name));
    if (!community.begun.empty() && !community.ended.empty())
        say("{}", zh ? "  新网格的序号接着用过的往下排：代码从不重复使用\n" : "  new grids are numbered on from the last that ever was: no code is given twice\n");
    if (!community.redrawn.empty())
        say("{}", zh ? "  ~ 楼栋不变而边界重画：否则会有网格不连片，或有土地、楼栋不在其网格内\n" : "  ~ keeps its buildings and is drawn again: a grid would be in pieces otherwise, or ground or a building outside of its grid\n");
    for (const auto& grid : community.kept)
        if (outside_by(grid, request.sizes) > 0)
            say(fmt::runtime(zh ? "  ! {} {}：{} 户、{} 人——{}\n" : "  ! {} {}: {} households, {} people: {}\n"), code_of(grid), printable(grid.name), grid.households, grid.people,
                reason_of(Reason::locked, request.sizes.of(grid.kind)).in(language));
    for (const auto& each : community.unsatisfied) {
        const auto& grid = community.grids[each.grid];
        const auto people = request.sizes.general.people_max == 0 ? "" : fmt::format(fmt::runtime(zh ? "、{} 人" : ", {} people"), each.unmet.people);
        say(fmt::runtime(zh ? "  ! {} {}：{} 户{}——{}{}\n" : "  ! {} {}: {} households{}: {}{}\n"), code_of(grid), printable(grid.name), each.unmet.households, people, reason_of(each.unmet.reason, request.sizes.general, each.unmet.pieces).in(language),
            each.unmet.proved ? (zh ? "（已证明）" : " (proved)") : "");
    }
}

}  // namespace

void print(const work::DivideResult& result, const work::DivideRequest& request, Language language) {
    const bool zh = language == Language::zh;
    const auto sum = work::totals(result);
    say(fmt::runtime(zh ? "{} 个社区划分为 {} 个网格，{} 户；{} 个在 {}之内\n" : "communities: {}, grids: {}, households: {}; {} within {}\n"), sum.communities, sum.grids,
        sum.households, sum.in_bounds, limits_of(request.sizes.general).in(language));
    say(fmt::runtime(zh ? "不连片 {}，跨越屏障 {}，拆开的小区 {}，相邻楼栋被分开 {}，变动 {} 户；种子 {}\n"
           : "in pieces {}, barriers crossed {}, estates cut {}, neighbours parted {}, households moved {}; seed {}\n"),
        sum.discontiguous, sum.crossings, sum.estates_spread, sum.borders_cut, sum.moved, request.seed);
    if (sum.kept > 0) say(fmt::runtime(zh ? "另有 {} 个网格（{} 户）保持不变（已锁定或专属，标“=”），不在以上数字内\n" : "not in it: grids that stay as they are, locked or dedicated (=): {}, with {} households\n"), sum.kept, sum.kept_households);
    if (result.outside_households > 0)
        say(fmt::runtime(zh ? "另有 {} 户（{} 栋）不在任何社区内，未划入网格\n" : "not in it: {} households of {} buildings that lie in no community\n"), result.outside_households, result.outside_buildings);
    if (result.unhoused > 0) say(fmt::runtime(zh ? "另有 {} 户没有楼栋，未划入网格\n" : "not in it: {} households without a building\n"), result.unhoused);
    for (const auto& community : result.communities) print(community, request, language);
    if (result.stopped) say("{}", zh ? "\n已停止：以上是到目前为止最好的划分\n" : "\nstopped: this is the best so far\n");
    else if (result.journal_entry == 0) say("{}", zh ? "\n未写入任何内容\n" : "\nnothing was written\n");
    if (result.assignments_moved > 0) say(fmt::runtime(zh ? "{} 项任岗随网格转移\n" : "assignments moved to the new grids: {}\n"), result.assignments_moved);
}

nlohmann::ordered_json as_json(const work::GridRow& grid) {
    return {{"id", grid.zone.value}, {"code", grid.code}, {"name", grid.name}, {"households", grid.households}, {"people", grid.people}, {"buildings", grid.buildings},
            {"pieces", grid.pieces}, {"area_m2", grid.area_m2}, {"mean_distance_m", grid.mean_distance_m}, {"polsby_popper", grid.polsby_popper}, {"reock", grid.reock}};
}

nlohmann::ordered_json as_json(const work::DivideResult& result, const work::DivideRequest& request) {
    using Json = nlohmann::ordered_json;
    const auto sum = work::totals(result);
    auto outside = Json::array(), in_pieces = Json::array(), divisions = Json::array();
    for (const auto& community : result.communities) {
        auto grids = Json::array(), kept = Json::array(), begun = Json::array(), redrawn = Json::array(), ended = Json::array();
        for (const auto& grid : community.grids) {
            auto row = as_json(grid);
            row["crossings"] = grid.crossings, row["moved"] = grid.moved;
            grids.push_back(row);
        }
        for (const auto& grid : community.kept) {
            auto row = as_json(grid);
            row["kind"] = grid.kind, row["outside_by"] = outside_by(grid, request.sizes);
            kept.push_back(row);
        }
        for (const auto& each : community.unsatisfied) {
            if (each.unmet.pieces > 1)
                in_pieces.push_back({{"community", community.name}, {"grid", community.grids[each.grid].name}, {"code", community.grids[each.grid].code},
                                     {"pieces", each.unmet.pieces}, {"reason", key_of(each.unmet.reason)}});
            if (each.unmet.outside_by > 0) outside.push_back({{"community", community.name}, {"grid", community.grids[each.grid].name}, {"code", community.grids[each.grid].code},
                               {"households", each.unmet.households}, {"people", each.unmet.people}, {"outside_by", each.unmet.outside_by}, {"reason", key_of(each.unmet.reason)}, {"proved", each.unmet.proved}});
        }
        for (const auto g : community.begun) begun.push_back({{"code", community.grids[g].code}, {"name", community.grids[g].name}});
        for (const auto g : community.redrawn) redrawn.push_back({{"code", community.grids[g].code}, {"name", community.grids[g].name}});
        for (const auto& grid : community.ended)
            ended.push_back({{"id", grid.zone.value}, {"code", grid.code}, {"name", grid.name}, {"successor", community.grids[grid.successor].name}});
        const auto& score = community.score;
        divisions.push_back({{"id", community.zone.value}, {"code", community.code}, {"name", community.name}, {"problem", community.problem}, {"unchanged", community.unchanged}, {"is_todays", community.is_todays},
                             {"proved", community.proved},
                             {"objective", {{"outside", score.outside}, {"outside_by", score.outside_by}, {"discontiguous", score.discontiguous}, {"estates_spread", score.estates_spread},
                                            {"crossings", score.crossings}, {"borders_cut", score.borders_cut}, {"border_m", score.border_m}, {"spread", score.spread},
                                            {"mean_distance_m", score.mean_distance_m}, {"moved", request.start == grids::Start::from_current ? Json(score.moved) : Json()}, {"cost", score.cost}}},
                             {"grids", grids}, {"kept", kept}, {"begun", begun}, {"redrawn", redrawn}, {"ended", ended}});
    }
    return {{"communities", sum.communities}, {"grids", sum.grids}, {"households", sum.households}, {"in_bounds", sum.in_bounds}, {"out_of_bounds", outside},
            {"discontiguous", sum.discontiguous}, {"in_pieces", in_pieces}, {"kept", sum.kept}, {"kept_households", sum.kept_households}, {"moved", sum.moved}, {"seed", request.seed}, {"crossings", sum.crossings}, {"estates_spread", sum.estates_spread},
            {"borders_cut", sum.borders_cut}, {"households_outside", result.outside_households}, {"households_without_building", result.unhoused}, {"stopped", result.stopped}, {"assignments_moved", result.assignments_moved}, {"journal_entry", result.journal_entry},
            {"smallest", sum.smallest}, {"largest", sum.largest}, {"polsby_popper", sum.polsby_popper}, {"mean_distance_m", sum.mean_distance_m},
            {"divisions", divisions}};
}

}  // namespace huegrid::cli
