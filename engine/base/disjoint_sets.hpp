/// @file disjoint_sets.hpp
/// Sets of the first n numbers that grow together.
///
/// Layer    base. Pure.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "engine/base/ids.hpp"

namespace huegrid {

/// The lowest member stands for its set, so that the order of joining doesn't matter.
/// Cost  nearly constant a question.
class DisjointSets {
public:
    explicit DisjointSets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), Index{0}); }

    Index lowest_of(Index member) {
        auto& parent = parent_;
        while (parent[std::size_t(member)] != member) member = parent[std::size_t(member)] = parent[std::size_t(parent[std::size_t(member)])];
        return member;
    }
    void join(Index a, Index b) {
        a = lowest_of(a), b = lowest_of(b);
        parent_[std::size_t(std::max(a, b))] = std::min(a, b);
    }

private:
    std::vector<Index> parent_;
};

}  // namespace huegrid
