#include "engine/cli/print/say.hpp"

#include "engine/base/text.hpp"

namespace huegrid::cli {
namespace {

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }
bool turns_writing(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C; }

void append(std::string& text, char32_t c) {
    const auto tail = [&](int shift) { text += char(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) text += char(c);
    else if (c < 0x800) text += char(0xC0 | (c >> 6)), tail(0);
    else if (c < 0x10000) text += char(0xE0 | (c >> 12)), tail(6), tail(0);
    else text += char(0xF0 | (c >> 18)), tail(12), tail(6), tail(0);
}

}  // namespace

std::string printable(std::string_view text) {
    std::string shown;
    for (const char32_t c : code_points(text))
        append(shown, c == '\n' || c == '\r' || c == '\t' ? U' ' : is_control(c) || turns_writing(c) ? U'\uFFFD' : c);
    return shown;
}

std::string printable_lines(std::string_view text) {
    std::string shown;
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        shown += printable(text.substr(0, end)) + '\n';
        text.remove_prefix(end + 1);
    }
    return shown + printable(text);
}

std::string padded(std::string text, std::size_t columns) {
    const auto width = display_width(text);
    return width < columns ? text.append(columns - width, ' ') : text;
}

}  // namespace huegrid::cli
