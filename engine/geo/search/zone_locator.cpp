#include "engine/geo/search/zone_locator.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/parallel.hpp"
#include "engine/geo/search/box_index.hpp"
#include "engine/geo/shapes/side_of_edge.hpp"

namespace huegrid::geo {
namespace {

struct Edge {
    WorldPoint a, b;
};

/// Divides a zone's height into equal bands, so that a point is tested only against the edges that its band touches.
/// The step from height to band never falls as the height rises, so no edge at the point's height can be missed.
struct Bands {
    double south = 0.0;
    double per_metre = 0.0;
    std::uint32_t count = 0;
    std::uint32_t first = 0;  ///< of this zone in Impl::band_begin

    [[nodiscard]] std::uint32_t at(double y) const {
        const double band = (y - south) * per_metre;
        if (!(band > 0.0)) return 0;
        return band >= double(count) ? count - 1 : std::uint32_t(band);
    }
};

template <class Take>
void for_each_edge(const Shape& zone, Take take) {
    for (std::size_t r = 0; r < zone.rings(); ++r) {
        const auto ring = zone.ring(r);
        for (std::size_t i = 0; i < ring.size(); ++i) take(Edge{ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]});
    }
}

/// A band for four edges; fewer where edges are so tall that each would lie in many of them: all bands
/// together never hold more than four times the zone's edges.
Bands divide(const Shape& zone, const WorldBox& box) {
    double climb = 0.0;  // sum of the edges' heights
    for_each_edge(zone, [&](const Edge& e) { climb += std::abs(e.a.y - e.b.y); });
    const double edges = double(zone.points.size());
    const double few_copies = climb > 0.0 ? 3.0 * edges * box.height() / climb : 1.0;
    Bands bands;
    bands.south = box.min.y;
    bands.count = std::uint32_t(std::max(1.0, std::min(edges / 4.0, few_copies)));
    bands.per_metre = box.height() > 0.0 ? double(bands.count) / box.height() : 0.0;
    return bands;
}

}  // namespace

struct ZoneLocator::Impl {
    BoxIndex tree{std::span<const WorldBox>()};
    std::vector<Bands> zones;
    std::vector<std::size_t> band_begin;  ///< into edges; one more than there are bands
    std::vector<Edge> edges;

    void add_zone(const Shape& zone, const WorldBox& box) {
        Bands bands;
        if (!box.empty()) {
            bands = divide(zone, box);
            bands.first = std::uint32_t(band_begin.size() - 1);
            const auto span_of = [&](const Edge& e) {
                return std::pair(bands.at(std::min(e.a.y, e.b.y)), bands.at(std::max(e.a.y, e.b.y)));
            };
            std::vector<std::size_t> next(bands.count + 1, 0);
            for_each_edge(zone, [&](const Edge& e) {
                const auto [low, high] = span_of(e);
                for (auto band = low; band <= high; ++band) ++next[band + 1];
            });
            next[0] = edges.size();
            for (std::uint32_t band = 0; band < bands.count; ++band) {
                next[band + 1] += next[band];
                band_begin.push_back(next[band + 1]);
            }
            edges.resize(next[bands.count]);
            for_each_edge(zone, [&](const Edge& e) {
                const auto [low, high] = span_of(e);
                for (auto band = low; band <= high; ++band) edges[next[band]++] = e;
            });
        }
        zones.push_back(bands);
    }

    [[nodiscard]] bool covers(Index zone, WorldPoint p) const {
        const Bands& bands = zones[std::size_t(zone)];
        const std::size_t band = bands.first + bands.at(p.y);
        bool inside = false;
        for (std::size_t i = band_begin[band]; i < band_begin[band + 1]; ++i) {
            const auto meets = ray_meets(edges[i].a, edges[i].b, p);
            if (meets == EdgeMeets::holds) return true;
            inside ^= meets == EdgeMeets::crosses;
        }
        return inside;
    }
};

ZoneLocator::ZoneLocator(std::span<const Shape> zones) : impl_(std::make_unique<Impl>()) {
    std::vector<WorldBox> boxes;
    boxes.reserve(zones.size());
    impl_->zones.reserve(zones.size());
    impl_->band_begin.push_back(0);
    for (const Shape& zone : zones) {
        boxes.push_back(zone.kind == ShapeKind::polygon ? bounds(zone) : WorldBox{});
        impl_->add_zone(zone, boxes.back());
    }
    impl_->tree = BoxIndex(boxes);
}
ZoneLocator::ZoneLocator(ZoneLocator&&) noexcept = default;
ZoneLocator& ZoneLocator::operator=(ZoneLocator&&) noexcept = default;
ZoneLocator::~ZoneLocator() = default;

Index ZoneLocator::zone_at(WorldPoint p) const {
    Index lowest = none;
    impl_->tree.for_each_touching(WorldBox{p, p}, [&](Index zone) {
        if ((lowest == none || zone < lowest) && impl_->covers(zone, p)) lowest = zone;
    });
    return lowest;
}

std::vector<Index> ZoneLocator::zones_at(WorldPoint p) const {
    std::vector<Index> found;
    impl_->tree.for_each_touching(WorldBox{p, p}, [&](Index zone) {
        if (impl_->covers(zone, p)) found.push_back(zone);
    });
    std::sort(found.begin(), found.end());
    return found;
}

namespace {

/// Points a thread takes at a time: crowded quarters take longer than fields.
constexpr std::size_t block = 8192;

/// Calls `each(i, block's number)` for every point, over `threads` threads.
template <class Each>
void for_each_point(std::size_t points, unsigned threads, Each each) {
    const std::size_t blocks = (points + block - 1) / block;
    for_each_chunk(workers_for(blocks, threads), blocks, [&](std::size_t, std::size_t b) {
        for (std::size_t i = b * block, last = std::min(i + block, points); i < last; ++i) each(i, b);
    });
}

}  // namespace

std::vector<Index> locate_all(const ZoneLocator& locator, std::span<const WorldPoint> points, unsigned threads) {
    std::vector<Index> result(points.size(), none);
    for_each_point(points.size(), threads, [&](std::size_t i, std::size_t) { result[i] = locator.zone_at(points[i]); });
    return result;
}

std::vector<std::size_t> in_several(const ZoneLocator& locator, std::span<const WorldPoint> points, unsigned threads) {
    std::vector<std::vector<std::size_t>> found((points.size() + block - 1) / block);
    for_each_point(points.size(), threads, [&](std::size_t i, std::size_t b) {
        if (locator.zones_at(points[i]).size() > 1) found[b].push_back(i);
    });
    std::vector<std::size_t> all;
    for (const auto& some : found) all.insert(all.end(), some.begin(), some.end());
    return all;
}

}  // namespace huegrid::geo
