#include "engine/geo/cells/cells.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "engine/geo/cells/bisectors.hpp"
#include "engine/geo/cells/cell_pieces.hpp"
#include "engine/geo/cells/linework.hpp"
#include "engine/geo/cells/loop_owners.hpp"
#include "engine/geo/cells/snap.hpp"
#include "engine/geo/cells/standing.hpp"
#include "engine/geo/cells/true_grounds.hpp"
#include "engine/geo/shapes/ring.hpp"

namespace huegrid::geo {
namespace {

/// What a line of the linework is, and what lies beside it.
struct Source {
    enum class Kind : std::uint8_t { community, kept, barrier, footprint, bisector };
    Kind kind;
    Index left = none, right = none;
    WorldPoint from, to;  ///< of the community's boundary and of kept borders, before they were rounded
};

struct BoundaryNode {
    WorldPoint at;
    bool is_corner = false;
};
struct LostCorner {
    Index corner, beside;  ///< nodes
    WorldPoint at;         ///< the corner before it was rounded
};
using PlacedBack = std::unordered_map<Index, BoundaryNode>;  ///< by node

constexpr double same_border_m = 0.2;  ///< kept borders that are nearer to each other or to the community's are one

class Maker {
public:
    Maker(const Shape& community, std::span<const Shape> buildings, std::span<const Shape> barriers, std::span<const Shape> kept)
        : community_(community), buildings_(buildings), barriers_(barriers), kept_(snapped(community, kept, same_border_m)), inside_(std::span(&community, 1)) {
        const auto box = bounds(community);
        grid_.origin = {std::floor(box.min.x), std::floor(box.min.y)};
        low_ = rounded(box.min), high_ = rounded(box.max);
    }

    Cells run() {
        standing_ = find_standing(buildings_, inside_, grid_);
        cells_.cell_of = standing_.cell_of;
        draw_footprints();
        if (std::none_of(cells_.cell_of.begin(), cells_.cell_of.end(), [](Index cell) { return cell != none; })) return std::move(cells_);
        draw_bisectors();
        draw_lines(barriers_, Source::Kind::barrier);
        draw_lines(kept_, Source::Kind::kept);
        draw_community();
        lines_.untangle();
        merge_strands();
        label_loops();
        keep_walls();
        assign_pieces();
        finish();
        settle_at_borders(cells_, standing_.inner, standing_.by_size);
        return std::move(cells_);
    }

private:
    Node rounded(WorldPoint p) const { return grid_.rounded(p); }
    WorldPoint world(Node n) const { return grid_.world(n); }
    Node at(Index node) const { return lines_.nodes()[std::size_t(node)]; }

    std::uint32_t new_source(Source source) {
        sources_.push_back(source);
        return std::uint32_t(sources_.size() - 1);
    }

    /// Rings as edges with the polygon's inside on the left; but for those thinner than a centimetre, which are nothing when they are
    /// rounded, or go the other way round.
    template <class Draw>
    void for_each_edge(const Shape& polygon, Draw draw) {
        std::size_t part = 0, shell = 0;
        for (std::size_t r = 0; r < polygon.rings(); ++r) {
            if (r == polygon.part_ends[part]) shell = r, ++part;
            const auto ring = polygon.ring(r);
            std::vector<WorldPoint> drawn;
            for (const auto p : ring) drawn.push_back(world(rounded(p)));
            const double area = signed_area_m2(ring), area_drawn = signed_area_m2(drawn);
            if (area_drawn == 0.0 || (area > 0.0) != (area_drawn > 0.0)) continue;
            const bool turned = (area > 0.0) != (r == shell);
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const WorldPoint a = ring[i], b = ring[i + 1 == ring.size() ? 0 : i + 1];
                turned ? draw(b, a) : draw(a, b);
            }
        }
    }

    void draw(WorldPoint a, WorldPoint b, std::uint32_t source) {
        const Index from = lines_.node(rounded(a)), to = lines_.node(rounded(b));
        if (from != to) lines_.add(from, to, source);
    }

    void draw_footprints() {
        std::vector<std::pair<Index, Index>> points;  // node, building
        for (std::size_t i = 0; i < buildings_.size(); ++i) {
            if (cells_.cell_of[i] != Index(i)) continue;
            const auto source = new_source({Source::Kind::footprint, Index(i), Index(i), {}, {}});
            const std::size_t before = lines_.strands().size();
            if (buildings_[i].kind == ShapeKind::polygon) for_each_edge(buildings_[i], [&](WorldPoint a, WorldPoint b) { draw(a, b, source); });
            if (lines_.strands().size() > before) continue;
            const Index node = lines_.node(rounded(standing_.inner[i]));
            lines_.add(node, node, source);
            points.push_back({node, Index(i)});
        }
        if (lines_.strands().empty()) return;
        lines_.untangle();
        take_sites();
        for (const auto& [node, building] : points)
            if (const auto owner = wall_at_.find(node); owner != wall_at_.end()) {
                for (auto& cell : cells_.cell_of)
                    if (cell == building) cell = owner->second;
            } else {
                sites_.push_back({at(node), at(node), building});
            }
        for (const auto& site : sites_) cells_.corners.push_back(world(site.a)), cells_.corners.push_back(world(site.b));
        for (std::size_t i = 0; i < standing_.inner.size(); ++i)
            if (cells_.cell_of[i] != none) cells_.corners.push_back(standing_.inner[i]);
    }

