/// @file random_condition.hpp
/// Conditions and values over the random register, drawn at random: well-typed, and with few parentheses, so that precedence is
/// tested too.
#pragma once

#include <string>

#include "tests/conditions/random_register.hpp"

namespace huegrid::conditions {

/// Which forms are drawn.
enum class Forms {
    classic,  ///< comparison, IN, BETWEEN, IS NULL, arithmetic
    shared,   ///< all that SQLite reads as we do, as long as nothing makes it raise an error
    all       ///< dates that are calculated with, and arguments out of the ordinary
};

class RandomCondition {
public:
    explicit RandomCondition(Dice& dice, Forms forms = Forms::classic) : dice_(dice), forms_(forms) {}

    std::string condition(int depth) {
        const auto deeper = [&] { return condition(depth - 1); };
        if (forms_ != Forms::classic && dice_.below(3) == 0) return newer_condition(depth);
        switch (dice_.below(depth > 0 ? 13 : 9)) {
            case 0: return number(depth) + sign() + number(depth);
            case 1: return text(depth) + sign() + text(depth);
            case 2: return date_pair(sign(), depth);
            case 3: return dice_.one_of<std::string>({"b1", "b2", "B1", "\"b2\"", "TRUE", "false"});
            case 4: return number(depth) + maybe_not() + "BETWEEN " + number(depth) + " AND " + number(depth);
            case 5: return dice_.one_of<std::string>({"d1", "d2"}) + maybe_not() + "BETWEEN " + date(depth) + " and " + date(depth);
            case 6: return any(depth) + " IS" + maybe_not() + "NULL";
            case 7: return in_list(depth);
            case 8: return text(depth) + maybe_not() + "between " + text(depth) + " AND " + text(depth);
            case 9: return "NOT " + deeper();
            case 10: return deeper() + " AND " + deeper();
            case 11: return deeper() + " OR " + deeper();
            default: return "(" + deeper() + ")";
        }
    }

    /// Of any type.
    std::string any(int depth) {
        switch (dice_.below(4)) {
            case 0: return number(depth);
            case 1: return text(depth);
            case 2: return date(depth);
            default: return "(" + condition(depth - 1) + ")";
        }
    }

private:
    std::string newer_condition(int depth) {
        switch (dice_.below(6)) {
            case 0: return text(depth) + maybe_not() + "LIKE " + (dice_.below(3) == 0 ? text(depth) : pattern());
            case 1: return text(depth) + maybe_not() + "LIKE " + dice_.one_of<std::string>({"'50!%' ESCAPE '!'", "'%O!_%' ESCAPE '!'",
                        "'_!!' ESCAPE '!'", "'50%%' escape '%'", "'o__n' ESCAPE '_'", "'b\\\\_' ESCAPE '\\'", "'租租%' ESCAPE '租'"});
            case 2: return "(" + condition(depth - 1) + ") IS" + maybe_not() + dice_.one_of<std::string>({"TRUE", "FALSE"});
            // Not (TRUE), which SQLite takes for IS TRUE.
            case 3: return number(depth) + " IS" + maybe_not() + "DISTINCT FROM " + (dice_.below(2) ? dice_.one_of<std::string>({"i1", "r1", "b2", "0.5"}) : "0 + " + number(depth));
            case 4:
                return dice_.below(2) ? text(depth) + " IS" + maybe_not() + "DISTINCT FROM " + text(depth)
                                      : "d1 IS" + maybe_not() + "DISTINCT FROM " + date(depth);
            default: return choice(depth, [&](int d) { return "(" + condition(d) + ")"; });
        }
    }

    /// CASE, coalesce, nullif, min or max of what `value` gives: of one type.
    template <class Draw>
    std::string choice(int depth, Draw value) {
        const auto one = [&] { return value(depth - 1); };
        switch (dice_.below(6)) {
            case 0: return "CASE WHEN " + condition(depth - 1) + " THEN " + one() + " ELSE " + one() + " END";
            case 1: return "case when " + condition(depth - 1) + " then NULL when " + condition(depth - 1) + " then " + one() + " end";
            case 2: return "CASE " + one() + " WHEN " + one() + " THEN " + one() + " WHEN " + one() + " THEN " + one() + " ELSE NULL END";
            case 3: return "coalesce(" + one() + ", " + dice_.one_of<std::string>({"NULL, ", ""}) + one() + ")";
            case 4: return "nullif(" + one() + ", " + one() + ")";
            default: return dice_.one_of<std::string>({"min(", "MAX("}) + one() + ", " + one() + (dice_.below(2) ? ", " + one() : "") + ")";
        }
    }

