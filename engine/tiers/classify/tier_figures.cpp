#include "engine/tiers/classify/tier_figures.hpp"

#include <algorithm>
#include <bit>

#include "engine/base/parallel.hpp"
#include "engine/tiers/rulebook/rulebook.hpp"

namespace huegrid::tiers {
namespace {

constexpr std::size_t block = 4096;  ///< buildings at a time

/// Calls use(zone) for the zone of a building, all that it lies within, and the whole place, which comes behind the zones.
template <class Use>
void each_zone(const model::Snapshot& snapshot, Index building, const Use& use) {
    if (building != none)
        for (Index zone = snapshot.buildings.zones[std::size_t(building)]; zone != none; zone = snapshot.zones[std::size_t(zone)].parent) use(std::size_t(zone));
    use(snapshot.zones.size());
}

/// One thread's counts of the zones that buildings lie in directly, and last of what lies in none.
struct Own {
    std::vector<std::int64_t> tiers, categories;
};

/// Counts by tier, a byte each, so that a household is one addition, whatever its tier.
using Bytes [[gnu::vector_size(16)]] = std::uint8_t;
static_assert(most_tiers + 2 <= sizeof(Bytes));
constexpr std::size_t most_in_byte = 255;

/// One household of each code's tier.
std::vector<Bytes> ones_of(const Classes& classes) {
    std::vector<Bytes> ones(classes.meaning.size());
    for (std::size_t code = 0; code < ones.size(); ++code) ones[code][std::max<std::int8_t>(classes.meaning[code].tier, 0)] = 1;
    return ones;
}

/// Bits `begin` up to `end` that are set.
std::int64_t ones_between(const std::vector<std::uint64_t>& plane, std::size_t begin, std::size_t end) {
    const std::size_t first = begin / 64, last = (end - 1) / 64;
    const std::uint64_t from = ~std::uint64_t{0} << (begin % 64), to = ~std::uint64_t{0} >> (63 - (end - 1) % 64);
    if (first == last) return std::popcount(plane[first] & from & to);
    std::int64_t ones = std::popcount(plane[first] & from) + std::popcount(plane[last] & to);
    for (std::size_t w = first + 1; w < last; ++w) ones += std::popcount(plane[w]);
    return ones;
}

/// Counts categories over rows that follow each other in one zone, which most of a file's do: a word of bits at a time.
class CategoryRun {
public:
    CategoryRun(const Classes& classes, std::vector<std::int64_t>& counts) : planes_(classes.category_planes), counts_(counts) {}

    void add(std::size_t zone, std::span<const Index> rows) {
        const bool together = !rows.empty() && std::size_t(rows.back() - rows.front()) + 1 == rows.size();
        if (together) return add(zone, std::size_t(rows.front()), std::size_t(rows.back()) + 1);
        for (const Index row : rows) add(zone, std::size_t(row), std::size_t(row) + 1);
    }
    void finish() {
        if (begin_ != end_)
            for (std::size_t c = 0; c < planes_.size(); ++c) counts_[zone_ * planes_.size() + c] += ones_between(planes_[c], begin_, end_);
        begin_ = end_;
    }

private:
    void add(std::size_t zone, std::size_t begin, std::size_t end) {
        if (zone != zone_ || begin != end_) finish(), zone_ = zone, begin_ = begin;
        end_ = end;
    }

