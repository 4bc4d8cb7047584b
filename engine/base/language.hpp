/// @file language.hpp
/// Chinese and English are equals: whatever people read is held in both.
///
/// Layer    base.
#pragma once

#include <string>

namespace huegrid {

enum class Language { zh, en };

/// The same words in both languages; a missing one falls back to the other.
struct Label {
    std::string zh;
    std::string en;

    [[nodiscard]] const std::string& in(Language language) const {
        if (language == Language::zh) return zh.empty() ? en : zh;
        return en.empty() ? zh : en;
    }
    friend bool operator==(const Label&, const Label&) = default;
};

}  // namespace huegrid
