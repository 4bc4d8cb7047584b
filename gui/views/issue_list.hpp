/// @file issue_list.hpp
/// The open issues of a zone or a building, the latest first.
///
/// Layer    gui/views.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/date.hpp"
#include "gui/views/place.hpp"

namespace huegrid::gui {

struct IssueLine {
    IssueId id;
    Index issue = none;  ///< into Snapshot::issues
    std::string title, type, state;
    std::string deadline;  ///< "3 d late", "due today", "due in 2 d", "no deadline"
    bool late = false;     ///< past its deadline at `now`
};

struct IssueList {
    std::vector<IssueLine> lines;
    std::int64_t total = 0;  ///< may be more than there are lines
};

[[nodiscard]] std::string deadline_text(std::optional<Instant> due_at, Instant now, Language language);

/// Of what lies in `zone` or below; of the whole place for `none`. Cost  O(open issues × depth).
[[nodiscard]] IssueList open_issues_in_zone(const Place& place, Index zone, Instant now, Language language,
                                            std::size_t at_most);
[[nodiscard]] IssueList open_issues_of_building(const Place& place, Index building, Instant now, Language language,
                                                std::size_t at_most);

}  // namespace huegrid::gui
