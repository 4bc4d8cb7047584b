/// @file guess_fixture.hpp
/// A guess of files in a folder.
#pragma once

#include "engine/ingest/column_words.hpp"
#include "engine/ingest/guess.hpp"
#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {

inline Guess guess_of(const Bound& sources) {
    std::vector<sources::SourceDescription> described;
    for (const auto& [name, path] : sources) {
        sources::SourceOptions options;
        options.name = name;
        options.path = path;
        auto one = sources::describe(options, likely_columns());
        EXPECT_TRUE(one) << one.error().text();
        if (one) described.push_back(std::move(*one));
    }
    return guess_recipe(described);
}

}  // namespace huegrid::ingest
