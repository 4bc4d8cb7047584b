/// The relay between reader and writer.
#include <gtest/gtest.h>

#include <stdexcept>

#include "engine/work/relay.hpp"

namespace huegrid::work {
namespace {

model::Batch batch_of(const std::string& source) {
    model::Batch batch;
    batch.source = source;
    return batch;
}

TEST(Relay, EveryBatchIsWrittenInOrderWhenItHasFinished) {
    std::vector<std::string> written;
    Relay relay([&](const geo::Crs&, model::Batch&& batch) -> Result<void> {
        written.push_back(batch.source);
        return {};
    });
    std::vector<std::string> sent;
    for (int i = 0; i < 100; ++i) {
        sent.push_back(std::to_string(i));
        ASSERT_TRUE(relay.put({}, batch_of(sent.back())));
    }
    ASSERT_TRUE(relay.finish());
    EXPECT_EQ(written, sent);
}

TEST(Relay, AFailedBatchIsTheLastAndStopsTheReader) {
    int tried = 0;
    Relay relay([&](const geo::Crs&, model::Batch&&) -> Result<void> {
        return ++tried == 3 ? Result<void>(fail(ErrorCode::io, "the disk is full", "")) : Result<void>();
    });
    bool stopped = false;
    for (int i = 0; i < 100 && !stopped; ++i) stopped = !relay.put({}, batch_of("a"));
    EXPECT_TRUE(stopped) << "a reader that nobody stops waits for ever, or reads for nothing";
    const auto finished = relay.finish();
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().message, "the disk is full");
    EXPECT_EQ(tried, 3);
}

TEST(Relay, WhatWritingThrowsReachesTheReader) {
    Relay relay([](const geo::Crs&, model::Batch&&) -> Result<void> { throw std::runtime_error("no memory"); });
    EXPECT_THROW(
        {
            for (int i = 0; i < 100; ++i)
                if (!relay.put({}, batch_of("a"))) break;
            (void)relay.finish();
        },
        std::runtime_error);
}

TEST(Relay, AReaderThatGivesUpLeavesNothingRunning) {
    Relay relay([](const geo::Crs&, model::Batch&&) -> Result<void> { return {}; });
    EXPECT_TRUE(relay.put({}, batch_of("a")));
}

}  // namespace
}  // namespace huegrid::work
