#include "engine/ingest/source.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/ingest/ogr_reader.hpp"
#include "engine/ingest/table_reader.hpp"

namespace huegrid::ingest {
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

Result<ReaderPtr> reader_of(const SourceOptions& options) {
    if (!is_csv(options.path)) return ogr_reader(options);
    auto sheet = csv_sheet(options, options.path);
    if (!sheet) return fail(sheet.error());
    return table_reader(options, {std::move(*sheet)});
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
    if (!std::filesystem::is_regular_file(options.path, error))
        return fail(ErrorCode::bad_input, "a file is needed", path);
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

Result<void> Source::read(const Query& query, const EachRecord& each, const EachFinding& found) {
    return reader_->read(query, each, found);
}

}  // namespace huegrid::ingest
