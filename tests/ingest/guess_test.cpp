#include "engine/ingest/guess/guess.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/address/id_numbers.hpp"
#include "tests/ingest/guess_fixture.hpp"

namespace huegrid::ingest {
namespace {

const std::filesystem::path sample = std::filesystem::path(HUEGRID_SOURCE_DIR) / "geodata/sample";

Recipe parsed(const Guess& guess) {
    auto recipe = parse_recipe(guess.recipe, "guess.toml", ".");
    EXPECT_TRUE(recipe) << recipe.error().text() << "\n" << guess.recipe;
    return recipe ? std::move(*recipe) : Recipe{};
}

std::string column_of(const Recipe& recipe, std::string_view field) {
    if (recipe.rows.empty()) return "";
    const auto at = recipe.rows[0].fields.find(field);
    return at == recipe.rows[0].fields.end() || at->second.columns.empty() ? "" : at->second.columns[0];
}

const std::map<std::string, std::pair<std::string, Target>> sample_files{
    {"zones", {"zones.geojson", Target::zone}},
    {"estates", {"estates.geojson", Target::estate}},
    {"buildings", {"buildings.geojson", Target::building}},
    {"lines", {"lines.geojson", Target::line}},
    {"service_points", {"service_points.geojson", Target::service_point}},
    {"households", {"households.csv", Target::household}},
    {"skills", {"skills.csv", Target::skill}},
    {"members", {"members.csv", Target::member}},
    {"posts", {"posts.csv", Target::post}},
    {"assignments", {"assignments.csv", Target::assignment}},
    {"issue_types", {"issue_types.csv", Target::issue_type}},
    {"issues", {"issues.csv", Target::issue}},
    {"issue_events", {"issue_events.csv", Target::issue_event}},
    {"visits", {"visits.csv", Target::visit}},
};

/// A household list as an office keeps it: a title, merged cells, an ID number, a bank card.
struct OfficeList {
    static constexpr int homes = 12;
    static std::string text() {
        std::string csv = "融祥社区住户台账,,,,,,,,,,,\n序号,小区,楼栋,单元,室号,户主,联系电话,身份证号,银行卡号,民族,是否独居,居住情况\n";
        for (int i = 0; i < homes; ++i) csv += fmt::format("{},{},{},{},{},{},{},{},{},汉族,{},{}\n", i + 1, i == 0 ? "风华苑" : "", i % 6 == 0 ? fmt::format("{}栋", i / 6 + 1) : "",
                                                           i % 3 == 0 ? fmt::format("{}单元", i % 6 / 3 + 1) : "", 101 + i % 3 * 100, name(i), phone(i), id_number(i), card(i), i % 2 == 0 ? "是" : "否", i % 2 == 0 ? "自住" : "出租");
        return csv;
    }
    static std::string name(int i) {
        static const std::vector<std::string> given{"伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇"};
        return (i % 2 == 0 ? "张" : "王") + given[static_cast<std::size_t>(i)];
    }
    static std::string phone(int i) { return fmt::format("129{:08}", 1234500 + i); }
    static std::string id_number(int i) { return address::with_check(fmt::format("99010019{:02}0101{:03}", 50 + i, i)); }
    static std::string card(int i) { return fmt::format("6222021234567{:03}", 100 + i); }
    static std::vector<std::string> personal(int i) { return {name(i), phone(i), id_number(i), card(i), "汉族"}; }
};

/// Two buildings, each called as one would write it.
std::string two_buildings() {
    return collection({feature(R"("编号":"b1","地址":"风华苑1栋")", square(0, 0, 20)), feature(R"("编号":"b2","地址":"风华苑2栋")", square(50, 0, 20))});
}

}  // namespace

TEST(Guess, EachFileOfTheSampleIsTakenForWhatItIs) {
    for (const auto& [name, what] : sample_files) {
        const auto guess = guess_of({{name, sample / what.first}});
        const auto recipe = parsed(guess);
        ASSERT_EQ(recipe.rows.size(), 1u) << guess.recipe;
        EXPECT_EQ(recipe.rows[0].target, what.second) << guess.recipe;
    }
}

// Would catch a key that isn't one, a link or a word that is lost, and values read as another type.
TEST(Guess, TheSampleComesInByItsGuessAsByItsRecipe) {
    Bound sources;
    for (const auto& [name, what] : sample_files) sources.emplace(name, sample / what.first);
    const auto guess = guess_of(sources);
    model::ExistingKeys keys, keys_known;
    const auto guessed = read_sources(parsed(guess), sources, std::nullopt, keys);
    ASSERT_TRUE(guessed) << guessed.error().text() << guess.recipe;
    EXPECT_TRUE(guessed->report.defects.empty()) << guessed->report.examples.front().what << "\n" << guess.recipe;
    const auto recipe = load_recipe(sample / "../recipes/sample.toml");
    const auto known = read_sources(*recipe, {}, std::nullopt, keys_known);
    ASSERT_TRUE(known);
    EXPECT_EQ(guessed->report.read, known->report.read);
    const auto& a = guessed->batch;
    const auto& b = known->batch;
    ASSERT_EQ(a.households.size(), b.households.size());
    for (std::size_t i = 0; i < a.households.size(); ++i) {
        EXPECT_EQ(a.households[i].source_key, b.households[i].source_key);
        EXPECT_EQ(a.households[i].building, b.households[i].building);
        EXPECT_EQ(a.households[i].contact_phone, b.households[i].contact_phone);
    }
    ASSERT_EQ(a.issues.size(), b.issues.size());
    for (std::size_t i = 0; i < a.issues.size(); ++i) EXPECT_EQ(a.issues[i].events.size(), b.issues[i].events.size());
    // All attributes but the sensitive ones, which wait for somebody to say what they are for.
    for (const auto& attribute : recipe->attributes)
        EXPECT_EQ(guess.recipe.find(fmt::format("\nname = \"{}\"", attribute.attribute.name)) != std::string::npos, attribute.attribute.sensitivity != model::Sensitivity::sensitive) << attribute.attribute.name;
}

TEST(Guess, AnOfficesHouseholdListFindsItsBuildings) {
    const Folder folder;
    const Bound sources{{"homes", folder.write("homes.csv", OfficeList::text())}, {"buildings", folder.write("buildings.geojson", two_buildings())}};
    const auto guess = guess_of({{"homes", sources.at("homes")}});
    const auto recipe = parsed(guess);
    ASSERT_EQ(recipe.rows.size(), 1u) << guess.recipe;
    EXPECT_EQ(recipe.rows[0].target, Target::household);
    EXPECT_EQ(column_of(recipe, "contact_name"), "户主");
    EXPECT_EQ(column_of(recipe, "contact_phone"), "联系电话");
    EXPECT_EQ(column_of(recipe, "door"), "室号");
    EXPECT_EQ(column_of(recipe, "unit"), "单元");
    EXPECT_EQ(recipe.sources.at("homes").fill_down, (std::vector<std::string>{"小区", "楼栋", "单元"}));

    const auto import = import_by(guess_of(sources).recipe, sources);
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.households.size(), static_cast<std::size_t>(OfficeList::homes)) << "a key that isn't one loses homes";
    for (const auto& home : import->batch.households) {
        EXPECT_TRUE(bool(home.building)) << home.source_key << "\n" << guess.recipe;
        EXPECT_TRUE(home.occupancy == "own" || home.occupancy == "let");
    }
}

