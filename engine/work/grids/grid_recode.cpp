#include "engine/work/grids/grid_recode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/grids/naming.hpp"
#include "engine/store/commands/grid_writer.hpp"
#include "engine/work/grids/divide_task.hpp"

namespace huegrid::work {

std::vector<CodeFault> code_faults(const model::Snapshot& place, Index level, std::string_view codes, const std::set<std::string>& ended_codes) {
    std::vector<CodeFault> faults;
    std::map<std::string, Index> first;
    for (std::size_t z = 0; z < place.zones.size(); ++z) {
        const auto& grid = place.zones[z];
        if (grid.level != level) continue;
        const auto& code = grid.code;
        const std::string community = grid.parent == none ? "" : place.zones[std::size_t(grid.parent)].code;
        const auto pattern = grids::code_template(codes, community).value();
        const auto add = [&](GridFault fault, Index other = none) { faults.push_back({fault, Index(z), other}); };
        if (!community.empty()) {
            if (code.empty()) add(GridFault::code_missing);
            else if (!code.starts_with(pattern.prefix) && !code.starts_with(community)) add(GridFault::code_foreign);
            else if (const auto serial = pattern.serial(code); serial <= 0 || pattern.code(serial) != code) add(GridFault::code_shape);
        }
        if (code.empty()) continue;
        const auto [had, fresh] = first.emplace(code, Index(z));
        if (!fresh) add(GridFault::code_repeated, had->second);
        else if (ended_codes.contains(code)) add(GridFault::code_reused);
    }
    return faults;
}

Result<RecodeResult> recode_grids(const Command& command, const RecodeRequest& request, const Progress& progress) {
    DivideRequest asked;
    asked.within = request.grids.within, asked.level = request.grids.level, asked.codes = request.codes;
    const auto task = divide_task(command.file, asked, progress);
    if (!task) return fail(task.error());
    const auto ended = store::ended_codes(command.file, request.grids.level);
    if (!ended) return fail(ended.error());
    const auto& place = *task->snapshot;
    std::set<Index> wrong;
    for (const auto& fault : code_faults(place, task->grid_level, request.codes, {ended->begin(), ended->end()})) wrong.insert(fault.grid);

    RecodeResult result;
    auto codes = task->codes;  // and what is given here, so that communities with one code get no code twice
    for (const Index at : task->communities) {
        const auto& community = place.zones[std::size_t(at)];
        std::vector<Index> grids;
        std::vector<geo::WorldPoint> centres;
        for (const Index child : community.children) {
            const auto& grid = place.zones[std::size_t(child)];
            if (grid.level != task->grid_level) continue;
            if (community.code.empty()) result.codeless += grid.code.empty();
            else if (wrong.contains(child)) grids.push_back(child), centres.push_back(grid.box.centre());
        }
        const auto code = grids::code_template(request.codes, community.code).value();
        const auto serials = new_serials(codes, community, code, grids.size(), 0);
        const auto order = grids::reading_order(centres);
        for (std::size_t i = 0; i < order.size(); ++i) {
            const auto& grid = place.zones[std::size_t(grids[order[i]])];
            result.grids.push_back({grid.id, grid.name, community.name, grid.code, code.code(serials[i])});
            codes.push_back({result.grids.back().after, community.id});
        }
        std::ranges::sort(codes, {}, &store::CodeEver::code);
    }
    if (command.mode == Mode::dry_run || result.grids.empty()) return result;

    auto writer = store::Writer::open(command.file, {"grid", command.actor, command.wait});
    if (!writer) return fail(std::move(writer.error()));
    if (auto same = unchanged_since(*writer, *task->snapshot, command); !same) return fail(std::move(same.error()));
    std::vector<std::pair<ZoneId, std::string>> given;
    for (const auto& grid : result.grids) given.emplace_back(grid.zone, grid.after);
    if (auto done = store::recode_zones(*writer, given); !done) return fail(std::move(done.error()));
    auto entry = writer->commit(fmt::format("new codes: {}", result.grids.size()));
    if (!entry) return fail(std::move(entry.error()));
    result.journal_entry = *entry;
    return result;
}

}  // namespace huegrid::work
