#include "engine/geo/shapes/rebuild.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/geo/quiet.hpp"
#include "engine/geo/shapes/ogr_polygons.hpp"
#include "engine/geo/shapes/ring.hpp"
#include "engine/geo/shapes/ring_contacts.hpp"

namespace huegrid::geo {
namespace {

constexpr double one_answer = 1e-3;            ///< of the area: answers that differ by less count as one
constexpr double same_area = 1e-6;             ///< of the area: below this two areas are equal
constexpr double smallest_area_m2 = 1e-4;
constexpr std::size_t most_contacts = 10'000;  ///< enough to say where and how often

double area_m2(const OGRGeometry& geometry) {
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbPolygon) return geometry.toPolygon()->get_Area();
    if (type == wkbMultiPolygon) return geometry.toMultiPolygon()->get_Area();
    return 0.0;
}

/// Builds the polygon anew from what each of its rings goes around. One for each polygon.
class Rebuild {
public:
    Rebuild(const Shape& polygon, std::vector<Flaw>& flaws) : polygon_(polygon), flaws_(flaws) {
        for (const auto& contact : contacts(polygon, most_contacts))
            if (contact.ring == contact.other) meets_itself_[contact.ring].insert({contact.at.x, contact.at.y});
    }

    /// Null when there is no one right answer; the last flaw says why.
    OgrPtr run() {
        struct Part {
            OgrPtr area;
            bool left_turning;
            std::size_t number;
        };
        std::vector<Part> parts;
        std::size_t first = 0;
        for (std::size_t p = 0; p < polygon_.part_ends.size(); ++p) {
            const auto shell = first;
            auto area = part(shell, first = polygon_.part_ends[p]);
            if (!area) return nullptr;
            if (area_m2(*area) > smallest_area_m2)
                parts.push_back({std::move(area), signed_area_m2(polygon_.ring(shell)) > 0.0, p + 1});
            else
                flaws_.push_back({"collapsed", fmt::format("{} encloses no area but its holes", ring_name(polygon_, shell)),
                                  "kept without it", polygon_.ring(shell).front()});
        }
        if (parts.empty()) return to_ogr(Shape{});
        // The largest first, so that whatever is nested comes after what holds it.
        std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return area_m2(*a.area) > area_m2(*b.area); });
        auto all = std::move(parts.front().area);
        for (std::size_t i = 1; i < parts.size(); ++i) {
            all = with(std::move(all), *parts[i].area, parts[i].number, parts[i].left_turning == parts.front().left_turning);
            if (!all) return nullptr;
        }
        return all;
    }

private:
    OgrPtr failed(std::size_t ring) {
        flaws_.push_back({"self_intersection", fmt::format("{} can't be made valid", ring_name(polygon_, ring)), "", polygon_.ring(ring).front()});
        return nullptr;
    }

    /// What one ring goes around.
    OgrPtr area_of(std::size_t ring) {
        const auto points = polygon_.ring(ring);
        auto area = to_ogr(points);
        const auto meets = meets_itself_.find(std::uint32_t(ring));
        if (meets == meets_itself_.end() || is_valid(*area)) return area;
        const CPLStringList by_structure(CSLAddString(nullptr, "METHOD=STRUCTURE"));
        const auto odd = only_polygons(OgrPtr(area->MakeValid()));  // what it goes around an odd number of times
        auto any = only_polygons(OgrPtr(area->MakeValid(by_structure.List())));
        if (!odd || !any) return failed(ring);
        const double odd_m2 = area_m2(*odd), any_m2 = area_m2(*any), difference = std::abs(any_m2 - odd_m2);
        const auto places = meets->second.size();
        const auto [x, y] = *meets->second.begin();
        auto what = fmt::format("{} crosses or touches itself {}", ring_name(polygon_, ring),
                                places == 1 ? "once" : fmt::format("at {} places", places));
        const bool differ = difference > std::max(same_area * any_m2, smallest_area_m2);
        if (differ)
            what += fmt::format(": {} if what it goes around twice is outside, {} if that is inside", in_m2(odd_m2), in_m2(any_m2));
        if (difference > one_answer * any_m2) {
            flaws_.push_back({"self_intersection", std::move(what), "", WorldPoint{x, y}});
            return nullptr;
        }
        if (!differ) what += fmt::format(": {} as drawn, {} repaired", in_m2(std::abs(signed_area_m2(points))), in_m2(any_m2));
        flaws_.push_back({"self_intersection", std::move(what), "repaired", WorldPoint{x, y}});
        return any;
    }

    /// A shell less its holes.
    OgrPtr part(std::size_t shell, std::size_t last) {
        auto area = area_of(shell);
        if (!area) return area;
        OgrPtr holes;
        for (std::size_t ring = shell + 1; ring < last; ++ring) {
            auto hole = area_of(ring);
            if (!hole) return hole;
            const OgrPtr inside(hole->Intersection(area.get()));
            if (!inside) return failed(ring);
            note_outside(ring, area_m2(*hole), area_m2(*only_polygons(OgrPtr(inside->clone()))));
            if (!holes) {
                holes = std::move(hole);
                continue;
            }
            const OgrPtr both(hole->Intersection(holes.get()));
            if (!both) return failed(ring);
            if (const double common = area_m2(*only_polygons(OgrPtr(both->clone()))); common > smallest_area_m2)
                flaws_.push_back({"holes_overlap", fmt::format("{} and a hole before it have {} in common", ring_name(polygon_, ring), in_m2(common)),
                                  "repaired", polygon_.ring(ring).front()});
            holes = only_polygons(OgrPtr(hole->Union(holes.get())));
            if (!holes) return failed(ring);
        }
        return holes ? only_polygons(OgrPtr(area->Difference(holes.get()))) : std::move(area);
    }

    void note_outside(std::size_t ring, double hole_m2, double inside_m2) {
        const double outside_m2 = hole_m2 - inside_m2;
        if (outside_m2 <= std::max(same_area * hole_m2, smallest_area_m2)) return;
        const bool wholly = inside_m2 <= std::max(same_area * hole_m2, smallest_area_m2);
        flaws_.push_back({"hole_outside",
                          wholly ? fmt::format("{} ({}) lies outside its outline", ring_name(polygon_, ring), in_m2(hole_m2))
                                 : fmt::format("{} of {} lie outside its outline", in_m2(outside_m2), ring_name(polygon_, ring)),
                          wholly ? "kept without it" : "repaired", polygon_.ring(ring).front()});
    }

    OgrPtr with(OgrPtr all, const OGRGeometry& part, std::size_t number, bool same_way_round) {
        const double part_m2 = area_m2(part);
        auto common = only_polygons(OgrPtr(all->Intersection(&part)));
        const double common_m2 = common ? area_m2(*common) : 0.0;
        OGREnvelope box;
        part.getEnvelope(&box);
        const WorldPoint at{(box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2};
        if (part_m2 - common_m2 <= std::max(same_area * part_m2, smallest_area_m2)) {
            flaws_.push_back({"nested_shell",
                              fmt::format("part {} ({}) lies inside another part and is drawn {}", number, in_m2(part_m2),
                                          same_way_round ? "the same way round: its area counts once" : "the other way round: it is a hole"),
                              "repaired", at});
            return same_way_round ? std::move(all) : only_polygons(OgrPtr(all->Difference(&part)));
        }
        if (common_m2 > std::max(same_area * part_m2, smallest_area_m2))
            flaws_.push_back({"parts_overlap", fmt::format("part {} and others have {} in common, which count once", number, in_m2(common_m2)),
                              "repaired", at});
        return only_polygons(OgrPtr(all->Union(&part)));
    }

    const Shape& polygon_;
    std::vector<Flaw>& flaws_;
    std::map<std::uint32_t, std::set<std::pair<double, double>>> meets_itself_;
};

