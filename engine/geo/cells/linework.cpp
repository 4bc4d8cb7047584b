#include "engine/geo/cells/linework.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace huegrid::geo {
namespace {

std::uint64_t key_of(Node p) { return std::uint64_t(std::uint32_t(p.x)) << 32 | std::uint32_t(p.y); }

std::int64_t squared(Node a, Node b) {
    const std::int64_t x = std::int64_t(b.x) - a.x, y = std::int64_t(b.y) - a.y;
    return x * x + y * y;
}

/// Is p on the piece between a and b, but at neither end, by half a cell of the grid?
bool lies_within(Node a, Node b, Node p) {
    const std::int64_t length2 = squared(a, b);
    const std::int64_t along = (std::int64_t(b.x) - a.x) * (std::int64_t(p.x) - a.x) + (std::int64_t(b.y) - a.y) * (std::int64_t(p.y) - a.y);
    if (along <= 0 || along >= length2) return false;
    const double away = double(turn(a, b, p));
    return 2 * away * away <= double(length2);
}

bool boxes_apart(Node a, Node b, Node c, Node d) {
    return std::max(a.x, b.x) + 1 < std::min(c.x, d.x) || std::max(c.x, d.x) + 1 < std::min(a.x, b.x) ||
           std::max(a.y, b.y) + 1 < std::min(c.y, d.y) || std::max(c.y, d.y) + 1 < std::min(a.y, b.y);
}

/// A raster of square cells, and which strands touch each.
class Raster {
public:
    Raster(const std::vector<Node>& nodes, const std::vector<Strand>& strands) {
        low_ = high_ = nodes[std::size_t(strands.front().a)];
        for (const auto& s : strands)
            for (const Index i : {s.a, s.b}) {
                const Node p = nodes[std::size_t(i)];
                low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y)};
                high_ = {std::max(high_.x, p.x), std::max(high_.y, p.y)};
            }
        const double width = double(high_.x) - low_.x + 1, height = double(high_.y) - low_.y + 1;
        // Towns are dense in the middle: many more cells than strands, most of them empty, but none finer than needed.
        double lengths = 0.0;
        for (const auto& s : strands) lengths += std::sqrt(double(squared(nodes[std::size_t(s.a)], nodes[std::size_t(s.b)])));
        constexpr double most_cells_a_strand = 16;
        side_ = std::max({10.0, lengths / double(strands.size()), std::sqrt(width * height / double(strands.size()) / most_cells_a_strand)});
        side_ = std::max(side_, std::max(width, height) / 4096);
        columns_ = std::int64_t(width / side_) + 1;
        const std::int64_t rows = std::int64_t(height / side_) + 1;
        firsts_.assign(std::size_t(columns_ * rows) + 1, 0);
        for (const auto& s : strands) for_each_cell(nodes[std::size_t(s.a)], nodes[std::size_t(s.b)], [&](std::size_t cell) { ++firsts_[cell + 1]; });
        std::partial_sum(firsts_.begin(), firsts_.end(), firsts_.begin());
        in_.resize(firsts_.back());
        auto fill = firsts_;
        for (std::size_t i = 0; i < strands.size(); ++i)
            for_each_cell(nodes[std::size_t(strands[i].a)], nodes[std::size_t(strands[i].b)], [&](std::size_t cell) { in_[fill[cell]++] = std::uint32_t(i); });
    }

    /// Strands that share a cell, at least one of them new.
    template <class Take>
    void for_each_pair(const std::vector<bool>& is_new, Take take) const {
        for (std::size_t cell = 0; cell + 1 < firsts_.size(); ++cell)
            for (auto i = firsts_[cell]; i < firsts_[cell + 1]; ++i)
                for (auto j = i + 1; j < firsts_[cell + 1]; ++j)
                    if (is_new[in_[i]] || is_new[in_[j]]) take(in_[i], in_[j]);
    }

