#include "engine/conditions/language/mistake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/base/text.hpp"

namespace huegrid::conditions {
namespace {

constexpr std::size_t most_shown_mistakes = 20;
constexpr std::size_t widest_line = 160;    ///< characters shown of a line
constexpr std::size_t before_the_caret = 100;  ///< of them, when the line is cut

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::string_view line_around(std::string_view text, std::size_t at, std::size_t& begin) {
    const auto before = text.substr(0, at).rfind('\n');
    begin = before == std::string_view::npos ? 0 : before + 1;
    auto line = text.substr(begin, text.find('\n', at) - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

}  // namespace

TextPosition position_of(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    std::size_t begin = 0;
    const auto head = text.substr(0, at);
    line_around(text, at, begin);
    return {std::size_t(std::count(head.begin(), head.end(), '\n')) + 1,
            std::size_t(std::count_if(head.begin() + std::ptrdiff_t(begin), head.end(), starts_character)) + 1};
}

std::size_t offset_of(std::string_view text, TextPosition position) {
    std::size_t at = 0;
    for (std::size_t line = 1; line < position.line; ++line) {
        at = text.find('\n', at);
        if (at == std::string_view::npos) return text.size();
        ++at;
    }
    for (std::size_t column = 1; column < position.column && at < text.size(); ++column)
        do ++at;
        while (at < text.size() && !starts_character(text[at]));
    return at;
}

std::string line_with_caret(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    std::size_t begin = 0;
    std::string_view line = line_around(text, at, begin);
    std::size_t caret = std::min(at - begin, line.size());
    std::string_view dots_before, dots_after;
    if (line.size() > widest_line) {
        std::size_t first = caret > before_the_caret ? caret - before_the_caret : 0;
        while (first > 0 && !starts_character(line[first])) --first;
        std::size_t last = std::min(line.size(), first + widest_line);
        while (last < line.size() && !starts_character(line[last])) ++last;
        dots_before = first > 0 ? "..." : "";
        dots_after = last < line.size() ? "..." : "";
        line = line.substr(first, last - first);
        caret -= first;
    }
    std::string padding(dots_before.size(), ' ');
    for (std::size_t from = 0;;) {
        const std::size_t tab = std::min(line.find('\t', from), caret);
        padding.append(display_width(line.substr(from, tab - from)), ' ');
        if (tab == caret) break;
        padding += '\t';
        from = tab + 1;
    }
    return fmt::format("    {}{}{}\n    {}^", dots_before, line, dots_after, padding);
}

Error error_of(std::string_view text, const std::string& file, std::span<const Mistake> mistakes) {
    std::vector<Mistake> sorted(mistakes.begin(), mistakes.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    Error error{ErrorCode::bad_input, {}, {}};
    for (std::size_t m = 0; m < std::min(sorted.size(), most_shown_mistakes); ++m) {
        const auto position = position_of(text, sorted[m].at);
        const auto where = fmt::format("{}:{}:{}", file, position.line, position.column);
        if (m == 0) error.where = where;
        else error.message += fmt::format("\n{}: ", where);
        error.message += fmt::format("{}\n{}", sorted[m].message, line_with_caret(text, sorted[m].at));
    }
    if (sorted.size() > most_shown_mistakes)
        error.message += fmt::format("\nand {} more", sorted.size() - most_shown_mistakes);
    return error;
}

}  // namespace huegrid::conditions
