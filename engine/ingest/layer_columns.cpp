#include "engine/ingest/layer_columns.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "engine/ingest/column_words.hpp"
#include "engine/sources/value_text.hpp"

namespace huegrid::ingest {
namespace {

constexpr double nearly_all = 0.9;

/// May a column with such values be this field? Names and phones go nowhere else.
bool may_be(Personal personal, Target target, std::string_view field) {
    switch (personal) {
        case Personal::none:
            return field != "contact_name";
        case Personal::person_name:
            return field == "contact_name" || field == "by" || (field == "name" && target == Target::member);
        case Personal::phone:
            return field == "contact_phone" || field == "phone";
        default:
            return false;
    }
}

}  // namespace

LayerColumns::LayerColumns(const sources::SourceDescription& source, const sources::LayerDescription& layer) : layer_(layer) {
    for (const auto& column : layer_.columns) plain_.push_back(plain_name(column));
    if (source.kind == "table") ledger_ = person_ledger(layer_, plain_);
    // Merged cells leave most rows blank or many; a single hole is somebody's who has no place, and must not get the neighbour's.
    const auto as_merged = [&](std::size_t at) {
        const auto blank = std::count_if(layer_.rows.begin(), layer_.rows.end(), [&](const auto& row) { return row[at].empty(); });
        return static_cast<std::size_t>(blank) * 3 >= layer_.rows.size();
    };
    const auto fill_down = [&](std::size_t at) {
        std::string above;
        bool any = false;
        for (std::size_t row = 0; row < layer_.rows.size(); ++row) {
            auto& cell = layer_.rows[row][at];
            if (begins_sheet(layer_, row)) above.clear();
            any = any || cell.empty();
            if (cell.empty()) cell = above;
            else above = cell;
        }
        if (any) filled_down_.push_back(layer_.columns[at]);
    };
    if (ledger_)
        for (const auto at : ledger_->filled_down) fill_down(at);
    if (source.kind == "table" && !layer_.rows.empty()) {
        const auto unit_words = words_for(Target::household, "unit");
        for (const auto& words : {std::vector(estate_words().begin(), estate_words().end()), std::vector(building_words().begin(), building_words().end()),
                                  words_for(Target::person, "household_key"), unit_words}) {
            const auto at = named(words);
            if (!at || layer_.rows.front()[*at].empty() || personal_by_name(layer_.columns[*at]) != Personal::none) continue;
            // A unit may be missing by itself; under a merged cell the building is empty too, and was filled just before.
            if (words == unit_words && filled_down_.empty()) continue;
            if (as_merged(*at)) fill_down(*at);
        }
    }
    traits_ = traits_of(layer_);
}

std::optional<std::size_t> LayerColumns::named(std::span<const std::string_view> words) const {
    for (const auto word : words)
        if (const auto at = std::find(plain_.begin(), plain_.end(), word); at != plain_.end()) return static_cast<std::size_t>(at - plain_.begin());
    return std::nullopt;
}

bool LayerColumns::fits(std::size_t column, Content content) const {
    const auto type_fits = [&](model::AttributeType type) {
        return share(column, [&](const std::string& value) { return sources::value_from(value, type).has_value(); }) >= nearly_all;
    };
    switch (content) {
        case Content::integer:
            return type_fits(model::AttributeType::integer);
        case Content::boolean:
            return type_fits(model::AttributeType::boolean);
        case Content::date:
            return type_fits(model::AttributeType::date);
        case Content::instant:
            return share(column, [](const std::string& value) { return sources::written_time_from(value).has_value(); }) >= nearly_all;
        default:
            return true;
    }
}

std::optional<std::size_t> LayerColumns::of_field(Target target, const Field& field) const {
    for (const auto word : words_for(target, field.name))
        for (std::size_t at = 0; at < plain_.size(); ++at) {
            const auto& column = traits_[at];
            if (plain_[at] != word || column.filled == 0 || !may_be(column.personal, target, field.name)) continue;
            if (fits(at, field.content)) return at;
        }
    return std::nullopt;
}

bool LayerColumns::has_times_of_some_clock(std::size_t column) const {
    return share(column, [](const std::string& value) {
               const auto time = sources::written_time_from(value);
               return time && time->has_clock && !time->ahead_of_utc;
           }) > 0;
}

std::optional<std::pair<std::size_t, std::size_t>> LayerColumns::degrees() const {
    const auto x = named(x_words()), y = named(y_words());
    if (!x || !y || *x == *y) return std::nullopt;
    const auto within = [&](std::size_t column, double most) {
        return share(column, [&](const std::string& value) {
            const auto number = sources::number_from(value);
            return number && *number >= -most && *number <= most;
        });
    };
    if (within(*x, 180.0) < nearly_all || within(*y, 90.0) < nearly_all) return std::nullopt;
    return std::pair(*x, *y);
}

bool LayerColumns::has_unknown_coordinates() const {
    const auto x = named(x_words()), y = named(y_words());
    return x && y && *x != *y && !degrees() && traits_[*x].number() && traits_[*y].number();
}

std::vector<std::size_t> LayerColumns::address_parts() const {
    std::vector<std::size_t> parts;
    const auto add = [&](std::optional<std::size_t> at) {
        if (at && traits_[*at].personal == Personal::none && traits_[*at].filled > 0 && std::find(parts.begin(), parts.end(), *at) == parts.end()) parts.push_back(*at);
    };
    const auto or_called = [&](std::optional<std::size_t> at, bool (*like)(std::string_view)) {
        for (const auto sheet : sheet_names())
            if (!at && share(sheet, like) >= nearly_all) at = sheet;
        return at;
    };
    add(or_called(named(estate_words()), estate_like));
    add(or_called(named(building_words()), building_like));
    add(named(words_for(Target::household, "unit")));
    add(named(words_for(Target::household, "door")));
    return parts;
}

std::vector<std::size_t> LayerColumns::sheet_names() const {
    std::vector<std::size_t> at;
    for (std::size_t column = 0; column < traits_.size(); ++column)
        if (traits_[column].name.starts_with('$')) at.push_back(column);
    return at;
}

bool LayerColumns::is_of_household(std::size_t column) const {
    if (!ledger_) return false;
    std::size_t contrary = 0;
    bool differs = false;
    const std::string* first = nullptr;
    for (std::size_t row = 0; row < layer_.rows.size(); ++row) {
        const auto& cell = layer_.rows[row][column];
        if (ledger_->begins[row] || !first) {
            first = &cell;
            differs = false;
        } else if (!cell.empty() && cell != *first && !std::exchange(differs, true)) {
            ++contrary;
        }
    }
    return contrary * 10 <= ledger_->households;
}

bool LayerColumns::tell_apart(const std::vector<std::size_t>& columns) const {
    std::set<std::string> seen;
    for (const auto& row : layer_.rows) {
        std::string joined;
        bool any = false;
        for (const auto at : columns) {
            joined += row[at] + '\n';
            any = any || !row[at].empty();
        }
        if (!any || !seen.insert(std::move(joined)).second) return false;
    }
    return !columns.empty() && !layer_.rows.empty();
}

}  // namespace huegrid::ingest
