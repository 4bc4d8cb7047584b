#include <fmt/format.h>
#include <freexl.h>

#include "engine/sources/tables/spreadsheet_number.hpp"
#include "engine/sources/tables/workbook.hpp"

namespace huegrid::sources {
namespace {

struct Book {
    explicit Book(const void* opened) : handle(opened) {}
    ~Book() { freexl_close(handle); }
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;
    const void* handle;
};

class XlsRows final : public CellRows {
public:
    XlsRows(std::shared_ptr<Book> book, unsigned short sheet) : book_(std::move(book)), sheet_(sheet) {}

    Result<bool> next(CellRow& row) override {
        if (freexl_select_active_worksheet(book_->handle, sheet_) != FREEXL_OK ||
            freexl_worksheet_dimensions(book_->handle, &rows_, &columns_) != FREEXL_OK)
            return fail(ErrorCode::io, "a sheet can't be read");
        if (at_ >= rows_) return false;
        texts_.assign(columns_, "");
        row.kinds.assign(columns_, CellKind::text);
        row.cells.clear();
        for (unsigned short column = 0; column < columns_; ++column) {
            FreeXL_CellValue cell;
            if (freexl_get_cell_value(book_->handle, at_, column, &cell) == FREEXL_OK) take(cell, texts_[column], row.kinds[column]);
        }
        for (const auto& text : texts_) row.cells.emplace_back(text);
        row.number = ++at_;
        return true;
    }

private:
    static void take(const FreeXL_CellValue& cell, std::string& text, CellKind& kind) {
        switch (cell.type) {
            case FREEXL_CELL_INT:
                text = shown(cell.value.int_value, {}, Epoch::of_1900);
                kind = CellKind::number;
                return;
            case FREEXL_CELL_DOUBLE:
                text = shown(cell.value.double_value, {}, Epoch::of_1900);
                kind = CellKind::number;
                return;
            case FREEXL_CELL_TEXT:
            case FREEXL_CELL_SST_TEXT:
                text = cell.value.text_value;
                return;
            case FREEXL_CELL_DATE:
            case FREEXL_CELL_DATETIME:
            case FREEXL_CELL_TIME:
                text = cell.value.text_value;
                kind = CellKind::date;
                return;
            default:
                return;
        }
    }

    std::shared_ptr<Book> book_;
    unsigned short sheet_, columns_ = 0;
    unsigned int rows_ = 0, at_ = 0;
    std::vector<std::string> texts_;
};

}  // namespace

Result<std::vector<Sheet>> xls_sheets(const std::filesystem::path& file) {
    const void* handle = nullptr;
    const int opened = freexl_open(file.c_str(), &handle);
    if (opened != FREEXL_OK) {
        if (handle) freexl_close(handle);
        return fail(ErrorCode::bad_input,
                    fmt::format("it can't be read as an old workbook{}; open it in a spreadsheet program and save it as .xlsx",
                                fmt::format(" (FreeXL {})", opened)),
                    file.string());
    }
    const auto book = std::make_shared<Book>(handle);
    unsigned int info = 0;
    if (freexl_get_info(handle, FREEXL_BIFF_PASSWORD, &info) == FREEXL_OK && info == FREEXL_BIFF_OBFUSCATED)
        return fail(ErrorCode::bad_input, "it is protected by a password; save it without one", file.string());
    if (freexl_get_info(handle, FREEXL_BIFF_SHEET_COUNT, &info) != FREEXL_OK || info == 0)
        return fail(ErrorCode::bad_input, "the workbook has no sheets", file.string());
    std::vector<Sheet> sheets;
    for (unsigned short i = 0; i < info; ++i) {
        const char* name = nullptr;
        Sheet sheet;
        sheet.file = file;
        sheet.name = freexl_get_worksheet_name(handle, i, &name) == FREEXL_OK && name ? name : "";
        sheet.row_word = "row";
        sheet.rows = [book, i](char, const EachFinding&) -> Result<CellRowsPtr> { return std::make_unique<XlsRows>(book, i); };
        sheets.push_back(std::move(sheet));
    }
    return sheets;
}

}  // namespace huegrid::sources
