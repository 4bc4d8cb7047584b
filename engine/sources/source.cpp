#include "engine/sources/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "engine/sources/features/ogr_reader.hpp"
#include "engine/sources/packed.hpp"
#include "engine/sources/tables/table_reader.hpp"
#include "engine/sources/tables/workbook.hpp"

namespace huegrid::sources {
namespace {

/// Without regard to case.
std::string ending_of(const std::filesystem::path& path) {
    auto ending = path.extension().string();
    for (auto& c : ending)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return ending;
}

bool is_csv(const std::filesystem::path& path) {
    const auto ending = ending_of(path);
    return ending == ".csv" || ending == ".tsv" || ending == ".txt";
}

bool is_workbook(const std::filesystem::path& path) {
    const auto ending = ending_of(path);
    return ending == ".xlsx" || ending == ".xls" || ending == ".xlsm";
}

/// By what it begins with: an .xls that was saved as .xlsx, or the other way round, is what it is.
Result<std::vector<Sheet>> sheets_of(const SourceOptions& options, const std::filesystem::path& path) {
    if (is_csv(path)) {
        auto sheet = csv_sheet(options, path);
        if (!sheet) return fail(sheet.error());
        return std::vector<Sheet>{std::move(*sheet)};
    }
    if (is_zip(path)) return xlsx_sheets(path);
    if (is_compound_file(path)) return xls_sheets(path);
    return fail(ErrorCode::bad_input, "it is no workbook, though it is named like one; save it as .xlsx or .csv", path.string());
}

/// All tables in the folder itself, by name. What spreadsheets leave behind (~$…) and hidden files aren't.
Result<ReaderPtr> folder_reader(const SourceOptions& options) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(options.path, error)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with('.') || name.starts_with("~$") || !entry.is_regular_file(error)) continue;
        if (is_csv(entry.path()) || is_workbook(entry.path())) files.push_back(entry.path());
    }
    if (error) return fail(ErrorCode::io, "the folder can't be read", options.path.string());
    if (files.empty()) return fail(ErrorCode::bad_input, "the folder holds no workbook and no CSV", options.path.string());
    std::sort(files.begin(), files.end());
    std::vector<Sheet> sheets;
    for (const auto& file : files) {
        auto of_file = sheets_of(options, file);
        if (!of_file) return fail(of_file.error());
        std::move(of_file->begin(), of_file->end(), std::back_inserter(sheets));
    }
    return table_reader(options, std::move(sheets));
}

Result<ReaderPtr> reader_of(const SourceOptions& options) {
    std::error_code error;
    if (std::filesystem::is_directory(options.path, error)) return folder_reader(options);
    if (is_csv(options.path) || is_workbook(options.path) || is_compound_file(options.path)) {
        auto sheets = sheets_of(options, options.path);
        if (!sheets) return fail(sheets.error());
        return table_reader(options, std::move(*sheets));
    }
    if (is_zip(options.path)) {
        if (ending_of(options.path) != ".kmz")
            return fail(ErrorCode::bad_input, "packed files are not read, but for .xlsx and .kmz; unpack it first", options.path.string());
        if (auto honest = check_zip(options.path); !honest) return fail(honest.error());
    }
    return ogr_reader(options);
}

}  // namespace

Source::Source(std::unique_ptr<SourceOptions> options, std::unique_ptr<Reader> reader)
    : options_(std::move(options)), reader_(std::move(reader)) {}
Source::Source(Source&&) noexcept = default;
Source& Source::operator=(Source&&) noexcept = default;
Source::~Source() = default;

const SourceOptions& Source::options() const { return *options_; }

Result<Source> Source::open(SourceOptions options) {
    const auto path = options.path.string();
    std::error_code error;
    if (!std::filesystem::exists(options.path, error)) return fail(ErrorCode::not_found, "there is no such file", path);
    if (!std::filesystem::is_regular_file(options.path, error) && !std::filesystem::is_directory(options.path, error))
        return fail(ErrorCode::bad_input, "a file or a folder of tables is needed", path);
    auto kept = std::make_unique<SourceOptions>(std::move(options));
    auto reader = reader_of(*kept);
    if (!reader) return fail(reader.error());
    return Source(std::move(kept), std::move(*reader));
}

Result<std::string> Source::crs(const std::string& layer) const {
    auto own = reader_->crs(layer);
    if (!own || options_->crs.empty()) return own;
    return options_->crs;
}

Result<SourceHead> Source::head(const std::vector<std::string>& likely) { return reader_->head(likely); }

Result<void> Source::read(const Query& query, const EachRecord& each, const EachFinding& found) {
    return reader_->read(query, each, found);
}

}  // namespace huegrid::sources
