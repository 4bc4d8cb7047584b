#include "engine/model/column.hpp"

#include <gtest/gtest.h>

#include <random>

namespace huegrid::model {
namespace {

TEST(Column, KeepsItsRowsAcrossChunks) {
    Column<int> column;
    const int n = int(2 * chunk_rows) + 3;
    for (int i = 0; i < n; ++i) column.push_back(i * 7);
    ASSERT_EQ(column.size(), std::size_t(n));
    ASSERT_EQ(column.chunk_count(), 3u);
    for (int i = 0; i < n; ++i) ASSERT_EQ(column[std::size_t(i)], i * 7);
    std::size_t rows = 0;
    for (std::size_t c = 0; c < column.chunk_count(); ++c)
        for (const int value : column.chunk(c)) ASSERT_EQ(value, int(rows++) * 7);
    EXPECT_EQ(rows, column.size());
}

TEST(Column, ACopySharesItsChunks) {
    Column<int> column;
    for (int i = 0; i < 10; ++i) column.push_back(i);
    const Column<int> copy = column;
    EXPECT_EQ(copy.chunk(0).data(), column.chunk(0).data());
}

TEST(Column, AppendingToACopyLeavesTheOriginalAlone) {
    Column<int> column;
    column.push_back(1);
    auto copy = column;
    copy.push_back(2);
    column.push_back(3);
    ASSERT_EQ(column.size(), 2u);
    EXPECT_EQ(column[1], 3);
    EXPECT_EQ(copy[1], 2);
}

TEST(AttributeColumn, GivesBackEveryValueOfItsType) {
    using namespace std::chrono;
    const std::pair<AttributeType, std::vector<Value>> cases[] = {
        {AttributeType::boolean, {Value{std::int64_t{1}}, Value{}, Value{std::int64_t{0}}}},
        {AttributeType::integer,
         {Value{std::int64_t{-5}}, Value{}, Value{std::int64_t{1} << 60}, Value{std::int64_t{0}}}},
        {AttributeType::real, {Value{2.5}, Value{}, Value{-0.125}, Value{0.0}}},
        {AttributeType::text, {Value{std::string("凤祥")}, Value{}, Value{std::string()}, Value{std::string("凤祥")}}},
        {AttributeType::date, {Value{Date(sys_days{2026y / 10 / 31})}, Value{}, Value{Date(sys_days{1901y / 1 / 1})}}},
    };
    for (const auto& [type, values] : cases) {
        Attribute attribute;
        attribute.type = type;
        AttributeColumn column(attribute);
        for (const auto& value : values) column.push_back(value);
        ASSERT_EQ(column.size(), values.size());
        for (std::size_t row = 0; row < values.size(); ++row)
            EXPECT_EQ(column.value(row), values[row]) << word(type) << ' ' << row;
    }
}

TEST(AttributeColumn, TakesAWholeNumberForARealAndNothingElseForAnother) {
    const auto kept = [](AttributeType type, const Value& value) {
        Attribute attribute;
        attribute.type = type;
        AttributeColumn column(attribute);
        column.push_back(value);
        return column.value(0);
    };
    EXPECT_EQ(kept(AttributeType::integer, Value{3.0}), Value{});
    EXPECT_EQ(kept(AttributeType::real, Value{std::int64_t{3}}), Value{3.0});
    EXPECT_EQ(kept(AttributeType::integer, Value{3.5}), Value{});
    EXPECT_EQ(kept(AttributeType::integer, Value{std::string("3")}), Value{});
    EXPECT_EQ(kept(AttributeType::date, Value{std::int64_t{3}}), Value{});
    EXPECT_EQ(kept(AttributeType::text, Value{std::int64_t{3}}), Value{});
    EXPECT_EQ(kept(AttributeType::boolean, Value{std::string("yes")}), Value{});
}

TEST(TextColumn, KeepsEachWordOnce) {
    TextColumn column;
    for (const char* text : {"own", "let", "own", "own"}) column.push_back(text);
    column.push_missing();
    EXPECT_EQ(column.words, (std::vector<std::string>{"own", "let"}));
    EXPECT_EQ(column.codes[2], column.codes[0]);
    EXPECT_EQ(column.codes[4], -1);
}

TEST(Words, ReadBack) {
    for (const auto type : {AttributeType::boolean, AttributeType::integer, AttributeType::real, AttributeType::text,
                            AttributeType::date})
        EXPECT_EQ(attribute_type_from(word(type)), type);
    for (const auto origin : {Origin::imported, Origin::aggregated, Origin::spatial, Origin::event})
        EXPECT_EQ(origin_from(word(origin)), origin);
    for (const auto s : {Sensitivity::open, Sensitivity::internal, Sensitivity::personal, Sensitivity::sensitive})
        EXPECT_EQ(sensitivity_from(word(s)), s);
    EXPECT_EQ(attribute_type_from("number"), std::nullopt);
}

}  // namespace
}  // namespace huegrid::model
