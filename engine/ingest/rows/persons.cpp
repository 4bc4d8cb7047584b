#include "engine/ingest/rows/persons.hpp"

#include <fmt/format.h>

#include "engine/address/identity.hpp"
#include "engine/sources/value_text.hpp"

namespace huegrid::ingest {
namespace {

template <class T>
bool compare(const T& value, Condition::Compare how, const T& constant) {
    switch (how) {
        case Condition::Compare::is:
            return value == constant;
        case Condition::Compare::is_not:
            return value != constant;
        case Condition::Compare::above:
            return value > constant;
        case Condition::Compare::at_least:
            return value >= constant;
        case Condition::Compare::below:
            return value < constant;
        case Condition::Compare::at_most:
            return value <= constant;
    }
    return false;
}

Truth holds(const AttributeRecipe& recipe, const Condition& condition, const Row& person) {
    const auto& text = person.record().values[person.fields().position(condition.column)];
    if (text.empty()) return Truth::unknown;
    if (const auto* word = std::get_if<std::string>(&condition.constant))
        return compare(text, condition.compare, *word) ? Truth::yes : Truth::no;
    const auto number = sources::number_from(text);
    if (!number) {
        const bool personal = address::personal_number(text) != address::PersonalNumber::none;
        person.report("bad_value", fmt::format("'{}' is no number for {}", personal ? address::masked_number(text) : text, condition.column),
                      "taken as not known");
        return Truth::unknown;
    }
    if (!person.can_be(recipe, *number, condition.column)) return Truth::unknown;
    return compare(*number, condition.compare, std::get<double>(condition.constant)) ? Truth::yes : Truth::no;
}

/// `a` + `b` of the same numeric type.
model::Value sum_of(const model::Value& a, const model::Value& b) {
    if (const auto* x = std::get_if<std::int64_t>(&a)) return *x + std::get<std::int64_t>(b);
    if (const auto* x = std::get_if<double>(&a)) return *x + std::get<double>(b);
    return b;
}

}  // namespace

Truth holds_any(const AttributeRecipe& recipe, const Row& person) {
    auto truth = Truth::no;
    for (const auto& condition : recipe.conditions) {
        const auto one = holds(recipe, condition, person);
        if (one == Truth::yes) return Truth::yes;
        if (one == Truth::unknown) truth = Truth::unknown;
    }
    return truth;
}

void PersonFigures::add(std::size_t i, const AttributeRecipe& attribute, const Row& person) {
    auto& figure = figures_[i];
    switch (attribute.aggregate) {
        case Aggregate::none:
            return;
        case Aggregate::persons:
            ++figure.persons;
            return;
        case Aggregate::count:
        case Aggregate::any: {
            const auto truth = holds_any(attribute, person);
            if (truth == Truth::yes) ++figure.persons;
            if (truth == Truth::unknown && !attribute.skip_missing) figure.unknown = true;
            return;
        }
        case Aggregate::max:
        case Aggregate::min:
        case Aggregate::sum:
            break;
    }
    const auto& text = person.record().values[person.fields().position(attribute.over)];
    const auto value = person.value(text, attribute);
    const bool missing = std::holds_alternative<std::monostate>(value);
    if (missing) {
        if (!attribute.skip_missing) figure.unknown = true;
    } else if (std::holds_alternative<std::monostate>(figure.value)) {
        figure.value = value;
    } else if (attribute.aggregate == Aggregate::sum) {
        figure.value = sum_of(figure.value, value);
    } else if (attribute.aggregate == Aggregate::max ? value > figure.value : value < figure.value) {
        figure.value = value;
    }
}

model::Value PersonFigures::value(std::size_t i, const AttributeRecipe& attribute) const {
    const auto& figure = figures_[i];
    const auto count = [&]() -> model::Value {
        if (attribute.attribute.type == model::AttributeType::real) return static_cast<double>(figure.persons);
        return figure.persons;
    };
    switch (attribute.aggregate) {
        case Aggregate::none:
            return {};
        case Aggregate::persons:
            return count();
        case Aggregate::any:
            if (figure.persons > 0) return std::int64_t{1};
            return figure.unknown ? model::Value() : model::Value(std::int64_t{0});
        case Aggregate::count:
            return figure.unknown ? model::Value() : count();
        case Aggregate::max:
        case Aggregate::min:
        case Aggregate::sum:
            return figure.unknown ? model::Value() : figure.value;
    }
    return {};
}

}  // namespace huegrid::ingest
