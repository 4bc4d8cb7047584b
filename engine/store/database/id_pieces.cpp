#include "engine/store/database/id_pieces.hpp"

#include <fmt/format.h>

namespace huegrid::store {

std::vector<IdRange> id_ranges(const Database& db, std::string_view table) {
    constexpr std::uint64_t most_ranges = 4096;
    const auto low = db.integer(fmt::format("SELECT min(id) FROM {}", table));
    const auto high = db.integer(fmt::format("SELECT max(id) FROM {}", table));
    if (!low || !high) return {};
    // Unsigned, since a stranger's ids may be as far apart as they can.
    const auto span = std::uint64_t(*high) - std::uint64_t(*low);
    const auto length = std::max<std::uint64_t>(model::chunk_rows, span / most_ranges + 1);
    std::vector<IdRange> ranges;
    for (std::uint64_t from = 0; from <= span; from += length) {
        const auto to = span - from < length ? span : from + length - 1;
        ranges.push_back({std::int64_t(std::uint64_t(*low) + from), std::int64_t(std::uint64_t(*low) + to)});
        if (to == span) break;
    }
    return ranges;
}

}  // namespace huegrid::store
