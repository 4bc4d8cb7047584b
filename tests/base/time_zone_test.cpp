#include "engine/base/time_zone.hpp"

#include <gtest/gtest.h>

namespace huegrid {
namespace {

using namespace std::chrono;

Instant at(const char* text) { return *parse_instant(text); }

std::string when(const char* zone, const char* shown) {
    const auto found = TimeZone::named(zone);
    return found ? to_text(found->when(at(shown))) : "no zone";
}

TEST(TimeZone, IsUtcUnlessNamed) { EXPECT_EQ(TimeZone().when(at("2020-01-01T00:05:00")), at("2020-01-01T00:05:00Z")); }

// The rules are those of the law: the United States change at two on the second Sunday in March and the first in November.
TEST(TimeZone, KnowsSummerFromWinter) {
    EXPECT_EQ(when("America/Los_Angeles", "2020-01-01T00:05:00"), "2020-01-01T08:05:00Z");
    EXPECT_EQ(when("America/Los_Angeles", "2020-07-01T00:05:00"), "2020-07-01T07:05:00Z");
    EXPECT_EQ(when("America/Los_Angeles", "2020-03-08T01:59:59"), "2020-03-08T09:59:59Z");
    EXPECT_EQ(when("America/Los_Angeles", "2020-03-08T03:00:00"), "2020-03-08T10:00:00Z");
    EXPECT_EQ(when("Asia/Shanghai", "2026-10-31T08:00:00"), "2026-10-31T00:00:00Z");
}

TEST(TimeZone, TakesTheFirstOfAnHourThatIsShownTwiceAndPutsOffOneThatIsNot) {
    EXPECT_EQ(when("America/Los_Angeles", "2020-11-01T01:30:00"), "2020-11-01T08:30:00Z");
    EXPECT_EQ(when("America/Los_Angeles", "2020-03-08T02:30:00"), "2020-03-08T10:30:00Z");
}

TEST(TimeZone, MayBeAnOffset) {
    EXPECT_EQ(when("+08:00", "2026-10-31T08:00:00"), "2026-10-31T00:00:00Z");
    EXPECT_EQ(when("-03:30", "2026-10-31T08:00:00"), "2026-10-31T11:30:00Z");
    EXPECT_EQ(when("UTC", "2026-10-31T08:00:00"), "2026-10-31T08:00:00Z");
}

TEST(TimeZone, OfNoPlaceIsNone) {
    for (const char* wrong : {"", "Los Angeles", "Asia/Beijing2", "+99:00", "8"}) EXPECT_FALSE(TimeZone::named(wrong)) << wrong;
}

}  // namespace
}  // namespace huegrid
