#include "engine/work/grids/grid_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/base/plural.hpp"
#include "engine/geo/borders/coverage.hpp"
#include "engine/grids/naming.hpp"
#include "engine/grids/search/grid_counts.hpp"
#include "engine/report/level_zones.hpp"
#include "engine/store/commands/grid_writer.hpp"
#include "engine/store/load/load.hpp"
#include "engine/work/grids/border_buildings.hpp"
#include "engine/work/grids/community_plan.hpp"
#include "engine/work/grids/grid_recode.hpp"
#include "engine/work/zone_named.hpp"

namespace huegrid::work {
namespace {

std::string name_of(const model::Zone& zone) { return !zone.name.empty() ? zone.name : !zone.code.empty() ? zone.code : fmt::format("{}", zone.id.value); }

Label area(double m2) {
    const auto text = m2 >= 1e6 ? fmt::format("{:.2f} km²", m2 / 1e6) : fmt::format("{:.0f} m²", std::max(1.0, m2));
    return {text, text};
}

/// One run over one place.
class GridCheck {
public:
    GridCheck(const model::Snapshot& place, const GridCheckRequest& request, Index level)
        : place_(place), request_(request), counted_(count_households(place)) {
        for (std::size_t z = 0; z < place.zones.size(); ++z) {
            has_coarser_ = has_coarser_ || (place.zones[z].level != none && place.zones[z].level < level);
            if (place.zones[z].level != level) continue;
            grids_.push_back(Index(z));
            under_[place.zones[z].parent].push_back(Index(z));
        }
        grid_of_.reserve(place.buildings.size());
        for (std::size_t b = 0; b < place.buildings.size(); ++b) {
            grid_of_.push_back(at_level(place, place.buildings.zones[b], level));
            if (grid_of_.back() != none) buildings_[grid_of_.back()].push_back(Index(b));
        }
        result_.crs = place.crs;
        result_.grids = std::int64_t(grids_.size());
        result_.communities = std::int64_t(under_.size()) - std::int64_t(under_.contains(none));
    }

    Result<GridFindings> run(const Progress& progress) {
        std::int64_t done = 0;
        for (const auto& [community, grids] : under_) {
            progress.at("checking grids", done++, std::int64_t(under_.size()));
            if (progress.stopped()) return Progress::cancelled();
            if (community == none) continue;
            look_for_gaps(community, grids);
        }
        look_for_overlaps();
        for (const Index grid : grids_) {
            if (progress.stopped()) return Progress::cancelled();
            look_outside(grid);
            look_at_pieces(grid);
            look_at_size(grid);
        }
        look_at_codes();
        look_at_buildings();
        if (progress.stopped()) return Progress::cancelled();
        std::stable_sort(result_.found.begin(), result_.found.end(), [](const GridFinding& a, const GridFinding& b) {
            return std::tie(a.fault, a.code, a.zone) < std::tie(b.fault, b.code, b.zone);
        });
        return std::move(result_);
    }

private:
    const model::Zone& zone(Index at) const { return place_.zones[std::size_t(at)]; }

    [[nodiscard]] std::string community_of(Index grid) const { return zone(grid).parent == none ? "" : name_of(zone(zone(grid).parent)) + " "; }

    GridFinding& add(GridFault fault, Index at, Label what, geo::WorldPoint where, geo::Shape shape) {
        ++result_.counts[std::size_t(fault)];
        const auto& of = zone(at);
        return result_.found.emplace_back(GridFinding{fault, at, none, name_of(of), of.code, of.parent == none ? "" : name_of(zone(of.parent)),
                                                      std::move(what), where, std::move(shape)});
    }
    void add(GridFault fault, Index at, Label what) { add(fault, at, std::move(what), geo::point_on_surface(zone(at).shape), zone(at).shape); }

    void add_slivers(Index at, std::size_t count, const geo::Shape& shape, const Label& between) {
        const double m2 = geo::area_m2(shape);
        if (m2 < request_.sliver_area_m2) return;
        add(GridFault::sliver, at,
            {fmt::format("{}：{} 处，宽不足 {} 米，共 {}", between.zh, count, request_.sliver_m, area(m2).zh),
             fmt::format("{}: {}, nowhere wider than {} m, {} together", between.en, count, request_.sliver_m, area(m2).en)},
            geo::point_on_surface(shape), shape);
    }

    std::vector<geo::Shape> shapes_of(const std::vector<Index>& grids) const {
        std::vector<geo::Shape> shapes;
        for (const Index grid : grids) shapes.push_back(zone(grid).shape);
        return shapes;
    }