private:
    /// The cells that a strand touches or passes within a centimetre, row by row.
    template <class Take>
    void for_each_cell(Node a, Node b, Take take) const {
        if (a.y > b.y) std::swap(a, b);
        const auto cell = [&](double offset) { return std::int64_t(std::max(0.0, offset) / side_); };
        const std::int64_t last_row = std::min(cell(double(b.y) - low_.y + 1), cell(double(high_.y) - low_.y));
        const auto x_at = [&](double y) { return a.y == b.y ? double(a.x) : a.x + (y - a.y) * (double(b.x) - a.x) / (double(b.y) - a.y); };
        for (std::int64_t row = cell(double(a.y) - low_.y - 1); row <= last_row; ++row) {
            double from = a.x, to = b.x;
            if (a.y != b.y) {
                from = x_at(std::clamp(low_.y + double(row) * side_ - 1, double(a.y), double(b.y)));
                to = x_at(std::clamp(low_.y + double(row + 1) * side_ + 1, double(a.y), double(b.y)));
            }
            if (from > to) std::swap(from, to);
            const std::int64_t last = std::min(cell(to - low_.x + 1), columns_ - 1);
            for (std::int64_t column = cell(from - low_.x - 1); column <= last; ++column) take(std::size_t(row * columns_ + column));
        }
    }

    Node low_, high_;
    double side_ = 1;
    std::int64_t columns_ = 1;
    std::vector<std::uint32_t> firsts_, in_;
};

/// Directions by angle from the positive x axis, counterclockwise.
bool earlier(Node centre, Node p, Node q) {
    const auto lower_half = [&](Node r) { return r.y < centre.y || (r.y == centre.y && r.x < centre.x); };
    if (lower_half(p) != lower_half(q)) return lower_half(q);
    return turn(centre, p, q) > 0;
}

}  // namespace

Index Linework::node(Node place) {
    const auto [entry, is_new] = at_.try_emplace(key_of(place) * 0x9e3779b97f4a7c15ULL, Index(nodes_.size()));
    if (is_new) nodes_.push_back(place);
    return entry->second;
}

void Linework::meet(std::uint32_t s, std::uint32_t t, std::vector<Cut>& cuts) {
    const auto [a, b, s_source] = strands_[s];
    const auto [c, d, t_source] = strands_[t];
    const auto at = [&](Index i) { return nodes_[std::size_t(i)]; };
    const Node pa = at(a), pb = at(b), pc = at(c), pd = at(d);
    if (boxes_apart(pa, pb, pc, pd)) return;
    bool met = a == c || a == d || b == c || b == d;
    const auto cut = [&](std::uint32_t strand, Index node) { cuts.push_back({strand, node}), met = true; };
    if (c != a && c != b && lies_within(pa, pb, pc)) cut(s, c);
    if (d != a && d != b && lies_within(pa, pb, pd)) cut(s, d);
    if (a != c && a != d && lies_within(pc, pd, pa)) cut(t, a);
    if (b != c && b != d && lies_within(pc, pd, pb)) cut(t, b);
    if (met) return;
    const auto side = [](std::int64_t area) { return area > 0 ? 1 : area < 0 ? -1 : 0; };
    const std::int64_t to_c = turn(pa, pb, pc), to_d = turn(pa, pb, pd);
    if (side(to_c) * side(to_d) >= 0 || side(turn(pc, pd, pa)) * side(turn(pc, pd, pb)) >= 0) return;
    const double part = double(to_c) / (double(to_c) - double(to_d));
    const Index crossing = node({std::int32_t(std::lround(pc.x + part * (double(pd.x) - pc.x))), std::int32_t(std::lround(pc.y + part * (double(pd.y) - pc.y)))});
    if (crossing != a && crossing != b) cut(s, crossing);
    if (crossing != c && crossing != d) cut(t, crossing);
}

void Linework::apply(std::vector<Cut>& cuts) {
    const auto along = [&](const Cut& cut) { return squared(nodes_[std::size_t(strands_[cut.strand].a)], nodes_[std::size_t(cut.node)]); };
    std::sort(cuts.begin(), cuts.end(), [&](const Cut& x, const Cut& y) {
        return x.strand != y.strand ? x.strand < y.strand : along(x) != along(y) ? along(x) < along(y) : x.node < y.node;
    });
    std::vector<Strand> pieces;
    for (std::size_t i = 0; i < cuts.size();) {
        auto& strand = strands_[cuts[i].strand];
        const Strand whole = strand;
        Index from = whole.a;
        bool is_first = true;
        const auto piece_to = [&](Index to) {
            if (to == from) return;
            if (is_first) strand.b = to, is_first = false;  // along() still needs strand.a, which stays
            else pieces.push_back({from, to, whole.source});
            from = to;
        };
        const auto number = cuts[i].strand;
        for (; i < cuts.size() && cuts[i].strand == number; ++i) piece_to(cuts[i].node);
        piece_to(whole.b);
    }
    strands_.insert(strands_.end(), pieces.begin(), pieces.end());
}

