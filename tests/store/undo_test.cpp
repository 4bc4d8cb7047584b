#include "engine/store/journal/journal.hpp"
#include "tests/store/fixture.hpp"

namespace huegrid::store::test {

using Undo = StoreTest;

namespace {

void set_persons(const std::filesystem::path& file, std::int64_t persons) {
    auto writer = Writer::open(file, {"household", {"tester", "moved in"}});
    ASSERT_TRUE(writer);
    auto batch = village();
    batch.households[0].values[0] = persons;
    ASSERT_TRUE(writer->write(batch));
    ASSERT_TRUE(writer->commit("persons"));
}

void revert(const std::filesystem::path& file, const char* verb, Result<Writer::Reverted> (Writer::*step)()) {
    auto writer = Writer::open(file, {verb, {"tester", ""}});
    ASSERT_TRUE(writer) << writer.error().text();
    const auto reverted = ((*writer).*step)();
    ASSERT_TRUE(reverted) << reverted.error().text();
    ASSERT_TRUE(writer->commit(reverted->summary));
}

}  // namespace

TEST_F(Undo, WalksBackAndForthThroughCommands) {
    make_village();
    const auto persons = [&] { return std::get<std::int64_t>(load()->households.attribute("persons")->value(0)); };
    set_persons(file, 10);
    set_persons(file, 20);
    revert(file, "undo", &Writer::undo);
    EXPECT_EQ(persons(), 10);
    revert(file, "undo", &Writer::undo);
    EXPECT_EQ(persons(), 1);
    revert(file, "redo", &Writer::redo);
    EXPECT_EQ(persons(), 10);
    revert(file, "redo", &Writer::redo);
    EXPECT_EQ(persons(), 20);
    revert(file, "undo", &Writer::undo);
    EXPECT_EQ(persons(), 10) << "a redone command can be undone again";
}

TEST_F(Undo, TakesAddedRowsAwayWithTheirIndexEntries) {
    make_village();
    {
        auto writer = Writer::open(file, {"import", {"tester", ""}});
        ASSERT_TRUE(writer);
        model::Batch more;
        more.buildings = {{BuildingId{9}, "b9", "", "", "", {}, {}, {}, {}, false, square(20, 20, 10)}};
        ASSERT_TRUE(writer->write(more));
        ASSERT_TRUE(writer->place());
        ASSERT_TRUE(writer->commit("one more"));
    }
    EXPECT_EQ(load()->buildings.size(), 5u);
    revert(file, "undo", &Writer::undo);
    EXPECT_EQ(load()->buildings.size(), 4u);
}

TEST_F(Undo, RefusesTheCommandThatMadeTheFile) {
    make_village();
    auto writer = Writer::open(file, {"undo", {"tester", ""}});
    ASSERT_TRUE(writer);
    const auto reverted = writer->undo();
    ASSERT_FALSE(reverted);
    EXPECT_EQ(reverted.error().code, ErrorCode::bad_input);
}

TEST_F(Undo, RedoIsGoneOnceSomethingNewWasDone) {
    make_village();
    set_persons(file, 10);
    revert(file, "undo", &Writer::undo);
    set_persons(file, 30);
    auto writer = Writer::open(file, {"redo", {"tester", ""}});
    ASSERT_TRUE(writer);
    EXPECT_FALSE(writer->redo());
}

TEST_F(Undo, EveryCommandIsInTheJournalWithItsAuthor) {
    make_village();
    set_persons(file, 10);
    const auto entries = journal(file, 10);
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 2u);
    EXPECT_EQ((*entries)[0].reason, "moved in");
    EXPECT_EQ((*entries)[1].verb, "import");
    EXPECT_EQ(file_version(file).value(), (*entries)[0].id);
}

}  // namespace huegrid::store::test
