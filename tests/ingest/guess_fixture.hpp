/// @file guess_fixture.hpp
/// A guess of files in a folder, and what tests of it have in common.
#pragma once

#include "engine/ingest/column_words.hpp"
#include "engine/ingest/guess.hpp"
#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {

using Texts = std::vector<std::string>;
using Table = std::vector<Texts>;

/// Two, which addresses in 风华苑1栋 and 风华苑2栋 lead to.
inline std::filesystem::path buildings(const Folder& folder) {
    return folder.write("buildings.geojson", collection({feature(R"("编号":"b1","地址":"风华苑1栋")", square(0, 0, 20)), feature(R"("编号":"b2","地址":"风华苑2栋")", square(50, 0, 20))}));
}

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