    void look_for_gaps(Index community, const std::vector<Index>& grids) {
        auto gaps = geo::find_gaps(shapes_of(grids), zone(community).shape, {request_.sliver_m});
        for (auto& gap : gaps.found) {
            std::string beside;
            for (const Index grid : gap.beside) beside += (beside.empty() ? "" : ", ") + name_with_code(zone(grids[std::size_t(grid)]));
            add(GridFault::gap, community,
                {fmt::format("有 {} 不在任何网格内，相邻：{}", area(gap.area_m2).zh, beside), fmt::format("{} in no grid, beside {}", area(gap.area_m2).en, beside)},
                gap.at, std::move(gap.shape));
        }
        add_slivers(community, gaps.slivers, gaps.sliver_shape, {"网格之间的缝隙", "slits between grids"});
    }

    void look_for_overlaps() {
        auto overlaps = geo::find_overlaps(shapes_of(grids_), {request_.sliver_m});
        for (auto& overlap : overlaps.found) {
            const Index first = grids_[std::size_t(overlap.first)];
            const auto other = name_with_code(zone(grids_[std::size_t(overlap.second)]));
            const bool of_communities = zone(first).parent != zone(grids_[std::size_t(overlap.second)]).parent;
            add(GridFault::overlap, first,
                {fmt::format("与 {} 重叠 {}{}", other, area(overlap.area_m2).zh, of_communities ? "；两个社区本身重叠，请在其数据源中改正" : ""),
                 fmt::format("overlaps {} by {}{}", other, area(overlap.area_m2).en, of_communities ? "; their communities overlap: put that right in their source" : "")}, overlap.at, std::move(overlap.shape));
        }
        if (overlaps.slivers == 0) return;
        // They are drawn together, under the first grid that has one.
        const auto at = geo::point_on_surface(overlaps.sliver_shape);
        for (const Index grid : grids_)
            if (geo::covers(zone(grid).shape, at)) {
                add_slivers(grid, overlaps.slivers, overlaps.sliver_shape, {"网格之间的细长重叠", "overlaps of grids"});
                break;
            }
    }

    void look_outside(Index grid) {
        const Index parent = zone(grid).parent;
        if (parent == none) {
            if (has_coarser_) add(GridFault::outside, grid, {"不在任何社区内", "lies in no community"});
            return;
        }
        if (zone(parent).shape.kind != geo::ShapeKind::polygon) return;
        for (auto& piece : geo::find_gaps(std::span(&zone(parent).shape, 1), zone(grid).shape, {request_.sliver_m}).found)
            add(GridFault::outside, grid,
                {fmt::format("有 {} 在 {} 之外", area(piece.area_m2).zh, name_of(zone(parent))), fmt::format("{} of it lie outside {}", area(piece.area_m2).en, name_of(zone(parent)))},
                piece.at, std::move(piece.shape));
    }

    void look_at_pieces(Index grid) {
        const auto parts = geo::parts_of(zone(grid).shape);
        if (parts.size() < 2) return;
        std::size_t lived_in = 0;
        for (const auto& part : parts)
            lived_in += std::any_of(buildings_[grid].begin(), buildings_[grid].end(), [&](Index b) { return geo::covers(part, place_.buildings.shapes.box(std::size_t(b)).centre()); });
        const auto empty = parts.size() - lived_in;
        add(lived_in > 1 ? GridFault::pieces : GridFault::empty_piece, grid,
            {fmt::format("分为 {} 块，其中 {} 块无楼栋", parts.size(), empty), fmt::format("in {} pieces, {} of them without buildings", parts.size(), empty)});
    }

    void look_at_size(Index grid) {
        const auto& members = buildings_[grid];
        if (members.empty()) {
            if (zone(grid).kind != "dedicated") add(GridFault::no_buildings, grid, {"没有楼栋", "has no buildings"});
            return;
        }
        const auto row = measure_grid(place_, counted_, members, {});
        const auto& sizes = request_.sizes.of(zone(grid).kind);
        const auto reason = cannot_be_helped(grid, row);
        const auto fault = reason.en.empty() ? GridFault::size : GridFault::size_unavoidable;
        const auto tell = [&](Label what) { add(fault, grid, reason.en.empty() ? std::move(what) : Label{what.zh + "：" + reason.zh, what.en + ": " + reason.en}); };
        if (row.households < sizes.households_min)
            tell({fmt::format("{} 户，比下限 {} 少 {}", row.households, sizes.households_min, sizes.households_min - row.households),
                  fmt::format("{} households, {} fewer than {}", row.households, sizes.households_min - row.households, sizes.households_min)});
        if (row.households > sizes.households_max)
            tell({fmt::format("{} 户，比上限 {} 多 {}", row.households, sizes.households_max, row.households - sizes.households_max),
                  fmt::format("{} households, {} more than {}", row.households, row.households - sizes.households_max, sizes.households_max)});
        if (sizes.people_max > 0 && row.people > sizes.people_max)
            tell({fmt::format("{} 人，比上限 {} 多 {}", row.people, sizes.people_max, row.people - sizes.people_max),
                  fmt::format("{} people, {} more than {}", row.people, row.people - sizes.people_max, sizes.people_max)});
    }

