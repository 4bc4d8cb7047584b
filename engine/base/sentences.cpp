#include "engine/base/sentences.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace huegrid {
namespace {

using Parts = std::vector<std::string_view>;

/// What stands for each {} of the pattern, as short as can be; nullopt when the text isn't of the pattern.
std::optional<Parts> parts_of(std::string_view text, std::string_view pattern) {
    Parts parts;
    for (auto gap = pattern.find("{}");; gap = pattern.find("{}")) {
        const auto before = pattern.substr(0, gap);
        const bool last = gap == std::string_view::npos;
        auto at = parts.empty() ? std::size_t{0} : last && !before.empty() ? text.size() - std::min(text.size(), before.size()) : text.find(before);
        if (last && before.empty()) at = text.size();
        if (parts.empty() ? !text.starts_with(before) : at == std::string_view::npos || text.substr(at, before.size()) != before) return std::nullopt;
        if (!parts.empty()) parts.back() = text.substr(0, at);
        text.remove_prefix(at + before.size());
        if (last) return text.empty() ? std::optional(parts) : std::nullopt;
        pattern.remove_prefix(gap + 2);
        parts.emplace_back(text);
    }
}

std::string filled(Catalogue catalogue, std::string_view pattern, const Parts& parts) {
    std::string made;
    std::size_t next = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool plain = pattern.substr(i, 2) == "{}";
        const bool numbered = i + 2 < pattern.size() && pattern[i] == '{' && pattern[i + 2] == '}' && std::size_t(pattern[i + 1] - '0') < parts.size();
        if (!plain && !numbered) {
            made += pattern[i];
            continue;
        }
        const auto part = parts[numbered ? std::size_t(pattern[i + 1] - '0') : next++];
        made += made.ends_with("“") || made.ends_with('"') ? std::string(part) : sentence_in(catalogue, part, Language::zh);
        i += numbered ? 2 : 1;
    }
    return made;
}

}  // namespace

std::string sentence_in(Catalogue catalogue, std::string_view english, Language language) {
    if (language == Language::en) return std::string(english);
    for (const auto& sentence : catalogue)
        if (const auto parts = parts_of(english, sentence.en)) return filled(catalogue, sentence.zh, *parts);
    return std::string(english);
}

}  // namespace huegrid
