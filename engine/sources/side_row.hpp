/// @file side_row.hpp
/// Rows between the records of a table that are none: sums, notes, who signed, and what stands at the top said again.
///
/// Layer    sources. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/sources/tables/table_head.hpp"

namespace huegrid::sources {

/// Is it a sum, a note or a signature under the columns `names`? Told by what it begins with, behind marks and whatever blanks
/// are between (——以下空白——, 合 计), and by having no more than half of the columns filled, with no key, door or telephone; of
/// two or three columns a sum may fill two (合计, 24):
///   小计, 共12户, 户数合计, Total      how many there are, or what they come to
///   制表人：张三, （盖章）, 第1页       who answers for the page, and which it is: nothing else may stand beside it
/// What begins so in a column of notes is a record's note unless it is alone in its row.
[[nodiscard]] bool is_note(const std::vector<std::string_view>& cells, const std::vector<std::string>& names);

/// Does it say the columns' names again, as on each printed page? Two filled cells at least, each under itself.
[[nodiscard]] bool repeats_names(const std::vector<std::string_view>& cells, const TableHead& head);

/// Is just one cell filled?
[[nodiscard]] bool is_alone(const std::vector<std::string_view>& cells);

/// The first cell that is filled, without blanks around; "" if there is none.
[[nodiscard]] std::string_view first_filled(const std::vector<std::string_view>& cells);

}  // namespace huegrid::sources
