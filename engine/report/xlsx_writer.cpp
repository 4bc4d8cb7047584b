#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <map>
#include <system_error>

#include "engine/base/text.hpp"
#include "engine/palette/letter.hpp"
#include "engine/report/report_columns.hpp"

namespace huegrid::report {
namespace {

lxw_color_t rgb(Colour c) { return lxw_color_t(c.red) << 16 | lxw_color_t(c.green) << 8 | c.blue; }

/// In characters of a Latin digit's width, as the library counts columns.
double width_of(std::string_view text) { return double(display_width(text)); }

/// One workbook being written; the formats belong to it.
class Workbook {
public:
    explicit Workbook(const std::string& path) : book_(workbook_new(path.c_str())) {
        title_ = format([](lxw_format* f) { format_set_bold(f), format_set_font_size(f, 14); });
        label_ = format([](lxw_format* f) { format_set_font_color(f, 0x595959); });
        date_ =
            format([](lxw_format* f) { format_set_num_format(f, "yyyy-mm-dd"), format_set_align(f, LXW_ALIGN_LEFT); });
        head_ = format([](lxw_format* f) { head_style(f, 0xE7E6E6, 0x000000); });
        text_ = format([](lxw_format* f) { format_set_border(f, LXW_BORDER_THIN); });
        count_ = format([](lxw_format* f) { count_style(f); });
        total_text_ = format([](lxw_format* f) { format_set_border(f, LXW_BORDER_THIN), format_set_bold(f); });
        total_count_ = format([](lxw_format* f) { count_style(f), format_set_bold(f); });
    }

    void write(const ZoneReport& report);
    /// The library's own words when the file could not be finished.
    [[nodiscard]] lxw_error close() { return workbook_close(book_); }

private:
    struct TierFormats {
        lxw_format* head;
        lxw_format* count;
    };

    template <class Style>
    lxw_format* format(Style style) {
        auto* made = workbook_add_format(book_);
        style(made);
        return made;
    }
    static void head_style(lxw_format* f, lxw_color_t ground, lxw_color_t text) {
        format_set_bold(f), format_set_border(f, LXW_BORDER_THIN), format_set_text_wrap(f);
        format_set_align(f, LXW_ALIGN_CENTER), format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
        format_set_bg_color(f, ground), format_set_font_color(f, text);
    }
    static void count_style(lxw_format* f) { format_set_border(f, LXW_BORDER_THIN), format_set_num_format(f, "#,##0"); }
    TierFormats tier_formats(const model::Tier& tier) {
        const auto ground = rgb(tier.colour), text = rgb(palette::letter_colour(tier.colour));
        return {format([&](lxw_format* f) { head_style(f, ground, text); }), format([&](lxw_format* f) {
                    count_style(f), format_set_bg_color(f, ground), format_set_font_color(f, text);
                })};
    }

    /// A text on its own ground; one format a colour.
    lxw_format* filled(std::optional<Colour> colour) {
        if (!colour) return text_;
        auto& made = filled_[to_text(*colour)];
        if (!made)
            made = format([&](lxw_format* f) {
                format_set_border(f, LXW_BORDER_THIN);
                format_set_bg_color(f, rgb(*colour)), format_set_font_color(f, rgb(palette::letter_colour(*colour)));
            });
        return made;
    }

    lxw_worksheet* sheet(const std::string& name, const char* otherwise);
    void write_head(lxw_worksheet* sheet, const ZoneReport& report);
    void write_table(lxw_worksheet* sheet, const ZoneReport& report);
    void write_legend(const ZoneReport& report);