    std::string number(int depth) {
        if (forms_ != Forms::classic && depth > 0 && dice_.below(3) == 0) return newer_number(depth);
        switch (dice_.below(depth > 0 ? 10 : 4)) {
            case 0: return dice_.one_of<std::string>({"i1", "i2"});
            case 1: return dice_.one_of<std::string>({"r1", "r2", "b1"});
            case 2: return integer_literal();
            case 3: return dice_.one_of<std::string>({"0.5", "2.5", "1e18", "7.", ".5", "9223372036854775808", "1e22", "80.0"});
            case 4: return "- " + number(depth - 1);
            case 5: return "(" + number(depth - 1) + ")";
            case 6: return "(" + condition(depth - 1) + ")";
            default: return number(depth - 1) + arithmetic_sign() + number(depth - 1);
        }
    }
    std::string newer_number(int depth) {
        switch (dice_.below(5)) {
            case 0: return choice(depth, [&](int d) { return number(d); });
            case 1: return "round(" + number(depth - 1) + ")";
            case 2: return forms_ == Forms::all ? "abs(" + number(depth - 1) + ")" : dice_.one_of<std::string>({"abs(i1)", "abs(r2)", "abs(b1)"});
            default: return "(" + integer(depth) + ")";
        }
    }
    std::string integer(int depth) {
        switch (dice_.below(depth > 0 && forms_ == Forms::all ? 10 : depth > 0 ? 7 : 3)) {
            case 0: return "i1";
            case 1: return "i2";
            case 2: return dice_.one_of<std::string>({"1", "2", "-1", "40"});
            case 3: return "length(" + text(depth - 1) + ")";
            case 4: return integer(depth - 1) + arithmetic_sign() + integer(depth - 1);
            case 5: return "(" + integer(depth - 1) + ")";
            case 6: return choice(depth, [&](int d) { return integer(d); });
            case 7: return "(" + date_value(depth - 1) + " - " + date_value(depth - 1) + ")";
            case 8: return "days_since(" + date(depth - 1) + ")";
            default: return "age_on(" + date(depth - 1) + (dice_.below(2) ? ", " + date(depth - 1) : "") + ")";
        }
    }
    std::string integer_literal() {
        return dice_.one_of<std::string>({"0", "1", "2", "3", "7", "80", "-1", "-5", "9007199254740993", "4611686018427387904",
                                          "9223372036854775807", "-9223372036854775808", "- 9223372036854775808"});
    }

    std::string quoted(const std::string& word) {
        std::string text = "'";
        for (const char c : word) text += c == '\'' ? "''" : std::string(1, c);
        return text + "'";
    }
    std::string pattern() {
        return dice_.one_of<std::string>({"'o%'", "'%N'", "'_w_'", "'%'", "''", "'%自%'", "'_'", "'%z%z%'", "'b\\x'", "'%0\\%'", "'É'", "'%_ '"});
    }
    std::string text(int depth = 0) {
        if (forms_ == Forms::classic || depth <= 0 || dice_.below(2))
            return dice_.below(2) ? dice_.one_of<std::string>({"t1", "t2", "kind"}) : quoted(dice_.one_of(words()));
        switch (dice_.below(6)) {
            case 0: return text(depth - 1) + " || " + text(depth - 1);
            case 1: return dice_.one_of<std::string>({"lower(", "UPPER("}) + text(depth - 1) + ")";
            case 2: return "trim(" + text(depth - 1) + (dice_.below(2) ? ", " + dice_.one_of<std::string>({"'o '", "''", "'自é'", "t2"}) : "") + ")";
            case 3: return "substr(" + text(depth - 1) + ", " + position(depth) + ")";
            case 4: return "substr(" + text(depth - 1) + ", " + position(depth) + ", " + position(depth) + ")";
            default: return choice(depth, [&](int d) { return text(d); });
        }
    }
    /// In characters. SQLite cuts it to 32 bits in one way or another, depending on its version.
    std::string position(int depth) {
        if (forms_ == Forms::all && dice_.below(3) == 0) return integer(depth - 1);
        return dice_.one_of<std::string>({"0", "1", "2", "3", "-1", "-2", "-4", "9", "length(t2)", "1 - length(t1)"});
    }

