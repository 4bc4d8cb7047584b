/// @file relay.hpp
/// Batches are written by a thread of their own while the next ones are being read.
///
/// Layer    work.
/// Threads  the reader calls put and finish; `write` runs on the relay's thread, one batch at a time, in order. What it
///          touches is the reader's again once finish() has returned.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "engine/base/result.hpp"
#include "engine/geo/crs/crs.hpp"
#include "engine/model/rows.hpp"

namespace huegrid::work {

class Relay {
public:
    using Write = std::function<Result<void>(const geo::Crs& crs, model::Batch&& batch)>;

    explicit Relay(Write write);
    ~Relay();  ///< what hasn't been written by then isn't
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    /// Waits while `most_waiting` batches wait. Fails as soon as an earlier batch has failed, with its error.
    [[nodiscard]] Result<void> put(const geo::Crs& crs, model::Batch&& batch);
    /// Waits until all are written. No put afterwards.
    [[nodiscard]] Result<void> finish();

    static constexpr std::size_t most_waiting = 2;

private:
    void run();
    void end();
    /// What became of the batches so far; rethrows what `write` threw.
    [[nodiscard]] Result<void> outcome() const;

    Write write_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::pair<geo::Crs, model::Batch>> waiting_;
    std::optional<Error> failure_;
    std::exception_ptr thrown_;
    bool ended_ = false;  ///< nothing more comes
    std::thread thread_;
};

}  // namespace huegrid::work
