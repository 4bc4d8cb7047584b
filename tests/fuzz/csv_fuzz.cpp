// A table of any bytes: its encoding is found, its rows come in order and are UTF-8, or it is refused.
#include <sys/mman.h>
#include <unistd.h>

#include "engine/base/text.hpp"
#include "engine/sources/tables/csv_rows.hpp"
#include "engine/sources/tables/encoding.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace sources = huegrid::sources;

namespace {

void check(const huegrid::Error& error, const std::string& text) {
    hold(error.code == huegrid::ErrorCode::bad_input, "a broken table is bad input, nothing else", text);
    hold(!error.message.empty() && !error.where.empty(), "an error says what is wrong, and where", text);
}

void check_rows(sources::CellRows& rows, const std::string& text) {
    sources::CellRow row;
    std::int64_t last = 0;
    for (;;) {
        const auto more = rows.next(row);
        if (!more) return check(more.error(), text);
        if (!*more) break;
        hold(row.number > last, "rows come in the file's order", text);
        last = row.number;
        for (const auto cell : row.cells) hold(huegrid::is_utf8(cell), "a cell is UTF-8", text);
    }
    hold(last <= static_cast<std::int64_t>(text.size()) + 1, "no more rows than bytes", text);
}

void check_decoder(const std::string& text) {
    static auto decoder = sources::Decoder::of("GB18030");
    hold(decoder.has_value(), "ICU knows GB18030", text);
    std::string decoded, ascii;
    hold(!decoder->decode(text, decoded) || huegrid::is_utf8(decoded), "what was decoded is UTF-8", text);
    hold(decoder->decode("again", ascii) && ascii == "again", "a failure leaves nothing behind in the decoder", text);
}

}  // namespace

std::vector<std::string> fuzz_seeds() {
    auto seeds = std::vector<std::string>{"key,name,door\nh1,王小明,101\nh2,\"李,秀\"\"英\",102\n", "\xef\xbb\xbfkey;name\r\nh1;a\r\n", "a\tb\r1\t2\r",
                                          std::string("\xff\xfe" "a\0,\0b\0\n\0", 10), "key,name\nh1,\xcd\xf5\xd0\xa1\xc3\xf7\n"};
    return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const int file = ::memfd_create("table", 0);
    static const std::string path = "/proc/self/fd/" + std::to_string(file);
    const std::string text(reinterpret_cast<const char*>(data), size);
    hold(::ftruncate(file, 0) == 0 && ::pwrite(file, data, size, 0) == static_cast<ssize_t>(size), "memory holds the table", text);
    check_decoder(text);
    const auto format = sources::csv_format(path, "");
    if (!format) {
        check(format.error(), text);
        return 0;
    }
    for (const char delimiter : {',', '\t'}) {
        const auto rows = sources::csv_rows(path, *format, delimiter, [](auto&&) {});
        if (rows) check_rows(**rows, text);
        else check(rows.error(), text);
    }
    return 0;
}
