/// @file postgres_writer.hpp
/// PostgreSQL's text. It has types where SQLite has kinds, raises errors where SQLite goes on, and compares text by a locale.
///
/// Layer    conditions, inside: operators in postgres_writer.cpp, functions in postgres_functions.cpp.
#pragma once

#include "engine/conditions/sql/sql_writer.hpp"

namespace huegrid::conditions {

class PostgresWriter : public SqlWriter {
public:
    using SqlWriter::SqlWriter;

private:
    std::size_t most_slots() const override;
    std::string finished(Piece& whole) override;
    Piece literal(const Literal& value) override;

    /// A condition as 0 and 1.
    static Piece number(Piece& value);
    /// An expression that has its type by itself: a literal with a point is no double precision to PostgreSQL.
    static std::string typed(Piece& value);
    static std::string as_real(Piece& value);
    static std::string as_integer(Piece& value);
    /// As a subquery of its two kinds.
    static std::string as_number(Piece& value);

    Piece negate(Piece& value) override;
    Piece arithmetic(Arithmetic sign, Piece& first, Piece& second) override;
    Piece date_sum(Piece& date, Arithmetic sign, Piece& days) override;
    Piece date_difference(Piece& later, Piece& earlier) override;

    /// Whether PostgreSQL compares their plain texts exactly.
    static bool plain(const Piece& a, const Piece& b);
    static std::string plain_text(Piece& value, Level least);
    /// A comparison, whole.
    static std::string exact_comparison(Comparison sign, Piece& left, Piece& right);
    /// Both sides as what they are compared as.
    static void align(Piece& left, Piece& right);
    /// By bytes.
    static Piece by_bytes(Piece& text);

    Piece compare(Comparison sign, Piece& left, Piece& right) override;
    Piece distinct(Piece& left, Piece& right) override;
    static std::string any_null(Piece& value);
    Piece is_null(Piece& value) override;
    Piece between(Piece& value, Piece& low, Piece& high) override;
    Piece in_list(Piece& value, std::span<const Literal> list) override;

    Piece like(Pieces& operands) override;
    Piece case_when(Pieces& operands, Form form) override;

    Piece call(Function name, Pieces& operands, Form form) override;
    Piece choice(Function name, Pieces& operands, Form form);
    Piece null_if(Piece& value, Piece& unwanted);
    Piece substr(Pieces& operands);
    static std::string position(Piece& value);
};

}  // namespace huegrid::conditions
