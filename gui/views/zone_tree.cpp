#include "gui/views/zone_tree.hpp"

#include <algorithm>
#include <numeric>

#include "gui/text/text.hpp"

namespace huegrid::gui {
namespace {

std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
    return result;
}

/// Which zones match, and which lie above one that does.
struct Matches {
    std::vector<bool> shown, above;

    Matches(const Place& place, const ViewState& state) {
        const auto& zones = place.snapshot().zones;
        shown.assign(zones.size(), false);
        above.assign(zones.size(), false);
        const std::string wanted = lowered(state.filter);
        for (std::size_t z = 0; z < zones.size(); ++z) {
            const bool name = wanted.empty() || lowered(zones[z].name).find(wanted) != std::string::npos ||
                              lowered(zones[z].code).find(wanted) != std::string::npos;
            const bool issues = !state.only_with_issues || place.scene->figures.zones[z].open_issues > 0;
            if (!name || !issues) continue;
            shown[z] = true;
            for (Index up = zones[z].parent; up != none && !above[std::size_t(up)]; up = zones[std::size_t(up)].parent)
                shown[std::size_t(up)] = above[std::size_t(up)] = true;
        }
    }
};

struct TreeWalk {
    const Place& place;
    const ViewState& state;
    const Matches& matches;
    bool filtered;
    Index selected;
    std::vector<ZoneTreeRow>& rows;

    void add(Index z, int depth) {
        const auto& zone = place.snapshot().zones[std::size_t(z)];
        if (!matches.shown[std::size_t(z)]) return;
        const auto& figures = place.scene->figures.zones[std::size_t(z)];
        ZoneTreeRow row{z, zone.id, depth, !zone.children.empty(), false, z == selected, zone.name, {}, figures.households,
                        figures.open_issues};
        if (row.name.empty()) row.name = zone.code.empty() ? tr(Text::unnamed, state.language) : zone.code;
        if (zone.level != none) row.level = place.snapshot().levels[std::size_t(zone.level)].name.in(state.language);
        row.expanded = state.expanded.contains(zone.id) || (filtered && matches.above[std::size_t(z)]);
        const bool expanded = row.expanded;
        rows.push_back(std::move(row));
        if (expanded)
            for (const Index child : zone.children) add(child, depth + 1);
    }
};

}  // namespace

std::vector<ZoneTreeRow> zone_tree_rows(const Place& place, const ViewState& state) {
    const auto& snapshot = place.snapshot();
    const auto& total = place.scene->figures.total;
    std::vector<ZoneTreeRow> rows;
    ZoneTreeRow whole;
    whole.name = snapshot.title.empty() ? tr(Text::whole_place, state.language) : snapshot.title;
    whole.selected = state.selection.empty();
    whole.households = total.households;
    whole.open_issues = total.open_issues;
    rows.push_back(std::move(whole));

    const Matches matches(place, state);
    const bool filtered = !state.filter.empty() || state.only_with_issues;
    TreeWalk walk{place, state, matches, filtered, zone_of_selection(state.selection, snapshot), rows};
    for (std::size_t z = 0; z < snapshot.zones.size(); ++z)
        if (snapshot.zones[z].parent == none) walk.add(Index(z), 0);
    // A search that finds nothing shows nothing, unless the whole place is what it finds.
    const bool place_matches = lowered(rows.front().name).find(lowered(state.filter)) != std::string::npos &&
                               (!state.only_with_issues || total.open_issues > 0);
    if (filtered && rows.size() == 1 && !place_matches) rows.clear();
    return rows;
}

const std::vector<std::int64_t>& class_counts(const carto::Scene& scene, Index zone) {
    return zone == none ? scene.figures.total.by_tier : scene.figures.zones[std::size_t(zone)].by_tier;
}

std::vector<BarPiece> tier_bar(const std::vector<std::int64_t>& counts, int width_px) {
    const auto total = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    const auto present = std::count_if(counts.begin(), counts.end(), [](std::int64_t n) { return n > 0; });
    std::vector<BarPiece> pieces;
    if (total <= 0 || width_px <= 0) return pieces;
    // Each class present first gets its pixel; the rest is shared out by cumulated counts, which leaves no gap.
    const int reserved = int(present) <= width_px ? int(present) : 0;
    const double free_px = width_px - reserved;
    std::int64_t before = 0;
    int seen = 0;
    const auto edge = [&](std::int64_t cumulated, int classes) {
        return int(free_px * double(cumulated) / double(total) + 0.5) + (reserved ? classes : 0);
    };
    for (std::size_t c = 0; c < counts.size(); ++c) {
        if (counts[c] <= 0) continue;
        const BarPiece piece{c, edge(before, seen), edge(before + counts[c], seen + 1)};
        before += counts[c];
        ++seen;
        if (piece.to_px > piece.from_px) pieces.push_back(piece);
    }
    return pieces;
}

}  // namespace huegrid::gui
