/// @file journal_list.hpp
/// What was done to a file, as a panel lists it, and what undo and redo would do now.
///
/// Layer    gui/views.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/language.hpp"
#include "engine/store/journal/journal.hpp"
#include "engine/store/journal/journal_changes.hpp"

namespace huegrid::gui {

struct JournalLine {
    std::int64_t entry = 0;
    std::string when;     ///< "2026-10-31 16:30", by the clock on the wall
    std::string who, what, why;
    std::string summary;  ///< in the language
    std::string note;     ///< that it was taken back, and by which entry; "" when it wasn't
    bool unseen = false;  ///< done since one last looked
};

/// `entries` the newest first, as `store::journal` gives them; `last_look` as `work::last_look` does.
[[nodiscard]] std::vector<JournalLine> journal_lines(const std::vector<store::JournalEntry>& entries, std::int64_t last_look, Language language);

/// "户:变更 1": a line a table, of what `store::changes_of` counts.
[[nodiscard]] std::vector<std::string> change_lines(const std::map<std::string, store::RowCounts>& tables, Language language);

/// The words on the two buttons; "" for a button that is to be grey.
struct RevertOffer {
    std::string undo, redo;
};
/// By the rules of `store::Writer::undo` and `redo`; whether rows have changed since only trying tells.
[[nodiscard]] RevertOffer revert_offer(const std::vector<store::JournalEntry>& entries, Language language);

}  // namespace huegrid::gui
