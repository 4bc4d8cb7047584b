#include "engine/synth/community.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "engine/synth/attributes.hpp"
#include "engine/synth/catalogue.hpp"
#include "engine/synth/dice.hpp"
#include "engine/synth/footprints.hpp"
#include "engine/synth/issue_history.hpp"
#include "engine/synth/names.hpp"

namespace huegrid::synth {
namespace {

using std::chrono::days;
using std::chrono::seconds;

/// What dice are thrown for; a number of its own for each keeps them independent.
enum class Throw : std::uint64_t { layout = 16, buildings, households, members, issues, roads, grids };

constexpr double households_a_building = 8;
constexpr int visits_within_days = 183;

/// `total` shared out by weight, in whole numbers that add up.
std::vector<std::int64_t> shared_out(std::int64_t total, const std::vector<double>& weights) {
    double sum = 0, run = 0;
    for (const double w : weights) sum += w;
    std::vector<std::int64_t> shares;
    std::int64_t given = 0;
    for (const double w : weights) {
        run += w;
        const auto upto = std::min(total, std::int64_t(double(total) * (run / sum) + 0.5));
        shares.push_back(upto - given);
        given = upto;
    }
    shares.back() += total - given;
    return shares;
}

/// Builds the batch of one community, step by step.
class CommunityMaker {
public:
    CommunityMaker(const TownPlan& plan, std::int64_t k, Counters& last)
        : plan_(plan), k_(k), last_(last), name_(place_name(plan.options.seed ^ 0xc, k)) {}

    model::Batch make() {
        batch_.attributes = town_attributes();
        add_zones();
        add_roads();
        std::vector<double> weights;
        auto grid_dice = dice(Throw::grids);
        for (std::int64_t g = 0; g < plan_.grids_each(); ++g) weights.push_back(grid_dice.between(.85, 1.15));
        const auto households = shared_out(plan_.households_of(k_), weights);
        for (std::int64_t g = 0; g < plan_.grids_each(); ++g) add_grid(g, households[std::size_t(g)]);
        add_service_point();
        add_issues();
        return std::move(batch_);
    }

private:
    struct House {
        std::size_t row;  ///< into Batch::buildings
        geo::WorldPoint centre;
        std::int64_t households;
    };

    [[nodiscard]] Dice dice(Throw what, std::int64_t grid = 0) const {
        return Dice(plan_.options.seed, std::uint64_t(what), std::uint64_t(k_ * plan_.grids_each() + grid));
    }
    [[nodiscard]] Block grid_block(std::int64_t grid) const {
        const auto community = plan_.community_block(k_);
        return {community.column + grid % plan_.grid_columns, community.row + grid / plan_.grid_columns, 1, 1};
    }

    void add_zones();
    void add_roads();
    void add_road(const char* kind, std::int64_t line_of_lattice, std::vector<geo::WorldPoint> points);
    void add_grid(std::int64_t grid, std::int64_t households);
    std::vector<House> add_buildings(std::int64_t grid, std::int64_t households);
    void add_households(const House& house, MemberId caller, Dice& dice);
    MemberId add_members(std::int64_t grid, std::int64_t households, const std::vector<House>& houses);
    void assign(MemberId member, PostId post, ZoneId zone, const char* reason, Dice& dice);
    void add_service_point();
    void add_issues();

