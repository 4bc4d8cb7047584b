/// @file grid_findings_print.hpp
/// What was found in grids, for people and for programs.
///
/// Layer    cli, inside only.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/work/grids/grid_check.hpp"

namespace huegrid::cli {

/// How often each fault was found with what to do, then every finding with its grid.
void print(const work::GridFindings& findings, Language language);

/// {"grids", "communities", "counts": {fault: n}, "findings": [{"fault", "name", "code", "community", "what", "todo", "at"}]}
[[nodiscard]] nlohmann::ordered_json as_json(const work::GridFindings& findings);

}  // namespace huegrid::cli