    lxw_workbook* book_;
    lxw_format *title_, *label_, *date_, *head_, *text_, *count_, *total_text_, *total_count_;
    std::map<std::string, lxw_format*> filled_;
};

constexpr lxw_row_t table_row = 4;  ///< title, two head rows and an empty one stand above the table

/// Excel refuses some characters, blank and repeated names; such a sheet gets a plain name.
lxw_worksheet* Workbook::sheet(const std::string& name, const char* otherwise) {
    const bool fits = workbook_validate_sheet_name(book_, name.c_str()) == LXW_NO_ERROR;
    return workbook_add_worksheet(book_, fits ? name.c_str() : otherwise);
}

void Workbook::write_head(lxw_worksheet* sheet, const ZoneReport& report) {
    const auto& head = report.head;
    const auto say = [&](const char* zh, const char* en) { return report.language == Language::zh ? zh : en; };
    worksheet_write_string(sheet, 0, 0, report.title.c_str(), title_);
    worksheet_write_string(sheet, 1, 0, say("填报单位", "Reporting unit"), label_);
    worksheet_write_string(sheet, 1, 1, head.unit.c_str(), nullptr);
    worksheet_write_string(sheet, 1, 3, say("填报人", "Prepared by"), label_);
    worksheet_write_string(sheet, 1, 4, head.prepared_by.c_str(), nullptr);
    worksheet_write_string(sheet, 2, 0, say("审核人", "Checked by"), label_);
    worksheet_write_string(sheet, 2, 1, head.checked_by.c_str(), nullptr);
    worksheet_write_string(sheet, 2, 3, say("填报日期", "Date"), label_);
    const std::chrono::year_month_day day{head.date};
    lxw_datetime date{int(day.year()), int(unsigned(day.month())), int(unsigned(day.day())), 0, 0, 0.0};
    worksheet_write_datetime(sheet, 2, 4, &date, date_);
}

void Workbook::write_table(lxw_worksheet* sheet, const ZoneReport& report) {
    const lxw_row_t first = table_row + 1, total = first + lxw_row_t(report.rows.size());
    lxw_col_t column = 0;
    for (const auto& texts : text_columns(report)) {
        double width = width_of(texts.title.in(report.language));
        worksheet_write_string(sheet, table_row, column, texts.title.in(report.language).c_str(), head_);
        for (std::size_t r = 0; r < report.rows.size(); ++r) {
            const auto& text = report.rows[r].*texts.value;
            width = std::max(width, width_of(text));
            worksheet_write_string(sheet, first + lxw_row_t(r), column, text.c_str(), texts.coloured ? filled(report.rows[r].fill) : text_);
        }
        const auto& last = column == 0 ? total_name().in(report.language) : std::string();
        worksheet_write_string(sheet, total, column, last.c_str(), total_text_);
        worksheet_set_column(sheet, column, column, std::clamp(width + 2, 9.0, 48.0), nullptr);
        ++column;
    }
    for (const auto& counts : count_columns(report)) {
        const auto& title = counts.title.in(report.language);
        const auto coloured = counts.tier ? tier_formats(*counts.tier) : TierFormats{head_, count_};
        worksheet_write_string(sheet, table_row, column, title.c_str(), coloured.head);
        for (std::size_t r = 0; r < report.rows.size(); ++r) {
            const auto value = counts.value(report.rows[r].figures);
            worksheet_write_number(sheet, first + lxw_row_t(r), column, double(value), value ? coloured.count : count_);
        }
        char from[LXW_MAX_CELL_NAME_LENGTH], to[LXW_MAX_CELL_NAME_LENGTH];
        lxw_rowcol_to_cell(from, first, column);
        lxw_rowcol_to_cell(to, total - 1, column);
        const auto sum = fmt::format("=SUM({}:{})", from, to);
        worksheet_write_formula_num(sheet, total, column, sum.c_str(), total_count_,
                                    double(counts.value(report.total)));
        worksheet_set_column(sheet, column, column, std::clamp(width_of(title) + 2, 9.0, 18.0), nullptr);
        ++column;
    }
    worksheet_set_row(sheet, table_row, 32, nullptr);
    worksheet_freeze_panes(sheet, first, 1);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, table_row, table_row);
}

void Workbook::write_legend(const ZoneReport& report) {
    const bool zh = report.language == Language::zh;
    auto* legend = sheet(zh ? "图例" : "Legend", "Legend 2");
    const char* heads[] = {zh ? "字母" : "Letter", zh ? "服务等级" : "Tier",
                           zh ? "走访间隔（天）" : "Days between visits", zh ? "户数" : "Households"};
    for (lxw_col_t c = 0; c < 4; ++c) worksheet_write_string(legend, 0, c, heads[c], head_);
    double widest = width_of(heads[1]);
    for (std::size_t t = 0; t < report.tiers.size(); ++t) {
        const auto& tier = report.tiers[t];
        const auto row = lxw_row_t(t + 1);
        const auto& name = tier.name.in(report.language);
        widest = std::max(widest, width_of(name));
        worksheet_write_string(legend, row, 0, tier.letter.c_str(), tier_formats(tier).head);
        worksheet_write_string(legend, row, 1, name.c_str(), text_);
        if (tier.visit_every_days) worksheet_write_number(legend, row, 2, *tier.visit_every_days, count_);
        worksheet_write_number(legend, row, 3, double(report.total.by_tier[t]), count_);
    }
    worksheet_set_column(legend, 0, 0, 8, nullptr);
    worksheet_set_column(legend, 1, 1, std::min(widest + 2, 48.0), nullptr);
    worksheet_set_column(legend, 2, 2, width_of(heads[2]) + 2, nullptr);
    worksheet_set_column(legend, 3, 3, 12, nullptr);
}

void Workbook::write(const ZoneReport& report) {
    // The report's own day, so that the same report is the same file.
    lxw_doc_properties properties{};
    std::string title = report.title;  // older versions of the library want it writable
    properties.title = title.data();
    properties.created = std::chrono::system_clock::to_time_t(report.head.date);
    workbook_set_properties(book_, &properties);
    auto* table = sheet(report.level.name.in(report.language), report.language == Language::zh ? "报表" : "Report");
    write_head(table, report);
    write_table(table, report);
    if (!report.tiers.empty()) write_legend(report);
}

}  // namespace

Result<void> write_xlsx(const ZoneReport& report, const std::filesystem::path& to) {
    auto beside = to;
    beside += fmt::format(".part{}", ::getpid());
    std::error_code error;
    Workbook workbook(beside.string());
    workbook.write(report);
    if (const auto closed = workbook.close(); closed != LXW_NO_ERROR) {
        std::filesystem::remove(beside, error);
        return fail(ErrorCode::io, fmt::format("could not be written: {}", lxw_strerror(closed)), to.string());
    }
    std::filesystem::rename(beside, to, error);
    if (error) {
        const auto reason = error.message();
        std::filesystem::remove(beside, error);
        return fail(ErrorCode::io, fmt::format("could not be written: {}", reason), to.string());
    }
    return {};
}

}  // namespace huegrid::report
