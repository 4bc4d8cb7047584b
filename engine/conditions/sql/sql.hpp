/// @file sql.hpp
/// A condition as SQL that means exactly the same in the dialect, row for row: LANGUAGE.md says what that takes.
///
/// Layer    conditions. Pure text; whoever has a database runs it.
///
/// Where both databases agree the text is what was written, but for parentheses. Names are written out, CASE x is CASE WHEN,
/// today is a day. Columns are expected as the file has them: SQLite's booleans are 0 and 1 and its dates text;
/// PostgreSQL's are boolean, bigint, double precision (never NaN), text and date (of the years 0 to 9999), in a database whose encoding
/// is UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/date.hpp"
#include "engine/base/result.hpp"
#include "engine/conditions/language/syntax.hpp"

namespace huegrid::conditions {

enum class Dialect : std::uint8_t {
    sqlite,    ///< 3.40 or newer
    postgres,  ///< 14 or newer
};

/// `syntax` has been through the type check. The text needs parentheses around it where it stands beside other operators.
/// Fails  bad_input when it is nested deeper than the database's parser goes, or its text is beyond a megabyte.
[[nodiscard]] Result<std::string> to_sql(const Syntax& syntax, Dialect dialect, Date today);

/// A name as both dialects read it: in double quotes where it needs them.
[[nodiscard]] std::string sql_name(std::string_view name);
/// 'text', quotes inside doubled.
[[nodiscard]] std::string sql_text(std::string_view text);

}  // namespace huegrid::conditions
