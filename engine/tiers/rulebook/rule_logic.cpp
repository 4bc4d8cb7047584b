#include "engine/tiers/rulebook/rule_logic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace huegrid::tiers {

using conditions::Literal;
using conditions::Node;
using conditions::NodeKind;
using conditions::Scalar;
using conditions::Syntax;
using model::AttributeType;

namespace {

constexpr std::size_t most_tries = 50'000;        // for one proof
constexpr std::size_t most_tries_in_all = 500'000;  // about half a second
constexpr std::size_t most_constants = 1000;        // of one condition

}  // namespace

/// Rewrites a syntax so that every column in it is a term.
class RuleLogic::Abstraction {
public:
    Abstraction(RuleLogic& logic, const Syntax& syntax) : logic_(logic), syntax_(syntax) {}

    Asked run() {
        asked_.syntax.literals = syntax_.literals;
        for (std::size_t n = 0; n < syntax_.nodes.size(); ++n) add(n);
        asked_.syntax.nodes = std::move(stack_.back().nodes);
        return std::move(asked_);
    }

private:
    struct Part {
        std::size_t begin = 0, end = 0;  ///< nodes of the syntax
        bool settled = false;            ///< terms say what it is; else it is only itself
        const Literal* literal = nullptr;
        std::vector<Node> nodes{};  ///< over terms, if it is settled
    };

    void add(std::size_t n) {
        const Node& node = syntax_.nodes[n];
        const auto count = std::ptrdiff_t(operand_count(node));
        std::vector<Part> operands(std::make_move_iterator(stack_.end() - count), std::make_move_iterator(stack_.end()));
        stack_.erase(stack_.end() - count, stack_.end());
        Part part{operands.empty() ? n : operands.front().begin, n + 1};
        if (node.kind == NodeKind::literal) part.literal = &syntax_.literals[node.first];
        if (divides_by_zero(node, operands)) return stack_.push_back(null_of(part, node));
        if (node.kind != NodeKind::column && node.kind != NodeKind::today) settle(node, operands, part);
        if (!part.settled && node.type == AttributeType::boolean) replace(part);
        stack_.push_back(std::move(part));
    }

    static bool divides_by_zero(const Node& node, const std::vector<Part>& operands) {
        const bool divides = node.kind == NodeKind::arithmetic && (node.arithmetic == conditions::Arithmetic::divide || node.arithmetic == conditions::Arithmetic::remainder);
        if (!divides || !operands[1].literal) return false;
        const auto divisor = Scalar::of(operands[1].literal->value);
        return !divisor.is_null() && divisor.number().as_real() == 0;
    }
    Part null_of(Part part, const Node& from) {
        Node node;
        node.kind = NodeKind::literal;
        node.type = from.type;
        node.first = std::uint32_t(asked_.syntax.literals.size());
        asked_.syntax.literals.push_back({from.type, {}, 0});
        part.nodes = {node};
        part.settled = true;
        return part;
    }

    void settle(const Node& node, std::vector<Part>& operands, Part& part) {
        const auto open = std::count_if(operands.begin(), operands.end(), [](const Part& p) { return !p.settled; });
        if (open > 1 || (open == 1 && !compares(node, operands))) return;
        for (auto& operand : operands) {
            if (!operand.settled) {
                const auto term = replace(operand);
                auto& constants = asked_.constants[term];
                for (const auto& other : operands)
                    if (other.literal) constants.push_back(*other.literal);
                if (node.kind == NodeKind::in_list)
                    constants.insert(constants.end(), syntax_.literals.begin() + node.first, syntax_.literals.begin() + node.first + node.count);
            }
            if (part.nodes.empty()) part.nodes = std::move(operand.nodes);  // a long chain of ANDs grows at its end
            else part.nodes.insert(part.nodes.end(), operand.nodes.begin(), operand.nodes.end());
        }
        part.nodes.push_back(node);
        part.settled = true;
    }
    /// One thing with constants, in a way that only their order matters.
    static bool compares(const Node& node, const std::vector<Part>& operands) {
        const bool by_order = node.kind == NodeKind::compare || node.kind == NodeKind::distinct || node.kind == NodeKind::between ||
                              node.kind == NodeKind::in_list || node.kind == NodeKind::is_null;
        return by_order && std::all_of(operands.begin(), operands.end(), [](const Part& p) { return !p.settled || p.literal; });
    }

