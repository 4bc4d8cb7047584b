#include "engine/tiers/explain/near_miss.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/conditions/evaluate/scalar.hpp"
#include "engine/tiers/explain/row_values.hpp"
#include "engine/tiers/explain/subject_text.hpp"

namespace huegrid::tiers {
namespace {

using conditions::Comparison;
using conditions::Node;
using conditions::NodeKind;
using conditions::Scalar;
using conditions::ScalarEvaluator;
using conditions::Syntax;
using model::Value;
using Kind = Scalar::Kind;
using Nodes = std::span<const Node>;
using Wanted = Shortfall::Wanted;

/// The operands of the last node, each with what it is built of.
std::vector<Nodes> operands(Nodes nodes) {
    std::vector<Nodes> found(conditions::operand_count(nodes.back()));
    std::size_t end = nodes.size() - 1;
    for (auto operand = found.rbegin(); operand != found.rend(); ++operand) {
        std::size_t begin = end;
        for (std::size_t lacking = 1; lacking > 0; --lacking) lacking += conditions::operand_count(nodes[--begin]);
        *operand = nodes.subspan(begin, end - begin);
        end = begin;
    }
    return found;
}

/// What the ANDs at the top join.
std::vector<Nodes> conjuncts(Nodes nodes) {
    std::vector<Nodes> found, left{nodes};
    while (!left.empty()) {
        const Nodes next = left.back();
        left.pop_back();
        if (next.back().kind != NodeKind::logical_and) {
            found.push_back(next);
            continue;
        }
        const auto sides = operands(next);
        left.push_back(sides[1]);
        left.push_back(sides[0]);
    }
    return found;
}

std::vector<std::uint32_t> columns_of(Nodes nodes) {
    std::vector<std::uint32_t> columns;
    for (const auto& node : nodes)
        if (node.kind == NodeKind::column && std::find(columns.begin(), columns.end(), node.first) == columns.end()) columns.push_back(node.first);
    return columns;
}

bool has_columns(Nodes nodes) { return !columns_of(nodes).empty(); }

bool is_literal(Nodes nodes, const Syntax& syntax, const Value& value) {
    return nodes.back().kind == NodeKind::literal && syntax.literals[nodes.back().first].value == value;
}

/// Of an attribute that may be stale, CASE WHEN it is recent THEN attribute END, the attribute: that is its value unless it is NULL.
/// All else is itself.
Nodes recent(Nodes nodes, const Syntax& syntax) {
    if (nodes.back().kind != NodeKind::case_when || nodes.back().count != 3) return nodes;
    const auto parts = operands(nodes);
    return is_literal(parts[2], syntax, Value{}) && parts[1].back().kind == NodeKind::column ? parts[1] : nodes;
}

/// A conjunct as "subject wanted bounds".
struct Compared {
    Nodes subject;
    Wanted wanted{};
    std::vector<Nodes> bounds;
    std::span<const conditions::Literal> list;  ///< of an in_list
    bool truth = false;                         ///< a truth value by itself: what it must be is `wanted` of TRUE
};

Wanted inverse(Wanted wanted) {
    constexpr std::pair<Wanted, Wanted> pairs[] = {{Wanted::equal, Wanted::unequal}, {Wanted::less, Wanted::greater_equal},
        {Wanted::greater, Wanted::less_equal}, {Wanted::between, Wanted::outside}, {Wanted::one_of, Wanted::none_of},
        {Wanted::like, Wanted::unlike}, {Wanted::missing, Wanted::present}};
    for (const auto& [one, other] : pairs) {
        if (wanted == one) return other;
        if (wanted == other) return one;
    }
    return wanted;
}

/// The same comparison from the other side.
Wanted mirrored(Wanted wanted) {
    switch (wanted) {
        case Wanted::less: return Wanted::greater;
        case Wanted::less_equal: return Wanted::greater_equal;
        case Wanted::greater: return Wanted::less;
        case Wanted::greater_equal: return Wanted::less_equal;
        default: return wanted;
    }
}

Wanted wanted_of(Comparison comparison) {
    constexpr Wanted in_order[] = {Wanted::equal, Wanted::unequal, Wanted::less, Wanted::less_equal, Wanted::greater, Wanted::greater_equal};
    return in_order[std::size_t(comparison)];
}

/// nullopt when it is no comparison of something that the register knows.
std::optional<Compared> read(Nodes nodes, const Syntax& syntax) {
    bool negated = false;
    for (; nodes.back().kind == NodeKind::logical_not; nodes = nodes.first(nodes.size() - 1)) negated = !negated;
    const auto parts = operands(nodes);
    Compared compared;
    if (!parts.empty()) compared.subject = parts[0];
    switch (nodes.back().kind) {
        case NodeKind::case_when:
            if (nodes.back().count == 5) {  // a score: CASE WHEN least >= threshold THEN TRUE WHEN most < threshold THEN FALSE END
                const bool is_score = !negated && parts[2].back().kind == NodeKind::compare && parts[2].back().comparison == Comparison::less &&
                                      is_literal(parts[1], syntax, std::int64_t{1}) && is_literal(parts[3], syntax, std::int64_t{0});
                if (!is_score) return std::nullopt;
                const auto sides = operands(parts[2]);
                compared.subject = sides[0];
                compared.wanted = Wanted::greater_equal;
                compared.bounds = {sides[1]};
                break;
            }
            if (recent(nodes, syntax).size() == nodes.size()) return std::nullopt;
            [[fallthrough]];
        case NodeKind::column:
            compared.subject = nodes;
            compared.wanted = Wanted::equal;
            compared.truth = true;
            break;
        case NodeKind::compare:
        case NodeKind::distinct: {
            const auto wanted = nodes.back().kind == NodeKind::compare ? wanted_of(nodes.back().comparison) : Wanted::unequal;
            const bool swapped = !has_columns(parts[0]);
            compared.subject = parts[swapped];
            compared.wanted = swapped ? mirrored(wanted) : wanted;
            compared.bounds = {parts[!swapped]};
            break;
        }
        case NodeKind::between:
            compared.wanted = Wanted::between;
            compared.bounds = {parts[1], parts[2]};
            break;
        case NodeKind::in_list:
            compared.wanted = Wanted::one_of;
            compared.list = std::span(syntax.literals).subspan(nodes.back().first, nodes.back().count);
            break;
        case NodeKind::like:
            compared.wanted = Wanted::like;
            compared.bounds.assign(parts.begin() + 1, parts.end());
            break;
        case NodeKind::is_null: compared.wanted = Wanted::missing; break;
        default: return std::nullopt;
    }
    if (!has_columns(compared.subject)) return std::nullopt;
    if (negated) compared.wanted = inverse(compared.wanted);
    return compared;
}

std::optional<Value> whole(Kind kind, double value) {
    if (!(value >= -conditions::beyond_integers && value < conditions::beyond_integers)) return std::nullopt;
    const auto integer = std::int64_t(value);
    return kind == Kind::date ? Value(Date(std::chrono::days(integer))) : Value(integer);
}

/// `scalar` (not NULL) plus `steps` of the kind of `seen`: whole numbers and days go by one, reals and texts by the least there is.
std::optional<Value> beside(const Scalar& seen, const Scalar& bound, int steps) {
    if (seen.kind == Kind::text) {
        if (steps == 0) return std::string(bound.text);
        if (steps > 0) return std::string(bound.text) + " ";
        return bound.text.empty() ? std::nullopt : std::optional<Value>(std::string());
    }
    if (seen.kind == Kind::real) {
        const double real = bound.number().as_real();
        return steps == 0 ? real : std::nextafter(real, steps * std::numeric_limits<double>::infinity());
    }
    if (bound.kind == Kind::real) {
        const double down = std::floor(bound.real), up = std::ceil(bound.real);
        return whole(seen.kind, steps < 0 ? up - 1 : steps > 0 ? down + 1 : conditions::compare(seen.integer, bound.real) < 0 ? up : down);
    }
    std::int64_t integer = 0;
    if (__builtin_add_overflow(bound.integer, std::int64_t(steps), &integer)) return std::nullopt;
    if (seen.kind == Kind::date) return conditions::in_calendar(integer) ? std::optional<Value>(Date(std::chrono::days(integer))) : std::nullopt;
    return integer;
}

/// How far apart two values of a kind are; missing of texts.
Value distance(const Scalar& a, const Scalar& b) {
    if (a.kind == Kind::text || a.kind == Kind::null || b.kind == Kind::null) return {};
    const auto days = [](const Scalar& s) { return s.kind == Kind::date ? conditions::Number{false, s.integer, 0} : s.number(); };
    const bool ascending = compare(a, b) < 0;
    const auto apart = conditions::calculate(conditions::Arithmetic::subtract, days(ascending ? b : a), days(ascending ? a : b));
    if (!apart) return {};
    return apart->is_real ? Value(apart->real) : Value(apart->integer);
}

/// What the subject would have to be, and how far that is.
struct Move {
    std::optional<Value> to;  ///< nullopt: there is no such value, or none that can be named
    Value by;
};

Move towards(const Scalar& seen, const Scalar& bound, int steps) {
    Move move{beside(seen, bound, steps), {}};
    if (move.to) move.by = distance(seen, seen.kind == Kind::real ? bound : Scalar::of(*move.to));
    return move;
}

Move nearest(Wanted wanted, const Scalar& seen, const std::vector<Scalar>& bounds) {
    if (wanted == Wanted::missing) return {Value{}, {}};
    if (wanted == Wanted::present || wanted == Wanted::like || wanted == Wanted::unlike || bounds.empty()) return {};
    if (seen.is_null()) return {value_of(bounds.front()), {}};
    const auto within = [&](const Scalar& low, const Scalar& high) { return compare(seen, low) < 0 ? towards(seen, low, 0) : towards(seen, high, 0); };
    switch (wanted) {
        case Wanted::less: return towards(seen, bounds[0], -1);
        case Wanted::greater: return towards(seen, bounds[0], 1);
        case Wanted::between: return within(bounds[0], bounds[1]);
        case Wanted::outside: {
            const auto below = towards(seen, bounds[0], -1), above = towards(seen, bounds[1], 1);
            if (!below.to || !above.to) return below.to ? below : above;
            return compare(Scalar::of(below.by), Scalar::of(above.by)) < 0 ? below : above;
        }
        case Wanted::one_of: {
            const auto nearer = [&](const Scalar& a, const Scalar& b) {
                return seen.kind != Kind::text && compare(Scalar::of(distance(seen, a)), Scalar::of(distance(seen, b))) < 0;
            };
            return towards(seen, *std::min_element(bounds.begin(), bounds.end(), nearer), 0);
        }
        case Wanted::none_of: return {beside(seen, *std::max_element(bounds.begin(), bounds.end(), [](const auto& a, const auto& b) { return compare(a, b) < 0; }), 1), {}};
        case Wanted::unequal: return {beside(seen, bounds[0], seen.kind == Kind::integer && bounds[0].integer > 0 ? -1 : 1), {}};
        default: return towards(seen, bounds[0], 0);
    }
}

/// What a comparison lacks, and where its subject would have to go; nullopt when it can never be TRUE.
std::optional<std::pair<Shortfall, Move>> shortfall(const Compared& compared, const Syntax& syntax, ScalarEvaluator& evaluator, const RowValues& row) {
    Shortfall found;
    found.subject = subject_text(compared.subject, syntax);
    found.type = compared.subject.back().type;
    found.wanted = compared.truth ? Wanted::equal : compared.wanted;
    found.seen = value_of(evaluator.value(compared.subject, row));
    for (const Nodes bound : compared.bounds) found.bounds.push_back(value_of(evaluator.value(bound, row)));
    for (const auto& literal : compared.list) found.bounds.push_back(literal.value);
    if (compared.truth) found.bounds.emplace_back(std::int64_t{compared.wanted == Wanted::equal});
    std::vector<Scalar> bounds;
    for (const auto& bound : found.bounds) bounds.push_back(Scalar::of(bound));
    if (std::any_of(bounds.begin(), bounds.end(), [](const Scalar& bound) { return bound.is_null(); })) return std::nullopt;
    Move move = nearest(found.wanted, Scalar::of(found.seen), bounds);
    const auto* whole = move.to ? std::get_if<std::int64_t>(&*move.to) : nullptr;
    if (found.type == model::AttributeType::boolean && whole && *whole != 0 && *whole != 1) return std::nullopt;
    if (found.type != model::AttributeType::boolean) found.by = move.by;
    return std::pair(std::move(found), std::move(move));
}

bool share_a_column(Nodes a, Nodes b) {
    const auto columns = columns_of(a), others = columns_of(b);
    return std::find_first_of(columns.begin(), columns.end(), others.begin(), others.end()) != columns.end();
}

}  // namespace

std::vector<Shortfall> near_miss(const conditions::Expression& condition, std::span<const Value> values, Date today) {
    if (!condition.syntax()) return {};
    const Syntax& syntax = *condition.syntax();
    const RowValues row(values);
    ScalarEvaluator evaluator(syntax, today);
    const auto parts = conjuncts(syntax.nodes);
    std::vector<Nodes> failing;
    for (const Nodes part : parts) {
        const Scalar truth = evaluator.value(part, row);
        if (truth.is_true()) continue;
        if (truth.is_null() || failing.size() == most_shortfalls) return {};
        failing.push_back(part);
    }

    std::vector<Shortfall> found;
    RowValues moved(values);
    std::vector<const Node*> taken;  // where the comparisons begin that are taken for TRUE
    for (const Nodes part : failing) {
        const auto compared = read(part, syntax);
        if (!compared) return {};
        auto lacking = shortfall(*compared, syntax, evaluator, row);
        if (!lacking) return {};
        auto& [next, move] = *lacking;
        const Nodes subject = recent(compared->subject, syntax);
        auto columns = columns_of(subject);
        for (const auto column : columns_of(part))
            if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
        for (const auto column : columns) next.attributes.push_back(syntax.columns[column].name);
        if (subject.back().kind == NodeKind::column && move.to) {
            moved.values[subject.back().first] = *move.to;
        } else {
            for (const Nodes other : parts)
                if (other.data() != part.data() && share_a_column(part, other)) return {};
            taken.push_back(part.data());
        }
        found.push_back(std::move(next));
    }
    for (const Nodes part : parts)
        if (std::find(taken.begin(), taken.end(), part.data()) == taken.end() && !evaluator.value(part, moved).is_true()) return {};
    return found;
}

}  // namespace huegrid::tiers
