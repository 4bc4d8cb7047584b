#include "engine/address/identity.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <random>

#include "tests/address/id_numbers.hpp"

namespace huegrid::address {
namespace {

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
        ASSERT_FALSE(birth_date_from_id(wrong)) << "seed " << seed;
        auto swapped = number;
        std::swap(swapped[at % 16], swapped[at % 16 + 1]);
        if (swapped != number) {
            ASSERT_FALSE(birth_date_from_id(swapped)) << "seed " << seed;
        }
    }
}

TEST(BirthDateFromId, UnderstandsTheOldFormAndRefusesTheRest) {
    EXPECT_EQ(birth_date_from_id("000000580317123"), Date(std::chrono::year(1958) / 3 / 17));
    const auto number = with_check("00000019580317123");
    EXPECT_TRUE(birth_date_from_id(" " + number + "\u3000"));
    for (const auto* wrong : {"", "x", "000000580230123", "00000019580317", "1.98001195803171E+17", "0000001958031712345", "张三"})
        EXPECT_FALSE(birth_date_from_id(wrong)) << wrong;
    EXPECT_FALSE(birth_date_from_id(with_check("00000019580230123"))) << "the 30th of February";
}

TEST(PersonalNumber, IsKnownByItsForm) {
    EXPECT_EQ(personal_number("13800000000"), PersonalNumber::mobile);
    EXPECT_EQ(personal_number("+86 138-0000-0000"), PersonalNumber::mobile);
    EXPECT_EQ(personal_number("１３８００００００００"), PersonalNumber::mobile);
    EXPECT_EQ(personal_number("4111 1111 1111 1111"), PersonalNumber::bank_card);
    for (const auto* other : {"", "x", "+", "501", "4111111111111112", "12800000000", "66021234", "3-2-501", "2026-11-22", "1380000000a"})
        EXPECT_EQ(personal_number(other), PersonalNumber::none) << other;
}

// Would catch a pair of landline numbers in one cell that is lost because its digits happen to pass Luhn's check.
TEST(PersonalNumber, ACardIsWrittenInOneOrInFours) {
    for (const auto* card : {"4111111111111111", "4111-1111-1111-1111", "４１１１ １１１１ １１１１ １１１１"}) EXPECT_EQ(personal_number(card), PersonalNumber::bank_card) << card;
    for (const auto* other : {"41111111 11111111", "411 1111111111111", "4111 11111111 1111"}) EXPECT_EQ(personal_number(other), PersonalNumber::none) << other;
}

TEST(MaskedNumber, ShowsTwoCharactersAtMost) {
    EXPECT_EQ(masked_number("000000195803171231"), "0****************1");
    EXPECT_EQ(masked_number("123"), "***");
    EXPECT_EQ(masked_number(""), "");
}

// Would catch ID numbers kept for a slip in one digit, or called a card's because they happen to pass Luhn's check.
TEST(PersonalNumber, AMistypedIdNumberIsKnownByItsBirthDate) {
    for (const std::string begin : {"41010519491231002", "11010520091231002"})
        for (const char last : std::string("0123456789X")) {
            const auto number = begin + last;
            EXPECT_EQ(personal_number(number), number == with_check(begin) ? PersonalNumber::identity : PersonalNumber::mistyped_identity) << number;
        }
    EXPECT_EQ(told("410105194912310020", PersonalNumber::mistyped_identity).en, "'4****************0' is an ID number whose check character doesn't fit");
    EXPECT_EQ(personal_number("510104202601150002"), PersonalNumber::none) << "region, day and number of an order";
    EXPECT_EQ(personal_number("510104001001000001"), PersonalNumber::none) << "a building's code";
    EXPECT_TRUE(has_place(PersonalNumber::mistyped_identity, NumberPlace::code)) << "a code may look like one";
    EXPECT_FALSE(has_place(PersonalNumber::mistyped_identity, NumberPlace::text));
}

// A disability card's number is its holder's ID number with two digits behind it.
TEST(PersonalNumber, ADisabilityCardIsItsHoldersIdNumber) {
    for (const auto& id : {with_check("00000019400103309"), std::string("11010519491231002X")}) {
        EXPECT_EQ(personal_number(id + "44"), PersonalNumber::identity);
        EXPECT_EQ(without_identity_numbers("残疾证" + id + "12号").value_or("").find(id.substr(1, 16)), std::string::npos);
        EXPECT_TRUE(without_identity_numbers("残疾证" + id + "12号"));
    }
    EXPECT_EQ(personal_number(with_check("00000019400103309") + "95"), PersonalNumber::none) << "there is no such kind";
}

TEST(IdentityNumber, IsMaskedWhereverItStandsInAText) {
    const std::string id = "11010519491231002X", masked = "1****************X";
    for (const std::string_view before : {"", "他的身份证是", "(", "No. "})
        for (const std::string_view behind : {"", "，住在2楼", ")", ". 13800000000", " " })
            EXPECT_EQ(without_identity_numbers(fmt::format("{}{}{}", before, id, behind)), fmt::format("{}{}{}", before, masked, behind));
    EXPECT_EQ(without_identity_numbers(id + "和" + id), masked + "和" + masked);
    EXPECT_EQ(without_identity_numbers("号１１０１０５１９４９１２３１００２Ｘ。"), "号１****************Ｘ。") << "in full width";
    for (const std::string_view other : {"110105194912310021", "1111010519491231002X", "11010519491331002X", "13800000000", "二楼", "1101051949123100"})
        EXPECT_EQ(without_identity_numbers(fmt::format("他的{}号", other)), std::nullopt) << other;
}

}  // namespace
}  // namespace huegrid::address
