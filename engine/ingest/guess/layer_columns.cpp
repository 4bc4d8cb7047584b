#include "engine/ingest/guess/layer_columns.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "engine/address/address.hpp"
#include "engine/geo/crs/datum.hpp"
#include "engine/ingest/guess/column_words.hpp"
#include "engine/sources/tables/table_reader.hpp"
#include "engine/sources/value_text.hpp"

namespace huegrid::ingest {
namespace {

constexpr double nearly_all = 0.9, mostly = 0.7;

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

/// Does it lead from an estate or a road to a home? A date and a telephone could be numbers of building, unit and door.
bool is_home(const std::string& value) {
    constexpr std::string_view marks[]{"栋", "幢", "号楼", "单元", "室", "弄"};
    if (std::none_of(std::begin(marks), std::end(marks), [&](std::string_view mark) { return value.find(mark) != std::string::npos; })) return false;
    const auto all = address::readings(address::parse_address(value));
    return std::any_of(all.begin(), all.end(), [](const address::Address& one) { return address::is_in_building(one) && !(one.estate.empty() && one.road.empty()); });
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
            // A unit may be missing by itself; under a merged cell the building is empty too, and was filled just before, or the
            // sheet is the building, and each begins with its first unit.
            if (words == unit_words && filled_down_.empty() && !begins_each_building(*at)) continue;
            if (as_merged(*at)) fill_down(*at);
        }
    }
    traits_ = traits_of(layer_);
}

bool LayerColumns::begins_each_building(std::size_t column) const {
    const auto is_building = [&](std::size_t at) { return sources::says_place(layer_.columns[at]) && share(at, building_like) >= nearly_all; };
    bool buildings = false;
    for (std::size_t at = 0; at < layer_.columns.size(); ++at) buildings = buildings || is_building(at);
    for (std::size_t row = 0; row < layer_.rows.size(); ++row)
        if (begins_sheet(layer_, row) && layer_.rows[row][column].empty()) return false;
    return buildings;
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
    if (field.name != "address" || (target != Target::household && target != Target::person)) return std::nullopt;
    for (std::size_t at = 0; at < plain_.size(); ++at)
        if (traits_[at].personal == Personal::none && share(at, is_home) >= mostly) return at;
    return std::nullopt;
}

bool LayerColumns::has_times_of_some_clock(std::size_t column) const {
    return share(column, [](const std::string& value) {
               const auto time = sources::written_time_from(value);
               return time && time->has_clock && !time->ahead_of_utc;
           }) > 0;
}

std::vector<LayerColumns::Degrees> LayerColumns::coordinates() const {
    std::vector<CoordinateName> names;
    for (const auto& column : layer_.columns) names.push_back(coordinate_name(column));
    std::vector<Degrees> found;
    for (const std::string_view crs : {"EPSG:4326", "EPSG:4490", "GCJ-02", "BD-09", ""}) {
        const auto called = [&](std::span<const std::string_view> words, std::string_view by) {
            for (const auto word : words)
                for (std::size_t at = 0; at < names.size(); ++at)
                    if (names[at].crs == by && names[at].name == word) return at;
            return names.size();
        };
        auto x = called(x_words(), crs), y = called(y_words(), crs);
        // One name that says it speaks for both.
        if (x < names.size() && y == names.size()) y = called(y_words(), "");
        else if (y < names.size() && x == names.size()) x = called(x_words(), "");
        if (x < names.size() && y < names.size() && x != y) found.push_back({x, y, std::string(crs)});
    }
    return found;
}

std::optional<LayerColumns::Degrees> LayerColumns::degrees() const {
    const auto within = [&](std::size_t column, double most) {
        return share(column, [&](const std::string& value) {
            const auto number = sources::number_from(value);
            return number && *number >= -most && *number <= most;
        });
    };
    for (auto& one : coordinates())
        if (within(one.x, 180.0) >= nearly_all && within(one.y, 90.0) >= nearly_all) return std::move(one);
    return std::nullopt;
}

bool LayerColumns::may_be_shifted(const Degrees& by) const {
    std::size_t placed = 0, there = 0;
    for (const auto& row : layer_.rows) {
        const auto x = sources::number_from(row[by.x]), y = sources::number_from(row[by.y]);
        if (!x || !y) continue;
        ++placed;
        there += geo::is_shifted_here({*x, *y}) ? 1 : 0;
    }
    return 2 * there > placed;
}

bool LayerColumns::has_unknown_coordinates() const {
    const auto all = coordinates();
    return !degrees() && std::any_of(all.begin(), all.end(), [&](const Degrees& one) { return traits_[one.x].number() && traits_[one.y].number(); });
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

std::optional<LayerColumns::Heads> LayerColumns::heads() const {
    const auto relation = named(relation_words());
    if (!relation) return std::nullopt;
    std::set<std::string> words;
    for (const auto& row : layer_.rows)
        if (is_household_head(row[*relation])) words.insert(row[*relation]);
    if (words.empty()) return std::nullopt;
    return Heads{*relation, {words.begin(), words.end()}};
}

std::vector<std::size_t> LayerColumns::numbered_anew_by(std::size_t key) const {
    std::vector<std::size_t> said;  // what tells one home from another
    for (const std::string_view field : {"address", "contact_name", "contact_phone"})
        if (const auto at = of_field(Target::household, *schema_of(Target::household).field(field))) said.push_back(*at);
    std::vector<std::vector<std::size_t>> ways;
    for (const auto at : sheet_names()) ways.push_back({at});
    std::reverse(ways.begin(), ways.end());  // $file stands behind $sheet
    if (ways.size() > 1) ways.push_back(sheet_names());
    for (const auto& way : ways) {
        std::map<std::string, std::pair<std::string, const std::vector<std::string>*>> first;  // of each key: where it stood, and its row
        std::size_t again = 0, others = 0;
        for (const auto& row : layer_.rows) {
            if (row[key].empty()) continue;
            std::string where;
            for (const auto at : way) where += row[at] + "/";
            const auto [at, fresh] = first.try_emplace(row[key], where, &row);
            if (fresh || at->second.first == where) continue;
            ++again;
            const auto& before = *at->second.second;
            others += std::any_of(said.begin(), said.end(), [&](std::size_t column) { return row[column] != before[column]; });
        }
        if (again > 0 && others * 2 > again) return way;
    }
    return {};
}

bool LayerColumns::holds_units(std::size_t doors) const {
    return share(doors, [](const std::string& value) { return address::inside_of(value).has_value(); }) >= nearly_all;
}

bool LayerColumns::holds_buildings(std::size_t doors) const {
    return holds_units(doors) && share(doors, [](const std::string& value) {
               const auto inside = address::inside_of(value);
               return inside && !inside->building.empty();
           }) > 0;
}

std::vector<std::size_t> LayerColumns::sheet_names() const {
    std::vector<std::size_t> at;
    for (std::size_t column = 0; column < traits_.size(); ++column)
        if (sources::says_place(traits_[column].name)) at.push_back(column);
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
