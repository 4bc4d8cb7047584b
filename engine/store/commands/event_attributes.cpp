#include "engine/store/commands/event_attributes.hpp"

#include <fmt/format.h>

#include "engine/model/key_index.hpp"
#include "engine/store/commands/next_visit.hpp"
#include "engine/store/commands/writer_impl.hpp"

namespace huegrid::store {
namespace {

constexpr std::string_view open = "valid_to IS NULL AND status NOT IN ('closed', 'rejected', 'void')";

struct EventAttribute {
    std::string_view name, type, title_zh, title_en, events;  ///< `events` is a query that gives a row when there are any
};
constexpr EventAttribute last_visit{"last_visit", "date", "最近走访", "Last visit", "SELECT 1 FROM visit LIMIT 1"};
constexpr EventAttribute open_issues{"open_issues", "integer", "本楼栋未办结事件数", "Open issues of the building",
                                     "SELECT 1 FROM issue WHERE building_id IS NOT NULL LIMIT 1"};

bool is_kept(const Database& db, const EventAttribute& attribute) {
    auto origin = db.prepare("SELECT origin FROM attribute WHERE name = ?");
    return origin.with(attribute.name).step() && origin.text(0) == "event";
}

/// Whether events keep it, from the first of them on.
bool keeps(const Database& db, const EventAttribute& attribute) {
    if (db.integer(attribute.events))
        db.prepare("INSERT OR IGNORE INTO attribute(name, type, title_zh, title_en, unit, origin, sensitivity, purpose) "
                   "VALUES (?, ?, ?, ?, '', 'event', 'internal', '')")
            .with(attribute.name, attribute.type, attribute.title_zh, attribute.title_en)
            .run();
    return is_kept(db, attribute);
}

template <class Value>
void write(const Database& db, const char* sql, const std::vector<std::pair<std::int64_t, Value>>& cells,
           const std::function<Unrecorded(std::int64_t)>& pause) {
    auto update = db.prepare(sql);
    for (const auto& [household, value] : cells) {
        const auto paused = pause ? pause(household) : Unrecorded(nullptr);
        update.with(value, household).run();
    }
}

}  // namespace

void keep_event_attributes(const Database& db, const std::function<Unrecorded(std::int64_t)>& pause) {
    if (keeps(db, last_visit)) {
        std::vector<std::pair<std::int64_t, std::string>> later;
        auto visits = db.prepare("SELECT v.household_id, v.at, h.last_visit FROM (SELECT household_id, max(at) AS at FROM visit GROUP BY household_id) v "
                                 "JOIN household h ON h.id = v.household_id");
        while (visits.step()) {
            const auto day = visits.text(1).substr(0, 10);
            if (visits.text(2) < day) later.emplace_back(visits.integer(0), day);
        }
        write(db, "UPDATE household SET last_visit = ? WHERE id = ?", later, pause);
        const bool as_old = version_of(db) < schema_version;  // a file that is brought up to date: its next classification says it
        for (const auto& [household, day] : as_old ? decltype(later)() : later) {
            const auto paused = pause ? pause(household) : Unrecorded(nullptr);
            keep_next_visit(db, household);
        }
    }
    if (keeps(db, open_issues)) {
        model::IdMap open_in;
        auto issues = db.prepare(fmt::format("SELECT building_id, count(*) FROM issue WHERE building_id IS NOT NULL AND {} GROUP BY building_id", open));
        while (issues.step()) open_in.set(issues.integer(0), issues.integer(1));
        std::vector<std::pair<std::int64_t, std::int64_t>> others;
        auto households = db.prepare("SELECT id, coalesce(building_id, 0), coalesce(open_issues, -1) FROM household WHERE valid_to IS NULL");
        while (households.step())
            if (const auto count = open_in.find(households.integer(1)); count != households.integer(2)) others.emplace_back(households.integer(0), count);
        write(db, "UPDATE household SET open_issues = ? WHERE id = ?", others, pause);
    }
}

bool is_counted(const Database& db, std::string_view attribute) { return attribute == open_issues.name && is_kept(db, open_issues); }

void count_open_issues(const Database& db, std::int64_t household) {
    if (!is_kept(db, open_issues)) return;
    const auto count = fmt::format("(SELECT count(*) FROM issue WHERE building_id = household.building_id AND {})", open);
    db.prepare(fmt::format("UPDATE household SET open_issues = {0} WHERE id = ? AND open_issues IS NOT {0}", count)).with(household).run();
}

}  // namespace huegrid::store
