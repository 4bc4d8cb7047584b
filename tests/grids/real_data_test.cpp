/// @file real_data_test.cpp
/// Real blocks, and all divisions of 25 real precincts. HUEGRID_REAL_DATA names the folder that holds them.

#include "tests/geo/real_data.hpp"

#include <cpl_vsi.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "engine/geo/crs/crs.hpp"
#include "engine/geo/borders/neighbours.hpp"
#include "engine/geo/shapes/repair.hpp"
#include "engine/grids/divide.hpp"
#include "graphs.hpp"

namespace huegrid::grids {
namespace {

class DivideRealData : public geo::RealData {
protected:
    /// The polygons of a file in metres, whose attribute `households` counts.
    Drawn polygons_of(const std::filesystem::path& file, const char* households, const char* crs) {
        Drawn drawn;
        std::vector<geo::Shape> shapes;
        const auto transform = geo::Transform::between("EPSG:4326", crs);
        for_each_feature(file, [&](const OGRFeature& f) {
            shapes.push_back(geo::repair(transform->apply(polygons(*f.GetGeometryRef())).value()).shape);
            drawn.atoms.households.push_back(std::int32_t(f.GetFieldAsDouble(households)));
            drawn.atoms.positions.push_back(geo::point_on_surface(shapes.back()));
        });
        for (const auto& pair : geo::find_neighbours(shapes))
            if (pair.border_m > 0.0) drawn.borders.push_back({pair.first, pair.second, pair.border_m});
        return drawn;
    }

