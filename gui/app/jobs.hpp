/// @file jobs.hpp
/// Work behind the frames: one thread that does the newest request; a late answer is dropped.
///
/// Layer    gui/app.
/// Threads  start and take_finished from the frame's thread; the work runs on its own.
///
/// Work returns what is to be done with its result (`Finish`), which the frame's thread carries out between frames. A new
/// request asks the running one to stop and takes its place; what the old one still returns never reaches a frame.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "engine/base/progress.hpp"

namespace huegrid::gui {

class Jobs {
public:
    using Finish = std::function<void()>;
    using Work = std::function<Finish(const Progress&)>;

    /// `wake` is called from the worker when there is something to take or to show; it must be safe from any thread.
    explicit Jobs(std::function<void()> wake);
    /// Asks the work to stop and waits for it.
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// An exception from `work` ends the program: rooms of the engine let none out.
    void start(Work work);
    /// Drops the request under way, if any.
    void cancel();
    /// Carries out the newest request's Finish if it has come; true if it did.
    bool take_finished();
    /// From start until its Finish is taken.
    [[nodiscard]] bool busy() const;

    struct Step {
        std::string name;
        std::int64_t done = 0, total = 0;  ///< total 0: not known
    };
    [[nodiscard]] Step step() const;

private:
    void run(std::stop_token closing);
    [[nodiscard]] Progress progress_of(std::uint64_t request, std::stop_token stop);

    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::uint64_t newest_ = 0;          ///< request number
    bool busy_ = false;
    std::optional<Work> waiting_;
    std::optional<Finish> finished_;
    std::stop_source running_;
    Step step_;
    std::jthread worker_;               ///< last: it stops before the rest goes
};

}  // namespace huegrid::gui
