/// @file parallel.hpp
/// Work on chunks over several threads.
///
/// Layer    base.
#pragma once

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace huegrid {

/// How many threads `chunks` deserve: `asked`, or for 0 one a core; never more than chunks, at least one.
[[nodiscard]] inline std::size_t workers_for(std::size_t chunks, unsigned asked) {
    const std::size_t cores = asked > 0 ? asked : std::max(1u, std::thread::hardware_concurrency());
    return std::max<std::size_t>(1, std::min(cores, chunks));
}

/// Calls work(worker, chunk) once for each chunk, worker < `workers`; returns when all are done. `work` writes only what
/// belongs to its chunk or its worker, and doesn't throw. Fewer threads serve when the machine gives no more.
template <class Work>
void for_each_chunk(std::size_t workers, std::size_t chunks, const Work& work) {
    std::atomic<std::size_t> next{0};
    const auto serve = [&](std::size_t worker) {
        for (std::size_t chunk = next++; chunk < chunks; chunk = next++) work(worker, chunk);
    };
    std::vector<std::jthread> threads;
    try {
        for (std::size_t worker = 1; worker < workers; ++worker) threads.emplace_back(serve, worker);
    } catch (const std::system_error&) {
        // The threads that did start, and this one, take all chunks.
    }
    serve(0);
}

}  // namespace huegrid
