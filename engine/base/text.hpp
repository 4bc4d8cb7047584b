/// @file text.hpp
/// Text in UTF-8: nearest names for error messages, display width, masks for personal fields, whole files in and out.
///
/// Layer    base.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace huegrid {

/// The candidate with the fewest edits from `name` (ASCII case ignored), if it is near enough to be a slip; else
/// the shortest that `name`, as it is written, is a part of; else "".
[[nodiscard]] std::string nearest_name(std::string_view name, std::span<const std::string> candidates);

/// `; did you mean 'x'?` or "", to be put behind a message about an unknown name.
[[nodiscard]] std::string did_you_mean(std::string_view name, std::span<const std::string> candidates);

[[nodiscard]] bool is_utf8(std::string_view text);

/// The code points of valid UTF-8; a broken byte becomes U+FFFD.
[[nodiscard]] std::u32string code_points(std::string_view text);

/// In cells of a terminal or a spreadsheet: two for a wide East Asian character (Width W and F, by blocks), one for any
/// other, so for a tab or a combining mark too.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Without blanks at both ends (ASCII, no-break and ideographic space).
[[nodiscard]] std::string trimmed(std::string_view text);

/// 138****8000: all but the first three and last four characters are hidden; of fewer than eleven, all but the last two. What is no
/// digit of either width, nor + - ( ) . or a blank, is hidden too: it may say whose number it is.
[[nodiscard]] std::string masked_phone(std::string_view phone);

/// 3**: the first character stays; with floor and unit beside it a door is a person.
[[nodiscard]] std::string masked_door(std::string_view door);

/// 张**: the first character stays.
[[nodiscard]] std::string masked_name(std::string_view name);

/// The whole file. Fails  not_found, io; bad_input when it is larger than `at_most_bytes`.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path, std::size_t at_most_bytes = 64u << 20);

/// Writes beside `path` and renames: the old content or the new, never a half. Fails  io, read_only; bad_input for
/// the name of an SQLite database, such as a register, or of a rulebook or recipe that is there.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace huegrid
