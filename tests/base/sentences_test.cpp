#include "engine/base/sentences.hpp"

#include <gtest/gtest.h>

#include <array>

namespace huegrid {
namespace {

constexpr std::array sentences{Sentence{"{} is no {}", "{1}不是{0}"}, Sentence{"write \"{}\" for {}", "{1}请写 \"{0}\""}, Sentence{"'{}' isn't closed; a brace is {{", "“{}”没有闭合；花括号写 {{"},
                               Sentence{"text", "文字"}, Sentence{"day", "日期"}};

TEST(Sentences, WhatStandsForAGapIsLookedUpToo) { EXPECT_EQ(sentence_in(sentences, "text is no day", Language::zh), "日期不是文字"); }

// Would catch a value that is to be typed as it is, and is translated.
TEST(Sentences, WhatIsInQuotesStaysAsItIs) {
    EXPECT_EQ(sentence_in(sentences, "write \"text\" for text", Language::zh), "文字请写 \"text\"");
    EXPECT_EQ(sentence_in(sentences, "'text' isn't closed; a brace is {{", Language::zh), "“text”没有闭合；花括号写 {{");
}

TEST(Sentences, WhatIsNotKnownStaysAsItIs) {
    EXPECT_EQ(sentence_in(sentences, "nothing of the kind", Language::zh), "nothing of the kind");
    EXPECT_EQ(sentence_in(sentences, "text is no day", Language::en), "text is no day");
}

}  // namespace
}  // namespace huegrid
