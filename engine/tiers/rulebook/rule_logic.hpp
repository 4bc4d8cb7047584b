/// @file rule_logic.hpp
/// What can be proved about conditions without a register: that one is never TRUE, or that one is TRUE whenever another is.
///
/// Layer    tiers, inside.
///
/// A comparison of a column with constants is the same for all values between two of them, so trying a value in each gap, each
/// constant and NULL tries them all. What is no such comparison (two columns, a function, LIKE, today) is taken for anything it could
/// say, on its own: more than can be, never less. So what is proved holds; what isn't proved may hold all the same.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/conditions/evaluate/scalar.hpp"
#include "engine/conditions/language/expression.hpp"

namespace huegrid::tiers {

class RuleLogic {
public:
    /// `kinds`: the only values that `kind` can have where this is asked; empty for any. Returns its number.
    std::size_t add(const conditions::Expression& condition, const std::vector<std::string>& kinds);

    struct Outcomes {
        bool known = false;  ///< all were tried
        bool yes = false, no = false, missing = false;
    };
    [[nodiscard]] Outcomes outcomes(std::size_t condition);

    /// As much was tried as one check may take: nothing more is proved.
    [[nodiscard]] bool exhausted() const { return exhausted_; }
    /// Proved: whenever `condition` is TRUE, so is `other`.
    [[nodiscard]] bool implies(std::size_t condition, std::size_t other);

private:
    /// What is given a value: a column or an expression compared with constants, or what can be TRUE, FALSE or NULL.
    struct Term {
        model::AttributeType type{};
        bool plain_integer = false;  ///< a column, whose values are whole
        bool is_kind = false;
    };
    struct Asked {
        conditions::Syntax syntax;         ///< over terms instead of columns
        std::vector<std::uint32_t> terms;  ///< of each of syntax.columns
        std::vector<std::vector<conditions::Literal>> constants;  ///< likewise: what each is compared with
        std::vector<std::string> kinds;
    };
    class Abstraction;
    class Assignment;

    [[nodiscard]] std::vector<conditions::Scalar> values_of(std::uint32_t term, std::span<const Asked* const> asked);
    /// Calls use(outcome of a, outcome of b) until it returns false. False when there is too much to try.
    template <class Use>
    bool each(const Asked& a, const Asked& b, const Use& use);

    std::map<std::string, std::uint32_t> term_of_;  ///< by how it is written
    std::vector<Term> terms_;
    std::vector<Asked> asked_;
    std::map<std::string, std::string> texts_;  ///< what the values borrow
    std::size_t tried_ = 0;
    bool exhausted_ = false;
};

}  // namespace huegrid::tiers
