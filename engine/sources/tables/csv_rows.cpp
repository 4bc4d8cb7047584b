#include "engine/sources/tables/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

#include "engine/base/text.hpp"
#include "engine/sources/tables/encoding.hpp"

namespace huegrid::sources {
namespace {

constexpr std::size_t block_bytes = 1u << 20;
constexpr std::size_t largest_utf16_bytes = 256u << 20;
constexpr std::size_t largest_row_bytes = 64u << 20;

/// What a file may begin with to say its encoding.
struct Mark {
    std::string_view bytes, encoding;
};
constexpr std::array<Mark, 4> marks{{{"\xEF\xBB\xBF", "UTF-8"}, {"\xFF\xFE", "UTF-16LE"}, {"\xFE\xFF", "UTF-16BE"}, {"\x84\x31\x95\x33", "GB18030"}}};

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using FilePtr = std::unique_ptr<std::FILE, CloseFile>;

Result<FilePtr> open_file(const std::filesystem::path& path) {
    FilePtr file(std::fopen(path.c_str(), "rb"));
    if (!file) return fail(ErrorCode::io, "can't be opened for reading", path.string());
    return file;
}

bool is_utf16(const std::string& encoding) { return encoding.starts_with("UTF-16"); }

std::string upper(std::string name) {
    for (auto& c : name)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return name == "UTF8" ? "UTF-8" : name;
}

/// Appends up to a block. False at the file's end.
Result<bool> append_block(std::FILE* file, std::string& buffer, const std::filesystem::path& path) {
    const auto before = buffer.size();
    buffer.resize(before + block_bytes);
    const auto got = std::fread(buffer.data() + before, 1, block_bytes, file);
    buffer.resize(before + got);
    if (std::ferror(file)) return fail(ErrorCode::io, "can't be read to its end", path.string());
    return got > 0;
}

class CsvRows final : public CellRows {
public:
    CsvRows(std::filesystem::path path, CsvFormat format, char delimiter, EachFinding found)
        : path_(std::move(path)), format_(std::move(format)), delimiter_(delimiter), found_(std::move(found)) {}

    Result<void> open() {
        auto file = open_file(path_);
        if (!file) return fail(file.error());
        file_ = std::move(*file);
        if (format_.encoding != "UTF-8") {
            auto decoder = Decoder::of(format_.encoding == "mixed" ? "GB18030" : format_.encoding);
            if (!decoder) return fail(decoder.error());
            decoder_ = std::make_unique<Decoder>(std::move(*decoder));
        }
        std::fseek(file_.get(), static_cast<long>(format_.mark_bytes), SEEK_SET);
        if (is_utf16(format_.encoding)) return open_utf16();
        return {};
    }

    Result<bool> next(CellRow& row) override {
        for (;;) {
            const auto text = next_text();
            if (!text) return fail(text.error());
            if (!*text) return false;
            if (split(**text, row)) return true;
        }
    }

private:
    Result<void> open_utf16() {
        std::string bytes;
        for (;;) {
            const auto more = append_block(file_.get(), bytes, path_);
            if (!more) return fail(more.error());
            if (!*more) break;
            if (bytes.size() > largest_utf16_bytes)
                return fail(ErrorCode::bad_input, "UTF-16 tables are read up to 256 MB; save it as UTF-8",
                            path_.string());
        }
        if (!decoder_->decode(bytes, buffer_))
            return fail(ErrorCode::bad_input, "its bytes are not whole in UTF-16", path_.string());
        decoder_.reset();
        exhausted_ = true;
        return {};
    }

    /// Moves what is left to the front and reads on. False when the file is at its end.
    Result<bool> fill() {
        if (exhausted_) return false;
        buffer_.erase(0, begin_);
        begin_ = 0;
        const auto more = append_block(file_.get(), buffer_, path_);
        if (more && !*more) exhausted_ = true;
        return more;
    }

