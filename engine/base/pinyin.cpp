#include "engine/base/pinyin.hpp"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <mutex>
#include <unordered_map>

#include "engine/base/text.hpp"

namespace huegrid {
namespace {

struct Word {
    std::u32string_view text;
    std::string_view readings[2];
};

/// Words that are read otherwise than their characters are alone.
constexpr Word words[] = {
    {U"重庆", {"chong", "qing"}}, {U"银行", {"yin", "hang"}}, {U"厦门", {"xia", "men"}}};

/// What ICU makes of a character, asked once each: creating its rules and asking are both slow.
class Readings {
public:
    Readings() {
        UErrorCode error = U_ZERO_ERROR;
        rules_.reset(icu::Transliterator::createInstance("Han-Latin; NFKD; Lower", UTRANS_FORWARD, error));
        folding_.reset(icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, error));
        known_.emplace(U'长', "chang");
    }

    const std::string& of(char32_t c) {
        const auto [at, is_new] = known_.try_emplace(c);
        if (is_new) at->second = ask(c);
        return at->second;
    }

    [[nodiscard]] static bool is_han(char32_t c) {
        return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC);
    }

    std::mutex mutex;

private:
    [[nodiscard]] std::string ask(char32_t c) const {
        if (!u_isalnum(static_cast<UChar32>(c)) && !is_han(c)) return "";
        icu::UnicodeString text(static_cast<UChar32>(c));
        if (rules_) rules_->transliterate(text);
        if (is_han(c)) text.findAndReplace(icu::UnicodeString(u"u\u0308"), icu::UnicodeString(u"v"));
        icu::UnicodeString bare;
        for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1))
            if (const UChar32 one = text.char32At(i); u_charType(one) != U_NON_SPACING_MARK && !u_isUWhiteSpace(one))
                bare.append(one);
        if (folding_) folding_->transliterate(bare);
        std::string reading;
        bare.toUTF8String(reading);
        return reading;
    }

    std::unique_ptr<icu::Transliterator> rules_, folding_;
    std::unordered_map<char32_t, std::string> known_;
};

/// Calls `put(reading, is_han)` for each character.
template <class Put>
void for_each_reading(std::string_view text, Put put) {
    static Readings readings;
    const auto points = code_points(text);
    const std::lock_guard lock(readings.mutex);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const char32_t c = points[i];
        if (c < 0x80) {  // most of a register's text, without a look-up
            const bool upper = c >= 'A' && c <= 'Z', kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            const char letter = static_cast<char>(upper ? c + 32 : c);
            if (kept) put(std::string_view(&letter, 1), false);
            continue;
        }
        const auto* word = words;
        while (word != std::end(words) && !std::u32string_view(points).substr(i).starts_with(word->text)) ++word;
        if (word != std::end(words)) {
            for (const auto reading : word->readings) put(reading, true);
            ++i;
            continue;
        }
        put(std::string_view(readings.of(c)), Readings::is_han(c));
    }
}

}  // namespace

std::string pinyin_initials(std::string_view text) {
    std::string initials;
    for_each_reading(text, [&](std::string_view reading, bool han) {
        const bool latin = !reading.empty() && static_cast<unsigned char>(reading.front()) < 0x80;
        initials += han && latin ? reading.substr(0, 1) : reading;
    });
    return initials;
}

std::string pinyin(std::string_view text) {
    std::string whole;
    for_each_reading(text, [&](std::string_view reading, bool) { whole += reading; });
    return whole;
}

}  // namespace huegrid
