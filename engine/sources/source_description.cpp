#include "engine/sources/source_description.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>
#include <set>
#include <utility>

#include "engine/sources/tables/table_reader.hpp"

namespace huegrid::sources {
namespace {

constexpr std::size_t rows_looked_at = 5000;
constexpr std::size_t rows_read_for_words = 200000;
constexpr std::size_t few_words = 60;  ///< of a column; more are values
constexpr const char* every_sheet = "*";

/// Square metres; degrees are taken for metres on a sphere, which is near enough to tell a house from a district.
double rough_area_m2(const geo::Shape& shape) {
    const auto area = geo::area_m2(shape);
    const auto box = geo::bounds(shape);
    const bool degrees = std::abs(box.min.x) <= 180 && std::abs(box.max.x) <= 180 && std::abs(box.min.y) <= 90 && std::abs(box.max.y) <= 90;
    if (!degrees) return area;
    constexpr double metres_per_degree = 111320.0;
    return area * metres_per_degree * metres_per_degree * std::cos(box.min.y * std::numbers::pi / 180.0);
}

double median_of(std::vector<double> values) {
    if (values.empty()) return 0.0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// What of the reader's findings is worth a remark. Their texts quote cells, so only those are repeated that don't.
void remark(const Finding& finding, std::vector<std::string>& remarks, std::size_t& titles) {
    if (finding.kind == "encoding" || finding.kind == "cut_name" || finding.kind == "two_row_header")
        remarks.push_back(finding.what + ": " + finding.done);
    if (finding.kind == "title_row") ++titles;
}

/// The words that columns of few words hold below the rows that are looked at.
class FurtherWords {
public:
    explicit FurtherWords(const LayerDescription& layer) : known_(layer.columns.size(), std::set<std::string>()) {
        for (const auto& row : layer.rows)
            for (std::size_t at = 0; at < known_.size(); ++at) meet(at, row[at]);
    }
    void meet(const std::vector<std::string>& row) {
        for (std::size_t at = 0; at < known_.size(); ++at)
            if (known_[at] && meet(at, row[at])) further_[at].push_back(row[at]);
    }
    /// Of each column.
    [[nodiscard]] std::vector<std::vector<std::string>> words() && {
        std::vector<std::vector<std::string>> all(known_.size());
        for (auto& [at, words] : further_)
            if (known_[at]) all[at] = std::move(words);
        return all;
    }
    [[nodiscard]] bool any() const { return std::any_of(known_.begin(), known_.end(), [](const auto& words) { return words.has_value(); }); }

private:
    /// Is it new?
    bool meet(std::size_t at, const std::string& word) {
        auto& words = known_[at];
        if (!words || word.empty() || !words->insert(word).second) return false;
        if (words->size() > few_words) words.reset();
        return words.has_value();
    }
    std::vector<std::optional<std::set<std::string>>> known_;
    std::map<std::size_t, std::vector<std::string>> further_;
};

Result<void> read_rows(Source& source, LayerDescription& layer, std::vector<std::string>& remarks) {
    std::vector<double> areas;
    std::size_t titles = 0;
    std::optional<FurtherWords> further;
    const auto stop = fail(ErrorCode::cancelled, "");
    const auto each = [&](Record& record) -> Result<void> {
        if (layer.rows.size() == rows_looked_at) {
            layer.whole = false;
            if (!further) further.emplace(layer), layer.words_of_rows = rows_looked_at;
            if (layer.words_of_rows == rows_read_for_words || !further->any()) return stop;
            ++layer.words_of_rows;
            further->meet(record.values);
            return {};
        }
        if (record.shape.kind == geo::ShapeKind::polygon && !record.shape.empty()) areas.push_back(rough_area_m2(record.shape));
        if (!record.shape.empty()) layer.box.add(geo::bounds(record.shape));
        layer.rows.push_back(record.values);
        return {};
    };
    Query query{layer.name, "", layer.columns, layer.shape};
    query.except = layer.except;
    auto done = source.read(query, each, [&](const Finding& finding) { remark(finding, remarks, titles); });
    if (!done && layer.whole) return done;
    if (further) layer.further_words = std::move(*further).words();
    if (titles > 0) remarks.push_back(fmt::format("{} above the columns' names: import finds the names by itself", titles == 1 ? "a title stands" : "titles stand"));
    layer.median_area_m2 = median_of(std::move(areas));
    return {};
}

std::vector<std::string> common_columns(const std::vector<LayerHead>& sheets) {
    auto common = sheets.front().columns;
    std::erase_if(common, [&](const std::string& column) {
        return !std::all_of(sheets.begin(), sheets.end(), [&](const LayerHead& sheet) { return std::find(sheet.columns.begin(), sheet.columns.end(), column) != sheet.columns.end(); });
    });
    return common;
}

/// Are they one table in parts: does each have little beside the columns that all have?
bool are_alike(const std::vector<LayerHead>& sheets) {
    const auto common = common_columns(sheets).size();
    return std::all_of(sheets.begin(), sheets.end(), [&](const LayerHead& sheet) { return common * 3 >= sheet.columns.size() * 2; });
}

/// Takes the sheets that are one table in parts out of `sheets`: all, or more than half around one that is like the others.
std::vector<LayerHead> take_alike(std::vector<LayerHead>& sheets) {
    if (sheets.size() < 2) return {};
    if (are_alike(sheets)) return std::exchange(sheets, {});
    for (const auto& middle : sheets) {
        std::vector<LayerHead> alike, others;
        for (const auto& sheet : sheets) (are_alike({middle, sheet}) ? alike : others).push_back(sheet);
        if (alike.size() * 2 <= sheets.size() || alike.size() < 2 || !are_alike(alike)) continue;
        sheets = std::move(others);
        return alike;
    }
    return {};
}

LayerHead all_sheets(const std::vector<LayerHead>& sheets, std::vector<std::string>& remarks) {
    LayerHead all{every_sheet, common_columns(sheets), sheets.front().shape};
    std::vector<std::string> left_out;
    const auto holds = [](const std::vector<std::string>& columns, const std::string& column) { return std::find(columns.begin(), columns.end(), column) != columns.end(); };
    for (const auto& sheet : sheets)
        for (const auto& column : sheet.columns)
            if (!holds(all.columns, column) && !holds(left_out, column)) left_out.push_back(column);
    if (!left_out.empty()) remarks.push_back(fmt::format("{} left out, because some sheets lack it; to keep a column, give it to every sheet", fmt::join(left_out, ", ")));
    all.columns.insert(all.columns.end(), {sheet_column, file_column});
    return all;
}

/// $sheet and $file only where they tell sheets apart, and one of them where they say the same, as for a folder of CSV.
void drop_same_name(LayerDescription& layer) {
    const auto& rows = layer.rows;
    for (const std::string name : {file_column, sheet_column}) {
        const auto at = std::find(layer.columns.begin(), layer.columns.end(), name);
        const auto column = static_cast<std::size_t>(at - layer.columns.begin());
        const bool tells_apart = std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row[column] != rows.front()[column]; });
        const bool says_more = name == sheet_column || std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row[column] != row[column - 1]; });
        if (tells_apart && says_more) continue;
        layer.columns.erase(at);
        for (auto& row : layer.rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
    }
}

}  // namespace

