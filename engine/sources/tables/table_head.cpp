#include "engine/sources/tables/table_head.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace huegrid::sources {
namespace {

constexpr std::int64_t rows_looked_at = 30;

using Cells = std::vector<std::string>;
struct TopRow {
    std::int64_t number;
    Cells cells;
};

Result<std::vector<TopRow>> top_rows(const Sheet& sheet, char delimiter, std::int64_t stated_row) {
    auto rows = sheet.rows(delimiter, {});
    if (!rows) return fail(rows.error());
    const auto last = std::max(rows_looked_at, stated_row) + 1;
    std::vector<TopRow> top;
    CellRow row;
    while (top.size() <= static_cast<std::size_t>(last)) {
        const auto more = (*rows)->next(row);
        if (!more) return fail(more.error());
        if (!*more || row.number > last) break;
        if (is_blank(row.cells)) continue;
        TopRow copy{row.number, {}};
        for (const auto cell : row.cells) copy.cells.emplace_back(trimmed_view(cell));
        while (!copy.cells.empty() && copy.cells.back().empty()) copy.cells.pop_back();
        top.push_back(std::move(copy));
    }
    return top;
}

/// "联系方式" over 电话 and 微信: a cell of the upper row reaches as far right as the lower one is filled and it is empty.
Cells joined(const Cells& upper, const Cells& lower) {
    Cells names(std::max(upper.size(), lower.size()));
    std::string above;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string own = i < upper.size() ? upper[i] : "";
        const std::string below = i < lower.size() ? lower[i] : "";
        if (!own.empty() || below.empty()) above = own;
        names[i] = below.empty() ? own : above.empty() ? below : above + "/" + below;
    }
    return names;
}

std::size_t matches_of(const TableHead& head, const std::vector<std::string>& wanted) {
    return static_cast<std::size_t>(
        std::count_if(wanted.begin(), wanted.end(), [&](const auto& name) { return head.column(name).has_value(); }));
}

/// Are the filled cells of the row below all under empty ones, or beside one such under a merged cell, and none under a
/// wanted column?
bool second_row_of_names(const TableHead& head, const Cells& upper, const Cells& lower,
                         const std::vector<std::string>& wanted) {
    const auto filled = [](const Cells& cells, std::size_t i) { return i < cells.size() && !cells[i].empty(); };
    for (const auto& name : wanted)
        if (const auto at = head.column(name); at && filled(lower, *at)) return false;
    bool under_empty = false;
    for (std::size_t i = 0; i < lower.size(); ++i) {
        if (!filled(lower, i)) continue;
        if (!filled(upper, i)) under_empty = true;
        else if (filled(upper, i + 1) || !filled(lower, i + 1)) return false;
    }
    return under_empty;
}

/// The best head whose first row is `top[at]`.
TableHead head_at(const std::vector<TopRow>& top, std::size_t at, char delimiter, const std::vector<std::string>& wanted) {
    TableHead one{delimiter, top[at].number, 1, top[at].cells, 0, {top[at].cells}};
    one.matches = matches_of(one, wanted);
    if (at + 1 >= top.size() || top[at + 1].number != top[at].number + 1) return one;
    TableHead two{delimiter, top[at].number, 2, joined(top[at].cells, top[at + 1].cells), 0, {top[at].cells, top[at + 1].cells}};
    two.matches = matches_of(two, wanted);
    if (one.matches == wanted.size())
        return two.matches == wanted.size() && second_row_of_names(one, top[at].cells, top[at + 1].cells, wanted) ? two : one;
    // A title over the names isn't a merged cell: both rows must give something.
    const bool lower_alone = [&] {
        TableHead lower{delimiter, top[at + 1].number, 1, top[at + 1].cells, 0, {}};
        return matches_of(lower, wanted) >= two.matches;
    }();
    return two.matches > one.matches && !lower_alone ? two : one;
}

}  // namespace

std::string_view trimmed_view(std::string_view text) {
    constexpr std::string_view no_break = "\u00A0", ideographic = "\u3000";
    const auto plain = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    for (;;) {
        if (text.empty()) return text;
        if (plain(text.front())) text.remove_prefix(1);
        else if (plain(text.back())) text.remove_suffix(1);
        else if (text.starts_with(no_break)) text.remove_prefix(no_break.size());
        else if (text.ends_with(no_break)) text.remove_suffix(no_break.size());
        else if (text.starts_with(ideographic)) text.remove_prefix(ideographic.size());
        else if (text.ends_with(ideographic)) text.remove_suffix(ideographic.size());
        else return text;
    }
}

bool is_blank(const std::vector<std::string_view>& cells) {
    return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return trimmed_view(cell).empty(); });
}

std::optional<std::size_t> TableHead::column(const std::string& name) const {
    if (const auto at = std::find(names.begin(), names.end(), name); at != names.end())
        return static_cast<std::size_t>(at - names.begin());
    if (rows_high == 1) return std::nullopt;
    const auto ending = "/" + name;
    const auto lower = [&](const std::string& one) { return one.ends_with(ending); };
    const auto at = std::find_if(names.begin(), names.end(), lower);
    if (at == names.end() || std::find_if(at + 1, names.end(), lower) != names.end()) return std::nullopt;
    return static_cast<std::size_t>(at - names.begin());
}

Result<TableHead> find_head(const Sheet& sheet, const std::vector<std::string>& wanted, std::int64_t stated_row) {
    TableHead best;
    std::optional<Error> error;
    const auto better = [&](const TableHead& head) {
        if (best.row == 0) return true;
        if (head.matches != best.matches) return head.matches > best.matches;
        // A row of one cell is a title, or not parted by this delimiter.
        return (head.delimiter != best.delimiter || best.names.size() == 1) && head.names.size() > best.names.size();
    };
    for (const char delimiter : sheet.delimiters) {
        const auto top = top_rows(sheet, delimiter, stated_row);
        if (!top) {
            if (!error) error = top.error();
            continue;
        }
        for (std::size_t i = 0; i < top->size(); ++i) {
            if (stated_row != 0 && (*top)[i].number != stated_row) continue;
            auto head = head_at(*top, i, delimiter, wanted);
            if (!better(head)) continue;
            best = std::move(head);
            // Without a name to look for, one column is no proof of the delimiter.
            if (best.matches == wanted.size() && (!wanted.empty() || best.names.size() > 1)) return best;
        }
    }
    if (error && best.matches < wanted.size()) return fail(*error);
    return best;
}

}  // namespace huegrid::sources
