/// @file small_town.hpp
/// A town made in code: blocks of buildings with one household each, whose tiers go round; two communities of grids.
#pragma once

#include <cmath>

#include "engine/model/snapshot.hpp"

namespace huegrid::test {

inline model::Snapshot empty_town() {
    model::Snapshot town;
    town.title = "示例社区";
    town.levels = model::default_levels();
    const auto tier = [&](const char* key, const char* zh, const char* en, Colour colour, const char* letter,
                          const char* pattern) {
        town.tiers.push_back({key, {zh, en}, colour, letter, pattern, std::nullopt});
    };
    tier("red", "红·每周走访", "Red: weekly", {192, 57, 43}, "A", "diagonal");
    tier("yellow", "黄·每月走访", "Yellow: monthly", {244, 180, 26}, "B", "dots");
    tier("green", "绿·每季走访", "Green: quarterly", {76, 160, 90}, "C", "solid");
    tier(model::unknown_tier, "未知", "Unknown", {120, 130, 150}, "?", "cross");
    tier(model::not_applicable_tier, "不适用", "Not applicable", {200, 205, 215}, "-", "solid");
    model::Attribute kind;
    kind.name = "kind";
    kind.type = model::AttributeType::text;
    town.households.attributes.emplace_back(kind);
    return town;
}

inline void add_household(model::Snapshot& town, Index building, int tier) {
    auto& h = town.households;
    h.ids.push_back(std::int64_t(h.ids.size()) + 1);
    h.buildings.push_back(building);
    h.tiers.push_back(std::int8_t(tier));
    h.may_be.push_back(-1);
    h.categories.push_back(0);
    h.attributes[0].push_back(model::Value(std::string("home")));
}

inline geo::Shape rectangle(double x, double y, double width, double height) {
    return geo::make_polygon({{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}});
}

inline Index add_building(model::Snapshot& town, const geo::Shape& shape, Index zone) {
    auto& b = town.buildings;
    b.ids.push_back({std::int64_t(b.ids.size()) + 1});
    b.names.push_back("");
    b.zones.push_back(zone);
    b.estates.push_back(none);
    b.units.push_back(0);
    b.floors.push_back(0);
    b.shapes.push_back(shape);
    return Index(b.ids.size()) - 1;
}

inline Index add_zone(model::Snapshot& town, const char* level, Index parent, std::string name, geo::Shape shape) {
    model::Zone zone;
    zone.id = {std::int64_t(town.zones.size()) + 1};
    zone.level = town.find_level(level);
    zone.parent = parent;
    zone.name = std::move(name);
    zone.box = geo::bounds(shape);
    zone.shape = std::move(shape);
    town.zones.push_back(std::move(zone));
    const auto at = Index(town.zones.size()) - 1;
    if (parent != none) town.zones.edit()[std::size_t(parent)].children.push_back(at);
    return at;
}

/// `blocks` × `blocks` grids of 200 m in one community at a northing of 3,400 km, 25 buildings in each; building b is
/// in tier b mod 6, where 5 stands for no household. One household has no building. Roads between the blocks.
inline model::SnapshotPtr small_town(int blocks = 2) {
    auto town = empty_town();
    const double x0 = 400'000, y0 = 3'400'000, block = 200;
    const Index community =
        add_zone(town, "community", none, "凤示社区", rectangle(x0, y0, block * blocks, block * blocks));
    for (int row = 0; row < blocks; ++row)
        for (int column = 0; column < blocks; ++column) {
            const double x = x0 + column * block, y = y0 + row * block;
            const auto name = std::to_string(row * blocks + column + 1);
            const Index grid = add_zone(town, "grid", community, "第" + name + "网格", rectangle(x, y, block, block));
            for (int i = 0; i < 25; ++i) {
                const double bx = x + 18 + 34 * (i % 5), by = y + 18 + 34 * (i / 5);
                // Every third is L-shaped.
                const auto shape = i % 3 ? rectangle(bx, by, 24, 16)
                                         : geo::make_polygon({{bx, by},
                                                              {bx + 24, by},
                                                              {bx + 24, by + 10},
                                                              {bx + 14, by + 10},
                                                              {bx + 14, by + 22},
                                                              {bx, by + 22}});
                const Index b = add_building(town, shape, grid);
                if (b % 6 != 5) add_household(town, b, b % 6);
            }
        }
    add_household(town, none, 0);
    for (int i = 1; i < blocks; ++i) {
        const double at = block * i, end = block * blocks;
        const char* kind = i % 2 ? "main_road" : "road";
        town.lines.push_back({kind, "", geo::make_line({{x0 + at, y0}, {x0 + at, y0 + end}})});
        town.lines.push_back({kind, "", geo::make_line({{x0, y0 + at}, {x0 + end, y0 + at}})});
    }
    town.lines.push_back(
        {"railway", "", geo::make_line({{x0, y0 + 8}, {x0 + block, y0 + 8}, {x0 + block * 1.2, y0 + 60}})});
    model::Issue issue;
    issue.id = {1};
    issue.status = "reported";
    issue.at = geo::WorldPoint{x0 + 70, y0 + 46};
    town.issues.push_back(issue);
    town.link_households();
    return std::make_shared<const model::Snapshot>(std::move(town));
}

}  // namespace huegrid::test