    /// The bytes of the next row without its line end; nullopt at the end. Counts lines.
    Result<std::optional<std::string_view>> next_text() {
        std::size_t scanned = 0, closed_at = 0;  // behind begin_
        bool in_quotes = false;
        std::int64_t quote_line = 0, lines_inside = 0;
        line_ = next_line_;
        quoted_ = false;
        for (;;) {
            const char* from = buffer_.data() + begin_;
            const auto size = buffer_.size() - begin_;
            while (scanned < size) {
                if (in_quotes) {
                    const auto rest = std::string_view(from + scanned, size - scanned);
                    const auto quote = rest.find('"');
                    const auto inside = rest.substr(0, quote);
                    lines_inside += std::count(inside.begin(), inside.end(), format_.line_end);
                    if (quote == std::string_view::npos) {
                        scanned = size;
                        break;
                    }
                    scanned += quote + 1;
                    closed_at = scanned;  // a doubled quote opens it again at once
                    in_quotes = false;
                    continue;
                }
                const auto* end = static_cast<const char*>(std::memchr(from + scanned, format_.line_end, size - scanned));
                const auto stop = end ? static_cast<std::size_t>(end - from) : size;
                const auto quote = opening_quote(from, scanned, stop, closed_at);
                if (quote < stop) {
                    quoted_ = in_quotes = true;
                    quote_line = line_ + lines_inside;
                    scanned = quote + 1;
                    continue;
                }
                if (!end) {
                    scanned = size;
                    break;
                }
                begin_ += stop + 1;
                next_line_ = line_ + lines_inside + 1;
                return std::string_view(from, stop > 0 && from[stop - 1] == '\r' ? stop - 1 : stop);
            }
            if (size > largest_row_bytes)
                return in_quotes ? never_closed(quote_line)
                                 : fail(ErrorCode::bad_input, fmt::format("line {} is longer than 64 MB", line_),
                                        path_.string());
            const auto more = fill();
            if (!more) return fail(more.error());
            if (*more) continue;
            if (in_quotes) return never_closed(quote_line);
            const auto rest = std::string_view(buffer_).substr(begin_);
            if (rest.empty()) return std::nullopt;
            begin_ = buffer_.size();
            next_line_ = line_ + lines_inside + 1;
            return rest;
        }
    }

    /// The next quote in [at, stop) that opens a cell: at its beginning, or right behind the closing one, which it
    /// doubles; `stop` if none.
    [[nodiscard]] std::size_t opening_quote(const char* from, std::size_t at, std::size_t stop, std::size_t closed_at) const {
        while (at < stop) {
            const auto* quote = static_cast<const char*>(std::memchr(from + at, '"', stop - at));
            if (!quote) return stop;
            at = static_cast<std::size_t>(quote - from);
            if (at == 0 || from[at - 1] == delimiter_ || at == closed_at) return at;
            ++at;
        }
        return stop;
    }

    [[nodiscard]] tl::unexpected<Error> never_closed(std::int64_t line) const {
        return fail(ErrorCode::bad_input,
                    fmt::format("the quote that opens a cell in line {} is never closed; close it, or double it if it belongs to the text", line),
                    path_.string());
    }

    void leave_out(const char* kind, std::string what) const {
        if (found_) found_({fmt::format("line {}", line_), kind, std::move(what), "kept out", true});
    }

    /// The row's text as UTF-8, or nullopt when its bytes fit no encoding.
    std::optional<std::string_view> decoded(std::string_view bytes) {
        if (format_.checked || is_ascii(bytes)) return bytes;
        if (format_.encoding == "mixed") {
            const auto fits = census_.look(bytes);
            if (fits == EncodingCensus::Line::utf8) return bytes;
            if (fits != EncodingCensus::Line::gb18030) return std::nullopt;
            if (found_) found_({fmt::format("line {}", line_), "mixed_encoding", "the line is GB18030 in a file that is also UTF-8", "read as GB18030"});
        } else if (!decoder_) {
            return is_utf8(bytes) ? std::optional(bytes) : std::nullopt;
        }
        if (!decoder_->decode(bytes, text_)) return std::nullopt;
        return text_;
    }

    /// False when the row has to be left out.
    bool split(std::string_view bytes, CellRow& row) {
        row.number = line_;
        row.cells.clear();
        const auto text = decoded(bytes);
        if (!text) return leave_out("broken_text", fmt::format("its bytes are not {}", format_.encoding == "mixed" ? "clearly UTF-8 or GB18030" : format_.encoding)), false;
        if (!quoted_) {
            for (std::size_t begin = 0;;) {
                const auto* end = static_cast<const char*>(std::memchr(text->data() + begin, delimiter_, text->size() - begin));
                if (!end) return row.cells.push_back(text->substr(begin)), true;
                const auto stop = static_cast<std::size_t>(end - text->data());
                row.cells.push_back(text->substr(begin, stop - begin));
                begin = stop + 1;
            }
        }
        if (split_quoted(*text, row)) return true;
        return leave_out("bad_quotes", "there is text between a closing quote and the delimiter"), false;
    }

