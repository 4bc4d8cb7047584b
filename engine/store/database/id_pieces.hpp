/// @file id_pieces.hpp
/// A table cut into ranges of ids that threads read side by side.
///
/// Layer    store, inside only.
#pragma once

#include <mutex>
#include <optional>
#include <vector>

#include "engine/base/parallel.hpp"
#include "engine/base/progress.hpp"
#include "engine/model/column.hpp"
#include "engine/store/database/shared_state.hpp"

namespace huegrid::store {

struct IdRange {
    std::int64_t first = 0, last = -1;  ///< both included
};

/// As long as a chunk of a column, so that a table without gaps gives whole chunks; longer ones where ids lie far apart.
[[nodiscard]] std::vector<IdRange> id_ranges(const Database& db, std::string_view table);

/// Calls `read(db, range)` for every range, on one thread a reader, and gives what it returned in order. `read` may throw
/// SqlError and std::bad_alloc. Fails  cancelled.
template <class Read>
[[nodiscard]] auto read_pieces(Readers readers, std::string_view table, std::string_view step, const Progress& progress, const Read& read)
    -> Result<std::vector<decltype(read(*readers[0], IdRange{}))>> {
    const auto ranges = id_ranges(*readers[0], table);
    std::vector<decltype(read(*readers[0], IdRange{}))> pieces(ranges.size());
    std::exception_ptr problem;
    std::mutex mutex;
    std::atomic<std::size_t> done{0};
    std::atomic<bool> stop{false};
    for_each_chunk(std::min(readers.size(), std::max<std::size_t>(1, ranges.size())), ranges.size(), [&](std::size_t reader, std::size_t r) {
        if (stop || progress.stopped()) return;
        try {
            pieces[r] = read(*readers[reader], ranges[r]);
        } catch (...) {
            const std::scoped_lock lock(mutex);
            problem = std::current_exception();
            stop = true;
        }
        ++done;
        if (reader == 0) progress.at(step, std::int64_t(done), std::int64_t(ranges.size()));
    });
    if (problem) std::rethrow_exception(problem);
    if (progress.stopped()) return Progress::cancelled();
    return pieces;
}

}  // namespace huegrid::store
