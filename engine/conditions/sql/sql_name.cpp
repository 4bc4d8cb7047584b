#include <algorithm>
#include <array>

#include "engine/conditions/sql/sql.hpp"

namespace huegrid::conditions {
namespace {

/// What SQLite or PostgreSQL wouldn't take for a column's name: their keywords, without those that both let pass. In order.
constexpr auto reserved = std::to_array<std::string_view>({
    "add", "all", "alter", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "autoincrement",
    "begin", "between", "binary", "both", "by", "case", "cast", "check", "coalesce", "collate", "collation", "column", "commit",
    "concurrently", "constraint", "create", "cross", "current", "current_catalog", "current_date", "current_role", "current_schema",
    "current_time", "current_timestamp", "current_user", "default", "deferrable", "delete", "desc", "distinct", "do", "drop", "else",
    "end", "escape", "except", "exists", "extract", "false", "fetch", "for", "foreign", "freeze", "from", "full", "glob", "grant",
    "greatest", "group", "grouping", "having", "ilike", "in", "index", "initially", "inner", "insert", "intersect", "interval", "into",
    "is", "isnull", "join", "lateral", "leading", "least", "left", "like", "limit", "localtime", "localtimestamp", "match", "natural",
    "not", "nothing", "notnull", "null", "nullif", "offset", "on", "only", "or", "order", "outer", "over", "overlaps", "overlay",
    "placing", "position", "primary", "raise", "references", "regexp", "returning", "right", "row", "select", "session_user", "set",
    "similar", "some", "substring", "symmetric", "table", "tablesample", "temp", "then", "to", "today", "trailing", "transaction",
    "trim", "true", "union", "unique", "update", "user", "using", "values", "variadic", "verbose", "view", "when", "where", "window",
    "with"});
static_assert(std::is_sorted(reserved.begin(), reserved.end()));

}  // namespace

std::string sql_name(std::string_view name) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    const bool digit = !name.empty() && name[0] >= '0' && name[0] <= '9';
    // PostgreSQL reads unquoted names in small letters.
    if (!name.empty() && !digit && std::all_of(name.begin(), name.end(), plain) && !std::binary_search(reserved.begin(), reserved.end(), name))
        return std::string(name);
    std::string quoted = "\"";
    for (const char c : name) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

std::string sql_text(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
    return quoted + "'";
}

}  // namespace huegrid::conditions
