#include "engine/work/divide.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <numeric>
#include <set>

#include "engine/base/parallel.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/grids/naming.hpp"
#include "engine/store/grid_writer.hpp"
#include "engine/work/community_plan.hpp"

namespace huegrid::work {
namespace {

/// What is divided, found out before the work begins.
struct Task {
    model::SnapshotPtr snapshot;
    CountedHouseholds counted;
    Index grid_level = none, community_level = none, block_level = none;
    std::vector<Index> communities;
    std::vector<std::vector<Index>> buildings;  ///< of each community
    std::set<Index> locked;                     ///< zones
    std::vector<std::vector<std::string>> codes;  ///< ever used, of each community
};

std::string level_names(const model::Snapshot& snapshot) {
    std::string names;
    for (const auto& level : snapshot.levels) names += (names.empty() ? "" : ", ") + level.key;
    return names;
}

/// The level whose zones are divided: the next coarser one that has zones.
Index coarser_level(const model::Snapshot& snapshot, Index level) {
    Index found = none;
    for (const auto& zone : snapshot.zones)
        if (zone.level != none && zone.level < level) found = std::max(found, zone.level);
    return found;
}

Result<Task> task_for(const std::filesystem::path& file, const DivideRequest& request, const Progress& progress) {
    auto snapshot = store::load_snapshot(file, progress);
    if (!snapshot) return fail(std::move(snapshot.error()));
    Task task;
    task.snapshot = *snapshot;
    task.counted = count_households(**snapshot);
    const auto& place = *task.snapshot;
    task.grid_level = place.find_level(request.level);
    if (task.grid_level == none) return fail(ErrorCode::not_found, fmt::format("there is no level '{}'; there are {}", request.level, level_names(place)), "--level");
    task.community_level = coarser_level(place, task.grid_level);
    if (task.community_level == none)
        return fail(ErrorCode::bad_input, fmt::format("the file has no zones coarser than '{}' that could be divided; import the communities first", request.level), file.string());
    for (const auto& zone : place.zones)
        if (zone.level != none && zone.level > task.grid_level && !request.atoms.starts_with("zone:"))
            return fail(ErrorCode::bad_input, fmt::format("there are zones within the {}s, as '{}', which wouldn't fit into new ones; divide the finest level", request.level, zone.name), "--level");
    static const std::set<std::string> kinds{"main_road", "road", "railway", "water"};
    for (const auto& kind : request.barriers)
        if (kind != "none" && !kinds.contains(kind) && std::none_of(place.lines.begin(), place.lines.end(), [&](const model::Line& line) { return line.kind == kind; }))
            return fail(ErrorCode::not_found, fmt::format("no line is a '{}'; main_road, road, railway, water, or none", kind), "--barriers");
    if (request.name_pattern.find("{一}") == std::string::npos && request.name_pattern.find("{1}") == std::string::npos)
        return fail(ErrorCode::bad_input, "names need their number: {一} or {1} somewhere in the pattern", "--names");
    if (request.atoms.starts_with("zone:")) {
        task.block_level = place.find_level(request.atoms.substr(5));
        if (task.block_level == none || task.block_level == task.grid_level)
            return fail(ErrorCode::not_found, fmt::format("'{}' is no level whose zones can be put together; there are {}", request.atoms.substr(5), level_names(place)), "--atoms");
    }
    Index within = none;
    if (!request.within.empty() && (within = place.find_zone(request.within)) == none)
        return fail(ErrorCode::not_found, fmt::format("there is no zone '{}'", request.within), "--within");
    std::vector<Index> number(place.zones.size(), none);
    for (std::size_t z = 0; z < place.zones.size(); ++z) {
        if (place.zones[z].level != task.community_level) continue;
        bool inside = within == none;
        for (Index up = Index(z); up != none && !inside; up = place.zones[std::size_t(up)].parent) inside = up == within;
        if (!inside) continue;
        number[z] = Index(task.communities.size());
        task.communities.push_back(Index(z));
    }
    if (task.communities.empty())
        return fail(ErrorCode::not_found, fmt::format("in '{}' there is no {} to divide", request.within, place.levels[std::size_t(task.community_level)].key), "--within");
    task.buildings.resize(task.communities.size());
    for (std::size_t b = 0; b < place.buildings.size(); ++b)
        if (const Index community = at_level(place, place.buildings.zones[b], task.community_level); community != none && number[std::size_t(community)] != none)
            task.buildings[std::size_t(number[std::size_t(community)])].push_back(Index(b));

    for (const auto& name : request.locked) {
        const Index zone = place.find_zone(name);
        if (zone == none || place.zones[std::size_t(zone)].level != task.grid_level)
            return fail(ErrorCode::not_found, fmt::format("there is no {} '{}' to lock", request.level, name), "--lock");
        task.locked.insert(zone);
    }
    auto locked = store::locked_zones(file);
    if (!locked) return fail(std::move(locked.error()));
    const std::set<ZoneId> in_file(locked->begin(), locked->end());
    for (std::size_t z = 0; z < place.zones.size(); ++z)
        if (place.zones[z].level == task.grid_level && (in_file.contains(place.zones[z].id) || place.zones[z].kind == "dedicated")) task.locked.insert(Index(z));
    for (const Index community : task.communities) {
        auto codes = store::codes_ever(file, place.zones[std::size_t(community)].id, request.level);
        if (!codes) return fail(std::move(codes.error()));
        task.codes.push_back(std::move(*codes));
    }
    return task;
}

/// One community at work.
class CommunityDivision {
public:
    CommunityDivision(const Task& task, const DivideRequest& request, std::size_t at)
        : task_(task), request_(request), place_(*task.snapshot), zone_(place_.zones[std::size_t(task.communities[at])]), buildings_(task.buildings[at]),
          codes_(task.codes[at]) {
        done_.zone = zone_.id, done_.name = zone_.name, done_.code = zone_.code;
        for (const Index child : zone_.children)
            if (place_.zones[std::size_t(child)].level == task.grid_level) (task.locked.contains(child) ? locked_ : current_).push_back(child);
    }