    /// Walls, each once; a common one is the first building's.
    void take_sites() {
        auto strands = lines_.strands();
        for (auto& s : strands)
            if (s.a > s.b) std::swap(s.a, s.b);
        std::sort(strands.begin(), strands.end(), [](const Strand& s, const Strand& t) { return std::tie(s.a, s.b, s.source) < std::tie(t.a, t.b, t.source); });
        for (std::size_t i = 0; i < strands.size(); ++i) {
            const auto& s = strands[i];
            if (s.a == s.b || (i > 0 && strands[i - 1].a == s.a && strands[i - 1].b == s.b)) continue;
            const Index owner = sources_[s.source].left;
            sites_.push_back({at(s.a), at(s.b), owner});
            for (const Index node : {s.a, s.b}) wall_at_.try_emplace(node, owner);
        }
    }

    void draw_bisectors() {
        std::erase_if(lines_.strands(), [](const Strand& s) { return s.a == s.b; });
        std::vector<Shape> footprints;
        for (std::size_t i = 0; i < buildings_.size(); ++i)
            if (cells_.cell_of[i] == Index(i) && buildings_[i].kind == ShapeKind::polygon) footprints.push_back(buildings_[i]), footprint_of_.push_back(Index(i));
        indoors_ = ZoneLocator(footprints);
        for (const auto& bisector : bisectors(sites_, low_, high_)) {
            // A bisector doesn't cross walls, which are nearest to themselves; so it is indoors as a whole or not at all.
            const WorldPoint a = world(bisector.line[(bisector.line.size() - 1) / 2]), b = world(bisector.line[(bisector.line.size() + 1) / 2]);
            if (indoors_.zone_at({(a.x + b.x) / 2, (a.y + b.y) / 2}) != none) continue;
            const auto source = new_source({Source::Kind::bisector, bisector.left, bisector.right, {}, {}});
            for (std::size_t i = 1; i < bisector.line.size(); ++i) lines_.add(lines_.node(bisector.line[i - 1]), lines_.node(bisector.line[i]), source);
        }
    }

    void draw_lines(std::span<const Shape> lines, Source::Kind kind) {
        const auto box = bounds(community_);
        for (const auto& each : lines) {
            if (!bounds(each).intersects(box)) continue;
            const bool closed = each.kind == ShapeKind::polygon;
            if (!closed && each.kind != ShapeKind::line) continue;
            for (std::size_t r = 0; r < each.rings(); ++r) {
                const auto line = each.ring(r);
                for (std::size_t i = closed ? 0 : 1; i < line.size(); ++i) {
                    const WorldPoint a = line[i == 0 ? line.size() - 1 : i - 1], b = line[i];
                    WorldBox piece{a, a};
                    piece.add(b);
                    if (piece.intersects(box)) draw(a, b, new_source({kind, none, none, a, b}));
                }
            }
        }
    }

    void draw_community() {
        for_each_edge(community_, [&](WorldPoint a, WorldPoint b) {
            draw(a, b, new_source({Source::Kind::community, none, none, a, b}));
        });
    }

