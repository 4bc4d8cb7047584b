#include <cpl_vsi.h>
#include <expat.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <deque>
#include <map>

#include "engine/sources/features/gdal_messages.hpp"
#include "engine/sources/packed.hpp"
#include "engine/sources/tables/spreadsheet_number.hpp"
#include "engine/sources/tables/workbook.hpp"

namespace huegrid::sources {
namespace {

constexpr std::size_t most_columns = 16384;
constexpr std::int64_t most_rows = 1048576;

/// Reads one part of the workbook; what it means is for the classes that inherit.
class XmlPart {
public:
    XmlPart(const std::filesystem::path& book, const std::string& name) : where_(fmt::format("{} ({})", book.string(), name)) {
        const GdalMessages quiet;
        file_.reset(VSIFOpenL(inside_zip(book, name).c_str(), "rb"));
        parser_.reset(XML_ParserCreate(nullptr));
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(
            parser_.get(), [](void* self, const char* element, const char** attributes) { static_cast<XmlPart*>(self)->begin(local(element), attributes); },
            [](void* self, const char* element) { static_cast<XmlPart*>(self)->end(local(element)); });
        XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* piece, int length) {
            auto& part = *static_cast<XmlPart*>(self);
            if (part.listening) part.text.append(piece, static_cast<std::size_t>(length));
        });
    }
    virtual ~XmlPart() = default;
    XmlPart(const XmlPart&) = delete;
    XmlPart& operator=(const XmlPart&) = delete;

    [[nodiscard]] bool there() const { return file_ != nullptr; }

    /// Reads on; false when all has been read.
    Result<bool> step() {
        if (!file_) return fail(ErrorCode::bad_input, "this part of the workbook is missing", where_);
        if (done_) return false;
        const GdalMessages messages;
        const auto got = VSIFReadL(buffer_.data(), 1, buffer_.size(), file_.get());
        done_ = got < buffer_.size();
        if (messages.failed() || XML_Parse(parser_.get(), buffer_.data(), static_cast<int>(got), done_) != XML_STATUS_OK)
            return fail(ErrorCode::bad_input,
                        fmt::format("this part of the workbook is broken: {}", messages.text(XML_ErrorString(XML_GetErrorCode(parser_.get())))), where_);
        return true;
    }
    Result<void> whole() {
        for (;;) {
            const auto more = step();
            if (!more) return fail(more.error());
            if (!*more) return {};
        }
    }

protected:
    virtual void begin(std::string_view element, const char** attributes) = 0;
    virtual void end(std::string_view element) = 0;
    static std::string_view attribute(const char** attributes, std::string_view name) {
        for (; *attributes; attributes += 2)
            if (local(*attributes) == name) return attributes[1];
        return "";
    }

    bool listening = false;  ///< is the text between the tags wanted?
    std::string text;

private:
    /// Without its namespace's prefix.
    static std::string_view local(std::string_view name) { return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1); }

    struct Close {
        void operator()(VSILFILE* file) const { VSIFCloseL(file); }
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };
    std::string where_;
    std::unique_ptr<VSILFILE, Close> file_;
    std::unique_ptr<XML_ParserStruct, Close> parser_;
    std::array<char, 1u << 16> buffer_{};
    bool done_ = false;
};

class WorkbookPart final : public XmlPart {
public:
    using XmlPart::XmlPart;
    std::vector<std::pair<std::string, std::string>> sheets;  ///< name, id of its relation
    Epoch epoch = Epoch::of_1900;

private:
    void begin(std::string_view element, const char** attributes) override {
        if (element == "sheet") sheets.emplace_back(attribute(attributes, "name"), relation(attributes));
        if (const auto old = attribute(attributes, "date1904"); element == "workbookPr" && (old == "1" || old == "true")) epoch = Epoch::of_1904;
    }
    void end(std::string_view) override {}
    /// r:id, not the sheetId beside it.
    static std::string relation(const char** attributes) {
        for (; *attributes; attributes += 2)
            if (std::string_view(*attributes).ends_with(":id")) return attributes[1];
        return "";
    }
};

