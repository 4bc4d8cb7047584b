/// Issues with their events, and visits.
#include <fmt/format.h>

#include <algorithm>

#include "engine/ingest/rows/row_maker.hpp"

namespace huegrid::ingest {

void RowMaker::add_issue_type(const Row& row) {
    if (first_of_its_key(row, issue_types_))
        batch().issue_types.push_back({row.text("key"), row.label(), row.integer("limit_days").value_or(0)});
}

void RowMaker::add_issue(const Row& row, geo::Shape shape) {
    auto* issue = made(row, keys_.issues, batch().issues);
    if (!issue) return;
    issue->type = row.text("type");
    issue->title = row.text("title");
    issue->description = row.text("description");
    issue->status = row.text("status");
    issue->outcome = row.text("outcome");
    issue->reported_at = *row.instant("reported_at");
    issue->due_at = row.instant("due_at");
    issue->closed_at = row.instant("closed_at");
    issue->building = BuildingId{link(row, "building_key", keys_.buildings, "no_building", "kept without a building")};
    const auto& rows = row.fields().rows();
    if (!issue->building && rows.by_point && !shape.empty())
        issue->building = finder_.at_point(shape.points.front(), rows.snap_within_m);
    if (!issue->building && shape.empty())
        row.report("no_place", "neither a point nor a building is known", "kept without a place");
    issue->shape = std::move(shape);
    if (issues_held_) issue_at_.emplace(issue->id.value, HeldAt{outbox_.held().size() - 1, batch().issues.size() - 1});
}

void RowMaker::add_issue_event(const Row& row) {
    const auto issue = issue_at_.find(keys_.issues.find(row.text("issue_key")));
    if (issue == issue_at_.end())
        return row.report("no_issue", fmt::format("issue_key '{}' is not known", row.text("issue_key")), "kept out");
    outbox_.held()[issue->second.batch].issues[issue->second.row].events.push_back(
        {*row.instant("at"), row.text("by"), row.text("status"), row.text("note")});
}

void RowMaker::sort_events() {
    for (auto& held : outbox_.held())
        for (auto& issue : held.issues)
            std::stable_sort(issue.events.begin(), issue.events.end(),
                             [](const auto& a, const auto& b) { return a.at < b.at; });
    issue_at_.clear();
}

void RowMaker::add_visit(const Row& row) {
    const HouseholdId household{link(row, "household_key", keys_.households, "no_household", "kept out")};
    if (!household || erased(row, "household", household.value)) return;
    const MemberId member{link(row, "member_key", keys_.members, "no_member", "kept without a member")};
    batch().visits.push_back({0, household, member, *row.instant("at"), row.text("note")});
}

}  // namespace huegrid::ingest