    /// One edge for all strands between two nodes; those outside the community go.
    void merge_strands() {
        auto& strands = lines_.strands();
        const auto low = [](const Strand& s) { return std::min(s.a, s.b); };
        const auto high = [](const Strand& s) { return std::max(s.a, s.b); };
        std::sort(strands.begin(), strands.end(), [&](const Strand& s, const Strand& t) {
            return std::tuple(low(s), high(s), s.source, s.a) < std::tuple(low(t), high(t), t.source, t.a);
        });
        std::vector<Strand> kept;
        for (std::size_t i = 0, end = 0; i < strands.size(); i = end) {
            int boundary = 0;  // where it runs out and back on one line the community has no ground
            bool only_lines = true;  // that part the ground and are nobody's wall
            for (end = i; end < strands.size() && low(strands[end]) == low(strands[i]) && high(strands[end]) == high(strands[i]); ++end) {
                if (kind(strands[end]) == Source::Kind::community) boundary += strands[end].a < strands[end].b ? 1 : -1;
                only_lines = only_lines && (kind(strands[end]) == Source::Kind::barrier || kind(strands[end]) == Source::Kind::kept);
            }
            if (boundary == 0) {
                for (std::size_t k = i; k < end; ++k)
                    if (kind(strands[k]) == Source::Kind::community) note_lost_corner(strands[k]);
                const WorldPoint a = world(at(strands[i].a)), b = world(at(strands[i].b)), middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
                if (inside_.zone_at(middle) == none || (only_lines && indoors_.zone_at(middle) != none)) continue;
            }
            ends_.push_back({low(strands[i]), high(strands[i])});
            firsts_.push_back(kept.size());
            for (std::size_t k = i; k < end; ++k)
                if (boundary != 0 || kind(strands[k]) != Source::Kind::community) kept.push_back(strands[k]);
            if (firsts_.back() == kept.size()) ends_.pop_back(), firsts_.pop_back();
        }
        firsts_.push_back(kept.size());
        strands = std::move(kept);
    }
    /// A border that meets the community's boundary within a centimetre of a corner takes both of its edges along: out to the corner and
    /// back, which is nothing.
    void note_lost_corner(const Strand& strand) {
        const auto& source = sources_[strand.source];
        const Node a = at(strand.a), b = at(strand.b);
        if (std::abs(a.x - b.x) > 1 || std::abs(a.y - b.y) > 1) return;
        for (const WorldPoint corner : {source.from, source.to}) {
            if (rounded(corner) == a) lost_corners_.push_back({strand.a, strand.b, corner});
            if (rounded(corner) == b) lost_corners_.push_back({strand.b, strand.a, corner});
        }
    }
    Source::Kind kind(const Strand& s) const { return sources_[s.source].kind; }
    bool has(std::size_t edge, Source::Kind wanted) const {
        for (std::size_t s = firsts_[edge]; s < firsts_[edge + 1]; ++s)
            if (kind(lines_.strands()[s]) == wanted) return true;
        return false;
    }
    bool is_wall_of(std::size_t edge, Index building) const {
        for (std::size_t s = firsts_[edge]; s < firsts_[edge + 1]; ++s)
            if (const auto& source = sources_[lines_.strands()[s].source]; source.kind == Source::Kind::footprint && source.left == building) return true;
        return false;
    }
    double length(Ends e) const { return std::hypot(double(at(e.b).x) - at(e.a).x, double(at(e.b).y) - at(e.a).y); }

    void label_loops() {
        const auto loops = trace(lines_.nodes(), ends_);
        std::vector<Vote> votes;
        for (std::size_t e = 0; e < ends_.size(); ++e) {
            const double along = length(ends_[e]);
            for (std::size_t i = firsts_[e]; i < firsts_[e + 1]; ++i) {
                const auto& strand = lines_.strands()[i];
                const auto& source = sources_[strand.source];
                const bool forth = strand.a == ends_[e].a;
                const Index left = loops.of[2 * e + (forth ? 0 : 1)], right = loops.of[2 * e + (forth ? 1 : 0)];
                if (source.kind == Source::Kind::community) votes.push_back({right, Vote::out_of_community, none, along});
                if (source.kind == Source::Kind::bisector) votes.push_back({left, Vote::nearest, source.left, along});
                if (source.kind == Source::Kind::bisector) votes.push_back({right, Vote::nearest, source.right, along});
                if (source.kind == Source::Kind::footprint) votes.push_back({left, Vote::inside, source.left, along});
                if (source.kind == Source::Kind::footprint) votes.push_back({right, Vote::nearest, source.right, along});
            }
            // A wall inside another footprint has that one's ground on both sides.
            if (!has(e, Source::Kind::footprint)) continue;
            const WorldPoint a = world(at(ends_[e].a)), b = world(at(ends_[e].b));
            for (const Index footprint : indoors_.zones_at({(a.x + b.x) / 2, (a.y + b.y) / 2}))
                if (const Index other = footprint_of_[std::size_t(footprint)]; !is_wall_of(e, other))
                    for (const Index loop : {loops.of[2 * e], loops.of[2 * e + 1]}) votes.push_back({loop, Vote::inside, other, along});
        }
        const auto owner = loop_owners(loops, lines_.nodes(), ends_, std::move(votes), standing_.rank, sites_);
        for (std::size_t e = 0; e < ends_.size(); ++e) {
            const auto left = std::size_t(loops.of[2 * e]), right = std::size_t(loops.of[2 * e + 1]);
            sides_.push_back({ends_[e], owner[left], owner[right], has(e, Source::Kind::barrier), has(e, Source::Kind::kept)});
        }
    }