class RelationsPart final : public XmlPart {
public:
    using XmlPart::XmlPart;
    std::map<std::string, std::string> targets;

private:
    void begin(std::string_view element, const char** attributes) override {
        if (element == "Relationship") targets.emplace(attribute(attributes, "Id"), attribute(attributes, "Target"));
    }
    void end(std::string_view) override {}
};

class StringsPart final : public XmlPart {
public:
    using XmlPart::XmlPart;
    std::vector<std::string> strings;

private:
    void begin(std::string_view element, const char**) override {
        if (element == "si") text.clear();
        if (element == "rPh") phonetic_ = true;  // how it is pronounced, not what it says
        listening = element == "t" && !phonetic_;
    }
    void end(std::string_view element) override {
        listening = false;
        if (element == "rPh") phonetic_ = false;
        if (element == "si") strings.push_back(text);
    }
    bool phonetic_ = false;
};

class StylesPart final : public XmlPart {
public:
    using XmlPart::XmlPart;
    std::vector<NumberFormat> formats;  ///< of each cell style

private:
    void begin(std::string_view element, const char** attributes) override {
        if (element == "cellXfs") inside_ = true;
        const auto id = [&] {
            int value = 0;
            const auto digits = attribute(attributes, "numFmtId");
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
            return value;
        };
        if (element == "numFmt") own_[id()] = number_format(attribute(attributes, "formatCode"));
        if (element != "xf" || !inside_) return;
        const auto own = own_.find(id());
        formats.push_back(own == own_.end() ? builtin_number_format(id()) : own->second);
    }
    void end(std::string_view element) override {
        if (element == "cellXfs") inside_ = false;
    }
    std::map<int, NumberFormat> own_;
    bool inside_ = false;
};

struct Book {
    std::filesystem::path file;
    Epoch epoch = Epoch::of_1900;
    std::vector<std::string> strings;
    std::vector<NumberFormat> formats;
};

/// 2 of "C7"; none of what isn't a column's letters.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0, letters = 0;
    while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z') {
        column = column * 26 + static_cast<std::size_t>(reference[letters++] - 'A' + 1);
        if (column > most_columns) return std::nullopt;
    }
    if (letters == 0) return std::nullopt;
    return column - 1;
}

class SheetPart final : public XmlPart {
public:
    struct Row {
        std::int64_t number = 0;
        std::vector<std::string> texts;
        std::vector<CellKind> kinds;
    };
    SheetPart(std::shared_ptr<const Book> book, const std::string& name) : XmlPart(book->file, name), book_(std::move(book)) {}
    std::deque<Row> ready;

private:
    void begin(std::string_view element, const char** attributes) override {
        if (element == "row") {
            const auto digits = attribute(attributes, "r");
            std::int64_t number = 0;
            std::from_chars(digits.data(), digits.data() + digits.size(), number);
            row_ = Row{number > 0 && number <= most_rows ? number : last_row_ + 1, {}, {}};
        } else if (element == "c") {
            column_ = column_of(attribute(attributes, "r")).value_or(row_.texts.size());
            type_ = attribute(attributes, "t");
            style_ = 0;
            const auto digits = attribute(attributes, "s");
            std::from_chars(digits.data(), digits.data() + digits.size(), style_);
            text.clear();
        } else if (element == "rPh") {
            phonetic_ = true;
        }
        listening = element == "v" || (element == "t" && !phonetic_);
    }
    void end(std::string_view element) override {
        listening = false;
        if (element == "rPh") phonetic_ = false;
        if (element == "c" && !text.empty()) take_cell();
        if (element != "row") return;
        last_row_ = row_.number;
        ready.push_back(std::move(row_));
        row_ = Row{};
    }
    void take_cell() {
        if (column_ >= most_columns) return;
        if (column_ >= row_.texts.size()) {
            row_.texts.resize(column_ + 1);
            row_.kinds.resize(column_ + 1, CellKind::text);
        }
        auto& cell = row_.texts[column_];
        auto& kind = row_.kinds[column_];
        if (type_ == "s") {
            std::size_t index = 0;
            std::from_chars(text.data(), text.data() + text.size(), index);
            if (index < book_->strings.size()) cell = book_->strings[index];
        } else if (type_ == "b") {
            cell = text == "0" ? "FALSE" : "TRUE";
        } else if (type_ == "e") {
            cell = text;
            kind = CellKind::error;
        } else if (double number = 0; (type_.empty() || type_ == "n") && is_number(number)) {
            const auto format = style_ < book_->formats.size() ? book_->formats[style_] : NumberFormat{};
            cell = shown(number, format, book_->epoch);
            kind = format.is_date() ? CellKind::date : CellKind::number;
        } else {
            cell = text;
            if (type_ == "d") kind = CellKind::date;
        }
    }
    bool is_number(double& number) const {
        const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc{} && stop == text.data() + text.size() && std::isfinite(number);
    }

