/// The journal on a screen: what was done, and what the two buttons would do.
#include "gui/views/journal_list.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <random>

#include "engine/work/register/register.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::gui {
namespace {

store::JournalEntry entry(std::int64_t id, const std::string& verb, std::optional<std::int64_t> undone_by = {}) {
    return {id, "2026-10-31T08:30:05Z", "li", verb, "because", "summary", true, {}, undone_by};
}

TEST(JournalList, SaysWhatWasDoneInBothLanguagesAndWhatIsNew) {
    const std::vector<store::JournalEntry> entries{entry(9, "undo"), entry(8, "household set", 9), entry(7, "override end"), entry(6, "member add"), entry(5, "surprise")};
    const auto zh = journal_lines(entries, 7, Language::zh), en = journal_lines(entries, 7, Language::en);
    const std::vector<std::string> words{"撤销", "户 修改", "撤回人工调级", "服务人员 新增", "surprise"};
    for (std::size_t i = 0; i < words.size(); ++i) {
        EXPECT_EQ(zh[i].what, words[i]);
        EXPECT_EQ(en[i].what, entries[i].verb);
        EXPECT_EQ(zh[i].unseen, entries[i].id > 7);
    }
    EXPECT_EQ(zh[1].note, "已由 #9 撤回");
    EXPECT_EQ(en[1].note, "taken back by #9");
}

TEST(JournalList, ATimeIsThatOfTheClockOnTheWall) {
    const char* before = std::getenv("TZ");
    const std::string kept = before ? before : "";
    ::setenv("TZ", "CST-8", 1);
    ::tzset();
    EXPECT_EQ(journal_lines({entry(1, "import")}, 0, Language::zh)[0].when, "2026-10-31 16:30");
    kept.empty() ? ::unsetenv("TZ") : ::setenv("TZ", kept.c_str(), 1);
    ::tzset();
}

TEST(JournalList, ChangesAreCountedByTable) {
    const std::map<std::string, store::RowCounts> tables{{"hand_value", {1, 0, 0, 0, {1}}}, {"household", {0, 1200, 3, 0, {17}}}};
    EXPECT_EQ(change_lines(tables, Language::zh), (std::vector<std::string>{"手工改动标记：新增 1", "户：变更 1,200、注销 3"}));
    EXPECT_EQ(change_lines(tables, Language::en)[1], "Household: 1,200 changed, 3 ended");
}

/// The buttons against the file itself, which alone knows what it would take back: random commands, and a rehearsal after each.
TEST(JournalList, TheButtonsOfferWhatUndoAndRedoThenDo) {
    const auto folder = std::filesystem::temp_directory_path() / ("huegrid_journal_list" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const work::Command command{folder / "town.gpkg", {"li", "because"}, work::Mode::carry_out, {}};
    auto rehearsal = command;
    rehearsal.mode = work::Mode::dry_run;
    ASSERT_TRUE(work::synth(command, {10, 3}));
    const auto seed = std::random_device{}();
    std::mt19937 dice(seed);
    using store::RegisterTable;
    for (int step = 0; step < 60; ++step) {
        switch (dice() % 6) {
            case 0: ASSERT_TRUE(work::set_in_register(command, RegisterTable::household, "id:1", {dice() % 2 ? "occupancy=let" : "occupancy=own"})); break;
            case 1: ASSERT_TRUE(work::add_to_register(command, RegisterTable::estate, {"name=新园" + std::to_string(step)})); break;
            case 2: ASSERT_TRUE(work::reveal(command, "household 1")); break;
            case 3: (void)work::redo(command); break;
            default: (void)work::undo(command); break;
        }
        const auto entries = store::journal(command.file, 1000);
        ASSERT_TRUE(entries);
        const auto offer = revert_offer(*entries, Language::en);
        const auto undo = work::undo(rehearsal), redo = work::redo(rehearsal);
        EXPECT_EQ(offer.undo.empty(), !undo) << "seed " << seed << ", step " << step;
        EXPECT_EQ(offer.redo.empty(), !redo) << "seed " << seed << ", step " << step;
        for (const auto& [button, rehearsed] : {std::pair(offer.undo, undo ? "Undo " + undo->what : ""), std::pair(offer.redo, redo ? "Redo " + redo->what : "")})
            EXPECT_TRUE(button.empty() || rehearsed.starts_with(button + " (")) << button << " / " << rehearsed << ", seed " << seed;
    }
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace huegrid::gui
