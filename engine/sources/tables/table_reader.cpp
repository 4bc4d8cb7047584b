#include "engine/sources/tables/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/address/identity.hpp"
#include "engine/base/text.hpp"
#include "engine/sources/row_filter.hpp"
#include "engine/sources/side_row.hpp"
#include "engine/sources/tables/cell_damage.hpp"
#include "engine/sources/tables/csv_rows.hpp"
#include "engine/sources/value_text.hpp"

namespace huegrid::sources {
namespace {

constexpr std::size_t largest_cell_bytes = 64u << 10;
constexpr std::size_t quoted_characters = 24;  ///< of a cell in a message

std::string quoted(std::string_view cell) {
    std::size_t end = std::min(cell.size(), quoted_characters);
    while (end < cell.size() && end > 0 && (static_cast<unsigned char>(cell[end]) & 0xC0) == 0x80) --end;
    return fmt::format("'{}{}'", cell.substr(0, end), end < cell.size() ? "…" : "");
}

/// Where a column of the query comes from.
struct Wanted {
    enum class From : std::uint8_t { cell, sheet, file } from = From::cell;
    std::size_t cell = 0;
    bool fill_down = false;
    bool dates_spoil = false;  ///< what a spreadsheet made a date is damaged here
    bool id_number = false;    ///< as Query::id_numbers
    std::string above{};       ///< what empty cells are filled with
    std::string last{};        ///< of the record before
};

class TableReader final : public Reader {
public:
    TableReader(const SourceOptions& options, std::vector<Sheet> sheets) : options_(options), sheets_(std::move(sheets)) {}

    Result<std::string> crs(const std::string& layer) const override {
        if (const auto chosen = sheets_of(layer, {}); !chosen) return fail(chosen.error());
        return std::string();
    }

    Result<SourceHead> head(const std::vector<std::string>& likely) override {
        SourceHead head{"table", {}};
        for (const auto& sheet : sheets_) {
            auto found = find_head(sheet, likely, options_.header_row);
            if (!found) return fail(found.error());
            if (found->row == 0) continue;
            auto names = std::move(found->names);
            std::vector<std::string> columns;  // without those that a query couldn't name
            for (auto& name : names)
                if (!name.empty() && std::find(columns.begin(), columns.end(), name) == columns.end()) columns.push_back(std::move(name));
            head.layers.push_back({sheet.name, std::move(columns), geo::ShapeKind::none, whole_name(sheet)});
        }
        return head;
    }

    Result<void> read(const Query& query, const EachRecord& each, const EachFinding& found) override {
        const auto chosen = sheets_of(query.layer, query.except);
        if (!chosen) return fail(chosen.error());
        std::optional<Error> without_columns;
        bool any = false;
        for (const auto* sheet : *chosen) {
            auto head = find_head(*sheet, wanted_columns(query), options_.header_row);
            if (!head) return fail(head.error());
            if (head->row == 0 && chosen->size() > 1) continue;
            auto columns = place(query, *sheet, *head);
            if (!columns && chosen->size() == 1) return fail(columns.error());
            if (!columns) {
                if (found && told_.insert(sheet).second)
                    found({place_of(*sheet, head->row), "no_header", columns.error().message,
                           fmt::format("sheet kept out, which \"*\" takes in: except = [\"{}\"] beside it leaves the sheet alone, or call its columns as the others'", whole_name(*sheet)), true});
                without_columns = columns.error();
                continue;
            }
            any = true;
            if (auto done = read_sheet(query, *sheet, *head, *columns, each, found); !done) return done;
        }
        if (!any && without_columns) return fail(*without_columns);
        return {};
    }

private:
    [[nodiscard]] bool by_columns(const Query& query) const {
        return !options_.x.empty() && query.shape != geo::ShapeKind::none;
    }

    [[nodiscard]] std::vector<std::string> wanted_columns(const Query& query) const {
        auto wanted = query.columns;
        std::erase_if(wanted, [](const std::string& name) { return name == sheet_column || name == file_column; });
        if (by_columns(query)) wanted.insert(wanted.end(), {options_.x, options_.y});
        wanted.insert(wanted.end(), options_.fill_down.begin(), options_.fill_down.end());
        return wanted;
    }

