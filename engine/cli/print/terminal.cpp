#include "engine/cli/print/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <ctime>
#include <thread>

#include "engine/cli/words/words.hpp"

namespace huegrid::cli {

struct Terminal::Impl {
    std::stop_source work;
    Progress progress;
    bool shown = false;
    std::jthread watcher;  ///< last: joined before what it uses goes away
};

namespace {

sigset_t interrupt_only() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    return set;
}

/// Takes the first Ctrl-C as a wish to stop, then lets the next one do what it always does.
void watch(const std::stop_token& until, std::stop_source work) {
    const auto set = interrupt_only();
    const timespec tick{0, 100'000'000};
    while (!until.stop_requested())
        if (sigtimedwait(&set, nullptr, &tick) == SIGINT) {
            if (work.stop_requested()) {
                std::signal(SIGINT, SIG_DFL);
                pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
                ::kill(::getpid(), SIGINT);
                return;
            }
            work.request_stop();
        }
}

}  // namespace

Terminal::Terminal(Language language) : impl_(std::make_unique<Impl>()) {
    const auto set = interrupt_only();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    impl_->progress.stop = impl_->work.get_token();
    impl_->watcher = std::jthread([work = impl_->work](const std::stop_token& until) { watch(until, work); });
    if (::isatty(STDERR_FILENO) == 0) return;
    impl_->progress.report = [this, language, last = std::chrono::steady_clock::time_point{}](std::string_view step, std::int64_t done,
                                                                                    std::int64_t total) mutable {
        const auto present = std::chrono::steady_clock::now();
        if (present - last < std::chrono::milliseconds(100)) return;
        last = present;
        impl_->shown = true;
        const auto count = total > 0 ? fmt::format(" {} / {} ({:.0f} %)", done, total, 100.0 * double(done) / double(total))
                           : done > 0 ? fmt::format(" {}", done)
                                      : std::string();
        fmt::print(stderr, "\r\x1b[K{}{}", progress_in(step, language), count);
        std::fflush(stderr);
    };
}

Terminal::~Terminal() {
    impl_->watcher.request_stop();
    impl_->watcher.join();
    const auto set = interrupt_only();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
    if (impl_->shown) fmt::print(stderr, "\r\x1b[K");
}

const Progress& Terminal::progress() const { return impl_->progress; }

}  // namespace huegrid::cli
