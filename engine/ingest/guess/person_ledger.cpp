#include "engine/ingest/guess/person_ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "engine/ingest/guess/column_words.hpp"
#include "engine/sources/tables/table_reader.hpp"

namespace huegrid::ingest {
namespace {

constexpr std::size_t fewest_rows = 3;
constexpr double nearly_all = 0.9;
constexpr std::size_t headless = 4;      ///< at most one household in so many has its head in no row
constexpr std::size_t fewest_blank = 5;  ///< one row in so many, if only blanks speak for persons

class Recognition {
public:
    Recognition(const sources::LayerDescription& layer, const std::vector<std::string>& plain) : layer_(layer), plain_(plain) {
        constexpr std::array<std::string_view, 5> names{"姓名", "成员姓名", "家庭成员", "人员姓名", "家庭成员姓名"};
        relation_ = named(relation_words());
        who_ = relation_ ? relation_ : named(names);
    }

    std::optional<PersonLedger> decide() {
        if (rows() < fewest_rows || !who_ || share([&](std::size_t row) { return filled(row, *who_); }) < nearly_all) return std::nullopt;
        for (const bool blank_below : {true, false})
            for (const auto column : anchors())
                if (blank_below ? stands_once(column) : stands_in_runs(column)) return complete();
        return std::nullopt;
    }

private:
    [[nodiscard]] std::size_t rows() const { return layer_.rows.size(); }
    [[nodiscard]] const std::string& cell(std::size_t row, std::size_t column) const { return layer_.rows[row][column]; }
    [[nodiscard]] bool filled(std::size_t row, std::size_t column) const { return !cell(row, column).empty(); }
    [[nodiscard]] bool is_head(std::size_t row) const { return relation_ && is_household_head(cell(row, *relation_)); }

    template <class Words>
    [[nodiscard]] std::optional<std::size_t> named(const Words& words) const {
        for (const auto word : words)
            if (const auto at = std::find(plain_.begin(), plain_.end(), word); at != plain_.end()) return static_cast<std::size_t>(at - plain_.begin());
        return std::nullopt;
    }

    template <class Test>
    [[nodiscard]] double share(Test test) const {
        std::size_t passed = 0;
        for (std::size_t row = 0; row < rows(); ++row) passed += test(row) ? 1 : 0;
        return static_cast<double>(passed) / static_cast<double>(rows());
    }

    /// Columns of the household that may show where one begins, the surest first; each person's own name is none.
    [[nodiscard]] std::vector<std::size_t> anchors() const {
        std::vector<std::size_t> found;
        const auto add = [&](std::optional<std::size_t> at) {
            if (at && at != who_ && plain_[*at] != "姓名" && std::find(found.begin(), found.end(), *at) == found.end()) found.push_back(*at);
        };
        add(named(words_for(Target::person, "household_key")));
        add(named(row_number_words()));
        add(named(words_for(Target::person, "contact_name")));
        add(named(words_for(Target::person, "address")));
        return found;
    }

    /// Is it filled once a household, and blank on the rows of those who belong to it?
    bool stands_once(std::size_t column) {
        std::size_t blank = 0, heads = 0;
        for (std::size_t row = 0; row < rows(); ++row) {
            heads += is_head(row) ? 1 : 0;
            if (filled(row, column)) continue;
            if (begins_sheet(layer_, row) || is_head(row)) return false;
            ++blank;
        }
        // A number of persons that somebody forgot once is filled beside many who are no heads.
        const auto begun = rows() - blank;
        if (heads > 0 && begun > heads && (begun - heads) * headless > begun) return false;
        if (blank == 0 || (!relation_ && blank * fewest_blank < rows())) return false;
        begin([&](std::size_t row) { return filled(row, column); });
        ledger_.because = fmt::format("{} is filled on {} of {} rows and blank below, where {} isn't", layer_.columns[column], ledger_.households, rows(), layer_.columns[*who_]);
        return true;
    }

    /// Do its equal values stand together, each with one head at most?
    bool stands_in_runs(std::size_t column) {
        if (!relation_ || share([&](std::size_t row) { return filled(row, column); }) < 1.0) return false;
        begin([&](std::size_t row) { return begins_sheet(layer_, row) || cell(row, column) != cell(row - 1, column); });
        std::size_t heads = 0, second_heads = 0, again = 0;
        bool headed = false;
        std::set<std::string> seen;
        for (std::size_t row = 0; row < rows(); ++row) {
            if (begins_sheet(layer_, row)) seen.clear();
            if (ledger_.begins[row]) headed = false, again += seen.insert(cell(row, column)).second ? 0 : 1;
            if (!is_head(row)) continue;
            ++heads;
            second_heads += headed ? 1 : 0;
            headed = true;
        }
        if (ledger_.households == rows() || heads == 0 || second_heads * 10 > heads) return false;
        if (again * 10 > ledger_.households) return false;  // sorted by something else
        ledger_.because = fmt::format("{} has the same value on the rows of a household, and {} says how they are related", layer_.columns[column], layer_.columns[*relation_]);
        return true;
    }

    template <class Begins>
    void begin(Begins begins) {
        ledger_ = {};
        for (std::size_t row = 0; row < rows(); ++row) ledger_.begins.push_back(begins(row));
        ledger_.households = static_cast<std::size_t>(std::count(ledger_.begins.begin(), ledger_.begins.end(), true));
    }

    PersonLedger complete() {
        for (const std::string_view field : {"household_key", "contact_name", "contact_phone", "address", "unit", "floor", "door", "occupancy"})
            fill_down(named(words_for(Target::person, field)));
        for (const auto& words : {row_number_words(), estate_words(), building_words()}) fill_down(named(words));
        for (const auto at : {named(words_for(Target::person, "household_key")), named(row_number_words())})
            if (at && !ledger_.number && numbers_households(*at)) ledger_.number = at;
        std::sort(ledger_.filled_down.begin(), ledger_.filled_down.end());
        return std::move(ledger_);
    }

    void fill_down(std::optional<std::size_t> column) {
        if (!column || column == who_ || plain_[*column] == "姓名") return;
        bool blank = false;
        for (std::size_t row = 0; row < rows(); ++row) {
            if (filled(row, *column)) continue;
            if (ledger_.begins[row]) return;
            blank = true;
        }
        if (blank) ledger_.filled_down.push_back(*column);
    }

    /// Another value for each household of a sheet, and no second one inside.
    [[nodiscard]] bool numbers_households(std::size_t column) const {
        std::set<std::string> seen;
        for (std::size_t row = 0; row < rows(); ++row) {
            if (begins_sheet(layer_, row)) seen.clear();
            if (ledger_.begins[row] ? !filled(row, column) || !seen.insert(cell(row, column)).second
                                    : filled(row, column) && !seen.contains(cell(row, column)))
                return false;
        }
        return true;
    }

    const sources::LayerDescription& layer_;
    const std::vector<std::string>& plain_;
    std::optional<std::size_t> relation_, who_;
    PersonLedger ledger_;
};

}  // namespace

std::optional<PersonLedger> person_ledger(const sources::LayerDescription& layer, const std::vector<std::string>& plain) { return Recognition(layer, plain).decide(); }

bool begins_sheet(const sources::LayerDescription& layer, std::size_t row) {
    if (row == 0) return true;
    for (std::size_t at = 0; at < layer.columns.size(); ++at)
        if (sources::says_place(layer.columns[at]) && layer.rows[row][at] != layer.rows[row - 1][at]) return true;
    return false;
}

}  // namespace huegrid::ingest
