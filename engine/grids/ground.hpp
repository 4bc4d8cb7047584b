/// @file ground.hpp
/// A piece of ground with its buildings: made into a graph to be divided and, divided, into outlines that tile it.
///
///     const auto ground = Ground::of_buildings(community, buildings, main_roads, {});
///     const auto divided = divide(ground->graph(), options);
///     const auto outlines = ground->outlines(divided->grid_of, divided->grids);
///
/// Layer    grids. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/geo/cells/cells.hpp"
#include "engine/geo/shapes/shape.hpp"
#include "engine/grids/atom_graph.hpp"

namespace huegrid::grids {

/// What stands on the ground, in columns: buildings, or ready-made blocks.
struct GroundRows {
    std::vector<geo::Shape> shapes;
    std::vector<std::int32_t> households, people;  ///< `people` may be empty: nothing is known of them
    std::vector<Index> estates, current;           ///< or `none`; `current` as AtomGraph::Atoms has it
};

enum class Crossing {
    penalised,  ///< a barrier between two atoms is counted
    refused,    ///< a border that runs along a barrier is no border
};
enum class AtomsOf { buildings, estates };

/// What is drawn between grids.
enum class Borders {
    todays,           ///< between buildings that stay in their grid of today its border stays too
    todays_if_whole,  ///< likewise, unless grids come out in fewer pieces without those around buildings that change sides, or without any
    anew_if_whole,    ///< today's play no part, unless grids come out in fewer pieces with them
};

class Ground {
public:
    struct Options {
        AtomsOf atoms = AtomsOf::buildings;  ///< `estates`: buildings of an estate that stand side by side are one atom
        Crossing crossing = Crossing::penalised;
        std::span<const geo::Shape> kept{};  ///< outlines of today's grids
        Borders borders = Borders::todays;
    };
    /// `ground`: a valid polygon. A building that stands on another's ground is in that one's atom.
    /// Fails  bad_input: as AtomGraph::build. Cost  as geo::make_cells.
    [[nodiscard]] static Result<Ground> of_buildings(const geo::Shape& ground, const GroundRows& buildings, std::span<const geo::Shape> barriers, Options options);
    /// Blocks that share edges are neighbours; grids are unions of blocks, and what no block covers is in no grid.
    [[nodiscard]] static Result<Ground> of_blocks(const GroundRows& blocks);

    [[nodiscard]] const AtomGraph& graph() const { return graph_; }
    /// Of each row its atom; `none` for a building outside the ground, or without a shape.
    [[nodiscard]] const std::vector<Index>& atom_of() const { return atom_of_; }

    /// One for each grid; empty for a number without atoms. Valid, and vertex for vertex with each other.
    [[nodiscard]] std::vector<geo::Shape> outlines(std::span<const Index> grid_of_atom, Index grids) const;

private:
    /// What cells are made of.
    struct Sources {
        geo::Shape ground;
        std::vector<geo::Shape> buildings, barriers, kept;
    };
    [[nodiscard]] geo::Cells loosened(const Sources& sources, std::span<const Index> group_of_cell) const;

    AtomGraph graph_;
    std::vector<Index> atom_of_;
    std::vector<geo::Cells> cells_;   ///< of buildings, in the order in which they are tried
    std::optional<Sources> sources_;  ///< if there may be more of them
    std::vector<geo::Shape> blocks_;  ///< or these
};

}  // namespace huegrid::grids
