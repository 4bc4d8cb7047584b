#include "engine/grids/unmet.hpp"

#include <algorithm>

namespace huegrid::grids {
namespace {

/// An atom with all that is reached through it only and is too light for a grid; together they are too heavy for one.
struct Enclave {
    Index atom = none;
    std::vector<Index> atoms;      ///< the atom first
    std::int64_t households = 0;
    std::int64_t outside_by = 0;   ///< at least, by one grid; where more are outside for it, perhaps by less
};

/// Walks a piece depth first, keeping what hangs on each atom (R. Tarjan, "Depth-first search and linear graph algorithms",
/// SIAM Journal on Computing 1, 1972).
class Enclaves {
public:
    Enclaves(const AtomGraph& graph, std::span<const Index> atoms, const Sizes& sizes)
        : graph_(graph), sizes_(sizes), inside_(std::size_t(graph.size()), false), order_of_(std::size_t(graph.size()), none), low_(std::size_t(graph.size()), 0) {
        for (const Index atom : atoms) {
            inside_[std::size_t(atom)] = true;
            total_ += graph.households(atom);
        }
        walk(atoms.front());
        for (Index self = 0; self < Index(order_.size()); ++self) look_at(self);
    }
    [[nodiscard]] const std::vector<Enclave>& found() const { return found_; }

private:
    struct Step {
        Index atom, parent, edge;
    };

    void walk(Index root) {
        std::vector<Step> way{{root, none, graph_.first_edge(root)}};
        const auto enter = [&](Index atom) {
            order_of_[std::size_t(atom)] = low_[std::size_t(atom)] = Index(order_.size());
            order_.push_back(atom);
            sums_.push_back(graph_.households(atom));
            branches_.emplace_back();
        };
        enter(root);
        while (!way.empty()) {
            Step& step = way.back();
            const auto atom = std::size_t(step.atom);
            if (step.edge < graph_.first_edge(step.atom + 1)) {
                const Index end = graph_.end_of(step.edge++);
                if (!inside_[std::size_t(end)] || end == step.parent) continue;
                if (order_of_[std::size_t(end)] != none) {
                    low_[atom] = std::min(low_[atom], order_of_[std::size_t(end)]);
                } else {
                    const Index from = step.atom;
                    enter(end);
                    way.push_back({end, from, graph_.first_edge(end)});
                }
                continue;
            }
            const Index parent = step.parent, self = order_of_[atom];
            way.pop_back();
            if (parent == none) continue;
            const Index at = order_of_[std::size_t(parent)];
            sums_[std::size_t(at)] += sums_[std::size_t(self)];
            low_[std::size_t(parent)] = std::min(low_[std::size_t(parent)], low_[atom]);
            if (low_[atom] >= at) branches_[std::size_t(at)].push_back({self, Index(order_.size()), sums_[std::size_t(self)]});
        }
    }

    /// What hangs on the atom that was entered as the `self`-th. No grid fits into a light branch, so its atoms are in the atom's
    /// grid or in one that is too light.
    void look_at(Index self) {
        const auto& below = branches_[std::size_t(self)];
        if (below.empty()) return;
        const Index atom = order_[std::size_t(self)], n = Index(order_.size());
        const std::int64_t own = graph_.households(atom);
        Enclave enclave{atom, {atom}, own, sizes_.households_min};
        Branch beyond{0, n - 1, total_ - own};  // what is left of all when the others are taken; its places don't matter
        const auto light = [&](const Branch& branch) { return branch.end > branch.begin && branch.households < sizes_.households_min; };
        const auto take = [&](const Branch& branch) {
            if (!light(branch)) return;
            enclave.households += branch.households;
            enclave.outside_by = std::min(enclave.outside_by, sizes_.households_min - branch.households);
        };
        for (const Branch& branch : below) {
            take(branch);
            beyond.households -= branch.households;
            beyond.end -= branch.end - branch.begin;
        }
        take(beyond);
        const std::int64_t over = enclave.households - sizes_.households_max;
        if (enclave.households == own || over <= 0) return;
        if (own > sizes_.households_max) enclave.outside_by = over;  // a branch left alone is one more outside
        enclave.outside_by = std::min(enclave.outside_by, over);

        for (const Branch& branch : below)
            for (Index i = branch.begin; i < branch.end && light(branch); ++i) enclave.atoms.push_back(order_[std::size_t(i)]);
        if (light(beyond)) {
            std::vector<bool> in_branch(std::size_t(n), false);
            for (const Branch& branch : below) std::fill(in_branch.begin() + branch.begin, in_branch.begin() + branch.end, true);
            for (Index i = 0; i < n; ++i)
                if (i != self && !in_branch[std::size_t(i)]) enclave.atoms.push_back(order_[std::size_t(i)]);
        }
        found_.push_back(std::move(enclave));
    }

