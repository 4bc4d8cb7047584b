#include "engine/base/plural.hpp"

#include <gtest/gtest.h>

namespace huegrid {
namespace {

/// Catches: "communitys", "1 communities", "surveies".
TEST(Plural, NounsFollowTheRuleAndOneIsSingular) {
    EXPECT_EQ(plural("community"), "communities");
    EXPECT_EQ(plural("survey"), "surveys");
    EXPECT_EQ(plural("micro-grid"), "micro-grids");
    EXPECT_EQ(plural("parish"), "parishes");
    EXPECT_EQ(counted(1, "community"), "1 community");
    EXPECT_EQ(counted(0, "grid"), "0 grids");
}

}  // namespace
}  // namespace huegrid
