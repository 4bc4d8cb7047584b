#include "engine/ingest/recipe/schema.hpp"

#include <algorithm>

#include "engine/base/date.hpp"
#include "engine/model/fixed_words.hpp"
#include "engine/model/rows.hpp"

namespace huegrid::ingest {
namespace {

using enum Content;
using enum GeometryUse;
using geo::ShapeKind;
using model::words_of;

std::vector<std::string_view> level_words() {
    std::vector<std::string_view> words;
    for (const auto& level : model::default_levels()) words.push_back(level.key);
    return words;
}

/// A building is planned a few years ahead of the register.
Bounds built_years() {
    const std::chrono::year_month_day day{today()};
    return {1000, static_cast<int>(day.year()) + 5};
}

Field bounded(std::string_view name, Bounds bounds) { return {name, integer, false, {}, false, bounds}; }

std::vector<Field> household_fields(Field key) {
    return {std::move(key),
            {"building_key", Content::key},
            {"room_key", Content::key},
            {"address"},
            {"estate"},
            {"building"},
            {"kind", text, false, words_of("household", "kind"), true},
            {"occupancy", text, false, words_of("household", "occupancy")},
            {"unit"},
            {"floor"},
            {"door"},
            {"contact_name"},
            {"contact_phone", Content::phone}};
}

std::vector<Field> label_fields(std::vector<Field> others) {
    std::vector<Field> fields{{"key", Content::key, true}, {"name_zh"}, {"name_en"}};
    fields.insert(fields.end(), others.begin(), others.end());
    return fields;
}

std::vector<TargetSchema> make_schemas() {
    const Field key{"key", Content::key, true};
    return {
        {Target::estate, "estate", optional, ShapeKind::polygon, {key, {"name"}}},
        {Target::zone,
         "zone",
         required,
         ShapeKind::polygon,
         {key,
          {"level", text, true, level_words()},
          {"parent_key", Content::key},
          {"name"},
          {"code", Content::code},
          {"kind", text, false, words_of("zone", "kind")}}},
        {Target::building,
         "building",
         required,
         ShapeKind::polygon,
         {key,
          {"name"},
          {"address"},
          {"use"},
          {"estate_key", Content::key},
          bounded("units", {0, 200}),
          bounded("floors", {-10, 200}),
          bounded("built_year", built_years())}},
        {Target::line,
         "line",
         required,
         ShapeKind::line,
         {key, {"kind", text, true, words_of("line_feature", "kind")}, {"name"}}},
        {Target::area, "area", required, ShapeKind::polygon, {key, {"kind", text, true}, {"name"}}},
        {Target::service_point,
         "service_point",
         required,
         ShapeKind::point,
         {key, {"kind", text, true}, {"name"}, {"functional_areas"}}},
        {Target::room,
         "room",
         none,
         ShapeKind::point,
         {key, {"building_key", Content::key}, {"estate"}, {"building"}, {"unit"}, {"floor"}, {"door"}, {"address"}}},
        {Target::household, "household", none, ShapeKind::point, household_fields(key)},
        {Target::person, "person", none, ShapeKind::point, household_fields({"household_key", Content::key, true})},
        {Target::skill, "skill", none, ShapeKind::none, label_fields({})},
        {Target::member,
         "member",
         none,
         ShapeKind::none,
         {key,
          {"name", text, true},
          {"phone", Content::phone},
          {"kind", text, true, words_of("member", "kind")},
          {"home_building_key", Content::key},
          {"skills"},
          {"consents", boolean}}},
        {Target::post, "post", none, ShapeKind::none, label_fields({{"duties"}, {"headcount", integer}})},
        {Target::assignment,
         "assignment",
         none,
         ShapeKind::none,
         {{"member_key", Content::key, true},
          {"post_key", Content::key, true},
          {"zone_key", Content::key, true},
          {"since", date, true},
          {"until", date},
          {"reason"}}},
        {Target::issue_type, "issue_type", none, ShapeKind::none, label_fields({{"limit_days", integer}})},
        {Target::issue,
         "issue",
         optional,
         ShapeKind::point,
         {key,
          {"type", text, true},
          {"title"},
          {"description"},
          {"status", text, true, words_of("issue", "status")},
          {"outcome", text, false, words_of("issue", "outcome")},
          {"reported_at", instant, true},
          {"due_at", instant},
          {"closed_at", instant},
          {"building_key", Content::key}}},
        {Target::issue_event,
         "issue_event",
         none,
         ShapeKind::none,
         {{"issue_key", Content::key, true},
          {"at", instant, true},
          {"by"},
          {"status", text, true, words_of("issue_event", "status")},
          {"note"}}},
        {Target::visit,
         "visit",
         none,
         ShapeKind::none,
         {{"household_key", Content::key, true}, {"member_key", Content::key}, {"at", instant, true}, {"note"}}},
    };
}

}  // namespace

bool Field::may_hold(address::PersonalNumber number) const {
    const bool code = content == Content::key || content == Content::code;
    return address::has_place(number, code ? address::NumberPlace::code : content == Content::phone ? address::NumberPlace::phone : address::NumberPlace::text);
}

const Field* TargetSchema::field(std::string_view field_name) const {
    const auto at = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == field_name; });
    return at == fields.end() ? nullptr : &*at;
}

bool TargetSchema::placeable() const {
    return target == Target::room || target == Target::household || target == Target::person || target == Target::issue;
}

std::span<const TargetSchema> target_schemas() {
    static const std::vector<TargetSchema> schemas = make_schemas();
    return schemas;
}

const TargetSchema& schema_of(Target target) { return target_schemas()[static_cast<std::size_t>(target)]; }

}  // namespace huegrid::ingest
