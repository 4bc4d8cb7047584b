#include "engine/synth/town.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/synth/attributes.hpp"
#include "engine/synth/catalogue.hpp"
#include "engine/synth/community.hpp"
#include "engine/synth/names.hpp"

namespace huegrid::synth {
namespace {

constexpr std::int64_t fewest_households = 10, most_households = 8'000'000;
constexpr double community_width_m = 800, community_height_m = 1000;
constexpr geo::WorldPoint middle_of_town{428'000, 3'418'000};  ///< near 104.25° E, 30.88° N in EPSG:4544

/// The smallest n with n × n >= m.
std::int64_t side_of_square(std::int64_t m) {
    std::int64_t n = 1;
    while (n * n < m) ++n;
    return n;
}

std::int64_t rounded(std::int64_t a, std::int64_t b) { return (a + b / 2) / b; }
std::int64_t rounded_up(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

Lattice::Options lattice_options(const TownPlan& plan) {
    const double width = double(plan.columns) * community_width_m, height = double(plan.rows) * community_height_m;
    return {.south_west = {to_cm(middle_of_town.x - width / 2), to_cm(middle_of_town.y - height / 2)},
            .cell_width_m = community_width_m / double(plan.grid_columns),
            .cell_height_m = community_height_m / double(plan.grid_rows),
            .columns = plan.columns * plan.grid_columns,
            .rows = plan.rows * plan.grid_rows,
            .seed = plan.options.seed};
}

model::Batch frame_of_town(const TownPlan& plan) {
    model::Batch batch;
    batch.attributes = town_attributes();
    batch.skills = town_skills();
    batch.posts = town_posts();
    batch.issue_types = town_issue_types();
    const auto seed = plan.options.seed;
    batch.zones.push_back({.id = plan.district_id(),
                           .source_key = "district",
                           .level = "district",
                           .parent = {},
                           .name = place_name(seed ^ 0xd, 0) + "区",
                           .code = "990100",
                           .kind = "",
                           .shape = geo::make_polygon(plan.lattice.outline(plan.town_block()))});
    for (std::int64_t s = 0; s < plan.streets(); ++s)
        batch.zones.push_back({.id = plan.street_id(s),
                               .source_key = fmt::format("street-{}", s + 1),
                               .level = "street",
                               .parent = plan.district_id(),
                               .name = place_name(seed ^ 0x5, s) + "街道",
                               .code = plan.street_code(s),
                               .kind = "",
                               .shape = geo::make_polygon(plan.lattice.outline(plan.street_block(s)))});
    return batch;
}

model::Batch ground_of(model::Batch community) {
    model::Batch ground;
    ground.zones = std::move(community.zones);
    ground.estates = std::move(community.estates);
    ground.buildings = std::move(community.buildings);
    ground.lines = std::move(community.lines);
    ground.service_points = std::move(community.service_points);
    return ground;
}

model::Batch people_of(model::Batch community) {
    community.zones.clear();
    community.estates.clear();
    community.buildings.clear();
    community.lines.clear();
    community.service_points.clear();
    return community;
}

}  // namespace

TownPlan::TownPlan(const TownOptions& chosen)
    : options(chosen),
      columns(side_of_square(std::max<std::int64_t>(1, rounded(options.households, 4000)))),
      rows(std::max<std::int64_t>(1, rounded(rounded(options.households, 4000), columns))),
      grid_columns(options.households / communities() < 600 ? 1 : 2),
      grid_rows(std::max<std::int64_t>(1, rounded(options.households / communities(), 400 * grid_columns))),
      street_columns(rounded_up(columns, communities_across_a_street)),
      street_rows(rounded_up(rows, communities_along_a_street)),
      lattice(lattice_options(*this)) {}

std::int64_t TownPlan::households_of(std::int64_t k) const {
    return options.households * (k + 1) / communities() - options.households * k / communities();
}

Block TownPlan::community_block(std::int64_t k) const {
    return {k % columns * grid_columns, k / columns * grid_rows, grid_columns, grid_rows};
}

Block TownPlan::street_block(std::int64_t street) const {
    const std::int64_t west = street % street_columns * communities_across_a_street;
    const std::int64_t south = street / street_columns * communities_along_a_street;
    return {west * grid_columns, south * grid_rows,
            std::min(communities_across_a_street, columns - west) * grid_columns,
            std::min(communities_along_a_street, rows - south) * grid_rows};
}

std::int64_t TownPlan::street_of(std::int64_t k) const {
    return k / columns / communities_along_a_street * street_columns + k % columns / communities_across_a_street;
}

std::string TownPlan::street_code(std::int64_t street) const { return fmt::format("990100{:03}", street + 1); }

std::string TownPlan::community_code(std::int64_t k) const {
    const std::int64_t across = k % columns % communities_across_a_street,
                       up = k / columns % communities_along_a_street;
    return fmt::format("{}{:03}", street_code(street_of(k)), up * communities_across_a_street + across + 1);
}

Result<void> make_town(const TownOptions& options, const std::function<Result<void>(model::Batch)>& take,
                       const Progress& progress) {
    if (options.households < fewest_households || options.households > most_households)
        return fail(ErrorCode::bad_input, fmt::format("a town has {} to {} households, not {}", fewest_households,
                                                      most_households, options.households));
    const TownPlan plan(options);
    if (auto taken = take(frame_of_town(plan)); !taken) return taken;
    // Every community is drawn twice: its ground first, its people when all ground is laid. Whoever takes households
    // looks for the zone of each building, and zones that came in between would have it look for all of them again.
    Counters laid, settled;
    for (std::int64_t k = 0; k < plan.communities(); ++k) {
        if (progress.stopped()) return Progress::cancelled();
        if (auto taken = take(ground_of(make_community(plan, k, laid))); !taken) return taken;
        progress.at("communities", k + 1, plan.communities());
    }
    for (std::int64_t k = 0; k < plan.communities(); ++k) {
        if (progress.stopped()) return Progress::cancelled();
        if (auto taken = take(people_of(make_community(plan, k, settled))); !taken) return taken;
        progress.at("households", settled.households, options.households);
    }
    return {};
}

/// Chengdu lies at 104° E, in the zone 103.5–106.5° E: CGCS2000 / 3-degree Gauss-Kruger CM 105E.
Result<geo::Crs> town_crs() { return geo::crs_from_text("EPSG:4544"); }

}  // namespace huegrid::synth