    /// Why no division has this grid's community in better sizes; empty where none is known to be out of reach.
    Label cannot_be_helped(Index grid, const GridRow& row) {
        const auto& sizes = request_.sizes.of(zone(grid).kind);
        const auto by = sizes.outside_by(row.households, row.people);
        if (by == 0) return {};
        const auto people_of = [&](Index b) { return counted_.people.empty() ? 0 : counted_.people[std::size_t(b)]; };
        for (const Index b : buildings_[grid]) {
            const auto homes = counted_.households[std::size_t(b)];
            if (by <= sizes.outside_by(std::max(sizes.households_min, homes), people_of(b)))
                return {fmt::format("楼栋 {} 一栋就超出这么多", building_name(b)), fmt::format("building {} alone is that large", building_name(b))};
        }
        const Index parent = zone(grid).parent;
        if (zone(grid).kind == "dedicated" || parent == none || zone(parent).shape.kind != geo::ShapeKind::polygon) return {};
        // Parts of a community that lie apart are divided each on its own.
        const auto parts = geo::parts_of(zone(parent).shape);
        const auto part_of = [&](Index b) -> std::ptrdiff_t {
            if (parts.size() == 1) return 0;
            const auto at = geo::point_on_surface(place_.buildings.shapes.at(std::size_t(b)));
            return std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return geo::covers(part, at); }) - parts.begin();
        };
        const auto here = part_of(buildings_[grid].front());
        grids::PieceSize all;
        grids::Misfit now;
        for (const Index each : under_[parent]) {
            if (zone(each).kind == "dedicated") continue;
            grids::PieceSize size;
            bool elsewhere = false;
            for (const Index b : buildings_[each]) {
                if (part_of(b) == here) size.add({counted_.households[std::size_t(b)], 1, people_of(b), counted_.households[std::size_t(b)]});
                else elsewhere = true;
            }
            if (size.atoms > 0 && elsewhere) return {};  // in pieces: of its size here nothing is known
            const auto outside = size.atoms == 0 ? 0 : sizes.outside_by(size.households, size.people);
            now.outside += sizes.outside(outside, size.households, size.people), now.outside_by += outside;
            all.add(size);
        }
        if (now > grids::least_misfit(all, grids::likely_counts(all, sizes, 1).front(), sizes)) return {};
        if (parts.size() > 1)
            return {fmt::format("社区的这一块与其余不相连，共 {} 户，分成几个网格都不会更好", all.households), fmt::format("this part of its community, apart from the rest, has {} in all, and no number of grids does better", all.households)};
        return {fmt::format("社区共 {} 户，分成几个网格都不会更好", all.households), fmt::format("its community has {} in all, and no number of grids does better", all.households)};
    }

    void look_at_codes() {
        for (const auto& [fault, grid, other] : code_faults(place_, zone(grids_.front()).level, request_.codes, request_.ended_codes)) {
            const auto& code = zone(grid).code;
            const auto pattern = grids::code_template(request_.codes, zone(grid).parent == none ? "" : zone(zone(grid).parent).code).value();
            add(fault, grid, words_of(fault, code, pattern, other));
        }
    }
    [[nodiscard]] Label words_of(GridFault fault, const std::string& code, const grids::CodeTemplate& pattern, Index other) const {
        switch (fault) {
            case GridFault::code_missing: return {"没有代码", "has no code"};
            case GridFault::code_foreign:
                return {fmt::format("{} 不以 {} 开头，与本社区代码不符", code, pattern.prefix), fmt::format("{} doesn't begin with {}, as codes of its community do", code, pattern.prefix)};
            case GridFault::code_shape:
                return {fmt::format("{} 的写法与 {} 不同：社区代码加 {} 位序号", code, pattern.code(1), pattern.digits),
                        fmt::format("{} isn't made like {}: the community's code and a serial of {}", code, pattern.code(1), counted(std::int64_t(pattern.digits), "digit"))};
            case GridFault::code_repeated:
                return {fmt::format("{} 也是{}{}（id:{}）的代码", code, community_of(other), name_of(zone(other)), zone(other).id.value),
                        fmt::format("{} is the code of {}{} (id:{}) too", code, community_of(other), name_of(zone(other)), zone(other).id.value)};
            default: return {fmt::format("{} 曾是已注销网格的代码", code), fmt::format("{} was the code of a grid that has ended", code)};
        }
    }