Result<SourceDescription> describe(const SourceOptions& options, const std::vector<std::string>& likely) {
    auto source = Source::open(options);
    if (!source) return fail(std::move(source.error()));
    auto head = source->head(likely);
    if (!head) return fail(std::move(head.error()));
    SourceDescription description{options.name, options.path.filename().string(), head->kind, {}, {}, options.path.string()};
    if (head->kind == "OSM") return description;

    auto& layers = head->layers;
    if (layers.empty()) return fail(ErrorCode::bad_input, "it is empty: there is no row in it", options.path.string());
    std::vector<std::string> except;
    const auto alike = head->kind == "table" ? take_alike(layers) : std::vector<LayerHead>();
    if (!alike.empty()) {
        auto all = all_sheets(alike, description.remarks);
        for (const auto& other : layers) {
            except.push_back(other.whole_name);
            description.remarks.push_back(fmt::format("{} isn't read with the other sheets, because it lacks their columns ({})", other.whole_name, fmt::join(common_columns(alike), ", ")));
        }
        layers.insert(layers.begin(), std::move(all));
    }
    for (auto& one : layers) {
        LayerDescription layer{one.name, std::move(one.columns), one.shape, "", {}, true, 0.0, {}};
        auto crs = source->crs(layer.name);
        if (!crs) return fail(std::move(crs.error()));
        layer.crs = std::move(*crs);
        if (layer.name == every_sheet) layer.except = except;
        if (auto read = read_rows(*source, layer, description.remarks); !read) return fail(std::move(read.error()));
        if (layer.name == every_sheet) drop_same_name(layer);
        else if (layers.size() == 1) layer.name.clear();
        description.layers.push_back(std::move(layer));
    }
    return description;
}

}  // namespace huegrid::sources
