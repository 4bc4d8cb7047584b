#include "engine/ingest/rows/row_maker.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/ingest/recipe/kept_columns.hpp"

namespace huegrid::ingest {

RowMaker::RowMaker(const Recipe& recipe, model::ExistingKeys& keys, Import& import, Outbox& outbox,
                   const model::FileHomes& file_homes)
    : recipe_(recipe), keys_(keys), import_(import), outbox_(outbox), file_homes_(file_homes), plan_(recipe), finder_(questions_of(recipe)) {
    const auto any = [&](auto holds) { return std::any_of(recipe.rows.begin(), recipe.rows.end(), holds); };
    const auto has = [&](Target target) { return any([&](const Rows& r) { return r.target == target; }); };
    const bool supplements = any([](const Rows& r) { return r.target == Target::household && r.supplement; });
    households_listed_ = any([](const Rows& r) { return r.target == Target::household && !r.supplement; });
    only_supplements_ = supplements && !households_listed_ && !has(Target::person);
    households_held_ = supplements || has(Target::person);
    issues_held_ = has(Target::issue_event);
    asks_for_doors_ = any(names_by_address);
    if (only_supplements_)
        for (const auto& attribute : plan_.attributes()) import.list_attributes.push_back(attribute.name);
}

std::string RowMaker::recipe_word(const Recipe& recipe) { return std::filesystem::path(recipe.name).stem().string(); }

RowMaker::Group RowMaker::group_of(const Rows& rows) const {
    switch (rows.target) {
        case Target::zone:
            return Group::zones;
        case Target::household:
        case Target::person:
            return households_held_ ? Group::households : Group::none;
        case Target::issue:
        case Target::issue_event:
            return issues_held_ ? Group::issues : Group::none;
        default:
            return Group::none;
    }
}

Result<void> RowMaker::begin(const Rows& rows, Fields& fields) {
    entries_ = plan_.filled_by(rows);
    for (const auto e : entries_) {
        const auto& entry = recipe_.attributes[e];
        fields.columns_of(entry.mapping);
        if (!entry.over.empty()) fields.column(entry.over);
        for (const auto& condition : entry.conditions) fields.column(condition.column);
    }
    head_.conditions = rows.head;
    for (const auto& condition : rows.head) fields.column(condition.column);
    model::Batch head;
    head.source = recipe_word(recipe_) + "/" + rows.source;
    const auto table = table_of(rows.target);
    if (!rows.supplement) import_.read.insert({table, head.source});
    head.kept_columns[table] = kept_columns(rows);
    for (const auto& other : recipe_.rows)  // a supplement fills what the zone's own table lacks
        if (rows.target == Target::zone && other.target == Target::zone && other.supplement)
            for (const auto& [field, mapping] : other.fields) head.kept_columns[table].erase(field);
    if (table == "household") {
        head.attributes = plan_.attributes();
        head.supplement = only_supplements_;
        head.kept_columns[table].merge(kept_attributes(rows));
    }
    outbox_.begin(std::move(head), group_of(rows) == Group::none ? Outbox::Keep::stream : Outbox::Keep::hold);
    return know_homes(rows);
}

bool RowMaker::end(const Rows& rows, const Rows* next) {
    const auto group = group_of(rows);
    if (group == Group::none || (next && group_of(*next) == group)) return false;
    if (group == Group::zones) complete_zones();
    if (group == Group::households) complete_households();
    if (group == Group::issues) sort_events();
    return true;
}

void RowMaker::add(const Row& row, geo::Shape shape) {
    switch (row.fields().rows().target) {
        case Target::estate:
            return add_estate(row, std::move(shape));
        case Target::zone:
            return row.fields().rows().supplement ? add_to_zone(row) : add_zone(row, std::move(shape));
        case Target::building:
            return add_building(row, std::move(shape));
        case Target::line:
            return add_line(row, std::move(shape));
        case Target::area:
            return add_area(row, std::move(shape));
        case Target::service_point:
            return add_service_point(row, std::move(shape));
        case Target::room:
            return add_room(row, shape);
        case Target::household:
            return row.fields().rows().supplement ? add_supplement(row, shape) : add_household(row, shape);
        case Target::person:
            return add_person(row, shape);
        case Target::skill:
            return add_skill(row);
        case Target::member:
            return add_member(row);
        case Target::post:
            return add_post(row);
        case Target::assignment:
            return add_assignment(row);
        case Target::issue_type:
            return add_issue_type(row);
        case Target::issue:
            return add_issue(row, std::move(shape));
        case Target::issue_event:
            return add_issue_event(row);
        case Target::visit:
            return add_visit(row);
    }
}

model::KeyIndex* RowMaker::keys_of(Target target) const {
    switch (target) {
        case Target::estate:
            return &keys_.estates;
        case Target::zone:
            return &keys_.zones;
        case Target::building:
            return &keys_.buildings;
        case Target::line:
            return &keys_.lines;
        case Target::area:
            return &keys_.areas;
        case Target::service_point:
            return &keys_.service_points;
        case Target::room:
            return &keys_.rooms;
        case Target::household:
        case Target::person:
            return &keys_.households;
        case Target::member:
            return &keys_.members;
        default:
            return nullptr;
    }
}

void RowMaker::keep(const Row& row) {
    const auto target = row.fields().rows().target;
    const auto field = target == Target::person ? "household_key" : "key";
    if (row.maps(field) && row.text(field).empty()) return lost_a_row();
    const auto* keys = keys_of(target);
    if (!keys || row.fields().rows().supplement) return;
    if (const auto id = keys->find(row.text(field)))
        batch().still_listed[table_of(target)].push_back(id);
}

std::int64_t RowMaker::new_id(const Row& row, model::KeyIndex& keys) {
    const auto id = keys.find_or_next(row.text("key"));
    if (seen_[&keys].insert(id)) return id;
    row.report("duplicate_key", fmt::format("the key '{}' was there before", row.text("key")), "kept out");
    return 0;
}

bool RowMaker::first_of_its_key(const Row& row, std::set<std::string>& words) const {
    const bool first = words.insert(row.text("key")).second;
    if (!first) row.report("duplicate_key", fmt::format("the key '{}' was there before", row.text("key")), "kept out");
    return first;
}

bool RowMaker::erased(const Row& row, std::string_view table, std::int64_t id) const {
    const bool member = table == "member";
    if (!(member ? keys_.erased_members : keys_.erased_households).contains(id)) return false;
    std::string key;
    for (const char* field : {"key", member ? "member_key" : "household_key"})
        if (row.maps(field)) key = row.text(field);
    row.report("erased_before", fmt::format("{}{} was erased, and is in this source again", table, key.empty() ? "" : fmt::format(" '{}'", key)),
               "nothing of it was taken; import --readmit with its key takes it in");
    if (keys_of(row.fields().rows().target)) outbox_.batch().still_listed[std::string(table)].push_back(id);
    return true;
}

std::int64_t RowMaker::link(const Row& row, std::string_view field, const model::KeyIndex& keys, std::string kind,
                            std::string done) const {
    const auto key = row.text(field);
    if (key.empty()) return 0;
    const auto id = keys.find(key);
    if (id == 0) row.report(std::move(kind), fmt::format("{} '{}' is not known", field, key), std::move(done));
    return id;
}

}  // namespace huegrid::ingest
