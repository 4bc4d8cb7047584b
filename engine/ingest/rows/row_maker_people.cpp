/// Who serves, where and as what: skills, members, posts, assignments.
#include "engine/ingest/rows/row_maker.hpp"

namespace huegrid::ingest {

void RowMaker::add_skill(const Row& row) {
    if (first_of_its_key(row, skills_)) batch().skills.push_back({row.text("key"), row.label()});
}

void RowMaker::add_member(const Row& row) {
    if (erased(row, "member", keys_.members.find(row.text("key")))) return;
    auto* member = made(row, keys_.members, batch().members);
    if (!member) return;
    member->name = row.text("name");
    member->phone = row.text("phone");
    member->kind = row.text("kind");
    member->home = BuildingId{link(row, "home_building_key", keys_.buildings, "no_building", "kept without a home")};
    member->skills = row.list("skills");
    member->consents = row.yes("consents");
}

void RowMaker::add_post(const Row& row) {
    if (const auto id = new_id(row, keys_.posts))
        batch().posts.push_back(
            {PostId{id}, row.text("key"), row.label(), row.text("duties"), row.integer("headcount").value_or(1)});
}

void RowMaker::add_assignment(const Row& row) {
    const MemberId member{link(row, "member_key", keys_.members, "no_member", "kept out")};
    if (erased(row, "member", member.value)) return;
    const PostId post{link(row, "post_key", keys_.posts, "no_post", "kept out")};
    const ZoneId zone{link(row, "zone_key", keys_.zones, "no_zone", "kept out")};
    if (!member || !post || !zone) return;
    batch().assignments.push_back({0, member, post, zone, *row.date("since"), row.date("until"), row.text("reason")});
}

}  // namespace huegrid::ingest