    [[nodiscard]] std::string building_name(Index building) const {
        const auto name = place_.buildings.names[std::size_t(building)];
        return name.empty() ? fmt::format("{}", place_.buildings.ids[std::size_t(building)].value) : std::string(name);
    }

    void look_at_buildings() {
        const auto add_building = [&](GridFault fault, Index at, Index building, Label what) {
            auto shape = place_.buildings.shapes.at(std::size_t(building));
            const auto where = geo::point_on_surface(shape);
            add(fault, at, std::move(what), where, std::move(shape)).building = building;
        };
        for (std::size_t b = 0; b < grid_of_.size(); ++b)
            for (Index up = place_.buildings.zones[b]; grid_of_[b] == none && up != none; up = zone(up).parent)
                if (under_.contains(up)) {
                    add_building(GridFault::ungridded, up, Index(b), {fmt::format("楼栋 {} 不在任何网格内", building_name(Index(b))), fmt::format("building {} is in no grid", building_name(Index(b)))});
                    break;
                }
        const auto at_borders = border_buildings(place_, grids_, grid_of_, {request_.cut_m2, request_.near_m});
        auto at_border = at_borders.begin();
        for (std::size_t b = 0; b < grid_of_.size(); ++b) {
            if (at_border != at_borders.end() && at_border->building == Index(b)) ++at_border;
            else if (grid_of_[b] != none && !geo::covers(zone(grid_of_[b]).shape, geo::point_on_surface(place_.buildings.shapes.at(b))))
                add_building(GridFault::misplaced, grid_of_[b], Index(b),
                             {fmt::format("楼栋 {} 计入本网格，却不在其边界内", building_name(Index(b))), fmt::format("building {} is counted in it and stands outside its border", building_name(Index(b)))});
        }
        for (const auto& found : at_borders) {
            const auto building = building_name(found.building);
            if (found.elsewhere_m2 == 0.0) {
                add_building(GridFault::near_border, grid_of_[std::size_t(found.building)], found.building,
                             {fmt::format("楼栋 {} 的中心距边界 {:.1f} 米", building, found.distance_m), fmt::format("the middle of building {} is {:.1f} m from the border", building, found.distance_m)});
                continue;
            }
            Label where{"网格之外", "no grid"};
            if (found.other != none) where.zh = where.en = name_with_code(zone(found.other));
            add_building(GridFault::cut, grid_of_[std::size_t(found.building)], found.building,
                         {fmt::format("楼栋 {} 有 {} 在本网格，{} 在{}", building, area(found.here_m2).zh, area(found.elsewhere_m2).zh, where.zh),
                          fmt::format("{} of building {} lie in it, {} in {}", area(found.here_m2).en, building, area(found.elsewhere_m2).en, where.en)});
        }
    }

    const model::Snapshot& place_;
    const GridCheckRequest& request_;
    bool has_coarser_ = false;                      ///< there are zones that grids could lie in
    CountedHouseholds counted_;
    std::vector<Index> grids_;                      ///< all of the level
    std::map<Index, std::vector<Index>> under_;     ///< … by what they lie in
    std::vector<Index> grid_of_;                    ///< of each building
    std::map<Index, std::vector<Index>> buildings_; ///< of each grid
    GridFindings result_;
};

}  // namespace

Result<GridFindings> check_grids(const model::Snapshot& snapshot, const GridCheckRequest& request, const Progress& progress) {
    if (auto sound = check(request.sizes, snapshot); !sound) return fail(std::move(sound.error()));
    if (auto codes = grids::code_template(request.codes, ""); !codes) return fail(std::move(codes.error()));
    const Index level = snapshot.find_level(request.level);
    if (level == none || std::none_of(snapshot.zones.begin(), snapshot.zones.end(), [&](const model::Zone& zone) { return zone.level == level; }))
        return report::no_such_level(snapshot, request.level);
    return GridCheck(snapshot, request, level).run(progress);
}

Result<GridFindings> check_grids_of(const std::filesystem::path& file, GridCheckRequest request, const Progress& progress) {
    auto place = store::load_snapshot(file, progress);
    if (!place) return fail(std::move(place.error()));
    auto codes = store::ended_codes(file, request.level);
    if (!codes) return fail(std::move(codes.error()));
    request.ended_codes.insert(codes->begin(), codes->end());
    return check_grids(**place, request, progress);
}

}  // namespace huegrid::work
