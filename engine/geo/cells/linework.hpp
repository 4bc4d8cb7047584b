/// @file linework.hpp
/// Lines on a grid of centimetres that meet in nodes only: what a map of areas without gaps and overlaps is made from.
///
/// Layer    geo, for its own .cpp files. Integers throughout, so that nothing is decided by rounding.
/// Extent   the coordinates' products have to fit: 10,000 km across.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::geo {

/// Centimetres from an origin that its owner knows.
struct Node {
    std::int32_t x = 0, y = 0;
    friend bool operator==(Node, Node) = default;
};

/// Between the world and nodes.
struct Centimetres {
    WorldPoint origin;
    [[nodiscard]] Node rounded(WorldPoint p) const { return {std::int32_t(std::lround((p.x - origin.x) * 100)), std::int32_t(std::lround((p.y - origin.y) * 100))}; }
    [[nodiscard]] WorldPoint world(Node n) const { return {origin.x + n.x / 100.0, origin.y + n.y / 100.0}; }
};

/// A straight piece between two nodes, of the input line number `source` and in its direction.
struct Strand {
    Index a = none, b = none;
    std::uint32_t source = 0;
};

class Linework {
public:
    /// The node at that place, made if need be.
    Index node(Node place);
    /// A strand from a to b; if they are the same, a node that lines have to notice.
    void add(Index a, Index b, std::uint32_t source) { strands_.push_back({a, b, source}); }

    /// Cuts strands where they cross and where a node lies on them, within what a centimetre can tell, until none is
    /// left: an iterated snap rounding (after Hobby 1999). Lines move by less than a centimetre where they are cut.
    /// Cost  O(n) rounds of a grid's cells for strands of about one length; two or three rounds.
    void untangle();

    [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
    [[nodiscard]] const std::vector<Strand>& strands() const { return strands_; }
    [[nodiscard]] std::vector<Strand>& strands() { return strands_; }

private:
    struct Cut {
        std::uint32_t strand;
        Index node;
    };
    void meet(std::uint32_t s, std::uint32_t t, std::vector<Cut>& cuts);
    void apply(std::vector<Cut>& cuts);

    std::vector<Node> nodes_;
    std::vector<Strand> strands_;
    std::unordered_map<std::uint64_t, Index> at_;
};

/// Closed ways around the faces of linework without tangles, each face on the left. Half-edge 2e runs along edge e from
/// its first to its second node, 2e + 1 back.
struct Loops {
    std::vector<Index> next;        ///< half-edge after this one
    std::vector<Index> of;          ///< loop of each half-edge
    std::vector<Index> first;       ///< a half-edge of each loop
    std::vector<double> area2_cm2;  ///< twice the area; not above 0: the loop bounds its face from inside
};
struct Ends {  ///< the nodes of an edge
    Index a, b;
};
[[nodiscard]] Loops trace(std::span<const Node> nodes, std::span<const Ends> edges);

/// The ends of a half-edge, in its direction.
[[nodiscard]] inline Ends along(std::span<const Ends> edges, Index half) {
    const Ends e = edges[std::size_t(half / 2)];
    return half % 2 == 0 ? e : Ends{e.b, e.a};
}
/// Does the loop go around p, or touch it? Even-odd.
[[nodiscard]] bool goes_around(const Loops& loops, std::span<const Node> nodes, std::span<const Ends> edges, Index loop, Node p);
/// Does `outer` go around the loop `inner`? All nodes of that are asked: some may be common with a loop that only touches it; and what
/// lies within it may touch it in all of them, and is no larger.
[[nodiscard]] bool is_around(const Loops& loops, std::span<const Node> nodes, std::span<const Ends> edges, Index outer, Index inner);

/// Twice the area on the left of a→b→c; 0 when on one line.
[[nodiscard]] inline std::int64_t turn(Node a, Node b, Node c) {
    return (std::int64_t(b.x) - a.x) * (std::int64_t(c.y) - a.y) - (std::int64_t(b.y) - a.y) * (std::int64_t(c.x) - a.x);
}

}  // namespace huegrid::geo
