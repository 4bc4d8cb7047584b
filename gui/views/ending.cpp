#include "gui/views/ending.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/date.hpp"
#include "gui/text/text.hpp"
#include "gui/views/issue_list.hpp"

namespace huegrid::gui {

std::vector<PostEnding> post_endings(const store::Ended& ended, Instant now, Language language) {
    std::vector<PostEnding> endings;
    for (const auto& post : ended.posts) {
        const auto& name = post.name.in(language);
        PostEnding ending{fmt::format("{} · {}", name.empty() ? post.key : name, post.zone), "", post.others == 0, {}, ""};
        ending.state = ending.vacant ? tr(Text::post_vacant, language) : tr(Text::post_held_by_others, language, std::to_string(post.others));
        for (const auto& issue : post.issues) {
            const auto due = parse_instant(issue.due_at);
            ending.open.push_back({issue.id, issue.title, deadline_text(due, now, language), due && *due < now});
        }
        if (const auto more = post.open_issues - std::int64_t(post.issues.size()); more > 0) ending.more = tr(Text::more_issues, language, std::to_string(more));
        endings.push_back(std::move(ending));
    }
    return endings;
}

std::vector<OverrideLine> override_lines(const std::vector<store::Override>& overrides, std::span<const model::Tier> tiers, Date on, Language language) {
    std::vector<OverrideLine> lines;
    for (const auto& o : overrides) {
        const auto tier = std::find_if(tiers.begin(), tiers.end(), [&](const auto& t) { return t.key == o.tier; });
        lines.push_back({o.household, tier == tiers.end() ? o.tier : tier->name.in(language),
                         fmt::format("{} – {}", to_text(o.set_on), to_text(o.ended_on.value_or(o.expires_on))), o.author, o.reason, o.in_force(on)});
    }
    return lines;
}

}  // namespace huegrid::gui