    bool split_quoted(std::string_view text, CellRow& row) {
        unquoted_.clear();
        unquoted_.reserve(text.size());  // so that the cells that point into it stay where they are
        for (std::size_t at = 0;;) {
            if (at < text.size() && text[at] == '"') {
                const auto begin = unquoted_.size();
                for (++at;;) {
                    const auto quote = text.find('"', at);
                    if (quote == std::string_view::npos) return false;
                    unquoted_ += text.substr(at, quote - at);
                    at = quote + 1;
                    if (at >= text.size() || text[at] != '"') break;
                    unquoted_ += '"';
                    ++at;
                }
                row.cells.push_back(std::string_view(unquoted_).substr(begin));
                if (at < text.size() && text[at] != delimiter_) return false;
            } else {
                const auto end = std::min(text.find(delimiter_, at), text.size());
                row.cells.push_back(text.substr(at, end - at));
                at = end;
            }
            if (at >= text.size()) return true;
            ++at;
        }
    }

    std::filesystem::path path_;
    CsvFormat format_;
    char delimiter_;
    EachFinding found_;
    FilePtr file_;
    std::unique_ptr<Decoder> decoder_;
    EncodingCensus census_;
    std::string buffer_, text_, unquoted_;
    std::size_t begin_ = 0;
    bool exhausted_ = false, quoted_ = false;
    std::int64_t line_ = 1, next_line_ = 1;
};

/// Of a file without a byte order mark.
Result<void> find_encoding(std::FILE* file, const std::filesystem::path& path, CsvFormat& format) {
    EncodingCensus census;
    std::string buffer;
    for (;;) {
        const auto more = append_block(file, buffer, path);
        if (!more) return fail(more.error());
        const auto last = buffer.rfind('\n');
        const auto whole = !*more || buffer.size() > largest_row_bytes ? buffer.size() : last == std::string::npos ? 0 : last + 1;
        census.count_block(std::string_view(buffer).substr(0, whole));
        buffer.erase(0, whole);
        if (!*more) break;
    }
    const auto verdict = census.verdict();
    if (verdict == EncodingCensus::Verdict::unknown)
        return fail(ErrorCode::bad_input,
                    "most of its text is neither UTF-8 nor GB18030; say which it is for the source, such as encoding = \"windows-1252\"",
                    path.string());
    format.encoding = verdict == EncodingCensus::Verdict::utf8      ? "UTF-8"
                      : verdict == EncodingCensus::Verdict::gb18030 ? "GB18030"
                                                                    : "mixed";
    format.checked = census.all_utf8();
    return {};
}

}  // namespace

Result<CsvFormat> csv_format(const std::filesystem::path& path, const std::string& stated_encoding) {
    const auto file = open_file(path);
    if (!file) return fail(file.error());
    std::string head;
    if (const auto more = append_block(file->get(), head, path); !more) return fail(more.error());
    CsvFormat format;
    if (head.find('\n') == std::string::npos && head.find('\r') != std::string::npos) format.line_end = '\r';
    for (const auto& mark : marks)
        if (head.starts_with(mark.bytes)) {
            format.encoding = mark.encoding;
            format.mark_bytes = mark.bytes.size();
        }
    if (!stated_encoding.empty() && format.mark_bytes == 0) {
        if (auto known = Decoder::of(stated_encoding); !known) return fail(known.error().code, known.error().message, path.string());
        format.encoding = upper(stated_encoding);
        format.stated = true;
    }
    if (!format.encoding.empty()) return format;
    if (std::string_view(head).substr(0, 64).find('\0') != std::string_view::npos)
        return fail(ErrorCode::bad_input, "its first bytes are no text; if it is UTF-16, say encoding = \"UTF-16LE\" or \"UTF-16BE\" for the source", path.string());
    std::rewind(file->get());
    if (auto done = find_encoding(file->get(), path, format); !done) return fail(done.error());
    return format;
}

Result<CellRowsPtr> csv_rows(const std::filesystem::path& path, const CsvFormat& format, char delimiter, EachFinding found) {
    auto rows = std::make_unique<CsvRows>(path, format, delimiter, std::move(found));
    if (auto opened = rows->open(); !opened) return fail(opened.error());
    return CellRowsPtr(std::move(rows));
}

}  // namespace huegrid::sources
