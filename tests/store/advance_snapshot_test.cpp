#include <random>

#include "engine/store/commands/register_writer.hpp"
#include "engine/store/load/snapshot_fields.hpp"
#include "tests/store/classes_fixture.hpp"

namespace huegrid::store::test {

using Advance = StoreTest;

namespace {

std::string bytes_of(model::Snapshot s) {
    s.households = {};  // codes and widths may differ; values are compared one by one
    std::string bytes;
    ArchiveWriter out([&](std::span<const std::uint8_t> more) { bytes.append(more.begin(), more.end()); });
    fields(out, s);
    return bytes;
}

void expect_equal(const model::Snapshot& a, const model::Snapshot& b) {
    EXPECT_EQ(bytes_of(a), bytes_of(b));
    const auto &x = a.households, &y = b.households;
    ASSERT_EQ(x.size(), y.size());
    ASSERT_EQ(x.attributes.size(), y.attributes.size());
    for (std::size_t row = 0; row < x.size(); ++row) {
        EXPECT_EQ(x.ids[row], y.ids[row]);
        EXPECT_EQ(x.buildings[row], y.buildings[row]);
        EXPECT_EQ(x.tiers[row], y.tiers[row]);
        EXPECT_EQ(x.may_be[row], y.may_be[row]);
        EXPECT_EQ(x.categories[row], y.categories[row]);
        for (std::size_t c = 0; c < x.attributes.size(); ++c)
            EXPECT_EQ(x.attributes[c].value(row), y.attributes[c].value(row)) << x.attributes[c].attribute.name << ' ' << row;
    }
}

/// One command of a kind drawn at random.
void do_something(const std::filesystem::path& file, std::mt19937& random) {
    const auto pick = [&](int n) { return int(random() % unsigned(n)); };
    const int what = pick(9);
    auto writer = Writer::open(file, {what == 6 ? "undo" : "household", {"tester", ""}});
    ASSERT_TRUE(writer) << writer.error().text();
    auto batch = village();
    auto& household = batch.households[std::size_t(pick(5))];
    switch (what) {
        case 0: household.values = {std::int64_t{pick(400)}, model::Value{}, double(pick(9)), std::string(1, char('a' + pick(9))), model::Value{}}; break;
        case 1: household.occupancy = pick(2) ? "let" : "vacant"; break;
        case 2: household.building = BuildingId{pick(5)}; break;
        case 3: batch.members[0].skills.clear(), batch.members[0].name = std::to_string(pick(9)); break;
        case 4: batch.issues[0].status = pick(2) ? "closed" : "filed"; break;
        case 5: {
            std::vector<HouseholdClass> classes;
            std::vector<model::RuleHold> holds;
            for (int h = 0; h < 5; ++h) {
                classes.push_back({std::int8_t(pick(2)), std::int8_t(pick(2) - 1), std::int16_t(pick(4) - 1), false, std::uint32_t(pick(4))});
                if (pick(2)) holds.push_back({h, pick(3), pick(2) ? std::nullopt : std::optional(day(10, 1 + unsigned(pick(9))))});
            }
            ASSERT_TRUE(writer->write(words(std::to_string(pick(9)), day(10, 31)), found(classes, holds)));
            break;
        }
        case 6:
            if (!writer->undo()) return;
            break;
        case 7:
            if (!set_override(*writer, std::to_string(1 + pick(5)), pick(2) ? "red" : "green", {"tester", "why"}, day(11, 1 + unsigned(pick(9))), 90)) return;
            break;
        default: batch.buildings[0].name = std::to_string(pick(9)); break;  // more than households: read anew
    }
    if (what < 5 || what == 8) {
        ASSERT_TRUE(writer->write(batch));
        ASSERT_TRUE(writer->place());
    }
    if (what != 5 && what != 6 && what != 7 && !anything(writer->changes())) return;
    ASSERT_TRUE(writer->commit("something"));
}

}  // namespace

TEST_F(Advance, GivesWhatLoadingAnewGives) {
    make_village();
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    auto at = load();
    for (int step = 0; step < 60; ++step) {
        for (int commands = 1 + int(random() % 2); commands > 0; --commands) do_something(file, random);
        const auto next = store::advance_snapshot(file, at);
        ASSERT_TRUE(next) << next.error().text();
        expect_equal(**next, *load());
        at = *next;
    }
}

TEST_F(Advance, OneHouseholdSharesEverythingElse) {
    make_village();
    const auto before = load();
    {
        auto writer = Writer::open(file, {"household", {"tester", ""}});
        ASSERT_TRUE(writer);
        auto batch = village();
        batch.households[2].values[0] = std::int64_t{77};
        ASSERT_TRUE(writer->write(batch));
        ASSERT_TRUE(writer->commit("persons"));
    }
    const auto after = store::advance_snapshot(file, before).value();
    EXPECT_EQ(after->households.attribute("persons")->value(2), model::Value{std::int64_t{77}});
    EXPECT_EQ(before->households.attribute("persons")->value(2), model::Value{std::int64_t{3}}) << "a reader's snapshot changed under it";
    EXPECT_EQ(&after->buildings.shapes.parts(), &before->buildings.shapes.parts());
    EXPECT_EQ(after->zones.data(), before->zones.data());
    EXPECT_EQ(after->issues.data(), before->issues.data());
    EXPECT_EQ(after->households.buildings.chunk(0).data(), before->households.buildings.chunk(0).data());
    for (const char* name : {"living_alone"}) {
        const auto chunk = [&](const model::Snapshot& s) { return std::get<0>(s.households.attribute(name)->data).chunk(0).data(); };
        EXPECT_EQ(chunk(*after), chunk(*before));
    }
}

TEST_F(Advance, NothingDoneIsTheSameSnapshot) {
    make_village();
    const auto at = load();
    EXPECT_EQ(store::advance_snapshot(file, at).value(), at);
}

TEST_F(Advance, AnotherFileUnderTheNameIsReadAnewThoughItsJournalIsAsLong) {
    make_village();
    const auto old = load();
    const auto mark = file_mark(file).value();
    std::filesystem::rename(file, folder / "old.gpkg");
    make_village();
    EXPECT_NE(file_mark(file).value(), mark);
    EXPECT_EQ(old->version, load()->version);
    EXPECT_NE(store::advance_snapshot(file, old).value(), old);
}

}  // namespace huegrid::store::test