    /// Every plan: a digit from 1 on for each precinct.
    std::vector<std::vector<Index>> all_plans() {
        std::string text;
        VSILFILE* file = VSIFOpenL(("/vsigzip/" + (data / "fl25-enumerated/fl25_enum_plans.csv.gz").string()).c_str(), "rb");
        EXPECT_NE(file, nullptr);
        char buffer[1 << 16];
        for (std::size_t read = 1; file && read > 0; text.append(buffer, read)) read = VSIFReadL(buffer, 1, sizeof buffer, file);
        if (file) VSIFCloseL(file);
        std::vector<std::vector<Index>> plans;
        std::istringstream lines(text);
        std::string line;
        std::getline(lines, line);
        while (std::getline(lines, line)) {
            plans.emplace_back();
            for (const char digit : line.substr(1, 25)) plans.back().push_back(digit - '1');
        }
        return plans;
    }
};

/// Catches: anything that keeps the search from the best, on a graph that nobody drew for it.
TEST_F(DivideRealData, FindsTheBestOfAllDivisionsOf25PrecinctsIntoThree) {
    Drawn drawn = polygons_of(data / "fl25-enumerated/fl25.gpkg", "pop", "EPSG:32617");
    ASSERT_EQ(drawn.atoms.households.size(), 25u);
    drawn.borders.clear();
    std::ifstream lists(data / "fl25-enumerated/fl25_adj.txt");
    for (std::string line; std::getline(lists, line);) {
        std::istringstream numbers(line);
        Index precinct = none, other = none;
        char colon = 0;
        for (numbers >> precinct >> colon; numbers >> other;)
            if (precinct < other) drawn.borders.push_back({precinct, other, 1.0});
    }
    const AtomGraph graph = drawn.graph();
    const auto plans = all_plans();
    ASSERT_EQ(plans.size(), 117'688u);
    const double mean = double(graph.total_households()) / 3.0;
    for (const Weights& weights : {Weights{}, Weights{0.0, 0.0, 1.0, 0.0, 0.0}, Weights{0.0, 0.0, 0.1, 3.0, 0.0}}) {
        std::vector<Demands> demands;
        for (const double slack : {0.005, 0.01, 0.05, 0.2, 1.0})
            demands.push_back({{std::int32_t(std::ceil(mean * (1.0 - slack))), std::int32_t(std::floor(mean * (1.0 + slack))), std::int32_t(mean)}, weights});
        std::vector<std::optional<Score>> best(demands.size());
        for (const auto& plan : plans) {
            const Score anyway = measure(graph, plan, {{0, std::numeric_limits<std::int32_t>::max(), std::int32_t(mean)}, weights});
            for (std::size_t i = 0; i < demands.size(); ++i) {
                // Limits change the first part and nothing else, if the target is the same.
                Score score = anyway;
                std::int64_t sums[3]{};
                for (std::size_t atom = 0; atom < plan.size(); ++atom) sums[plan[atom]] += graph.households(Index(atom));
                for (const auto sum : sums) {
                    const auto by = demands[i].sizes.outside_by(sum, 0);
                    score.outside += demands[i].sizes.outside(by, sum, 0);
                    score.outside_by += by;
                }
                if (!best[i] || better(score, *best[i])) best[i] = score;
            }
        }
        for (std::size_t i = 0; i < demands.size(); ++i) {
            SCOPED_TRACE(demands[i].sizes.households_max);
            const auto division = divide(graph, {.demands = demands[i], .grids = 3}).value();
            EXPECT_TRUE(division.proved);
            EXPECT_EQ(broken_grids(drawn, division.grid_of), 0);
            EXPECT_EQ(division.score.outside, best[i]->outside);
            EXPECT_EQ(division.score.outside_by, best[i]->outside_by);
            EXPECT_NEAR(division.score.cost, best[i]->cost, 1e-6);
        }
    }
}

/// Catches: a search that only finds its way where atoms are light.
TEST_F(DivideRealData, WalnutHillsHasNoGridOutsideButTheOneOfTheHeavyBlock) {
    const Drawn drawn = polygons_of(data / "walnut-hills-blocks/walnut-hills-blocks.geojson", "HOUSEHOLDS", "EPSG:32616");
    const AtomGraph graph = drawn.graph();
    ASSERT_EQ(graph.total_households(), 16'766);
    const auto division = divide(graph, {}).value();
    EXPECT_EQ(broken_grids(drawn, division.grid_of), 0);
    EXPECT_EQ(division.score.outside, 1);
    EXPECT_EQ(division.score.outside_by, 245);
    ASSERT_EQ(division.unmet.size(), 1u);
    EXPECT_EQ(division.unmet[0].reason, Unmet::Reason::heavy_atom);
    EXPECT_TRUE(division.unmet[0].proved);
    EXPECT_EQ(graph.households(division.unmet[0].atoms.at(0)), 745);
}

/// Catches: limits that hinder where they should free, on atoms as uneven as real blocks.
TEST_F(DivideRealData, WiderLimitsNeverLeaveMoreOfWalnutHillsOutside) {
    const AtomGraph graph = polygons_of(data / "walnut-hills-blocks/walnut-hills-blocks.geojson", "HOUSEHOLDS", "EPSG:32616").graph();
    Score former{.outside = graph.size()};
    for (const std::int32_t slack : {25, 50, 100, 200, 400}) {
        const Score score = divide(graph, {.demands = {.sizes = {400 - slack, 400 + slack}}})->score;
        EXPECT_LE(std::pair(score.outside, score.outside_by), std::pair(former.outside, former.outside_by)) << "slack " << slack;
        former = score;
    }
}

/// Catches: a graph without places, and one of thousands of atoms.
TEST_F(DivideRealData, ArkansasIsDividedByItsGraphAlone) {
    std::ifstream file(data / "arkansas-bg-graph/arkansas-block-groups-2020.json");
    const auto json = nlohmann::json::parse(file);
    Drawn drawn;
    std::map<std::string, Index> index;
    for (const auto& node : json["nodes"]) {
        index[node["id"]] = Index(drawn.atoms.households.size());
        drawn.atoms.households.push_back(node["tot_pop_20"]);
    }
    for (std::size_t atom = 0; atom < json["adjacency"].size(); ++atom)
        for (const auto& neighbour : json["adjacency"][atom])
            if (const Index other = index.at(neighbour["id"]); Index(atom) < other) drawn.borders.push_back({Index(atom), other, neighbour["shared_perim"]});
    ASSERT_EQ(drawn.borders.size(), 6'357u);
    const AtomGraph graph = drawn.graph();
    for (const Index grids : {4, 100}) {
        SCOPED_TRACE(grids);
        const double mean = double(graph.total_households()) / grids, slack = grids == 4 ? 0.005 : 0.1;
        const Sizes sizes{std::int32_t(mean * (1.0 - slack)), std::int32_t(mean * (1.0 + slack))};
        const auto division = divide(graph, {.demands = {.sizes = sizes}, .grids = grids}).value();
        EXPECT_EQ(division.grids, grids);
        EXPECT_EQ(broken_grids(drawn, division.grid_of), 0);
        EXPECT_EQ(division.score.outside, 0) << division.score.outside_by;
    }
}

}  // namespace
}  // namespace huegrid::grids
