#include "engine/conditions/expression.hpp"

#include <algorithm>

#include "engine/conditions/parser.hpp"
#include "engine/conditions/type_check.hpp"

namespace huegrid::conditions {

tl::expected<Expression, Mistake> Expression::parse(std::string_view text, std::span<const model::Attribute> columns) {
    auto syntax = parse_condition(text);
    if (!syntax) return tl::unexpected(std::move(syntax.error()));
    if (auto mistake = check_types(*syntax, columns)) return tl::unexpected(std::move(*mistake));
    Expression expression;
    for (const auto& column : syntax->columns)
        if (std::find(expression.attributes_.begin(), expression.attributes_.end(), column.name) ==
            expression.attributes_.end())
            expression.attributes_.push_back(column.name);
    expression.syntax_ = std::make_shared<const Syntax>(std::move(*syntax));
    return expression;
}

Result<Expression> read_condition(std::string_view text, const std::string& origin,
                                  std::span<const model::Attribute> columns) {
    auto expression = Expression::parse(text, columns);
    if (!expression) return fail(error_of(text, origin, {&expression.error(), 1}));
    return std::move(*expression);
}

}  // namespace huegrid::conditions