    /// A term for the part; returns its place in the columns.
    std::uint32_t replace(Part& part) {
        const Node& top = syntax_.nodes[part.end - 1];
        const bool column = top.kind == NodeKind::column;
        const auto [found, fresh] = logic_.term_of_.try_emplace(written(part), std::uint32_t(logic_.terms_.size()));
        if (fresh) logic_.terms_.push_back({top.type, column && top.type == AttributeType::integer, column && syntax_.columns[top.first].name == "kind"});
        auto& columns = asked_.syntax.columns;
        auto at = std::uint32_t(std::find(asked_.terms.begin(), asked_.terms.end(), found->second) - asked_.terms.begin());
        if (at == columns.size()) {
            columns.push_back({fmt::format("t{}", found->second), true, 0});
            asked_.syntax.column_types.push_back(top.type);
            asked_.terms.push_back(found->second);
            asked_.constants.emplace_back();
        }
        Node node;
        node.kind = NodeKind::column;
        node.type = top.type;
        node.first = at;
        part.nodes = {node};
        part.settled = true;
        return at;
    }

    /// Different for what isn't the same question.
    std::string written(const Part& part) const {
        std::string text;
        const auto value = [&](const Literal& literal) {
            const auto words = model::to_text(literal.value);
            text += fmt::format("{}:{}:{} ", int(literal.type), literal.value.index(), words.size()) + words;
        };
        for (std::size_t n = part.begin; n < part.end; ++n) {
            const Node& node = syntax_.nodes[n];
            text += fmt::format("/{} {} {} {} {} {} ", int(node.kind), int(node.type), int(node.comparison), int(node.arithmetic), int(node.function), node.count);
            if (node.kind == NodeKind::column) text += syntax_.columns[node.first].name;
            if (node.kind == NodeKind::literal) value(syntax_.literals[node.first]);
            if (node.kind == NodeKind::in_list)
                for (std::uint32_t l = 0; l < node.count; ++l) value(syntax_.literals[node.first + l]);
        }
        return text;
    }

    RuleLogic& logic_;
    const Syntax& syntax_;
    Asked asked_;
    std::vector<Part> stack_;
};

/// One value for each term.
class RuleLogic::Assignment : public conditions::Row {
public:
    Assignment(const std::vector<std::uint32_t>& order, const std::vector<std::uint32_t>& terms, const std::vector<Scalar>& values) : values_(values) {
        for (const auto term : terms) places_.push_back(std::size_t(std::find(order.begin(), order.end(), term) - order.begin()));
    }
    [[nodiscard]] Scalar value(std::uint32_t index) const override { return values_[places_[index]]; }

private:
    std::vector<std::size_t> places_;
    const std::vector<Scalar>& values_;
};

std::size_t RuleLogic::add(const conditions::Expression& condition, const std::vector<std::string>& kinds) {
    asked_.push_back(condition.syntax() ? Abstraction(*this, *condition.syntax()).run() : Asked{});
    asked_.back().kinds = kinds;
    return asked_.size() - 1;
}

