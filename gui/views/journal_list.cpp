#include "gui/views/journal_list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ctime>

#include "engine/base/date.hpp"
#include "engine/store/register.hpp"
#include "gui/views/numbers.hpp"

namespace huegrid::gui {
namespace {

std::string on_the_wall(const std::string& at) {
    const auto instant = parse_instant(at);
    if (!instant) return at;
    const std::time_t seconds = instant->time_since_epoch().count();
    std::tm local{};
    ::localtime_r(&seconds, &local);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, local.tm_hour, local.tm_min);
}

std::string table_on_screen(const std::string& table, Language language) {
    static const std::map<std::string, Label> others{
        {"hand_value", {"手工改动标记", "Note of a cell set by hand"}}, {"override", {"人工调级", "Tier by hand"}}, {"assignment", {"任岗", "Assignment"}},
        {"issue", {"事项", "Issue"}}, {"visit", {"走访", "Visit"}}, {"tier_change", {"等级变动", "Tier change"}}, {"defect", {"数据问题", "Defect"}}};
    using enum store::RegisterTable;
    for (const auto known : {household, room, estate, member, building, zone})
        if (store::word(known) == table) return store::title(known).in(language);
    const auto other = others.find(table);
    return other == others.end() ? table : other->second.in(language);
}

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

std::string verb_on_screen(const std::string& verb, Language language) {
    if (language == Language::en) return verb;
    static const std::map<std::string, std::string> whole{{"import", "导入"}, {"classify", "分级"}, {"undo", "撤销"}, {"redo", "重做"}, {"reveal", "查看个人信息"},
                                                          {"erase", "抹除"}, {"synth", "生成示例"}, {"extract", "摘出"},
                                                          {"override set", "人工调级"}, {"override end", "撤回人工调级"}};
    static const std::map<std::string, std::string> acts{{"add", "新增"}, {"set", "修改"}, {"end", "注销"}};
    if (const auto known = whole.find(verb); known != whole.end()) return known->second;
    const auto blank = verb.find(' ');
    if (blank == std::string::npos) return verb;
    const auto act = acts.find(verb.substr(blank + 1));
    return act == acts.end() ? verb : table_on_screen(verb.substr(0, blank), language) + " " + act->second;
}

std::vector<JournalLine> journal_lines(const std::vector<store::JournalEntry>& entries, std::int64_t last_look, Language language) {
    std::vector<JournalLine> lines;
    for (const auto& e : entries) {
        JournalLine line{e.id, on_the_wall(e.at), e.by, verb_on_screen(e.verb, language), e.reason, e.summary, "", e.id > last_look};
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
        lines.push_back(fmt::format("{}{}{}", table_on_screen(table, language), zh ? "：" : ": ", fmt::join(counts, zh ? "、" : ", ")));
    }
    return lines;
}

RevertOffer revert_offer(const std::vector<store::JournalEntry>& entries, Language language) {
    RevertOffer offer;
    if (const auto* e = next_undone(entries); e && e->can_be_undone)
        offer.undo = fmt::format(fmt::runtime(Label{"撤销 {} #{}", "Undo {} #{}"}.in(language)), verb_on_screen(e->verb, language), e->id);
    if (const auto* e = next_redone(entries); e && e->can_be_undone) {
        const auto what = std::find_if(entries.begin(), entries.end(), [&](const auto& undone) { return undone.id == e->undoes; });
        offer.redo = fmt::format(fmt::runtime(Label{"重做 {} #{}", "Redo {} #{}"}.in(language)),
                                 what == entries.end() ? "" : verb_on_screen(what->verb, language), e->undoes.value_or(e->id));
    }
    return offer;
}

}  // namespace huegrid::gui
