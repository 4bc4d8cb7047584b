#include "engine/store/commands/register_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/text.hpp"
#include "engine/store/check/alike.hpp"
#include "engine/store/commands/event_attributes.hpp"
#include "engine/store/commands/next_visit.hpp"
#include "engine/store/commands/row_editor.hpp"
#include "engine/store/commands/writer_impl.hpp"
#include "engine/store/register/register_tables.hpp"

namespace huegrid::store {
namespace {

const Cell* cell_of(const std::vector<Cell>& cells, std::string_view column) {
    const auto at = std::find_if(cells.begin(), cells.end(), [&](const Cell& c) { return c.field.column == column; });
    return at == cells.end() ? nullptr : &*at;
}

std::int64_t integer_of(const model::Value& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    return number ? *number : 0;
}

bool missing(const model::Value& value) { return std::holds_alternative<std::monostate>(value); }

/// The cells with every name of another row replaced by its id.
Result<std::vector<Cell>> resolved(const Database& db, std::vector<Cell> cells) {
    auto measured = db.prepare("SELECT formula FROM attribute WHERE name = ? AND formula IS NOT NULL");
    for (auto& cell : cells) {
        measured.reset();
        measured.bind(1, cell.field.column);
        if (measured.step())
            return fail(ErrorCode::bad_input, fmt::format("{} is measured from the building, as {}, and can't be set", cell.field.name, measured.text(0)));
        if (is_counted(db, cell.field.column))
            return fail(ErrorCode::bad_input, fmt::format("{} is counted from the issues of the building, and can't be set", cell.field.name));
        if (missing(cell.value) && cell.field.required)
            return fail(ErrorCode::bad_input, fmt::format("{} can't be empty", cell.field.name));
        const auto* name = std::get_if<std::string>(&cell.value);
        if (!cell.field.refers_to || !name) continue;
        const auto id = find_row(db, *cell.field.refers_to, *name);
        if (!id) return fail(id.error());
        if (!db.integer(fmt::format("SELECT 1 FROM {} WHERE id = {} AND valid_to IS NULL", word(*cell.field.refers_to), *id)))
            return fail(ErrorCode::bad_input, fmt::format("{} {} has ended", word(*cell.field.refers_to), *id));
        cell.value = *id;
    }
    return cells;
}

/// A household edit says where it is in one of three ways: a room, a building, or a unit and door of the building it is
/// in. The rest follows: what isn't said of the new place is missing, never what held of the old one.
class HouseholdPlace {
public:
    HouseholdPlace(const Database& db, std::vector<Cell>& cells, std::int64_t building, std::int64_t room)
        : db_(db), cells_(cells), building_(building), room_(room), fields_(fields_of(db, RegisterTable::household)) {}

    Result<void> complete() {
        const auto* room = cell_of(cells_, "room_id");
        const auto* building = cell_of(cells_, "building_id");
        if (room && !missing(room->value)) return from_room(integer_of(room->value), building);
        const auto to = building ? integer_of(building->value) : building_;
        if (building && to != building_) {
            if (building_ != 0)
                for (const char* part : {"unit", "floor", "door"}) say(part, {});
            find_room(to);
        } else if (!room && (cell_of(cells_, "unit") || cell_of(cells_, "door"))) {
            find_room(to);
        }
        return {};
    }

private:
    Result<void> from_room(std::int64_t room, const Cell* building) {
        auto row = db_.prepare("SELECT building_id, unit, floor, door FROM room WHERE id = ?");
        row.bind(1, room);
        if (!row.step()) return {};
        if (building && integer_of(building->value) != row.integer(0))
            return fail(ErrorCode::bad_input, fmt::format("room {} is in building {}, not in {}", room, row.integer(0), integer_of(building->value)));
        say("building_id", row.integer(0));
        int column = 1;
        for (const char* part : {"unit", "floor", "door"}) say(part, value_at(row, column++, model::AttributeType::text));
        return {};
    }

    /// The one room of the building with this unit and door; none if there is no such, or several.
    void find_room(std::int64_t building) {
        const auto* unit = cell_of(cells_, "unit");
        const auto* door = cell_of(cells_, "door");
        std::int64_t found = 0;
        if (door && !missing(door->value)) {
            auto rooms = db_.prepare("SELECT id FROM room WHERE building_id = ?1 AND door = ?2 AND (?3 IS NULL OR unit IS ?3) AND valid_to IS NULL");
            rooms.with(building, door->value, unit ? unit->value : model::Value{});
            if (rooms.step()) found = rooms.integer(0);
            if (rooms.step()) found = 0;
        }
        if (found != room_) say("room_id", found == 0 ? model::Value{} : model::Value{found});
    }