    [[nodiscard]] std::string where(const Sheet& sheet) const {
        const bool named = sheets_.size() > 1 || sheet.row_word == "row";
        return named ? fmt::format("{} ({})", sheet.file.string(), sheet.name) : sheet.file.string();
    }

    /// In a folder many workbooks have a Sheet1.
    [[nodiscard]] std::string whole_name(const Sheet& sheet) const {
        const auto stem = sheet.file.stem().string();
        return sheet.file == options_.path || stem == sheet.name ? sheet.name : stem + "/" + sheet.name;
    }

    [[nodiscard]] Result<std::vector<const Sheet*>> sheets_of(const std::string& layer, const std::vector<std::string>& except) const {
        const auto is_excepted = [&](const Sheet& sheet) {
            return std::any_of(except.begin(), except.end(), [&](const std::string& name) { return name == sheet.name || name == whole_name(sheet); });
        };
        std::vector<const Sheet*> chosen;
        std::vector<std::string> names;
        std::set<std::filesystem::path> files;
        for (const auto& sheet : sheets_) {
            names.push_back(sheet.name);
            const bool first_of_file = files.insert(sheet.file).second;
            if (layer.empty() && !first_of_file)
                return fail(ErrorCode::bad_input,
                            fmt::format("say which sheet with layer = \"…\", or \"*\" for all: there are {}", fmt::join(names, ", ")), sheet.file.string());
            if ((layer.empty() || layer == "*" || layer == sheet.name) && !is_excepted(sheet)) chosen.push_back(&sheet);
        }
        if (chosen.empty())
            return fail(ErrorCode::not_found,
                        fmt::format("there is no layer '{}'{} (there are: {})", layer, did_you_mean(layer, names), fmt::join(names, ", ")),
                        options_.path.string());
        return chosen;
    }

    [[nodiscard]] std::string place_of(const Sheet& sheet, std::int64_t row) const {
        return place_prefix(sheet) + fmt::format("{}", row);
    }

    [[nodiscard]] std::string place_prefix(const Sheet& sheet) const {
        std::string place;
        if (std::filesystem::path(sheet.file) != options_.path) place += sheet.file.filename().string() + " ";
        if (sheet.row_word == "row" && sheets_.size() > 1) place += sheet.name + " ";
        return place + sheet.row_word + " ";
    }

    [[nodiscard]] Result<std::vector<Wanted>> place(const Query& query, const Sheet& sheet, const TableHead& head) const {
        const auto& fill = options_.fill_down;
        auto names = query.columns;
        if (by_columns(query)) names.insert(names.end(), {options_.x, options_.y});
        for (const auto& name : fill)
            if (auto known = column(name, sheet, head); !known) return fail(known.error());
        std::vector<Wanted> columns;
        for (const auto& name : names) {
            Wanted wanted;
            if (name == sheet_column || name == file_column) {
                wanted.from = name == sheet_column ? Wanted::From::sheet : Wanted::From::file;
            } else {
                const auto at = column(name, sheet, head);
                if (!at) return fail(at.error());
                wanted.cell = *at;
                wanted.fill_down = std::find(fill.begin(), fill.end(), name) != fill.end();
                wanted.dates_spoil = query.dates && std::find(query.dates->begin(), query.dates->end(), name) == query.dates->end();
                wanted.id_number = std::find(query.id_numbers.begin(), query.id_numbers.end(), name) != query.id_numbers.end();
            }
            columns.push_back(wanted);
        }
        return columns;
    }

    [[nodiscard]] Result<std::size_t> column(const std::string& name, const Sheet& sheet, const TableHead& head) const {
        if (const auto at = head.column(name)) return *at;
        if (head.row == 0)
            return fail(ErrorCode::bad_input,
                        options_.header_row == 0 ? "it holds no row" : fmt::format("its row {} is empty or not there", options_.header_row), where(sheet));
        std::string hint;
        if (head.names.size() == 1 && sheet.row_word == "line")
            hint = "; the header is one column: if the columns are parted by something else, say it with delimiter = \"…\" for the source";
        return fail(ErrorCode::not_found,
                    fmt::format("there is no column '{}'{} (there are: {}){}", name, did_you_mean(name, head.names),
                                fmt::join(head.names, ", "), hint),
                    where(sheet));
    }

