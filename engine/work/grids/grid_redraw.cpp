#include "engine/work/grids/grid_redraw.hpp"

#include <fmt/format.h>

#include <atomic>

#include "engine/base/parallel.hpp"
#include "engine/base/text.hpp"
#include "engine/store/commands/grid_writer.hpp"
#include "engine/work/grids/community_redraw.hpp"

namespace huegrid::work {
Result<RedrawResult> redraw_grids(const Command& command, const RedrawRequest& request, const Progress& progress) {
    if (request.force && command.mode == Mode::carry_out && trimmed(command.actor.reason).empty())
        return fail(ErrorCode::bad_input, "--force does it, once you say why: --reason 'TEXT', which the journal keeps", "--reason");
    DivideRequest asked;
    asked.within = request.grids.within, asked.level = request.grids.level;
    const auto task = divide_task(command.file, asked, progress);
    if (!task) return fail(task.error());
    const std::size_t count = task->communities.size();
    std::vector<std::optional<RedrawnCommunity>> drawn(count);
    std::atomic<std::int64_t> finished{0};
    for_each_chunk(workers_for(count, 0), count, [&](std::size_t worker, std::size_t at) {
        if (progress.stopped()) return;
        drawn[at] = redraw_community(*task, at, request);
        const auto so_far = ++finished;
        if (worker == 0) progress.at("drawing grids", so_far, std::int64_t(count));
    });
    if (progress.stopped()) return Progress::cancelled();
    RedrawResult result;
    std::int64_t grids = 0, communities = 0;
    for (auto& community : drawn) {
        if (!community) continue;
        grids += std::int64_t(community->grids.size()), communities += !community->grids.empty();
        result.communities.push_back(std::move(*community));
    }
    if (result.communities.empty()) return fail(ErrorCode::not_found, fmt::format("there is no {} here to be drawn again; `huegrid divide` makes them", request.grids.level), request.grids.within);
    if (command.mode == Mode::dry_run || grids == 0) return result;

    auto writer = store::Writer::open(command.file, {"grid", command.actor, command.wait});
    if (!writer) return fail(std::move(writer.error()));
    if (auto same = unchanged_since(*writer, *task->snapshot, command); !same) return fail(std::move(same.error()));
    const Date today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    std::vector<store::PutBuilding> put;
    for (const auto& community : result.communities) {
        if (community.grids.empty()) continue;
        store::DividedZone zone{community.zone, request.grids.level, {}, {}};
        for (const auto& grid : community.grids) zone.grids.push_back({grid.zone, "", "", "", grid.outline});
        if (auto written = store::write_division(*writer, zone, today); !written) return fail(std::move(written.error()));
        for (const auto building : community.placed) put.push_back({building, ZoneId{}});
    }
    if (auto placed = writer->place(put, progress); !placed) return fail(std::move(placed.error()));
    auto entry = writer->commit(fmt::format("outlines drawn again: {}, in communities: {}", grids, communities));
    if (!entry) return fail(std::move(entry.error()));
    result.journal_entry = *entry;
    return result;
}

}  // namespace huegrid::work
