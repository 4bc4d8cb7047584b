#include "engine/geo/cells/cell_pieces.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

#include "engine/base/disjoint_sets.hpp"

namespace huegrid::geo {
namespace {

struct Border {
    Index from, to;
    double length;
};

/// The longest border of each `from`, of equal ones that to the lowest `to`; borders are seen from both ends.
std::vector<Border> longest_of(std::vector<Border> borders) {
    std::sort(borders.begin(), borders.end(), [](const Border& b, const Border& c) { return std::tie(b.from, b.to, b.length) < std::tie(c.from, c.to, c.length); });
    std::vector<Border> longest;
    for (std::size_t i = 0; i < borders.size();) {
        Border sum{borders[i].from, borders[i].to, 0.0};
        for (; i < borders.size() && borders[i].from == sum.from && borders[i].to == sum.to; ++i) sum.length += borders[i].length;
        if (longest.empty() || longest.back().from != sum.from) longest.push_back(sum);
        else if (sum.length > longest.back().length) longest.back() = sum;
    }
    return longest;
}

class Assigner {
public:
    Assigner(std::span<const Node> nodes, std::vector<CellSide>& sides) : nodes_(nodes), sides_(sides) {
        for (const auto& side : sides) ends_.push_back(side.ends);
        loops_ = trace(nodes, ends_);
    }

    std::vector<Index> run(std::span<const InnerPoint> inner) {
        find_pieces();
        find_homes(inner);
        if (homes_ < pieces_.size()) {
            join_blocks();
            grow();
        }
        std::vector<Index> ground;
        for (const auto& point : inner) ground.push_back(ground_of(point));
        for (std::size_t e = 0; e < sides_.size(); ++e) {
            if (sides_[e].left != none) sides_[e].left = owner_of(2 * e);
            if (sides_[e].right != none) sides_[e].right = owner_of(2 * e + 1);
        }
        return ground;
    }

private:
    struct Piece {
        Index loop;
        Index label;          ///< who is nearest
        Index owner = none;   ///< whose it becomes
    };

    Node at(Index node) const { return nodes_[std::size_t(node)]; }
    Index label_of(Index half) const {
        const auto& side = sides_[std::size_t(half / 2)];
        return half % 2 == 0 ? side.left : side.right;
    }
    Index piece_at(std::size_t half) const { return piece_of_[std::size_t(loops_.of[half])]; }
    Index owner_of_piece(Index number) const {
        const auto& piece = pieces_[std::size_t(number)];
        return piece.owner == none ? piece.label : piece.owner;
    }
    Index owner_of(std::size_t half) const { return owner_of_piece(piece_at(half)); }

    bool goes_around(Index loop, Node p) const { return geo::goes_around(loops_, nodes_, ends_, loop, p); }

    /// An outer loop is a piece; an inner one belongs to the smallest outer one of its label that goes around it.
    void find_pieces() {
        piece_of_.assign(loops_.first.size(), none);
        for (std::size_t l = 0; l < loops_.first.size(); ++l) {
            const Index label = label_of(loops_.first[l]);
            if (label == none || loops_.area2_cm2[l] <= 0) continue;
            piece_of_[l] = Index(pieces_.size());
            pieces_.push_back({Index(l), label});
        }
        by_label_.resize(pieces_.size());
        std::iota(by_label_.begin(), by_label_.end(), Index(0));
        std::stable_sort(by_label_.begin(), by_label_.end(), [&](Index i, Index j) { return pieces_[std::size_t(i)].label < pieces_[std::size_t(j)].label; });
        for (std::size_t l = 0; l < loops_.first.size(); ++l) {
            const Index label = label_of(loops_.first[l]);
            if (label != none && piece_of_[l] == none) piece_of_[l] = piece_around(label, Index(l));
        }
    }

    std::span<const Index> pieces_labelled(Index label) const {
        const auto less = [&](Index piece, Index l) { return pieces_[std::size_t(piece)].label < l; };
        const auto first = std::lower_bound(by_label_.begin(), by_label_.end(), label, less);
        const auto last = std::lower_bound(first, by_label_.end(), label + 1, less);
        return {first, last};
    }

    Index smallest_around(std::span<const Index> candidates, Node p) const {
        Index best = none;
        const auto area = [&](Index piece) { return loops_.area2_cm2[std::size_t(pieces_[std::size_t(piece)].loop)]; };
        for (const Index piece : candidates)
            if (goes_around(pieces_[std::size_t(piece)].loop, p) && (best == none || area(piece) < area(best))) best = piece;
        return best;
    }

    Index piece_around(Index label, Index inner) const {
        const auto labelled = pieces_labelled(label);
        if (labelled.size() == 1) return labelled.front();
        std::vector<Index> candidates;
        for (const Index piece : labelled)
            if (is_around(loops_, nodes_, ends_, pieces_[std::size_t(piece)].loop, inner)) candidates.push_back(piece);
        const Index found = smallest_around(candidates, at(along(ends_, loops_.first[std::size_t(inner)]).a));
        return found != none || labelled.empty() ? found : labelled.front();
    }

