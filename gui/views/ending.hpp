/// @file ending.hpp
/// What ending a member's service leaves behind, and the tiers that were set by hand.
///
/// Layer    gui/views.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/model/snapshot.hpp"
#include "engine/store/commands/register_writer.hpp"

namespace huegrid::gui {

struct OpenLine {
    std::int64_t issue = 0;
    std::string title, deadline;
    bool late = false;
};

struct PostEnding {
    std::string title;  ///< "网格长 · 第一网格"
    std::string state;  ///< vacant now, or how many others hold it
    bool vacant = false;
    std::vector<OpenLine> open;
    std::string more;  ///< "and 3 more"; "" when all are listed
};
/// A post each, as a dry run of ending says before it is done.
[[nodiscard]] std::vector<PostEnding> post_endings(const store::Ended& ended, Instant now, Language language);

struct OverrideLine {
    std::int64_t household = 0;
    std::string tier;  ///< its name; its key where the file has no such tier any more
    std::string days;  ///< "2026-10-31 – 2026-11-30"
    std::string author, reason;
    bool in_force = false;
};
[[nodiscard]] std::vector<OverrideLine> override_lines(const std::vector<store::Override>& overrides, std::span<const model::Tier> tiers, Date on,
                                                       Language language);

}  // namespace huegrid::gui
