#include "engine/conditions/evaluate/text_functions.hpp"

#include <algorithm>

namespace huegrid::conditions {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; }

/// Where the character that begins at `at` ends.
std::size_t character_end(std::string_view text, std::size_t at) {
    do ++at;
    while (at < text.size() && continues(text[at]));
    return at;
}

bool same_character(std::string_view a, std::string_view b) {
    return a == b || (a.size() == 1 && b.size() == 1 && lower(a[0]) == lower(b[0]));
}

/// The byte where the character number `index` begins, the end if there are fewer.
std::size_t byte_of(std::string_view text, std::int64_t index) {
    std::size_t at = 0;
    for (; index > 0 && at < text.size(); --index) at = character_end(text, at);
    return at;
}

/// No text of SQLite is longer.
constexpr std::int64_t longest = 1'000'000'000;
std::int64_t within_reach(std::int64_t n) { return std::clamp(n, -longest, longest); }

}  // namespace

bool like(std::string_view text, std::string_view pattern, std::string_view escape) {
    constexpr auto none = std::string_view::npos;
    std::size_t t = 0, p = 0;
    std::size_t behind_percent = none, taken_to = 0;  // the last % and how much of the text it takes so far
    while (true) {
        if (p == pattern.size()) {
            if (t == text.size()) return true;
        } else {
            const bool escaped = !escape.empty() && pattern.substr(p).starts_with(escape);
            const std::size_t at = escaped ? p + escape.size() : p;
            if (at == pattern.size()) return false;
            if (!escaped && pattern[at] == '%') {
                behind_percent = p = at + 1;
                taken_to = t;
                continue;
            }
            if (t < text.size()) {
                const std::size_t text_end = character_end(text, t), end = character_end(pattern, at);
                const bool any = !escaped && pattern[at] == '_';
                if (any || same_character(text.substr(t, text_end - t), pattern.substr(at, end - at))) {
                    t = text_end;
                    p = end;
                    continue;
                }
            }
        }
        // It doesn't fit like this: the last % takes one character more.
        if (behind_percent == none || taken_to >= text.size()) return false;
        t = taken_to = character_end(text, taken_to);
        p = behind_percent;
    }
}

std::int64_t length(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); });
}

std::string_view substr(std::string_view text, std::int64_t position) {
    return substr(text, position, longest);
}

std::string_view substr(std::string_view text, std::int64_t position, std::int64_t count) {
    std::int64_t first = within_reach(position), many = within_reach(count);
    const bool before = many < 0;
    if (before) many = -many;
    if (first < 0) {
        first += length(text);
        if (first < 0) {
            many = std::max<std::int64_t>(0, many + first);
            first = 0;
        }
    } else if (first > 0) {
        --first;
    } else if (many > 0) {
        --many;
    }
    if (before) {
        first -= many;
        if (first < 0) {
            many += first;
            first = 0;
        }
    }
    const auto rest = text.substr(byte_of(text, first));
    return rest.substr(0, byte_of(rest, many));
}

std::string_view trim(std::string_view text, std::string_view unwanted) {
    const auto is_unwanted = [&](std::string_view character) {
        for (std::size_t at = 0; at < unwanted.size();) {
            const std::size_t end = character_end(unwanted, at);
            if (unwanted.substr(at, end - at) == character) return true;
            at = end;
        }
        return false;
    };
    while (!text.empty()) {
        const std::size_t end = character_end(text, 0);
        if (!is_unwanted(text.substr(0, end))) break;
        text.remove_prefix(end);
    }
    while (!text.empty()) {
        std::size_t begin = text.size() - 1;
        while (begin > 0 && continues(text[begin])) --begin;
        if (!is_unwanted(text.substr(begin))) break;
        text.remove_suffix(text.size() - begin);
    }
    return text;
}

void append_lower(std::string& into, std::string_view text) {
    for (const char c : text) into += lower(c);
}
void append_upper(std::string& into, std::string_view text) {
    for (const char c : text) into += upper(c);
}

}  // namespace huegrid::conditions
