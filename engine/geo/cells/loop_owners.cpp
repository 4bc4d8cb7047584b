#include "engine/geo/cells/loop_owners.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace huegrid::geo {
namespace {

constexpr Index unknown = -2;

class Owners {
public:
    Owners(const Loops& loops, std::span<const Node> nodes, std::span<const Ends> edges, std::span<const Index> rank, std::span<const Site> sites)
        : loops_(loops), nodes_(nodes), edges_(edges), rank_(rank), sites_(sites), owner_(loops.first.size(), unknown) {}

    std::vector<Index> run(std::vector<Vote> votes) {
        count(votes);
        find_halves();
        for (std::size_t l = 0; l < owner_.size(); ++l)
            if (owner_[l] == unknown && loops_.area2_cm2[l] > 0) owner_[l] = nearest(beside(l));
        for (std::size_t l = 0; l < owner_.size(); ++l) {
            if (owner_[l] != unknown) continue;
            const Index around = smallest_around(Index(l));
            owner_[l] = around == none ? nearest(beside(l)) : owner_[std::size_t(around)];
        }
        return std::move(owner_);
    }

private:
    [[nodiscard]] double length(Index half) const {
        const Node a = nodes_[std::size_t(edges_[std::size_t(half / 2)].a)], b = nodes_[std::size_t(edges_[std::size_t(half / 2)].b)];
        return std::hypot(double(b.x) - a.x, double(b.y) - a.y);
    }

    void count(std::vector<Vote>& votes) {
        const auto rank = [&](Index building) { return building == none ? none : rank_[std::size_t(building)]; };
        std::sort(votes.begin(), votes.end(), [&](const Vote& v, const Vote& w) {
            return std::tuple(v.loop, -v.weight, rank(v.owner), v.length) < std::tuple(w.loop, -w.weight, rank(w.owner), w.length);
        });
        for (std::size_t i = 0; i < votes.size();) {
            const auto [loop, weight, first, unused] = votes[i];
            owner_[std::size_t(loop)] = first;
            double longest = -1.0;
            while (i < votes.size() && votes[i].loop == loop) {
                double sum = 0.0;
                const auto group = votes[i];
                for (; i < votes.size() && votes[i].loop == loop && votes[i].weight == group.weight && votes[i].owner == group.owner; ++i) sum += votes[i].length;
                if (group.weight == Vote::nearest && weight == Vote::nearest && sum > longest) longest = sum, owner_[std::size_t(loop)] = group.owner;
            }
        }
    }

    /// The longest half-edge of each loop that nobody speaks of.
    void find_halves() {
        longest_.assign(owner_.size(), none);
        for (std::size_t half = 0; half < loops_.of.size(); ++half) {
            const auto l = std::size_t(loops_.of[half]);
            if (owner_[l] == unknown && (longest_[l] == none || length(Index(half)) > length(longest_[l]))) longest_[l] = Index(half);
        }
    }

    /// A point on the loop's side of its longest edge, a metre off the middle at most: a kept border may run where two are equally near.
    [[nodiscard]] Node beside(std::size_t loop) const {
        const Index half = longest_[loop];
        const auto& edge = edges_[std::size_t(half / 2)];
        const Node a = nodes_[std::size_t(edge.a)], b = nodes_[std::size_t(edge.b)];
        const double along = length(half), off = (half % 2 == 0 ? 1.0 : -1.0) * std::min(along / 4.0, 100.0) / std::max(along, 1.0);
        return {std::int32_t(std::lround((double(a.x) + b.x) / 2.0 - off * (double(b.y) - a.y))), std::int32_t(std::lround((double(a.y) + b.y) / 2.0 + off * (double(b.x) - a.x)))};
    }

    /// The owner of the site nearest to p. O(sites): for the few loops that no line says anything of.
    [[nodiscard]] Index nearest(Node p) const {
        double best = std::numeric_limits<double>::infinity();
        Index owner = none;
        for (const auto& site : sites_) {
            const double x = double(site.b.x) - site.a.x, y = double(site.b.y) - site.a.y, l2 = x * x + y * y;
            const double px = double(p.x) - site.a.x, py = double(p.y) - site.a.y;
            const double part = l2 > 0 ? std::clamp((px * x + py * y) / l2, 0.0, 1.0) : 0.0;
            if (const double d = std::hypot(px - part * x, py - part * y); d < best) best = d, owner = site.owner;
        }
        return owner;
    }

    /// Of the loops that bound ground from outside. O(loops), and their edges where they are larger.
    [[nodiscard]] Index smallest_around(Index inner) const {
        Index best = none;
        const auto area = [&](Index loop) { return loops_.area2_cm2[std::size_t(loop)]; };
        for (Index outer = 0; outer < Index(owner_.size()); ++outer)
            if (area(outer) > 0 && (best == none || area(outer) < area(best)) && is_around(loops_, nodes_, edges_, outer, inner)) best = outer;
        return best;
    }

    const Loops& loops_;
    std::span<const Node> nodes_;
    std::span<const Ends> edges_;
    std::span<const Index> rank_;
    std::span<const Site> sites_;
    std::vector<Index> owner_;
    std::vector<Index> longest_;
};

}  // namespace

std::vector<Index> loop_owners(const Loops& loops, std::span<const Node> nodes, std::span<const Ends> edges, std::vector<Vote> votes, std::span<const Index> rank,
                               std::span<const Site> sites) {
    return Owners(loops, nodes, edges, rank, sites).run(std::move(votes));
}

}  // namespace huegrid::geo