    Result<void> read_sheet(const Query& query, const Sheet& sheet, const TableHead& head, std::vector<Wanted>& columns,
                            const EachRecord& each, const EachFinding& found);
    void values_of(const Sheet& sheet, const TableHead& head, const CellRow& row, std::vector<Wanted>& columns,
                   Record& record, const EachFinding& found) const;
    void check_cell(const TableHead& head, const CellRow& row, const Wanted& wanted, std::string_view& cell,
                    const Record& record, const EachFinding& found) const;
    void point_of(Record& record, std::size_t columns) const;

    const SourceOptions& options_;
    std::vector<Sheet> sheets_;
    std::set<const Sheet*> told_;  ///< what there is to say of them has been said
};

/// Takes away what can't be used of a cell, and says so.
void TableReader::check_cell(const TableHead& head, const CellRow& row, const Wanted& wanted, std::string_view& cell,
                             const Record& record, const EachFinding& found) const {
    const auto without = [&](const char* kind, std::string what) {
        if (found) found({record.place, kind, std::move(what), "kept without it"});
        cell = {};
    };
    const auto& name = head.names[wanted.cell];
    if (cell.size() > largest_cell_bytes)
        return without("oversized_value", fmt::format("'{}' holds {} bytes; a cell has at most {}", name, cell.size(), largest_cell_bytes));
    if (cell.find('\0') != std::string_view::npos) return without("broken_text", fmt::format("'{}' holds a zero byte", name));
    if (wanted.id_number) return;
    if (const auto damage = damage_of(cell); !damage.empty())
        return without("damaged_value", fmt::format("{} in '{}' {}", damage == rounded_number ? "'" + address::masked_number(cell) + "'" : quoted(cell), name, damage));
    if (!row.kinds.empty() && wanted.cell < row.kinds.size()) {
        const auto kind = row.kinds[wanted.cell];
        if (kind == CellKind::error) return without("damaged_value", fmt::format("{} in '{}' is a formula's mistake", quoted(cell), name));
        if (kind == CellKind::date && wanted.dates_spoil)
            return without("damaged_value", fmt::format("{} in '{}' is a date that a spreadsheet made of something else", quoted(cell), name));
    }
    if (looks_like_formula(cell) && found)
        found({record.place, "formula", fmt::format("{} in '{}' begins like a formula", quoted(cell), name), "kept as text"});
}

void TableReader::values_of(const Sheet& sheet, const TableHead& head, const CellRow& row, std::vector<Wanted>& columns,
                            Record& record, const EachFinding& found) const {
    record.values.resize(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto& wanted = columns[i];
        auto& value = record.values[i];
        if (wanted.from == Wanted::From::sheet) value = sheet.name;
        if (wanted.from == Wanted::From::file) value = sheet.file.stem().string();
        if (wanted.from != Wanted::From::cell) continue;
        auto cell = wanted.cell < row.cells.size() ? trimmed_view(row.cells[wanted.cell]) : std::string_view();
        if (cell.empty()) {
            value = wanted.last = wanted.above;
            continue;
        }
        if (is_ditto(cell)) {
            if (found) found({record.place, "ditto", fmt::format("{} in '{}' stands for the cell above", quoted(cell), head.names[wanted.cell]), wanted.last.empty() ? "kept without it" : "read so"});
            value = wanted.last;
            continue;
        }
        const auto is_cell = [&](const std::string& missing) { return cell == missing; };
        if (std::any_of(options_.missing.begin(), options_.missing.end(), is_cell)) cell = {};
        else check_cell(head, row, wanted, cell, record, found);
        value.assign(cell);
        if (wanted.fill_down) wanted.above = value;
        wanted.last = value;
    }
}

void TableReader::point_of(Record& record, std::size_t columns) const {
    const auto& x_text = record.values[columns];
    const auto& y_text = record.values[columns + 1];
    const auto x = number_from(x_text), y = number_from(y_text);
    if (x && y) record.shape = geo::make_point({*x, *y});
    else if (x_text.empty() && y_text.empty()) record.unusable = no_geometry;
    else record.unusable = fmt::format("'{}' and '{}' are not {} and {}", x_text, y_text, options_.x, options_.y);
    record.values.resize(columns);
}

Result<void> TableReader::read_sheet(const Query& query, const Sheet& sheet, const TableHead& head, std::vector<Wanted>& columns,
                                     const EachRecord& each, const EachFinding& found) {
    std::optional<RowFilter> filter;
    if (!query.where.empty()) {
        auto made = RowFilter::make(query.where, head.names);
        if (!made) return fail(made.error().code, made.error().message, where(sheet));
        filter = std::move(*made);
    }
    const bool first_time = found && told_.insert(&sheet).second;
    const auto say = [&](std::int64_t row, const char* kind, std::string what, const char* done) {
        if (first_time) found({place_of(sheet, row), kind, std::move(what), done});
    };
    if (first_time)
        for (const auto& one : sheet.findings) found(one);
    if (first_time && head.rows_high == 2) say(head.row, "two_row_header", fmt::format("the columns are named by rows {} and {}", head.row, head.row + 1), "names joined with /");

    auto rows = sheet.rows(head.delimiter, first_time ? found : EachFinding());
    if (!rows) return fail(rows.error());
    const auto width = head.names.size();
    const auto prefix = place_prefix(sheet);
    const auto last_head_row = head.row + head.rows_high - 1;
    std::set<std::string, std::less<>> titles;
    CellRow row;
    Record record;
    for (;;) {
        const auto more = (*rows)->next(row);
        if (!more) return fail(more.error());
        if (!*more) return {};
        auto& cells = row.cells;
        if (row.number <= last_head_row) {
            if (row.number >= head.row || is_blank(cells)) continue;
            titles.emplace(first_filled(cells));
            say(row.number, "title_row", fmt::format("{} stands above the columns' names", quoted(first_filled(cells))), "left out");
            continue;
        }
        if (is_blank(cells)) continue;
        if (repeats_names(cells, head)) {
            say(row.number, "repeated_header", "the columns' names stand there again", "left out");
            continue;
        }
        if (!titles.empty() && is_alone(cells) && titles.contains(first_filled(cells))) {
            say(row.number, "title_row", fmt::format("{} is the title again", quoted(first_filled(cells))), "left out");
            continue;
        }
        if (is_note(cells, head.names)) {
            say(row.number, "note_row", fmt::format("{} is a note or a sum", quoted(first_filled(cells))), "left out");
            continue;
        }
        const bool more_cells =
            cells.size() > width && !is_blank({cells.begin() + static_cast<std::ptrdiff_t>(width), cells.end()});
        if (sheet.row_word == "line" && (cells.size() < width || more_cells)) {
            if (first_time) found({place_of(sheet, row.number), "ragged_row", fmt::format("it has {} cells, the header {}", cells.size(), width), "kept out", true});
            continue;
        }
        if (filter && !filter->keeps(cells)) continue;
        record.place.assign(prefix);
        fmt::format_to(std::back_inserter(record.place), "{}", row.number);
        record.flaws.clear();
        record.unusable.clear();
        record.shape = {};
        values_of(sheet, head, row, columns, record, found);
        if (by_columns(query)) point_of(record, query.columns.size());
        else if (query.shape != geo::ShapeKind::none) record.unusable = no_geometry;
        if (auto done = each(record); !done) return done;
    }
}

}  // namespace

ReaderPtr table_reader(const SourceOptions& options, std::vector<Sheet> sheets) {
    return std::make_unique<TableReader>(options, std::move(sheets));
}

Result<Sheet> csv_sheet(const SourceOptions& options, const std::filesystem::path& file) {
    auto format = csv_format(file, options.encoding);
    if (!format) return fail(format.error());
    Sheet sheet;
    sheet.file = file;
    sheet.name = file.stem().string();
    sheet.row_word = "line";
    if (!options.delimiter.empty()) sheet.delimiters = {options.delimiter.front()};
    else if (file.extension() == ".tsv") sheet.delimiters = {'\t', ',', ';', '|'};
    else sheet.delimiters = {',', '\t', ';', '|'};
    const auto name = file == options.path ? std::string() : file.filename().string();
    if (format->encoding == "mixed")
        sheet.findings.push_back({name, "encoding", "some lines are UTF-8 and some GB18030", "each line read as the one that fits"});
    else if (format->encoding != "UTF-8" && !format->stated)
        sheet.findings.push_back({name, "encoding", fmt::format("the text is {}", format->encoding), fmt::format("read as {}", format->encoding)});
    sheet.rows = [file, format = *format](char delimiter, EachFinding found) { return csv_rows(file, format, delimiter, std::move(found)); };
    return sheet;
}

}  // namespace huegrid::sources