    std::string day() {
        if (forms_ == Forms::all && dice_.below(4) == 0)
            return dice_.one_of<std::string>({"'9999-12-31'", "'0000-01-01'", "'2024-02-29'", "'1969-12-31'", "'0001-01-01'"});
        return "'" + to_text(Date(std::chrono::days(20'000 + dice_.below(6)))) + "'";
    }
    std::string date(int depth = 0) { return dice_.below(2) ? date_value(depth) : day(); }
    /// What is known to be a date without looking at what stands beside it.
    std::string date_value(int depth = 0) {
        if (forms_ != Forms::all || depth <= 0 || dice_.below(2)) return dice_.one_of<std::string>({"d1", "d2"});
        switch (dice_.below(6)) {
            case 0: return "(" + integer(depth - 1) + " + " + date_value(depth - 1) + ")";
            case 1: return dice_.one_of<std::string>({"today", "CURRENT_DATE"});
            case 2: return choice(depth, [&](int d) { return date_value(d); });
            case 3: return "(" + date_value(depth - 1) + dice_.one_of<std::string>({" + ", " - "}) + dice_.one_of<std::string>({"1", "30", "-365", "4000000"}) + ")";
            default: return "(" + date_value(depth - 1) + dice_.one_of<std::string>({" + ", " - "}) + "(" + integer(depth - 1) + "))";
        }
    }
    std::string date_pair(const std::string& sign, int depth) {
        return dice_.below(2) ? date_value(depth) + sign + date(depth) : date(depth) + sign + date_value(depth);
    }

    std::string in_list(int depth) {
        const auto what = dice_.below(3);
        std::string list = (what == 0 ? number(depth) : what == 1 ? text(depth) : date_value(depth)) + maybe_not() + "IN (";
        for (std::size_t n = dice_.below(5) + 1; n > 0; --n) {
            const std::string real = dice_.one_of<std::string>({"0.5", "-2.5", "80.0", "TRUE", "1e18", "9223372036854775808"});
            list += what == 0 ? (dice_.below(2) ? integer_literal() : real) : what == 1 ? quoted(dice_.one_of(words())) : day();
            list += n > 1 ? ", " : ")";
        }
        return list;
    }
    std::string sign() { return dice_.one_of<std::string>({" = ", " == ", " <> ", " != ", " < ", " <= ", " > ", " >= ", "="}); }
    std::string arithmetic_sign() { return dice_.one_of<std::string>({" + ", " - ", " * ", " / ", " % "}); }
    std::string maybe_not() { return dice_.below(2) ? " NOT " : " "; }

    Dice& dice_;
    Forms forms_;
};

/// Conditions nested in one way or another: opened `depth` times, a core, closed as often.
inline std::vector<std::string> nested_conditions(int depth) {
    struct Nest {
        const char *open, *core, *close, *rest;
    };
    std::vector<std::string> conditions;
    for (const auto& [open, core, close, rest] : std::initializer_list<Nest>{
             {"abs(1 + ", "i1", ")", " > 0"}, {"1 + (2 * (", "i1", "))", " > 0"}, {"- (i2 - ", "i1", ")", " > 0"}, {"r1 / (r2 * ", "i1", ")", " > 0"},
             {"CASE WHEN b1 THEN 1 ELSE ", "i1", " END", " > 0"}, {"CASE WHEN b1 AND (", "b2", ") IS NOT TRUE THEN b1 ELSE b2 END", ""},
             {"coalesce(nullif(i2, 3), ", "i1", ")", " > 0"}, {"min(i2, r1, ", "i1", ")", " > 0"}, {"NOT (b1 AND ", "b2", ")", ""},
             {"substr(t1 || ", "t2", ", 2, i1)", " = 'x'"}, {"(i1 + (d1 - (d2 - ", "i2", ")))", " > 0"}, {"(i1 IN (1)) = (", "b1", ")", ""}}) {
        std::string text;
        for (int n = 0; n < depth; ++n) text += open;
        text += core;
        for (int n = 0; n < depth; ++n) text += close;
        conditions.push_back(text + rest);
    }
    return conditions;
}

}  // namespace huegrid::conditions