    const std::vector<std::vector<std::uint64_t>>& planes_;
    std::vector<std::int64_t>& counts_;
    std::size_t zone_ = 0, begin_ = 0, end_ = 0;
};

template <class Code>
void count_buildings(const model::Snapshot& snapshot, const Classes& classes, const std::vector<Code>& codes,
                     const std::vector<Bytes>& ones, std::size_t first, std::size_t last, TierFigures& figures, Own& own) {
    const auto& buildings = snapshot.buildings;
    const std::size_t tiers = figures.tiers, nowhere = snapshot.zones.size();
    CategoryRun categories(classes, own.categories);
    for (std::size_t b = first; b < last; ++b) {
        std::uint32_t* counts = figures.building_tiers.data() + b * tiers;
        std::fill_n(counts, tiers, 0u);
        const auto rows = buildings.households(Index(b));
        for (std::size_t begin = 0; begin < rows.size(); begin += most_in_byte) {
            Bytes sum{};
            for (const Index row : rows.subspan(begin, std::min(most_in_byte, rows.size() - begin))) sum += ones[codes[std::size_t(row)]];
            for (std::size_t t = 0; t < tiers; ++t) counts[t] += sum[t];
        }
        const std::size_t zone = buildings.zones[b] == none ? nowhere : std::size_t(buildings.zones[b]);
        for (std::size_t t = 0; t < tiers; ++t) own.tiers[zone * tiers + t] += counts[t];
        categories.add(zone, rows);
    }
    categories.finish();
}

/// Adds each zone's own counts to those it lies within, and all of them to the whole place.
void add_up(const model::Snapshot& snapshot, const std::vector<std::int64_t>& own, std::size_t columns, std::vector<std::int64_t>& all) {
    const std::size_t whole = snapshot.zones.size();
    const auto add = [&](std::size_t from, std::size_t to) {
        for (std::size_t c = 0; c < columns; ++c) all[to * columns + c] += own[from * columns + c];
    };
    for (std::size_t zone = 0; zone <= whole; ++zone) {
        if (zone < whole)
            for (Index up = Index(zone); up != none; up = snapshot.zones[std::size_t(up)].parent) add(zone, std::size_t(up));
        add(zone, whole);
    }
}

}  // namespace

TierFigures count_tiers(const model::Snapshot& snapshot, const Classes& classes, unsigned threads, TierFigures memory) {
    TierFigures figures = std::move(memory);
    figures.tiers = classes.tier_counts.size();
    figures.categories = classes.category_planes.size();
    const std::size_t nowhere = snapshot.zones.size(), lines = nowhere + 1;
    const auto& buildings = snapshot.buildings;
    figures.building_tiers.resize(buildings.size() * figures.tiers);
    figures.zone_tiers.assign(lines * figures.tiers, 0);
    figures.zone_categories.assign(lines * figures.categories, 0);

    const auto ones = ones_of(classes);
    const std::size_t blocks = (buildings.size() + block - 1) / block, workers = workers_for(blocks, threads);
    std::vector<Own> own(workers);
    for (auto& counts : own) {
        counts.tiers.resize(lines * figures.tiers);
        counts.categories.resize(lines * figures.categories);
    }
    for_each_chunk(workers, blocks, [&](std::size_t worker, std::size_t part) {
        const std::size_t first = part * block, last = std::min(buildings.size(), first + block);
        std::visit([&](const auto& codes) { count_buildings(snapshot, classes, codes, ones, first, last, figures, own[worker]); }, classes.decided);
    });
    for (std::size_t w = 1; w < own.size(); ++w) {
        for (std::size_t i = 0; i < own[0].tiers.size(); ++i) own[0].tiers[i] += own[w].tiers[i];
        for (std::size_t i = 0; i < own[0].categories.size(); ++i) own[0].categories[i] += own[w].categories[i];
    }
    add_up(snapshot, own[0].tiers, figures.tiers, figures.zone_tiers);
    add_up(snapshot, own[0].categories, figures.categories, figures.zone_categories);
    // Households without a building lie nowhere but in the whole place.
    std::copy(classes.tier_counts.begin(), classes.tier_counts.end(), figures.zone_tiers.end() - std::ptrdiff_t(figures.tiers));
    for (std::size_t c = 0; c < figures.categories; ++c)
        figures.zone_categories[nowhere * figures.categories + c] = classes.size() == 0 ? 0 : ones_between(classes.category_planes[c], 0, classes.size());
    return figures;
}

void apply(const model::Snapshot& snapshot, std::span<const Classifier::Change> changes, TierFigures& figures) {
    for (const auto& change : changes) {
        const Index building = snapshot.households.buildings[std::size_t(change.household)];
        if (building != none && change.old_tier != change.new_tier) {
            --figures.building_tiers[std::size_t(building) * figures.tiers + std::size_t(change.old_tier)];
            ++figures.building_tiers[std::size_t(building) * figures.tiers + std::size_t(change.new_tier)];
        }
        each_zone(snapshot, building, [&](std::size_t zone) {
            --figures.zone_tiers[zone * figures.tiers + std::size_t(change.old_tier)];
            ++figures.zone_tiers[zone * figures.tiers + std::size_t(change.new_tier)];
            for (std::uint32_t bits = change.old_categories ^ change.new_categories; bits != 0; bits &= bits - 1) {
                const auto c = std::size_t(std::countr_zero(bits));
                figures.zone_categories[zone * figures.categories + c] += change.new_categories >> c & 1u ? 1 : -1;
            }
        });
    }
}

}  // namespace huegrid::tiers
