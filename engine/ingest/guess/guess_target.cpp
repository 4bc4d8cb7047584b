#include "engine/ingest/guess/guess_target.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/ingest/guess/column_words.hpp"

namespace huegrid::ingest {
namespace {

/// How much one thing says, against each other: a column that only this kind has, one that many have, a name, a shape.
constexpr int own_column = 3, common_column = 1, said_by_name = 5, said_by_shape = 5, least_to_decide = 5;
constexpr double house_m2 = 15000, district_m2 = 200000, most = 0.6;

struct Evidence {
    int score = 0;
    std::vector<std::string> reasons;

    void add(int points, std::string reason) {
        score += points;
        if (!reason.empty()) reasons.push_back(std::move(reason));
    }
};

/// Does it hold the fields that a row can't do without? Keys, levels and kinds can be made up for.
bool has_required(const LayerColumns& columns, const TargetSchema& schema) {
    using enum Target;
    for (const auto& field : schema.fields) {
        if (!field.required || columns.of_field(schema.target, field)) continue;
        const bool made_up = field.name == "key" || field.name == "level" || (field.name == "household_key" && schema.target == person) ||
                             (field.name == "kind" && (schema.target == line || schema.target == service_point)) ||
                             (schema.target == issue && (field.name == "type" || field.name == "status"));
        if (!made_up) return false;
    }
    return true;
}

bool geometry_fits(const TargetSchema& schema, geo::ShapeKind shape) {
    using geo::ShapeKind;
    if (shape == ShapeKind::none) return schema.geometry != GeometryUse::required;
    if (schema.target == Target::estate || schema.target == Target::building) return shape == ShapeKind::polygon || shape == ShapeKind::point;
    if (schema.geometry != GeometryUse::none) return schema.kind == shape;
    return schema.placeable() && shape == ShapeKind::point;
}

bool is_common(std::string_view field) {
    return field == "key" || field == "name" || field == "kind" || field == "note" || field == "code" || field == "address" || field == "name_zh" || field == "name_en";
}

void by_columns(const LayerColumns& columns, const TargetSchema& schema, Evidence& evidence) {
    std::vector<std::string> own;
    for (const auto& field : schema.fields) {
        const auto at = columns.of_field(schema.target, field);
        if (!at) continue;
        evidence.add(is_common(field.name) ? common_column : own_column, "");
        if (!is_common(field.name)) own.push_back(columns.all()[*at].name);
    }
    if (!own.empty()) evidence.add(0, fmt::format("it has {}", fmt::join(own, ", ")));
}

/// Do its polygons, and what they are called, look like this kind?
void by_shape(const LayerColumns& columns, Target target, geo::ShapeKind shape, Evidence& evidence) {
    if (shape == geo::ShapeKind::line && target == Target::line) evidence.add(said_by_shape, "its features are lines");
    if (shape == geo::ShapeKind::point && target == Target::service_point) evidence.add(common_column, "its features are points");
    const bool has_names = target == Target::zone || target == Target::building || target == Target::estate;
    if (!has_names || (shape != geo::ShapeKind::polygon && shape != geo::ShapeKind::point)) return;
    const auto name = columns.of_field(target, *schema_of(target).field("name"));
    const auto named = [&](auto like) { return name && columns.share(*name, like) >= most; };
    if (target == Target::building && named([](const std::string& text) { return building_like(text); })) evidence.add(said_by_shape, "its names end as those of buildings do");
    if (target == Target::estate && named([](const std::string& text) { return estate_like(text); })) evidence.add(own_column, "its names end as those of estates do");
    if (shape == geo::ShapeKind::point) {
        const auto key = columns.of_field(target, *schema_of(target).field("key"));
        const bool called_so = key && key == name && columns.all()[*key].tells_apart();
        if (target == Target::estate && called_so) evidence.add(own_column, fmt::format("each of its points is another {}", columns.all()[*key].name));
        return;
    }
    const auto area = columns.layer().median_area_m2;
    if (target == Target::building && area > 0 && area < house_m2) evidence.add(said_by_shape, fmt::format("half of its polygons are smaller than {:.0f} m2", area));
    if (target == Target::zone && area > district_m2) evidence.add(said_by_shape, fmt::format("half of its polygons are larger than {:.2g} km2", area / 1e6));
    if (target == Target::estate && area > house_m2 / 3 && area < district_m2) evidence.add(common_column, "");
    if (target == Target::zone && named([](const std::string& text) { return !level_of(text).empty(); })) evidence.add(said_by_shape, "its names end as those of zones do");
}

/// One row for each person, or one for each household?
void by_persons(const LayerColumns& columns, Target target, Evidence& evidence) {
    if (target != Target::household && target != Target::person) return;
    if (const auto* ledger = columns.ledger()) {
        if (target == Target::person) evidence.add(3 * own_column, ledger->because);
        return;
    }
    const auto age = columns.named(age_words());
    std::vector<std::string> found;
    for (const auto at : {age, columns.named(person_words())})
        if (at) found.push_back(columns.all()[*at].name);
    const auto parts = columns.address_parts();
    if (parts.size() > 1) evidence.add(own_column, "");
    const auto key = columns.of_field(Target::person, *schema_of(Target::person).field("household_key"));
    const bool in_runs = std::any_of(columns.all().begin(), columns.all().end(), [](const ColumnTraits& c) { return c.in_runs && c.filled == c.rows && c.distinct * 10 > c.rows; });
    const auto& all = columns.all();
    const bool says_how_many = std::any_of(all.begin(), all.end(), [](const ColumnTraits& c) {
        const auto* known = known_attribute(c.name);
        return known && known->name == "persons" && c.filled > 0;
    });
    const bool apart_in_its_list = key && [&] {
        auto within = columns.numbered_anew_by(*key);
        if (!within.empty()) within.push_back(*key);
        return columns.tell_apart(within);
    }();
    if (key && (apart_in_its_list || all[*key].nearly_tells_apart() || (says_how_many && !columns.named(relation_words()) && all[*key].mostly_tells_apart()))) {
        if (target == Target::household) evidence.add(3 * own_column, fmt::format("nearly every row has another {}", columns.all()[*key].name));
        return;
    }
    const bool shared = key ? !columns.tell_apart({*key}) : parts.empty() ? in_runs : !columns.tell_apart(parts);
    if (found.empty()) return;
    if (target == Target::person && shared) evidence.add(2 * own_column, fmt::format("it has {}, and several rows are of one home", fmt::join(found, ", ")));
    if (target == Target::household && !shared && !parts.empty()) evidence.add(2 * own_column, "each of its rows is a home of its own");
}

/// Names of zones beside codes, without a shape: an official list.
std::optional<TargetGuess> zone_list(const LayerColumns& columns) {
    const auto& schema = schema_of(Target::zone);
    const auto code = columns.of_field(Target::zone, *schema.field("key"));
    const auto name = columns.of_field(Target::zone, *schema.field("name"));
    if (columns.layer().shape != geo::ShapeKind::none || !code || !name || !columns.all()[*code].tells_apart()) return std::nullopt;
    if (columns.share(*name, [](const std::string& text) { return !level_of(text).empty(); }) < most) return std::nullopt;
    return TargetGuess{Target::zone, fmt::format("{} end as names of zones do, each with its {}", columns.all()[*name].name, columns.all()[*code].name), true};
}

}  // namespace

std::optional<TargetGuess> guess_target(const LayerColumns& columns, const std::string& file) {
    auto shape = columns.layer().shape;
    if (shape == geo::ShapeKind::none && columns.degrees()) shape = geo::ShapeKind::point;
    std::optional<TargetGuess> best;
    int best_score = 0, second = 0;
    for (const auto& schema : target_schemas()) {
        // A table's points are one of its columns' doing; it may still be a list of people.
        if (!geometry_fits(schema, shape) || !has_required(columns, schema)) continue;
        Evidence evidence;
        by_columns(columns, schema, evidence);
        by_shape(columns, schema.target, shape, evidence);
        by_persons(columns, schema.target, evidence);
        const auto& layer = columns.layer().name;
        if (named_like(schema.target, layer)) evidence.add(said_by_name, fmt::format("its layer is called {}", layer));
        else if (named_like(schema.target, file)) evidence.add(said_by_name, "its file is called so");
        if (evidence.score > best_score) {
            second = best_score;
            best_score = evidence.score;
            best = TargetGuess{schema.target, fmt::format("{}", fmt::join(evidence.reasons, "; "))};
        } else {
            second = std::max(second, evidence.score);
        }
    }
    if (!best || best_score < least_to_decide) return zone_list(columns);
    best->doubtful = second + 1 >= best_score;
    return best;
}

}  // namespace huegrid::ingest
