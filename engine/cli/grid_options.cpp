#include "engine/cli/grid_options.hpp"

#include <CLI/CLI.hpp>

namespace huegrid::cli {

void add_sizes(CLI::App& app, work::SizePolicy& sizes) {
    app.add_option("--min", sizes.general.households_min, "households that a grid has at least (homes that aren't vacant)")->capture_default_str();
    app.add_option("--max", sizes.general.households_max, "and at most")->capture_default_str();
    app.add_option("--people-max", sizes.general.people_max, "people at most, by the attribute `persons`; 0: no limit")->capture_default_str();
    app.add_option("--dedicated-min", sizes.dedicated.households_min, "households that a dedicated grid has at least; without these three, it may be of any size");
    app.add_option("--dedicated-max", sizes.dedicated.households_max, "and at most");
    app.add_option("--dedicated-people-max", sizes.dedicated.people_max, "people at most; 0: no limit");
}

void add_codes(CLI::App& app, std::string& pattern) {
    app.add_option("--codes", pattern, "how codes are made: {community} is the community's, {001} a serial of three digits")->capture_default_str();
}

void add_grid_check(CLI::App& app, work::GridCheckRequest& request) {
    const auto before = app.get_options().size();
    app.add_option("--level", request.level, "of the grids")->capture_default_str();
    add_sizes(app, request.sizes);
    add_codes(app, request.codes);
    auto options = app.get_options();
    for (auto option = options.begin() + std::ptrdiff_t(before); option != options.end(); ++option) (*option)->needs("--grids");
}

}  // namespace huegrid::cli
