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

TEST(Column, SettingARowCopiesItsChunkAlone) {
    Column<int> column;
    for (int i = 0; i < int(2 * chunk_rows) + 3; ++i) column.push_back(i);
    auto changed = column;
    changed.set(chunk_rows + 1, -1);
    EXPECT_EQ(column[chunk_rows + 1], int(chunk_rows) + 1) << "a reader of the older snapshot sees the new value";
    EXPECT_EQ(changed[chunk_rows + 1], -1);
    EXPECT_EQ(changed.chunk(0).data(), column.chunk(0).data());
    EXPECT_NE(changed.chunk(1).data(), column.chunk(1).data());
    EXPECT_EQ(changed.chunk(2).data(), column.chunk(2).data());
}

TEST(IntegerColumn, KeepsEveryValueAtWhateverWidthItsChunkHas) {
    constexpr auto least8 = std::numeric_limits<std::int8_t>::min();
    constexpr auto least16 = std::numeric_limits<std::int16_t>::min();
    constexpr auto least32 = std::numeric_limits<std::int32_t>::min();
    // Each width's least value means missing there: as a value it must push the chunk to the next width.
    const std::vector<std::int64_t> edges{0,       127,         missing_integer, least8, 128,        32767,           least16,
                                          32768,   -1,          2147483647,      least32, 2147483648, INT64_MAX, missing_integer + 1};
    for (std::size_t reach = 1; reach <= edges.size(); ++reach) {
        IntegerColumn pushed, changed;
        for (std::size_t i = 0; i < reach; ++i) pushed.push_back(edges[i]), changed.push_back(missing_integer);
        for (std::size_t i = 0; i < reach; ++i) changed.set(i, edges[i]);
        for (std::size_t i = 0; i < reach; ++i) {
            ASSERT_EQ(pushed[i], edges[i]) << reach << ' ' << i;
            ASSERT_EQ(changed[i], edges[i]) << reach << ' ' << i;
        }
    }
}

TEST(AttributeColumn, SettingAValueLeavesCopiesAlone) {
    for (const auto& [type, before, after] : std::initializer_list<std::tuple<AttributeType, Value, Value>>{
             {AttributeType::boolean, std::int64_t{1}, std::int64_t{0}},
             {AttributeType::integer, std::int64_t{3}, std::int64_t{300}},
             {AttributeType::real, 2.5, Value{}},
             {AttributeType::text, std::string("own"), std::string("let")},
             {AttributeType::date, Date(std::chrono::days(7)), Date(std::chrono::days(8))}}) {
        Attribute attribute;
        attribute.type = type;
        AttributeColumn column(attribute);
        column.push_back(before);
        auto copy = column;
        copy.set(0, after);
        EXPECT_EQ(column.value(0), before) << word(type);
        EXPECT_EQ(copy.value(0), after) << word(type);
    }
}

TEST(TextColumn, KeepsEachWordOnce) {
    TextColumn column;
    for (const char* text : {"own", "let", "own", "own"}) column.push_back(text);
    column.push_missing();
    EXPECT_EQ(column.dictionary.words(), (std::vector<std::string>{"own", "let"}));
    EXPECT_EQ(column.codes[2], column.codes[0]);
    EXPECT_EQ(column.codes[4], missing_integer);
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
