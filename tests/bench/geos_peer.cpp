#include "geos_peer.hpp"

#ifdef HUEGRID_HAS_GEOS

#include <geos_c.h>

#include <cstdint>
#include <thread>

namespace huegrid::bench {
namespace {

/// What one thread needs; frees it all.
class Place {
public:
    explicit Place(std::span<const geo::Shape> zones) : context_(GEOS_init_r()) {
        tree_ = GEOSSTRtree_create_r(context_, 10);
        for (std::size_t z = 0; z < zones.size(); ++z) {
            zones_.push_back(polygon(zones[z]));
            prepared_.push_back(GEOSPrepare_r(context_, zones_.back()));
            GEOSSTRtree_insert_r(context_, tree_, zones_.back(), reinterpret_cast<void*>(std::uintptr_t(z)));
        }
    }
    ~Place() {
        for (const auto* prepared : prepared_) GEOSPreparedGeom_destroy_r(context_, prepared);
        for (auto* zone : zones_) GEOSGeom_destroy_r(context_, zone);
        GEOSSTRtree_destroy_r(context_, tree_);
        GEOS_finish_r(context_);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    [[nodiscard]] Index zone_at(geo::WorldPoint at) {
        candidates_.clear();
        GEOSGeometry* point = GEOSGeom_createPointFromXY_r(context_, at.x, at.y);
        GEOSSTRtree_query_r(
            context_, tree_, point,
            [](void* zone, void* found) {
                static_cast<std::vector<Index>*>(found)->push_back(Index(reinterpret_cast<std::uintptr_t>(zone)));
            },
            &candidates_);
        Index lowest = none;
        for (const Index zone : candidates_)
            if ((lowest == none || zone < lowest) &&
                GEOSPreparedIntersects_r(context_, prepared_[std::size_t(zone)], point) == 1)
                lowest = zone;
        GEOSGeom_destroy_r(context_, point);
        return lowest;
    }

private:
    GEOSGeometry* polygon(const geo::Shape& zone) {
        std::vector<geo::WorldPoint> ring(zone.ring(0).begin(), zone.ring(0).end());
        ring.push_back(ring.front());
        auto* sequence = GEOSCoordSeq_copyFromBuffer_r(context_, &ring[0].x, unsigned(ring.size()), 0, 0);
        return GEOSGeom_createPolygon_r(context_, GEOSGeom_createLinearRing_r(context_, sequence), nullptr, 0);
    }

    GEOSContextHandle_t context_;
    GEOSSTRtree* tree_;
    std::vector<GEOSGeometry*> zones_;
    std::vector<const GEOSPreparedGeometry*> prepared_;
    std::vector<Index> candidates_;
};

}  // namespace

std::optional<std::string> geos_version() {
    const std::string version = GEOSversion();  // "3.11.1-CAPI-1.17.1"
    return "GEOS " + version.substr(0, version.find('-'));
}

std::vector<Index> geos_locate_all(std::span<const geo::Shape> zones, std::span<const geo::WorldPoint> points,
                                   unsigned threads) {
    std::vector<Index> result(points.size());
    const auto share = [&](unsigned t) {
        Place place(zones);
        for (std::size_t i = points.size() * t / threads; i < points.size() * (t + 1) / threads; ++i)
            result[i] = place.zone_at(points[i]);
    };
    std::vector<std::jthread> others;
    for (unsigned t = 1; t < threads; ++t) others.emplace_back(share, t);
    share(0);
    others.clear();
    return result;
}

}  // namespace huegrid::bench

#else

namespace huegrid::bench {

std::optional<std::string> geos_version() { return std::nullopt; }

std::vector<Index> geos_locate_all(std::span<const geo::Shape>, std::span<const geo::WorldPoint>, unsigned) {
    return {};
}

}  // namespace huegrid::bench

#endif
