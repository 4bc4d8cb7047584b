/// @file register_writer.hpp
/// Changes to the register by hand, within a command: one row at a time, cell by cell.
///
/// Layer    store. Each takes an open Writer; nothing has happened until that commits, and undo takes all of it back.
///          A cell of an imported row that is set by hand is noted in `hand_value` with what its source had said, so that
///          the next import leaves it alone; set back to that, the note goes. A household is in the grid and community of
///          its building from the moment the command ends.
#pragma once

#include <string>
#include <vector>

#include "engine/store/commands/writer.hpp"
#include "engine/store/register/register.hpp"

namespace huegrid::store {

/// What a field is to become. Of a field that refers to another row, the text names that row as `find_row` takes it;
/// otherwise the value has the field's type. Missing empties the cell.
struct Cell {
    RegisterField field;
    model::Value value;
};

struct CellChange {
    RegisterField field;
    model::Value before, after;
};

/// What a command did to one row; no change, nothing to commit.
struct Edited {
    std::int64_t id = 0;
    std::vector<CellChange> changes;  ///< with those that follow from others: a household's room when its building changes
    /// A remark: rows in force that may be the same thing. Other households behind the door that a household was put behind;
    /// estates of the name that an estate was given; members of the name and telephone that a member was given.
    std::vector<std::int64_t> alike{};
};

/// A new row, in force from today; fields with an initial value have it unless said. Fails  bad_input (nothing is said, a
/// required field is missing, a unit or door of no building, a room that the building has already), not_found (what a cell
/// refers to).
[[nodiscard]] Result<Edited> add_row(Writer& writer, RegisterTable table, const std::vector<Cell>& cells);

/// Fails  not_found; bad_input (a required field emptied; a row that has ended; a room of another building; a room that
///        is lived in given another building, or made one that its building has already; `valid_to` set to a day: that is what `end_row` is for).
[[nodiscard]] Result<Edited> set_cells(Writer& writer, RegisterTable table, const std::string& row, const std::vector<Cell>& cells);

struct Ended {
    std::int64_t id = 0;
    struct Issue {
        std::int64_t id = 0;
        std::string title;   ///< its type where it has none
        std::string due_at;  ///< "" for none
    };
    /// Of a member: each post given up, and what is open there.
    struct Post {
        std::string key;
        Label name;
        std::string zone;
        std::int64_t others = 0;       ///< who still hold it there
        std::int64_t open_issues = 0;  ///< of the zone and those within it
        std::vector<Issue> issues;     ///< the first of them by deadline, at most `issues_listed`
    };
    static constexpr int issues_listed = 20;
    std::vector<Post> posts;
};
/// Ends the row on `on`; a member's assignments and a household's overrides end with it. Of an imported row only the day of its
/// first import is known: it may end before that day, and then began on its last.
/// Fails  not_found; bad_input (ended already, before it began, a room that is lived in, or an estate that has buildings).
[[nodiscard]] Result<Ended> end_row(Writer& writer, RegisterTable table, const std::string& row, Date on);

/// Puts buildings under an estate, or takes them out of it (`from` it only). Returns how many changed.
enum class Membership : std::uint8_t { into, out_of };
[[nodiscard]] Result<std::int64_t> move_buildings(Writer& writer, const std::string& estate, const std::vector<std::string>& buildings,
                                                  Membership membership);

/// A tier by hand, from `on` for `days`; one in force before it ends. Fails  not_found (no such household or tier);
/// bad_input (no reason given, days out of 1 … 366, `unknown` or `not_applicable`, a household that has ended).
[[nodiscard]] Result<Override> set_override(Writer& writer, const std::string& household, const std::string& tier, const Actor& author,
                                            Date on, int days);
/// Takes back what is in force. Fails  not_found (none is).
[[nodiscard]] Result<Override> end_override(Writer& writer, const std::string& household, Date on);

}  // namespace huegrid::store
