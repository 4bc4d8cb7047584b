#include "place_bench.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "city.hpp"
#include "engine/geo/zone_locator.hpp"
#include "geos_peer.hpp"

namespace huegrid::bench {

bool place(const Setup& setup) {
    const City city = make_city(setup.workload);
    fmt::print("place, {}: {} centroids into {} grids, index build included\n", setup.workload.name,
               city.centroids.size(), city.grids.size());
    const auto geos = geos_version();
    if (!geos) fmt::print("  GEOS is absent: install libgeos-dev and configure again\n");

    std::vector<Timing> ours, peers;
    bool agreed = true;
    for (const unsigned threads : {1u, 2u}) {
        std::vector<Index> our_answer, peer_answer;
        ours.push_back({"Huegrid", threads, median_seconds(setup.runs, [&] {
                            const geo::ZoneLocator locator(city.grids);
                            our_answer = geo::locate_all(locator, city.centroids, threads);
                        })});
        if (!geos) continue;
        peers.push_back({*geos, threads, median_seconds(setup.runs, [&] {
                             peer_answer = geos_locate_all(city.grids, city.centroids, threads);
                         })});
        const auto outside = std::count(our_answer.begin(), our_answer.end(), none);
        agreed &= our_answer == peer_answer;
        fmt::print("  {}, {} of {} outside every grid\n",
                   our_answer == peer_answer ? "the answers are equal" : "THE ANSWERS DIFFER", outside,
                   our_answer.size());
    }
    print_timings(city.centroids.size(), ours, peers);
    return agreed;
}

}  // namespace huegrid::bench
