#include "engine/geo/shapes/repair.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "engine/geo/shapes/ogr_polygons.hpp"
#include "engine/geo/shapes/rebuild.hpp"
#include "engine/geo/shapes/ring.hpp"
#include "engine/geo/shapes/ring_contacts.hpp"

namespace huegrid::geo {
namespace {

struct Tidied {
    int duplicates = 0, spikes = 0, turned = 0;
    WorldPoint duplicate_at, spike_at;
    std::vector<std::string> collapsed;  ///< names of rings
    WorldPoint collapsed_at;
};

/// The ring without repeated vertices and without edges that go out and straight back on themselves.
std::vector<WorldPoint> tidied(std::span<const WorldPoint> ring, Tidied& found) {
    std::vector<WorldPoint> kept;
    kept.reserve(ring.size());
    const auto drop_last = [&](int& count, WorldPoint& at) {
        if (count++ == 0) at = kept.back();
        kept.pop_back();
    };
    const auto settle = [&](WorldPoint next) {  // `next` follows the last vertex
        for (;;) {
            if (!kept.empty() && kept.back() == next) drop_last(found.duplicates, found.duplicate_at);
            else if (kept.size() > 1 && kept[kept.size() - 2] == next) drop_last(found.spikes, found.spike_at);
            else return;
        }
    };
    for (const WorldPoint p : ring) {
        settle(p);
        kept.push_back(p);
    }
    for (std::size_t before = 0; kept.size() > 2 && before != kept.size();) {  // across the ring's seam
        before = kept.size();
        settle(kept.front());
        if (kept.size() > 2 && kept[1] == kept.back()) {
            std::rotate(kept.begin(), kept.begin() + 1, kept.end());
            drop_last(found.spikes, found.spike_at);
        }
    }
    return kept;
}

/// Rings tidied and turned; those without area left out, a shell with all its holes.
Shape tidied(const Shape& polygon, Tidied& found) {
    Shape kept;
    kept.kind = ShapeKind::polygon;
    kept.points.reserve(polygon.points.size());
    std::size_t ring = 0;
    for (const std::uint32_t last : polygon.part_ends) {
        const std::size_t shell = ring;
        bool has_shell = false;
        for (; ring < last; ++ring) {
            const auto points = tidied(polygon.ring(ring), found);
            if ((ring != shell && !has_shell) || is_flat(points)) {
                if (found.collapsed.empty() && !polygon.ring(ring).empty()) found.collapsed_at = polygon.ring(ring).front();
                found.collapsed.push_back(ring_name(polygon, ring));
                continue;
            }
            has_shell = true;
            kept.points.insert(kept.points.end(), points.begin(), points.end());
            kept.ring_ends.push_back(std::uint32_t(kept.points.size()));
        }
        if (has_shell) kept.part_ends.push_back(std::uint32_t(kept.rings()));
    }
    return kept.empty() ? Shape{} : kept;
}

/// Is there nothing for `tidied` to do? Most polygons are in order and shouldn't be copied.
bool is_tidy(const Shape& polygon) {
    for (std::size_t r = 0; r < polygon.rings(); ++r) {
        const auto ring = polygon.ring(r);
        if (is_flat(ring)) return false;
        for (std::size_t i = 0, n = ring.size(); i < n; ++i)
            if (ring[i] == ring[(i + 1) % n] || ring[i] == ring[(i + 2) % n]) return false;
    }
    return true;
}

/// GEOS can't look at a ring of fewer points.
bool has_rings_of_three(const Shape& polygon) {
    for (std::size_t r = 0; r < polygon.rings(); ++r)
        if (polygon.ring(r).size() < 3) return false;
    return true;
}

/// Shells counterclockwise, holes clockwise; how many had to be turned.
int turn_rings(Shape& polygon) {
    int turned = 0;
    std::size_t ring = 0, part = 0;
    for (std::size_t first = 0; ring < polygon.rings(); ++ring) {
        if (ring == polygon.part_ends[part]) first = ring, ++part;
        if ((signed_area_m2(polygon.ring(ring)) > 0.0) == (ring == first)) continue;
        const auto begin = polygon.points.begin() + (ring == 0 ? 0 : polygon.ring_ends[ring - 1]);
        std::reverse(begin, polygon.points.begin() + polygon.ring_ends[ring]);
        ++turned;
    }
    return turned;
}

std::string times(int count, const char* one, const char* many) {
    return count == 1 ? fmt::format("1 {}", one) : fmt::format("{} {}", count, many);
}

void report(const Tidied& found, std::vector<Flaw>& flaws) {
    if (found.duplicates > 0)
        flaws.push_back({"duplicate_points", times(found.duplicates, "point repeats the one before it", "points repeat the one before them"),
                         "repaired", found.duplicate_at});
    if (found.spikes > 0)
        flaws.push_back({"spike", times(found.spikes, "edge runs straight back on the one before it", "edges run straight back on those before them"),
                         "repaired", found.spike_at});
    if (!found.collapsed.empty())
        flaws.push_back({"collapsed", fmt::format("{} encloses no area", fmt::join(found.collapsed, " and ")), "kept without it",
                         found.collapsed_at});
}

/// Parts so thin that they are hardly meant: reported, not mended.
void note_slivers(const Shape& polygon, std::vector<Flaw>& flaws) {
    constexpr double sliver_m = 0.1;            // mean width
    constexpr double sliver_form = 1.0 / 5000;  // area / perimeter²: a strip 1250 times as long as wide
    std::size_t first = 0;
    int slivers = 0;
    double area = 0.0;
    WorldPoint at;
    for (const std::uint32_t last : polygon.part_ends) {
        const auto shell = polygon.ring(first);
        const double a = std::abs(signed_area_m2(shell)), length = perimeter_m(shell);
        first = last;
        if (2 * a >= sliver_m * length && a >= sliver_form * length * length) continue;
        if (slivers++ == 0) at = shell.front();
        area += a;
    }
    if (slivers > 0)
        flaws.push_back({"sliver", fmt::format("{} with {} in all", times(slivers, "part is a sliver", "parts are slivers"), in_m2(area)),
                         "kept as it is", at});
}

}  // namespace

Repaired repair(Shape polygon) {
    Repaired out;
    if (polygon.kind != ShapeKind::polygon) {
        out.shape = std::move(polygon);
        return out;
    }
    if (!is_tidy(polygon)) {
        out.was_valid = has_rings_of_three(polygon) && is_valid(*to_ogr(polygon));
        Tidied found;
        const auto centre = bounds(polygon).centre();
        polygon = tidied(polygon, found);
        if (polygon.empty()) found.collapsed.clear();  // said of the whole below
        report(found, out.flaws);
        if (polygon.empty()) {
            out.flaws.push_back({"collapsed", "it encloses no area", "", centre});
            return out;
        }
    }
    if (!is_simple(polygon) && !is_valid(*to_ogr(polygon))) {
        out.was_valid = false;
        polygon = rebuilt(polygon, out.flaws);
        if (polygon.empty()) return out;
        turn_rings(polygon);  // whatever way round an overlay leaves them is not the source's doing
    } else {
        out.turned = turn_rings(polygon);
    }
    note_slivers(polygon, out.flaws);
    out.shape = std::move(polygon);
    return out;
}

}  // namespace huegrid::geo
