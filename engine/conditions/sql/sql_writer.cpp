#include "engine/conditions/sql/sql_writer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

namespace huegrid::conditions {
namespace {

using model::AttributeType;

constexpr std::size_t longest_statement = 1'000'000;
constexpr std::size_t most_height = 900;  ///< SQLite's limit is 1000
constexpr std::size_t terms_in_a_row = 64;

/// Terms joined by `sign`, in parentheses by the dozen when there are many: both databases nest a chain to the left.
std::string joined(std::span<const std::string> terms, std::string_view sign) {
    if (terms.size() <= terms_in_a_row) return fmt::format("{}", fmt::join(terms, sign));
    const std::size_t each = (terms.size() + terms_in_a_row - 1) / terms_in_a_row;
    std::vector<std::string> groups;
    for (std::size_t first = 0; first < terms.size(); first += each)
        groups.push_back("(" + joined(terms.subspan(first, std::min(each, terms.size() - first)), sign) + ")");
    return joined(groups, sign);
}

std::size_t height_of_chain(std::size_t terms) {
    std::size_t height = std::min(terms, terms_in_a_row);
    for (; terms > terms_in_a_row; terms = (terms + terms_in_a_row - 1) / terms_in_a_row) height += terms_in_a_row;
    return height;
}

}  // namespace

std::string_view word(Comparison sign) {
    switch (sign) {
        case Comparison::equal: return "=";
        case Comparison::unequal: return "<>";
        case Comparison::less: return "<";
        case Comparison::less_equal: return "<=";
        case Comparison::greater: return ">";
        case Comparison::greater_equal: return ">=";
    }
    return "";
}
std::string_view word(Arithmetic sign) {
    constexpr std::string_view words[] = {"+", "-", "*", "/", "%"};
    return words[std::size_t(sign)];
}

std::string sql_real(double real) {
    if (std::abs(real) < 1e19 && real == std::trunc(real)) return fmt::format("{:.1f}", real);
    return fmt::format("{}", real);
}

Result<std::string> SqlWriter::run() {
    for (const auto& node : syntax_.nodes) {
        add(node);
        const auto& top = stack_.back();
        if (top.text.size() > longest_statement)
            return fail(ErrorCode::bad_input, "this condition becomes more than a megabyte of SQL; split the rule");
        if (top.slots > most_slots() || top.height > most_height)
            return fail(ErrorCode::bad_input, "this condition is nested deeper than the database can read it; write parts of it side by side");
    }
    return finished(stack_.back());
}

std::string SqlWriter::operand(Piece& piece, Level least) {
    if (!piece.terms.empty()) {
        piece.height += height_of_chain(piece.terms.size());
        piece.text = joined(piece.terms, piece.level == Level::any_of ? " OR " : " AND ");
        piece.terms.clear();
    }
    return piece.level >= least ? std::move(piece.text) : "(" + piece.text + ")";
}

Piece SqlWriter::made(std::string text, Level level, Form form, std::span<const Piece> parts) {
    Piece piece{std::move(text), level, form};
    for (const auto& part : parts) {
        // A CASE inside a CASE or an IS NOT DISTINCT FROM in parentheses: nothing takes more.
        piece.slots = std::max(piece.slots, part.slots + 6);
        piece.height = std::max(piece.height, part.height + 1);
    }
    return piece;
}

Piece SqlWriter::binary(Piece& left, std::string_view sign, Piece& right, Level level, Form form) {
    const bool chain = level == Level::sum || level == Level::product || level == Level::joined;
    const Level above = Level(int(level) + 1);
    Piece piece{operand(left, chain ? level : above), level, form};
    const bool in_parentheses = left.level < (chain ? level : above);
    piece.text += fmt::format(" {} ", sign);
    piece.text += operand(right, above);
    piece.slots = std::max(left.slots + (in_parentheses ? 1 : 0), right.slots + 3);
    piece.height = std::max(left.height, right.height) + 1;
    return piece;
}

Piece SqlWriter::function(std::string_view name, Pieces& operands, Form form) {
    std::vector<std::string> texts;
    for (auto& operand : operands) texts.push_back(any(operand));
    return made(fmt::format("{}({})", name, fmt::join(texts, ", ")), Level::whole, form, operands);
}

Form SqlWriter::form_of(Arithmetic sign, const Piece& left, const Piece& right, double& most) {
    if (left.form == Form::real || right.form == Form::real) return Form::real;
    if (left.form == Form::number || right.form == Form::number) return Form::number;
    switch (sign) {
        case Arithmetic::add:
        case Arithmetic::subtract: most = left.most + right.most; break;
        case Arithmetic::multiply: most = left.most * right.most; break;
        case Arithmetic::divide: most = left.most; break;
        case Arithmetic::remainder: most = std::min(left.most, right.most); break;
    }
    // Well below the limit, for the sums of limits are rounded.
    return sign == Arithmetic::divide || sign == Arithmetic::remainder || most < 9e18 ? Form::integer : Form::number;
}

Form SqlWriter::form_of_choice(const Node& node, std::span<const Piece> values) const {
    switch (node.type) {
        case AttributeType::boolean: return Form::truth;
        case AttributeType::text: return Form::text;
        case AttributeType::date: return Form::date;
        default: break;
    }
    const auto all = [&](auto is) { return std::all_of(values.begin(), values.end(), is); };
    if (all([](const Piece& p) { return p.form == Form::null || p.form == Form::integer || p.form == Form::truth; })) return Form::integer;
    return all([](const Piece& p) { return p.form == Form::null || p.form == Form::real; }) ? Form::real : Form::number;
}

SqlWriter::Pieces SqlWriter::pop(std::size_t count) {
    const auto begin = stack_.end() - std::ptrdiff_t(count);
    Pieces operands(std::make_move_iterator(begin), std::make_move_iterator(stack_.end()));
    stack_.erase(begin, stack_.end());
    return operands;
}

void SqlWriter::add(const Node& node) {
    const auto push = [&](Piece piece) { stack_.push_back(std::move(piece)); };
    switch (node.kind) {
        case NodeKind::column: {
            constexpr Form forms[] = {Form::truth, Form::integer, Form::real, Form::text, Form::date};
            Piece column{sql_name(syntax_.columns[node.first].name), Level::whole, forms[std::size_t(syntax_.column_types[node.first])]};
            column.column = true;
            column.most = column.form == Form::truth ? 1 : any_integer;
            return push(std::move(column));
        }
        case NodeKind::literal:
        case NodeKind::today: {
            const Literal& value = node.kind == NodeKind::today ? today_ : syntax_.literals[node.first];
            Piece piece = literal(value);
            piece.literal = &value;
            return push(std::move(piece));
        }
        case NodeKind::negate: {
            auto of = pop(1);
            return push(negate(of[0]));
        }
        case NodeKind::arithmetic: {
            auto of = pop(2);
            const bool from_date = of[0].form == Form::date, to_date = of[1].form == Form::date;
            if (from_date && to_date) return push(date_difference(of[0], of[1]));
            if (to_date) return push(date_sum(of[1], node.arithmetic, of[0]));
            if (from_date) return push(date_sum(of[0], node.arithmetic, of[1]));
            return push(arithmetic(node.arithmetic, of[0], of[1]));
        }
        case NodeKind::concat: {
            auto of = pop(2);
            return push(binary(of[0], "||", of[1], Level::joined, Form::text));
        }
        case NodeKind::compare: {
            auto of = pop(2);
            return push(compare(node.comparison, of[0], of[1]));
        }
        case NodeKind::distinct: {
            auto of = pop(2);
            return push(distinct(of[0], of[1]));
        }
        case NodeKind::between: {
            auto of = pop(3);
            return push(between(of[0], of[1], of[2]));
        }
        case NodeKind::in_list: {
            auto of = pop(1);
            return push(in_list(of[0], std::span(syntax_.literals).subspan(node.first, node.count)));
        }
        case NodeKind::is_null: {
            auto of = pop(1);
            return push(is_null(of[0]));
        }
        case NodeKind::like: {
            auto of = pop(node.count);
            return push(like(of));
        }
        case NodeKind::case_when: {
            auto of = pop(node.count);
            Pieces values;
            for (std::size_t o = 0; o < of.size(); ++o)
                if (o % 2 == 1 || o + 1 == of.size()) values.push_back(of[o]);
            const Form form = form_of_choice(node, values);
            Piece piece = case_when(of, form);
            for (const auto& value : values) piece.most = std::max(piece.most, value.most);
            return push(std::move(piece));
        }
        case NodeKind::call: {
            auto of = pop(node.count);
            const bool chooses = node.function == Function::coalesce || node.function == Function::min || node.function == Function::max;
            const Form form = chooses ? form_of_choice(node, of) : of[0].form;
            double most = 0;
            for (const auto& operand : of) most = std::max(most, operand.most);
            Piece piece = call(node.function, of, form);
            if (piece.most == 0) piece.most = most;
            return push(std::move(piece));
        }
        case NodeKind::logical_not: {
            auto of = pop(1);
            return push(inverse(of[0]));
        }
        case NodeKind::logical_and:
        case NodeKind::logical_or: {
            auto of = pop(2);
            return push(join(node.kind, of[0], of[1]));
        }
    }
}

Piece SqlWriter::join(NodeKind kind, Piece& left, Piece& right) {
    const Level level = kind == NodeKind::logical_and ? Level::all_of : Level::any_of;
    Piece piece = left.level == level && !left.terms.empty() ? std::move(left) : Piece{};
    if (piece.terms.empty()) {
        piece.slots = left.slots;
        piece.height = left.height;
        piece.terms.push_back(operand(left, Level(int(level) + 1)));
        piece.height = std::max(piece.height, left.height);
    }
    piece.level = level;
    piece.form = Form::truth;
    piece.most = 1;
    piece.terms.push_back(operand(right, Level(int(level) + 1)));
    piece.slots = std::max(piece.slots, right.slots + 3);
    piece.height = std::max(piece.height, right.height + 1);
    return piece;
}

Piece SqlWriter::inverse(Piece& value) {
    if (!value.inverse.empty()) {
        std::swap(value.text, value.inverse);
        value.level = Level::comparison;
        return std::move(value);
    }
    Piece piece = made({}, Level::inverse, Form::truth, {&value, 1});
    piece.slots = value.slots + 2;
    piece.text = "NOT " + operand(value, Level::inverse);
    piece.most = 1;
    return piece;
}

Piece SqlWriter::literal(const Literal& value) {
    Piece piece;
    if (const auto* integer = std::get_if<std::int64_t>(&value.value)) {
        const bool truth = value.type == AttributeType::boolean;
        piece.text = truth ? (*integer ? "TRUE" : "FALSE") : fmt::format("{}", *integer);
        piece.most = std::abs(double(*integer));
        const bool least = *integer == std::numeric_limits<std::int64_t>::min();
        piece.form = truth ? Form::truth : least ? Form::number : Form::integer;
        if (*integer < 0) piece.level = Level::sign;
    } else if (const auto* real = std::get_if<double>(&value.value)) {
        piece.text = sql_real(*real);
        piece.form = Form::real;
        if (std::signbit(*real)) piece.level = Level::sign;
    } else if (const auto* text = std::get_if<std::string>(&value.value)) {
        piece.text = sql_text(*text);
        piece.form = Form::text;
    } else if (const auto* date = std::get_if<Date>(&value.value)) {
        piece.text = sql_text(to_text(*date));
        piece.form = Form::date;
    } else {
        piece.text = "NULL";
        piece.form = Form::null;
    }
    return piece;
}

Piece SqlWriter::negate(Piece& value) {
    const Form form = value.form == Form::truth ? Form::integer : value.form;
    Piece piece = made({}, Level::sign, form, {&value, 1});
    piece.most = value.most;
    piece.text = "-" + operand(value, Level::whole);
    return piece;
}

Piece SqlWriter::arithmetic(Arithmetic sign, Piece& left, Piece& right) {
    double most = 0;
    const Form form = form_of(sign, left, right, most);
    const bool sum = sign == Arithmetic::add || sign == Arithmetic::subtract;
    Piece piece = binary(left, word(sign), right, sum ? Level::sum : Level::product, form);
    piece.most = most;
    return piece;
}

Piece SqlWriter::compare(Comparison sign, Piece& left, Piece& right) {
    Piece piece = binary(left, word(sign), right, Level::comparison, Form::truth);
    piece.most = 1;
    return piece;
}

Piece SqlWriter::distinct(Piece& left, Piece& right) {
    const Piece parts[] = {left, right};
    Piece piece = made({}, Level::comparison, Form::truth, parts);
    const bool truth = right.literal && right.form == Form::truth;
    const auto subject = operand(left, Level::joined), other = operand(right, Level::joined);
    piece.text = fmt::format("{} {} {}", subject, truth ? "IS NOT" : "IS DISTINCT FROM", other);
    piece.inverse = fmt::format("{} {} {}", subject, truth ? "IS" : "IS NOT DISTINCT FROM", other);
    piece.most = 1;
    return piece;
}

Piece SqlWriter::between(Piece& value, Piece& low, Piece& high) {
    const Piece parts[] = {value, low, high};
    Piece piece = made({}, Level::comparison, Form::truth, parts);
    const auto subject = operand(value, Level::joined), from = operand(low, Level::joined), to = operand(high, Level::joined);
    piece.text = fmt::format("{} BETWEEN {} AND {}", subject, from, to);
    piece.inverse = fmt::format("{} NOT BETWEEN {} AND {}", subject, from, to);
    piece.most = 1;
    return piece;
}

Piece SqlWriter::in_list(Piece& value, std::span<const Literal> list) {
    std::vector<std::string> texts;
    for (const auto& one : list) texts.push_back(literal(one).text);
    Piece piece = made({}, Level::comparison, Form::truth, {&value, 1});
    const auto subject = operand(value, Level::joined);
    piece.text = fmt::format("{} IN ({})", subject, fmt::join(texts, ", "));
    piece.inverse = fmt::format("{} NOT IN ({})", subject, fmt::join(texts, ", "));
    piece.most = 1;
    return piece;
}

Piece SqlWriter::is_null(Piece& value) {
    Piece piece = made({}, Level::comparison, Form::truth, {&value, 1});
    const auto subject = operand(value, Level::joined);
    piece.text = subject + " IS NULL";
    piece.inverse = subject + " IS NOT NULL";
    piece.most = 1;
    return piece;
}

Piece SqlWriter::like(Pieces& operands) {
    Piece piece = made({}, Level::comparison, Form::truth, operands);
    const auto subject = operand(operands[0], Level::joined);
    auto pattern = operand(operands[1], Level::joined);
    if (operands.size() == 3) pattern += " ESCAPE " + whole(operands[2]);
    piece.text = fmt::format("{} LIKE {}", subject, pattern);
    piece.inverse = fmt::format("{} NOT LIKE {}", subject, pattern);
    piece.most = 1;
    return piece;
}

Piece SqlWriter::case_when(Pieces& operands, Form form) {
    Piece piece = made("CASE", Level::whole, form, operands);
    for (std::size_t o = 0; o + 1 < operands.size(); o += 2)
        piece.text += fmt::format(" WHEN {} THEN {}", any(operands[o]), any(operands[o + 1]));
    if (operands.back().form != Form::null) piece.text += fmt::format(" ELSE {}", any(operands.back()));
    piece.text += " END";
    return piece;
}

Result<std::string> to_sql(const Syntax& syntax, Dialect dialect, Date today) {
    return (dialect == Dialect::sqlite ? sqlite_writer(syntax, today) : postgres_writer(syntax, today))->run();
}

}  // namespace huegrid::conditions
