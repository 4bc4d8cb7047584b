#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/conditions/language/functions.hpp"
#include "engine/conditions/sql/postgres_numbers.hpp"
#include "engine/conditions/sql/postgres_writer.hpp"

namespace huegrid::conditions {

namespace {

constexpr std::int64_t longest_text = 1'000'000'000;

}  // namespace

Piece PostgresWriter::choice(Function name, Pieces& operands, Form form) {
    Piece piece = made({}, Level::whole, form, operands);
    std::vector<std::string> texts, present;
    bool all_simple = true;
    for (auto& operand : operands) {
        if (is_numeric(form)) operand = number(operand);
        all_simple &= operand.simple();
        texts.push_back(form == Form::number ? as_number(operand) : typed(operand));
    }
    if (form == Form::number) {
        piece.text = name == Function::coalesce ? postgres::first_present(texts) : postgres::extreme(name, texts);
        return piece;
    }
    if (name == Function::coalesce) {
        piece.text = fmt::format("coalesce({})", fmt::join(texts, ", "));
        return piece;
    }
    // PostgreSQL's least and greatest pass over NULLs.
    std::vector<std::string> named;
    for (std::size_t t = 0; t < texts.size(); ++t) {
        if (!all_simple) named.push_back(fmt::format("{} AS x{}", texts[t], t));
        if (!all_simple) texts[t] = fmt::format("x{}", t);
        if (!all_simple || operands[t].column) present.push_back(texts[t] + " IS NOT NULL");
        if (form == Form::text) texts[t] += " COLLATE \"C\"";
    }
    piece.text = fmt::format("{}({})", name == Function::min ? "least" : "greatest", fmt::join(texts, ", "));
    if (!present.empty()) piece.text = fmt::format("CASE WHEN {} THEN {} END", fmt::join(present, " AND "), piece.text);
    if (!all_simple) piece.text = fmt::format("(SELECT {} FROM (SELECT {} OFFSET 0) v)", piece.text, fmt::join(named, ", "));
    return piece;
}

Piece PostgresWriter::null_if(Piece& value, Piece& unwanted) {
    align(value, unwanted);
    const Piece parts[] = {value, unwanted};
    Piece piece = made({}, Level::whole, value.form, parts);
    // The result has the type in which the two are compared.
    if (value.form == unwanted.form && value.form != Form::number) {
        piece.text = fmt::format("nullif({}, {})", typed(value), typed(unwanted));
        return piece;
    }
    Piece again = value, equal = compare(Comparison::equal, value, unwanted);
    if (again.form == Form::number) {
        const std::string conditions[] = {any(equal)}, numbers[] = {postgres::number_of_integer("NULL"), again.text};
        piece.text = postgres::pick(conditions, numbers);
    } else {
        piece.text = fmt::format("CASE WHEN {} THEN NULL ELSE {} END", any(equal), typed(again));
    }
    return piece;
}

std::string PostgresWriter::position(Piece& value) {
    if (value.literal) return fmt::format("{}", std::clamp(std::get<std::int64_t>(value.literal->value), -longest_text, longest_text));
    if (value.form == Form::integer && value.most <= double(longest_text)) return whole(value) + "::int";
    return fmt::format("(SELECT CASE WHEN n > {0} THEN {0} WHEN n < -{0} THEN -{0} ELSE n::int END FROM (SELECT {1} AS n OFFSET 0) v)", longest_text, as_integer(value));
}

/// PostgreSQL's counts on before the first character, not from the end, and takes no negative length.
Piece PostgresWriter::substr(Pieces& operands) {
    Piece piece = made({}, Level::whole, Form::text, operands);
    const auto at = position(operands[1]);
    const bool from_start = operands[1].literal && at[0] != '-', from_end = operands[1].literal && at[0] == '-';
    const auto text = any(operands[0]);
    if (operands.size() == 2) {
        piece.text = from_start ? fmt::format("substr({}, {})", text, at)
                     : from_end ? fmt::format("right({}, {})", text, at.substr(1))
                                : fmt::format("(SELECT substr(t, CASE WHEN p < 0 THEN greatest(p + length(t) + 1, 0) ELSE p END) "
                                              "FROM (SELECT {} AS t, {} AS p OFFSET 0) v)", text, at);
        return piece;
    }
    const auto count = position(operands[2]);
    if (from_start && operands[2].literal && count[0] != '-') {
        piece.text = fmt::format("substr({}, {}, {})", text, at, count);
        return piece;
    }
    piece.text = fmt::format("(SELECT CASE WHEN n >= 0 THEN substr(t, s, n) "
                             "WHEN n < 0 AND s IS NOT NULL THEN substr(t, greatest(s + n, 1), greatest(s - greatest(s + n, 1), 0)) END "
                             "FROM (SELECT t, n, CASE WHEN p < 0 THEN p + length(t) + 1 ELSE p END AS s "
                             "FROM (SELECT {} AS t, {} AS p, {} AS n OFFSET 0) v) v)", text, at, count);
    return piece;
}

Piece PostgresWriter::call(Function name, Pieces& operands, Form form) {
    switch (name) {
        case Function::coalesce:
        case Function::min:
        case Function::max: return choice(name, operands, form);
        case Function::nullif: return null_if(operands[0], operands[1]);
        case Function::abs: {
            Piece of = number(operands[0]);
            Piece piece = made({}, Level::whole, of.form, {&of, 1});
            piece.most = of.most;
            piece.text = of.form == Form::number ? postgres::absolute(of.text) : fmt::format("abs({})", typed(of));
            return piece;
        }
        case Function::round: {
            Piece of = number(operands[0]);
            Piece piece = made({}, Level::whole, Form::real, {&of, 1});
            piece.text = of.form == Form::integer ? as_real(of) : postgres::rounded(as_real(of));
            return piece;
        }
        case Function::lower:
        case Function::upper: operands[0] = by_bytes(operands[0]); return function(word(name), operands, Form::text);
        case Function::length: {
            Piece piece = function("length", operands, Form::integer);
            piece.most = double(longest_text);
            return piece;
        }
        case Function::substr: return substr(operands);
        case Function::trim: return function(operands.size() == 1 ? "trim" : "btrim", operands, Form::text);
        case Function::days_since: {
            Piece today = literal(today_);
            return date_difference(today, operands[0]);
        }
        case Function::age_on: {
            Piece piece = made({}, Level::whole, Form::integer, operands);
            const auto birth = whole(operands[0]), day = whole(operands[1]);
            piece.text = fmt::format("extract(year FROM age({}::timestamp, {}::timestamp))::int", day, birth);
            piece.most = 1e4;
            return piece;
        }
    }
    return {};
}

}  // namespace huegrid::conditions