    DividedCommunity carry_out(const Progress& progress) {
        if (const auto ground = ground_of(); !ground) done_.problem = ground.error().message;
        else if (const auto divided = divide(*ground, progress); !divided) done_.problem = divided.error().message;
        else describe(*ground, *divided);
        return std::move(done_);
    }

private:
    [[nodiscard]] Index grid_of_today(Index building) const { return at_level(place_, place_.buildings.zones[std::size_t(building)], task_.grid_level); }
    [[nodiscard]] Index number_of_today(Index building) const {
        const auto found = std::find(current_.begin(), current_.end(), grid_of_today(building));
        return found == current_.end() ? none : Index(found - current_.begin());
    }

    Result<grids::Ground> ground_of() {
        if (zone_.shape.kind != geo::ShapeKind::polygon) return fail(ErrorCode::bad_input, "it has no outline");
        std::vector<geo::Shape> kept;
        for (const Index grid : locked_) kept.push_back(place_.zones[std::size_t(grid)].shape);
        for (const Index b : buildings_)
            if (std::find(locked_.begin(), locked_.end(), grid_of_today(b)) == locked_.end()) divided_.push_back(b), today_.push_back(number_of_today(b));
        if (divided_.empty()) return fail(ErrorCode::bad_input, buildings_.empty() ? "it has no building" : "all its buildings are in grids that stay as they are");
        if (task_.block_level != none) return ground_of_blocks();
        const auto shape = geo::without(zone_.shape, kept);
        auto ground = grids::Ground::of_buildings(shape, ground_rows(place_, task_.counted, divided_, today_), lines_near(place_, request_.barriers, zone_.box),
                                                  {request_.atoms == "estate" ? grids::AtomsOf::estates : grids::AtomsOf::buildings, request_.crossing});
        if (ground) atom_of_ = ground->atom_of();
        return ground;
    }

