#include "engine/address/address_index.hpp"

#include <gtest/gtest.h>

namespace huegrid::address {
namespace {

struct Estate : ::testing::Test {
    AddressIndex index;
    void SetUp() override {
        index.add("凤祥路88号风华苑3幢", {BuildingId{3}, {}});
        index.add("凤祥路88号风华苑4幢", {BuildingId{4}, {}});
        index.add("大同街道凤鸣苑3幢", {BuildingId{13}, {}});
        index.add("风华苑3幢2单元501室", {BuildingId{3}, RoomId{32501}});
        index.add("风华苑4幢501室", {BuildingId{4}, RoomId{4501}});
        index.add("Landstrasse 12", {BuildingId{20}, {}});
        index.add("Landstrasse 12a", {BuildingId{21}, {}});
    }
    std::pair<std::int64_t, std::int64_t> found(const char* address) const {
        const auto home = index.find(address).home;
        return {home.building.value, home.room.value};
    }
};
using Found = std::pair<std::int64_t, std::int64_t>;

TEST_F(Estate, ARoomIsFoundHoweverItIsWritten) {
    for (const auto* text : {"风华苑三号楼二单元５０１", "风华苑3#-2-501", "凤祥路八十八号 风华苑小区 3栋 2门 0501室",
                             "大同街道凤祥社区风华苑3-2-501"})
        EXPECT_EQ(found(text), (Found{3, 32501})) << text;
    EXPECT_EQ(found("landstr. 12 A"), (Found{21, 0}));
}

TEST_F(Estate, WhatHasNoRoomIsItsBuildingAtMost) {
    EXPECT_EQ(found("风华苑3栋2单元502"), (Found{3, 0})) << "no room is invented";
    EXPECT_EQ(found("凤祥路88号风华苑4号楼"), (Found{4, 0}));
    EXPECT_EQ(found("Landstr. 12/5"), (Found{20, 0})) << "house 12, door 5";
}

TEST_F(Estate, NothingIsGuessed) {
    EXPECT_EQ(found("3栋2单元501室"), (Found{0, 0})) << "of which estate?";
    EXPECT_EQ(found("风华苑5栋"), (Found{0, 0}));
    EXPECT_EQ(found("凤祥路90号风华苑3栋"), (Found{0, 0})) << "another number of the road";
    EXPECT_EQ(found("和平街道凤鸣苑3栋"), (Found{0, 0})) << "another street office's estate of that name";
    EXPECT_EQ(found("风华苑3栋2单元501室车库"), (Found{0, 0}));
    EXPECT_EQ(found("Landstrasse 1"), (Found{0, 0}));
    index.add("风华苑3幢501室", {BuildingId{33}, RoomId{1}});
    index.add("风华苑3单元501室", {BuildingId{34}, RoomId{2}});
    EXPECT_EQ(found("风华苑3-501"), (Found{0, 0})) << "building and door, or unit and door: both are there";
}

}  // namespace
}  // namespace huegrid::address
