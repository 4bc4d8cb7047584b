#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "engine/grids/search/search.hpp"

namespace huegrid::grids {
namespace {

class Halving {
public:
    Halving(const Problem& problem, double turn)
        : problem_(problem), turn_(turn), grid_of_(std::size_t(problem.units), 0), key_(std::size_t(problem.units), 0.0) {
        placed_ = std::any_of(problem.x.begin(), problem.x.end(), [](double x) { return x != 0.0; });
    }

    std::vector<Index> run() {
        std::vector<Index> all(std::size_t(problem_.units));
        std::iota(all.begin(), all.end(), 0);
        halve(std::move(all), 0, problem_.grids);
        return std::move(grid_of_);
    }

private:
    /// Beforehand all of `part`, and nobody else, are in grid `first`, in one piece, at least `grids` units.
    void halve(std::vector<Index> part, Index first, Index grids) {
        if (grids < 2) return;
        if (placed_) order_by_place(part);
        else order_by_steps(part, first);

        // By households; a tenth of an average unit besides, so that units without any don't all fall to one side.
        double all = 0.0;
        for (const Index unit : part) all += households(unit);
        const double extra = all > 0.0 ? 0.1 * all / double(part.size()) : 1.0;
        const double share = (all + extra * double(part.size())) * double(grids / 2) / double(grids);
        double sum = 0.0;
        std::size_t taken = 0;
        for (; taken + 1 < part.size(); ++taken) {
            const double weight = households(part[taken]) + extra;
            if (taken > 0 && sum + weight / 2 > share) break;
            sum += weight;
        }
        const Index second = first + 1;  // free until the first half is halved
        for (std::size_t i = taken; i < part.size(); ++i) grid_of_[std::size_t(part[i])] = second;
        keep_largest(part, first, second);
        keep_largest(part, second, first);

        std::vector<Index> here, there;
        double left = 0.0;
        for (const Index unit : part) {
            (grid_of_[std::size_t(unit)] == first ? here : there).push_back(unit);
            if (grid_of_[std::size_t(unit)] == first) left += households(unit);
        }
        const Index fair = all > 0.0 ? Index(std::lround(left / all * double(grids))) : grids / 2;
        const Index least = std::max<Index>(1, grids - Index(there.size())), most = std::min<Index>(Index(here.size()), grids - 1);
        const Index count = std::clamp(fair, least, most);
        for (const Index unit : there) grid_of_[std::size_t(unit)] = first + count;
        part = {};
        halve(std::move(here), first, count);
        halve(std::move(there), first + count, grids - count);
    }

    [[nodiscard]] double households(Index unit) const { return double(problem_.households[std::size_t(unit)]); }

    template <class Do>
    void for_each_neighbour(Index unit, const Do& visit) const {
        for (auto edge = std::size_t(problem_.firsts[std::size_t(unit)]); edge < std::size_t(problem_.firsts[std::size_t(unit) + 1]); ++edge)
            visit(problem_.ends[edge]);
    }

    /// Moves all pieces of `grid` but that of most households to `other`: what is cut off from one side touches the other.
    void keep_largest(const std::vector<Index>& part, Index grid, Index other) {
        std::vector<std::vector<Index>> pieces;
        std::size_t largest = 0;
        double most = -1.0;
        for (const Index seed : part) {
            if (grid_of_[std::size_t(seed)] != grid) continue;
            std::vector<Index> piece{seed};
            grid_of_[std::size_t(seed)] = none;
            double sum = 0.0;
            for (std::size_t i = 0; i < piece.size(); ++i) {
                sum += households(piece[i]) + 1e-3;
                for_each_neighbour(piece[i], [&](Index end) {
                    if (grid_of_[std::size_t(end)] == grid) grid_of_[std::size_t(end)] = none, piece.push_back(end);
                });
            }
            if (sum > most) most = sum, largest = pieces.size();
            pieces.push_back(std::move(piece));
        }
        for (std::size_t i = 0; i < pieces.size(); ++i)
            for (const Index unit : pieces[i]) grid_of_[std::size_t(unit)] = i == largest ? grid : other;
    }

    /// Along the part's longest direction.
    void order_by_place(std::vector<Index>& part) {
        double x = 0.0, y = 0.0;
        for (const Index unit : part) x += problem_.x[std::size_t(unit)], y += problem_.y[std::size_t(unit)];
        x /= double(part.size()), y /= double(part.size());
        double xx = 0.0, xy = 0.0, yy = 0.0;
        for (const Index unit : part) {
            const double dx = problem_.x[std::size_t(unit)] - x, dy = problem_.y[std::size_t(unit)] - y;
            xx += dx * dx, xy += dx * dy, yy += dy * dy;
        }
        const double angle = 0.5 * std::atan2(2.0 * xy, xx - yy) + turn_;
        const double cx = std::cos(angle), cy = std::sin(angle);
        for (const Index unit : part) key_[std::size_t(unit)] = cx * problem_.x[std::size_t(unit)] + cy * problem_.y[std::size_t(unit)];
        std::sort(part.begin(), part.end(), [&](Index a, Index b) {
            const double at_a = key_[std::size_t(a)], at_b = key_[std::size_t(b)];
            return at_a != at_b ? at_a < at_b : a < b;
        });
    }

    /// Without places: as a search reaches them from the unit that is last to be reached from another.
    void order_by_steps(std::vector<Index>& part, Index grid) {
        const auto walk = [&](Index start, Index label, Index mark) {
            std::vector<Index> order{start};
            grid_of_[std::size_t(start)] = mark;
            for (std::size_t i = 0; i < order.size(); ++i)
                for_each_neighbour(order[i], [&](Index end) {
                    if (grid_of_[std::size_t(end)] == label) grid_of_[std::size_t(end)] = mark, order.push_back(end);
                });
            return order;
        };
        const auto start = part[std::size_t(turn_ / std::numbers::pi * double(part.size())) % part.size()];
        const Index far = walk(start, grid, none).back();
        part = walk(far, none, grid);
    }

    const Problem& problem_;
    double turn_;
    std::vector<Index> grid_of_;
    std::vector<double> key_;
    bool placed_ = false;
};

}  // namespace

std::vector<Index> halved(const Problem& problem, double turn) { return Halving(problem, turn).run(); }

}  // namespace huegrid::grids
