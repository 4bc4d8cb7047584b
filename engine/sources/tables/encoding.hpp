/// @file encoding.hpp
/// In which bytes a text was written: found from the bytes of the whole file, not from what the file says of itself.
///
/// Layer    sources. ICU stays in the .cpp.
/// Threads  one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace huegrid::sources {

/// Bytes in one encoding to UTF-8.
class Decoder {
public:
    /// `name` as ICU knows it: "GB18030", "GBK", "UTF-16LE", "ISO-8859-1" …  Fails  bad_input.
    [[nodiscard]] static Result<Decoder> of(const std::string& name);
    Decoder(Decoder&&) noexcept;
    Decoder& operator=(Decoder&&) noexcept;
    ~Decoder();

    [[nodiscard]] const std::string& name() const { return name_; }
    /// Replaces `text` by what `bytes` say. False, and `text` of no use, when they aren't whole in this encoding.
    [[nodiscard]] bool decode(std::string_view bytes, std::string& text);
    /// UTF-8 in this encoding; nullopt when it has no such characters.
    [[nodiscard]] std::optional<std::string> encode(std::string_view utf8);

private:
    struct Impl;
    explicit Decoder(std::string name, std::unique_ptr<Impl> impl);
    std::string name_;
    std::unique_ptr<Impl> impl_;
};

/// How often each encoding fits the lines (or cells) of a file.
///
/// A line of Chinese in UTF-8 is often valid GB18030 too, but a line of GB18030 is hardly ever valid UTF-8 with a
/// character of three bytes (about one in 10,000): such a line counts as UTF-8. What only holds characters of two
/// bytes and fits both is undecided. Western text is often valid GB18030 as well, but of characters that hardly anybody
/// writes: if most aren't of GB 2312, it fits neither.
class EncodingCensus {
public:
    EncodingCensus();
    EncodingCensus(const EncodingCensus&) = delete;
    EncodingCensus& operator=(const EncodingCensus&) = delete;
    ~EncodingCensus();

    enum class Line : std::uint8_t { ascii, utf8, gb18030, undecided, neither };
    [[nodiscard]] Line look(std::string_view line);
    void count(std::string_view line);
    void count(Line line);
    /// The same for whole lines at once; fast where they are ASCII or UTF-8.
    void count_block(std::string_view lines);

    enum class Verdict : std::uint8_t { utf8, gb18030, mixed, unknown };
    /// Unknown when most lines that aren't ASCII fit neither. UTF-8 unless a line fits GB18030 only. GB18030 when no more than a hundredth of such lines' number are UTF-8:
    /// chance. Else both are in it, and each line has to be looked at by itself.
    [[nodiscard]] Verdict verdict() const;
    [[nodiscard]] bool any_utf8() const { return utf8_ > 0; }
    /// Was every line valid UTF-8?
    [[nodiscard]] bool all_utf8() const { return gb_ == 0 && neither_ == 0; }

private:
    std::unique_ptr<Decoder> gb18030_;
    std::string scratch_;
    std::int64_t utf8_ = 0, gb_ = 0, neither_ = 0;
};

/// `text` without the bytes at its end that begin a UTF-8 character and don't finish it.
[[nodiscard]] std::string_view without_cut_character(std::string_view text);

/// Is there no byte above 127? O(n), eight bytes at a time.
[[nodiscard]] bool is_ascii(std::string_view text);

}  // namespace huegrid::sources
