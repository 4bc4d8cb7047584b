#include "engine/conditions/sql/postgres_numbers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "engine/conditions/language/bounds.hpp"
#include "engine/conditions/sql/sql_writer.hpp"

namespace huegrid::conditions::postgres {
namespace {

constexpr std::string_view integers = "-9223372036854775808 AND 9223372036854775807";

/// x and y are finite or infinite reals. Whether the result is too large or too small is seen on operands scaled by powers of two,
/// which round alike: a sum by 2^-1, a product by 2^-1024 or 2^1075, a quotient by 2^-1074 or 2^1024.
std::string_view real_formula(Arithmetic sign) {
    switch (sign) {
        case Arithmetic::add:
            return "CASE WHEN abs(x) BETWEEN 1 AND 1.7976931348623157e308 AND abs(y) BETWEEN 1 AND 1.7976931348623157e308 "
                   "AND abs(x * 0.5 + y * 0.5) >= 8.98846567431158e307 THEN (x * 0.5 + y * 0.5) * 'Infinity' ELSE nullif(x + y, 'NaN') END";
        case Arithmetic::subtract:
            return "CASE WHEN abs(x) BETWEEN 1 AND 1.7976931348623157e308 AND abs(y) BETWEEN 1 AND 1.7976931348623157e308 "
                   "AND abs(x * 0.5 - y * 0.5) >= 8.98846567431158e307 THEN (x * 0.5 - y * 0.5) * 'Infinity' ELSE nullif(x - y, 'NaN') END";
        case Arithmetic::multiply:
            return "CASE WHEN abs(x) > 1 AND abs(y) > 1 AND abs((x * 7.458340731200207e-155) * (y * 7.458340731200207e-155)) >= 1 "
                   "THEN (x * 7.458340731200207e-155) * (y * 7.458340731200207e-155) * 'Infinity' "
                   "WHEN abs(x) < 1 AND abs(y) < 1 AND x <> 0 AND y <> 0 AND least(abs(x), abs(y)) < 1e-150 "
                   "AND (least(abs(x), abs(y)) * 4.4989137945431964e161) * (greatest(abs(x), abs(y)) * 8.997827589086393e161) <= 1 THEN 0 "
                   "ELSE nullif(x * y, 'NaN') END";
        case Arithmetic::divide:
            return "CASE WHEN y = 0 THEN NULL "
                   "WHEN abs(y) < 1 AND (abs(x) > 1 OR abs(x) > 1e-16 AND abs(y) < 1e-270) "
                   "AND abs((x * 2.409919865102884e-181) / (y * 4.877732109868738e142)) >= 8.881784197001252e-16 "
                   "THEN (x * 2.409919865102884e-181) / (y * 4.877732109868738e142) * 'Infinity' "
                   "WHEN abs(x) < 1 AND x <> 0 AND abs(y) > 1 AND abs(y) < 'Infinity' "
                   "AND abs((x * 1.3407807929942597e154) / (y * 7.458340731200207e-155)) <= 4.440892098500626e-16 THEN 0 "
                   "ELSE nullif(x / y, 'NaN') END";
        case Arithmetic::remainder: break;
    }
    return "";
}

/// The comparison of an integer a with a real b: what is below 2^32 of a against what b is above the rest, both of which are exact.
std::string exact_formula(Comparison sign, std::string_view a, std::string_view b) {
    return fmt::format("({0} % 4294967296)::float8 {1} {2} - ({0} / 4294967296)::float8 * 4294967296", a, word(sign), b);
}

/// The comparison of two numbers, tables a and b.
std::string number_formula(Comparison sign) {
    return fmt::format("CASE WHEN a.i IS NOT NULL AND b.i IS NOT NULL THEN a.i {0} b.i WHEN a.i IS NOT NULL THEN {1} "
                       "WHEN b.i IS NOT NULL THEN {2} ELSE a.r {0} b.r END",
                       word(sign), exact_formula(sign, "a.i", "b.r"), exact_formula(mirrored(sign), "b.i", "a.r"));
}

/// Both columns of a number that is chosen: `choose` writes a column's formula.
template <class Choose>
std::string chosen(const Choose& choose, std::string_view from) {
    return fmt::format("SELECT {} AS i, {} AS r FROM {} OFFSET 0", choose("i"), choose("r"), from);
}

std::string sources(std::span<const std::string> numbers) {
    std::vector<std::string> tables;
    for (std::size_t n = 0; n < numbers.size(); ++n) tables.push_back(fmt::format("({}) v{}", numbers[n], n));
    return fmt::format("{}", fmt::join(tables, ", "));
}

}  // namespace

std::string of_reals(Arithmetic sign, std::string_view left, std::string_view right) {
    return fmt::format("(SELECT {} FROM (SELECT {} AS x, {} AS y OFFSET 0) v)", real_formula(sign), left, right);
}

std::string of_integers(Arithmetic sign, std::string_view left, std::string_view right) {
    return fmt::format("SELECT CASE WHEN n BETWEEN {0} THEN n::bigint END AS i, "
                       "CASE WHEN n NOT BETWEEN {0} THEN x::float8 {1} y::float8 END AS r "
                       "FROM (SELECT x, y, x::numeric {1} y AS n FROM (SELECT {2} AS x, {3} AS y OFFSET 0) v) v OFFSET 0",
                       integers, word(sign), left, right);
}

std::string of_numbers(Arithmetic sign, std::string_view left, std::string_view right) {
    constexpr std::string_view sources = "coalesce(a.r, a.i) AS x, coalesce(b.r, b.i) AS y";
    switch (sign) {
        case Arithmetic::remainder:
            return fmt::format("SELECT a.i % nullif(b.i, 0) AS i, CASE WHEN a.i IS NULL OR b.i IS NULL "
                               "THEN (coalesce(a.i, {}) % nullif(coalesce(b.i, {}), 0))::float8 END AS r FROM ({}) a, ({}) b OFFSET 0",
                               cut("a.r"), cut("b.r"), left, right);
        case Arithmetic::divide:
            return fmt::format("SELECT CASE WHEN p > -9223372036854775808 OR q <> -1 THEN p / nullif(q, 0) END AS i, "
                               "CASE WHEN p IS NULL OR q IS NULL OR p = -9223372036854775808 AND q = -1 THEN {} END AS r "
                               "FROM (SELECT a.i AS p, b.i AS q, {} FROM ({}) a, ({}) b) v OFFSET 0",
                               real_formula(sign), sources, left, right);
        default:
            return fmt::format("SELECT CASE WHEN n BETWEEN {0} THEN n::bigint END AS i, "
                               "CASE WHEN n IS NULL OR n NOT BETWEEN {0} THEN {1} END AS r "
                               "FROM (SELECT a.i::numeric {2} b.i AS n, {3} FROM ({4}) a, ({5}) b) v OFFSET 0",
                               integers, real_formula(sign), word(sign), sources, left, right);
    }
}

std::string number_of_integer(std::string_view integer) { return fmt::format("SELECT ({})::bigint AS i, NULL::float8 AS r OFFSET 0", integer); }
std::string number_of_real(std::string_view real) { return fmt::format("SELECT NULL::bigint AS i, ({})::float8 AS r OFFSET 0", real); }

std::string real_of(std::string_view number) { return fmt::format("(SELECT coalesce(r, i) FROM ({}) v)", number); }
std::string integer_of(std::string_view number) { return fmt::format("(SELECT coalesce(i, {}) FROM ({}) v)", cut("r"), number); }

std::string cut(std::string_view real) {
    return fmt::format("CASE WHEN {0} >= 9223372036854775807 THEN 9223372036854775807 "
                       "WHEN {0} <= -9223372036854775808 THEN (-9223372036854775808)::bigint ELSE trunc({0})::bigint END", real);
}

std::string is_null(std::string_view number) { return fmt::format("(SELECT i IS NULL AND r IS NULL FROM ({}) v)", number); }

std::string absolute(std::string_view number) {
    return fmt::format("SELECT CASE WHEN i > -9223372036854775808 THEN abs(i) END AS i, "
                       "CASE WHEN i = -9223372036854775808 THEN 9223372036854775808 ELSE abs(r) END AS r FROM ({}) v OFFSET 0", number);
}

std::string rounded(std::string_view real) {
    return fmt::format("(SELECT CASE WHEN abs(x) > 4503599627370496 THEN x ELSE trunc(x + CASE WHEN x < 0 THEN -0.5 ELSE 0.5 END) END "
                       "FROM (SELECT {} AS x OFFSET 0) v)", real);
}

std::string compare_integer_with_real(Comparison sign, std::string_view integer, std::string_view real) {
    return fmt::format("(SELECT {} FROM (SELECT ({})::bigint AS a, ({})::float8 AS b OFFSET 0) v)", exact_formula(sign, "a", "b"), integer, real);
}

std::string compare_numbers(Comparison sign, std::string_view left, std::string_view right) {
    return fmt::format("(SELECT {} FROM ({}) a, ({}) b)", number_formula(sign), left, right);
}

std::string pick(std::span<const std::string> conditions, std::span<const std::string> numbers) {
    std::vector<std::string> named;
    for (std::size_t c = 0; c < conditions.size(); ++c) named.push_back(fmt::format("{} AS c{}", conditions[c], c));
    const auto choose = [&](std::string_view column) {
        std::string formula = "CASE";
        for (std::size_t c = 0; c < conditions.size(); ++c) formula += fmt::format(" WHEN c{0} THEN v{0}.{1}", c, column);
        return formula + fmt::format(" ELSE v{}.{} END", conditions.size(), column);
    };
    return chosen(choose, fmt::format("(SELECT {}) c, {}", fmt::join(named, ", "), sources(numbers)));
}

std::string first_present(std::span<const std::string> numbers) {
    const auto choose = [&](std::string_view column) {
        std::string formula = "CASE";
        for (std::size_t n = 0; n < numbers.size(); ++n)
            formula += fmt::format(" WHEN v{0}.i IS NOT NULL OR v{0}.r IS NOT NULL THEN v{0}.{1}", n, column);
        return formula + " END";
    };
    return chosen(choose, sources(numbers));
}

std::string extreme(Function function, std::span<const std::string> numbers) {
    // The later of equal ones for the least, the earlier for the greatest, as in SQLite: they may be of different kinds.
    const auto formula = number_formula(function == Function::min ? Comparison::less : Comparison::greater_equal);
    std::string best = numbers[0];
    for (const auto& number : numbers.subspan(1))
        best = fmt::format("SELECT CASE WHEN first THEN ai WHEN NOT first THEN bi END AS i, CASE WHEN first THEN ar WHEN NOT first THEN br END AS r "
                           "FROM (SELECT a.i AS ai, a.r AS ar, b.i AS bi, b.r AS br, {} AS first FROM ({}) a, ({}) b) v OFFSET 0",
                           formula, best, number);
    return best;
}

}  // namespace huegrid::conditions::postgres
