#include "gui/map/triangulate.hpp"

#include <GL/glu.h>

#include <array>
#include <cmath>
#include <deque>
#include <memory>

namespace huegrid::gui {
namespace {

using geo::WorldPoint;
using Ring = std::span<const WorldPoint>;

constexpr std::size_t longest_ear_clip = 64;

/// Twice the signed area of a triangle; positive when it runs anticlockwise. Differences first, so that eastings of
/// half a million metres cost no digits.
double turn(WorldPoint a, WorldPoint b, WorldPoint c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

double twice_area(Ring ring) {
    double sum = 0;
    for (std::size_t i = 2; i < ring.size(); ++i) sum += turn(ring[0], ring[i - 1], ring[i]);
    return sum;
}

bool touch(WorldPoint a, WorldPoint b, WorldPoint c, WorldPoint d) {
    if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
        std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y))
        return false;
    return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
}

/// No two edges meet but neighbours in their common vertex.
bool is_simple(Ring ring) {
    const std::size_t n = ring.size();
    for (std::size_t i = 0; i < n; ++i) {
        const auto a = ring[i], b = ring[(i + 1) % n], after = ring[(i + 2) % n];
        if (a == b) return false;
        const bool doubles_back =
            turn(a, b, after) == 0 && (b.x - a.x) * (after.x - b.x) + (b.y - a.y) * (after.y - b.y) < 0;
        if (doubles_back) return false;
        for (std::size_t j = i + 2; j < n; ++j)
            if (!(i == 0 && j == n - 1) && touch(a, b, ring[j], ring[(j + 1) % n])) return false;
    }
    return true;
}

bool in_triangle(WorldPoint p, WorldPoint a, WorldPoint b, WorldPoint c) {
    return turn(a, b, p) >= 0 && turn(b, c, p) >= 0 && turn(c, a, p) >= 0;
}

/// The vertices that are left, in anticlockwise order.
struct Remaining {
    Ring ring;
    std::array<std::uint32_t, longest_ear_clip> order{};
    std::size_t size = 0;

    [[nodiscard]] WorldPoint at(std::size_t i) const { return ring[order[i % size]]; }
    /// Vertex i with its neighbours is a triangle inside the polygon, or flat (then nothing is lost with it).
    [[nodiscard]] bool is_ear(std::size_t i) const {
        const auto a = at(i + size - 1), b = at(i), c = at(i + 1);
        const double area = turn(a, b, c);
        if (area <= 0) return area == 0;
        for (std::size_t k = i + 2; k < i + size - 1; ++k)
            if (in_triangle(at(k), a, b, c)) return false;
        return true;
    }
    void remove(std::size_t i) {
        for (std::size_t k = i; k + 1 < size; ++k) order[k] = order[k + 1];
        --size;
    }
};

// GLU calls back through C function pointers; the sink carries what they need.
struct Sink {
    Mesh* mesh = nullptr;
    WorldPoint origin;
    std::deque<std::array<double, 3>> made;  ///< vertices at crossings; their addresses must last
    std::vector<std::uint32_t> run;          ///< corners of the triangles so far

    std::uint32_t add(const double* place) {
        mesh->points.push_back({origin.x + place[0], origin.y + place[1]});
        return std::uint32_t(mesh->points.size() - 1);
    }
};

void on_vertex(void* vertex, void* sink) {
    auto& to = *static_cast<Sink*>(sink);
    to.run.push_back(to.add(static_cast<const double*>(vertex)));
}
void on_edge_flag(GLboolean, void*) {}  // its presence makes GLU send plain triangles, no strips or fans
void on_combine(double place[3], void* [4], float[4], void** out, void* sink) {
    auto& to = *static_cast<Sink*>(sink);
    out[0] = to.made.emplace_back(std::array<double, 3>{place[0], place[1], place[2]}).data();
}

struct DeleteTessellator {
    void operator()(GLUtesselator* t) const { gluDeleteTess(t); }
};

std::unique_ptr<GLUtesselator, DeleteTessellator> make_tessellator() {
    using Callback = void (*)();
    std::unique_ptr<GLUtesselator, DeleteTessellator> t(gluNewTess());
    gluTessCallback(t.get(), GLU_TESS_VERTEX_DATA, reinterpret_cast<Callback>(on_vertex));
    gluTessCallback(t.get(), GLU_TESS_EDGE_FLAG_DATA, reinterpret_cast<Callback>(on_edge_flag));
    gluTessCallback(t.get(), GLU_TESS_COMBINE_DATA, reinterpret_cast<Callback>(on_combine));
    gluTessProperty(t.get(), GLU_TESS_WINDING_RULE, GLU_TESS_WINDING_ODD);
    gluTessNormal(t.get(), 0, 0, 1);
    return t;
}

}  // namespace

