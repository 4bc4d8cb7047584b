#include <fmt/format.h>

#include "engine/base/text.hpp"
#include "engine/report/csv_cell.hpp"
#include "engine/report/report_columns.hpp"

namespace huegrid::report {
namespace {

std::string line(const ReportRow& row, const std::vector<TextColumn>& texts, const std::vector<CountColumn>& counts) {
    std::vector<std::string> cells;
    for (const auto& column : texts) cells.push_back(row.*column.value);
    for (const auto& column : counts) cells.push_back(fmt::format("{}", column.value(row.figures)));
    return csv_line(cells);
}

}  // namespace

std::string csv_cell(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) text.insert(0, "'");
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) line += (&cell == &cells.front() ? "" : ",") + csv_cell(cell);
    return line + "\r\n";
}

Result<void> write_csv(const ZoneReport& report, const std::filesystem::path& to) {
    const auto texts = text_columns(report);
    const auto counts = count_columns(report);
    std::vector<std::string> titles;
    for (const auto& column : texts) titles.push_back(column.title.in(report.language));
    for (const auto& column : counts) titles.push_back(column.title.in(report.language));
    std::string text = csv_begin + csv_line(titles);
    for (const auto& row : report.rows) text += line(row, texts, counts);
    text += line({none, total_name().in(report.language), "", "", report.total}, texts, counts);
    return write_file(to, text);
}

}  // namespace huegrid::report
