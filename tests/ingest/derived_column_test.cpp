#include "engine/ingest/rows/derived_column.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/address/id_numbers.hpp"
#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

using address::with_check;
using model::Value;

Date day(int year, unsigned month, unsigned of_month) { return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(of_month); }

std::string number_of(Date born, int order = 2) {
    auto digits = to_text(born);
    std::erase(digits, '-');
    return with_check(fmt::format("990100{}{:03}", digits, order));
}

/// The day of the import, for the time of a test.
class On {
public:
    explicit On(Date date) { ::setenv("SOURCE_DATE_EPOCH", fmt::format("{}", std::chrono::duration_cast<std::chrono::seconds>(date.time_since_epoch()).count()).c_str(), 1); }
    ~On() { ::unsetenv("SOURCE_DATE_EPOCH"); }
    On(const On&) = delete;
    On& operator=(const On&) = delete;
};

constexpr const char* households = "[[household]]\nsource = \"h\"\nkey = \"no\"\ncontact_name = \"name\"\ncontact_phone = \"phone\"\n";
constexpr const char* persons = "[[person]]\nsource = \"p\"\nhousehold_key = \"home\"\n";

std::string attribute(const std::string& name, const std::string& type, const std::string& filling) {
    return fmt::format("[[attribute]]\nname = \"{}\"\ntype = \"{}\"\n{}\n", name, type, filling);
}

// The oracle counts birthdays one by one.
TEST(DerivedColumn, AnAgeIsTheNumberOfBirthdaysThatHaveBeen) {
    constexpr unsigned seed = 11;
    std::mt19937 random(seed);
    for (int i = 0; i < 3000; ++i) {
        const auto born = day(1920, 1, 1) + std::chrono::days(random() % 36500);
        const auto on = born + std::chrono::days(random() % 36500);
        const std::chrono::year_month_day of_birth(born);
        int birthdays = 0;
        for (auto year = of_birth.year() + std::chrono::years(1);; ++year) {
            auto birthday = year / of_birth.month() / of_birth.day();
            const Date at = birthday.ok() ? Date(birthday) : Date(year / std::chrono::March / 1);
            if (at > on) break;
            ++birthdays;
        }
        ASSERT_EQ(said_by(number_of(born), DerivedColumn::Says::age_of_id, on), std::to_string(birthdays)) << to_text(born) << ' ' << to_text(on) << " seed " << seed;
        ASSERT_EQ(said_by(number_of(born), DerivedColumn::Says::birth_date_of_id, on), to_text(born));
    }
}

TEST(DerivedColumn, WhoIsNotYetBornHasNoAge) {
    const auto on = day(2026, 10, 31);
    EXPECT_EQ(said_by(number_of(on), DerivedColumn::Says::age_of_id, on), "0");
    EXPECT_FALSE(said_by(number_of(on + std::chrono::days(1)), DerivedColumn::Says::age_of_id, on));
}

// One rounded number in eleven checks by chance: it is looked for until it does.
TEST(DerivedColumn, ARoundedNumberIsDamagedEvenIfItChecks) {
    int checked = 0;
    for (int year = 1930; year < 1990; ++year) {
        const auto rounded = with_check(fmt::format("990100{}0312000", year));
        if (!rounded.ends_with('0')) continue;
        ++checked;
        EXPECT_TRUE(address::birth_date_from_id(rounded));
        EXPECT_FALSE(said_by(rounded, DerivedColumn::Says::birth_date_of_id, day(2026, 10, 31))) << rounded;
    }
    EXPECT_GT(checked, 0);
}

