/// @file side_row_test.cpp
/// What an office writes between its records is no record, and what merely begins like it is one.
#include "engine/sources/side_row.hpp"

#include <gtest/gtest.h>

namespace huegrid::sources {
namespace {

using Cells = std::vector<std::string_view>;

const std::vector<std::string> names{"单元", "房号", "户主", "人数", "联系电话", "备注"};

// Would catch a household for each foot of a page; the list isn't the code's: it is what offices write.
TEST(SideRow, WhatIsSaidOfThePageIsANoteWhateverMarksAndBlanksAreAroundIt) {
    for (const char* text : {"本页小计", "本页合计", "合 计", "总计：", "累计", "共计：12户", "共12户", "以上共12户", "总人数", "户数合计", "一单元小计", "制表人：张三", "填表人：", "审核：李四", "说明：以上数据",
                             "备注：无", "负责人签字", "打印日期：2026年11月1日", "第1页 共2页", "第 1 页", "——以下空白——", "以下空白", "（盖章）", "(公章)", "填报日期", "联系人：王五", "注", "*注：同上", "※ 注: x",
                             "Total", "TOTAL 12", "截止2026年10月", "截至10月底", "Page 1 of 2"})
        EXPECT_TRUE(is_note({text, "", "", "", "", ""}, names)) << text;
    EXPECT_TRUE(is_note({"", "本页小计", "", "24", "", ""}, names));
    EXPECT_TRUE(is_note({"1单元", "小计", "", "24", "", ""}, names)) << "a merged cell beside it";
    EXPECT_TRUE(is_note({"合计", "24人"}, {"户主", "人数"}));
    EXPECT_TRUE(is_note({"制表人：张三", "", "审核：李四", "", "2026-11-01", ""}, names));
    EXPECT_TRUE(is_note({"联系人：王五", "13900001234", "", "", "", ""}, names));
}

// Would catch a household lost for its name, its note or its shop's sign.
TEST(SideRow, WhatBeginsSoInARecordIsARecord) {
    const std::vector<Cells> records{{"1单元", "101", "总芳", "2", "", ""},
                                     {"", "", "总芳", "", "", ""},
                                     {"", "", "共和", "", "", ""},
                                     {"", "102", "", "", "", "备注：无人"},
                                     {"", "", "张伟", "", "", "说明：已搬走"},
                                     {"以上海鲜", "101", "", "", "", ""},
                                     {"注册会计师", "101", "张伟", "", "", ""},
                                     {"TotalEnergies", "H003", "", "", "", ""},
                                     {"合计火锅店", "1-101", "", "", "", ""},
                                     {"合计火锅店", "13912345678", "", "", "", ""},
                                     {"第一食品店", "", "", "", "", ""},
                                     {"1单元", "", "", "", "", ""}};
    for (const auto& cells : records) EXPECT_FALSE(is_note(cells, names)) << first_filled(cells);
    EXPECT_FALSE(is_note({"说明年龄", "24"}, {"户主", "人数"}));
    EXPECT_FALSE(is_note({"总数", "张伟"}, {"房号", "户主"}));
    EXPECT_FALSE(is_note({"说明年龄", "张伟"}, {"备注", "户主"})) << "the first column may be the notes'";
}

// Would catch a page's header taken for a household, and a household for a header.
TEST(SideRow, NamesAreRepeatedWhereEachCellStandsUnderItself) {
    TableHead head;
    head.names = {"序号", "联系方式/电话", "联系方式/微信"};
    head.cells = {{"序号", "联系方式"}, {"", "电话", "微信"}};
    EXPECT_TRUE(repeats_names({"序号", "联系方式", ""}, head));
    EXPECT_TRUE(repeats_names({"", " 电话", "微信"}, head));
    EXPECT_FALSE(repeats_names({"序号", "联系方式", "微信"}, head));
    EXPECT_FALSE(repeats_names({"1", "联系方式", ""}, head));
    EXPECT_FALSE(repeats_names({"", "电话", ""}, head)) << "one word proves nothing";
    EXPECT_FALSE(repeats_names({"", "", ""}, head));
}

}  // namespace
}  // namespace huegrid::sources
