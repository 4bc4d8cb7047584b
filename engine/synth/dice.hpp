/// @file dice.hpp
/// Chance that is the same on every machine: integers by splitmix64, no <random> distribution, no libm.
///
/// Layer    synth. A value; each thing that is made owns its dice, so that making more of one thing changes no other.
///          Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace huegrid::synth {

/// A well mixed 64-bit word; equal in, equal out.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t z) {
    z += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

class Dice {
public:
    /// Dice of their own for the `serial`-th thing of a kind.
    Dice(std::uint64_t seed, std::uint64_t kind, std::uint64_t serial = 0)
        : state_(mixed(mixed(mixed(seed) ^ kind) ^ serial)) {}

    [[nodiscard]] std::uint64_t word() {
        const auto drawn = mixed(state_);
        state_ += 0x9e3779b97f4a7c15ULL;
        return drawn;
    }
    /// In [0, 1), in steps of 2^-53.
    [[nodiscard]] double unit() { return double(word() >> 11) * 0x1p-53; }
    /// In [low, high).
    [[nodiscard]] double between(double low, double high) { return low + unit() * (high - low); }
    /// One of low … high, both included.
    [[nodiscard]] int roll(int low, int high) { return low + int(unit() * double(high - low + 1)); }
    [[nodiscard]] bool chance(double share) { return unit() < share; }
    template <class T>
    [[nodiscard]] const T& pick(std::span<const T> from) {
        return from[std::size_t(unit() * double(from.size()))];
    }
    template <class T, std::size_t n>
    [[nodiscard]] const T& pick(const T (&from)[n]) {
        return pick(std::span<const T>(from));
    }

private:
    std::uint64_t state_;
};

}  // namespace huegrid::synth
