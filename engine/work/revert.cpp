#include <fmt/format.h>

#include "engine/work/use_cases.hpp"

namespace huegrid::work {
namespace {

Result<Reverted> revert(const Command& command, const std::string& verb,
                        Result<store::Writer::Reverted> (store::Writer::*step)()) {
    auto writer = store::Writer::open(command.file, {verb, command.actor, command.wait});
    if (!writer) return fail(std::move(writer.error()));
    auto what = ((*writer).*step)();
    if (!what) return fail(std::move(what.error()));
    if (command.mode == Mode::dry_run) return Reverted{0, what->summary};
    auto entry = writer->commit(what->summary);
    if (!entry) return fail(std::move(entry.error()));
    return Reverted{*entry, what->summary};
}

}  // namespace

Result<Reverted> undo(const Command& command) { return revert(command, "undo", &store::Writer::undo); }
Result<Reverted> redo(const Command& command) { return revert(command, "redo", &store::Writer::redo); }

}  // namespace huegrid::work
