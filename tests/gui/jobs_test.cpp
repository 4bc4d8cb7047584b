#include "gui/app/jobs.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace huegrid::gui {
namespace {

bool take_within(Jobs& jobs, std::chrono::seconds limit) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (std::chrono::steady_clock::now() < end) {
        if (jobs.take_finished()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

TEST(Jobs, ALateAnswerNeverReachesAFrame) {
    std::promise<void> first_runs, let_go;
    int answer = 0;
    Jobs jobs(nullptr);
    jobs.start([&](const Progress& progress) -> Jobs::Finish {
        first_runs.set_value();
        let_go.get_future().wait();
        EXPECT_TRUE(progress.stopped()) << "the newer request asks the older one to stop";
        return [&] { answer = 1; };
    });
    first_runs.get_future().wait();
    jobs.start([&](const Progress&) -> Jobs::Finish { return [&] { answer = 2; }; });
    let_go.set_value();
    ASSERT_TRUE(take_within(jobs, std::chrono::seconds(20)));
    EXPECT_EQ(answer, 2);
    EXPECT_FALSE(jobs.busy());
    EXPECT_FALSE(jobs.take_finished());
}

TEST(Jobs, GoingAwayStopsTheWorkAndWaitsForIt) {
    std::atomic<bool> ended = false;
    std::promise<void> runs;
    {
        Jobs jobs(nullptr);
        jobs.start([&](const Progress& progress) -> Jobs::Finish {
            runs.set_value();
            while (!progress.stopped()) std::this_thread::yield();
            ended = true;
            return nullptr;
        });
        runs.get_future().wait();
    }
    EXPECT_TRUE(ended);
}

}  // namespace
}  // namespace huegrid::gui
