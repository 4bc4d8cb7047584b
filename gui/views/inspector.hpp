/// @file inspector.hpp
/// What is known of the selection: how many, which tiers, who is responsible, what is open, and for a household why.
///
/// Layer    gui/views. The household list of a building comes apart, as HouseholdCards, because it is read from the file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gui/views/issue_list.hpp"
#include "gui/views/view_state.hpp"

namespace huegrid::gui {

struct Fact {
    std::string name;
    std::string value;
};

/// A class that occurs here; the lines' households add up to the households here.
struct TierLine {
    std::size_t building_class = 0;
    std::string name;
    std::int64_t households = 0;
    std::string share;  ///< "12.5%"
};

struct CategoryLine {
    std::string name;
    std::int64_t households = 0;
};

struct PostLine {
    std::string post;
    std::string member;
    std::string since;  ///< "since 2026-05-01"
    std::string zone;   ///< whose post it is, when that isn't the zone shown
};

/// What a rule says of the household, with the values it saw.
struct FindingLine {
    std::size_t building_class = 0;  ///< the tier it asks for
    std::string reason;
    std::string outcome;
    std::string seen;  ///< "Oldest age 84 · Living alone yes"; of a near miss "Oldest age 79, 1 short of 80"
    bool deciding = false;
};

struct Why {
    std::vector<FindingLine> findings;  ///< those that are true, held or not known; the deciding one first
    std::vector<FindingLine> nearly;    ///< those a comparison or two short of it, the highest tier first
    std::size_t other_rules = 0;        ///< those that are false by more, not for this kind or not in force
    std::string sentence;               ///< the deciding reason
    std::string by_hand;                ///< by whom, until when and why, when that decides
    std::string may_be_reason;          ///< of the rule that could put it into a higher tier
    bool hidden = false;                ///< some values are ***; Selection::personal shows them
    std::string missing, stale;         ///< titles of the attributes one would have to know, or know anew
};

struct Inspector {
    enum class Subject { place, zone, building, household } subject = Subject::place;
    std::string title;
    std::string subtitle;  ///< "Grid · 凤祥社区 › 大同街道"
    std::vector<Fact> facts;
    std::vector<TierLine> tiers;
    std::vector<CategoryLine> categories;
    std::vector<PostLine> posts;
    std::size_t more_posts = 0;
    IssueList issues;
    std::optional<Why> why;             ///< of a household, when its rulebook is known
    std::size_t building_class = 0;     ///< of a household or building: its own colour
    std::string may_be;                 ///< a household's possible higher tier; "" if none
};

/// A selection that isn't in the snapshot shows the whole place. Cost  O(open issues + assignments + zones).
[[nodiscard]] Inspector inspect(const Place& place, const Selection& selection, Instant now, Language language);

/// Where a zone lies, from near to far: "凤祥社区 › 大同街道"; "" at the top.
[[nodiscard]] std::string zone_path(const model::Snapshot& snapshot, Index zone);

/// A building's name, else a number to tell it by.
[[nodiscard]] std::string building_title(const model::Snapshot& snapshot, Index building, Language language);

}  // namespace huegrid::gui
