#include "engine/base/text.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <numeric>

namespace huegrid {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row.back();
}

/// Reads one code point from `text` at `at`; advances `at`. A broken byte gives U+FFFD and advances by one.
char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(at);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    const auto broken = [&] { return ++at, U'\uFFFD'; };
    if (length == 0 || at + length > text.size()) return broken();
    char32_t value = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return broken();
        value = (value << 6) | (byte(at + i) & 0x3Fu);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    if (overlong || (value >= 0xD800 && value < 0xE000) || value > 0x10FFFF) return broken();
    at += length;
    return value;
}

bool is_wide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x3FFFD);
}

}  // namespace

std::string nearest_name(std::string_view name, std::span<const std::string> candidates) {
    std::string best;
    constexpr std::size_t shortest_part = 4;  // bytes: two Chinese characters
    std::size_t fewest = std::max<std::size_t>(2, name.size() / 3) + 1;
    for (const auto& candidate : candidates) {
        const auto edits = edit_distance(name, candidate);
        if (edits < fewest && edits < candidate.size()) {
            fewest = edits;
            best = candidate;
        }
    }
    if (!best.empty() || name.size() < shortest_part) return best;
    // Part of a name, as people shorten it: the candidate with the least beside it.
    for (const auto& candidate : candidates)
        if (candidate.find(name) != std::string::npos && (best.empty() || candidate.size() < best.size())) best = candidate;
    return best;
}

std::string did_you_mean(std::string_view name, std::span<const std::string> candidates) {
    const auto near = nearest_name(name, candidates);
    return near.empty() ? "" : fmt::format("; did you mean '{}'?", near);
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        std::uint64_t eight = 0;
        if (at + 8 <= text.size() && (std::memcpy(&eight, text.data() + at, 8), (eight & 0x8080808080808080u) == 0)) {
            at += 8;
            continue;
        }
        const std::size_t before = at;
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        if (next_code_point(text, at) == U'\uFFFD' && text.substr(before, 3) != "\xEF\xBF\xBD") return false;
    }
    return true;
}

std::u32string code_points(std::string_view text) {
    std::u32string points;
    for (std::size_t at = 0; at < text.size();) points.push_back(next_code_point(text, at));
    return points;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) width += is_wide(next_code_point(text, at)) ? 2 : 1;
    return width;
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks[] = {" ", "\t", "\r", "\n", "\u00A0", "\u3000"};
    for (bool again = true; again;) {
        again = false;
        for (const auto blank : blanks) {
            if (text.starts_with(blank)) text.remove_prefix(blank.size()), again = true;
            if (text.ends_with(blank)) text.remove_suffix(blank.size()), again = true;
        }
    }
    return std::string(text);
}

std::string masked_phone(std::string_view phone) {
    // Characters, not bytes: full-width digits take three.
    std::vector<std::string_view> characters;
    for (std::size_t at = 0; at < phone.size();) {
        const std::size_t begin = at;
        next_code_point(phone, at);
        characters.push_back(phone.substr(begin, at - begin));
    }
    const bool whole = characters.size() >= 11;
    const std::size_t head = whole ? 3 : 0;
    const std::size_t tail = characters.size() - (whole ? 4 : std::min<std::size_t>(2, characters.size() / 2));
    std::string masked;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const bool wide_digit = characters[i] >= "０" && characters[i] <= "９";
        const bool shown = wide_digit || (characters[i].size() == 1 && std::string_view("0123456789+-(). *").find(characters[i][0]) != std::string_view::npos);
        if ((i >= head && i < tail) || !shown) masked += '*';
        else masked += characters[i];
    }
    return masked;
}

std::string masked_door(std::string_view door) { return masked_name(door); }

std::string masked_name(std::string_view name) {
    if (name.empty()) return "";
    std::size_t first = 0;
    next_code_point(name, first);
    return std::string(name.substr(0, first)) + "**";
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t at_most_bytes) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return fail(ErrorCode::not_found, "there is no such file", path.string());
    if (std::filesystem::is_directory(path, error))
        return fail(ErrorCode::bad_input, "this is a folder, a file is needed", path.string());
    if (std::filesystem::file_size(path, error) > at_most_bytes && !error)
        return fail(ErrorCode::bad_input, fmt::format("larger than {} bytes, too large for its kind", at_most_bytes),
                    path.string());
    std::ifstream in(path, std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(in)), {});
    if (!in.good() && !in.eof()) return fail(ErrorCode::io, "can't be read", path.string());
    return content;
}

namespace {

/// A register, or any other database: nobody means to write a list or a picture over one.
bool is_database(const std::filesystem::path& path) {
    constexpr std::string_view begins = "SQLite format 3";
    std::string head(begins.size(), '\0');
    std::ifstream in(path, std::ios::binary);
    return in.read(head.data(), std::streamsize(head.size())) && head == begins;
}

}  // namespace

Result<void> write_file(const std::filesystem::path& path, std::string_view content) {
    if (is_database(path)) return fail(ErrorCode::bad_input, "this is a database, which would be lost; choose another name", path.string());
    const auto is_rules = path.extension() == ".toml" || path.extension() == ".TOML";
    if (std::error_code unknown; is_rules && std::filesystem::exists(path, unknown)) return fail(ErrorCode::bad_input, "a rulebook or recipe is called so, which would be lost; choose another name", path.string());
    auto beside = path;
    beside += fmt::format(".part{}", ::getpid());
    std::FILE* out = std::fopen(beside.c_str(), "wb");
    if (!out) return fail(ErrorCode::read_only, fmt::format("can't be written: {}", std::strerror(errno)), path.string());
    const bool written = std::fwrite(content.data(), 1, content.size(), out) == content.size();
    const bool closed = std::fclose(out) == 0;
    std::error_code error;
    if (written && closed) std::filesystem::rename(beside, path, error);
    if (!written || !closed || error) {
        const std::string reason = error ? error.message() : std::strerror(errno);
        std::filesystem::remove(beside, error);
        return fail(ErrorCode::io, fmt::format("could not be written: {}", reason), path.string());
    }
    return {};
}

}  // namespace huegrid