bool ear_clip(Ring ring, Mesh& mesh) {
    if (ring.size() < 3 || ring.size() > longest_ear_clip || !is_simple(ring)) return false;
    const double twice = twice_area(ring);
    if (twice == 0) return false;
    Remaining left{ring, {}, ring.size()};
    for (std::size_t i = 0; i < left.size; ++i) left.order[i] = std::uint32_t(twice > 0 ? i : left.size - 1 - i);

    const auto first_point = mesh.points.size(), first_corner = mesh.corners.size();
    const auto base = std::uint32_t(first_point);
    mesh.points.insert(mesh.points.end(), ring.begin(), ring.end());
    double clipped = 0;
    std::size_t i = 0, tried = 0;
    while (left.size >= 3 && tried < left.size) {
        if (!left.is_ear(i)) {
            i = (i + 1) % left.size;
            ++tried;
            continue;
        }
        const std::size_t before = (i + left.size - 1) % left.size, after = (i + 1) % left.size;
        if (const double area = turn(left.at(before), left.at(i), left.at(after)); area > 0) {
            for (const auto corner : {before, i, after}) mesh.corners.push_back(base + left.order[corner]);
            clipped += area;
        }
        left.remove(i);
        if (i >= left.size) i = 0;
        tried = 0;
    }
    if (left.size < 3 && std::abs(clipped - std::abs(twice)) <= 1e-9 * std::abs(twice)) return true;
    mesh.points.resize(first_point);
    mesh.corners.resize(first_corner);
    return false;
}

void tessellate(std::span<const Ring> rings, Mesh& mesh) {
    thread_local const auto tessellator = make_tessellator();
    Sink sink{&mesh, {}, {}, {}};
    if (rings.empty() || rings[0].empty()) return;
    sink.origin = rings[0][0];
    std::vector<std::array<double, 3>> places;
    std::size_t total = 0;
    for (const auto ring : rings) total += ring.size();
    places.reserve(total);  // GLU keeps the addresses
    auto* t = tessellator.get();
    gluTessBeginPolygon(t, &sink);
    for (const auto ring : rings) {
        gluTessBeginContour(t);
        for (const auto p : ring) {
            auto& place = places.emplace_back(std::array<double, 3>{p.x - sink.origin.x, p.y - sink.origin.y, 0});
            gluTessVertex(t, place.data(), place.data());
        }
        gluTessEndContour(t);
    }
    gluTessEndPolygon(t);
    for (std::size_t i = 0; i + 2 < sink.run.size(); i += 3) {
        const auto a = sink.run[i], b = sink.run[i + 1], c = sink.run[i + 2];
        const double area = turn(mesh.points[a], mesh.points[b], mesh.points[c]);
        if (area > 0) mesh.corners.insert(mesh.corners.end(), {a, b, c});
        if (area < 0) mesh.corners.insert(mesh.corners.end(), {a, c, b});
    }
}

void triangulate(std::span<const Ring> rings, Mesh& mesh) {
    if (rings.size() == 1 && ear_clip(rings[0], mesh)) return;
    tessellate(rings, mesh);
}

void triangulate(const geo::Shape& polygon, Mesh& mesh) {
    std::vector<Ring> rings;
    for (std::size_t r = 0; r < polygon.rings(); ++r) rings.push_back(polygon.ring(r));
    triangulate(rings, mesh);
}

}  // namespace huegrid::gui
