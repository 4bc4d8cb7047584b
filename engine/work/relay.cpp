#include "engine/work/relay.hpp"

namespace huegrid::work {

Relay::Relay(Write write) : write_(std::move(write)), thread_([this] { run(); }) {}

Relay::~Relay() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        waiting_.clear();
    }
    end();
}

Result<void> Relay::put(const geo::Crs& crs, model::Batch&& batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() < most_waiting || failure_ || thrown_; });
    if (failure_ || thrown_) return outcome();
    waiting_.emplace_back(crs, std::move(batch));
    changed_.notify_all();
    return {};
}

Result<void> Relay::finish() {
    end();
    return outcome();
}

void Relay::end() {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

Result<void> Relay::outcome() const {
    if (thrown_) std::rethrow_exception(thrown_);
    if (failure_) return fail(*failure_);
    return {};
}

void Relay::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        auto [crs, batch] = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        changed_.notify_all();
        std::optional<Error> failure;
        std::exception_ptr thrown;
        try {
            if (auto written = write_(crs, std::move(batch)); !written) failure = written.error();
        } catch (...) {
            thrown = std::current_exception();
        }
        lock.lock();
        failure_ = std::move(failure);
        thrown_ = thrown;
        if (failure_ || thrown_) break;
    }
    waiting_.clear();
    changed_.notify_all();
}

}  // namespace huegrid::work