    std::shared_ptr<const Book> book_;
    Row row_;
    std::int64_t last_row_ = 0;
    std::size_t column_ = 0, style_ = 0;
    std::string type_;
    bool phonetic_ = false;
};

class XlsxRows final : public CellRows {
public:
    XlsxRows(std::shared_ptr<const Book> book, const std::string& part) : sheet_(std::make_unique<SheetPart>(std::move(book), part)) {}

    Result<bool> next(CellRow& row) override {
        while (sheet_->ready.empty()) {
            const auto more = sheet_->step();
            if (!more) return fail(more.error());
            if (!*more) return false;
        }
        current_ = std::move(sheet_->ready.front());
        sheet_->ready.pop_front();
        row.number = current_.number;
        row.kinds = current_.kinds;
        row.cells.assign(current_.texts.begin(), current_.texts.end());
        if (row.cells.empty()) row.cells.emplace_back();
        return true;
    }

private:
    std::unique_ptr<SheetPart> sheet_;
    SheetPart::Row current_;
};

}  // namespace

Result<std::vector<Sheet>> xlsx_sheets(const std::filesystem::path& file) {
    if (auto honest = check_zip(file); !honest) return fail(honest.error());
    WorkbookPart workbook(file, "xl/workbook.xml");
    if (!workbook.there()) return fail(ErrorCode::bad_input, "it is a ZIP file, but no workbook", file.string());
    RelationsPart relations(file, "xl/_rels/workbook.xml.rels");
    StringsPart strings(file, "xl/sharedStrings.xml");
    StylesPart styles(file, "xl/styles.xml");
    if (auto read = workbook.whole(); !read) return fail(read.error());
    if (auto read = relations.whole(); !read) return fail(read.error());
    if (strings.there())
        if (auto read = strings.whole(); !read) return fail(read.error());
    if (styles.there())
        if (auto read = styles.whole(); !read) return fail(read.error());
    const auto book = std::make_shared<const Book>(Book{file, workbook.epoch, std::move(strings.strings), std::move(styles.formats)});
    std::vector<Sheet> sheets;
    for (const auto& [name, relation] : workbook.sheets) {
        auto part = relations.targets[relation];
        part = part.starts_with('/') ? part.substr(1) : "xl/" + part;
        if (part.find("worksheets/") == std::string::npos) continue;  // a sheet of a chart only
        Sheet sheet;
        sheet.file = file;
        sheet.name = name;
        sheet.row_word = "row";
        sheet.rows = [book, part](char, const EachFinding&) -> Result<CellRowsPtr> { return std::make_unique<XlsxRows>(book, part); };
        sheets.push_back(std::move(sheet));
    }
    if (sheets.empty()) return fail(ErrorCode::bad_input, "the workbook has no sheets", file.string());
    return sheets;
}

}  // namespace huegrid::sources
