#include "engine/address/telephone.hpp"

#include <algorithm>

#include "engine/address/identity.hpp"
#include "engine/base/fold.hpp"
#include "engine/base/text.hpp"

namespace huegrid::address {
namespace {

constexpr std::size_t longest_text = 200;  ///< bytes
constexpr std::size_t fewest_digits = 3, most_digits = 20;
constexpr std::size_t mobile_digits = 11;
constexpr std::size_t longest_run = 15;  ///< what a number may have worldwide

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

bool is_one(std::string_view number) {
    // A group of the French kind has two digits; one digit after the last point is a spreadsheet's.
    if (number.size() >= 2 && number[number.size() - 2] == '.') return false;
    std::size_t digits = 0, run = 0;
    for (const char c : number) {
        run = is_digit(c) ? run + 1 : 0;
        digits += is_digit(c) ? 1 : 0;
        if ((!is_digit(c) && std::string_view("+-. ()#").find(c) == std::string_view::npos) || run > longest_run) return false;
    }
    return digits >= fewest_digits && digits <= most_digits;
}

/// Two mobile numbers with a blank between them.
std::string parted(std::string text) {
    std::size_t run = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == ' ' && run == mobile_digits) text[at] = ';';
        run = is_digit(text[at]) ? run + 1 : 0;
    }
    return text;
}

/// In ASCII; ; between what stands apart: marks of a list, and words that say whose number it is.
std::string pieces_of(std::string_view text) {
    auto plain = folded(trimmed(text));
    for (const std::string_view mark : {"分机", "转", "ext.", "ext", "x"}) replace_all(plain, mark, "#");
    for (const std::string_view dash : {"–", "—", "‐"}) replace_all(plain, dash, "-");
    for (const std::string_view mark : {"/", ",", "'"}) replace_all(plain, mark, ";");
    for (char& c : plain)
        if (static_cast<unsigned char>(c) >= 0x80) c = ';';
    return parted(std::move(plain));
}

}  // namespace

bool is_telephone(std::string_view text) {
    // Most are a mobile number and nothing else.
    if (text.size() == mobile_digits && std::all_of(text.begin(), text.end(), is_digit)) return true;
    if (text.size() > longest_text || has_identity_form(text)) return false;
    const auto plain = pieces_of(text);
    bool any = false;
    for (std::size_t begin = 0; begin <= plain.size();) {
        const auto end = std::min(plain.find(';', begin), plain.size());
        // A bracket that only held a word is left empty.
        const auto piece = trimmed(std::string_view(plain).substr(begin, end - begin));
        if (piece.find_first_not_of("()") != std::string::npos) {
            if (has_identity_form(piece) || !is_one(piece)) return false;
            any = true;
        }
        begin = end + 1;
    }
    return any;
}

std::string plain_telephone(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return std::string(text);
    const auto points = code_points(text);
    const bool wide = std::any_of(points.begin(), points.end(), [](char32_t c) { return c >= U'０' && c <= U'９'; });
    return wide ? folded(text) : std::string(text);
}

}  // namespace huegrid::address
