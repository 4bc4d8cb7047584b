/// @file catalogue.hpp
/// The skills, posts and issue types that every invented town has. Examples, not law.
///
/// Layer    synth.
#pragma once

#include <vector>

#include "engine/base/ids.hpp"
#include "engine/model/rows.hpp"

namespace huegrid::synth {

[[nodiscard]] const std::vector<model::SkillRow>& town_skills();

/// Post ids begin at 1 in this order; the first is the grid head.
[[nodiscard]] const std::vector<model::PostRow>& town_posts();
inline constexpr PostId grid_head{1}, grid_worker_post{2}, building_captain_post{3}, elder_care_post{4},
    environment_post{5}, mediation_post{6};

[[nodiscard]] const std::vector<model::IssueTypeRow>& town_issue_types();

}  // namespace huegrid::synth
