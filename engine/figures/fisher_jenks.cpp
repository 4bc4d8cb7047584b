#include "engine/figures/fisher_jenks.hpp"

#include <algorithm>
#include <limits>
#include <queue>

namespace huegrid::figures {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// From first to last, both included.
struct Range {
    std::size_t first = 0, last = 0;
    [[nodiscard]] std::size_t size() const { return last - first + 1; }
};
/// One for each break.
using Ranges = std::vector<Range>;

/// A row of D: the least cost at each place, and the place in the row before that it came from.
struct Row {
    Range places;
    std::vector<double> cost;
    std::vector<std::size_t> from;

    explicit Row(Range range) : places(range), cost(range.size(), infinite), from(range.size()) {}
    [[nodiscard]] double at(std::size_t place) const { return cost[place - places.first]; }
};

/// Fills `row` at the places `rows`, which come from `columns` of the row before, the middle one first: what it comes from
/// parts the rest. `step(q, p)` is the cost from q to p; q reaches up to p - shortest.
template <class Step>
void halve(const Row& before, Row& row, const Step& step, std::size_t shortest, Range rows, Range columns) {
    while (rows.first <= rows.last) {
        const std::size_t p = rows.first + (rows.last - rows.first) / 2;
        double best = infinite;
        std::size_t best_q = columns.first;
        for (std::size_t q = columns.first; q <= columns.last && q + shortest <= p; ++q) {
            const double cost = before.at(q) + step(q, p);
            if (cost < best) best = cost, best_q = q;
        }
        row.cost[p - row.places.first] = best;
        row.from[p - row.places.first] = best_q;
        if (p > rows.first) halve(before, row, step, shortest, {rows.first, p - 1}, {columns.first, best_q});
        rows.first = p + 1;
        columns.first = best_q;
    }
}

/// One row for each range; the first holds the cost from 0.
template <class Step>
std::vector<Row> fill_rows(const Ranges& ranges, const Step& step, std::size_t shortest) {
    std::vector<Row> rows;
    rows.reserve(ranges.size());
    rows.emplace_back(ranges.front());
    for (std::size_t p = ranges[0].first; p <= ranges[0].last; ++p) rows[0].cost[p - ranges[0].first] = step(0, p);
    for (std::size_t j = 1; j < ranges.size(); ++j) {
        rows.emplace_back(ranges[j]);
        halve(rows[j - 1], rows[j], step, shortest, rows[j].places, rows[j - 1].places);
    }
    return rows;
}

/// The values in blocks: `each` or so in every window, small where the variance is; between windows one.
class Blocks {
public:
    Blocks(const ValueSums& values, const Ranges& windows, std::size_t each)
        : values_(values), begins_{0, values.distinct().size()} {
        for (const auto& window : windows) part(window.first, window.last + 1, each);
        std::sort(begins_.begin(), begins_.end());
        begins_.erase(std::unique(begins_.begin(), begins_.end()), begins_.end());
    }

    [[nodiscard]] std::size_t count() const { return begins_.size() - 1; }
    [[nodiscard]] Range values_of(Range blocks) const { return {begins_[blocks.first], begins_[blocks.last + 1] - 1}; }
    [[nodiscard]] Range blocks_of(Range window) const { return {at(window.first), at(window.last + 1) - 1}; }
    /// Of whole blocks first … end - 1.
    [[nodiscard]] double spread(std::size_t first, std::size_t end) const {
        return values_.squared_deviations(begins_[first], begins_[end]);
    }
    /// Of the values that must lie between a break in block `after` - 1 (0: the beginning) and one in block `before`. A break
    /// is before a value, so the last of its block lies after it.
    [[nodiscard]] double spread_between(std::size_t after, std::size_t before) const {
        return values_.squared_deviations(after == 0 ? 0 : begins_[after] - 1, begins_[before]);
    }

private:
    struct Part {
        double spread;
        std::size_t begin, end;
        bool operator<(const Part& other) const { return spread < other.spread; }
    };
    /// Halves the part of most variance until there are enough.
    void part(std::size_t begin, std::size_t end, std::size_t wanted) {
        std::priority_queue<Part> parts;
        const auto add = [&](std::size_t from, std::size_t to) { parts.push({values_.squared_deviations(from, to), from, to}); };
        begins_.insert(begins_.end(), {begin, end});
        add(begin, end);
        while (parts.size() < wanted && parts.top().end > parts.top().begin + 1) {
            const Part most = parts.top();
            parts.pop();
            const std::size_t middle = most.begin + (most.end - most.begin) / 2;
            begins_.push_back(middle);
            add(most.begin, middle);
            add(middle, most.end);
        }
    }
    [[nodiscard]] std::size_t at(std::size_t begin) const {
        return std::size_t(std::lower_bound(begins_.begin(), begins_.end(), begin) - begins_.begin());
    }

