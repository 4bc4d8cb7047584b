#include "engine/store/copies/copies.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "engine/store/check/check.hpp"
#include "engine/store/commands/erase.hpp"
#include "engine/store/database/read_file.hpp"
#include "engine/store/journal/journal.hpp"
#include "engine/store/load/snapshot_file.hpp"
#include "tests/store/fixture.hpp"

namespace huegrid::store::test {
namespace {

class Copies : public StoreTest {
protected:
    void SetUp() override {
        StoreTest::SetUp();
        make_village();
        to = folder / "new.gpkg";
    }
    /// Another file of the folder is the one the fixture asks.
    [[nodiscard]] int rows_in(const std::filesystem::path& other, const std::string& sql) {
        std::swap(file, other_ = other);
        const int count = rows(sql);
        std::swap(file, other_);
        return count;
    }
    [[nodiscard]] static std::string bytes(const std::filesystem::path& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    [[nodiscard]] bool nothing_left_beside() const {
        return std::distance(std::filesystem::directory_iterator(folder), {}) == 2;
    }
    std::filesystem::path to;

private:
    std::filesystem::path other_;
};

void set_phone(const std::filesystem::path& file, const std::string& phone) {
    auto writer = Writer::open(file, {"household", {"tester", ""}});
    auto batch = village();
    batch.households[0].contact_phone = phone;
    ASSERT_TRUE(writer->write(batch));
    ASSERT_TRUE(writer->commit("phone"));
}

}  // namespace

TEST_F(Copies, ACopyMadeWhileSomebodyWritesIsTheStateBeforeAndWhole) {
    set_phone(file, "19955550000");
    {
        auto writer = Writer::open(file, {"household", {"tester", ""}});
        auto batch = village();
        batch.households[0].contact_phone = "19966660000";
        ASSERT_TRUE(writer->write(batch));
        const auto copied = make_copy(file, to);
        ASSERT_TRUE(copied) << copied.error().text();
        ASSERT_TRUE(writer->commit("later"));
    }
    EXPECT_EQ(rows_in(to, "SELECT 1 FROM household WHERE contact_phone = '19955550000'"), 1);
    EXPECT_TRUE(check_file(to)->findings.empty());
    EXPECT_EQ(journal(to, 10)->size(), 2u);
    EXPECT_TRUE(nothing_left_beside());
    EXPECT_FALSE(make_copy(file, to)) << "never over another file";
}

TEST_F(Copies, AnExtractHoldsOneZoneAndNotAByteOfAnother) {
    {
        auto writer = Writer::open(file, {"import", {"tester", ""}});
        model::Batch more;
        more.attributes = village().attributes;
        for (int i = 0; i < 2; ++i) {
            auto household = village().households[std::size_t(i)];
            household.contact_name = i == 0 ? "住甲区的人" : "住乙区的人";
            more.households.push_back(household);
        }
        ASSERT_TRUE(writer->write(more));
        ASSERT_TRUE(writer->commit("names"));
    }
    const auto extracted = extract_zone(file, to, "A", {"tester", "for the grid head"});
    ASSERT_TRUE(extracted) << extracted.error().text();
    const auto findings = check_file(to)->findings;
    EXPECT_TRUE(findings.empty()) << findings[0].law << " " << findings[0].what.en;
    const auto part = load_snapshot(to);
    ASSERT_TRUE(part) << part.error().text();
    EXPECT_EQ((*part)->zones.size(), 2u) << "the grid and the outline of its community";
    EXPECT_EQ((*part)->buildings.size(), 1u);
    EXPECT_EQ((*part)->households.size(), 1u);
    EXPECT_EQ((*part)->members.size(), 1u);
    EXPECT_EQ((*part)->assignments.size(), 1u);
    EXPECT_EQ((*part)->households.attributes.size(), load()->households.attributes.size());
    EXPECT_EQ(rows_in(to, "SELECT 1 FROM visit"), 1);
    EXPECT_EQ(rows_in(to, "SELECT 1 FROM issue"), 0) << "it lies in the other grid";
    EXPECT_EQ(journal(to, 10)->size(), 1u);
    const auto content = bytes(to);
    EXPECT_NE(content.find("住甲区的人"), std::string::npos);
    EXPECT_EQ(content.find("住乙区的人"), std::string::npos);
    EXPECT_TRUE(nothing_left_beside());
}

TEST_F(Copies, WhatIsErasedIsNowhereInTheFilesBytes) {
    set_phone(file, "19955550000");
    set_phone(file, "19966660000");
    ASSERT_NE(bytes(file).find("19955550000"), std::string::npos) << "the journal holds it";
    const Deed deed{"erase", {"tester", "as asked"}};
    const auto erased = erase_person(file, deed, RegisterTable::household, "h1");
    ASSERT_TRUE(erased) << erased.error().text();
    EXPECT_EQ(erased->fields, (std::vector<std::string>{"contact_name", "contact_phone"}));
    EXPECT_EQ(erased->entries_closed, 2);
    EXPECT_EQ(erased->not_swept, "");
    for (const char* phone : {"19955550000", "19966660000"}) EXPECT_EQ(bytes(file).find(phone), std::string::npos);
    EXPECT_EQ(rows("SELECT 1 FROM household WHERE contact_phone IS NOT NULL"), 4) << "nobody else";
    EXPECT_TRUE(check_file(file)->findings.empty());
    auto writer = Writer::open(file, {"undo", {"tester", ""}});
    EXPECT_FALSE(writer->undo());
}

TEST_F(Copies, WhatIsErasedIsNotInTheKeptSnapshotNorInADraftOfOne) {
    const auto stamp = stamp_of(file);
    const auto key = reading(file, [&](const Database& db) -> Result<std::optional<FileKey>> { return key_of(db, file, *stamp); }).value();
    ASSERT_TRUE(key);
    keep_snapshot(file, *key, *load());
    ASSERT_NE(bytes(snapshot_file(file)).find("李四"), std::string::npos) << "it holds the names of members";
    const auto draft = snapshot_file(file).string() + ".part12";
    std::filesystem::copy(snapshot_file(file), draft);
    EXPECT_EQ(check_file(file)->findings.at(0).places, std::vector{std::filesystem::path(draft).filename().string()})
        << "what a stopped program left, and nothing else";
    const auto erased = erase_person(file, {"erase", {"tester", "as asked"}}, RegisterTable::member, "李四");
    ASSERT_TRUE(erased) << erased.error().text();
    EXPECT_EQ(erased->not_swept, "");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST_F(Copies, ANewFileDoesNotMeetTheSnapshotOfAnOlderOne) {
    std::ofstream(snapshot_file(to)) << "of a file that was deleted";
    ASSERT_TRUE(make_copy(file, to));
    EXPECT_TRUE(nothing_left_beside());
}

TEST_F(Copies, AMemberIsErasedAlsoFromTheHistoriesOfIssues) {
    const auto erased = erase_person(file, {"erase", {"tester", "as asked"}}, RegisterTable::member, "李四");
    ASSERT_TRUE(erased) << erased.error().text();
    EXPECT_EQ(bytes(file).find("李四"), std::string::npos);
    EXPECT_EQ(bytes(file).find("19900002222"), std::string::npos);
    EXPECT_EQ(rows("SELECT 1 FROM assignment"), 1) << "that somebody held the post stays";
    EXPECT_TRUE(check_file(file)->findings.empty());
}

TEST_F(Copies, AnImportOfTheSameIssuesDoesNotNameTheErasedMemberAgain) {
    ASSERT_TRUE(erase_person(file, {"erase", {"tester", "as asked"}}, RegisterTable::member, "李四"));
    auto issues = village();
    ASSERT_EQ(issues.issues.at(0).events.at(0).by, "李四");
    issues.households.clear(), issues.members.clear(), issues.visits.clear(), issues.assignments.clear();
    {
        auto writer = Writer::open(file, {"import", {"tester", ""}});
        ASSERT_TRUE(writer->begin_import("r.toml", "issues"));
        ASSERT_TRUE(writer->write(issues));
        ASSERT_TRUE(writer->commit("again"));
    }
    EXPECT_EQ(bytes(file).find("李四"), std::string::npos);
    ASSERT_TRUE(extract_zone(file, to, "A", {"tester", ""}));
    EXPECT_EQ(rows_in(to, "SELECT 1 FROM erased WHERE table_name = 'member'"), 1) << "an extract knows it too";
}

TEST_F(Copies, ErasingNeedsAReason) {
    EXPECT_FALSE(erase_person(file, {"erase", {"tester", " "}}, RegisterTable::household, "1"));
    EXPECT_EQ(journal(file, 10)->size(), 1u);
}

}  // namespace huegrid::store::test
