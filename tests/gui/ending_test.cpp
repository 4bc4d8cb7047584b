/// What is left open when a member stops, and tiers by hand, as panels show them.
#include "gui/views/ending.hpp"

#include <gtest/gtest.h>

#include "engine/base/date.hpp"

namespace huegrid::gui {
namespace {

TEST(Ending, ListsWhatIsOpenByPostAndSaysHowMuchMoreThereIs) {
    store::Ended ended;
    ended.posts.push_back({"grid_head", {"网格长", "Grid head"}, "第一网格", 0, 7, {{4, "路灯不亮", "2026-10-29T00:00:00Z"}, {9, "noise", ""}}});
    ended.posts.push_back({"patrol", {}, "第二网格", 2, 0, {}});
    const auto now = *parse_instant("2026-10-31T12:00:00Z");
    const auto zh = post_endings(ended, now, Language::zh), en = post_endings(ended, now, Language::en);
    EXPECT_EQ(zh[0].title, "网格长 · 第一网格");
    EXPECT_EQ(en[0].title, "Grid head · 第一网格");
    EXPECT_TRUE(zh[0].vacant);
    EXPECT_EQ(zh[0].state, "现空缺");
    EXPECT_TRUE(zh[0].open[0].late);
    EXPECT_EQ(zh[0].open[0].deadline, "超期 2 天");
    EXPECT_FALSE(zh[0].open[1].late) << "without a deadline nothing is late";
    EXPECT_EQ(zh[0].more, "另有 5 件");
    EXPECT_EQ(zh[1].title, "patrol · 第二网格") << "a post without a name has its key";
    EXPECT_FALSE(en[1].vacant);
    EXPECT_EQ(en[1].state, "2 others hold it");
    EXPECT_EQ(en[1].more, "");
}

TEST(Ending, ATierByHandHasItsNameAndIsInForceUntilItsLastDayIsOver) {
    const auto day = [](const char* text) { return *parse_date(text); };
    model::Tier red;
    red.key = "red";
    red.name = {"红", "Red"};
    const std::vector<model::Tier> tiers{red};
    const std::vector<store::Override> overrides{{1, 17, "red", "出院", "li", day("2026-10-01"), day("2026-10-31"), {}},
                                                 {2, 18, "gone", "x", "li", day("2026-10-01"), day("2026-12-31"), day("2026-10-30")}};
    const auto lines = override_lines(overrides, tiers, day("2026-10-30"), Language::zh);
    EXPECT_EQ(lines[0].tier, "红");
    EXPECT_EQ(lines[0].days, "2026-10-01 – 2026-10-31");
    EXPECT_TRUE(lines[0].in_force);
    EXPECT_FALSE(override_lines(overrides, tiers, day("2026-10-31"), Language::zh)[0].in_force);
    EXPECT_EQ(lines[1].tier, "gone") << "a tier that the file no longer has";
    EXPECT_EQ(lines[1].days, "2026-10-01 – 2026-10-30");
    EXPECT_FALSE(lines[1].in_force);
}

}  // namespace
}  // namespace huegrid::gui
