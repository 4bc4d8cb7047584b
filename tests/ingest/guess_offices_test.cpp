/// @file guess_offices_test.cpp
/// Folders and workbooks of several offices, whose lists differ: what is guessed of them is read as a whole, and what is left out is named.

#include <algorithm>
#include <random>
#include <set>

#include "engine/ingest/guess/guess_words.hpp"
#include "tests/ingest/guess_fixture.hpp"

namespace huegrid::ingest {
namespace {

/// Does the guess say something that begins so, in both languages?
bool says(const Guess& guess, std::string_view begin) {
    for (const auto* all : {&guess.reasons, &guess.questions})
        for (const auto& one : *all)
            if (one.starts_with(begin)) return guess_in(one, Language::zh) != one;
    return false;
}

/// `office`'s list of six homes, numbered from 01.
Table homes_of(int office, const Texts& names = {"户号", "地址", "户主", "联系电话", "人口"}) {
    Table rows{names};
    for (int home = 1; home <= 6; ++home)
        rows.push_back({fmt::format("0{}", home), fmt::format("风华苑{}栋1单元10{}", office, home), fmt::format("王{}{}", office, home), fmt::format("1290000{}00{}", office, home), std::to_string(home % 3 + 1)});
    return rows;
}

std::set<std::string> heads(const Whole& import) {
    std::set<std::string> all;
    for (const auto& home : import.batch.households) all.insert(home.contact_name);
    return all;
}

std::filesystem::path offices(const Folder& folder, int lists) {
    std::filesystem::create_directory(folder / "offices");
    for (int office = 1; office <= lists; ++office) folder.write(fmt::format("offices/0{}社区.csv", office), csv(homes_of(office)));
    return folder / "offices";
}

}  // namespace

// Would catch homes kept out as duplicates, because every office begins with 01.
TEST(GuessOffices, NumbersThatBeginAnewInEachFileAreKeysWithItsName) {
    const Folder folder;
    const auto path = offices(folder, 3);
    workbook(folder, "offices/04社区.xlsx", {{"Sheet1", homes_of(4)}});
    workbook(folder, "offices/05社区.xlsx", {{"Sheet1", homes_of(5)}});
    const auto guess = guess_of({{"lists", path}});
    const auto import = import_by(guess.recipe, {{"lists", path}});
    ASSERT_TRUE(import) << import.error().text() << guess.recipe;
    EXPECT_EQ(heads(*import).size(), 30u) << guess.recipe;
    EXPECT_TRUE(says(guess, "key: 户号 begins anew"));
    EXPECT_FALSE(import->report.defects.contains("duplicate_key"));
}

// Would catch one home made two, because two offices list it.
TEST(GuessOffices, ANumberThatMeansOneHomeInTwoFilesStaysOne) {
    const Folder folder;
    const auto path = offices(folder, 1);
    auto again = homes_of(1);
    again.resize(3);
    for (int home = 7; home <= 12; ++home) again.push_back({fmt::format("{:02}", home), fmt::format("风华苑2栋1单元1{:02}", home), fmt::format("李{}", home), fmt::format("1290000{:04}", home), "1"});
    folder.write("offices/02社区.csv", csv(again));
    const auto guess = guess_of({{"lists", path}});
    const auto import = import_by(guess.recipe, {{"lists", path}});
    ASSERT_TRUE(import) << import.error().text() << guess.recipe;
    EXPECT_EQ(import->batch.households.size(), 12u) << guess.recipe;
}

// Would catch eleven offices that can't be imported for the twelfth.
TEST(GuessOffices, AListWithOtherNamesIsLeftOutByNameAndTheOthersAreRead) {
    const Folder folder;
    const auto path = offices(folder, 4);
    folder.write("offices/05社区.csv", csv(homes_of(5, {"户编号", "住址", "户主姓名", "手机", "人口数"})));
    workbook(folder, "offices/06社区.xlsx", {{"Sheet1", homes_of(6)}, {"Sheet2", {{"填表说明", ""}, {"一、如实填写", ""}, {"二、不得漏户", ""}}}});
    const auto guess = guess_of({{"lists", path}});
    SCOPED_TRACE(guess.recipe);
    const auto recipe = parse_recipe(guess.recipe, "guess.toml", ".");
    ASSERT_TRUE(recipe) << recipe.error().text();
    ASSERT_EQ(recipe->rows.size(), 1u) << "a sheet of notes is no list";
    EXPECT_EQ(recipe->rows[0].except, (Texts{"05社区", "06社区/Sheet2"}));
    EXPECT_TRUE(says(guess, "05社区 has homes as well"));
    const auto import = import_by(guess.recipe, {{"lists", path}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(heads(*import).size(), 30u);
    EXPECT_TRUE(import->unsure.empty()) << "what is left out knowingly keeps no household from ending";
}

// Would catch a message that doesn't say why the sheet was read at all.
TEST(GuessOffices, ASheetThatAStarTakesInIsToldWithTheWayOut) {
    const Folder folder;
    const auto path = offices(folder, 2);
    folder.write("offices/03社区.csv", "编号,住址\n1,x\n");
    const auto import = import_by("[[household]]\nsource = \"lists\"\nlayer = \"*\"\nkey = \"户号\"\ncontact_name = \"户主\"\n", {{"lists", path}});
    ASSERT_TRUE(import) << import.error().text();
    const auto& told = import->report.examples;
    EXPECT_TRUE(std::any_of(told.begin(), told.end(), [](const Defect& defect) { return defect.kind == "no_header" && defect.done.find("except = [\"03社区\"]") != std::string::npos; }));
}

/// Three households whose persons all have a telephone; only `relation` says who the head is.
Table persons(const std::string& relation) {
    Table rows{{"户号", "姓名", relation, "联系电话", "住址", "年龄"}};
    const std::vector<std::pair<std::string, Texts>> all{{"F1", {"户主"}}, {"F2", {"户主", "配偶"}}, {"F3", {"户主", "配偶", "子"}}};
    for (const auto& [home, relations] : all)
        for (std::size_t person = 0; person < relations.size(); ++person)
            rows.push_back({home, fmt::format("王{}{}", home.substr(1), person), relations[person], fmt::format("1290000{}00{}", home.substr(1), person), fmt::format("风华苑1栋1单元10{}", home.substr(1)),
                            std::to_string(70 - 20 * static_cast<int>(person))});
    return rows;
}

std::set<std::string> contacts(const Whole& import) {
    std::set<std::string> all;
    for (const auto& home : import.batch.households) all.insert(home.source_key + " " + home.contact_name + " " + home.contact_phone);
    return all;
}

// Would catch a telephone that is another's as soon as somebody sorts the list.
TEST(GuessOffices, TheHeadsNameAndTelephoneAreTheHouseholdsInAnyOrderOfRows) {
    const Folder folder;
    const auto rows = persons("与户主关系");
    const std::set<std::string> expected{"F1 王10 12900001000", "F2 王20 12900002000", "F3 王30 12900003000"};
    const auto sorted = guess_of({{"persons", folder.write("persons.csv", csv(rows))}});
    const auto& recipe = sorted.recipe;
    EXPECT_TRUE(says(sorted, "contact_phone: the 联系电话 of the head")) << recipe;
    std::mt19937 random(7);
    for (int order = 0; order < 20; ++order) {
        auto shuffled = rows;
        if (order > 0) std::shuffle(shuffled.begin() + 1, shuffled.end(), random);
        const Bound source{{"persons", folder.write("persons.csv", csv(shuffled))}};
        for (const auto& one : {recipe, guess_of(source).recipe}) {
            const auto import = import_by(one, source);
            ASSERT_TRUE(import) << import.error().text();
            EXPECT_EQ(contacts(*import), expected) << one;
            EXPECT_FALSE(import->report.defects.contains("persons_disagree"));
        }
    }
}

// Would catch one of several telephones taken for a household that has no head, and the head's own word kept from it.
TEST(GuessOffices, WithoutAHeadWhatAllAgreeOnIsTheHouseholds) {
    const Folder folder;
    const std::string recipe = "[[person]]\nsource = \"p\"\nhousehold_key = \"户号\"\ncontact_name = \"户主\"\ncontact_phone = \"电话\"\nhead = [{ column = \"关系\", is = \"户主\" }, { column = \"关系\", is = \"本人\" }]\n";
    const auto import = import_by(recipe, {{"p", folder.write("p.csv", "户号,户主,电话,关系\n1,王一,12900000001,妻\n1,王一,12900000002,子\n2,王二,12900000003,妻\n2,王二,,子\n3,王三,12900000004,妻\n3,王三,,本人\n")}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(contacts(*import), (std::set<std::string>{"1 王一 ", "2 王二 12900000003", "3 王三 "}));
    EXPECT_EQ(import->report.defects.at("no_head"), 1);
}

// Would catch a word of the last rows that nobody is asked about, and a promise to have read what wasn't.
TEST(GuessOffices, AWordThatFirstStandsFarDownIsTranslatedAndTheLimitSaid) {
    const Folder folder;
    std::string list = "事项编号,事项类型,状态,上报时间,经度,纬度\n";
    for (int issue = 0; issue < 7000; ++issue) list += fmt::format("A{},路灯,{},2026-01-01 10:00,104.1,30.6\n", issue, issue < 6900 ? "已办结" : "处理中");
    const auto guess = guess_of({{"issues", folder.write("事项.csv", list)}});
    EXPECT_NE(guess.recipe.find("\"处理中\" = \"in_progress\""), std::string::npos) << guess.recipe;
    EXPECT_TRUE(says(guess, "Only its first 5000 rows were looked at, and 7000")) << guess.recipe;
}

// Would catch a certificate's number, which holds an ID number, proposed as a key or an attribute.
TEST(GuessOffices, WhatHoldsAnIdNumberIsNeitherKeyNorAttribute) {
    const Folder folder;
    Table rows{{"残疾证号", "证号", "残疾类别", "残疾等级", "地址", "配偶", "监护人电话", "户主", "电话"}};
    for (int home = 0; home < 8; ++home) {
        const auto number = fmt::format("99010019600101{:03}X4{}", home, home);
        rows.push_back({number, number, "肢体", "二级", fmt::format("风华苑1栋1单元10{}", home), fmt::format("李{}", home), fmt::format("1290001000{}", home), fmt::format("王{}", home), fmt::format("1290000000{}", home)});
    }
    const auto guess = guess_of({{"list", folder.write("住户.csv", csv(rows))}});
    SCOPED_TRACE(guess.recipe);
    const auto recipe = parse_recipe(guess.recipe, "guess.toml", ".");
    ASSERT_TRUE(recipe) << recipe.error().text();
    std::string read;
    for (const auto& table : recipe->rows)
        for (const auto& [field, mapping] : table.fields) read += fmt::format("{} ", fmt::join(mapping.columns, " "));
    for (const auto& attribute : recipe->attributes) read += fmt::format("{} ", fmt::join(attribute.mapping.columns, " "));
    EXPECT_EQ(read.find("证号"), std::string::npos) << read;
    for (const char* sensitive : {"残疾类别", "残疾等级"}) {
        EXPECT_EQ(read.find(sensitive), std::string::npos) << "it waits for somebody to say what it is kept for";
        EXPECT_NE(guess.recipe.find(fmt::format("{} is sensitive", sensitive)), std::string::npos);
    }
    const auto said = [&](std::string_view begin) {
        const auto at = std::find_if(guess.reasons.begin(), guess.reasons.end(), [&](const std::string& reason) { return reason.starts_with(begin); });
        return at == guess.reasons.end() ? std::string() : *at;
    };
    EXPECT_EQ(said("Personal:").find("配偶"), std::string::npos) << "it isn't in the file";
    EXPECT_NE(said("Not used:").find("配偶 (names), 监护人电话 (phones)"), std::string::npos);
}

// Would catch a question whose answer is among the files given.
TEST(GuessOffices, EstatesThatAreGivenAreLinkedWithoutAsking) {
    const Folder folder;
    const auto houses = folder.write("buildings.geojson", collection({feature(R"("id":1,"name":"1栋","community":"风华苑")", square(0, 0, 20)), feature(R"("id":2,"name":"2栋","community":"春和里")", square(50, 0, 20))}));
    const auto estates = folder.write("estates.geojson", collection({feature(R"("community":"风华苑")", point(5, 5)), feature(R"("community":"春和里")", point(55, 5))}));
    const auto alone = guess_of({{"buildings", houses}}), both = guess_of({{"buildings", houses}, {"estates", estates}});
    const auto asks = [](const Guess& guess) { return guess.recipe.find("Are the estates of community") != std::string::npos; };
    EXPECT_TRUE(asks(alone));
    EXPECT_FALSE(asks(both)) << both.recipe;
    EXPECT_TRUE(says(both, "estate_key: 2 of the 2 in community"));
    const auto import = import_by(both.recipe, {{"buildings", houses}, {"estates", estates}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_TRUE(import->batch.buildings[0].estate && import->batch.buildings[1].estate && import->batch.buildings[0].estate != import->batch.buildings[1].estate) << both.recipe;
}

}  // namespace huegrid::ingest
