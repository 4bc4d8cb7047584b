/// @file sql_writer.hpp
/// Writes a syntax as SQL. What is the same in all dialects is here; each overrides what isn't.
///
/// Layer    conditions, inside.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/conditions/sql/sql.hpp"
#include "engine/conditions/sql/sql_piece.hpp"

namespace huegrid::conditions {

class SqlWriter {
public:
    SqlWriter(const Syntax& syntax, Date today) : syntax_(syntax), today_{model::AttributeType::date, today, 0} {}
    virtual ~SqlWriter() = default;

    [[nodiscard]] Result<std::string> run();

protected:
    using Pieces = std::vector<Piece>;

    virtual Piece literal(const Literal& value);
    virtual Piece negate(Piece& value);
    virtual Piece arithmetic(Arithmetic sign, Piece& left, Piece& right);
    /// `days` after `date`, or before it.
    virtual Piece date_sum(Piece& date, Arithmetic sign, Piece& days) = 0;
    virtual Piece date_difference(Piece& later, Piece& earlier) = 0;
    virtual Piece compare(Comparison sign, Piece& left, Piece& right);
    virtual Piece distinct(Piece& left, Piece& right);
    virtual Piece between(Piece& value, Piece& low, Piece& high);
    virtual Piece in_list(Piece& value, std::span<const Literal> list);
    virtual Piece is_null(Piece& value);
    virtual Piece like(Pieces& operands);
    virtual Piece case_when(Pieces& operands, Form form);
    virtual Piece call(Function function, Pieces& operands, Form form) = 0;
    /// The whole as one expression.
    virtual std::string finished(Piece& whole) { return any(whole); }
    /// How deep the database's parser and planner go, in what SQLite's parser stacks.
    [[nodiscard]] virtual std::size_t most_slots() const = 0;

    /// The text of an operand, in parentheses if it is weaker than `least`.
    [[nodiscard]] static std::string operand(Piece& piece, Level least);
    [[nodiscard]] static std::string whole(Piece& piece) { return operand(piece, Level::whole); }
    [[nodiscard]] static std::string any(Piece& piece) { return operand(piece, Level::any_of); }
    /// A piece made of `parts`.
    [[nodiscard]] static Piece made(std::string text, Level level, Form form, std::span<const Piece> parts);
    [[nodiscard]] static Piece binary(Piece& left, std::string_view sign, Piece& right, Level level, Form form);
    [[nodiscard]] Piece function(std::string_view name, Pieces& operands, Form form);
    /// What the sum, product … of two numbers is known to be.
    [[nodiscard]] static Form form_of(Arithmetic sign, const Piece& left, const Piece& right, double& most);

    const Syntax& syntax_;
    const Literal today_;

private:
    void add(const Node& node);
    Piece join(NodeKind kind, Piece& left, Piece& right);
    Piece inverse(Piece& value);
    [[nodiscard]] Pieces pop(std::size_t count);
    [[nodiscard]] Form form_of_choice(const Node& node, std::span<const Piece> values) const;

    Pieces stack_;
};

[[nodiscard]] std::string_view word(Comparison sign);
[[nodiscard]] std::string_view word(Arithmetic sign);

/// A real so that it is read as the same again: with all its digits where it is whole and below 1e19.
[[nodiscard]] std::string sql_real(double real);

[[nodiscard]] std::unique_ptr<SqlWriter> sqlite_writer(const Syntax& syntax, Date today);
[[nodiscard]] std::unique_ptr<SqlWriter> postgres_writer(const Syntax& syntax, Date today);

}  // namespace huegrid::conditions
