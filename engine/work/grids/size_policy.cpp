#include "engine/work/grids/size_policy.hpp"

namespace huegrid::work {

Result<void> check(const SizePolicy& sizes, const model::Snapshot& snapshot) {
    if (auto sound = grids::check(sizes.general); !sound) return sound;
    if (auto sound = grids::check(sizes.dedicated); !sound) {
        sound.error().where = "--dedicated-min, --dedicated-max, --dedicated-people-max";
        return sound;
    }
    if ((sizes.general.people_max == 0 && sizes.dedicated.people_max == 0) || snapshot.households.attribute("persons")) return {};
    return fail(ErrorCode::not_found, "there is no attribute 'persons' that would say how many live in a household; import it, or leave the limit out",
                sizes.general.people_max > 0 ? "--people-max" : "--dedicated-people-max");
}

}  // namespace huegrid::work
