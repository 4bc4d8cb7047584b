#include <fmt/format.h>

#include "engine/base/text.hpp"
#include "engine/report/report_columns.hpp"

namespace huegrid::report {
namespace {

/// A cell no spreadsheet takes for a formula, quoted where RFC 4180 wants it.
std::string cell(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) text.insert(0, "'");
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

std::string line(const ReportRow& row, const std::vector<CountColumn>& counts) {
    std::string text;
    for (const auto& column : text_columns()) text += cell(row.*column.value) + ",";
    for (const auto& column : counts) text += fmt::format("{},", column.value(row.figures));
    text.back() = '\r';
    return text + '\n';
}

}  // namespace

Result<void> write_csv(const ZoneReport& report, const std::filesystem::path& to) {
    const auto counts = count_columns(report);
    std::string text = "\uFEFF";
    for (const auto& column : text_columns()) text += cell(column.title.in(report.language)) + ",";
    for (const auto& column : counts) text += cell(column.title.in(report.language)) + ",";
    text.back() = '\r';
    text += '\n';
    for (const auto& row : report.rows) text += line(row, counts);
    text += line({none, total_name().in(report.language), "", "", report.total}, counts);
    return write_file(to, text);
}

}  // namespace huegrid::report
