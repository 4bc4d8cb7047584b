/// @file progress.hpp
/// How long work says how far it is, and how it is stopped.
///
/// Layer    base. The caller's thread calls back; a stop may be asked for from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string_view>

#include "engine/base/result.hpp"

namespace huegrid {

/// Passed by reference into long work. The default one is silent and never stops.
struct Progress {
    /// `step` names the stage; `done` of `total` (0 = total unknown).
    std::function<void(std::string_view step, std::int64_t done, std::int64_t total)> report;
    std::stop_token stop;

    void at(std::string_view step, std::int64_t done, std::int64_t total) const {
        if (report) report(step, done, total);
    }
    [[nodiscard]] bool stopped() const { return stop.stop_requested(); }
    /// What work returns when it was stopped: nothing has been changed.
    [[nodiscard]] static tl::unexpected<Error> cancelled() {
        return fail(ErrorCode::cancelled, "stopped; nothing was changed");
    }
};

}  // namespace huegrid
