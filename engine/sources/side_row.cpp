#include "engine/sources/side_row.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "engine/base/fold.hpp"

namespace huegrid::sources {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::size_t longest_looked_at = 96;  ///< bytes of a cell; a word stands at its beginning
constexpr std::size_t longest_sum_word = 24;   ///< of what ends in 小计: 春和里1栋小计
constexpr std::size_t longest_label = 24;      ///< before its colon
constexpr std::size_t fewest_digits_of_phone = 11;

/// Folded: full width is plain by then, and capitals are small.
constexpr std::array<std::string_view, 15> sums{"合计", "总计", "小计", "累计", "共计", "本页小计", "本页合计", "本页共", "总人数", "总户数",
                                                "总数", "sum", "total", "subtotal", "grandtotal"};
constexpr std::array<std::string_view, 13> notes{"备注", "说明", "注:", "填表", "制表", "审核", "单位负责人", "填报", "note", "notes", "remark", "remarks", "filledin"};
constexpr std::array<std::string_view, 3> page_beginnings{"注", "以下", "以上"};
/// The same, and what stands beside it may be its answer.
constexpr std::array<std::string_view, 16> page_words{"负责人", "打印日期", "打印时间", "打印人", "截止", "截至", "盖章", "公章", "签字", "签章", "签名", "经办人", "复核", "统计人", "asof", "printed"};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
/// A word of letters ends where no letter follows: totalenergies isn't one.
bool begins(std::string_view text, Words with) {
    return std::any_of(with.begin(), with.end(), [&](std::string_view word) {
        return text.starts_with(word) && (text.size() == word.size() || !is_letter(word.back()) || !is_letter(text[word.size()]));
    });
}
bool is(std::string_view text, Words one_of) { return std::find(one_of.begin(), one_of.end(), text) != one_of.end(); }
std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t n = 0;
    while (at + n < text.size() && is_digit(text[at + n])) ++n;
    return n;
}

/// Folded, without blanks, and without the marks around: ——（盖章）—— is 盖章.
std::string dense(std::string_view cell) {
    const bool plain = std::all_of(cell.begin(), cell.end(), [](char c) { return is_digit(c) || is_letter(c); });
    if (plain) return std::string(cell.substr(0, longest_looked_at));
    auto text = folded(cell.substr(0, longest_looked_at));
    std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    constexpr std::array<std::string_view, 14> marks{"—", "-", "=", "*", "※", "(", "[", "【", "☆", "★", ")", "]", "】", "·"};
    const auto stripped = [&] {
        for (const auto mark : marks) {
            if (text.starts_with(mark)) return text.erase(0, mark.size()), true;
            if (text.ends_with(mark)) return text.erase(text.size() - mark.size()), true;
        }
        return false;
    };
    while (stripped()) {}
    return text;
}

/// 第1页, 共2页, page1
bool numbers_pages(std::string_view text) {
    for (const std::string_view before : {"第", "共", "page"}) {
        if (!text.starts_with(before)) continue;
        const auto digits = digits_at(text, before.size());
        if (digits > 0 && (before == "page" || text.substr(before.size() + digits).starts_with("页"))) return true;
    }
    return false;
}

/// 合计, 一单元小计, 共12户
bool is_sum(std::string_view text) {
    if (begins(text, sums)) return true;
    if (text.starts_with("共")) {
        const auto at = std::string_view("共").size(), digits = digits_at(text, at);
        if (digits > 0 && (begins(text.substr(at + digits), std::array<std::string_view, 4>{"户", "人", "栋", "条"}))) return true;
    }
    if (text.ends_with(":")) text.remove_suffix(1);
    constexpr std::array<std::string_view, 3> endings{"小计", "合计", "总计"};
    return text.size() <= longest_sum_word && std::any_of(endings.begin(), endings.end(), [&](std::string_view word) { return text.ends_with(word); });
}

/// 联系人:王五, 审批意见: — a word and its colon, with nothing counted in the word.
bool is_label(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon < 6 || colon > longest_label) return false;
    return std::none_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), is_ascii);
}

bool asks(std::string_view text) { return begins(text, notes) || begins(text, page_words) || is_label(text); }
bool is_of_page(std::string_view text) { return asks(text) || begins(text, page_beginnings) || numbers_pages(text); }

/// H003, 1-101, 101室, 13912345678: what stands in records only; 2026-11-01 may be when the page was made.
bool is_of_record(std::string_view text) {
    if (text.ends_with("室")) return true;
    if (text.empty() || !is_digit(text.back())) return false;
    if (!std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || is_letter(c) || c == '-'; })) return false;
    const auto first = digits_at(text, 0);
    return first == text.size() ? first >= fewest_digits_of_phone : first < 4 && text.front() != '-';
}

/// How many are filled; it stops at the first beyond `most`.
std::size_t filled_of(const std::vector<std::string_view>& cells, std::size_t most) {
    std::size_t filled = 0;
    for (auto cell = cells.begin(); cell != cells.end() && filled <= most; ++cell) filled += trimmed_view(*cell).empty() ? 0 : 1;
    return filled;
}

/// 24, 24人
bool is_count(std::string_view text) {
    constexpr std::size_t longest_unit = 6;
    const auto digits = digits_at(text, 0);
    return digits > 0 && digits < fewest_digits_of_phone && text.size() - digits <= longest_unit && std::none_of(text.begin() + static_cast<std::ptrdiff_t>(digits), text.end(), is_ascii);
}

bool is_of_notes(std::string_view name) {
    const auto plain = dense(name);
    return plain.find("备注") != std::string::npos || plain.find("说明") != std::string::npos || plain == "note" || plain == "notes" || plain == "remark" || plain == "remarks";
}

}  // namespace

std::string_view first_filled(const std::vector<std::string_view>& cells) {
    for (const auto cell : cells)
        if (const auto text = trimmed_view(cell); !text.empty()) return text;
    return "";
}

bool is_alone(const std::vector<std::string_view>& cells) { return filled_of(cells, 1) == 1; }

bool is_note(const std::vector<std::string_view>& cells, const std::vector<std::string>& names) {
    const auto half = std::max<std::size_t>(1, names.size() / 2);
    const auto filled = filled_of(cells, std::max<std::size_t>(2, half));
    const bool many = filled > half;
    if (many && filled != 2) return false;  // of two or three columns, a sum fills two
    bool told = false, page_alone = true, first = true, asked = false;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        if (trimmed_view(cells[at]).empty()) continue;
        const auto text = dense(trimmed_view(cells[at]));
        const bool in_notes = filled > 1 && at < names.size() && is_of_notes(names[at]);
        const bool of_page = !in_notes && is_of_page(text);
        if (!in_notes) told = told || (first ? is_sum(text) || begins(text, notes) : is(text, sums));
        if (many && !(first ? is_sum(text) : is_count(text))) return false;
        if (!first && !asked && is_of_record(text)) return false;
        page_alone = page_alone && (of_page || asked);
        asked = asks(text);
        first = false;
    }
    return told || page_alone;
}

bool repeats_names(const std::vector<std::string_view>& cells, const TableHead& head) {
    for (const auto& names : head.cells) {
        std::size_t same = 0;
        bool other = false;
        for (std::size_t at = 0; at < cells.size() && !other; ++at) {
            const auto cell = trimmed_view(cells[at]);
            if (cell.empty()) continue;
            other = at >= names.size() || cell != names[at];
            ++same;
        }
        if (!other && same >= 2) return true;
    }
    return false;
}

}  // namespace huegrid::sources
