#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

#include "engine/palette/looks.hpp"

namespace huegrid::palette {
namespace {

constexpr double grey_up_to_chroma = 12, hue_family_degrees = 15;

bool cheaper(const Suggestion& a, const Suggestion& b) { return a.cost() < b.cost(); }
bool farther(const Suggestion& a, const Suggestion& b) { return a.shift > b.shift; }

class Search {
public:
    Search(std::span<const NamedColour> tiers, std::size_t tier)
        : tier_(tier), given_(tiers[tier].colour), lab_(seen(given_, Vision::normal)) {
        for (std::size_t i = 0; i < tiers.size(); ++i)
            if (i != tier) others_.emplace_back(tiers[i].colour);
    }

    /// First on a lattice through the given colour, outwards from it; then from the few cheapest that pass back towards it, in
    /// ever smaller steps, as far as they pass.
    [[nodiscard]] std::optional<Suggestion> cheapest() const {
        std::optional<Suggestion> best;
        for (const auto& start : passing_around()) {
            const auto end = walked_in(start);
            if (!best || cheaper(end, *best)) best = end;
        }
        return best;
    }

private:
    static constexpr int lattice_step = 8;
    static constexpr std::size_t most_starts = 4;

    [[nodiscard]] Suggestion candidate(Colour colour) const {
        const Lab lab = seen(colour, Vision::normal);
        return {tier_, colour, ciede2000(lab_, lab), same_family(lab), 0};
    }
    [[nodiscard]] bool same_family(const Lab& lab) const {
        if (chroma(lab_) < grey_up_to_chroma || chroma(lab) < grey_up_to_chroma)
            return chroma(lab_) < grey_up_to_chroma && chroma(lab) < grey_up_to_chroma;
        const double apart = std::abs(hue(lab_) - hue(lab));
        return std::min(apart, 360 - apart) <= hue_family_degrees;
    }

    [[nodiscard]] bool passes(Colour colour) const {
        const Looks looks(colour);
        const auto far_enough = [](const Surface&, Vision, double difference, double least) { return difference >= least; };
        return std::all_of(grounds.begin(), grounds.end(), [&](Ground ground) { return compare(looks, ground, far_enough); }) &&
               std::all_of(others_.begin(), others_.end(), [&](const Looks& other) { return compare(looks, other, far_enough); });
    }

    [[nodiscard]] std::vector<Suggestion> passing_around() const {
        const auto place = [](Colour c) {
            return (std::size_t(c.red / lattice_step) << 10) + (std::size_t(c.green / lattice_step) << 5) + c.blue / lattice_step;
        };
        std::vector<bool> reached(32 * 32 * 32);
        std::priority_queue<Suggestion, std::vector<Suggestion>, decltype(&farther)> edge(farther);
        const auto reach = [&](Colour colour) {
            if (reached[place(colour)]) return;
            reached[place(colour)] = true;
            edge.push(candidate(colour));
        };
        reach(given_);
        std::vector<Suggestion> passing;
        double least_cost = std::numeric_limits<double>::infinity();
        while (!edge.empty() && edge.top().shift < least_cost) {
            const Suggestion at = edge.top();
            edge.pop();
            if (passes(at.colour)) {
                passing.push_back(at);
                least_cost = std::min(least_cost, at.cost());
            }
            for (const auto channel : {&Colour::red, &Colour::green, &Colour::blue})
                for (const int by : {-lattice_step, lattice_step}) {
                    Colour next = at.colour;
                    const int level = next.*channel + by;
                    if (level < 0 || level > 255) continue;
                    next.*channel = std::uint8_t(level);
                    reach(next);
                }
        }
        std::stable_sort(passing.begin(), passing.end(), cheaper);
        if (passing.size() > most_starts) passing.resize(most_starts);
        return passing;
    }

    [[nodiscard]] Suggestion walked_in(Suggestion at) const {
        for (int step = lattice_step; step >= 1;) {
            const auto next = cheaper_neighbour(at, step);
            if (next) at = *next;
            else step /= 2;
        }
        return at;
    }
    /// Of the 124 neighbours up to two steps away the cheapest that passes, if it is cheaper than `at`.
    [[nodiscard]] std::optional<Suggestion> cheaper_neighbour(const Suggestion& at, int step) const {
        std::vector<Suggestion> neighbours;
        const auto moved = [&](std::uint8_t channel, int by) { return std::uint8_t(std::clamp(channel + by * step, 0, 255)); };
        for (int red = -2; red <= 2; ++red)
            for (int green = -2; green <= 2; ++green)
                for (int blue = -2; blue <= 2; ++blue) {
                    const auto& c = at.colour;
                    const auto one = candidate({moved(c.red, red), moved(c.green, green), moved(c.blue, blue)});
                    if (cheaper(one, at)) neighbours.push_back(one);
                }
        std::stable_sort(neighbours.begin(), neighbours.end(), cheaper);
        for (const auto& one : neighbours)
            if (passes(one.colour)) return one;
        return std::nullopt;
    }

    std::size_t tier_;
    Colour given_;
    Lab lab_;
    std::vector<Looks> others_;
};

}  // namespace

std::optional<Suggestion> nearest_that_passes(std::span<const NamedColour> tiers, std::size_t tier) {
    return Search(tiers, tier).cheapest();
}

}  // namespace huegrid::palette
