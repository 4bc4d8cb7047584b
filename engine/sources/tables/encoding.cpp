#include "engine/sources/tables/encoding.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "engine/base/text.hpp"

namespace huegrid::sources {

struct Decoder::Impl {
    struct Close {
        void operator()(UConverter* converter) const { ucnv_close(converter); }
    };
    std::unique_ptr<UConverter, Close> converter;
    std::vector<UChar> utf16;
};

Decoder::Decoder(std::string name, std::unique_ptr<Impl> impl) : name_(std::move(name)), impl_(std::move(impl)) {}
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;
Decoder::~Decoder() = default;

Result<Decoder> Decoder::of(const std::string& name) {
    UErrorCode error = U_ZERO_ERROR;
    auto impl = std::make_unique<Impl>();
    impl->converter.reset(ucnv_open(name.c_str(), &error));
    if (U_FAILURE(error) || !impl->converter)
        return fail(ErrorCode::bad_input,
                    fmt::format("'{}' is no encoding that is known; such as UTF-8, GB18030, GBK, UTF-16LE", name));
    ucnv_setToUCallBack(impl->converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    return Decoder(name, std::move(impl));
}

bool Decoder::decode(std::string_view bytes, std::string& text) {
    if (bytes.empty()) return text.clear(), true;
    auto& utf16 = impl_->utf16;
    if (utf16.size() < bytes.size() + 1) utf16.resize(bytes.size() + 1);
    UErrorCode error = U_ZERO_ERROR;
    ucnv_resetToUnicode(impl_->converter.get());
    const auto units = ucnv_toUChars(impl_->converter.get(), utf16.data(), static_cast<std::int32_t>(utf16.size()),
                                     bytes.data(), static_cast<std::int32_t>(bytes.size()), &error);
    if (U_FAILURE(error)) return false;
    text.resize(static_cast<std::size_t>(units) * 3 + 1);  // a unit is at most three bytes
    std::int32_t length = 0;
    u_strToUTF8(text.data(), static_cast<std::int32_t>(text.size()), &length, utf16.data(), units, &error);
    if (U_FAILURE(error)) return false;
    text.resize(static_cast<std::size_t>(length));
    return true;
}

std::optional<std::string> Decoder::encode(std::string_view utf8) {
    std::vector<UChar> utf16(utf8.size() + 1);
    UErrorCode error = U_ZERO_ERROR;
    std::int32_t units = 0;
    u_strFromUTF8(utf16.data(), static_cast<std::int32_t>(utf16.size()), &units, utf8.data(),
                  static_cast<std::int32_t>(utf8.size()), &error);
    ucnv_setFromUCallBack(impl_->converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    std::string bytes(utf8.size() * 4 + 16, '\0');
    const auto length = ucnv_fromUChars(impl_->converter.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), utf16.data(), units, &error);
    if (U_FAILURE(error)) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
}

std::string_view without_cut_character(std::string_view text) {
    for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xC0) == 0x80) continue;
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return length > back ? text.substr(0, text.size() - back) : text;
    }
    return text;
}

bool is_ascii(std::string_view text) {
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, 8);
        if (eight & 0x8080808080808080u) return false;
    }
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), [](char c) { return c >= 0; });
}

namespace {

/// Are most characters of more than a byte those of GB 2312?
bool is_common_chinese(std::string_view gb) {
    std::size_t common = 0, rare = 0;
    for (std::size_t at = 0; at + 1 < gb.size(); ++at) {
        const auto lead = static_cast<unsigned char>(gb[at]), trail = static_cast<unsigned char>(gb[at + 1]);
        if (lead < 0x80) continue;
        ++(lead >= 0xA1 && lead <= 0xF7 && trail >= 0xA1 ? common : rare);
        ++at;
    }
    return common >= rare;
}

}  // namespace

EncodingCensus::EncodingCensus() {
    if (auto decoder = Decoder::of("GB18030")) gb18030_ = std::make_unique<Decoder>(std::move(*decoder));
}
EncodingCensus::~EncodingCensus() = default;

EncodingCensus::Line EncodingCensus::look(std::string_view line) {
    if (is_ascii(line)) return Line::ascii;
    const bool utf8 = is_utf8(line);
    if (utf8 && std::any_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE0; }))
        return Line::utf8;
    const bool gb = gb18030_ && gb18030_->decode(line, scratch_) && is_common_chinese(line);
    if (utf8) return gb ? Line::undecided : Line::utf8;
    return gb ? Line::gb18030 : Line::neither;
}

void EncodingCensus::count(std::string_view line) { count(look(line)); }

void EncodingCensus::count(Line fits) {
    if (fits == Line::utf8) ++utf8_;
    if (fits == Line::gb18030) ++gb_;
    if (fits == Line::neither) ++neither_;
}

void EncodingCensus::count_block(std::string_view lines) {
    if (is_ascii(lines)) return;
    for (std::size_t begin = 0; begin < lines.size();) {
        const auto end = std::min(lines.find('\n', begin), lines.size());
        count(lines.substr(begin, end - begin));
        begin = end + 1;
    }
}

EncodingCensus::Verdict EncodingCensus::verdict() const {
    if (neither_ > utf8_ + gb_) return Verdict::unknown;
    if (gb_ == 0) return Verdict::utf8;
    return utf8_ * 100 <= gb_ ? Verdict::gb18030 : Verdict::mixed;
}

}  // namespace huegrid::sources