TEST(DerivedColumn, FillsAttributesAndLeavesNoNumberBehind) {
    const Folder folder;
    const On on(day(2026, 10, 31));
    const auto old = number_of(day(1946, 10, 31)), child = number_of(day(2008, 11, 1));
    auto mistyped = child;
    std::swap(mistyped[9], mistyped[10]);
    const auto table = fmt::format("home,ID\n1,{}\n1,{}\n2,{}\n2,{}\n3,\n", old, child, old, mistyped);
    const auto import = import_by(std::string(persons) + attribute("oldest_age", "integer", "max = \"age_from_id:ID\"") +
                                      attribute("n_minors", "integer", "count = { column = \"age_from_id:ID\", below = 18 }") +
                                      attribute("last_born", "date", "max = \"birth_date_from_id:ID\"\nmissing = \"skip\""),
                                  {{"p", folder.write("p.csv", table)}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->report.ages_as_of, day(2026, 10, 31));
    const auto& homes = import->batch.households;
    ASSERT_EQ(homes.size(), 3u);
    EXPECT_EQ(homes[0].values, (std::vector<Value>{std::int64_t{80}, std::int64_t{1}, day(2008, 11, 1)}));
    EXPECT_EQ(homes[1].values, (std::vector<Value>{Value(), Value(), day(1946, 10, 31)})) << "what isn't known makes the figure unknown";
    EXPECT_EQ(homes[2].values, (std::vector<Value>{Value(), Value(), Value()}));
    // Once a number, though three attributes read it; and not in words.
    EXPECT_EQ(import->report.defects, (std::map<std::string, std::int64_t>{{"bad_id_number", 1}}));
    ASSERT_EQ(import->report.examples.size(), 1u);
    EXPECT_EQ(import->report.examples[0].feature, "line 5");
    EXPECT_EQ(import->report.examples[0].what.find(mistyped.substr(1, 16)), std::string::npos);
}

TEST(DerivedColumn, ARecipeThatWouldStoreTheNumbersIsRefused) {
    const auto said_of = [](const std::string& recipe) {
        const auto parsed = parse_recipe(recipe, "r.toml", ".");
        return parsed ? "" : parsed.error().message;
    };
    const auto refused = [&](const std::string& recipe) { return said_of(recipe).find("would store the ID numbers of") != std::string::npos; };
    const auto text = households + attribute("number", "text", "column = \"身份证号\"");
    EXPECT_TRUE(refused(text));
    EXPECT_NE(said_of(text).find("column = \"birth_date_from_id:身份证号\""), std::string::npos) << "it says what to write instead";
    EXPECT_TRUE(refused(households + attribute("number", "integer", "column = \"身份证号\"")));
    EXPECT_TRUE(refused(persons + attribute("number", "integer", "max = \"户主身份证号\"")));
    EXPECT_TRUE(refused("[[person]]\nsource = \"p\"\nhousehold_key = \"户主身份证号\"\n"));
    EXPECT_TRUE(refused("[[household]]\nsource = \"h\"\nkey = \"no\"\naddress = { join = [\"楼\", \"公民身份号码\"] }\n"));
    EXPECT_EQ(said_of("[[household]]\nsource = \"h\"\nkey = \"no\"\naddress = \"身份证地址\"\n"), "") << "an address";
    EXPECT_EQ(said_of("[[building]]\nsource = \"b\"\nkey = \"ID_NUMBER\"\n"), "") << "a parcel's";
}

TEST(DerivedColumn, FillsOnlyAttributesOfItsType) {
    const auto parses = [](const char* type, const char* column) {
        return parse_recipe(households + attribute("a", type, fmt::format("column = \"{}身份证号\"", column)), "r.toml", ".").has_value();
    };
    for (const auto* type : {"integer", "real", "text", "date", "boolean"}) {
        EXPECT_EQ(parses(type, "age_from_id:"), type == std::string("integer") || type == std::string("real")) << type;
        EXPECT_EQ(parses(type, "birth_date_from_id:"), type == std::string("date")) << type;
    }
}

// In every field and attribute each kind of number; only a telephone's own field may hold one.
TEST(PersonalNumbers, AreKeptOutWhereverTheyWouldBeStored) {
    const Folder folder;
    const std::string id = number_of(day(1958, 3, 12)), phone = "13800000000", card = "6222021234567894";
    const auto table = "no,name,phone,said\n" + fmt::format("1,{0},{0},{0}\n2,{1},{1},{1}\n3,{2},{2},{2}\n{0},a,110,c\n{1},a,110,c\n{2},a,110,c\n", id, phone, card);
    const auto import = import_by(households + attribute("said", "text", "column = \"said\""), {{"h", folder.write("h.csv", table)}});
    ASSERT_TRUE(import) << import.error().text();
    const auto& homes = import->batch.households;
    ASSERT_EQ(homes.size(), 5u) << "a key is a long number of its own, but never an ID number";
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(homes[i].contact_name, "");
        EXPECT_EQ(homes[i].contact_phone, i == 1 ? phone : "");
        EXPECT_EQ(homes[i].values[0], Value());
    }
    EXPECT_EQ(import->report.defects, (std::map<std::string, std::int64_t>{{"missing_key", 1}, {"personal_number", 9}}));
    for (const auto& defect : import->batch.defects)
        for (const auto& number : {id, phone, card}) EXPECT_EQ((defect.what + defect.done).find(number.substr(1, number.size() - 2)), std::string::npos) << defect.what;
}

// Would catch a note that carries what every column of its own is kept from carrying.
TEST(PersonalNumbers, WithinASentenceAnIdentityNumberIsMasked) {
    const Folder folder;
    const std::string id = number_of(day(1958, 3, 12));
    const auto masked = id.substr(0, 1) + std::string(16, '*') + id.substr(17);
    const auto table = fmt::format("no,name,phone,said\n1,张三（{0}）,,身份证{0},2楼\nH-{0},李四,,电话13800000000\n", id);
    auto quoted = table;
    quoted.replace(quoted.find("身份证"), 0, "\"").insert(quoted.find("2楼") + 4, "\"");
    const auto import = import_by(households + attribute("said", "text", "column = \"said\""), {{"h", folder.write("h.csv", quoted)}});
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.households.size(), 1u) << "a key with a number of a person in it is none";
    EXPECT_EQ(import->batch.households[0].contact_name, "张三（" + masked + "）");
    EXPECT_EQ(import->batch.households[0].values[0], Value("身份证" + masked + ",2楼"));
    EXPECT_EQ(import->report.defects, (std::map<std::string, std::int64_t>{{"missing_key", 1}, {"personal_number", 3}}));
}

}  // namespace
}  // namespace huegrid::ingest
