#include "engine/conditions/language/expression.hpp"

#include <algorithm>

#include "engine/conditions/language/parser.hpp"
#include "engine/conditions/language/type_check.hpp"

namespace huegrid::conditions {

tl::expected<Expression, Mistake> Expression::read(std::string_view text, std::span<const model::Attribute> columns,
                                                   const Definitions& definitions, Wanted wanted) {
    auto syntax = parse_condition(text, definitions);
    if (!syntax) return tl::unexpected(std::move(syntax.error()));
    if (auto mistake = check_types(*syntax, columns, wanted, definitions)) return tl::unexpected(std::move(*mistake));
    Expression expression;
    for (const auto& column : syntax->columns)
        if (std::find(expression.attributes_.begin(), expression.attributes_.end(), column.name) ==
            expression.attributes_.end())
            expression.attributes_.push_back(column.name);
    expression.syntax_ = std::make_shared<const Syntax>(std::move(*syntax));
    return expression;
}

tl::expected<Expression, Mistake> Expression::parse(std::string_view text, std::span<const model::Attribute> columns,
                                                    const Definitions& definitions) {
    return read(text, columns, definitions, Wanted::condition);
}

tl::expected<Expression, Mistake> Expression::parse_value(std::string_view text, std::span<const model::Attribute> columns,
                                                          const Definitions& definitions) {
    return read(text, columns, definitions, Wanted::value);
}

model::AttributeType Expression::type() const {
    return syntax_ ? syntax_->nodes.back().type : model::AttributeType::boolean;
}

Result<Expression> read_condition(std::string_view text, const std::string& origin,
                                  std::span<const model::Attribute> columns) {
    auto expression = Expression::parse(text, columns);
    if (!expression) return fail(error_of(text, origin, {&expression.error(), 1}));
    return std::move(*expression);
}

}  // namespace huegrid::conditions
