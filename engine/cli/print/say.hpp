/// @file say.hpp
/// Text for a terminal that holds what came from elsewhere: names, titles and messages of files.
///
/// Layer    cli. Threads  as stdout.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <string_view>

namespace huegrid::cli {

/// A cell or a line: control characters, which move a cursor or colour a screen, and marks that turn the direction of
/// writing are shown as U+FFFD; line breaks and tabs as a blank.
[[nodiscard]] std::string printable(std::string_view text);

/// Several lines, each of them printable.
[[nodiscard]] std::string printable_lines(std::string_view text);

/// With blanks up to so many columns of a terminal, where a Chinese character takes two.
[[nodiscard]] std::string padded(std::string text, std::size_t columns);

/// Prints on stdout, made printable line by line. A text of others that must stay in its line goes through `printable` first.
template <class... Args>
void say(fmt::format_string<Args...> format, Args&&... args) {
    const auto text = printable_lines(fmt::format(format, std::forward<Args>(args)...));
    std::fwrite(text.data(), 1, text.size(), stdout);
}

}  // namespace huegrid::cli
