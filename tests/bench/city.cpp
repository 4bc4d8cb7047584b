#include "city.hpp"

#include "engine/synth/town.hpp"

namespace huegrid::bench {

Result<City> make_city(const Workload& workload) {
    City city;
    const auto take = [&](model::Batch batch) -> Result<void> {
        for (auto& zone : batch.zones)
            if (zone.level == "grid") city.grids.push_back(std::move(zone.shape));
        for (const auto& building : batch.buildings) city.buildings.push_back(geo::point_on_surface(building.shape));
        return {};
    };
    synth::TownOptions options;
    options.households = workload.households;
    if (auto made = synth::make_town(options, take); !made) return fail(std::move(made.error()));
    return city;
}

}  // namespace huegrid::bench
