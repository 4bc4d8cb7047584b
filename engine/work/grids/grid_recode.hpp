/// @file grid_recode.hpp
/// Codes that are missing or wrong: found, and given anew as the community's code and a serial that was never used.
///
/// Layer    work.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/work/grids/grid_check.hpp"
#include "engine/work/grids/grid_redraw.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::work {

struct CodeFault {
    GridFault fault{};
    Index grid = none;   ///< into Snapshot::zones
    Index other = none;  ///< that has the code too, and keeps it
};
/// Of the grids of a level, at most one each for its form and one for who else has it. `codes`: a pattern, see
/// grids::code_template. `ended_codes`: of grids that have ended.
[[nodiscard]] std::vector<CodeFault> code_faults(const model::Snapshot& place, Index level, std::string_view codes, const std::set<std::string>& ended_codes);

struct RecodeRequest {
    GridsMeant grids;
    std::string codes{grids::default_codes};
};

struct RecodeResult {
    struct Grid {
        ZoneId zone;
        std::string name, community, before, after;
    };
    std::vector<Grid> grids;  ///< that get another code, by community and new code
    std::int64_t codeless = 0;       ///< grids that can't have one, since their community has none
    std::int64_t journal_entry = 0;  ///< 0: nothing was written
};

/// Grids whose code is in order keep it; the others are numbered as a page is read. Fails  as `redraw_grids`; bad_input: a pattern that is none.
[[nodiscard]] Result<RecodeResult> recode_grids(const Command& command, const RecodeRequest& request, const Progress& progress = {});

}  // namespace huegrid::work
