#include "gui/app/jobs.hpp"

namespace huegrid::gui {

Jobs::Jobs(std::function<void()> wake)
    : wake_(std::move(wake)), worker_([this](std::stop_token closing) { run(std::move(closing)); }) {}

Jobs::~Jobs() { cancel(); }

void Jobs::start(Work work) {
    const std::scoped_lock lock(mutex_);
    running_.request_stop();
    ++newest_;
    busy_ = true;
    waiting_ = std::move(work);
    finished_.reset();
    step_ = {};
    changed_.notify_one();
}

void Jobs::cancel() {
    const std::scoped_lock lock(mutex_);
    running_.request_stop();
    ++newest_;
    busy_ = false;
    waiting_.reset();
    finished_.reset();
}

bool Jobs::take_finished() {
    std::optional<Finish> finish;
    {
        const std::scoped_lock lock(mutex_);
        if (!finished_) return false;
        finish.swap(finished_);
        busy_ = false;
    }
    if (*finish) (*finish)();
    return true;
}

bool Jobs::busy() const {
    const std::scoped_lock lock(mutex_);
    return busy_;
}

Jobs::Step Jobs::step() const {
    const std::scoped_lock lock(mutex_);
    return step_;
}

Progress Jobs::progress_of(std::uint64_t request, std::stop_token stop) {
    Progress progress;
    progress.stop = std::move(stop);
    progress.report = [this, request](std::string_view name, std::int64_t done, std::int64_t total) {
        const std::scoped_lock lock(mutex_);
        if (request == newest_) step_ = {std::string(name), done, total};
    };
    return progress;
}

void Jobs::run(std::stop_token closing) {
    while (true) {
        Work work;
        std::uint64_t request = 0;
        Progress progress;
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, closing, [&] { return waiting_.has_value(); })) return;
            work = std::move(*waiting_);
            waiting_.reset();
            request = newest_;
            running_ = std::stop_source();
            progress = progress_of(request, running_.get_token());
        }
        Finish finish = work(progress);
        {
            const std::scoped_lock lock(mutex_);
            if (request != newest_) continue;
            finished_ = std::move(finish);
        }
        if (wake_) wake_();
    }
}

}  // namespace huegrid::gui
