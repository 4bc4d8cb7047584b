/// @file register.hpp
/// The register day by day: lists, one row, moved in, moved out, let, vacant, a tier by hand. What cli and gui may ask for.
///
/// Layer    work.
/// Threads  each call is independent.
///
///     work::set_in_register({file, actor}, store::RegisterTable::household, "17", {"occupancy=let", "contact_phone="});
#pragma once

#include <string>
#include <vector>

#include "engine/store/commands/register_writer.hpp"
#include "engine/store/register/register.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::work {

/// What is wrong with `text` as the new content of the field, and what is expected, in both languages; nothing when it
/// will do. "" empties a cell. What another row is called is only known in the file, so any text will do for it.
[[nodiscard]] std::optional<Label> complaint_about(const store::RegisterField& field, const std::string& text);

/// FIELD=VALUE texts against the fields there are. Fails  bad_input (no '=', a field twice, an unknown one with the nearest
/// name, a value of another type or out of its words).
[[nodiscard]] Result<std::vector<store::Cell>> read_cells(const std::vector<store::RegisterField>& fields, const std::vector<std::string>& texts);

/// Names 张**, phones 138****8000, doors 3**, other personal cells ***.
void mask(store::RegisterPage& page);

/// `query.condition` as a rulebook's condition is written; checked here. Unmasked. Fails  as `store::register_rows`, and
/// bad_input with line and caret for the condition.
[[nodiscard]] Result<store::RegisterPage> list_register(const std::filesystem::path& file, const store::RegisterQuery& query);

/// Journals that personal cells are about to be shown. Fails  bad_input without a reason; as any command does.
[[nodiscard]] Result<std::int64_t> reveal(const Command& command, const std::string& what);

struct RegisterChange {
    store::Edited edited;
    std::int64_t journal_entry = 0;  ///< 0 when nothing changed or in a dry run
};
[[nodiscard]] Result<RegisterChange> add_to_register(const Command& command, store::RegisterTable table, const std::vector<std::string>& texts);
[[nodiscard]] Result<RegisterChange> set_in_register(const Command& command, store::RegisterTable table, const std::string& row,
                                                     const std::vector<std::string>& texts);
/// `on` at most today.
[[nodiscard]] Result<store::Ended> end_in_register(const Command& command, store::RegisterTable table, const std::string& row, Date on);

struct EstateBuildings {
    std::vector<std::string> into, out_of;
};
/// Returns how many buildings changed.
[[nodiscard]] Result<std::int64_t> change_estate_buildings(const Command& command, const std::string& estate, const EstateBuildings& buildings);

[[nodiscard]] Result<store::Override> set_override(const Command& command, const std::string& household, const std::string& tier, int days);
[[nodiscard]] Result<store::Override> end_override(const Command& command, const std::string& household);

}  // namespace huegrid::work
