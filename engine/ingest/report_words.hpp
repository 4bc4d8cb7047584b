/// @file report_words.hpp
/// The import report in both languages. A defect's kind is a stable word and its sentences are English in the file; this is
/// how people read them.
///
/// Layer    ingest. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/base/language.hpp"

namespace huegrid::ingest {

struct KindWords {
    std::string_view kind;  ///< Defect::kind
    Label title;
};
/// Every kind that an import can report.
[[nodiscard]] std::span<const KindWords> defect_kinds();
/// 边界自相交, crosses itself; the word itself for one that isn't known.
[[nodiscard]] std::string kind_title(std::string_view kind, Language language);

/// What was wrong or what was done, in the language: the sentence's pattern is looked up, and what stands in it stays (or is
/// a sentence itself). A sentence that isn't known stays English.
/// Cost  a look at each of some hundred patterns.
[[nodiscard]] std::string sentence_in(std::string_view english, Language language);

}  // namespace huegrid::ingest
