#include "gui/views/inspector.hpp"

#include <algorithm>

#include "gui/text/text.hpp"
#include "gui/views/explanation.hpp"
#include "gui/views/numbers.hpp"
#include "gui/views/responsible.hpp"
#include "gui/views/zone_tree.hpp"

namespace huegrid::gui {
namespace {

constexpr std::size_t issues_shown = 50;
constexpr std::size_t posts_shown = 30;

std::vector<TierLine> tier_lines(const carto::Scene& scene, const std::vector<std::int64_t>& counts,
                                 std::int64_t households, Language language) {
    std::vector<TierLine> lines;
    for (std::size_t c = 0; c < counts.size() && c < scene.classes.size(); ++c)
        if (counts[c] > 0) lines.push_back({c, scene.classes[c].name.in(language), counts[c], percent(counts[c], households)});
    return lines;
}

void add_figures(Inspector& view, const Place& place, const figures::ZoneFigures& figures, Language language) {
    const auto fact = [&](Text name, std::int64_t value) { view.facts.push_back({tr(name, language), grouped(value)}); };
    fact(Text::households, figures.households);
    if (figures.homes != figures.households) fact(Text::homes, figures.homes);
    fact(Text::buildings, figures.buildings);
    fact(Text::members, figures.members);
    fact(Text::open_issues, figures.open_issues);
    view.tiers = tier_lines(*place.scene, figures.by_tier, figures.households, language);
    for (std::size_t c = 0; c < figures.by_category.size(); ++c)
        if (figures.by_category[c] > 0)
            view.categories.push_back({place.snapshot().categories[c].name.in(language), figures.by_category[c]});
    std::stable_sort(view.categories.begin(), view.categories.end(),
                     [](const auto& a, const auto& b) { return a.households > b.households; });
}

void add_posts(Inspector& view, std::vector<PostLine> posts) {
    view.more_posts = posts.size() > posts_shown ? posts.size() - posts_shown : 0;
    posts.resize(posts.size() - view.more_posts);
    view.posts = std::move(posts);
}

std::string level_name(const model::Snapshot& snapshot, const model::Zone& zone, Language language) {
    if (zone.kind == "general") return tr(Text::general_grid, language);
    if (zone.kind == "dedicated") return tr(Text::dedicated_grid, language);
    return zone.level == none ? tr(Text::zone, language) : snapshot.levels[std::size_t(zone.level)].name.in(language);
}

std::string joined(const std::string& a, const std::string& b) { return a.empty() || b.empty() ? a + b : a + " · " + b; }

Inspector of_place(const Place& place, Instant now, Language language) {
    const auto& snapshot = place.snapshot();
    Inspector view;
    view.title = snapshot.title.empty() ? tr(Text::whole_place, language) : snapshot.title;
    view.subtitle = tr(Text::overview, language);
    add_figures(view, place, place.scene->figures.total, language);
    if (snapshot.classification) {
        view.facts.push_back({tr(Text::rulebook, language), snapshot.classification->rulebook_name + " " +
                                                                snapshot.classification->rulebook_version});
        view.facts.push_back({tr(Text::as_of, language), to_text(snapshot.classification->as_of)});
    }
    view.issues = open_issues_in_zone(place, none, now, language, issues_shown);
    return view;
}

Inspector of_zone(const Place& place, Index z, Instant now, Language language) {
    const auto& zone = place.snapshot().zones[std::size_t(z)];
    Inspector view;
    view.subject = Inspector::Subject::zone;
    view.title = !zone.name.empty() ? zone.name : !zone.code.empty() ? zone.code : tr(Text::unnamed, language);
    view.subtitle = joined(level_name(place.snapshot(), zone, language), zone_path(place.snapshot(), z));
    add_figures(view, place, place.scene->figures.zones[std::size_t(z)], language);
    add_posts(view, responsible_for(place.snapshot(), z, language));
    view.issues = open_issues_in_zone(place, z, now, language, issues_shown);
    return view;
}

Inspector of_building(const Place& place, Index b, Instant now, Language language) {
    const auto& snapshot = place.snapshot();
    const auto& buildings = snapshot.buildings;
    const auto row = std::size_t(b);
    Inspector view;
    view.subject = Inspector::Subject::building;
    view.title = building_title(snapshot, b, language);
    const Index zone = buildings.zones[row];
    view.subtitle = tr(Text::building, language);
    if (zone != none) view.subtitle = joined(snapshot.zones[std::size_t(zone)].name, zone_path(snapshot, zone));
    const auto fact = [&](Text name, const std::string& value) {
        if (!value.empty()) view.facts.push_back({tr(name, language), value});
    };
    if (const Index estate = buildings.estates[row]; estate != none)
        fact(Text::estate, snapshot.estates[std::size_t(estate)].name);
    if (buildings.units[row] > 0) fact(Text::units, std::to_string(buildings.units[row]));
    if (buildings.floors[row] > 0) fact(Text::floors, std::to_string(buildings.floors[row]));
    const auto households = buildings.households(b);
    fact(Text::households, grouped(std::int64_t(households.size())));

    std::vector<std::int64_t> counts(snapshot.tiers.size() + 1);
    for (const Index h : households) {
        const auto tier = snapshot.households.tiers[std::size_t(h)];
        ++counts[tier < 0 ? snapshot.tiers.size() : std::size_t(tier)];
    }
    view.tiers = tier_lines(*place.scene, counts, std::int64_t(households.size()), language);
    view.building_class = place.scene->building_class[row];
    if (zone != none) add_posts(view, responsible_for(snapshot, zone, language));
    view.issues = open_issues_of_building(place, b, now, language, issues_shown);
    return view;
}

Inspector of_household(const Place& place, Index row, tiers::Telling telling) {
    const auto language = telling.language;
    const auto& snapshot = place.snapshot();
    const auto& households = snapshot.households;
    Inspector view;
    view.subject = Inspector::Subject::household;
    view.title = std::string(tr(Text::household, language)) + " #" + std::to_string(households.ids[std::size_t(row)]);
    const Index b = households.buildings[std::size_t(row)];
    view.subtitle = b == none ? tr(Text::no_building, language) : building_title(snapshot, b, language);
    if (const auto* kind = households.attribute("kind"))
        view.facts.push_back({tr(Text::kind, language),
                              household_kind_name(model::to_text(kind->value(std::size_t(row))), language)});
    const auto tier = households.tiers[std::size_t(row)];
    view.building_class = tier < 0 ? snapshot.tiers.size() : std::size_t(tier);
    view.tiers.push_back({view.building_class, tier < 0 ? tr(Text::not_classified, language)
                                                        : snapshot.tiers[std::size_t(tier)].name.in(language), 1, {}});
    if (const auto may_be = households.may_be[std::size_t(row)]; may_be >= 0)
        view.may_be = snapshot.tiers[std::size_t(may_be)].name.in(language);
    for (std::size_t c = 0; c < snapshot.categories.size(); ++c)
        if ((households.categories[std::size_t(row)] >> c) & 1u)
            view.categories.push_back({snapshot.categories[c].name.in(language), 1});
    view.why = why(place, row, telling);
    if (b != none && snapshot.buildings.zones[std::size_t(b)] != none)
        add_posts(view, responsible_for(snapshot, snapshot.buildings.zones[std::size_t(b)], language));
    return view;
}

}  // namespace

Inspector inspect(const Place& place, const Selection& selection, Instant now, Language language) {
    const auto& snapshot = place.snapshot();
    if (selection.household)
        if (const Index row = snapshot.households.find(selection.household); row != none)
            return of_household(place, row, {language, selection.personal});
    if (selection.building)
        if (const Index b = snapshot.find_building(selection.building); b != none)
            return of_building(place, b, now, language);
    if (selection.zone)
        if (const Index z = find_zone(snapshot, selection.zone); z != none) return of_zone(place, z, now, language);
    return of_place(place, now, language);
}

std::string zone_path(const model::Snapshot& snapshot, Index zone) {
    std::string path;
    for (Index up = snapshot.zones[std::size_t(zone)].parent; up != none; up = snapshot.zones[std::size_t(up)].parent)
        path += (path.empty() ? "" : " › ") + snapshot.zones[std::size_t(up)].name;
    return path;
}

std::string building_title(const model::Snapshot& snapshot, Index building, Language language) {
    const auto row = std::size_t(building);
    if (const auto name = snapshot.buildings.names[row]; !name.empty()) return std::string(name);
    return std::string(tr(Text::building, language)) + " #" + std::to_string(snapshot.buildings.ids[row].value);
}

}  // namespace huegrid::gui
