#include <fmt/format.h>

#include "engine/work/use_cases.hpp"

namespace huegrid::work {

Result<SynthResult> synth(const Command& command, const synth::TownOptions& options, const Progress& progress) {
    auto crs = synth::town_crs();
    if (!crs) return fail(std::move(crs.error()));
    auto writer = store::Writer::create(command.file, {"synth", command.actor, command.wait}, *crs,
                                        fmt::format("示例城镇 {}（虚构）", options.seed));
    if (!writer) return fail(std::move(writer.error()));
    auto made = synth::make_town(options, [&](const model::Batch& batch) { return writer->write(batch); }, progress);
    if (!made) return fail(std::move(made.error()));
    if (auto placed = writer->place(progress); !placed) return fail(std::move(placed.error()));
    auto changes = writer->changes();
    if (command.mode == Mode::carry_out)
        if (auto entry = writer->commit(fmt::format("{} invented households, seed {}", options.households, options.seed)); !entry)
            return fail(std::move(entry.error()));
    return SynthResult{changes["household"].added, changes["building"].added, changes["zone"].added};
}

}  // namespace huegrid::work
