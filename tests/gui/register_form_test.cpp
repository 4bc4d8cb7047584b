#include "gui/views/register_form.hpp"

#include <gtest/gtest.h>

#include "engine/work/register/register.hpp"

namespace huegrid::gui {
namespace {

using model::AttributeType;
using store::Personal;

store::RegisterPage page() {
    store::RegisterPage page;
    page.fields = {{"building", "building_id", AttributeType::integer, {"楼栋", "Building"}, {}, store::RegisterTable::building, Personal::no, false},
                   {"kind", "kind", AttributeType::text, {"类别", "Kind"}, {"home", "shop", "enterprise"}, {}, Personal::no, true},
                   {"occupancy", "occupancy", AttributeType::text, {"居住状态", "Occupancy"}, {"own", "let"}, {}, Personal::no, false},
                   {"contact_phone", "contact_phone", AttributeType::text, {"电话", "Phone"}, {}, {}, Personal::phone, false},
                   {"valid_to", "valid_to", AttributeType::date, {"注销", "Ended"}, {}, {}, Personal::no, false},
                   {"persons", "persons", AttributeType::integer, {"人数", "Persons"}, {}, {}, Personal::no, false}};
    store::RegisterRow row;
    row.id = 17;
    row.values = {std::int64_t{3}, std::string("home"), std::string("let"), std::string("19900001111"), {}, std::int64_t{2}};
    row.names = {"风华苑3栋", "", "", "", "", ""};
    row.tier = "red";
    page.rows.push_back(row);
    page.total = 1;
    return page;
}

RegisterForm form(Language language) {
    auto masked = page();
    work::mask(masked);
    return register_form(masked, store::RegisterTable::household, language);
}

TEST(RegisterForm, AnUntouchedFormChangesNothingAndAMaskNeverBecomesAValue) {
    const auto untouched = form(Language::zh);
    EXPECT_FALSE(can_be_saved(untouched));
    EXPECT_TRUE(changed_cells(untouched).empty());
    EXPECT_EQ(untouched.fields[3].shown, "199****1111");
    EXPECT_EQ(untouched.fields[3].text, "");
}

TEST(RegisterForm, SaysWhatIsWrongInTheLanguageOfTheScreenAndSavesNothingMeanwhile) {
    for (const auto language : {Language::zh, Language::en}) {
        auto typed = form(language);
        type_into(typed, 4, "two");
        EXPECT_EQ(typed.fields[4].complaint, language == Language::zh ? "人数应为整数" : "persons can't be 'two'; it is a whole number");
        EXPECT_FALSE(can_be_saved(typed));
        type_into(typed, 4, "4");
        EXPECT_EQ(typed.fields[4].complaint, "");
        type_into(typed, 1, "");
        EXPECT_NE(typed.fields[1].complaint, "") << "kind is required";
        type_into(typed, 1, "shop");
        type_into(typed, 3, "19911112222");
        EXPECT_TRUE(can_be_saved(typed));
        EXPECT_EQ(changed_cells(typed), (std::vector<std::string>{"kind=shop", "contact_phone=19911112222", "persons=4"}));
    }
}

TEST(RegisterForm, ANewRowBeginsWithWhatIsUsualAndWaitsForWhatIsRequired) {
    auto fields = page().fields;
    fields[1].initial = std::string("home");
    fields.push_back({"name", "name", AttributeType::text, {"姓名", "Name"}, {}, {}, Personal::name, true});
    auto added = new_form(fields, store::RegisterTable::household, Language::zh);
    EXPECT_EQ(added.fields[1].text, "home");
    EXPECT_EQ(added.fields.back().complaint, "姓名不能为空");
    type_into(added, 3, "19911112222");
    EXPECT_FALSE(can_be_saved(added)) << "the name is still missing";
    type_into(added, added.fields.size() - 1, "张三");
    EXPECT_TRUE(can_be_saved(added));
    EXPECT_EQ(changed_cells(added), (std::vector<std::string>{"contact_phone=19911112222", "name=张三"})) << "what is usual is filled in by the command";
    type_into(added, added.fields.size() - 1, "");
    EXPECT_FALSE(can_be_saved(added));
}

TEST(RegisterForm, AListHasWordsOnScreenAndItsTotal) {
    auto masked = page();
    work::mask(masked);
    masked.total = 6000;
    const auto lines = register_lines(masked, store::RegisterTable::household, Language::zh);
    EXPECT_EQ(lines.lines[0], (std::vector<std::string>{"风华苑3栋", "住宅", "出租", "199****1111", "red"}));
    EXPECT_EQ(lines.footer, "1 / 6,000 条");
}

TEST(RegisterForm, NoHitsNoLines) {
    EXPECT_TRUE(hit_lines({}, Language::zh).empty());
    work::SearchResult found;
    found.hits.push_back({store::RegisterTable::household, 17, work::HitRank::exact, 3, "张三", "风华苑3栋 2", "501", "19900001111"});
    work::mask(found);
    const auto lines = hit_lines(found, Language::en);
    EXPECT_EQ(lines[0].what, "Household");
    EXPECT_EQ(lines[0].title, "张**");
    EXPECT_EQ(lines[0].detail, "风华苑3栋 2 5** 199****1111");
}

}  // namespace
}  // namespace huegrid::gui
