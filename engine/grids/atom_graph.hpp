/// @file atom_graph.hpp
/// What is divided: atoms (buildings, or ready-made blocks) and which of them are neighbours. Where it comes from is
/// nobody's business here; a graph without positions, people, estates or barriers can be divided too.
///
///     AtomGraph::Atoms atoms;
///     atoms.households = {120, 200, 0, 80};                       // a building that is nobody's home weighs 0
///     const std::vector<AtomGraph::Border> borders{{0, 1, 12.5}, {1, 2, 8.0}, {2, 3, 30.0, 1}};  // a main road before atom 3
///     const auto graph = AtomGraph::build(std::move(atoms), borders);
///
/// Layer    grids. Pure.
/// Threads  immutable once built; any number of readers at a time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/base/result.hpp"
#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::grids {

class AtomGraph {
public:
    /// Columns over the atoms. All but `households` may be empty: then nothing is known of any.
    struct Atoms {
        std::vector<std::int32_t> households{};    ///< that count: kind home, not vacant
        std::vector<std::int32_t> people{};        ///< empty: unknown, and no limit on people is kept
        std::vector<geo::WorldPoint> positions{};  ///< empty: a bare graph, in which nothing is near or far
        std::vector<Index> estates{};              ///< any numbers from 0 on, the same for atoms of one estate; or `none`
        std::vector<Index> current{};              ///< the grid it is in today, 0 … grids - 1; or `none`
    };

    /// Two atoms touch. A border along which nobody may cross at all is left out.
    struct Border {
        Index a = none;
        Index b = none;
        double metres = 1.0;  ///< shared; 1 for all in a graph where only the number of borders counts
        int barriers = 0;     ///< how many main roads, railways and waters run along it
    };

    /// Borders may come in any order and more than once for the same two atoms: their metres add up, the most barriers count.
    /// Fails  bad_input: columns of different length, negative numbers, a border of an atom with itself or with one that
    ///        isn't there, a position that is no number. The message names the atom by its index.
    /// Cost   O(n + m log m).
    [[nodiscard]] static Result<AtomGraph> build(Atoms atoms, std::span<const Border> borders);

    [[nodiscard]] Index size() const { return Index(atoms_.households.size()); }
    [[nodiscard]] const Atoms& atoms() const { return atoms_; }
    [[nodiscard]] std::int32_t households(Index atom) const { return atoms_.households[std::size_t(atom)]; }
    [[nodiscard]] std::int32_t people(Index atom) const { return atoms_.people.empty() ? 0 : atoms_.people[std::size_t(atom)]; }
    [[nodiscard]] Index estate(Index atom) const { return atoms_.estates.empty() ? none : atoms_.estates[std::size_t(atom)]; }
    [[nodiscard]] Index current(Index atom) const { return atoms_.current.empty() ? none : atoms_.current[std::size_t(atom)]; }
    [[nodiscard]] bool has_positions() const { return !atoms_.positions.empty(); }
    [[nodiscard]] bool has_barriers() const { return !stretches_.empty(); }

    /// Every border is two edges, one from each side. The edges of an atom are first_edge(atom) … first_edge(atom + 1) - 1,
    /// by rising neighbour.
    [[nodiscard]] Index edges() const { return Index(ends_.size()); }
    [[nodiscard]] Index first_edge(Index atom) const { return firsts_[std::size_t(atom)]; }
    [[nodiscard]] Index end_of(Index edge) const { return ends_[std::size_t(edge)]; }
    [[nodiscard]] double metres(Index edge) const { return metres_[std::size_t(edge)]; }
    /// The stretch of barrier that runs along it, 0 … stretches() - 1; or `none`. Borders with barriers are of one stretch where they
    /// follow one another: on either side they have the atom in common, or theirs are neighbours without a barrier. So what a
    /// main road parts it parts once, however many buildings stand along it.
    [[nodiscard]] Index stretch(Index edge) const { return stretches_.empty() ? none : stretches_[std::size_t(edge)]; }
    [[nodiscard]] Index stretches() const { return Index(barriers_.size()); }
    /// How many run along the stretch, where they are most.
    [[nodiscard]] int barriers(Index stretch) const { return barriers_[std::size_t(stretch)]; }
    [[nodiscard]] std::span<const Index> neighbours(Index atom) const {
        return std::span(ends_).subspan(std::size_t(first_edge(atom)), std::size_t(first_edge(atom + 1) - first_edge(atom)));
    }

    [[nodiscard]] std::int64_t total_households() const { return total_households_; }
    /// Grids in use today: the highest `current`, and one more.
    [[nodiscard]] Index current_grids() const { return current_grids_; }

private:
    void find_stretches(std::span<const int> barriers_of_edges);

    Atoms atoms_;
    std::vector<Index> firsts_{0}, ends_;
    std::vector<float> metres_;
    std::vector<Index> stretches_;  ///< of each edge; empty when there are no barriers
    std::vector<int> barriers_;     ///< of each stretch
    std::int64_t total_households_ = 0;
    Index current_grids_ = 0;
};

/// The piece each atom is in, numbered from 0 in order of their first atoms; two atoms are in one piece when a way leads from
/// one to the other through atoms with the same `label`. Atoms labelled `none` are in no piece (`none`).
struct Pieces {
    std::vector<Index> piece_of;
    Index count = 0;
};
[[nodiscard]] Pieces pieces_of(const AtomGraph& graph, std::span<const Index> labels);
/// The same of the whole graph.
[[nodiscard]] Pieces pieces_of(const AtomGraph& graph);

}  // namespace huegrid::grids
