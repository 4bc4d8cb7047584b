#include "divide_bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "communities.hpp"
#include "engine/base/parallel.hpp"
#include "engine/grids/divide.hpp"
#include "metis_peer.hpp"

namespace huegrid::bench {
namespace {

using Divisions = std::vector<std::vector<Index>>;

/// What `measure` says of all communities together.
struct Quality {
    std::int64_t grids = 0, outside = 0, discontiguous = 0, cut = 0, borders = 0;
    double distance = 0.0, households = 0.0;
    [[nodiscard]] double cut_share() const { return double(cut) / double(borders); }
    [[nodiscard]] double mean_distance_m() const { return distance / households; }
};

Quality quality(const std::vector<grids::AtomGraph>& communities, const Divisions& divisions) {
    Quality all;
    for (std::size_t i = 0; i < communities.size(); ++i) {
        const auto score = grids::measure(communities[i], divisions[i], {});
        all.grids += *std::max_element(divisions[i].begin(), divisions[i].end()) + 1;
        all.outside += score.outside;
        all.discontiguous += score.discontiguous;
        all.cut += score.borders_cut;
        all.borders += communities[i].edges() / 2;
        all.distance += score.mean_distance_m * double(communities[i].total_households());
        all.households += double(communities[i].total_households());
    }
    return all;
}

void print(const std::string& who, const Quality& q) {
    fmt::print("  {:<14} {} grids, {} outside 300–500, {} not in one piece, {:.2f} % of borders cut, {:.1f} m to the centre\n", who, q.grids, q.outside,
               q.discontiguous, 100.0 * q.cut_share(), q.mean_distance_m());
}

}  // namespace

bool divide(const Setup& setup) {
    const auto communities = make_communities(setup.workload.households);
    std::size_t buildings = 0;
    std::vector<Index> counts;
    for (const auto& community : communities) {
        buildings += std::size_t(community.size());
        counts.push_back(Index(std::max(1L, std::lround(double(community.total_households()) / 400.0))));
    }
    fmt::print("divide, {}: {} buildings of {} communities into grids of 300–500 households, graphs given\n", setup.workload.name, buildings,
               communities.size());
    const auto metis = metis_version();
    if (!metis) fmt::print("  METIS is absent: install libmetis-dev and configure again\n");

    Divisions ours(communities.size()), theirs(communities.size());
    std::vector<Contender> contenders;
    for (const unsigned threads : {1u, 2u})
        contenders.push_back({Side::ours, "Huegrid", threads, [&, threads] {
                                  for_each_chunk(threads, communities.size(), [&](std::size_t, std::size_t i) {
                                      ours[i] = grids::divide(communities[i], {.grids = counts[i]}).value().grid_of;
                                  });
                              }});
    const auto by_metis = [&](const MetisEffort& effort) {
        for (std::size_t i = 0; i < communities.size(); ++i) theirs[i] = metis_parts(communities[i], counts[i], effort);
    };
    if (metis) contenders.push_back({Side::peer, *metis, 1, [&] { by_metis({}); }});
    measure(contenders, setup.runs);
    print_timings(contenders, buildings);
    const Quality found = quality(communities, ours);
    print("Huegrid", found);
    if (metis) {
        print(*metis, quality(communities, theirs));
        std::vector<Contender> longer{{Side::peer, *metis + ", best of 8 cuts", 1, [&] { by_metis({8, 20}); }}};
        measure(longer, 1);
        print_timings(longer, buildings);
        print(longer[0].who, quality(communities, theirs));
    }
    return found.outside == 0 && found.discontiguous == 0;
}

}  // namespace huegrid::bench
