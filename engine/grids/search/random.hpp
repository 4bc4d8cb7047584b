/// @file random.hpp
/// Chance for the search: the same from the same seed on every machine.
///
/// Layer    grids, inside. A value. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
#pragma once

#include <cstdint>

namespace huegrid::grids {

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    [[nodiscard]] std::uint64_t word() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

private:
    std::uint64_t state_;
};

}  // namespace huegrid::grids
