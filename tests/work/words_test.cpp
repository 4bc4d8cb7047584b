#include "engine/work/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace huegrid::work {

// Would catch a verb of ours that a Chinese journal shows in English.
TEST(Words, EveryVerbOfAFileHasAChineseTitle) {
    for (const std::string verb : {"import", "classify", "divide", "grid", "undo", "redo", "reveal", "erase", "synth", "extract", "household set", "member end", "estate add", "override set"}) {
        const auto title = verb_title(verb, Language::zh);
        EXPECT_TRUE(std::none_of(title.begin(), title.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); })) << title;
        EXPECT_EQ(verb_title(verb, Language::en), verb);
    }
}

}  // namespace huegrid::work
