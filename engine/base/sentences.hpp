/// @file sentences.hpp
/// Sentences that are English where they are made or kept, as people read them: a catalogue of patterns with their Chinese.
///
/// Layer    base. Pure.
///
///     constexpr std::array<Sentence, 2> catalogue{{{"there is no {} '{}'", "没有{}“{}”"}, {"household", "户"}}};
///     sentence_in(catalogue, "there is no household '17'", Language::zh);  // 没有户“17”
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/base/language.hpp"

namespace huegrid {

struct Sentence {
    std::string_view en, zh;  ///< {} is anything; in zh they come in the same order, or numbered from {0}
};
/// The more particular stands before the general.
using Catalogue = std::span<const Sentence>;

/// The sentence in the language. What stands for {} is looked up too, but for what is in quotes, which is somebody's own.
/// A sentence that isn't known stays as it is.
/// Cost  a look at each pattern.
[[nodiscard]] std::string sentence_in(Catalogue catalogue, std::string_view english, Language language);

}  // namespace huegrid