TEST(Guess, PersonalValuesAreNeverPrintedAndIdNumbersNeverKept) {
    const Folder folder;
    auto innocent = OfficeList::text();  // the same under names that say nothing
    for (const auto& [from, to] : std::map<std::string, std::string>{{"户主", "甲列"}, {"联系电话", "乙列"}, {"身份证号", "丙列"}, {"银行卡号", "丁列"}}) innocent.replace(innocent.find(from), from.size(), to);
    const auto headless = OfficeList::text().substr(OfficeList::text().find("\n1,") + 1);
    const std::map<std::string, std::vector<std::string>> lists{{OfficeList::text(), {"身份证号", "民族"}}, {innocent, {"丙列", "民族"}}, {headless, {}}};
    for (const auto& [text, out] : lists) {
        const auto guess = guess_of({{"homes", folder.write("homes.csv", text)}});
        for (int i = 0; i < OfficeList::homes; ++i)
            for (const auto& value : OfficeList::personal(i)) EXPECT_EQ(guess.recipe.find(value), std::string::npos) << value << "\n" << guess.recipe;
        std::istringstream lines(guess.recipe);
        for (std::string line; std::getline(lines, line);)
            for (const auto& column : out) EXPECT_TRUE(line.starts_with('#') || line.find(column) == std::string::npos || line.find("birth_date_from_id:") != std::string::npos) << line;
        if (!out.empty()) { EXPECT_NE(guess.recipe.find("(ID numbers)"), std::string::npos) << "it is said"; }
    }
}

