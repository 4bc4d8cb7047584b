#include "metis_peer.hpp"

#ifdef HUEGRID_HAS_METIS
#include <fmt/format.h>
#include <metis.h>
#endif

namespace huegrid::bench {

#ifdef HUEGRID_HAS_METIS

std::optional<std::string> metis_version() { return fmt::format("METIS {}.{}.{}", METIS_VER_MAJOR, METIS_VER_MINOR, METIS_VER_SUBMINOR); }

std::vector<Index> metis_parts(const grids::AtomGraph& graph, Index parts, const MetisEffort& effort) {
    std::vector<Index> part_of(std::size_t(graph.size()), 0);
    if (parts < 2) return part_of;
    std::vector<idx_t> firsts, ends, weights, found(part_of.size());
    for (Index atom = 0; atom <= graph.size(); ++atom) firsts.push_back(graph.first_edge(atom));
    for (Index edge = 0; edge < graph.edges(); ++edge) ends.push_back(graph.end_of(edge));
    for (Index atom = 0; atom < graph.size(); ++atom) weights.push_back(graph.households(atom));
    idx_t options[METIS_NOPTIONS];
    METIS_SetDefaultOptions(options);
    options[METIS_OPTION_SEED] = 1;
    options[METIS_OPTION_CONTIG] = 1;
    options[METIS_OPTION_UFACTOR] = 100;
    options[METIS_OPTION_NCUTS] = effort.cuts;
    options[METIS_OPTION_NITER] = effort.iterations;
    idx_t atoms = graph.size(), constraints = 1, count = parts, cut = 0;
    METIS_PartGraphKway(&atoms, &constraints, firsts.data(), ends.data(), weights.data(), nullptr, nullptr, &count, nullptr, nullptr, options, &cut,
                        found.data());
    for (std::size_t atom = 0; atom < found.size(); ++atom) part_of[atom] = Index(found[atom]);
    return part_of;
}

#else

std::optional<std::string> metis_version() { return std::nullopt; }
std::vector<Index> metis_parts(const grids::AtomGraph&, Index, const MetisEffort&) { return {}; }

#endif

}  // namespace huegrid::bench