    /// Zones of a level as atoms, each with the buildings that lie in it.
    Result<grids::Ground> ground_of_blocks() {
        grids::GroundRows rows;
        std::map<Index, Index> atoms;
        for (const Index child : zone_.children) {
            const auto& block = place_.zones[std::size_t(child)];
            if (block.level != task_.block_level || block.shape.kind != geo::ShapeKind::polygon) continue;
            atoms[child] = Index(rows.shapes.size());
            rows.shapes.push_back(block.shape);
            rows.households.push_back(0);
            if (!task_.counted.people.empty()) rows.people.push_back(0);
            rows.estates.push_back(none);
            rows.current.push_back(none);
        }
        if (atoms.empty()) return fail(ErrorCode::bad_input, "no block lies directly in it");
        for (std::size_t i = 0; i < divided_.size(); ++i) {
            const auto b = std::size_t(divided_[i]);
            const auto found = atoms.find(at_level(place_, place_.buildings.zones[b], task_.block_level));
            atom_of_.push_back(found == atoms.end() ? none : found->second);
            if (found == atoms.end()) continue;
            const auto atom = std::size_t(found->second);
            rows.households[atom] += task_.counted.households[b];
            if (!rows.people.empty()) rows.people[atom] += task_.counted.people[b];
            rows.current[atom] = today_[i];
        }
        return grids::Ground::of_blocks(rows);
    }

    Result<grids::Division> divide(const grids::Ground& ground, const Progress& progress) const {
        grids::DivideOptions options;
        options.demands = {request_.sizes, request_.weights, {}};
        options.start = current_.empty() ? grids::Start::anew : request_.start;
        options.seed = request_.seed * 0x9e3779b97f4a7c15ULL + std::uint64_t(zone_.id.value);
        options.effort = request_.effort;
        Progress silent;
        silent.stop = progress.stop;
        return grids::divide(ground.graph(), options, silent);
    }

    [[nodiscard]] bool goes_on(std::size_t grid) const { return request_.start == grids::Start::from_current && grid < current_.size(); }

    void describe(const grids::Ground& ground, const grids::Division& divided) {
        done_.score = divided.score, done_.proved = divided.proved;
        auto outlines = ground.outlines(divided.grid_of, divided.grids);
        std::vector<std::vector<Index>> members(static_cast<std::size_t>(divided.grids));
        bool moved = false;
        for (std::size_t i = 0; i < divided_.size(); ++i) {
            if (atom_of_[i] == none) continue;
            const Index grid = divided.grid_of[std::size_t(atom_of_[i])];
            members[std::size_t(grid)].push_back(divided_[i]);
            moved = moved || grid != today_[i];
        }
        done_.unchanged = request_.start == grids::Start::from_current && !moved && !current_.empty();
        std::vector<std::size_t> row_of(static_cast<std::size_t>(divided.grids), 0);
        for (std::size_t grid = 0; grid < members.size(); ++grid) {
            if (outlines[grid].empty()) continue;
            row_of[grid] = done_.grids.size();
            auto row = row_for(members[grid], done_.unchanged ? place_.zones[std::size_t(current_[grid])].shape : std::move(outlines[grid]));
            if (goes_on(grid)) {
                const auto& zone = place_.zones[std::size_t(current_[grid])];
                row.zone = zone.id, row.code = zone.code, row.name = zone.name;
            }
            done_.grids.push_back(std::move(row));
        }
        count_crossings(ground, divided, row_of);
        name_new_grids();
        for (const auto& unmet : divided.unmet) done_.unsatisfied.push_back({unmet.grid == none ? 0 : row_of[std::size_t(unmet.grid)], unmet});
        end_grids(divided, row_of);
        sort_by_code();
    }

