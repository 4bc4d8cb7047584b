/// @file grid_options.hpp
/// What verbs about grids are told alike: how large grids may be, how their codes are made.
///
/// Layer    cli. Also for the verbs of a front end above.
#pragma once

#include <string>

#include "engine/work/grids/grid_check.hpp"

namespace CLI {
class App;
}

namespace huegrid::cli {

/// --min, --max, --people-max, and the same of dedicated grids.
void add_sizes(CLI::App& app, work::SizePolicy& sizes);

/// --codes.
void add_codes(CLI::App& app, std::string& pattern);

/// All that `check_grids` is told. The options say nothing without `--grids`, which has to be there already.
void add_grid_check(CLI::App& app, work::GridCheckRequest& request);

}  // namespace huegrid::cli
