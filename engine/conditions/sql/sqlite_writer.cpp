// SQLite's text: what was written, but for dates, which it keeps as text, and for the few arguments at which it raises an error.
#include <fmt/format.h>

#include "engine/conditions/language/functions.hpp"
#include "engine/conditions/sql/sql_writer.hpp"

namespace huegrid::conditions {
namespace {

constexpr double any_position = 1e9;

class SqliteWriter : public SqlWriter {
public:
    using SqlWriter::SqlWriter;

private:
    std::size_t most_slots() const override { return 80; }  // of 100, some of which the statement around it takes

    /// An integer also where it overflowed.
    static std::string integer(Piece& value) {
        return value.form == Form::number ? fmt::format("CAST({} AS INTEGER)", any(value)) : operand(value, Level::sign);
    }

    Piece date_sum(Piece& date, Arithmetic sign, Piece& days) override {
        const Piece parts[] = {date, days};
        Piece piece = made({}, Level::whole, Form::date, parts);
        const auto from = any(date);
        if (days.literal && days.form == Form::integer) {
            const auto written = std::get<std::int64_t>(days.literal->value);
            const auto count = sign == Arithmetic::add ? written : -written;
            piece.text = fmt::format("date({}, '{:+} days')", from, count);
            if (count >= 0 || (date.literal && day_of(*date.literal) >= first_day - count)) return piece;
            if (date.simple() && count > first_day - last_day) {
                const Date earliest{std::chrono::days(first_day - count)};
                piece.text = fmt::format("CASE WHEN {} >= '{}' THEN {} END", from, to_text(earliest), piece.text);
                return piece;
            }
        } else {
            if (sign == Arithmetic::subtract) days = negate(days);
            piece.text = fmt::format("date({}, {} || ' days')", from, integer(days));
        }
        // SQLite's dates end with the year 9999, but go on before the year 0, with a minus sign. That sorts before '/'.
        piece.text = fmt::format("nullif(max({}, '/'), '/')", piece.text);
        piece.slots += 9;
        return piece;
    }
    Piece date_difference(Piece& later, Piece& earlier) override {
        const Piece parts[] = {later, earlier};
        Piece piece = made({}, Level::whole, Form::integer, parts);
        piece.text = fmt::format("CAST(julianday({}) - julianday({}) AS INTEGER)", any(later), any(earlier));
        piece.slots += 3;
        piece.most = 4e6;
        return piece;
    }

    Piece call(Function name, Pieces& operands, Form form) override {
        switch (name) {
            case Function::abs:
                // SQLite's abs refuses the least integer; the minus sign makes a real of it.
                if (form == Form::number) operands[0] = negate(operands[0]);
                return function("abs", operands, form == Form::truth ? Form::integer : form);
            case Function::round: return function("round", operands, Form::real);
            case Function::length: return sized(function("length", operands, Form::integer), any_position);
            case Function::substr:
                for (std::size_t o = 1; o < operands.size(); ++o) operands[o] = position(operands[o]);
                return function("substr", operands, Form::text);
            case Function::days_since: {
                Piece today = literal(today_);
                return date_difference(today, operands[0]);
            }
            case Function::age_on: {
                Piece piece = made({}, Level::product, Form::integer, operands);
                const auto birth = any(operands[0]), day = any(operands[1]);
                piece.text = fmt::format("(CAST(replace({}, '-', '') AS INTEGER) - CAST(replace({}, '-', '') AS INTEGER)) / 10000", day, birth);
                piece.slots += 3;
                return sized(std::move(piece), 1e4);
            }
            default: return function(word(name), operands, form);
        }
    }
    static Piece sized(Piece piece, double most) {
        piece.most = most;
        return piece;
    }
    /// Within what a text of SQLite can have: what it makes of others depends on its version.
    static Piece position(Piece& value) {
        if (value.form == Form::integer && value.most <= any_position) return std::move(value);
        Piece piece = made({}, Level::whole, Form::integer, {&value, 1});
        piece.text = fmt::format("max(min({}, 1000000000), -1000000000)", any(value));
        piece.slots += 3;
        return piece;
    }
};

}  // namespace

std::unique_ptr<SqlWriter> sqlite_writer(const Syntax& syntax, Date today) { return std::make_unique<SqliteWriter>(syntax, today); }

}  // namespace huegrid::conditions