// Would catch a proposal that doesn't read what it promises, or that is made of numbers which don't check.
TEST(Guess, OfIdNumbersABirthDateIsProposed) {
    const Folder folder;
    const Bound sources{{"homes", folder.write("homes.csv", OfficeList::text())}, {"buildings", folder.write("buildings.geojson", two_buildings())}};
    const auto guess = guess_of(sources);
    const auto import = import_by(guess.recipe, sources);
    ASSERT_TRUE(import) << import.error().text() << guess.recipe;
    const auto& attributes = import->batch.attributes;
    const auto at = std::find_if(attributes.begin(), attributes.end(), [](const auto& a) { return a.name == "birth_date"; });
    ASSERT_NE(at, attributes.end()) << guess.recipe;
    for (int i = 0; i < OfficeList::homes; ++i)
        EXPECT_EQ(import->batch.households[static_cast<std::size_t>(i)].values[static_cast<std::size_t>(at - attributes.begin())],
                  model::Value(Date(std::chrono::year(1950 + i) / 1 / 1)));

    auto invalid = OfficeList::text();
    for (int i = 0; i < OfficeList::homes; ++i) {
        const auto number = OfficeList::id_number(i);
        auto& last = invalid[invalid.find(number) + 17];
        last = last == '1' ? '2' : '1';
    }
    EXPECT_EQ(guess_of({{"homes", folder.write("invalid.csv", invalid)}}).recipe.find("birth_date"), std::string::npos);
}

TEST(Guess, OfPersonsIdNumbersTheirAgesAreProposed) {
    const Folder folder;
    std::string text = "户号,姓名,性别,身份证号,地址\n";
    for (int i = 0; i < 4; ++i) text += fmt::format("{},{},男,{},风华苑1栋1单元{}\n", i / 2 + 1, OfficeList::name(i), OfficeList::id_number(i), 101 + i / 2);
    const Bound sources{{"list", folder.write("list.csv", text)}};
    const auto guess = guess_of(sources);
    EXPECT_NE(guess.recipe.find("max = \"age_from_id:身份证号\""), std::string::npos) << guess.recipe;
    EXPECT_NE(guess.recipe.find("{ column = \"age_from_id:身份证号\", below = 18 }"), std::string::npos) << guess.recipe;
    const auto import = import_by(guess.recipe, sources);
    ASSERT_TRUE(import) << import.error().text() << guess.recipe;
    EXPECT_TRUE(import->report.ages_as_of) << "of which day they are is said";
    EXPECT_FALSE(import->report.defects.contains("bad_id_number"));
}