/// An overlay leaves crumbs along edges that nearly coincide: rings thinner than anything that can be drawn.
Shape without_crumbs(const Shape& polygon) {
    Shape kept;
    kept.kind = ShapeKind::polygon;
    std::size_t ring = 0;
    for (const std::uint32_t last : polygon.part_ends) {
        const std::size_t shell = ring;
        bool has_shell = false;
        for (; ring < last; ++ring) {
            const auto points = polygon.ring(ring);
            const bool crumb = is_flat(points) || 2 * std::abs(signed_area_m2(points)) < thin_m * perimeter_m(points);
            if (crumb || (ring != shell && !has_shell)) continue;
            has_shell = true;
            kept.points.insert(kept.points.end(), points.begin(), points.end());
            kept.ring_ends.push_back(std::uint32_t(kept.points.size()));
        }
        if (has_shell) kept.part_ends.push_back(std::uint32_t(kept.rings()));
    }
    return kept.empty() ? Shape{} : kept;
}

}  // namespace

std::string ring_name(const Shape& polygon, std::size_t ring) {
    std::size_t part = 0, first = 0;
    while (ring >= polygon.part_ends[part]) first = polygon.part_ends[part++];
    const auto name = ring == first ? std::string("the outline") : fmt::format("hole {}", ring - first);
    return polygon.part_ends.size() == 1 ? name : fmt::format("{} of part {}", name, part + 1);
}

std::string in_m2(double area) {
    if (std::abs(area) >= 1e6) return fmt::format("{:.4f} km²", area / 1e6);
    return std::abs(area) < 10 ? fmt::format("{:.4f} m²", area) : fmt::format("{:.1f} m²", area);
}

Shape rebuilt(const Shape& polygon, std::vector<Flaw>& flaws) {
    const auto before = flaws.size();
    const auto area = [&] {
        const Quiet while_geos_works;
        return Rebuild(polygon, flaws).run();
    }();
    if (!area) return {};
    auto shape = without_crumbs(polygons_of(area.get()));
    if (!shape.empty() && (is_simple(shape) || is_valid(*to_ogr(shape)))) {
        if (flaws.size() == before)  // what was wrong is too small to be any of the above, or parts had a common edge
            flaws.push_back({"parts_overlap", fmt::format("its rings have edges in common: {} as drawn, {} repaired",
                                                          in_m2(geo::area_m2(polygon)), in_m2(geo::area_m2(shape))),
                             "repaired", bounds(polygon).centre()});
        return shape;
    }
    flaws.push_back({shape.empty() ? "collapsed" : "self_intersection",
                     shape.empty() ? "nothing is left of its area" : "it can't be made valid", "", bounds(polygon).centre()});
    return {};
}

}  // namespace huegrid::geo
