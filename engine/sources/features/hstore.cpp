#include "engine/sources/features/hstore.hpp"

namespace huegrid::sources {
namespace {

/// Reads the next text in quotes; moves `tags` behind it. "" at the end.
std::string next_text(std::string_view& tags) {
    std::string text;
    const auto quote = tags.find('"');
    tags.remove_prefix(quote == std::string_view::npos ? tags.size() : quote + 1);
    while (!tags.empty()) {
        const char c = tags.front();
        tags.remove_prefix(1);
        if (c == '"') break;
        if (c == '\\' && !tags.empty()) {
            text += tags.front();
            tags.remove_prefix(1);
        } else {
            text += c;
        }
    }
    return text;
}

}  // namespace

std::string tag_value(std::string_view tags, std::string_view key) {
    while (!tags.empty()) {
        const auto name = next_text(tags);
        auto value = next_text(tags);
        if (name == key) return value;
    }
    return "";
}

}  // namespace huegrid::sources