    /// The home of a building with ground of its own is the piece with its inner point.
    void find_homes(std::span<const InnerPoint> inner) {
        for (const auto& point : inner) {
            if (point.building != point.owner) continue;
            const auto candidates = pieces_labelled(point.owner);
            const Index home = smallest_around(candidates, point.at);
            if (home != none) pieces_[std::size_t(home)].owner = point.owner, ++homes_;
        }
    }

    /// Another's only where that one's ground was cut in pieces, or none of it was left.
    Index ground_of(const InnerPoint& point) const {
        Index around = smallest_around(pieces_labelled(point.owner), point.at);
        if (around == none) around = smallest_around(by_label_, point.at);
        return around == none ? nearest(point.at) : owner_of_piece(around);
    }

    /// For a point on the community's very edge, which no piece goes around. O(sides).
    Index nearest(Node p) const {
        double best = std::numeric_limits<double>::infinity();
        Index owner = none;
        for (std::size_t e = 0; e < sides_.size(); ++e) {
            const Node a = at(ends_[e].a), b = at(ends_[e].b);
            const double x = double(b.x) - a.x, y = double(b.y) - a.y, px = double(p.x) - a.x, py = double(p.y) - a.y;
            const double part = std::clamp((px * x + py * y) / (x * x + y * y), 0.0, 1.0), away = std::hypot(px - part * x, py - part * y);
            if (away < best) best = away, owner = sides_[e].left != none ? owner_of(2 * e) : owner_of(2 * e + 1);
        }
        return owner;
    }

    template <class Take>
    void for_each_border(Take take) const {
        for (std::size_t e = 0; e < sides_.size(); ++e) {
            if (sides_[e].left == none || sides_[e].right == none) continue;
            const Index left = piece_at(2 * e), right = piece_at(2 * e + 1);
            if (left == right) continue;
            const Node a = at(ends_[e].a), b = at(ends_[e].b);
            take(left, right, std::hypot(double(b.x) - a.x, double(b.y) - a.y), sides_[e]);
        }
    }

    /// A block is what neither barrier nor kept border divides. One without a home joins that next to it with the longest common
    /// barrier, and only where there is none such, one across a kept border.
    void join_blocks() {
        blocks_ = DisjointSets(pieces_.size());
        for_each_border([&](Index left, Index right, double, const CellSide& side) {
            if (!side.parts()) blocks_.join(left, right);
        });
        while (join_homeless(false)) continue;
        while (join_homeless(true)) continue;
    }

    /// One round; false when nothing was joined.
    bool join_homeless(bool across_kept) {
        std::vector<bool> has_home(pieces_.size(), false);
        for (std::size_t p = 0; p < pieces_.size(); ++p)
            if (pieces_[p].owner != none) has_home[std::size_t(blocks_.lowest_of(Index(p)))] = true;
        std::vector<Border> borders;
        for_each_border([&](Index left, Index right, double length, const CellSide& side) {
            if (side.on_kept && !across_kept) return;
            left = blocks_.lowest_of(left), right = blocks_.lowest_of(right);
            if (left == right) return;
            if (!has_home[std::size_t(left)] && has_home[std::size_t(right)]) borders.push_back({left, right, length});
            if (!has_home[std::size_t(right)] && has_home[std::size_t(left)]) borders.push_back({right, left, length});
        });
        // Two joins of one round don't get in each other's way: only blocks without a home move.
        const auto longest = longest_of(std::move(borders));
        for (const auto& border : longest) blocks_.join(border.from, border.to);
        return !longest.empty();
    }

    /// Pieces without an owner take that of the neighbour in their block with the longest border, those next to homes first; across
    /// what would part the ground if it ended nowhere only where nothing else is left.
    void grow() {
        do {
            while (grow_once(false)) continue;
        } while (grow_once(true));
    }

    /// One round; false when no piece found an owner.
    bool grow_once(bool across) {
        std::vector<Border> borders;
        for_each_border([&](Index left, Index right, double length, const CellSide& side) {
            if ((side.parts() && !across) || blocks_.lowest_of(left) != blocks_.lowest_of(right)) return;
            const Index left_owner = pieces_[std::size_t(left)].owner, right_owner = pieces_[std::size_t(right)].owner;
            if (left_owner == none && right_owner != none) borders.push_back({left, right_owner, length});
            if (right_owner == none && left_owner != none) borders.push_back({right, left_owner, length});
        });
        const auto longest = longest_of(std::move(borders));
        for (const auto& border : longest) pieces_[std::size_t(border.from)].owner = border.to;
        return !longest.empty();
    }

    std::span<const Node> nodes_;
    std::vector<CellSide>& sides_;
    std::vector<Ends> ends_;
    Loops loops_;
    std::vector<Index> piece_of_;  ///< of each loop
    std::vector<Piece> pieces_;
    std::vector<Index> by_label_;  ///< pieces
    std::size_t homes_ = 0;
    DisjointSets blocks_{0};
};

}  // namespace

std::vector<Index> assign_cut_off(std::span<const Node> nodes, std::vector<CellSide>& sides, std::span<const InnerPoint> inner) {
    return Assigner(nodes, sides).run(inner);
}

}  // namespace huegrid::geo