    GridRow row_for(const std::vector<Index>& buildings, geo::Shape outline) const {
        auto row = measure_grid(place_, task_.counted, buildings, std::move(outline));
        std::map<Index, std::int64_t> from;
        for (const Index b : buildings) from[number_of_today(b)] += task_.counted.households[std::size_t(b)];
        std::int64_t most = 0;
        for (const auto& [grid, households] : from)
            if (grid != none) most = std::max(most, households);
        row.moved = current_.empty() ? 0 : row.households - most - (from.contains(none) ? from.at(none) : 0);
        return row;
    }

    void count_crossings(const grids::Ground& ground, const grids::Division& divided, const std::vector<std::size_t>& row_of) {
        const auto& graph = ground.graph();
        for (Index atom = 0; atom < graph.size(); ++atom)
            for (Index edge = graph.first_edge(atom); edge < graph.first_edge(atom + 1); ++edge)
                if (graph.end_of(edge) > atom && divided.grid_of[std::size_t(atom)] == divided.grid_of[std::size_t(graph.end_of(edge))])
                    done_.grids[row_of[std::size_t(divided.grid_of[std::size_t(atom)])]].crossings += graph.barriers(edge);
    }

    void name_new_grids() {
        std::vector<std::size_t> fresh;
        std::vector<geo::WorldPoint> centres;
        for (std::size_t g = 0; g < done_.grids.size(); ++g)
            if (!done_.grids[g].zone) fresh.push_back(g), centres.push_back(geo::bounds(done_.grids[g].outline).centre());
        const grids::CodeTemplate code{zone_.code};
        const auto serials = grids::next_serials(code, codes_, fresh.size());
        const auto order = grids::reading_order(centres);
        for (std::size_t i = 0; i < order.size(); ++i) {
            auto& grid = done_.grids[fresh[order[i]]];
            if (!zone_.code.empty()) grid.code = code.code(serials[i]);
            grid.name = grids::grid_name(request_.name_pattern, serials[i]);
        }
    }

    /// Grids of today that nothing continues end; most of their households (else buildings) say who takes over.
    void end_grids(const grids::Division& divided, const std::vector<std::size_t>& row_of) {
        if (done_.unchanged) return;
        for (std::size_t g = 0; g < current_.size(); ++g) {
            const auto id = place_.zones[std::size_t(current_[g])].id;
            if (std::any_of(done_.grids.begin(), done_.grids.end(), [&](const GridRow& row) { return row.zone == id; })) continue;
            std::map<std::size_t, double> into;
            for (std::size_t i = 0; i < divided_.size(); ++i)
                if (today_[i] == Index(g) && atom_of_[i] != none)
                    into[row_of[std::size_t(divided.grid_of[std::size_t(atom_of_[i])])]] += task_.counted.households[std::size_t(divided_[i])] + 1e-6;
            const auto best = std::max_element(into.begin(), into.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
            done_.ended.push_back(id);
            done_.successors.push_back(best == into.end() ? nearest(current_[g]) : best->first);
        }
    }
    /// Rows are shown by code; what refers to them follows.
    void sort_by_code() {
        std::vector<std::size_t> order(done_.grids.size()), place(done_.grids.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return done_.grids[a].code < done_.grids[b].code; });
        std::vector<GridRow> sorted;
        for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i, sorted.push_back(std::move(done_.grids[order[i]]));
        done_.grids = std::move(sorted);
        for (auto& each : done_.unsatisfied) each.grid = place[each.grid];
        for (auto& successor : done_.successors) successor = place[successor];
    }
    [[nodiscard]] std::size_t nearest(Index grid) const {
        const auto at = place_.zones[std::size_t(grid)].box.centre();
        const auto away = [&](const GridRow& row) { const auto c = geo::bounds(row.outline).centre(); return std::hypot(c.x - at.x, c.y - at.y); };
        return std::size_t(std::min_element(done_.grids.begin(), done_.grids.end(), [&](const auto& a, const auto& b) { return away(a) < away(b); }) - done_.grids.begin());
    }