    struct Branch {
        Index begin, end;  ///< in order_
        std::int64_t households;
    };
    const AtomGraph& graph_;
    const Sizes& sizes_;
    std::vector<bool> inside_;
    std::vector<Index> order_of_, low_, order_;
    std::vector<std::int64_t> sums_;
    std::vector<std::vector<Branch>> branches_;
    std::int64_t total_ = 0;
    std::vector<Enclave> found_;
};

void explain(const AtomGraph& graph, std::span<const Index> atoms, const Sizes& sizes, const PieceFacts& facts, const Misfit& misfit,
             std::span<const Enclave> enclaves, Unmet& unmet) {
    const auto because = [&](Unmet::Reason reason, bool proved, std::vector<Index> of) {
        unmet.reason = reason;
        unmet.proved = proved;
        unmet.atoms = std::move(of);
    };
    std::int64_t piece_households = 0;
    for (const Index atom : facts.atoms) piece_households += graph.households(atom);
    if (piece_households < sizes.households_min && atoms.size() == facts.atoms.size())
        return because(Unmet::Reason::light_piece, true, facts.atoms);
    // Of several enclaves and heavy atoms in the grid, the one that explains most of it.
    for (const Enclave& enclave : enclaves) {
        const auto in_grid = [&](Index atom) { return std::binary_search(atoms.begin(), atoms.end(), atom); };
        const bool meets = std::any_of(enclave.atoms.begin(), enclave.atoms.end(), in_grid);
        if (meets && unmet.outside_by <= enclave.outside_by) return because(Unmet::Reason::enclave, true, enclave.atoms);
    }
    Index heaviest = none;
    std::int64_t most = 0;
    for (const Index atom : atoms)
        if (const auto by = sizes.outside_by(std::max<std::int64_t>(sizes.households_min, graph.households(atom)), graph.people(atom)); by > most)
            most = by, heaviest = atom;
    if (heaviest != none && unmet.outside_by <= most) return because(Unmet::Reason::heavy_atom, true, {heaviest});
    if (facts.least.outside > 0 && misfit <= facts.least) return because(Unmet::Reason::arithmetic, true, facts.atoms);
    if (facts.tried_all) return because(Unmet::Reason::tried_all, true, {});
    if (heaviest != none) return because(Unmet::Reason::heavy_atom, false, {heaviest});
}

}  // namespace

std::vector<Unmet> reasons_for(const AtomGraph& graph, std::span<const Index> grid_of, const Demands& demands, std::span<const PieceFacts> pieces) {
    const Sizes& sizes = demands.sizes;
    struct Grid {
        std::vector<Index> atoms;
        std::int64_t households = 0, people = 0;
        Index pieces = 0;
    };
    std::vector<Grid> grids;
    const Pieces in_pieces = pieces_of(graph, grid_of);
    std::vector<bool> counted(std::size_t(in_pieces.count), false);
    for (Index atom = 0; atom < graph.size(); ++atom) {
        const Index at = grid_of[std::size_t(atom)];
        if (at == none) continue;
        if (grids.size() <= std::size_t(at)) grids.resize(std::size_t(at) + 1);
        Grid& grid = grids[std::size_t(at)];
        grid.atoms.push_back(atom);
        grid.households += graph.households(atom);
        grid.people += graph.people(atom);
        const auto piece = std::size_t(in_pieces.piece_of[std::size_t(atom)]);
        grid.pieces += !counted[piece];
        counted[piece] = true;
    }
    std::vector<Index> piece_of(std::size_t(graph.size()), none);
    for (std::size_t piece = 0; piece < pieces.size(); ++piece)
        for (const Index atom : pieces[piece].atoms) piece_of[std::size_t(atom)] = Index(piece);
    std::vector<Misfit> misfits(pieces.size());
    for (std::size_t g = 0; g < grids.size(); ++g) {
        if (grids[g].atoms.empty() || piece_of[std::size_t(grids[g].atoms.front())] == none) continue;
        const auto by = sizes.outside_by(grids[g].households, grids[g].people);
        Misfit& misfit = misfits[std::size_t(piece_of[std::size_t(grids[g].atoms.front())])];
        misfit.outside += sizes.outside(by, grids[g].households, grids[g].people);
        misfit.outside_by += by;
    }
    std::vector<std::vector<Enclave>> enclaves(pieces.size());

    std::vector<Unmet> unmet;
    for (std::size_t g = 0; g < grids.size(); ++g) {
        const Grid& grid = grids[g];
        if (grid.atoms.empty()) continue;
        Unmet found{Index(g), grid.households, grid.people, demands.sizes_of(Index(g)).outside_by(grid.households, grid.people), grid.pieces, Unmet::Reason::not_found, false, {}};
        const Index piece = piece_of[std::size_t(grid.atoms.front())];
        if (found.outside_by == 0 && found.pieces == 1) continue;
        if (piece == none) {
            found.reason = Unmet::Reason::locked;
            found.proved = true;
            unmet.push_back(std::move(found));
            continue;
        }
        const PieceFacts& facts = pieces[std::size_t(piece)];
        if (misfits[std::size_t(piece)].outside > 0 && enclaves[std::size_t(piece)].empty())
            enclaves[std::size_t(piece)] = Enclaves(graph, facts.atoms, sizes).found();
        explain(graph, grid.atoms, sizes, facts, misfits[std::size_t(piece)], enclaves[std::size_t(piece)], found);
        unmet.push_back(std::move(found));
    }
    return unmet;
}

}  // namespace huegrid::grids
