#include "engine/conditions/sql/postgres_writer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "engine/conditions/language/bounds.hpp"
#include "engine/conditions/language/number.hpp"
#include "engine/conditions/sql/postgres_numbers.hpp"

namespace huegrid::conditions {
namespace {

using model::AttributeType;

constexpr double four_bytes = 2147483647;

std::string day_text(std::int64_t day) {
    const auto text = to_text(Date(std::chrono::days(day)));
    // The year 0 is 1 BC there.
    return text.starts_with("0000") ? fmt::format("DATE '0001{} BC'", text.substr(4)) : fmt::format("DATE '{}'", text);
}

Piece with_text(Piece piece, std::string text) {
    piece.text = std::move(text);
    return piece;
}

}  // namespace

std::size_t PostgresWriter::most_slots() const { return 200; }  // subqueries in subqueries take its stack

std::string PostgresWriter::finished(Piece& whole) {
    if (whole.form != Form::number) return typed(whole);
    return fmt::format("(SELECT coalesce(i::numeric, r::text::numeric) FROM ({}) v)", whole.text);
}

Piece PostgresWriter::literal(const Literal& value) {
    Piece piece = SqlWriter::literal(value);
    if (piece.form == Form::date) piece.text = day_text(day_of(value));
    if (piece.form == Form::number) {
        piece.exact = "(" + piece.text + ")";
        piece.text = postgres::number_of_integer(piece.text);
        piece.level = Level::whole;
    }
    return piece;
}

Piece PostgresWriter::number(Piece& value) {
    if (value.form != Form::truth) return std::move(value);
    Piece piece = made({}, Level::whole, Form::integer, {&value, 1});
    piece.text = whole(value) + "::int";
    piece.most = 1;
    return piece;
}

std::string PostgresWriter::typed(Piece& value) {
    return value.literal && value.form == Form::real ? whole(value) + "::float8" : any(value);
}

std::string PostgresWriter::as_real(Piece& value) {
    switch (value.form) {
        case Form::real: return typed(value);
        case Form::number: return postgres::real_of(value.text);
        default: return whole(value) + "::float8";
    }
}

std::string PostgresWriter::as_integer(Piece& value) {
    switch (value.form) {
        case Form::real: return fmt::format("(SELECT {} FROM (SELECT {} AS x OFFSET 0) v)", postgres::cut("x"), as_real(value));
        case Form::number: return postgres::integer_of(value.text);
        default: return whole(value);
    }
}

std::string PostgresWriter::as_number(Piece& value) {
    switch (value.form) {
        case Form::number: return value.text;
        case Form::integer: return postgres::number_of_integer(any(value));
        default: return postgres::number_of_real(any(value));
    }
}

Piece PostgresWriter::negate(Piece& value) {
    Piece of = number(value);
    if (of.literal && of.form == Form::real) return with_text(made({}, Level::sign, Form::real, {&of, 1}), "-" + typed(of));
    if (of.form != Form::number) return SqlWriter::negate(of);
    Piece zero{"0", Level::whole, Form::integer};
    return arithmetic(Arithmetic::subtract, zero, of);
}

Piece PostgresWriter::arithmetic(Arithmetic sign, Piece& first, Piece& second) {
    Piece left = number(first), right = number(second);
    double most = 0;
    const Form form = form_of(sign, left, right, most);
    const Piece parts[] = {left, right};
    Piece piece = made({}, Level::whole, form, parts);
    piece.most = most;
    const bool divides = sign == Arithmetic::divide || sign == Arithmetic::remainder;
    if (form == Form::real && sign == Arithmetic::remainder) {
        piece.text = fmt::format("({} % nullif({}, 0))::float8", as_integer(left), as_integer(right));
    } else if (form == Form::real) {
        piece.text = postgres::of_reals(sign, as_real(left), as_real(right));
    } else if (form == Form::integer) {
        if (divides && !(right.literal && std::get<std::int64_t>(right.literal->value) != 0))
            right = with_text(made({}, Level::whole, Form::integer, {&right, 1}), fmt::format("nullif({}, 0)", any(right)));
        if (!divides && most > four_bytes)
            left = with_text(made({}, Level::whole, Form::integer, {&left, 1}), whole(left) + "::bigint");
        piece = SqlWriter::arithmetic(sign, left, right);
        piece.most = most;
    } else if (left.form == Form::integer && right.form == Form::integer) {
        const Level level = sign == Arithmetic::multiply ? Level::product : Level::sum;
        Piece from = parts[0], to = parts[1];
        piece.exact = fmt::format("{}::numeric {} {}", whole(from), word(sign), operand(to, Level(int(level) + 1)));
        piece.text = postgres::of_integers(sign, any(left), any(right));
        piece.level = level;
    } else {
        piece.text = postgres::of_numbers(sign, as_number(left), as_number(right));
    }
    return piece;
}

Piece PostgresWriter::date_sum(Piece& date, Arithmetic sign, Piece& days) {
    const Piece parts[] = {date, days};
    Piece piece = made({}, Level::whole, Form::date, parts);
    if (days.literal && days.form == Form::integer && date.simple()) {
        const auto written = std::get<std::int64_t>(days.literal->value);
        const auto count = sign == Arithmetic::add ? written : -written;
        if (std::abs(count) <= last_day - first_day) {
            const auto sum = fmt::format("{} {} {}", date.text, count < 0 ? "-" : "+", std::abs(count));
            const auto outside = count < 0 ? fmt::format(">= {}", day_text(first_day - count)) : fmt::format("<= {}", day_text(last_day - count));
            const bool known = date.literal && day_of(*date.literal) + count >= first_day && day_of(*date.literal) + count <= last_day;
            piece.text = known ? sum : fmt::format("CASE WHEN {} {} THEN {} END", date.text, outside, sum);
            if (known) piece.level = Level::sum;
            return piece;
        }
    }
    if (sign == Arithmetic::subtract) days = negate(days);
    const auto count = as_integer(days);
    piece.text = fmt::format("(SELECT CASE WHEN n BETWEEN {} - d AND {} - d THEN d + n::int END FROM (SELECT {} AS d, {} AS n OFFSET 0) v)",
                             day_text(first_day), day_text(last_day), any(date), count);
    return piece;
}

Piece PostgresWriter::date_difference(Piece& later, Piece& earlier) {
    Piece piece = binary(later, "-", earlier, Level::sum, Form::integer);
    piece.most = 4e6;
    return piece;
}

bool PostgresWriter::plain(const Piece& a, const Piece& b) {
    for (const auto& [one, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
        const auto* literal = other->literal;
        if (one->form == Form::number) {
            // Where it overflowed it is beyond every integer, and beyond a real within them.
            const bool within = other->form == Form::integer || (literal && other->form == Form::real &&
                                                                 std::abs(std::get<double>(literal->value)) < beyond_integers);
            return !one->exact.empty() && within;
        }
        if (one->form == Form::integer && other->form == Form::real) {
            if (literal) return true;
            return one->literal && conditions::compare(std::get<std::int64_t>(one->literal->value),
                                                       double(std::get<std::int64_t>(one->literal->value))) == 0;
        }
    }
    return true;
}

std::string PostgresWriter::plain_text(Piece& value, Level least) {
    if (value.form != Form::number) return operand(value, least);
    return value.level >= least ? value.exact : "(" + value.exact + ")";
}

std::string PostgresWriter::exact_comparison(Comparison sign, Piece& left, Piece& right) {
    if (left.form == Form::integer && right.form == Form::real) return postgres::compare_integer_with_real(sign, any(left), as_real(right));
    return postgres::compare_numbers(sign, as_number(left), as_number(right));
}

void PostgresWriter::align(Piece& left, Piece& right) {
    if (is_numeric(left.form)) right = number(right);
    if (is_numeric(right.form)) left = number(left);
}

Piece PostgresWriter::by_bytes(Piece& text) {
    Piece piece = made({}, Level::whole, Form::text, {&text, 1});
    piece.text = whole(text) + " COLLATE \"C\"";
    return piece;
}

Piece PostgresWriter::compare(Comparison sign, Piece& left, Piece& right) {
    align(left, right);
    const bool ordered = sign != Comparison::equal && sign != Comparison::unequal;
    if (left.form == Form::text && ordered) left = by_bytes(left);
    const Piece parts[] = {left, right};
    Piece piece = made({}, Level::whole, Form::truth, parts);
    piece.most = 1;
    if (plain(left, right)) {
        piece.level = Level::comparison;
        piece.text = fmt::format("{} {} {}", plain_text(left, Level::joined), word(sign), plain_text(right, Level::joined));
    } else {
        piece.text = exact_comparison(sign, left, right);
    }
    return piece;
}

Piece PostgresWriter::distinct(Piece& left, Piece& right) {
    align(left, right);
    if (left.form == Form::number || right.form == Form::number || !plain(left, right)) {
        const Piece parts[] = {left, right};
        Piece piece = made({}, Level::whole, Form::truth, parts);
        Piece a = left, b = right, equal = compare(Comparison::equal, left, right);
        piece.text = fmt::format("coalesce(NOT {}, NOT ({} AND {}))", whole(equal), any_null(a), any_null(b));
        piece.most = 1;
        return piece;
    }
    return SqlWriter::distinct(left, right);
}

std::string PostgresWriter::any_null(Piece& value) {
    return value.form == Form::number ? postgres::is_null(value.text) : operand(value, Level::joined) + " IS NULL";
}

Piece PostgresWriter::is_null(Piece& value) {
    if (value.form == Form::number && value.exact.empty()) {
        Piece piece = made({}, Level::whole, Form::truth, {&value, 1});
        piece.text = postgres::is_null(value.text);
        piece.most = 1;
        return piece;
    }
    if (value.form == Form::number) value.text = std::move(value.exact);
    return SqlWriter::is_null(value);
}

Piece PostgresWriter::between(Piece& value, Piece& low, Piece& high) {
    align(value, low);
    align(value, high);
    align(value, low);
    if (value.form == Form::text) value = by_bytes(value);
    if (plain(value, low) && plain(value, high)) {
        for (Piece* piece : {&value, &low, &high})
            if (piece->form == Form::number) piece->text = piece->exact;
        return SqlWriter::between(value, low, high);
    }
    const Piece parts[] = {value, low, high};
    Piece piece = made({}, Level::all_of, Form::truth, parts);
    Piece again = value, from = compare(Comparison::greater_equal, value, low), to = compare(Comparison::less_equal, again, high);
    piece.text = fmt::format("{} AND {}", operand(from, Level::inverse), operand(to, Level::inverse));
    piece.most = 1;
    return piece;
}

Piece PostgresWriter::in_list(Piece& value, std::span<const Literal> list) {
    const auto numeric = [](const Literal& l) { return l.type != AttributeType::boolean; };
    if (value.form == Form::truth && std::any_of(list.begin(), list.end(), numeric)) value = number(value);
    if (!is_numeric(value.form)) return SqlWriter::in_list(value, list);
    // Each number goes where a row can equal it.
    std::vector<std::string> integers, reals;
    bool beyond = false;
    for (const auto& one : list) {
        const Number n = number_of(one);
        const Number whole_number{false, conditions::as_integer(n), 0};
        const bool is_integer = conditions::compare(whole_number, n) == 0;
        if (is_integer) integers.push_back(fmt::format("{}", whole_number.integer));
        if (conditions::compare(Number{true, 0, n.as_real()}, n) == 0) reals.push_back(sql_real(n.as_real()));
        beyond |= std::abs(n.as_real()) >= beyond_integers;
    }
    Piece piece = made({}, Level::comparison, Form::truth, {&value, 1});
    piece.most = 1;
    const auto among = [](std::string_view what, const std::vector<std::string>& values) {
        return values.empty() ? fmt::format("{0} <> {0}", what) : fmt::format("{} IN ({})", what, fmt::join(values, ", "));
    };
    if (value.form == Form::number && (value.exact.empty() || beyond)) {
        piece.level = Level::whole;
        piece.text = fmt::format("(SELECT CASE WHEN i IS NOT NULL THEN {} ELSE {} END FROM ({}) v)", among("i", integers), among("r", reals), value.text);
        return piece;
    }
    const auto& values = value.form == Form::real ? reals : integers;
    const auto subject = plain_text(value, Level::joined);
    piece.text = among(subject, values);
    if (!values.empty()) piece.inverse = fmt::format("{} NOT IN ({})", subject, fmt::join(values, ", "));
    return piece;
}

Piece PostgresWriter::like(Pieces& operands) {
    Piece piece = made({}, Level::comparison, Form::truth, operands);
    const auto* written = operands[1].literal ? &std::get<std::string>(operands[1].literal->value) : nullptr;
    const auto subject = whole(operands[0]);
    auto pattern = operand(operands[1], Level::joined);
    if (operands.size() == 3) pattern += " ESCAPE " + whole(operands[2]);
    else if (!written || written->find('\\') != std::string::npos) pattern += " ESCAPE ''";
    piece.text = fmt::format("{} COLLATE \"C\" ILIKE {}", subject, pattern);
    piece.inverse = fmt::format("{} COLLATE \"C\" NOT ILIKE {}", subject, pattern);
    piece.most = 1;
    return piece;
}

Piece PostgresWriter::case_when(Pieces& operands, Form form) {
    if (!is_numeric(form)) return SqlWriter::case_when(operands, form);
    std::vector<std::string> conditions, numbers;
    for (std::size_t o = 0; o < operands.size(); ++o) {
        const bool value = o % 2 == 1 || o + 1 == operands.size();
        if (value) operands[o] = number(operands[o]);
        if (form == Form::number) (value ? numbers : conditions).push_back(value ? as_number(operands[o]) : any(operands[o]));
        else if (value && form == Form::real) operands[o].text = typed(operands[o]);
    }
    if (form != Form::number) return SqlWriter::case_when(operands, form);
    return with_text(made({}, Level::whole, form, operands), postgres::pick(conditions, numbers));
}

std::unique_ptr<SqlWriter> postgres_writer(const Syntax& syntax, Date today) { return std::make_unique<PostgresWriter>(syntax, today); }

}  // namespace huegrid::conditions
