#include "gui/views/journal_list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/work/words.hpp"
#include "gui/views/numbers.hpp"

namespace huegrid::gui {
namespace {

/// The entry that undo would take back: the newest that is neither taken back nor a look or an undo itself.
const store::JournalEntry* next_undone(const std::vector<store::JournalEntry>& entries) {
    const auto at = std::find_if(entries.begin(), entries.end(), [](const auto& e) { return !e.undone_by && e.verb != "undo" && e.verb != "reveal"; });
    return at == entries.end() ? nullptr : &*at;
}

/// The undo that redo would take back: the newest in force with nothing new on top.
const store::JournalEntry* next_redone(const std::vector<store::JournalEntry>& entries) {
    for (const auto& e : entries) {
        if (e.verb == "undo" && !e.undone_by) return &e;
        if (e.verb != "undo" && e.verb != "redo" && e.verb != "reveal") return nullptr;
    }
    return nullptr;
}

}  // namespace

std::vector<JournalLine> journal_lines(const std::vector<store::JournalEntry>& entries, std::int64_t last_look, Language language) {
    std::vector<JournalLine> lines;
    for (const auto& e : entries) {
        JournalLine line{e.id, work::wall_clock(e.at).substr(0, 16), e.by, work::verb_title(e.verb, language), e.reason, work::summary_in(e.summary, language), "", e.id > last_look};
        if (e.undone_by) line.note = fmt::format(fmt::runtime(Label{"已由 #{} 撤回", "taken back by #{}"}.in(language)), *e.undone_by);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<std::string> change_lines(const std::map<std::string, store::RowCounts>& tables, Language language) {
    std::vector<std::string> lines;
    for (const auto& [table, c] : tables) {
        std::vector<std::string> counts;
        for (const auto& [what, rows] : {std::pair(Label{"新增 {}", "{} added"}, c.added), std::pair(Label{"变更 {}", "{} changed"}, c.changed),
                                         std::pair(Label{"注销 {}", "{} ended"}, c.ended), std::pair(Label{"删除 {}", "{} removed"}, c.removed)})
            if (rows > 0) counts.push_back(fmt::format(fmt::runtime(what.in(language)), grouped(rows)));
        const bool zh = language == Language::zh;
        lines.push_back(fmt::format("{}{}{}", work::table_title(table, language), zh ? "：" : ": ", fmt::join(counts, zh ? "、" : ", ")));
    }
    return lines;
}

RevertOffer revert_offer(const std::vector<store::JournalEntry>& entries, Language language) {
    RevertOffer offer;
    if (const auto* e = next_undone(entries); e && e->can_be_undone)
        offer.undo = fmt::format(fmt::runtime(Label{"撤销 {} #{}", "Undo {} #{}"}.in(language)), work::verb_title(e->verb, language), e->id);
    if (const auto* e = next_redone(entries); e && e->can_be_undone) {
        const auto what = std::find_if(entries.begin(), entries.end(), [&](const auto& undone) { return undone.id == e->undoes; });
        offer.redo = fmt::format(fmt::runtime(Label{"重做 {} #{}", "Redo {} #{}"}.in(language)),
                                 what == entries.end() ? "" : work::verb_title(what->verb, language), e->undoes.value_or(e->id));
    }
    return offer;
}

}  // namespace huegrid::gui
