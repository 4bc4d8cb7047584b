#include "engine/synth/footprints.hpp"

#include <algorithm>
#include <utility>

#include "engine/synth/lattice.hpp"

namespace huegrid::synth {
namespace {

using geo::WorldPoint;

constexpr double row_pitch_m = 23, place_pitch_m = 46;
constexpr double gap_m = 4;  ///< kept free between a building and its grid's edge

/// A turned local system around an origin. The turn is a rational point of the unit circle, so that no libm is asked.
struct Frame {
    WorldPoint origin;
    double cosine = 1, sine = 0;

    Frame(WorldPoint at, double t) : origin(at), cosine((1 - t * t) / (1 + t * t)), sine(2 * t / (1 + t * t)) {}
    [[nodiscard]] WorldPoint at(double x, double y) const {
        return {to_cm(origin.x + x * cosine - y * sine), to_cm(origin.y + x * sine + y * cosine)};
    }
};

/// Half lengths, and the wing of an L on its western end.
struct Plan {
    double half_length, half_depth, wing_width = 0, wing_depth = 0;
};

bool holds_box(const std::vector<WorldPoint>& grid, const Frame& frame, WorldPoint c, double half_x, double half_y) {
    for (const double x : {-half_x, -half_x / 3, half_x / 3, half_x})
        for (const double y : {-half_y, half_y})
            if (!inside(grid, frame.at(c.x + x, c.y + y))) return false;
    return true;
}

Footprint footprint(const Frame& frame, WorldPoint c, const Plan& b) {
    Footprint made;
    const double west = c.x - b.half_length, east = c.x + b.half_length, south = c.y - b.half_depth,
                 north = c.y + b.half_depth;
    made.ring = {frame.at(west, south), frame.at(east, south), frame.at(east, north)};
    if (b.wing_depth > 0) {
        made.ring.push_back(frame.at(west + b.wing_width, north));
        made.ring.push_back(frame.at(west + b.wing_width, north + b.wing_depth));
        made.ring.push_back(frame.at(west, north + b.wing_depth));
    } else {
        made.ring.push_back(frame.at(west, north));
    }
    made.centre = frame.at(c.x, c.y);
    return made;
}

struct Candidate {
    Footprint footprint;
    int row, place;
    double score;
};

}  // namespace

bool inside(const std::vector<WorldPoint>& ring, WorldPoint p) {
    bool in = false;
    for (std::size_t i = 0, last = ring.size() - 1; i < ring.size(); last = i++) {
        const auto &a = ring[i], &b = ring[last];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
    }
    return in;
}

GridLayout lay_out(const std::vector<WorldPoint>& grid, std::size_t wanted, Dice dice) {
    geo::WorldBox box;
    for (const auto p : grid) box.add(p);
    const Frame frame({to_cm(box.centre().x), to_cm(box.centre().y)}, dice.between(-.08, .08));
    const double reach = (box.width() + box.height()) / 2;
    const int rows = int(reach / row_pitch_m) + 1, places = int(reach / place_pitch_m) + 1;

    // An estate takes a run of neighbouring rows and places; what stands there is kept first.
    const bool with_estate = dice.chance(.55);
    const int first_row = dice.roll(-3, 0), first_place = dice.roll(-3, 0);
    const int last_row = first_row + dice.roll(2, 3), last_place = first_place + dice.roll(2, 3);
    const auto in_run = [&](int row, int place) {
        return with_estate && row >= first_row && row <= last_row && place >= first_place && place <= last_place;
    };

    std::vector<Candidate> candidates;
    for (int row = -rows; row <= rows; ++row)
        for (int place = -places; place <= places; ++place) {
            const bool estate = in_run(row, place);
            const WorldPoint c{place * place_pitch_m + dice.between(-2, 2), row * row_pitch_m + dice.between(-1, 1)};
            Plan b{dice.between(10, 19), dice.between(5, 6.2)};
            if (dice.chance(.3))
                b.wing_width = b.half_length * dice.between(.5, .8), b.wing_depth = dice.between(3, 4.5);
            const double score = dice.unit() - (estate ? 1 : 0);
            if (!holds_box(grid, frame, c, b.half_length + gap_m, b.half_depth + b.wing_depth + gap_m)) continue;
            candidates.push_back({footprint(frame, c, b), row, place, score});
            candidates.back().footprint.in_estate = estate;
        }
    if (candidates.empty()) return {{footprint(frame, {0, 0}, {2, 2})}, {}};

    GridLayout layout;
    if (candidates.size() > wanted) {
        std::nth_element(candidates.begin(), candidates.begin() + std::ptrdiff_t(wanted), candidates.end(),
                         [](const Candidate& a, const Candidate& b) { return a.score < b.score; });
        candidates.resize(wanted);
        std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
            return std::pair(a.row, a.place) < std::pair(b.row, b.place);
        });
    }
    int low_row = last_row + 1, high_row = first_row - 1, low_place = last_place + 1, high_place = first_place - 1;
    for (auto& candidate : candidates) {
        if (candidate.footprint.in_estate) {
            low_row = std::min(low_row, candidate.row), high_row = std::max(high_row, candidate.row);
            low_place = std::min(low_place, candidate.place), high_place = std::max(high_place, candidate.place);
        }
        layout.buildings.push_back(std::move(candidate.footprint));
    }
    if (low_row <= high_row) {
        const double west = (low_place - .5) * place_pitch_m, east = (high_place + .5) * place_pitch_m;
        const double south = low_row * row_pitch_m - 11, north = high_row * row_pitch_m + 13;
        layout.estate = {frame.at(west, south), frame.at(east, south), frame.at(east, north), frame.at(west, north)};
    }
    return layout;
}

}  // namespace huegrid::synth
