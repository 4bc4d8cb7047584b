#include "gui/views/issue_list.hpp"

#include "gui/text/text.hpp"

namespace huegrid::gui {
namespace {

template <class Belongs>
IssueList collect(const Place& place, Instant now, Language language, std::size_t at_most, Belongs belongs) {
    IssueList list;
    for (const Index i : place.open_issues) {
        const auto& issue = place.snapshot().issues[std::size_t(i)];
        if (!belongs(issue)) continue;
        ++list.total;
        if (list.lines.size() >= at_most) continue;
        const std::string& type = issue.type_name.in(language);
        list.lines.push_back({issue.id, i, issue.title.empty() ? type : issue.title, type, state_name(issue.status, language),
                              deadline_text(issue.due_at, now, language), issue.due_at && *issue.due_at < now});
    }
    return list;
}

}  // namespace

std::string deadline_text(std::optional<Instant> due_at, Instant now, Language language) {
    using std::chrono::days;
    if (!due_at) return tr(Text::no_deadline, language);
    const auto left = std::chrono::floor<days>(*due_at) - std::chrono::floor<days>(now);
    if (left < days{0}) return tr(Text::late_by_days, language, std::to_string(-left.count()));
    if (left == days{0}) return tr(Text::due_today, language);
    return tr(Text::due_in_days, language, std::to_string(left.count()));
}

IssueList open_issues_in_zone(const Place& place, Index zone, Instant now, Language language, std::size_t at_most) {
    const auto& zones = place.snapshot().zones;
    return collect(place, now, language, at_most, [&](const model::Issue& issue) {
        if (zone == none) return true;
        for (Index at = issue.zone; at != none; at = zones[std::size_t(at)].parent)
            if (at == zone) return true;
        return false;
    });
}

IssueList open_issues_of_building(const Place& place, Index building, Instant now, Language language, std::size_t at_most) {
    return collect(place, now, language, at_most,
                   [&](const model::Issue& issue) { return building != none && issue.building == building; });
}

}  // namespace huegrid::gui
