#include "engine/conditions/type_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/text.hpp"

namespace huegrid::conditions {
namespace {

using model::AttributeType;

bool is_number(AttributeType type) {
    return type == AttributeType::boolean || type == AttributeType::integer || type == AttributeType::real;
}

std::string_view with_article(AttributeType type) {
    switch (type) {
        case AttributeType::boolean: return "a boolean";
        case AttributeType::integer: return "an integer";
        case AttributeType::real: return "a real number";
        case AttributeType::text: return "text";
        case AttributeType::date: return "a date";
    }
    return "";
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

class TypeCheck {
public:
    TypeCheck(Syntax& syntax, std::span<const model::Attribute> columns) : syntax_(syntax), columns_(columns) {}

    std::optional<Mistake> run() {
        if (!resolve_columns()) return mistake_;
        for (auto& node : syntax_.nodes) {
            if (!check(node)) return mistake_;
            stack_.push_back(&node);
        }
        if (!condition(*stack_.back(), "a condition")) return mistake_;
        return std::nullopt;
    }

private:
    bool wrong(std::size_t at, std::string message) {
        mistake_ = Mistake{at, std::move(message)};
        return false;
    }
    Node& pop() {
        Node* top = stack_.back();
        stack_.pop_back();
        return *top;
    }

    bool resolve_columns() {
        for (auto& column : syntax_.columns) {
            const auto names = [&](const model::Attribute& a) {
                return column.quoted ? a.name == column.name : same_ignoring_case(a.name, column.name);
            };
            const auto found = std::find_if(columns_.begin(), columns_.end(), names);
            if (found == columns_.end()) {
                std::vector<std::string> known;
                for (const auto& attribute : columns_) known.push_back(attribute.name);
                return wrong(column.at, fmt::format("the register has no attribute '{}'{}", column.name,
                                                    did_you_mean(column.name, known)));
            }
            column.name = found->name;
            syntax_.column_types.push_back(found->type);
        }
        return true;
    }

    std::string described(const Node& node) const {
        if (node.kind == NodeKind::column)
            return fmt::format("'{}' is {}", syntax_.columns[node.first].name, with_article(node.type));
        return fmt::format("this is {}", with_article(node.type));
    }

    bool condition(const Node& node, std::string_view who) {
        if (node.type == AttributeType::boolean) return true;
        return wrong(node.at, fmt::format("{} is true or false, but {}; compare it with something", who, described(node)));
    }
    bool number(const Node& node) {
        if (is_number(node.type)) return true;
        return wrong(node.at, fmt::format("only numbers can be calculated with, but {}", described(node)));
    }

    bool to_date(Literal& literal) {
        const auto& text = std::get<std::string>(literal.value);
        const auto day = parse_date(text);
        if (!day || to_text(*day) != text)
            return wrong(literal.at, fmt::format("'{}' is no day; write 'YYYY-MM-DD'", text));
        literal.value = *day;
        literal.type = AttributeType::date;
        return true;
    }
    bool like(const Node& left, AttributeType type, std::size_t at, const std::string& right) {
        if (left.type == type || (is_number(left.type) && is_number(type))) return true;
        return wrong(at, fmt::format("{} can't be compared with {}: {}", with_article(type), with_article(left.type), right));
    }
    /// `right` is compared with `left`; a text literal beside a date becomes one.
    bool comparable(Node& left, Node& right) {
        for (auto [date, text] : {std::pair(&left, &right), std::pair(&right, &left)}) {
            const bool literal = text->kind == NodeKind::literal && text->type == AttributeType::text;
            if (date->type != AttributeType::date || !literal) continue;
            if (!to_date(syntax_.literals[text->first])) return false;
            text->type = AttributeType::date;
        }
        return like(left, right.type, right.at, fmt::format("{}, {}", described(left), described(right)));
    }

    bool check(Node& node) {
        switch (node.kind) {
            case NodeKind::column: node.type = syntax_.column_types[node.first]; return true;
            case NodeKind::literal: node.type = syntax_.literals[node.first].type; return true;
            case NodeKind::negate: {
                const Node& of = pop();
                node.type = of.type == AttributeType::real ? AttributeType::real : AttributeType::integer;
                return number(of);
            }
            case NodeKind::arithmetic: {
                const Node& right = pop();
                const Node& left = pop();
                const bool real = left.type == AttributeType::real || right.type == AttributeType::real;
                node.type = real ? AttributeType::real : AttributeType::integer;
                return number(left) && number(right);
            }
            case NodeKind::compare: {
                Node& right = pop();
                Node& left = pop();
                return comparable(left, right);
            }
            case NodeKind::between: {
                Node& high = pop();
                Node& low = pop();
                Node& value = pop();
                if (value.kind == NodeKind::literal && high.type == AttributeType::date && low.type == AttributeType::text)
                    return comparable(value, high) && comparable(value, low);
                return comparable(value, low) && comparable(value, high);
            }
            case NodeKind::in_list: return check_list(node, pop());
            case NodeKind::is_null: pop(); return true;
            case NodeKind::logical_not: return condition(pop(), "what NOT turns round");
            case NodeKind::logical_and:
            case NodeKind::logical_or: {
                const std::string_view word = node.kind == NodeKind::logical_and ? "each side of AND" : "each side of OR";
                const Node& right = pop();
                const Node& left = pop();
                return condition(left, word) && condition(right, word);
            }
            default: break;
        }
        return true;
    }

    bool check_list(const Node& node, const Node& value) {
        for (auto l = node.first; l < node.first + node.count; ++l) {
            Literal& literal = syntax_.literals[l];
            if (value.type == AttributeType::date && literal.type == AttributeType::text && !to_date(literal)) return false;
            if (!like(value, literal.type, literal.at, described(value))) return false;
        }
        return true;
    }

    Syntax& syntax_;
    std::span<const model::Attribute> columns_;
    std::vector<Node*> stack_;
    std::optional<Mistake> mistake_;
};

}  // namespace

std::optional<Mistake> check_types(Syntax& syntax, std::span<const model::Attribute> columns) {
    return TypeCheck(syntax, columns).run();
}

}  // namespace huegrid::conditions