    /// Lines inside one building's ground go, but for those that may cut pieces off it.
    void keep_walls() {
        for (const auto kind : {Source::Kind::kept, Source::Kind::community}) {
            PlacedBack placed;
            for (std::size_t e = 0; e < sides_.size(); ++e)
                if (has(e, kind)) place_back(e, kind, placed);
            if (kind == Source::Kind::community)
                for (const auto& lost : lost_corners_)
                    if (const auto beside = placed.find(lost.beside); beside != placed.end() && !beside->second.is_corner && !placed.contains(lost.corner)) beside->second = {lost.at, true};
            for (const auto& [node, back] : placed) {
                auto& now = placed_back_[node];
                now = {back.at, back.is_corner || now.is_corner};
            }
        }
        std::erase_if(sides_, [](const CellSide& s) { return s.left == s.right && !s.parts(); });
    }

    /// Nodes of the community's boundary and of kept borders go back to where they were before they were rounded, new ones onto
    /// their line. Where both run, the boundary says.
    void place_back(std::size_t edge, Source::Kind wanted, PlacedBack& placed) const {
        for (std::size_t i = firsts_[edge]; i < firsts_[edge + 1]; ++i) {
            const auto& strand = lines_.strands()[i];
            const auto& [source_kind, left, right, from, to] = sources_[strand.source];
            if (source_kind != wanted) continue;
            for (const Index node : {strand.a, strand.b}) {
                const Node n = at(node);
                if (n == rounded(from) || n == rounded(to)) {
                    placed[node] = {n == rounded(from) ? from : to, true};
                } else {
                    const WorldPoint p = world(n);
                    const double x = to.x - from.x, y = to.y - from.y;
                    const double part = std::clamp(((p.x - from.x) * x + (p.y - from.y) * y) / (x * x + y * y), 0.0, 1.0);
                    placed.try_emplace(node, BoundaryNode{{from.x + part * x, from.y + part * y}, false});
                }
            }
        }
    }

    void assign_pieces() {
        std::vector<InnerPoint> inner;
        for (std::size_t i = 0; i < buildings_.size(); ++i)
            if (const Index cell = cells_.cell_of[i]; cell != none) inner.push_back({Index(i), cell, rounded(standing_.inner[i])});
        const auto ground = assign_cut_off(lines_.nodes(), sides_, inner);
        for (std::size_t i = 0; i < inner.size(); ++i) cells_.cell_of[std::size_t(inner[i].building)] = ground[i];
    }

    void finish() {
        std::vector<Index> number(lines_.nodes().size(), none);
        const auto node = [&](Index old) {
            auto& n = number[std::size_t(old)];
            if (n == none) {
                n = Index(cells_.nodes.size());
                const auto moved = placed_back_.find(old);
                cells_.nodes.push_back(moved == placed_back_.end() ? world(at(old)) : moved->second.at);
                cells_.is_corner.push_back(moved != placed_back_.end() && moved->second.is_corner);
            }
            return n;
        };
        for (const auto& side : sides_)
            if (side.left != side.right) cells_.edges.push_back({node(side.ends.a), node(side.ends.b), side.left, side.right, side.on_barrier, side.on_kept});
    }

    const Shape& community_;
    std::span<const Shape> buildings_, barriers_;
    std::vector<Shape> kept_;
    ZoneLocator inside_;       ///< the community
    ZoneLocator indoors_{{}};  ///< footprints
    std::vector<Index> footprint_of_;  ///< the building of each of them
    Centimetres grid_;
    Node low_, high_;
    Standing standing_;
    std::vector<Source> sources_;
    Linework lines_;
    std::vector<Site> sites_;
    std::unordered_map<Index, Index> wall_at_;  ///< the owner of a wall that ends in a node
    std::vector<LostCorner> lost_corners_;
    std::vector<Ends> ends_;
    std::vector<std::size_t> firsts_;  ///< of each edge's strands
    std::vector<CellSide> sides_;
    PlacedBack placed_back_;
    Cells cells_;
};

}  // namespace

Cells make_cells(const Shape& community, std::span<const Shape> buildings, std::span<const Shape> barriers, std::span<const Shape> kept) {
    if (community.kind != ShapeKind::polygon || community.empty()) {
        Cells none_at_all;
        none_at_all.cell_of.assign(buildings.size(), none);
        return none_at_all;
    }
    return Maker(community, buildings, barriers, kept).run();
}

std::vector<Neighbours> neighbours(const Cells& cells) {
    std::vector<Neighbours> pairs;
    for (const auto& edge : cells.edges) {
        if (edge.left == none || edge.right == none) continue;
        const WorldPoint a = cells.nodes[std::size_t(edge.from)], b = cells.nodes[std::size_t(edge.to)];
        const double length_m = std::hypot(b.x - a.x, b.y - a.y);
        pairs.push_back({edge.left, edge.right, length_m, edge.on_barrier ? length_m : 0.0});
    }
    return merged(std::move(pairs));
}

}  // namespace huegrid::geo
