#include "place_bench.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "city.hpp"
#include "engine/geo/search/zone_locator.hpp"
#include "geos_peer.hpp"

namespace huegrid::bench {

bool place(const Setup& setup) {
    const auto made = make_city(setup.workload);
    if (!made) return fmt::print(stderr, "no {}: {}\n", setup.workload.name, made.error().text()), false;
    const City& city = *made;
    fmt::print("place, {}: {} buildings into {} grids, index build included\n", setup.workload.name,
               city.buildings.size(), city.grids.size());
    const auto geos = geos_version();
    if (!geos) fmt::print("  GEOS is absent: install libgeos-dev and configure again\n");

    std::vector<std::vector<Index>> answers;
    answers.reserve(4);  // the contenders keep references
    std::vector<Contender> contenders;
    for (const unsigned threads : {1u, 2u}) {
        auto& ours = answers.emplace_back();
        contenders.push_back({Side::ours, "Huegrid", threads, [&city, &ours, threads] {
                                  const geo::ZoneLocator locator(city.grids);
                                  ours = geo::locate_all(locator, city.buildings, threads);
                              }});
        if (!geos) continue;
        auto& theirs = answers.emplace_back();
        contenders.push_back({Side::peer, *geos, threads, [&city, &theirs, threads] {
                                  theirs = geos_locate_all(city.grids, city.buildings, threads);
                              }});
    }
    measure(contenders, setup.runs);
    print_timings(contenders, city.buildings.size());

    const bool agreed =
        std::all_of(answers.begin(), answers.end(), [&](const auto& a) { return a == answers.front(); });
    fmt::print("  {}; outside every grid: {}\n", agreed ? "the answers are equal" : "THE ANSWERS DIFFER",
               std::count(answers.front().begin(), answers.front().end(), none));
    return agreed;
}

}  // namespace huegrid::bench
