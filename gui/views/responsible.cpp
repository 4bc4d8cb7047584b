#include "gui/views/responsible.hpp"

#include <algorithm>
#include <tuple>

#include "gui/text/text.hpp"

namespace huegrid::gui {
namespace {

bool lies_below(const model::Snapshot& snapshot, Index zone, Index ancestor) {
    while (zone != none && zone != ancestor) zone = snapshot.zones[std::size_t(zone)].parent;
    return zone != none;
}

template <class Wanted>
std::vector<const model::Assignment*> assignments(const model::Snapshot& snapshot, Wanted wanted) {
    std::vector<const model::Assignment*> found;
    for (const auto& a : snapshot.assignments)
        if (a.member != none && a.post != none && a.zone != none && wanted(a)) found.push_back(&a);
    return found;
}

std::vector<const model::Assignment*> in_charge(const model::Snapshot& snapshot, Index zone) {
    for (Index at = zone; at != none; at = snapshot.zones[std::size_t(at)].parent) {
        auto found = assignments(snapshot, [&](const auto& a) { return a.zone == at; });
        if (!found.empty()) return found;
    }
    return assignments(snapshot, [&](const auto& a) { return a.post == 0 && lies_below(snapshot, a.zone, zone); });
}

}  // namespace

std::vector<PostLine> responsible_for(const model::Snapshot& snapshot, Index zone, Language language) {
    auto found = in_charge(snapshot, zone);
    const auto order = [&](const model::Assignment* a) {
        return std::tuple(a->post, a->zone, std::string_view(snapshot.members[std::size_t(a->member)].name), a->member);
    };
    std::sort(found.begin(), found.end(), [&](const auto* a, const auto* b) { return order(a) < order(b); });
    std::vector<PostLine> lines;
    for (const auto* a : found) {
        const auto& post = snapshot.posts[std::size_t(a->post)];
        const std::string since = std::string(tr(Text::since, language)) + " " + to_text(a->since);
        lines.push_back({post.name.in(language), snapshot.members[std::size_t(a->member)].name, since,
                         a->zone == zone ? std::string() : snapshot.zones[std::size_t(a->zone)].name});
    }
    return lines;
}

}  // namespace huegrid::gui
