/// @file definitions.hpp
/// Names that a condition may use besides the register's: conditions, values and lists that rules share.
///
/// Layer    conditions.
///
///     Definitions shared;
///     shared.add("frail", {AttributeType::integer…});          // a list: `care_level IN frail`
///     auto mistakes = define(shared, {{"elder", "oldest_age >= elder_age"}, {"elder_age", "80"}}, register_columns);
///     auto condition = Expression::parse("elder AND living_alone", register_columns, shared);
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "engine/conditions/language/mistake.hpp"
#include "engine/conditions/language/syntax.hpp"
#include "engine/model/attribute.hpp"

namespace huegrid::conditions {

/// Names ignore ASCII case. An attribute of the same name is hidden unless it is quoted, so refuse such a definition.
class Definitions {
public:
    using Values = std::vector<Literal>;
    using Meaning = std::variant<std::shared_ptr<const Syntax>, Values>;

    /// False, and nothing changes, if the name is taken. A Syntax has been through the type check.
    bool add(std::string_view name, Meaning meaning);
    /// nullptr if there is none of that name.
    [[nodiscard]] const Meaning* find(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;

    /// A condition that names this attribute, quoted or not, gets `syntax` for it, in which the attribute is itself: how values
    /// that are too old become NULL.
    void replace_attribute(const std::string& name, std::shared_ptr<const Syntax> syntax);
    /// nullptr if the name stands for itself.
    [[nodiscard]] const std::shared_ptr<const Syntax>* replacement(std::string_view name, bool quoted) const;

private:
    struct Replacement {
        std::string name;
        std::shared_ptr<const Syntax> syntax;
    };
    std::unordered_map<std::string, Meaning> meaning_of_;          ///< by the name in small letters
    std::unordered_map<std::string, Replacement> replacement_of_;  ///< likewise
};

struct NamedText {
    std::string name;
    std::string text;
};
struct DefinitionMistake {
    std::size_t which = 0;  ///< of the texts
    Mistake mistake;        ///< its position is in that text
};

/// Reads texts of conditions and values of any type, which may use each other in any order, and adds those without a
/// mistake. A text that uses itself, or one with a mistake, is a mistake where it says so. Cost  O(all they stand for).
[[nodiscard]] std::vector<DefinitionMistake> define(Definitions& definitions, std::span<const NamedText> texts,
                                                    std::span<const model::Attribute> columns);

}  // namespace huegrid::conditions
