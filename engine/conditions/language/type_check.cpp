#include "engine/conditions/language/type_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/text.hpp"
#include "engine/conditions/language/functions.hpp"
#include "engine/conditions/language/lexer.hpp"

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

class TypeCheck {
public:
    TypeCheck(Syntax& syntax, std::span<const model::Attribute> columns) : syntax_(syntax), columns_(columns) {}

    std::optional<Mistake> run(Wanted wanted, const Definitions& definitions) {
        if (!resolve_columns(definitions)) return mistake_;
        for (auto& node : syntax_.nodes) {
            if (!check(node)) return mistake_;
            stack_.push_back(&node);
        }
        if (wanted == Wanted::condition && !condition(*stack_.back(), "a condition")) return mistake_;
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

    /// The last `count` operands, in order.
    std::vector<Node*> pop(std::size_t count) {
        const auto begin = stack_.end() - std::ptrdiff_t(count);
        std::vector<Node*> operands(begin, stack_.end());
        stack_.erase(begin, stack_.end());
        return operands;
    }

    bool resolve_columns(const Definitions& definitions) {
        for (auto& column : syntax_.columns) {
            const auto names = [&](const model::Attribute& a) {
                return column.quoted ? a.name == column.name : same_ignoring_case(a.name, column.name);
            };
            const auto found = std::find_if(columns_.begin(), columns_.end(), names);
            if (found == columns_.end()) {
                auto known = definitions.names();
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
    bool alike(const Node& left, AttributeType type, std::size_t at, const std::string& right) {
        if (left.type == type || (is_number(left.type) && is_number(type))) return true;
        return wrong(at, fmt::format("{} can't be compared with {}: {}", with_article(type), with_article(left.type), right));
    }
    bool is_text_literal(const Node& node) const { return node.kind == NodeKind::literal && node.type == AttributeType::text; }
    /// A text literal where a date is wanted becomes one.
    bool date_if_literal(Node& node) {
        if (!is_text_literal(node)) return true;
        if (!to_date(syntax_.literals[node.first])) return false;
        node.type = AttributeType::date;
        return true;
    }
    /// `right` is compared with `left`; a text literal beside a date becomes one.
    bool comparable(Node& left, Node& right) {
        if (left.type == AttributeType::date && !date_if_literal(right)) return false;
        if (right.type == AttributeType::date && !date_if_literal(left)) return false;
        return alike(left, right.type, right.at, fmt::format("{}, {}", described(left), described(right)));
    }
    bool is_null(const Node& node) const {
        return node.kind == NodeKind::literal && std::holds_alternative<std::monostate>(syntax_.literals[node.first].value);
    }

    /// Values of which one is the result: all alike. NULLs among them take the type of the others.
    bool unite(Node& result, std::span<Node* const> values) {
        const auto dated = [&](const Node* v) { return !is_null(*v) && v->type == AttributeType::date; };
        const bool dates = std::any_of(values.begin(), values.end(), dated);
        Node* first = nullptr;
        bool booleans = true, reals = false;
        for (Node* value : values) {
            if (is_null(*value)) continue;
            if (dates && !date_if_literal(*value)) return false;
            if (first && !comparable(*first, *value)) return false;
            if (!first) first = value;
            booleans &= value->type == AttributeType::boolean;
            reals |= value->type == AttributeType::real;
        }
        if (!first) return wrong(result.at, fmt::format("NULL alone has no type; {} needs another value too", name_of(result)));
        result.type = booleans                  ? AttributeType::boolean
                      : reals                   ? AttributeType::real
                      : is_number(first->type) ? AttributeType::integer
                                               : first->type;
        for (Node* value : values)
            if (is_null(*value)) value->type = syntax_.literals[value->first].type = result.type;
        return true;
    }
    static std::string_view name_of(const Node& node) { return node.kind == NodeKind::call ? word(node.function) : "CASE"; }

    bool check(Node& node) {
        switch (node.kind) {
            case NodeKind::column: node.type = syntax_.column_types[node.first]; return true;
            case NodeKind::literal: node.type = syntax_.literals[node.first].type; return true;
            case NodeKind::today: node.type = AttributeType::date; return true;
            case NodeKind::negate: {
                const Node& of = pop();
                node.type = of.type == AttributeType::real ? AttributeType::real : AttributeType::integer;
                return number(of);
            }
            case NodeKind::arithmetic: {
                Node& right = pop();
                return check_arithmetic(node, pop(), right);
            }
            case NodeKind::concat: {
                const Node& right = pop();
                const Node& left = pop();
                node.type = AttributeType::text;
                return text(left, "joined with ||") && text(right, "joined with ||");
            }
            case NodeKind::like: return check_like(pop(node.count));
            case NodeKind::case_when: {
                const auto operands = pop(node.count);
                std::vector<Node*> values;
                for (std::size_t o = 0; o < operands.size(); ++o) {
                    const bool value = o % 2 == 1 || o + 1 == operands.size();
                    if (value) values.push_back(operands[o]);
                    else if (!condition(*operands[o], "what stands behind WHEN")) return false;
                }
                return unite(node, values);
            }
            case NodeKind::call: return check_call(node, pop(node.count));
            case NodeKind::compare:
            case NodeKind::distinct: {
                Node& right = pop();
                Node& left = pop();
                // SQLite reads IS TRUE of a number as "isn't 0", which PostgreSQL refuses.
                const bool truth = right.kind == NodeKind::literal && right.type == AttributeType::boolean;
                if (node.kind == NodeKind::distinct && truth) return condition(left, "what IS TRUE or FALSE asks");
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
        }
        return true;
    }

    bool text(const Node& node, std::string_view used) {
        if (node.type == AttributeType::text) return true;
        return wrong(node.at, fmt::format("only text can be {}, but {}", used, described(node)));
    }
    bool date(Node& node, std::string_view who) {
        if (!date_if_literal(node)) return false;
        if (node.type == AttributeType::date) return true;
        return wrong(node.at, fmt::format("{} is asked of a date, but {}", who, described(node)));
    }

    bool check_arithmetic(Node& node, Node& left, Node& right) {
        const bool sum = node.arithmetic == Arithmetic::add, difference = node.arithmetic == Arithmetic::subtract;
        if (sum || difference) {
            const auto dated = [](const Node& n) { return n.type == AttributeType::date || n.type == AttributeType::integer; };
            if (dated(right) && !date_if_literal(left)) return false;
            if (dated(left) && (sum || left.type == AttributeType::date) && !date_if_literal(right)) return false;
        }
        const bool from_date = left.type == AttributeType::date, to_date = right.type == AttributeType::date;
        if (from_date || to_date) {
            if (from_date && to_date && difference) node.type = AttributeType::integer;
            else if (from_date && (sum || difference) && right.type == AttributeType::integer) node.type = AttributeType::date;
            else if (to_date && sum && left.type == AttributeType::integer) node.type = AttributeType::date;
            else return wrong(node.sign_at, "a date takes + or - of whole days, or - of another date; nothing else can be calculated with it");
            return true;
        }
        const bool real = left.type == AttributeType::real || right.type == AttributeType::real;
        node.type = real ? AttributeType::real : AttributeType::integer;
        return number(left) && number(right);
    }

    bool check_like(const std::vector<Node*>& operands) {
        const Node& pattern = *operands[1];
        if (!text(*operands[0], "compared with LIKE") || !text(pattern, "a pattern")) return false;
        if (operands.size() == 2) return true;
        const Node& escape = *operands[2];
        if (!is_text_literal(pattern)) return wrong(pattern.at, "with ESCAPE the pattern is written out, as 'text'");
        const auto* sign = is_text_literal(escape) ? &std::get<std::string>(syntax_.literals[escape.first].value) : nullptr;
        if (!sign || !is_escape(*sign)) return wrong(escape.at, "ESCAPE takes one character in quotes that is no letter, such as '!'");
        const auto& words = std::get<std::string>(syntax_.literals[pattern.first].value);
        bool open = false;
        for (std::size_t i = 0; i < words.size(); ++i) {
            open = !open && words.compare(i, sign->size(), *sign) == 0;
            if (open) i += sign->size() - 1;
        }
        return !open || wrong(pattern.at, "this pattern ends in its escape character, which escapes nothing");
    }
    static bool is_escape(std::string_view sign) {
        const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
        const bool letter = sign.size() == 1 && ((sign[0] | 0x20) >= 'a' && (sign[0] | 0x20) <= 'z');
        return !sign.empty() && !letter && !continues(sign[0]) && std::all_of(sign.begin() + 1, sign.end(), continues);
    }

    bool check_call(Node& node, const std::vector<Node*>& operands) {
        switch (node.function) {
            case Function::coalesce:
            case Function::min:
            case Function::max: return unite(node, operands);
            case Function::nullif:
                if (!comparable(*operands[0], *operands[1])) return false;
                node.type = operands[0]->type;
                return true;
            case Function::abs:
                node.type = operands[0]->type == AttributeType::real ? AttributeType::real : AttributeType::integer;
                return number(*operands[0]);
            case Function::round: node.type = AttributeType::real; return number(*operands[0]);
            case Function::length: node.type = AttributeType::integer; return text(*operands[0], "measured with length");
            case Function::substr:
                node.type = AttributeType::text;
                for (std::size_t o = 1; o < operands.size(); ++o)
                    if (operands[o]->type != AttributeType::integer)
                        return wrong(operands[o]->at, fmt::format("substr counts with integers, but {}", described(*operands[o])));
                return text(*operands[0], "cut with substr");
            case Function::lower:
            case Function::upper:
            case Function::trim:
                node.type = AttributeType::text;
                for (const Node* operand : operands)
                    if (!text(*operand, fmt::format("given to {}", word(node.function)))) return false;
                return true;
            case Function::days_since: node.type = AttributeType::integer; return date(*operands[0], "days_since");
            case Function::age_on:
                node.type = AttributeType::integer;
                return date(*operands[0], "age_on") && date(*operands[1], "age_on");
        }
        return true;
    }

    bool check_list(const Node& node, const Node& value) {
        for (auto l = node.first; l < node.first + node.count; ++l) {
            Literal& literal = syntax_.literals[l];
            if (value.type == AttributeType::date && literal.type == AttributeType::text && !to_date(literal)) return false;
            if (!alike(value, literal.type, literal.at, described(value))) return false;
        }
        return true;
    }

    Syntax& syntax_;
    std::span<const model::Attribute> columns_;
    std::vector<Node*> stack_;
    std::optional<Mistake> mistake_;
};

}  // namespace

std::optional<Mistake> check_types(Syntax& syntax, std::span<const model::Attribute> columns, Wanted wanted,
                                   const Definitions& definitions) {
    return TypeCheck(syntax, columns).run(wanted, definitions);
}

}  // namespace huegrid::conditions
