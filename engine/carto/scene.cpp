#include "engine/carto/scene.hpp"

#include <algorithm>

namespace huegrid::carto {
namespace {

std::vector<BuildingClass> classes_of(const model::Snapshot& snapshot) {
    std::vector<BuildingClass> classes;
    for (const auto& tier : snapshot.tiers)
        classes.push_back({{tier.colour, tier.letter, tier.pattern}, tier.key, tier.name, 0, 0});
    classes.push_back(
        {{light_style().no_household, "", "solid"}, "none", {"未分级或无住户", "Not classified or empty"}, 0, 0});
    return classes;
}

void count(Scene& scene) {
    const std::size_t extra = scene.classes.size() - 1;
    for (std::size_t c = 0; c < scene.classes.size(); ++c) scene.classes[c].households = scene.figures.total.by_tier[c];
    for (const auto tier : figures::building_tiers(*scene.snapshot)) {
        const auto c = tier < 0 ? extra : std::size_t(tier);
        scene.building_class.push_back(std::uint8_t(c));
        ++scene.classes[c].buildings;
    }
}

bool has_areas(const model::Snapshot& snapshot, Index level) {
    return std::any_of(snapshot.zones.begin(), snapshot.zones.end(),
                       [&](const auto& zone) { return zone.level == level && zone.shape.kind == geo::ShapeKind::polygon; });
}

/// The width of a level's middle zone, for each level.
std::vector<double> usual_widths(const model::Snapshot& snapshot) {
    std::vector<std::vector<double>> widths(snapshot.levels.size());
    for (const auto& zone : snapshot.zones)
        if (zone.level != none && !zone.box.empty()) widths[std::size_t(zone.level)].push_back(zone.box.width());
    std::vector<double> usual(widths.size());
    for (std::size_t level = 0; level < widths.size(); ++level) {
        auto& of = widths[level];
        if (of.empty()) continue;
        const auto middle = of.begin() + std::ptrdiff_t(of.size() / 2);
        std::nth_element(of.begin(), middle, of.end());
        usual[level] = *middle;
    }
    return usual;
}

/// Names of zones from the coarsest level in use to the finest, the larger first within a level.
void add_zone_names(Scene& scene) {
    const auto& zones = scene.snapshot->zones;
    std::vector<std::size_t> order;
    for (std::size_t z = 0; z < zones.size(); ++z)
        if (zones[z].level != none && !zones[z].name.empty() && !zones[z].shape.empty()) order.push_back(z);
    const auto area = [&](std::size_t z) { return zones[z].box.width() * zones[z].box.height(); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return zones[a].level != zones[b].level ? zones[a].level < zones[b].level : area(a) > area(b);
    });
    const auto usual = usual_widths(*scene.snapshot);
    const Index coarsest = order.empty() ? 0 : zones[order.front()].level;
    for (const auto z : order) {
        const double size_px = std::max(13.0, 20.0 - 3.0 * (zones[z].level - coarsest));
        scene.names.push_back({LabelCandidate::Of::zone, zones[z].name, scene.zone_points[z],
                               zones[z].box, size_px, usual[std::size_t(zones[z].level)]});
    }
}

/// An estate without an own outline lies where its buildings are.
void add_estate_names(Scene& scene) {
    const auto& snapshot = *scene.snapshot;
    std::vector<geo::WorldBox> boxes(snapshot.estates.size());
    for (std::size_t b = 0; b < snapshot.buildings.size(); ++b)
        if (const Index e = snapshot.buildings.estates[b]; e != none)
            boxes[std::size_t(e)].add(snapshot.buildings.shapes.box(b));
    for (std::size_t e = 0; e < boxes.size(); ++e) {
        const auto& estate = snapshot.estates[e];
        const bool outlined = !estate.shape.empty();
        const auto box = outlined ? geo::bounds(estate.shape) : boxes[e];
        if (estate.name.empty() || box.empty()) continue;
        scene.names.push_back({LabelCandidate::Of::estate, estate.name,
                               outlined ? geo::point_on_surface(estate.shape) : box.centre(), box, 12.0, 0});
    }
}

}  // namespace

const FillClass* Scene::zone_class(Index zone) const {
    const Index level = snapshot->zones[std::size_t(zone)].level;
    return level == none ? nullptr : zone_fills[std::size_t(level)].of(std::size_t(zone));
}

ScenePtr make_scene(model::SnapshotPtr snapshot, const figures::ZonePolicy& policy) {
    auto scene = std::make_shared<Scene>();
    scene->snapshot = std::move(snapshot);
    scene->figures = figures::roll_up(*scene->snapshot);
    scene->classes = classes_of(*scene->snapshot);
    count(*scene);
    const auto& issues = scene->snapshot->issues;
    for (std::size_t i = 0; i < issues.size(); ++i)
        if (issues[i].open() && issues[i].at) scene->open_issues.push_back(Index(i));
    scene->zone_fills = zone_fills(*scene->snapshot, scene->figures, policy);
    for (Index level = 0; level < Index(scene->snapshot->levels.size()); ++level)
        if (has_areas(*scene->snapshot, level)) scene->fill_levels.push_back(level);
    for (const auto& zone : scene->snapshot->zones)
        scene->zone_points.push_back(zone.shape.empty() ? geo::WorldPoint{} : geo::point_on_surface(zone.shape));
    add_zone_names(*scene);
    add_estate_names(*scene);
    for (const auto& point : scene->snapshot->service_points)
        if (!point.name.empty())
            scene->names.push_back(
                {LabelCandidate::Of::service_point, point.name, point.at, {point.at, point.at}, 12.0, 0});
    return scene;
}

}  // namespace huegrid::carto
