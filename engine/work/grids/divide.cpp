#include "engine/work/grids/divide.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>

#include "engine/base/parallel.hpp"
#include "engine/base/plural.hpp"
#include "engine/store/commands/grid_writer.hpp"
#include "engine/work/grids/community_division.hpp"

namespace huegrid::work {
namespace {

Result<void> store_division(const Command& command, const DivideTask& task, const DivideRequest& request, DivideResult& result, const Progress& progress) {
    const auto changes = [](const DividedCommunity& community) { return !community.grids.empty() && !community.unchanged; };
    if (std::none_of(result.communities.begin(), result.communities.end(), changes)) return {};
    auto writer = store::Writer::open(command.file, {"divide", command.actor, command.wait});
    if (!writer) return fail(std::move(writer.error()));
    if (auto same = unchanged_since(*writer, *task.snapshot, command); !same) return fail(std::move(same.error()));
    const Date today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    std::vector<store::PutBuilding> put;
    for (auto& community : result.communities) {
        if (!changes(community)) continue;
        store::DividedZone zone{community.zone, request.level, {}, {}};
        for (const auto& grid : community.grids) zone.grids.push_back({grid.zone, grid.zone ? "" : grid.name, grid.code, "general", grid.outline});
        for (const auto& ended : community.ended) zone.ended.push_back({ended.zone, ended.successor});
        auto written = store::write_division(*writer, zone, today);
        if (!written) return fail(std::move(written.error()));
        for (std::size_t g = 0; g < community.grids.size(); ++g) community.grids[g].zone = written->ids[g];
        for (const auto& [building, grid] : community.buildings) put.push_back({building, written->ids[grid]});
        result.assignments_moved += written->assignments_moved;
    }
    if (auto placed = writer->place(put, progress); !placed) return fail(std::move(placed.error()));
    const auto sum = totals(result);
    auto entry = writer->commit(fmt::format("{} {} in {} communities, {} households moved, seed {}", sum.grids, plural(request.level), sum.communities, sum.moved, request.seed));
    if (!entry) return fail(std::move(entry.error()));
    result.journal_entry = *entry;
    return {};
}

/// Communities with one code, or with codes and a pattern that run into each other: the later one stays as it is.
void refuse_codes_given_twice(std::vector<DividedCommunity>& communities) {
    std::map<std::string, const DividedCommunity*> given;
    for (auto& community : communities)
        for (const auto grid : community.begun) {
            const auto& code = community.grids[grid].code;
            const auto [first, fresh] = given.emplace(code, &community);
            if (code.empty() || fresh || first->second == &community) continue;
            std::erase_if(given, [&](const auto& each) { return each.second == &community; });
            DividedCommunity refused;
            refused.zone = community.zone, refused.name = community.name, refused.code = community.code, refused.kept = std::move(community.kept);
            refused.problem = fmt::format("its grids would get codes that those of {} get, such as {}; give communities codes of their own, or another --codes", first->second->name, first->first);
            community = std::move(refused);
            break;
        }
}

}  // namespace

Result<DivideResult> divide(const Command& command, const DivideRequest& request, const Progress& progress) {
    auto task = divide_task(command.file, request, progress);
    if (!task) return fail(std::move(task.error()));
    DivideResult result;
    if (request.within.empty()) result.outside_households = task->outside_households, result.outside_buildings = task->outside_buildings, result.unhoused = task->counted.unhoused;
    result.communities.resize(task->communities.size());
    std::atomic<std::size_t> finished{0};
    const std::size_t count = task->communities.size();
    for_each_chunk(workers_for(count, 0), count, [&](std::size_t worker, std::size_t at) {
        result.communities[at] = divide_community(*task, request, at, progress);
        const auto so_far = ++finished;
        if (worker == 0) progress.at("dividing", std::int64_t(so_far), std::int64_t(count));
    });
    refuse_codes_given_twice(result.communities);
    result.stopped = progress.stopped();
    if (result.stopped || command.mode == Mode::dry_run) return result;
    if (auto stored = store_division(command, *task, request, result, progress); !stored) return fail(std::move(stored.error()));
    return result;
}

DivideTotals totals(const DivideResult& result) {
    DivideTotals sum;
    for (const auto& community : result.communities) {
        for (const auto& grid : community.kept) ++sum.kept, sum.kept_households += grid.households;
        if (community.grids.empty()) continue;
        ++sum.communities;
        sum.grids += std::int64_t(community.grids.size());
        sum.in_bounds += std::int64_t(community.grids.size()) -
                         std::count_if(community.unsatisfied.begin(), community.unsatisfied.end(), [](const Unsatisfied& each) { return each.unmet.outside_by > 0; });
        sum.crossings += community.score.crossings;
        sum.borders_cut += community.score.borders_cut;
        sum.estates_spread += community.score.estates_spread;
        for (const auto& grid : community.grids) {
            sum.smallest = sum.households == 0 && sum.largest == 0 ? grid.households : std::min(sum.smallest, grid.households);
            sum.largest = std::max(sum.largest, grid.households);
            sum.households += grid.households, sum.moved += grid.moved, sum.discontiguous += grid.pieces > 1;
            sum.polsby_popper += grid.polsby_popper, sum.mean_distance_m += grid.mean_distance_m * double(grid.households);
        }
    }
    if (sum.grids > 0) sum.polsby_popper /= double(sum.grids);
    if (sum.households > 0) sum.mean_distance_m /= double(sum.households);
    return sum;
}

}  // namespace huegrid::work
