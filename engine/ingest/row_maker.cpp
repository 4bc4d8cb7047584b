#include "engine/ingest/row_maker.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/ingest/zone_findings.hpp"

namespace huegrid::ingest {
namespace {

int rank_of(const std::string& level) {
    for (const auto& one : model::default_levels())
        if (one.key == level) return one.rank;
    return 0;
}

Label label_of(const Row& row) { return {row.text("name_zh"), row.text("name_en")}; }

}  // namespace

RowMaker::RowMaker(const Recipe& recipe, model::ExistingKeys& keys, Import& import)
    : recipe_(recipe), keys_(keys), import_(import), batch_(import.batch) {
    for (const auto& attribute : recipe.attributes) batch_.attributes.push_back(attribute.attribute);
    households_listed_ = std::any_of(recipe.rows.begin(), recipe.rows.end(),
                                     [](const Rows& rows) { return rows.target == Target::household; });
}

void RowMaker::ask_for_attributes(Fields& fields) const {
    const auto& rows = fields.rows();
    for (const auto& a : recipe_.attributes) {
        if (rows.target == Target::household && a.aggregate == Aggregate::none &&
            (a.source.empty() || a.source == rows.source))
            fields.columns_of(a.mapping);
        if (rows.target != Target::person || a.aggregate == Aggregate::none) continue;
        if (!a.over.empty()) fields.column(a.over);
        for (const auto& condition : a.conditions) fields.column(condition.column);
    }
}

void RowMaker::add(const Row& row, geo::Shape shape) {
    switch (row.fields().rows().target) {
        case Target::estate:
            return add_estate(row, std::move(shape));
        case Target::zone:
            return add_zone(row, std::move(shape));
        case Target::building:
            return add_building(row, std::move(shape));
        case Target::line:
            return add_line(row, std::move(shape));
        case Target::service_point:
            return add_service_point(row, std::move(shape));
        case Target::room:
            return add_room(row, shape);
        case Target::household:
            return add_household(row, shape);
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

std::int64_t RowMaker::new_id(const Row& row, model::KeyIndex& keys) {
    const auto id = keys.find_or_next(row.text("key"));
    if (seen_[&keys].insert(id).second) return id;
    row.report("duplicate_key", fmt::format("the key '{}' was there before", row.text("key")), "kept out");
    return 0;
}

std::int64_t RowMaker::link(const Row& row, std::string_view field, const model::KeyIndex& keys, std::string kind,
                            std::string done) const {
    const auto key = row.text(field);
    if (key.empty()) return 0;
    const auto id = keys.find(key);
    if (id == 0) row.report(std::move(kind), fmt::format("{} '{}' is not known", field, key), std::move(done));
    return id;
}

Home RowMaker::home_of(const Row& row, const geo::Shape& shape) const {
    const auto& rows = row.fields().rows();
    Home home;
    home.room = RoomId{link(row, "room_key", keys_.rooms, "no_room", "kept without a room")};
    if (const auto building = keys_.building_of_room.find(home.room.value); building != keys_.building_of_room.end())
        home.building = BuildingId{building->second};
    if (!home.building) home.building = BuildingId{keys_.buildings.find(row.text("building_key"))};
    const bool by_address = rows.target == Target::household || rows.target == Target::person;
    if (!home.building && !home.room && by_address) home = finder_.at_address(row.text("address"));
    if (!home.building && !shape.empty()) home.building = finder_.at_point(shape.points.front(), rows.snap_within_m);
    if (home.building || home.room) return home;
    const bool asked =
        rows.by_point || row.maps("building_key") || row.maps("room_key") || (by_address && row.maps("address"));
    if (!asked) return home;
    const auto what = !row.text("building_key").empty()
                          ? fmt::format("building_key '{}' is not known", row.text("building_key"))
                      : !shape.empty() ? std::string("no building stands at its point")
                      : by_address && !row.text("address").empty()
                          ? fmt::format("no room or building has the address '{}'", row.text("address"))
                          : std::string("nothing says in which building it is");
    row.report("no_building", what, "kept without a building");
    return home;
}

void RowMaker::add_estate(const Row& row, geo::Shape shape) {
    if (const auto id = new_id(row, keys_.estates))
        batch_.estates.push_back({EstateId{id}, row.text("key"), row.text("name"), std::move(shape)});
}

void RowMaker::add_zone(const Row& row, geo::Shape shape) {
    const auto id = new_id(row, keys_.zones);
    if (!id) return;
    if (const auto parent = row.text("parent_key"); !parent.empty())
        parents_.push_back({batch_.zones.size(),
                            parent,
                            {row.fields().rows().source, row.fields().rows().layer, row.record().place, "no_parent", "",
                             "kept without it; its place decides"}});
    model::ZoneRow zone;
    zone.id = ZoneId{id};
    zone.source_key = row.text("key");
    zone.level = row.text("level");
    zone.name = row.text("name");
    zone.code = row.text("code");
    zone.kind = row.text("kind");
    zone.shape = std::move(shape);
    batch_.zones.push_back(std::move(zone));
}

void RowMaker::add_building(const Row& row, geo::Shape shape) {
    const auto id = new_id(row, keys_.buildings);
    if (!id) return;
    model::BuildingRow building;
    building.id = BuildingId{id};
    building.source_key = row.text("key");
    building.name = row.text("name");
    building.address = row.text("address");
    building.use = row.text("use");
    building.estate = EstateId{link(row, "estate_key", keys_.estates, "no_estate", "kept without an estate")};
    building.units = row.integer("units");
    building.floors = row.integer("floors");
    building.built_year = row.integer("built_year");
    building.shape = std::move(shape);
    finder_.add(building);
    batch_.buildings.push_back(std::move(building));
}

void RowMaker::add_line(const Row& row, geo::Shape shape) {
    if (const auto id = new_id(row, keys_.lines))
        batch_.lines.push_back({id, row.text("key"), row.text("kind"), row.text("name"), std::move(shape)});
}

void RowMaker::add_service_point(const Row& row, geo::Shape shape) {
    if (const auto id = new_id(row, keys_.service_points))
        batch_.service_points.push_back({ServicePointId{id}, row.text("key"), row.text("kind"), row.text("name"),
                                         row.list("functional_areas"), std::move(shape)});
}

void RowMaker::add_room(const Row& row, const geo::Shape& shape) {
    const auto id = new_id(row, keys_.rooms);
    if (!id) return;
    const auto home = home_of(row, shape);
    model::RoomRow room{RoomId{id},        row.text("key"),  home.building,      row.text("unit"),
                        row.text("floor"), row.text("door"), row.text("address")};
    if (home.building)
        keys_.building_of_room[id] = home.building.value;
    else
        keys_.building_of_room.erase(id);
    finder_.add(room);
    batch_.rooms.push_back(std::move(room));
}

model::HouseholdRow RowMaker::household_from(const Row& row, const geo::Shape& shape) const {
    const auto home = home_of(row, shape);
    model::HouseholdRow household;
    household.building = home.building;
    household.room = home.room;
    if (const auto kind = row.text("kind"); !kind.empty()) household.kind = kind;
    household.occupancy = row.text("occupancy");
    household.unit = row.text("unit");
    household.floor = row.text("floor");
    household.door = row.text("door");
    household.contact_name = row.text("contact_name");
    household.contact_phone = row.text("contact_phone");
    household.values.resize(recipe_.attributes.size());
    return household;
}

void RowMaker::add_household(const Row& row, const geo::Shape& shape) {
    const auto id = new_id(row, keys_.households);
    if (!id) return;
    auto household = household_from(row, shape);
    household.id = HouseholdId{id};
    household.source_key = row.text("key");
    for (std::size_t a = 0; a < recipe_.attributes.size(); ++a) {
        const auto& attribute = recipe_.attributes[a];
        const bool here = attribute.source.empty() || attribute.source == row.fields().rows().source;
        if (attribute.aggregate == Aggregate::none && here)
            household.values[a] = row.value(row.fields().text(attribute.mapping, row.record()), attribute.attribute);
    }
    household_at_.emplace(household.source_key, batch_.households.size());
    batch_.households.push_back(std::move(household));
}

void RowMaker::add_person(const Row& row, const geo::Shape& shape) {
    const auto key = row.text("household_key");
    const auto known = household_at_.find(key);
    if (known == household_at_.end() && households_listed_)
        return row.report("no_household", fmt::format("household_key '{}' is not known", key), "kept out");
    std::string stated;
    for (const auto& field : schema_of(Target::person).fields) stated += row.text(field.name) + '\n';
    if (known == household_at_.end()) {
        auto household = household_from(row, shape);
        household.id = HouseholdId{keys_.households.find_or_next(key)};
        household.source_key = key;
        household_as_stated_.emplace(batch_.households.size(), std::move(stated));
        household_at_.emplace(key, batch_.households.size());
        batch_.households.push_back(std::move(household));
    } else if (!households_listed_ && household_as_stated_[known->second] != stated) {
        row.report("persons_disagree", fmt::format("another person of household '{}' says otherwise of it", key),
                   "the first person's word was taken");
    }
    auto& figures = figures_.try_emplace(household_at_.at(key), recipe_.attributes.size()).first->second;
    for (std::size_t a = 0; a < recipe_.attributes.size(); ++a) figures.add(a, recipe_.attributes[a], row);
}

void RowMaker::add_skill(const Row& row) {
    if (!skills_.insert(row.text("key")).second)
        return row.report("duplicate_key", fmt::format("the key '{}' was there before", row.text("key")), "kept out");
    batch_.skills.push_back({row.text("key"), label_of(row)});
}

void RowMaker::add_member(const Row& row) {
    const auto id = new_id(row, keys_.members);
    if (!id) return;
    model::MemberRow member;
    member.id = MemberId{id};
    member.source_key = row.text("key");
    member.name = row.text("name");
    member.phone = row.text("phone");
    member.kind = row.text("kind");
    member.home = BuildingId{link(row, "home_building_key", keys_.buildings, "no_building", "kept without a home")};
    member.skills = row.list("skills");
    member.consents = row.yes("consents");
    batch_.members.push_back(std::move(member));
}

void RowMaker::add_post(const Row& row) {
    const auto id = new_id(row, keys_.posts);
    if (!id) return;
    batch_.posts.push_back(
        {PostId{id}, row.text("key"), label_of(row), row.text("duties"), row.integer("headcount").value_or(1)});
}

void RowMaker::add_assignment(const Row& row) {
    const MemberId member{link(row, "member_key", keys_.members, "no_member", "kept out")};
    const PostId post{link(row, "post_key", keys_.posts, "no_post", "kept out")};
    const ZoneId zone{link(row, "zone_key", keys_.zones, "no_zone", "kept out")};
    if (!member || !post || !zone) return;
    batch_.assignments.push_back({0, member, post, zone, *row.date("since"), row.date("until"), row.text("reason")});
}

void RowMaker::add_issue_type(const Row& row) {
    if (!issue_types_.insert(row.text("key")).second)
        return row.report("duplicate_key", fmt::format("the key '{}' was there before", row.text("key")), "kept out");
    batch_.issue_types.push_back({row.text("key"), label_of(row), row.integer("limit_days").value_or(0)});
}

void RowMaker::add_issue(const Row& row, geo::Shape shape) {
    const auto id = new_id(row, keys_.issues);
    if (!id) return;
    model::IssueRow issue;
    issue.id = IssueId{id};
    issue.source_key = row.text("key");
    issue.type = row.text("type");
    issue.title = row.text("title");
    issue.description = row.text("description");
    issue.status = row.text("status");
    issue.outcome = row.text("outcome");
    issue.reported_at = *row.instant("reported_at");
    issue.due_at = row.instant("due_at");
    issue.closed_at = row.instant("closed_at");
    issue.building = BuildingId{link(row, "building_key", keys_.buildings, "no_building", "kept without a building")};
    const auto& rows = row.fields().rows();
    if (!issue.building && rows.by_point && !shape.empty())
        issue.building = finder_.at_point(shape.points.front(), rows.snap_within_m);
    if (!issue.building && shape.empty())
        row.report("no_place", "neither a point nor a building is known", "kept without a place");
    issue.shape = std::move(shape);
    issue_at_.emplace(id, batch_.issues.size());
    batch_.issues.push_back(std::move(issue));
}

void RowMaker::add_issue_event(const Row& row) {
    const auto issue = issue_at_.find(keys_.issues.find(row.text("issue_key")));
    if (issue == issue_at_.end())
        return row.report("no_issue", fmt::format("issue_key '{}' is not known", row.text("issue_key")), "kept out");
    batch_.issues[issue->second].events.push_back(
        {*row.instant("at"), row.text("by"), row.text("status"), row.text("note")});
}

void RowMaker::add_visit(const Row& row) {
    const HouseholdId household{link(row, "household_key", keys_.households, "no_household", "kept out")};
    if (!household) return;
    const MemberId member{link(row, "member_key", keys_.members, "no_member", "kept without a member")};
    batch_.visits.push_back({0, household, member, *row.instant("at"), row.text("note")});
}

void RowMaker::finish() {
    link_parents();
    report_coverage(batch_.zones, import_.report);
    fill_figures();
    for (auto& issue : batch_.issues)
        std::stable_sort(issue.events.begin(), issue.events.end(),
                         [](const auto& a, const auto& b) { return a.at < b.at; });
}

/// A parent has to be coarser than its child, which also keeps zones from going round in circles.
void RowMaker::link_parents() {
    std::unordered_map<std::int64_t, int> ranks;
    for (const auto& zone : batch_.zones) ranks.emplace(zone.id.value, rank_of(zone.level));
    for (auto& [row, key, defect] : parents_) {
        auto& zone = batch_.zones[row];
        const auto id = keys_.zones.find(key);
        const auto rank = ranks.find(id);
        if (id != 0 && (rank == ranks.end() || rank->second < rank_of(zone.level))) {
            zone.parent = ZoneId{id};
            continue;
        }
        if (id == 0) {
            defect.what = fmt::format("parent_key '{}' is not known", key);
        } else {
            defect.kind = "bad_parent";
            defect.what = fmt::format("its parent '{}' is not of a coarser level than {}", key, zone.level);
        }
        import_.report.add(defect);
    }
}

void RowMaker::fill_figures() {
    for (const auto& [row, figures] : figures_)
        for (std::size_t a = 0; a < recipe_.attributes.size(); ++a)
            if (recipe_.attributes[a].aggregate != Aggregate::none)
                batch_.households[row].values[a] = figures.value(a, recipe_.attributes[a]);
}

}  // namespace huegrid::ingest
