/// A file of the first version, as it was written then: every later program must open it, migrate it and lose nothing.
#include "engine/store/journal.hpp"
#include "tests/store/fixture.hpp"

namespace huegrid::store::test {

class FirstVersion : public StoreTest {
protected:
    void SetUp() override {
        StoreTest::SetUp();
        std::filesystem::copy_file(HUEGRID_SOURCE_DIR "/tests/data/first_version.gpkg", file);
    }
};

TEST_F(FirstVersion, OpensWithAllItHolds) {
    const auto s = load();
    ASSERT_TRUE(s);
    EXPECT_EQ(s->households.size(), 30u);
    EXPECT_EQ(s->tiers.size(), 6u);
    ASSERT_TRUE(s->classification);
    EXPECT_EQ(to_text(s->classification->as_of), "2026-10-31");
    EXPECT_GT(s->buildings.size(), 0u);
    EXPECT_EQ(s->buildings.size(), std::size_t(rows("SELECT id FROM building")));
    for (std::size_t row = 0; row < s->households.size(); ++row) EXPECT_GE(s->households.tiers[row], 0);
}

TEST_F(FirstVersion, IsMigratedByTheFirstCommandAndLosesNothing) {
    const auto before = load();
    {
        auto writer = Writer::open(file, {"import", {"tester", ""}});
        ASSERT_TRUE(writer) << writer.error().text();
        ASSERT_TRUE(writer->place());
        ASSERT_TRUE(writer->commit("migrated"));
    }
    const auto after = load();
    ASSERT_EQ(after->households.size(), before->households.size());
    for (std::size_t a = 0; a < before->households.attributes.size(); ++a)
        for (std::size_t row = 0; row < before->households.size(); ++row)
            EXPECT_EQ(after->households.attributes[a].value(row), before->households.attributes[a].value(row));
    for (std::size_t b = 0; b < before->buildings.size(); ++b) {
        EXPECT_EQ(after->buildings.shapes.at(b), before->buildings.shapes.at(b));
        EXPECT_EQ(after->buildings.zones[b], before->buildings.zones[b]);
    }
    EXPECT_EQ(journal(file, 10)->size(), 3u);
}

}  // namespace huegrid::store::test
