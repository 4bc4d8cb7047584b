/// Issues, piece by piece on several threads.
#include <map>

#include "engine/store/database/id_pieces.hpp"
#include "engine/store/load/load_parts.hpp"

namespace huegrid::store {
namespace {

using TypeNames = std::map<std::string, Label, std::less<>>;

std::vector<model::Issue> read_issues(const Database& db, IdRange range, const TypeNames& names, const IdIndex& zones, const IdIndex& buildings) {
    std::vector<model::Issue> issues;
    auto rows = db.prepare("SELECT id, type, title, status, reported_at, due_at, closed_at, zone_id, building_id, geom FROM issue "
                           "WHERE id BETWEEN ? AND ? AND valid_to IS NULL ORDER BY id");
    rows.with(range.first, range.last);
    while (rows.step()) {
        model::Issue issue;
        issue.id = IssueId{rows.integer(0)};
        issue.type = text(rows, 1);
        if (const auto name = names.find(issue.type); name != names.end()) issue.type_name = name->second;
        issue.title = text(rows, 2);
        issue.status = text(rows, 3);
        issue.reported_at = instant_of(rows, 4).value_or(Instant{});
        issue.due_at = instant_of(rows, 5);
        issue.closed_at = instant_of(rows, 6);
        issue.zone = index_in(zones, rows, 7);
        issue.building = index_in(buildings, rows, 8);
        if (const auto shape = shape_of(rows, 9); !shape.empty()) issue.at = shape.points.front();
        issues.push_back(std::move(issue));
    }
    return issues;
}

}  // namespace

Result<void> load_issues(Readers readers, model::Snapshot& s, const IdIndex& zones, const IdIndex& buildings, const Progress& progress) {
    TypeNames names;
    auto types = readers[0]->prepare("SELECT key, name_zh, name_en FROM issue_type");
    while (types.step()) names[text(types, 0)] = {text(types, 1), text(types, 2)};
    auto pieces = read_pieces(readers, "issue", "reading issues", progress,
                              [&](const Database& db, IdRange range) { return read_issues(db, range, names, zones, buildings); });
    if (!pieces) return fail(std::move(pieces.error()));
    auto& issues = s.issues.edit();
    for (auto& piece : *pieces) {
        std::move(piece.begin(), piece.end(), std::back_inserter(issues));
        piece = {};
    }
    return {};
}

}  // namespace huegrid::store
