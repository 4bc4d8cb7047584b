#include "engine/conditions/language/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace huegrid::conditions {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }
bool begins_name(char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || c == '_'; }

using Spelling = std::pair<std::string_view, TokenKind>;
constexpr std::array<Spelling, 17> keywords{{{"and", TokenKind::and_}, {"or", TokenKind::or_}, {"not", TokenKind::not_},
    {"in", TokenKind::in}, {"between", TokenKind::between}, {"like", TokenKind::like}, {"is", TokenKind::is},
    {"null", TokenKind::null}, {"true", TokenKind::true_}, {"false", TokenKind::false_}, {"case", TokenKind::case_},
    {"when", TokenKind::when}, {"then", TokenKind::then}, {"else", TokenKind::else_}, {"end", TokenKind::case_end},
    {"today", TokenKind::today}, {"current_date", TokenKind::today}}};

/// Longer ones first.
constexpr std::array<Spelling, 17> symbols{{{"||", TokenKind::join}, {"==", TokenKind::equal}, {"<>", TokenKind::unequal},
    {"!=", TokenKind::unequal}, {"<=", TokenKind::less_equal}, {">=", TokenKind::greater_equal},
    {"=", TokenKind::equal}, {"<", TokenKind::less}, {">", TokenKind::greater}, {"+", TokenKind::plus},
    {"-", TokenKind::minus}, {"*", TokenKind::times}, {"/", TokenKind::divide}, {"%", TokenKind::remainder},
    {"(", TokenKind::open}, {")", TokenKind::close}, {",", TokenKind::comma}}};

/// What a Chinese keyboard types by mistake, and what is meant.
constexpr std::array<std::pair<std::string_view, std::string_view>, 17> lookalikes{{{"（", "("}, {"）", ")"},
    {"，", ","}, {"、", ","}, {"＝", "="}, {"＜", "<"}, {"＞", ">"}, {"≥", ">="}, {"≤", "<="}, {"≠", "<>"},
    {"‘", "'"}, {"’", "'"}, {"“", "'"}, {"”", "'"}, {"＋", "+"}, {"－", "-"}, {"　", "a blank"}}};

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    tl::expected<std::vector<Token>, Mistake> run() {
        while (true) {
            while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
            if (at_ == text_.size()) break;
            if (auto mistake = next()) return tl::unexpected(std::move(*mistake));
        }
        tokens_.push_back({TokenKind::end, at_, text_.substr(at_)});
        return std::move(tokens_);
    }

private:
    std::optional<Mistake> next() {
        const char c = text_[at_];
        if (begins_name(c)) return word();
        if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return number();
        if (c == '\'' || c == '"') return quoted(c);
        return symbol();
    }

    void push(TokenKind kind, std::size_t end) {
        tokens_.push_back({kind, at_, text_.substr(at_, end - at_)});
        at_ = end;
    }

    std::optional<Mistake> word() {
        std::size_t end = at_;
        while (end < text_.size() && (begins_name(text_[end]) || is_digit(text_[end]))) ++end;
        const auto source = text_.substr(at_, end - at_);
        const auto same = [&](const Spelling& keyword) { return same_ignoring_case(source, keyword.first); };
        const auto found = std::find_if(keywords.begin(), keywords.end(), same);
        push(found == keywords.end() ? TokenKind::name : found->second, end);
        return std::nullopt;
    }

    std::optional<Mistake> number() {
        std::size_t end = at_;
        const auto digits = [&] { while (end < text_.size() && is_digit(text_[end])) ++end; };
        bool real = false;
        digits();
        if (end < text_.size() && text_[end] == '.') {
            real = true;
            ++end;
            digits();
        }
        if (end < text_.size() && lower(text_[end]) == 'e') {
            std::size_t exponent = end + 1;
            if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
            if (exponent < text_.size() && is_digit(text_[exponent])) {
                real = true;
                end = exponent;
                digits();
            }
        }
        if (end < text_.size() && (begins_name(text_[end]) || text_[end] == '.'))
            return Mistake{end, fmt::format("'{}' can't follow a number directly", text_[end])};
        push(real ? TokenKind::real : TokenKind::integer, end);
        return std::nullopt;
    }

    std::optional<Mistake> quoted(char quote) {
        std::size_t end = at_ + 1;
        while (true) {
            end = text_.find(quote, end);
            if (end == std::string_view::npos) return Mistake{at_, fmt::format("this {} isn't closed", quote)};
            if (end + 1 == text_.size() || text_[end + 1] != quote) break;
            end += 2;
        }
        push(quote == '"' ? TokenKind::quoted_name : TokenKind::text, end + 1);
        return std::nullopt;
    }

    std::optional<Mistake> symbol() {
        const auto rest = text_.substr(at_);
        if (rest.starts_with("--")) return Mistake{at_, "-- begins a comment in SQL; put a blank between the two"};
        if (rest.starts_with("/*")) return Mistake{at_, "a condition holds no comments; write # behind it in the rulebook"};
        const auto begins = [&](const Spelling& s) { return rest.starts_with(s.first); };
        const auto found = std::find_if(symbols.begin(), symbols.end(), begins);
        if (found != symbols.end()) {
            push(found->second, at_ + found->first.size());
            return std::nullopt;
        }
        for (const auto& [wrong, right] : lookalikes)
            if (rest.starts_with(wrong)) return Mistake{at_, fmt::format("'{}' isn't understood; write {}", wrong, right)};
        const auto byte = static_cast<unsigned char>(text_[at_]);
        if (byte < 0x20 || byte == 0x7F) return Mistake{at_, fmt::format("a control character (0x{:02x})", byte)};
        std::size_t end = at_ + 1;
        while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
        return Mistake{at_, fmt::format("'{}' isn't understood in a condition", text_.substr(at_, end - at_))};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

bool same_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

tl::expected<std::vector<Token>, Mistake> tokens_of(std::string_view text) {
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        return tl::unexpected(Mistake{nul, "a control character (0x00)"});
    return Lexer(text).run();
}

std::string unquoted(std::string_view source) {
    const char quote = source.front();
    std::string text;
    for (std::size_t i = 1; i + 1 < source.size(); ++i) {
        text += source[i];
        if (source[i] == quote) ++i;
    }
    return text;
}

}  // namespace huegrid::conditions