    void say(std::string_view column, const model::Value& value) {
        if (cell_of(cells_, column)) return;
        const auto at = std::find_if(fields_.begin(), fields_.end(), [&](const RegisterField& f) { return f.column == column; });
        cells_.push_back({*at, value});
    }

    const Database& db_;
    std::vector<Cell>& cells_;
    std::int64_t building_, room_;
    std::vector<RegisterField> fields_;
};

/// As `Writer::place` leaves it; no household cell that anybody sets, so nothing to note.
void place_household(const Database& db, std::int64_t id) {
    db.prepare("UPDATE household SET (grid_id, community_id) = (SELECT grid_id, community_id FROM building WHERE id = household.building_id) "
               "WHERE id = ?1 AND (grid_id, community_id) IS NOT (SELECT b.grid_id, b.community_id FROM household h "
               "LEFT JOIN building b ON b.id = h.building_id WHERE h.id = ?1)")
        .with(id)
        .run();
    count_open_issues(db, id);
}

/// A new household's unit and door say nothing without their building.
Result<void> refuse_nowhere(RegisterTable table, const std::vector<Cell>& cells) {
    const auto has = [&](std::string_view column) { const auto* cell = cell_of(cells, column); return cell && !missing(cell->value); };
    if (table != RegisterTable::household || has("building_id")) return {};
    for (const char* part : {"unit", "floor", "door"})
        if (has(part)) return fail(ErrorCode::bad_input, fmt::format("{} is said, but not of which building; say it with building= or room=", part));
    return {};
}

Result<void> refuse_lived_in(const Database& db, std::int64_t room) {
    const auto living = db.integer(fmt::format("SELECT count(*) FROM household WHERE room_id = {} AND valid_to IS NULL", room)).value_or(0);
    if (living == 0) return {};
    return fail(ErrorCode::bad_input, fmt::format("room {} is used by {} household{}, such as {}; end or move {} first", room, living,
                                                  living == 1 ? "" : "s",
                                                  *db.integer(fmt::format("SELECT min(id) FROM household WHERE room_id = {} AND valid_to IS NULL", room)),
                                                  living == 1 ? "it" : "them"));
}

Result<void> refuse_built_on(const Database& db, std::int64_t estate) {
    const auto of_it = fmt::format("FROM building WHERE estate_id = {} AND valid_to IS NULL", estate);
    const auto buildings = db.integer("SELECT count(*) " + of_it).value_or(0);
    if (buildings == 0) return {};
    return fail(ErrorCode::bad_input, fmt::format("estate {} has {} building{}, such as {}; put them into another with `huegrid estate set … --add-building`, or "
                                                  "take them out with --drop-building, first", estate, buildings, buildings == 1 ? "" : "s",
                                                  db.integer("SELECT min(id) " + of_it).value_or(0)));
}

/// Who lives in a room is behind its door.
void follow_room(const Database& db, const Edited& room) {
    std::vector<std::int64_t> households;
    auto living = db.prepare("SELECT id FROM household WHERE room_id = ? AND valid_to IS NULL");
    living.bind(1, room.id);
    while (living.step()) households.push_back(living.integer(0));
    for (const auto& change : room.changes)
        for (const std::string_view part : {"unit", "floor", "door"})
            if (change.field.column == part)
                for (const auto id : households) RowEditor(db, word(RegisterTable::household), id).set(change.field.column, change.after);
}

Result<void> apply(const Database& db, RegisterTable table, const std::vector<Cell>& cells, Edited& edited) {
    const RowEditor row(db, word(table), edited.id);
    for (const auto& cell : cells) {
        const auto before = row.get(cell.field);
        if (table == RegisterTable::room && cell.field.column == "building_id" && before != cell.value && !missing(before))
            if (auto free = refuse_lived_in(db, edited.id); !free) return free;
        if (row.set(cell.field.column, cell.value)) edited.changes.push_back({cell.field, before, cell.value});
    }
    if (table == RegisterTable::household) place_household(db, edited.id);
    if (std::any_of(edited.changes.begin(), edited.changes.end(), [](const CellChange& c) { return c.field.column == "last_visit"; })) keep_next_visit(db, edited.id);
    if (table == RegisterTable::room) follow_room(db, edited);
    return {};
}

/// What is open in a zone and within it: how much, and the first of it by deadline.
void list_open(const Database& db, std::int64_t zone, Ended::Post& post) {
    const auto open = fmt::format("FROM issue i WHERE i.zone_id IN ({}) AND i.valid_to IS NULL AND i.status NOT IN ('closed', 'rejected', 'void')",
                                  zones_within_sql(zone));
    post.open_issues = db.integer("SELECT count(*) " + open).value_or(0);
    auto issues = db.prepare(fmt::format("SELECT i.id, coalesce(nullif(i.title, ''), i.type), i.due_at {} ORDER BY i.due_at IS NULL, i.due_at, i.id LIMIT {}",
                                         open, Ended::issues_listed));
    while (issues.step()) post.issues.push_back({issues.integer(0), std::string(issues.text(1)), std::string(issues.text(2))});
}

/// The posts that a member holds on that day.
std::vector<Ended::Post> posts_of(const Database& db, std::int64_t member, const std::string& day) {
    auto rows = db.prepare(
        "SELECT p.key, p.name_zh, p.name_en, z.id, coalesce(z.name, z.code, z.id), "
        "(SELECT count(*) FROM assignment o WHERE o.post_id = a.post_id AND o.zone_id = a.zone_id AND o.member_id <> a.member_id "
        " AND (o.until IS NULL OR o.until > ?2)) "
        "FROM assignment a JOIN post p ON p.id = a.post_id JOIN zone z ON z.id = a.zone_id "
        "WHERE a.member_id = ?1 AND (a.until IS NULL OR a.until > ?2) ORDER BY a.id");
    rows.with(member, day);
    std::vector<Ended::Post> posts;
    while (rows.step()) {
        Ended::Post post{std::string(rows.text(0)), {std::string(rows.text(1)), std::string(rows.text(2))}, std::string(rows.text(4)), rows.integer(5), 0, {}};
        list_open(db, rows.integer(3), post);
        posts.push_back(std::move(post));
    }
    return posts;
}

/// The day a household moved in, where the register has that; "" where it isn't known.
std::string moved_in(const Database& db, RegisterTable table, std::int64_t id) {
    if (table != RegisterTable::household || !db.integer("SELECT 1 FROM attribute WHERE name = 'move_in' AND type = 'date'")) return "";
    return db.text(fmt::format("SELECT coalesce(move_in, '') FROM household WHERE id = {}", id));
}

/// Does the change give the row what it may share with another?
bool may_be_alike(RegisterTable table, const Edited& edited) {
    const auto has = [&](std::initializer_list<std::string_view> columns) {
        return std::any_of(edited.changes.begin(), edited.changes.end(), [&](const CellChange& c) { return std::find(columns.begin(), columns.end(), c.field.column) != columns.end(); });
    };
    return table == RegisterTable::household || table == RegisterTable::room ? has({"building_id", "room_id", "unit", "door", "valid_to"}) : has({"name", "phone", "valid_to"});
}

/// With the rows that are like it; a room twice in a building is refused, since no such thing can be.
Result<Edited> with_those_alike(const Database& db, RegisterTable table, Edited edited) {
    if (!may_be_alike(table, edited)) return edited;
    edited.alike = alike(db, table, edited.id);
    if (table != RegisterTable::room || edited.alike.empty()) return edited;
    return fail(ErrorCode::bad_input, fmt::format("the building has that room already: it is room {}", edited.alike.front()));
}

template <class Body>
auto editing(Writer& writer, Body body) {
    auto& impl = WriterAccess::of(writer);
    return guarded(impl.path, [&] {
        auto result = body(impl);
        if (!result && result.error().where.empty()) result.error().where = impl.path.string();
        return result;
    });
}

}  // namespace

Result<Edited> add_row(Writer& writer, RegisterTable table, const std::vector<Cell>& given) {
    return editing(writer, [&](Writer::Impl& impl) -> Result<Edited> {
        const auto& db = impl.db;
        if (given.empty()) return fail(ErrorCode::bad_input, fmt::format("nothing is said of the new {}", word(table)));
        auto cells = resolved(db, given);
        if (!cells) return fail(std::move(cells.error()));
        for (const auto& field : fields_of(db, table))
            if (!missing(field.initial) && !cell_of(*cells, field.column)) cells->push_back({field, field.initial});
        if (table == RegisterTable::household)
            if (auto placed = HouseholdPlace(db, *cells, 0, 0).complete(); !placed) return fail(std::move(placed.error()));
        if (auto inside = refuse_nowhere(table, *cells); !inside) return fail(std::move(inside.error()));
        std::string columns = "valid_from", values = fmt::format("'{}'", to_text(today()));
        for (std::size_t c = 0; c < cells->size(); ++c) {
            columns += ", " + sql_name((*cells)[c].field.column);
            values += fmt::format(", ?{}", c + 1);
        }
        for (const auto& field : fields_of(db, table))
            if (field.required && !cell_of(*cells, field.column))
                return fail(ErrorCode::bad_input, fmt::format("a new {} needs {}", word(table), field.name));
        auto insert = db.prepare(fmt::format("INSERT INTO {}({}) VALUES ({})", word(table), columns, values));
        for (std::size_t c = 0; c < cells->size(); ++c) insert.bind(int(c) + 1, (*cells)[c].value);
        insert.run();
        Edited edited{db.last_id(), {}, {}};
        for (const auto& cell : *cells)
            if (!missing(cell.value)) edited.changes.push_back({cell.field, {}, cell.value});
        if (table == RegisterTable::household) place_household(db, edited.id);
        return with_those_alike(db, table, std::move(edited));
    });
}

Result<Edited> set_cells(Writer& writer, RegisterTable table, const std::string& name, const std::vector<Cell>& given) {
    return editing(writer, [&](Writer::Impl& impl) -> Result<Edited> {
        const auto& db = impl.db;
        const auto id = find_row(db, table, name);
        if (!id) return fail(id.error());
        auto cells = resolved(db, given);
        if (!cells) return fail(std::move(cells.error()));
        const auto* end = cell_of(*cells, "valid_to");
        if (end && !missing(end->value))
            return fail(ErrorCode::bad_input, fmt::format("use `huegrid {} end` to end a row; `valid_to=` brings an ended one back", word(table)));
        const auto ended = db.text(fmt::format("SELECT valid_to FROM {} WHERE id = {}", word(table), *id));
        if (!ended.empty() && !end)
            return fail(ErrorCode::bad_input, fmt::format("{} {} ended on {}; `valid_to=` brings it back", word(table), *id, ended));
        if (table == RegisterTable::household) {
            auto at = db.prepare("SELECT coalesce(building_id, 0), coalesce(room_id, 0) FROM household WHERE id = ?");
            at.bind(1, *id);
            if (!at.step()) return fail(ErrorCode::not_found, "the household is gone");
            const auto building = at.integer(0), room = at.integer(1);
            if (auto placed = HouseholdPlace(db, *cells, building, room).complete(); !placed) return fail(std::move(placed.error()));
        }
        Edited edited{*id, {}, {}};
        if (auto applied = apply(db, table, *cells, edited); !applied) return fail(std::move(applied.error()));
        return with_those_alike(db, table, std::move(edited));
    });
}

Result<Ended> end_row(Writer& writer, RegisterTable table, const std::string& name, Date on) {
    return editing(writer, [&](Writer::Impl& impl) -> Result<Ended> {
        const auto& db = impl.db;
        const auto id = find_row(db, table, name);
        if (!id) return fail(id.error());
        auto row = db.prepare(fmt::format("SELECT valid_from, valid_to, import_run IS NOT NULL FROM {} WHERE id = {}", word(table), *id));
        if (!row.step()) return fail(ErrorCode::not_found, "the row is gone");
        if (!row.is_null(1)) return fail(ErrorCode::bad_input, fmt::format("{} {} ended on {} already", word(table), *id, row.text(1)));
        const auto day = to_text(on);
        const bool before = !row.is_null(0) && day < row.text(0);
        if (before && row.integer(2) == 0)
            return fail(ErrorCode::bad_input, fmt::format("{} {} began on {}, so it can't end on {}", word(table), *id, row.text(0), day));
        row.reset();
        if (const auto in = moved_in(db, table, *id); in > day) return fail(ErrorCode::bad_input, fmt::format("{} {} moved in on {}, so it can't end on {}", word(table), *id, in, day));
        if (table == RegisterTable::room)
            if (auto free = refuse_lived_in(db, *id); !free) return fail(std::move(free.error()));
        if (table == RegisterTable::estate)
            if (auto bare = refuse_built_on(db, *id); !bare) return fail(std::move(bare.error()));
        Ended ended{*id, {}};
        // An imported row was there before the day it was first read: it's only known that it was on its last.
        if (before) db.prepare(fmt::format("UPDATE {} SET valid_from = ?2 WHERE id = ?1", word(table))).with(*id, day).run();
        RowEditor(db, word(table), *id).set("valid_to", on);
        if (table != RegisterTable::member) return ended;
        ended.posts = posts_of(db, *id, day);
        // One that would only have begun later never does: it ends on the day it was to begin.
        db.prepare("UPDATE assignment SET until = max(since, ?2) WHERE member_id = ?1 AND (until IS NULL OR until > ?2)").with(*id, day).run();
        return ended;
    });
}

Result<std::int64_t> move_buildings(Writer& writer, const std::string& estate, const std::vector<std::string>& buildings, Membership membership) {
    return editing(writer, [&](Writer::Impl& impl) -> Result<std::int64_t> {
        const auto into = find_row(impl.db, RegisterTable::estate, estate);
        if (!into) return fail(into.error());
        std::int64_t moved = 0;
        for (const auto& name : buildings) {
            const auto id = find_row(impl.db, RegisterTable::building, name);
            if (!id) return fail(id.error());
            const bool inside = impl.db.integer(fmt::format("SELECT 1 FROM building WHERE id = {} AND estate_id = {}", *id, *into)).has_value();
            if (membership == Membership::out_of && !inside)
                return fail(ErrorCode::bad_input, fmt::format("building {} isn't in estate {}", *id, *into));
            moved += RowEditor(impl.db, word(RegisterTable::building), *id)
                         .set("estate_id", membership == Membership::into ? model::Value{*into} : model::Value{});
        }
        return moved;
    });
}

Result<Override> set_override(Writer& writer, const std::string& household, const std::string& tier, const Actor& author, Date on, int days) {
    return editing(writer, [&](Writer::Impl& impl) -> Result<Override> {
        const auto& db = impl.db;
        if (trimmed(author.reason).empty()) return fail(ErrorCode::bad_input, "a tier by hand needs its reason; give it with --reason");
        if (days < 1 || days > 366) return fail(ErrorCode::bad_input, fmt::format("{} days: an override holds for 1 to 366 days", days));
        const auto id = find_row(db, RegisterTable::household, household);
        if (!id) return fail(id.error());
        if (!db.integer(fmt::format("SELECT 1 FROM household WHERE id = {} AND valid_to IS NULL", *id)))
            return fail(ErrorCode::bad_input, fmt::format("household {} has ended", *id));
        auto key = tier_key(db, tier, TierUse::by_hand);
        if (!key) return fail(std::move(key.error()));
        if (*key == "unknown" || *key == "not_applicable")
            return fail(ErrorCode::bad_input, fmt::format("'{}' is no tier to be put into by hand", *key));
        const auto day = to_text(on), until = to_text(on + std::chrono::days(days));
        db.prepare("UPDATE override SET ended_on = ?2 WHERE household_id = ?1 AND ended_on IS NULL AND expires_on > ?2").with(*id, day).run();
        db.prepare("INSERT INTO override(household_id, tier, reason, author, set_on, expires_on) VALUES (?, ?, ?, ?, ?, ?)")
            .with(*id, *key, author.reason, author.user, day, until)
            .run();
        return Override{db.last_id(), *id, *key, author.reason, author.user, on, on + std::chrono::days(days), std::nullopt};
    });
}

Result<Override> end_override(Writer& writer, const std::string& household, Date on) {
    return editing(writer, [&](Writer::Impl& impl) -> Result<Override> {
        const auto& db = impl.db;
        const auto id = find_row(db, RegisterTable::household, household);
        if (!id) return fail(id.error());
        const auto day = to_text(on);
        auto find = db.prepare("SELECT id, tier, reason, author, set_on, expires_on FROM override WHERE household_id = ?1 AND ended_on IS NULL "
                               "AND expires_on > ?2 ORDER BY id DESC LIMIT 1");
        if (!find.with(*id, day).step()) return fail(ErrorCode::not_found, fmt::format("household {} has no tier by hand in force", *id));
        Override taken{find.integer(0), *id, std::string(find.text(1)), std::string(find.text(2)), std::string(find.text(3)),
                       parse_date(find.text(4)).value_or(Date{}), parse_date(find.text(5)).value_or(Date{}), on};
        find.reset();
        db.prepare("UPDATE override SET ended_on = ?2 WHERE id = ?1").with(taken.id, day).run();
        return taken;
    });
}

}  // namespace huegrid::store