    const ValueSums& values_;
    std::vector<std::size_t> begins_;  ///< ascending; the last is the end
};

/// Where each break of the best partition can be, given that it lies in `windows` and costs at most `limit`, which falls
/// when a better partition is found on the way.
Ranges narrow(const ValueSums& values, const Ranges& windows, std::size_t blocks_each, double& limit) {
    const Blocks blocks(values, windows, blocks_each);
    const std::size_t n = values.distinct().size(), count = blocks.count(), breaks = windows.size();

    // A partition with its breaks where blocks begin. Spreads are rounded: leave them room, so that that never costs a break.
    Ranges begins;
    for (const auto& window : windows) begins.push_back(blocks.blocks_of(window));
    begins.push_back({count, count});
    const auto known = fill_rows(begins, [&](std::size_t q, std::size_t p) { return blocks.spread(q, p); }, 0);
    limit = std::min(limit, known.back().at(count) * (1.0 + 1e-12) + 1e-25 * values.squared_deviations(0, n));

    // From both ends, with what can lie on either side of a break left out. Place b + 1 is block b, place 0 the beginning.
    Ranges ahead, back;
    for (std::size_t j = 0; j < breaks; ++j) {
        ahead.push_back({begins[j].first + 1, begins[j].last + 1});
        const auto& mirrored = begins[breaks - 1 - j];
        back.push_back({count - mirrored.last, count - mirrored.first});
    }
    const auto before = fill_rows(ahead, [&](std::size_t q, std::size_t p) { return blocks.spread_between(q, p - 1); }, 0);
    const auto after = fill_rows(back, [&](std::size_t q, std::size_t p) { return blocks.spread_between(count + 1 - p, count - q); }, 0);

    Ranges found;
    for (std::size_t j = 0; j < breaks; ++j) {
        Range possible{count, 0};
        for (std::size_t b = begins[j].first; b <= begins[j].last; ++b)
            if (before[j].at(b + 1) + after[breaks - 1 - j].at(count - b) <= limit) {
                possible.first = std::min(possible.first, b);
                possible.last = b;
            }
        found.push_back(blocks.values_of(possible));
        // No run is empty.
        if (j > 0) found[j].first = std::max(found[j].first, found[j - 1].first + 1);
    }
    return found;
}

std::size_t total_size(const Ranges& ranges) {
    std::size_t total = 0;
    for (const auto& range : ranges) total += range.size();
    return total;
}

}  // namespace

std::vector<std::size_t> fisher_jenks(const ValueSums& values, std::size_t classes, std::size_t blocks) {
    const std::size_t n = values.distinct().size();
    classes = std::min(classes, n);
    if (classes < 2) return {};
    Ranges windows(classes - 1, {1, n - 1});
    double limit = infinite;
    std::size_t size = total_size(windows), former = 2 * size;
    while (size > 4 * blocks * windows.size() && size < former - former / 4) {
        windows = narrow(values, windows, blocks, limit);
        former = size;
        size = total_size(windows);
    }

    windows.push_back({n, n});
    const auto rows = fill_rows(windows, [&](std::size_t q, std::size_t p) { return values.squared_deviations(q, p); }, 1);
    std::vector<std::size_t> breaks(classes - 1);
    std::size_t place = n;
    for (std::size_t j = classes - 1; j > 0; --j) {
        place = rows[j].from[place - rows[j].places.first];
        breaks[j - 1] = place;
    }
    return breaks;
}

}  // namespace huegrid::figures