    const Task& task_;
    const DivideRequest& request_;
    const model::Snapshot& place_;
    const model::Zone& zone_;
    const std::vector<Index>& buildings_;
    const std::vector<std::string>& codes_;
    std::vector<Index> locked_, current_;          ///< zones; `current_` are numbered as here
    std::vector<Index> divided_, today_, atom_of_;  ///< buildings that are divided; each one's grid of today and atom
    DividedCommunity done_;
};

Result<void> store_division(const Command& command, const Task& task, const DivideRequest& request, DivideResult& result, const Progress& progress) {
    const auto changes = [](const DividedCommunity& community) { return !community.grids.empty() && !community.unchanged; };
    if (std::none_of(result.communities.begin(), result.communities.end(), changes)) return {};
    auto writer = store::Writer::open(command.file, {"divide", command.actor, command.wait});
    if (!writer) return fail(std::move(writer.error()));
    const auto version = writer->version();
    if (!version) return fail(version.error());
    if (*version != task.snapshot->version) return fail(ErrorCode::locked, "the file changed meanwhile; divide again", command.file.string());
    const Date today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    for (auto& community : result.communities) {
        if (!changes(community)) continue;
        store::DividedZone zone{community.zone, request.level, {}, {}};
        for (const auto& grid : community.grids) zone.grids.push_back({grid.zone, grid.zone ? "" : grid.name, grid.code, "general", grid.outline});
        for (std::size_t i = 0; i < community.ended.size(); ++i) zone.ended.push_back({community.ended[i], community.successors[i]});
        auto written = store::write_division(*writer, zone, today);
        if (!written) return fail(std::move(written.error()));
        for (std::size_t g = 0; g < community.grids.size(); ++g) community.grids[g].zone = written->ids[g];
        result.assignments_moved += written->assignments_moved;
    }
    if (auto placed = writer->place(progress); !placed) return fail(std::move(placed.error()));
    const auto sum = totals(result);
    auto entry = writer->commit(fmt::format("{} {}s in {} communities, {} households moved, seed {}", sum.grids, request.level, sum.communities, sum.moved, request.seed));
    if (!entry) return fail(std::move(entry.error()));
    result.journal_entry = *entry;
    return {};
}

}  // namespace

Result<DivideResult> divide(const Command& command, const DivideRequest& request, const Progress& progress) {
    if (auto sound = grids::check(request.sizes); !sound) return fail(std::move(sound.error()));
    auto task = task_for(command.file, request, progress);
    if (!task) return fail(std::move(task.error()));
    DivideResult result;
    result.communities.resize(task->communities.size());
    std::atomic<std::size_t> finished{0};
    const std::size_t count = task->communities.size();
    for_each_chunk(workers_for(count, 0), count, [&](std::size_t worker, std::size_t at) {
        result.communities[at] = CommunityDivision(*task, request, at).carry_out(progress);
        const auto so_far = ++finished;
        if (worker == 0) progress.at("dividing", std::int64_t(so_far), std::int64_t(count));
    });
    result.stopped = progress.stopped();
    if (result.stopped || command.mode == Mode::dry_run) return result;
    if (auto stored = store_division(command, *task, request, result, progress); !stored) return fail(std::move(stored.error()));
    return result;
}

DivideTotals totals(const DivideResult& result) {
    DivideTotals sum;
    for (const auto& community : result.communities) {
        if (community.grids.empty()) continue;
        ++sum.communities;
        sum.grids += std::int64_t(community.grids.size());
        sum.in_bounds += std::int64_t(community.grids.size()) - community.score.outside;
        sum.discontiguous += community.score.discontiguous;
        sum.crossings += community.score.crossings;
        sum.borders_cut += community.score.borders_cut;
        sum.estates_spread += community.score.estates_spread;
        for (const auto& grid : community.grids) sum.households += grid.households, sum.moved += grid.moved;
    }
    return sum;
}

}  // namespace huegrid::work
