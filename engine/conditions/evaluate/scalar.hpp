/// @file scalar.hpp
/// What a condition is worth for one row: every operator and function, as SQLite 3.40 defines it. The columns' fast kernels
/// must equal this, and fall back to it for what they don't know.
///
/// Layer    conditions. Numbers, dates and truth values allocate nothing; text borrows from the row, the syntax or the evaluator.
/// Threads  each has its own evaluator.
///
///     ScalarEvaluator evaluator(syntax, today);
///     const Scalar tier_score = evaluator.value(row);
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/conditions/language/number.hpp"
#include "engine/conditions/language/syntax.hpp"

namespace huegrid::conditions {

struct Scalar {
    enum class Kind : std::uint8_t { null, integer, real, text, date };
    Kind kind = Kind::null;
    std::int64_t integer = 0;  ///< of integer; 0 or 1 of a boolean; days since 1970 of a date
    double real = 0;           ///< of real; never NaN
    std::string_view text{};

    [[nodiscard]] bool is_null() const { return kind == Kind::null; }
    /// A condition that holds: neither FALSE nor NULL.
    [[nodiscard]] bool is_true() const { return kind == Kind::integer && integer != 0; }
    [[nodiscard]] Number number() const { return {kind == Kind::real, integer, real}; }

    [[nodiscard]] static Scalar of(std::int64_t value) { return {Kind::integer, value, 0, {}}; }
    [[nodiscard]] static Scalar of(double value) { return {Kind::real, 0, value, {}}; }
    [[nodiscard]] static Scalar of(std::string_view value) { return {Kind::text, 0, 0, value}; }
    [[nodiscard]] static Scalar of(Date value) { return {Kind::date, value.time_since_epoch().count(), 0, {}}; }
    [[nodiscard]] static Scalar of(bool value) { return of(std::int64_t(value)); }
    /// Borrows a text.
    [[nodiscard]] static Scalar of(const model::Value& value);
};

/// Of two of a kind, or two numbers; neither is NULL. Exact; text goes by its bytes.
[[nodiscard]] std::strong_ordering compare(const Scalar& a, const Scalar& b);

/// Where the columns' values come from.
class Row {
public:
    virtual ~Row() = default;
    /// The value in this row of Syntax::columns[index]; its text lasts until the row is done with.
    [[nodiscard]] virtual Scalar value(std::uint32_t index) const = 0;
};

class ScalarEvaluator {
public:
    /// `syntax` has been through the type check, and outlives the evaluator. `today` is the day that counts as today.
    ScalarEvaluator(const Syntax& syntax, Date today);

    /// The whole. A text lasts until the next call.
    [[nodiscard]] Scalar value(const Row& row) { return value(syntax_.nodes, row); }
    /// One operand: nodes of the syntax, in order, that leave one value.
    [[nodiscard]] Scalar value(std::span<const Node> nodes, const Row& row);

private:
    [[nodiscard]] Scalar result_of(const Node& node, std::span<const Scalar> operands);
    [[nodiscard]] Scalar call(Function function, std::span<const Scalar> operands);
    [[nodiscard]] bool in_list(const Node& node, const Scalar& value) const;
    [[nodiscard]] std::string& new_text();

    const Syntax& syntax_;
    Date today_;
    std::vector<Scalar> literals_;  ///< as in the syntax, but those of a list ascend
    std::vector<Scalar> stack_;
    std::deque<std::string> texts_;  ///< made by operators; their memory is used again in the next row
    std::size_t texts_used_ = 0;
};

}  // namespace huegrid::conditions
