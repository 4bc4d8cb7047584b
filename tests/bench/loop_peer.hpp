/// @file loop_peer.hpp
/// The peer of `classify`: the twelve rules of tests/tiers/peers.toml written out as one loop over packed columns, by hand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace huegrid::bench {

/// Nothing is missing but visits (0).
struct PackedRegister {
    std::vector<std::uint8_t> persons, oldest_age, n_minors, living_alone, disability, low_income, chronic_illness, needs_followup, renter,
        has_volunteer, fee_paid, n_open_complaints;
    std::vector<std::uint16_t> last_visit, move_in;  ///< days since 1970-01-01
    std::vector<double> floor_area;

    void resize(std::size_t rows);
    [[nodiscard]] std::size_t size() const { return persons.size(); }
};

struct LoopAnswer {
    std::vector<std::uint8_t> rule;      ///< 1 to 12, the first that matches; 0 for none
    std::vector<std::uint16_t> matches;  ///< bit r - 1: rule r
};

/// As `classify`: all matches of every household, over `threads` threads. Compiled for the same vector widths.
void classify_by_loop(const PackedRegister& households, std::array<std::uint16_t, 4> days, unsigned threads, LoopAnswer& answer);

}  // namespace huegrid::bench
