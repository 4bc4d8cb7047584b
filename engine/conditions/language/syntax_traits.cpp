#include "engine/conditions/language/syntax_traits.hpp"

#include <algorithm>

#include "engine/conditions/language/syntax.hpp"

namespace huegrid::conditions {

bool same(const Expression& a, const Expression& b) {
    if (a.syntax() == b.syntax()) return true;
    if (!a.syntax() || !b.syntax()) return false;
    const Syntax &one = *a.syntax(), &other = *b.syntax();
    const auto nodes = [](const Node& x, const Node& y) {
        return x.kind == y.kind && x.type == y.type && x.comparison == y.comparison && x.arithmetic == y.arithmetic &&
               x.function == y.function && x.first == y.first && x.count == y.count;
    };
    const auto literals = [](const Literal& x, const Literal& y) { return x.type == y.type && x.value == y.value; };
    const auto columns = [](const ColumnName& x, const ColumnName& y) { return x.name == y.name; };
    return std::equal(one.nodes.begin(), one.nodes.end(), other.nodes.begin(), other.nodes.end(), nodes) &&
           std::equal(one.literals.begin(), one.literals.end(), other.literals.begin(), other.literals.end(), literals) &&
           std::equal(one.columns.begin(), one.columns.end(), other.columns.begin(), other.columns.end(), columns) &&
           one.column_types == other.column_types;
}

bool depends_on_today(const Expression& expression) {
    if (!expression.syntax()) return false;
    const auto& nodes = expression.syntax()->nodes;
    return std::any_of(nodes.begin(), nodes.end(), [](const Node& node) {
        return node.kind == NodeKind::today || (node.kind == NodeKind::call && node.function == Function::days_since);
    });
}

}  // namespace huegrid::conditions
