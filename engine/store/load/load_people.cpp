/// Members in their posts.
#include "engine/store/load/load_parts.hpp"

namespace huegrid::store {

void load_people(const Database& db, model::Snapshot& s, const IdIndex& zones, const IdIndex& buildings) {
    IdIndex member_index, post_index;
    auto members = db.prepare("SELECT id, name, kind, home_building_id FROM member WHERE valid_to IS NULL ORDER BY id");
    while (members.step()) {
        member_index.add(members.integer(0));
        s.members.push_back({MemberId{members.integer(0)}, text(members, 1), text(members, 2), {}, index_in(buildings, members, 3)});
    }
    auto skills = db.prepare("SELECT member_id, skill FROM member_skill ORDER BY member_id, skill");
    while (skills.step())
        if (const Index m = index_in(member_index, skills, 0); m != none) s.members.edit()[std::size_t(m)].skills.push_back(text(skills, 1));
    auto posts = db.prepare("SELECT id, key, name_zh, name_en, duties FROM post ORDER BY id");
    while (posts.step()) {
        post_index.add(posts.integer(0));
        s.posts.push_back({PostId{posts.integer(0)}, text(posts, 1), {text(posts, 2), text(posts, 3)}, text(posts, 4)});
    }
    auto assignments = db.prepare("SELECT member_id, post_id, zone_id, since FROM assignment WHERE since <= ?1 AND "
                                  "(until IS NULL OR until > ?1) ORDER BY id");
    const auto present = to_text(today());
    assignments.bind(1, present);
    while (assignments.step()) {
        model::Assignment a{index_in(member_index, assignments, 0), index_in(post_index, assignments, 1),
                            index_in(zones, assignments, 2), parse_date(assignments.text(3)).value_or(Date{})};
        if (a.member != none && a.post != none && a.zone != none) s.assignments.push_back(a);
    }
}

}  // namespace huegrid::store