TEST(Guess, AListOfPersonsIsCountedByHousehold) {
    const Folder folder;
    const auto list = folder.write("list.csv", "户号,姓名,性别,年龄,地址\n1,张伟,男,71,风华苑1栋1单元101\n1,王芳,女,69,风华苑1栋1单元101\n2,王军,男,40,风华苑1栋1单元102\n2,王娜,女,12,风华苑1栋1单元102\n");
    const Bound sources{{"list", list}};
    const auto guess = guess_of(sources);
    const auto import = import_by(guess.recipe, sources);
    ASSERT_TRUE(import) << import.error().text() << guess.recipe;
    ASSERT_EQ(import->batch.households.size(), 2u) << guess.recipe;
    EXPECT_TRUE(import->batch.households[0].contact_name.empty()) << "which of them would it be?";
    const auto recipe = parsed(guess);
    const auto at = std::find_if(recipe.attributes.begin(), recipe.attributes.end(), [](const auto& a) { return a.attribute.name == "oldest_age"; });
    ASSERT_NE(at, recipe.attributes.end());
    EXPECT_EQ(import->batch.households[0].values[static_cast<std::size_t>(at - recipe.attributes.begin())], model::Value(std::int64_t{71}));
}

// Would catch a name that ends a comment or a text early, and so writes into the recipe.
TEST(Guess, WhateverColumnsAreCalledTheRecipeParses) {
    constexpr unsigned seed = 11;
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const auto words = likely_columns();
    const std::vector<std::string> nasty{"$", "\"", "\\", "a\nb = 1", "[[zone]]", "'''", "# x", "}", "\x01", "列\r\n[source]", "${x}", "key", "\xE2\x80\xA8"};
    const auto pick = [&](const auto& from) { return from[random() % from.size()]; };
    for (int round = 0; round < 3000; ++round) {
        sources::SourceDescription source{"s", random() % 2 == 0 ? "households.csv" : "x\n[[zone]].csv", random() % 3 == 0 ? "GeoJSON" : "table", {}, {pick(nasty)}};
        sources::LayerDescription layer;
        layer.shape = source.kind == "table" ? geo::ShapeKind::none : static_cast<geo::ShapeKind>(random() % 4);
        layer.name = random() % 2 == 0 ? pick(nasty) : "";
        std::set<std::string> names;
        for (int c = 0; c < 8; ++c) names.insert(random() % 4 == 0 ? pick(nasty) + pick(words) : pick(words));
        layer.columns.assign(names.begin(), names.end());
        for (int r = 0; r < 20; ++r) {
            std::vector<std::string> row;
            for (std::size_t c = 0; c < layer.columns.size(); ++c) row.push_back(random() % 5 == 0 ? "" : random() % 2 == 0 ? pick(nasty) : fmt::format("{}", random() % 40));
            layer.rows.push_back(std::move(row));
        }
        source.layers.push_back(std::move(layer));
        const auto guess = guess_recipe({source});
        if (guess.recipe.find("\n[[") == std::string::npos) continue;  // nothing was decided
        const auto recipe = parse_recipe(guess.recipe, "guess.toml", ".");
        ASSERT_TRUE(recipe) << recipe.error().text() << "\n" << guess.recipe;
        EXPECT_EQ(recipe->rows.size(), 1u) << guess.recipe;
    }
}

// Would catch a request's number taken for a phone, so that a key is made up, and a clock that nobody is asked about.
TEST(Guess, RequestsKeepTheirNumberAsKeyAndAreAskedForTheirClock) {
    const Folder folder;
    std::string table = "SRNumber,RequestType,Status,CreatedDate,ClosedDate\n";
    for (int i = 0; i < 20; ++i) table += fmt::format("1-12626919{:02},Graffiti,Closed,12/31/2018 10:{:02}:00 PM,01/02/2019 08:00:00 AM\n", i, i);
    const auto guess = guess_of({{"requests", folder.write("requests.csv", table)}});
    EXPECT_EQ(column_of(parsed(guess), "key"), "SRNumber") << guess.recipe;
    const auto question = guess.recipe.find("By which clock");
    EXPECT_NE(question, std::string::npos) << guess.recipe;
    EXPECT_EQ(guess.recipe.find("By which clock", question + 1), std::string::npos) << "once is enough";
}

}  // namespace huegrid::ingest