void Linework::untangle() {
    constexpr int most_rounds = 50;  // each leaves less to do; nothing is known to take ten
    std::vector<bool> is_new(strands_.size(), true);
    for (int round = 0; round < most_rounds && !strands_.empty(); ++round) {
        const std::size_t before = strands_.size();
        std::vector<Cut> cuts;
        Raster(nodes_, strands_).for_each_pair(is_new, [&](std::uint32_t s, std::uint32_t t) { meet(s, t, cuts); });
        if (cuts.empty()) return;
        apply(cuts);
        is_new.assign(strands_.size(), false);
        for (const auto& cut : cuts) is_new[cut.strand] = true;
        std::fill(is_new.begin() + std::ptrdiff_t(before), is_new.end(), true);
    }
}

Loops trace(std::span<const Node> nodes, std::span<const Ends> edges) {
    const std::size_t halves = 2 * edges.size();
    const auto from = [&](Index h) { return h % 2 == 0 ? edges[std::size_t(h / 2)].a : edges[std::size_t(h / 2)].b; };
    const auto place = [&](Index node) { return nodes[std::size_t(node)]; };
    std::vector<Index> around(halves), firsts(nodes.size() + 1, 0);  // half-edges that leave each node, by angle
    for (std::size_t h = 0; h < halves; ++h) ++firsts[std::size_t(from(Index(h))) + 1];
    std::partial_sum(firsts.begin(), firsts.end(), firsts.begin());
    auto fill = firsts;
    for (std::size_t h = 0; h < halves; ++h) around[std::size_t(fill[std::size_t(from(Index(h)))]++)] = Index(h);

    Loops loops;
    loops.next.resize(halves);
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        const auto begin = around.begin() + firsts[n], end = around.begin() + firsts[n + 1];
        std::sort(begin, end, [&](Index g, Index h) { return earlier(nodes[n], place(from(g ^ 1)), place(from(h ^ 1))); });
        // Who comes in along one turns left as sharply as possible: out along the one before it by angle.
        for (auto h = begin; h != end; ++h) loops.next[std::size_t(*h ^ 1)] = h == begin ? *(end - 1) : *(h - 1);
    }
    loops.of.assign(halves, none);
    for (std::size_t start = 0; start < halves; ++start) {
        if (loops.of[start] != none) continue;
        const Node origin = place(from(Index(start)));
        double area2 = 0.0;
        Index h = Index(start);
        do {
            loops.of[std::size_t(h)] = Index(loops.first.size());
            area2 += double(turn(origin, place(from(h)), place(from(h ^ 1))));
            h = loops.next[std::size_t(h)];
        } while (h != Index(start));
        loops.first.push_back(Index(start));
        loops.area2_cm2.push_back(area2);
    }
    return loops;
}

bool goes_around(const Loops& loops, std::span<const Node> nodes, std::span<const Ends> edges, Index loop, Node p) {
    bool inside = false;
    const Index start = loops.first[std::size_t(loop)];
    Index h = start;
    do {
        const auto [i, j] = along(edges, h);
        Node a = nodes[std::size_t(i)], b = nodes[std::size_t(j)];
        if (a.y > b.y) std::swap(a, b);
        const std::int64_t side = turn(a, b, p);
        if (side == 0 && a.y <= p.y && p.y <= b.y && std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x)) return true;
        if (a.y <= p.y && p.y < b.y && side > 0) inside = !inside;
        h = loops.next[std::size_t(h)];
    } while (h != start);
    return inside;
}

bool is_around(const Loops& loops, std::span<const Node> nodes, std::span<const Ends> edges, Index outer, Index inner) {
    if (loops.area2_cm2[std::size_t(outer)] <= -loops.area2_cm2[std::size_t(inner)]) return false;
    const Index start = loops.first[std::size_t(inner)];
    Index h = start;
    do {
        if (!goes_around(loops, nodes, edges, outer, nodes[std::size_t(along(edges, h).a)])) return false;
        h = loops.next[std::size_t(h)];
    } while (h != start);
    return true;
}

}  // namespace huegrid::geo
