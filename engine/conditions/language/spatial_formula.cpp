#include "engine/conditions/language/spatial_formula.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

#include "engine/base/text.hpp"
#include "engine/conditions/language/lexer.hpp"

namespace huegrid::conditions {
namespace {

constexpr std::array<std::string_view, 3> names{"distance_to", "within", "count_within"};
constexpr double most_metres = 50'000.0;

std::string_view name_of(Measure measure) { return names[std::size_t(measure)]; }

/// Where the first of them begins; the end when there is none.
std::size_t first_of(std::string_view text, std::initializer_list<std::string_view> signs, std::size_t from = 0) {
    std::size_t first = text.size();
    for (const auto sign : signs) first = std::min(first, text.find(sign, from));
    return first;
}

std::string shape_of(Measure measure, std::string_view layer, std::string_view metres = "100") {
    return measure == Measure::count_within ? fmt::format("{}({}, {})", name_of(measure), layer, metres) : fmt::format("{}({})", name_of(measure), layer);
}

/// A name such as 消火栓 where a layer is named, bare or in quotes of another kind.
std::optional<Mistake> layer_without_quotes(std::string_view text) {
    const auto bracket = first_of(text, {"(", "（"});
    const auto measure = measure_called(trimmed(text.substr(0, bracket)));
    if (!measure || bracket == text.size()) return std::nullopt;
    const auto begin = bracket + (text[bracket] == '(' ? 1 : std::string_view("（").size());
    auto name = trimmed(text.substr(begin, first_of(text, {",", "，", ")", "）"}, begin) - begin));
    const bool of_other_letters = std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (!of_other_letters || name.starts_with('"')) return std::nullopt;
    const auto at = text.find(name, begin);
    const auto comma = first_of(text, {",", "，"}, at + name.size()), close = first_of(text, {")", "）"}, at + name.size());
    const auto second = comma + (text.substr(comma).starts_with(',') ? 1 : std::string_view("，").size());
    const auto metres = comma < close ? trimmed(text.substr(second, close - second)) : "";
    for (const std::string_view quote : {"'", "‘", "’", "“", "”"})
        for (auto found = name.find(quote); found != std::string::npos; found = name.find(quote)) name.erase(found, quote.size());
    return Mistake{at, fmt::format("a layer's name with other characters than a-z, 0-9 and _ stands in double quotes: write formula = '{}'",
                                   shape_of(*measure, '"' + name + '"', metres.empty() ? "100" : metres))};
}

class Reader {
public:
    explicit Reader(const std::vector<Token>& tokens) : tokens_(tokens) {}

    tl::expected<SpatialFormula, Mistake> run() {
        const auto measure = now().kind == TokenKind::name ? measure_called(now().source) : std::nullopt;
        if (!measure) return wrong("a spatial formula is distance_to(layer), within(layer) or count_within(layer, metres)");
        formula_.measure = *measure;
        const auto shape = "write " + shape_of(*measure, "layer");
        ++at_;
        if (!take(TokenKind::open)) return wrong(shape);
        if (now().kind == TokenKind::text) return wrong("a layer is named without quotes, or in \"double\" ones");
        if (now().kind != TokenKind::name && now().kind != TokenKind::quoted_name) return wrong("the name of a layer stands here: " + shape);
        formula_.layer = now().kind == TokenKind::quoted_name ? unquoted(now().source) : std::string(now().source);
        formula_.layer_at = now().at;
        ++at_;
        if (*measure == Measure::count_within) {
            if (!take(TokenKind::comma)) return wrong("the metres within which is counted are missing: " + shape);
            if (auto mistake = metres()) return tl::unexpected(std::move(*mistake));
        }
        if (!take(TokenKind::close)) return wrong(fmt::format("a ) is expected: {}", shape));
        if (now().kind != TokenKind::end)
            return wrong(fmt::format("{}(…) is a whole formula; give it an attribute of its own and write that one's name in others", name_of(*measure)));
        return formula_;
    }

private:
    [[nodiscard]] const Token& now() const { return tokens_[at_]; }
    bool take(TokenKind kind) { return now().kind == kind && ++at_; }
    [[nodiscard]] tl::unexpected<Mistake> wrong(std::string message) const { return tl::unexpected(Mistake{now().at, std::move(message)}); }

    std::optional<Mistake> metres() {
        const Token& number = now();
        if (number.kind == TokenKind::minus) return Mistake{number.at, "metres can't be negative"};
        if (number.kind != TokenKind::integer && number.kind != TokenKind::real) return Mistake{number.at, "metres are a number, such as 100"};
        std::from_chars(number.source.data(), number.source.data() + number.source.size(), formula_.metres);
        if (!(formula_.metres <= most_metres)) return Mistake{number.at, fmt::format("metres go up to {:.0f}", most_metres)};
        ++at_;
        return std::nullopt;
    }

    const std::vector<Token>& tokens_;
    std::size_t at_ = 0;
    SpatialFormula formula_;
};

}  // namespace

model::AttributeType type_of(Measure measure) {
    constexpr std::array types{model::AttributeType::real, model::AttributeType::boolean, model::AttributeType::integer};
    return types[std::size_t(measure)];
}

std::optional<Measure> measure_called(std::string_view function) {
    for (std::size_t m = 0; m < names.size(); ++m)
        if (same_ignoring_case(function, names[m])) return Measure(m);
    return std::nullopt;
}

bool is_spatial(std::string_view text) {
    // Not by its tokens: a layer's name that lacks its quotes may be none.
    const auto bracket = first_of(text, {"(", "（"});
    return bracket < text.size() && measure_called(trimmed(text.substr(0, bracket)));
}

tl::expected<SpatialFormula, Mistake> parse_spatial(std::string_view text) {
    if (auto mistake = layer_without_quotes(text)) return tl::unexpected(std::move(*mistake));
    const auto tokens = tokens_of(text);
    if (!tokens) return tl::unexpected(tokens.error());
    return Reader(*tokens).run();
}

std::string to_text(const SpatialFormula& formula) {
    std::string layer;
    for (const char c : formula.layer) layer += c == '"' ? "\"\"" : std::string(1, c);
    // Quotes only where they are needed: the text is read by people in `attribute` too.
    const auto tokens = tokens_of(formula.layer);
    const bool plain = tokens && tokens->size() == 2 && tokens->front().kind == TokenKind::name;
    if (!plain) layer = '"' + layer + '"';
    return formula.measure == Measure::count_within ? fmt::format("count_within({}, {})", layer, formula.metres)
                                                    : fmt::format("{}({})", name_of(formula.measure), layer);
}

}  // namespace huegrid::conditions
