/// @file wrong_conditions.hpp
/// A condition for each mistake that there is to make in one, for tests of what is said about it.
#pragma once

#include <string>
#include <vector>

#include "tests/conditions/random_register.hpp"

namespace huegrid::conditions {

inline std::vector<model::Attribute> attributes_of_wrong_conditions() {
    return {attribute("oldest_age", AttributeType::integer), attribute("living_alone", AttributeType::boolean), attribute("tenancy", AttributeType::text),
        attribute("floor_area", AttributeType::real), attribute("move_in", AttributeType::date)};
}

struct WrongCondition {
    std::string text;
    std::size_t at;
    const char* message;  ///< or a part of it
};

inline std::vector<WrongCondition> wrong_conditions() {
    return {
        {"", 0, "the condition ends where a column, a value or ( is expected"},
        {"oldest_agee > 80", 0, "no attribute 'oldest_agee'; did you mean 'oldest_age'?"},
        {"\"Living_alone\"", 0, "did you mean 'living_alone'?"},
        {"living_alone AND oldest_age", 17, "each side of AND is true or false, but 'oldest_age' is an integer"},
        {"oldest_age OR living_alone", 0, "each side of OR"},
        {"oldest_age", 0, "a condition is true or false, but 'oldest_age' is an integer"},
        {"NOT floor_area", 4, "NOT turns round"},
        {"1", 0, "a condition is true or false"},
        {"tenancy < 3", 10, "an integer can't be compared with text: 'tenancy' is text"},
        {"tenancy = move_in", 10, "a date can't be compared with text"},
        {"move_in > 20", 10, "an integer can't be compared with a date"},
        {"move_in > '2026-02-30'", 10, "'2026-02-30' is no day; write 'YYYY-MM-DD'"},
        {"move_in IN ('2026-01-01', '2026-1-1')", 26, "is no day"},
        {"tenancy IN ('own', 3)", 19, "an integer can't be compared with text"},
        {"oldest_age BETWEEN 1 AND 'x'", 25, "text can't be compared with an integer"},
        {"tenancy + 1 > 2", 0, "only numbers can be calculated with, but 'tenancy' is text"},
        {"- tenancy = 'own'", 2, "only numbers"},
        {"oldest_age = NULL", 13, "IS NULL"},
        {"oldest_age IN (1, NULL)", 18, "expected a number"},
        {"oldest_age IN (-'x')", 16, "minus sign"},
        {"oldest_age IN ()", 15, "expected a number, 'text', TRUE or FALSE, found ')'"},
        {"oldest_age IN 3", 14, "expected a list such as (1, 2)"},
        {"oldest_age IN (1 2)", 17, "expected a comma"},
        {"oldest_age IS 3", 14, "expected NULL, NOT NULL, TRUE, FALSE or DISTINCT FROM"},
        {"oldest_age BETWEEN 1 OR 2", 21, "the AND of BETWEEN"},
        {"1 < oldest_age < 80", 15, "two comparisons in a row"},
        {"oldest_age > 1 IS NULL", 15, "two comparisons in a row"},
        {"(oldest_age > 80", 16, "ends where AND, OR or )"},
        {"oldest_age > 80)", 15, "expected AND, OR or the end, found ')'"},
        {"oldest_age >", 12, "the condition ends where"},
        {"oldest_age 80", 11, "expected an operator or the end, found '80'"},
        {"oldest_age LIKE 'x'", 0, "only text can be compared with LIKE, but 'oldest_age' is an integer"},
        {"oldest_age ≥ 80", 11, "'≥' isn't understood; write >="},
        {"tenancy = ‘own’", 10, "write '"},
        {"tenancy = 'own", 10, "isn't closed"},
        {"oldest_age > 80years", 15, "'y' can't follow a number"},
        {"oldest_age > 1e999", 13, "too large"},
        {"oldest_age > 8 # old", 15, "'#' isn't understood"},
        {"oldest_age--1 > 3", 10, "begins a comment"},
        {"tenancy LIKE 'a!' ESCAPE '!'", 13, "ends in its escape character"},
        {"tenancy LIKE 'a%' ESCAPE 'ab'", 25, "one character in quotes that is no letter"},
        {"tenancy LIKE 'a%' ESCAPE 'x'", 25, "no letter"},
        {"tenancy LIKE tenancy ESCAPE '!'", 13, "with ESCAPE the pattern is written out"},
        {"tenancy NOT LIKE 'a' = TRUE", 21, "two comparisons in a row"},
        {"oldest_age || 'x' = 'y'", 0, "only text can be joined with ||, but 'oldest_age' is an integer"},
        {"tenancy | 'x'", 8, "'|' isn't understood"},
        {"oldest_age IS DISTINCT 3", 23, "the FROM of IS DISTINCT FROM"},
        {"oldest_age IS NOT TRUE", 0, "what IS TRUE or FALSE asks is true or false, but 'oldest_age' is an integer"},
        {"CASE WHEN oldest_age THEN 1 END = 1", 10, "what stands behind WHEN is true or false"},
        {"CASE oldest_age WHEN 'x' THEN 1 END = 1", 21, "text can't be compared with an integer"},
        {"CASE WHEN living_alone THEN NULL END IS NULL", 0, "NULL alone has no type; CASE needs"},
        {"CASE WHEN living_alone THEN 1 ELSE 'x' END = 1", 35, "text can't be compared with an integer"},
        {"CASE living_alone END", 18, "expected WHEN, found 'END'"},
        {"CASE WHEN living_alone THEN TRUE", 32, "WHEN, ELSE or the END of CASE"},
        {"coalesce(oldest_age) = 1", 0, "coalesce takes at least 2 values, not 1"},
        {"max(NULL, oldest_age) = 1", 4, "IS NULL"},
        {"min(oldest_age, tenancy) = 1", 16, "text can't be compared with an integer"},
        {"round(floor_area, 2) = 1", 0, "databases round decimals differently"},
        {"substr(tenancy, 1.5) = 'x'", 16, "substr counts with integers"},
        {"lenght(tenancy) = 3", 0, "no function 'lenght'; did you mean 'length'?"},
        {"upper(move_in) = 'X'", 6, "only text can be given to upper, but 'move_in' is a date"},
        {"days_since(oldest_age) > 3", 11, "days_since is asked of a date"},
        {"age_on('soon') > 3", 7, "'soon' is no day"},
        {"move_in + 0.5 > today", 8, "a date takes + or - of whole days"},
        {"move_in * 2 > today", 8, "a date takes + or -"},
        {"7 - move_in > today", 2, "a date takes + or -"},
        {"move_in + living_alone > today", 8, "a date takes + or -"},
        {"today", 0, "a condition is true or false, but this is a date"},
        {"oldest_age IN frail", 14, "there is no list 'frail'"},
        {"oldest_age > 8\x01", 14, "a control character (0x01)"},
        {"oldest_age /* years */ > 8", 11, "a condition holds no comments"},
        {"oldest_age IS NOT 3", 18, "expected NULL, TRUE, FALSE or DISTINCT FROM"},
        {"oldest_age IN (1, 2", 19, "a comma or the ) of the list"},
        {"(oldest_age 80)", 12, "expected an operator or ), found '80'"},
        {"abs(oldest_age", 14, "a comma or the ) of the function"},
        {"abs(oldest_age, 1, 2) = 1", 0, "abs takes 1 value, not 3"},
        {"nullif(oldest_age) = 1", 0, "nullif takes 2 values, not 1"},
        {"substr(tenancy) = 'x'", 0, "substr takes 2 or 3 values, not 1"},
        {"substr(oldest_age, 1) = 'x'", 7, "only text can be cut with substr"},
        {"length(oldest_age) = 1", 7, "only text can be measured with length"},
        {"tenancy LIKE 3", 13, "only text can be a pattern, but this is an integer"},
        {"CASE WHEN living_alone 1 END = 1", 23, "expected THEN, found '1'"},
        {"CASE WHEN living_alone THEN 1 ELSE 2", 36, "the END of CASE"},
        {"'own' < 3", 8, "an integer can't be compared with text: this is text, this is an integer"},
        {"3.5 = tenancy", 6, "text can't be compared with a real number: this is a real number, 'tenancy' is text"},
        {"living_alone = tenancy", 15, "text can't be compared with a boolean: 'living_alone' is a boolean, 'tenancy' is text"},
        {"age_on(move_in, living_alone) > 3", 16, "age_on is asked of a date, but 'living_alone' is a boolean"},
        {"distance_to(hydrant) > 3", 0, "distance_to measures to a layer of the file"},
        {std::string(201, '(') + "living_alone", 200, "nested more than 200 deep"},
        {std::string(70'000, ' ') + "living_alone", 0, "longer than 65536 bytes"}};
}

}  // namespace huegrid::conditions
