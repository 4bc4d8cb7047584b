#include "engine/conditions/language/definitions.hpp"

#include <gtest/gtest.h>

#include <set>

#include "engine/conditions/evaluate/evaluator.hpp"
#include "engine/conditions/language/expression.hpp"
#include "tests/conditions/random_register.hpp"

namespace huegrid::conditions {
namespace {

const std::vector<model::Attribute>& columns() {
    static const std::vector attributes{attribute("age", AttributeType::integer), attribute("alone", AttributeType::boolean),
                                        attribute("tenancy", AttributeType::text), attribute("seen", AttributeType::date)};
    return attributes;
}

std::vector<Literal> words_of(const std::vector<std::string>& words) {
    std::vector<Literal> literals;
    for (const auto& word : words) literals.push_back({AttributeType::text, word, 0});
    return literals;
}

/// The nodes, literals and columns of a syntax as text, without positions.
std::string shape(const Syntax& syntax) {
    std::string shape;
    for (const auto& node : syntax.nodes) {
        shape += fmt::format("{}:{}:{}", int(node.kind), int(node.type), int(node.comparison));
        if (node.kind == NodeKind::column) shape += syntax.columns[node.first].name;
        const auto literals = node.kind == NodeKind::literal ? 1 : node.kind == NodeKind::in_list ? node.count : 0;
        for (std::size_t l = 0; l < literals; ++l) shape += model::to_text(syntax.literals[node.first + l].value) + ",";
        shape += ' ';
    }
    return shape;
}

TEST(Definitions, ANameIsWhatItStandsFor) {
    Definitions shared;
    ASSERT_TRUE(shared.add("homes", words_of({"own", "let"})));
    // In any order, each in another's terms; a text becomes a date where it is used as one.
    const std::vector<NamedText> texts{{"frail", "very_old AND Alone OR tenancy NOT IN HOMES"}, {"very_old", "age >= limit_age"},
                                       {"limit_age", "70 + 10"}, {"since", "'2024-01-01'"}};
    ASSERT_TRUE(define(shared, texts, columns()).empty());
    const std::vector<std::pair<std::string, std::string>> same{
        {"FRAIL", "(age >= (70 + 10) AND alone) OR tenancy NOT IN ('own', 'let')"},
        {"NOT frail AND limit_age * 2 > 3", "NOT ((age >= (70 + 10) AND alone) OR tenancy NOT IN ('own', 'let')) AND (70 + 10) * 2 > 3"},
        {"seen > since OR tenancy = since", "seen > '2024-01-01' OR tenancy = '2024-01-01'"}};
    for (const auto& [named, written] : same) {
        const auto a = Expression::parse(named, columns(), shared), b = Expression::parse(written, columns());
        ASSERT_TRUE(a) << a.error().message;
        ASSERT_TRUE(b) << b.error().message;
        EXPECT_EQ(shape(*a->syntax()), shape(*b->syntax())) << named;
        EXPECT_EQ(std::set(a->attributes().begin(), a->attributes().end()), std::set(b->attributes().begin(), b->attributes().end()));
    }
}

TEST(Definitions, AQuotedNameIsAnAttributes) {
    Definitions shared;
    ASSERT_TRUE(define(shared, std::vector<NamedText>{{"old", "\"age\" > 80"}, {"age", "1"}}, columns()).empty());
    EXPECT_EQ(Expression::parse("old", columns(), shared)->attributes(), std::vector<std::string>{"age"});
}

TEST(Definitions, MistakesStandInTheirOwnText) {
    struct Bad {
        std::vector<NamedText> texts;
        std::size_t which, at;
        const char* message;
    };
    const std::vector<Bad> bad{
        {{{"a", "age > b"}, {"b", "agee + 1"}}, 1, 0, "no attribute 'agee'; did you mean 'age'?"},
        {{{"a", "age > b"}, {"b", "agee + 1"}}, 0, 6, "'b' is defined with a mistake"},
        {{{"a", "1 + a"}}, 0, 4, "'a' stands for itself: a -> a"},
        {{{"a", "b + 1"}, {"b", "c * 2"}, {"c", "-A"}}, 2, 1, "'a' stands for itself: a -> b -> c -> a"},
        {{{"a", "alone"}, {"A", "age"}}, 1, 0, "there is a definition 'A' already"},
        {{{"a", "age >"}}, 0, 5, "the condition ends"},
        {{{"a", "age > 'x"}}, 0, 6, "isn't closed"},
        {{{"a", "tenancy IN homes AND homes"}}, 0, 21, "'homes' is a list; write IN homes"},
        {{{"old", "age > 80"}, {"a", "age IN old"}}, 1, 7, "'old' is no list but a condition or a value"},
        {{{"a", "age IN homes"}}, 0, 7, "text can't be compared with an integer"}};
    for (const auto& [texts, which, at, message] : bad) {
        Definitions shared;
        shared.add("homes", words_of({"own"}));
        const auto mistakes = define(shared, texts, columns());
        const auto here = [&](const DefinitionMistake& m) { return m.which == which; };
        const auto found = std::find_if(mistakes.begin(), mistakes.end(), here);
        ASSERT_NE(found, mistakes.end()) << message;
        EXPECT_EQ(found->mistake.at, at) << found->mistake.message;
        EXPECT_NE(found->mistake.message.find(message), std::string::npos) << found->mistake.message;
    }
}

TEST(Definitions, AMistakeBesideANameIsWhereTheNameIs) {
    Definitions shared;
    ASSERT_TRUE(define(shared, std::vector<NamedText>{{"sum", "age + 1000000"}}, columns()).empty());
    const auto expression = Expression::parse("alone AND sum", columns(), shared);
    ASSERT_FALSE(expression);
    EXPECT_EQ(expression.error().at, 10u);
    EXPECT_NE(Expression::parse("alone AND summ = 1", columns(), shared).error().message.find("did you mean 'sum'?"), std::string::npos);
}

TEST(Definitions, LongChainsAreReadAndNamesThatMultiplyAreRefused) {
    std::vector<NamedText> chain{{"n0", "age"}}, doubling{{"n0", "age"}};
    for (int n = 1; n < 20'000; ++n) chain.push_back({fmt::format("n{}", n), fmt::format("n{}", n - 1)});
    for (int n = 1; n < 40; ++n) doubling.push_back({fmt::format("n{}", n), fmt::format("n{} + n{}", n - 1, n - 1)});
    std::reverse(chain.begin(), chain.end());  // so that each is met before what it needs
    Definitions shared, more;
    EXPECT_TRUE(define(shared, chain, columns()).empty());
    const auto mistakes = define(more, doubling, columns());
    ASSERT_FALSE(mistakes.empty());
    EXPECT_NE(mistakes.front().mistake.message.find("too large"), std::string::npos) << mistakes.front().mistake.message;
}

}  // namespace
}  // namespace huegrid::conditions