std::vector<Scalar> RuleLogic::values_of(std::uint32_t which, std::span<const Asked* const> asked) {
    const Term& term = terms_[which];
    const auto& kinds = asked.front()->kinds;
    std::vector<Scalar> values;
    const auto text = [&](std::string words) { values.push_back(Scalar::of(std::string_view(texts_.try_emplace(words, words).first->second))); };
    if (term.is_kind && !kinds.empty()) {
        for (const auto& kind : kinds) text(kind);
        return values;
    }
    values.emplace_back();
    const auto whole = [&](std::int64_t middle) {
        for (const int step : {-1, 0, 1}) {
            std::int64_t next = 0;
            if (!__builtin_add_overflow(middle, std::int64_t(step), &next)) values.push_back(Scalar::of(next));
        }
    };
    const auto real = [&](double middle) {
        constexpr double far = std::numeric_limits<double>::infinity();
        for (const double next : {std::nextafter(middle, -far), middle, std::nextafter(middle, far)}) values.push_back(Scalar::of(next));
    };
    const auto around = [&](const Literal& literal) {
        const auto value = Scalar::of(literal.value);
        switch (value.kind) {
            case Scalar::Kind::null: return;
            case Scalar::Kind::text: text(std::string(value.text)), text(std::string(value.text) + '\0'); return;
            case Scalar::Kind::date:
                for (const int step : {-1, 0, 1}) values.push_back(Scalar::of(Date(std::chrono::days(value.integer + step))));
                return;
            case Scalar::Kind::integer:
                whole(value.integer);
                if (!term.plain_integer) real(double(value.integer));
                return;
            case Scalar::Kind::real:
                if (!term.plain_integer) return real(value.real);
                if (std::abs(value.real) < 9e18) whole(std::int64_t(std::floor(value.real))), whole(std::int64_t(std::ceil(value.real)));
                else whole(std::numeric_limits<std::int64_t>::min()), whole(std::numeric_limits<std::int64_t>::max());
        }
    };
    if (term.type == AttributeType::boolean) {
        values.push_back(Scalar::of(false));
        values.push_back(Scalar::of(true));
    } else {
        if (term.type == AttributeType::text) text("");
        for (const Asked* one : asked) {
            const auto at = std::find(one->terms.begin(), one->terms.end(), which);
            if (at == one->terms.end()) continue;
            for (const auto& literal : one->constants[std::size_t(at - one->terms.begin())]) around(literal);
        }
        if (values.size() == 1) values.push_back(term.type == AttributeType::date ? Scalar::of(Date{}) : Scalar::of(std::int64_t{0}));
    }
    const auto same = [](const Scalar& a, const Scalar& b) { return a.kind == b.kind && a.integer == b.integer && a.real == b.real && a.text == b.text; };
    std::vector<Scalar> once;
    for (const auto& value : values)
        if (std::none_of(once.begin(), once.end(), [&](const Scalar& s) { return same(s, value); })) once.push_back(value);
    return once;
}

template <class Use>
bool RuleLogic::each(const Asked& a, const Asked& b, const Use& use) {
    if (exhausted_ || a.syntax.nodes.empty() || b.syntax.nodes.empty()) return false;
    auto order = a.terms;
    for (const auto term : b.terms)
        if (std::find(order.begin(), order.end(), term) == order.end()) order.push_back(term);
    const std::array<const Asked*, 2> both{&a, &b};
    if (a.syntax.literals.size() > most_constants || b.syntax.literals.size() > most_constants) return false;
    std::vector<std::vector<Scalar>> choices;
    std::size_t tries = 1;
    for (const auto term : order) {
        choices.push_back(values_of(term, both));
        tries *= choices.back().size();
        exhausted_ = exhausted_ || (tries <= most_tries && tried_ + tries > most_tries_in_all);
        if (tries > most_tries || exhausted_) return false;
    }
    tried_ += tries;
    std::vector<Scalar> values(order.size());
    const Assignment of_a(order, a.terms, values), of_b(order, b.terms, values);
    conditions::ScalarEvaluator evaluate_a(a.syntax, Date{}), evaluate_b(b.syntax, Date{});  // today is no part of them
    for (std::size_t t = 0; t < tries; ++t) {
        for (std::size_t rest = t, d = 0; d < choices.size(); ++d) {
            values[d] = choices[d][rest % choices[d].size()];
            rest /= choices[d].size();
        }
        if (!use([&] { return evaluate_a.value(of_a); }, [&] { return evaluate_b.value(of_b); })) break;
    }
    return true;
}

RuleLogic::Outcomes RuleLogic::outcomes(std::size_t condition) {
    Outcomes outcomes;
    outcomes.known = each(asked_[condition], asked_[condition], [&](const auto& answer, const auto&) {
        const Scalar value = answer();
        (value.is_null() ? outcomes.missing : value.is_true() ? outcomes.yes : outcomes.no) = true;
        return !(outcomes.yes && outcomes.no);
    });
    return outcomes;
}

bool RuleLogic::implies(std::size_t condition, std::size_t other) {
    const Asked &a = asked_[condition], &b = asked_[other];
    const auto named = [&](std::uint32_t term) { return std::find(a.terms.begin(), a.terms.end(), term) != a.terms.end(); };
    if (!std::all_of(b.terms.begin(), b.terms.end(), named)) return false;  // it asks more, so it hardly follows
    bool holds = true;
    const bool tried = each(a, b, [&](const auto& first, const auto& second) { return holds = !first().is_true() || second().is_true(); });
    return tried && holds;
}

}  // namespace huegrid::tiers
