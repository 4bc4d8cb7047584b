#include "engine/ingest/layer_columns.hpp"

#include <algorithm>
#include <array>
#include <set>

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
    if (source.kind == "table" && !layer_.rows.empty()) {
        const auto unit_words = words_for(Target::household, "unit");
        for (const auto& words : {std::vector(estate_words().begin(), estate_words().end()), std::vector(building_words().begin(), building_words().end()),
                                  words_for(Target::person, "household_key"), unit_words}) {
            const auto at = named(words);
            if (!at || layer_.rows.front()[*at].empty() || personal_by_name(layer_.columns[*at]) != Personal::none) continue;
            // A unit may be missing by itself; under a merged cell the building is empty too, and was filled just before.
            if (words == unit_words && filled_down_.empty()) continue;
            std::string above;
            bool any = false;
            for (auto& row : layer_.rows) {
                auto& cell = row[*at];
                any = any || cell.empty();
                if (cell.empty()) cell = above;
                else above = cell;
            }
            if (any) filled_down_.push_back(layer_.columns[*at]);
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
    add(named(estate_words()));
    add(named(building_words()));
    add(named(words_for(Target::household, "unit")));
    add(named(words_for(Target::household, "door")));
    return parts;
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