    const TownPlan& plan_;
    std::int64_t k_;
    Counters& last_;
    std::string name_;
    model::Batch batch_;
    std::vector<House> houses_;
};

void CommunityMaker::add_zones() {
    batch_.zones.push_back({.id = plan_.community_id(k_),
                            .source_key = fmt::format("community-{}", k_ + 1),
                            .level = "community",
                            .parent = plan_.street_id(plan_.street_of(k_)),
                            .name = name_ + "社区",
                            .code = plan_.community_code(k_),
                            .kind = "",
                            .shape = geo::make_polygon(plan_.lattice.outline(plan_.community_block(k_)))});
    for (std::int64_t g = 0; g < plan_.grids_each(); ++g)
        batch_.zones.push_back({.id = plan_.grid_id(k_, g),
                                .source_key = fmt::format("grid-{}-{}", k_ + 1, g + 1),
                                .level = "grid",
                                .parent = plan_.community_id(k_),
                                .name = fmt::format("{}第{}网格", name_, g + 1),
                                .code = fmt::format("{}{:03}", plan_.community_code(k_), g + 1),
                                .kind = "general",
                                .shape = geo::make_polygon(plan_.lattice.outline(grid_block(g)))});
}

/// A road keeps its name along its whole line of the lattice.
void CommunityMaker::add_road(const char* kind, std::int64_t line_of_lattice, std::vector<geo::WorldPoint> points) {
    Dice named(plan_.options.seed, std::uint64_t(Throw::roads), std::uint64_t(line_of_lattice));
    const auto id = ++last_.lines;
    batch_.lines.push_back({id, fmt::format("line-{}", id), kind, road_name(named), geo::make_line(std::move(points))});
}

/// Main roads run along the community's edges (each drawn once, by the community north or east of it), others between
/// its grids.
void CommunityMaker::add_roads() {
    const auto block = plan_.community_block(k_), town = plan_.town_block();
    const auto& lattice = plan_.lattice;
    for (std::int64_t r = 0; r <= block.rows; ++r) {
        const std::int64_t row = block.row + r;
        if (r == block.rows && row != town.rows) continue;
        add_road(r % block.rows == 0 ? "main_road" : "road", 2 * row,
                 lattice.southern_edge({block.column, row, block.columns, 1}));
    }
    for (std::int64_t c = 0; c <= block.columns; ++c) {
        const std::int64_t column = block.column + c;
        if (c == block.columns && column != town.columns) continue;
        add_road(c % block.columns == 0 ? "main_road" : "road", 2 * column + 1,
                 lattice.western_edge({column, block.row, 1, block.rows}));
    }
}

void CommunityMaker::add_grid(std::int64_t grid, std::int64_t households) {
    const auto houses = add_buildings(grid, households);
    const auto head = add_members(grid, households, houses);
    auto drawn = dice(Throw::households, grid);
    for (const auto& house : houses) add_households(house, head, drawn);
    houses_.insert(houses_.end(), houses.begin(), houses.end());
}

std::vector<CommunityMaker::House> CommunityMaker::add_buildings(std::int64_t grid, std::int64_t households) {
    const auto outline = plan_.lattice.outline(grid_block(grid));
    const auto wanted = std::max<std::size_t>(1, std::size_t(double(households) / households_a_building + .5));
    auto layout = lay_out(outline, wanted, dice(Throw::layout, grid));
    auto drawn = dice(Throw::buildings, grid);

    EstateId estate;
    if (!layout.estate.empty()) {
        estate = EstateId{++last_.estates};
        batch_.estates.push_back({estate, fmt::format("estate-{}", estate.value), estate_name(drawn),
                                  geo::make_polygon(std::move(layout.estate))});
    }
    std::vector<double> weights;
    for (std::size_t b = 0; b < layout.buildings.size(); ++b) {
        const double size = drawn.unit();
        weights.push_back(size < .45 ? drawn.roll(2, 4) : size < .88 ? drawn.roll(6, 16) : drawn.roll(20, 40));
    }
    const auto shares = shared_out(households, weights);

    std::vector<House> houses;
    int in_estate = 0, along_street = 0;
    for (std::size_t b = 0; b < layout.buildings.size(); ++b) {
        auto& footprint = layout.buildings[b];
        const auto n = shares[b];
        const double use = drawn.unit();
        const bool homes = footprint.in_estate || use < .95;
        const int number = footprint.in_estate ? ++in_estate : ++along_street;
        const BuildingId id{++last_.buildings};
        houses.push_back({batch_.buildings.size(), footprint.centre, n});
        batch_.buildings.push_back({.id = id,
                                    .source_key = fmt::format("building-{}", id.value),
                                    .name = fmt::format("{}{}", number, footprint.in_estate ? "栋" : "号楼"),
                                    .address = footprint.in_estate
                                                   ? fmt::format("{}{}栋", batch_.estates.back().name, number)
                                                   : fmt::format("{}第{}网格{}号楼", name_, grid + 1, number),
                                    .use = homes        ? "residential"
                                           : use < .975 ? "office"
                                                        : "shop",
                                    .estate = footprint.in_estate ? estate : EstateId{},
                                    .units = n > 24   ? 3
                                             : n > 12 ? 2
                                                      : 1,
                                    .floors = n < 5    ? drawn.roll(1, 3)
                                              : n < 17 ? drawn.roll(4, 7)
                                                       : drawn.roll(9, 33),
                                    .built_year = drawn.roll(1975, 2024),
                                    .shape = geo::make_polygon(std::move(footprint.ring))});
    }
    return houses;
}

void CommunityMaker::add_households(const House& house, MemberId caller, Dice& drawn) {
    const auto& building = batch_.buildings[house.row];
    const int units = *building.units, floors = *building.floors;
    for (int n = 0; n < int(house.households); ++n) {
        const bool ground_floor_shop = drawn.chance(.025);
        const std::string kind = building.use == "office"                      ? "enterprise"
                                 : building.use == "shop" || ground_floor_shop ? "shop"
                                                                               : "home";
        const auto traits = draw_household(drawn, kind, plan_.options.as_of);
        const int floor = 1 + n / units % floors;
        const HouseholdId id{++last_.households};
        const bool reachable = traits.occupancy != "vacant" && drawn.chance(.97);
        const auto contact = kind == "home"   ? person_name(drawn)
                             : kind == "shop" ? shop_name(drawn)
                                              : enterprise_name(drawn);
        batch_.households.push_back({.id = id,
                                     .source_key = fmt::format("h{}", id.value),
                                     .building = building.id,
                                     .room = {},
                                     .kind = kind,
                                     .occupancy = traits.occupancy,
                                     .unit = std::to_string(1 + n % units),
                                     .floor = std::to_string(floor),
                                     .door = fmt::format("{}{:02}", floor, 1 + n / (units * floors)),
                                     .contact_name = reachable ? contact : "",
                                     .contact_phone = reachable ? phone_number(drawn) : "",
                                     .values = values(traits)});
        if (traits.last_visit && plan_.options.as_of - *traits.last_visit < days(visits_within_days) &&
            drawn.chance(.2))
            batch_.visits.push_back({++last_.visits, id, caller, *traits.last_visit + seconds(drawn.roll(3600, 40'000)),
                                     drawn.chance(.8) ? "已见面" : "无人在家，已留联系卡"});
    }
}

void CommunityMaker::assign(MemberId member, PostId post, ZoneId zone, const char* reason, Dice& drawn) {
    batch_.assignments.push_back({++last_.assignments, member, post, zone,
                                  plan_.options.as_of - days(drawn.roll(30, 900)), std::nullopt, reason});
}

/// About one for every hundred households; the first is the grid head and lives in the grid as the others do.
MemberId CommunityMaker::add_members(std::int64_t grid, std::int64_t households, const std::vector<House>& houses) {
    auto drawn = dice(Throw::members, grid);
    const auto zone = plan_.grid_id(k_, grid);
    const auto many = std::max<std::int64_t>(1, (households + 50) / 100);
    MemberId head;
    for (std::int64_t m = 0; m < many; ++m) {
        const double draw = drawn.unit();
        const char* kind = m == 0       ? "grid_worker"
                           : draw < .35 ? "party_member"
                           : draw < .8  ? "volunteer"
                                        : "building_captain";
        const MemberId id{++last_.members};
        model::MemberRow member{.id = id,
                                .source_key = fmt::format("member-{}", id.value),
                                .name = person_name(drawn),
                                .phone = phone_number(drawn),
                                .kind = kind,
                                .home = batch_.buildings[drawn.pick(std::span<const House>(houses)).row].id,
                                .skills = {},
                                .consents = m == 0 || drawn.chance(.8)};
        const int skills = drawn.roll(1, 3);
        for (int s = 0; s < skills; ++s) {
            const auto& key = drawn.pick(std::span<const model::SkillRow>(town_skills())).key;
            if (std::find(member.skills.begin(), member.skills.end(), key) == member.skills.end())
                member.skills.push_back(key);
        }
        const bool takes_post = member.consents && drawn.chance(.6);
        const auto voluntary = drawn.pick({elder_care_post, environment_post, mediation_post});
        if (m == 0) {
            head = id;
            assign(id, grid_head, zone, "社区任命", drawn);
        } else if (takes_post) {
            const bool captain = member.kind == "building_captain";
            assign(id, captain ? building_captain_post : voluntary, zone, captain ? "楼栋推选，就近" : "本人自愿，就近",
                   drawn);
        }
        batch_.members.push_back(std::move(member));
    }
    return head;
}

void CommunityMaker::add_service_point() {
    auto drawn = dice(Throw::roads);
    const auto& house = drawn.pick(std::span<const House>(houses_));
    const ServicePointId id{++last_.service_points};
    batch_.service_points.push_back({id,
                                     fmt::format("service-{}", id.value),
                                     "service_centre",
                                     name_ + "社区党群服务中心",
                                     {"办事大厅", "健康小屋", "图书室", "儿童之家", "老年活动室", "议事厅"},
                                     geo::make_point(house.centre)});
}

/// One for every twenty households, over half a year.
void CommunityMaker::add_issues() {
    auto drawn = dice(Throw::issues);
    const auto many = plan_.options.households / 20 * (k_ + 1) / plan_.communities() -
                      plan_.options.households / 20 * k_ / plan_.communities();
    for (std::int64_t i = 0; i < many; ++i) {
        const auto& house = drawn.pick(std::span<const House>(houses_));
        const auto& building = batch_.buildings[house.row];
        const IssueId id{++last_.issues};
        auto issue = draw_issue(drawn, building.address, plan_.options.as_of);
        issue.id = id;
        issue.source_key = fmt::format("issue-{}", id.value);
        issue.building = building.id;
        issue.shape = geo::make_point(
            {to_cm(house.centre.x + drawn.between(-4, 4)), to_cm(house.centre.y + drawn.between(-4, 4))});
        batch_.issues.push_back(std::move(issue));
    }
}

}  // namespace

model::Batch make_community(const TownPlan& plan, std::int64_t k, Counters& last) {
    return CommunityMaker(plan, k, last).make();
}

}  // namespace huegrid::synth
