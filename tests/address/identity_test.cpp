#include "engine/address/identity.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <random>

namespace huegrid::address {
namespace {

// Invented numbers: 000000 is no place, so nobody has them.
std::string with_check(const std::string& seventeen) {
    // The standard's own table of weights and check characters.
    const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += (seventeen[i] - '0') * weights[i];
    return seventeen + "10X98765432"[sum % 11];
}

TEST(BirthDateFromId, IsReadFromANumberThatChecksAndFromNoOther) {
    constexpr unsigned seed = 7;
    std::mt19937 random(seed);
    for (int i = 0; i < 2000; ++i) {
        const int year = 1900 + int(random() % 120), month = int(random() % 12) + 1, day = int(random() % 28) + 1;
        char digits[18];
        std::snprintf(digits, sizeof digits, "000000%04d%02d%02d%03d", year, month, day, int(random() % 1000));
        auto number = with_check(digits);
        const auto date = Date(std::chrono::year(year) / month / day);
        ASSERT_EQ(birth_date_from_id(number), date) << "seed " << seed;
        ASSERT_EQ(personal_number(number), PersonalNumber::identity);
        // One digit wrong is always seen, and two neighbours swapped.
        auto wrong = number;
        const auto at = std::size_t(random() % 17);
        wrong[at] = char('0' + (wrong[at] - '0' + 1 + int(random() % 9)) % 10);
        ASSERT_EQ(birth_date_from_id(wrong), std::nullopt) << "seed " << seed;
        auto swapped = number;
        std::swap(swapped[at % 16], swapped[at % 16 + 1]);
        if (swapped != number) {
            ASSERT_EQ(birth_date_from_id(swapped), std::nullopt) << "seed " << seed;
        }
    }
}

TEST(BirthDateFromId, UnderstandsTheOldFormAndRefusesTheRest) {
    EXPECT_EQ(birth_date_from_id("000000580317123"), Date(std::chrono::year(1958) / 3 / 17));
    const auto number = with_check("00000019580317123");
    EXPECT_TRUE(birth_date_from_id(" " + number + "\u3000"));
    for (const auto* wrong : {"", "x", "000000580230123", "00000019580317", "1.98001195803171E+17", "0000001958031712345", "张三"})
        EXPECT_EQ(birth_date_from_id(wrong), std::nullopt) << wrong;
    EXPECT_EQ(birth_date_from_id(with_check("00000019580230123")), std::nullopt) << "the 30th of February";
}

TEST(PersonalNumber, IsKnownByItsForm) {
    EXPECT_EQ(personal_number("13800000000"), PersonalNumber::mobile);
    EXPECT_EQ(personal_number("+86 138-0000-0000"), PersonalNumber::mobile);
    EXPECT_EQ(personal_number("１３８００００００００"), PersonalNumber::mobile);
    EXPECT_EQ(personal_number("4111 1111 1111 1111"), PersonalNumber::bank_card);
    for (const auto* other : {"", "x", "+", "501", "4111111111111112", "12800000000", "66021234", "3-2-501", "2026-11-22", "1380000000a"})
        EXPECT_EQ(personal_number(other), PersonalNumber::none) << other;
}

TEST(MaskedNumber, ShowsTwoCharactersAtMost) {
    EXPECT_EQ(masked_number("000000195803171231"), "0****************1");
    EXPECT_EQ(masked_number("123"), "***");
    EXPECT_EQ(masked_number(""), "");
}

}  // namespace
}  // namespace huegrid::address
