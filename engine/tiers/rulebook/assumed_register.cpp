#include "engine/tiers/rulebook/assumed_register.hpp"

#include "engine/conditions/language/definitions.hpp"
#include "engine/conditions/language/lexer.hpp"
#include "engine/conditions/language/parser.hpp"
#include "engine/tiers/explain/because.hpp"

namespace huegrid::tiers {
namespace {

using conditions::Node;
using conditions::NodeKind;
using conditions::Syntax;
using model::AttributeType;
using Type = std::optional<AttributeType>;

class Guess {
public:
    /// In order of first mention.
    std::vector<model::Attribute> attributes;

    /// The types that `syntax` demands of its names.
    void read(const Syntax& syntax, Type whole) {
        std::vector<std::size_t> places;
        for (const auto& column : syntax.columns) places.push_back(place_of(column.name));
        std::vector<Operand> stack;
        for (const Node& node : syntax.nodes) {
            const auto count = std::ptrdiff_t(operand_count(node));
            std::vector<Operand> operands(stack.end() - count, stack.end());
            stack.erase(stack.end() - count, stack.end());
            stack.push_back(result_of(node, syntax, places, operands));
        }
        if (whole) want(stack.back(), *whole);
    }
    void name(const std::string& name, Type type) {
        auto& known = types_[place_of(name)];
        if (!known) known = type;
    }
    [[nodiscard]] std::vector<model::Attribute> finished(const Names& defined) {
        std::vector<model::Attribute> found;
        for (std::size_t a = 0; a < attributes.size(); ++a) {
            attributes[a].type = types_[a].value_or(AttributeType::boolean);
            if (std::find(defined.begin(), defined.end(), attributes[a].name) == defined.end()) found.push_back(attributes[a]);
        }
        return found;
    }

private:
    struct Operand {
        Type type;
        std::optional<std::size_t> column;
        bool day = false;  ///< a text that is one
    };

    std::size_t place_of(const std::string& name) {
        const auto named = [&](const model::Attribute& a) { return conditions::same_ignoring_case(a.name, name); };
        const auto found = std::find_if(attributes.begin(), attributes.end(), named);
        if (found != attributes.end()) return std::size_t(found - attributes.begin());
        attributes.emplace_back().name = name;
        types_.emplace_back();
        return attributes.size() - 1;
    }
    void want(const Operand& operand, AttributeType type) {
        if (operand.column && !types_[*operand.column]) types_[*operand.column] = type;
    }
    Type type_of(const Operand& operand) const { return operand.column ? types_[*operand.column] : operand.type; }

    /// All of one type: that of the first that has one.
    Type unite(const std::vector<Operand>& operands) {
        Type type;
        for (const auto& operand : operands)
            if (!type) type = operand.day ? Type(AttributeType::date) : type_of(operand);
        if (type)
            for (const auto& operand : operands) want(operand, *type);
        return type;
    }

    Operand result_of(const Node& node, const Syntax& syntax, const std::vector<std::size_t>& places, std::vector<Operand> operands) {
        using conditions::Function;
        const auto all = [&](AttributeType type) { for (const auto& operand : operands) want(operand, type); };
        switch (node.kind) {
            case NodeKind::column: return {{}, places[node.first]};
            case NodeKind::literal: return of(syntax.literals[node.first]);
            case NodeKind::today: return {AttributeType::date, {}};
            case NodeKind::negate:
            case NodeKind::arithmetic: {
                const bool dated = std::any_of(operands.begin(), operands.end(), [&](const Operand& o) { return type_of(o) == AttributeType::date; });
                const bool both = operands.size() == 2 && type_of(operands[0]) == AttributeType::date && type_of(operands[1]) == AttributeType::date;
                all(AttributeType::integer);
                return {dated && !both ? AttributeType::date : AttributeType::integer, {}};
            }
            case NodeKind::concat: all(AttributeType::text); return {AttributeType::text, {}};
            case NodeKind::like: all(AttributeType::text); return {AttributeType::boolean, {}};
            case NodeKind::compare:
            case NodeKind::distinct:
            case NodeKind::between: unite(operands); return {AttributeType::boolean, {}};
            case NodeKind::in_list:
                if (node.count > 0) operands.push_back(of(syntax.literals[node.first])), unite(operands);
                return {AttributeType::boolean, {}};
            case NodeKind::is_null: return {AttributeType::boolean, {}};
            case NodeKind::case_when: {
                std::vector<Operand> values;
                for (std::size_t o = 0; o < operands.size(); ++o)
                    if (o % 2 == 1 || o + 1 == operands.size()) values.push_back(operands[o]);
                    else want(operands[o], AttributeType::boolean);
                return {unite(values), {}};
            }
            case NodeKind::call:
                switch (node.function) {
                    case Function::days_since:
                    case Function::age_on: all(AttributeType::date); return {AttributeType::integer, {}};
                    case Function::length: all(AttributeType::text); return {AttributeType::integer, {}};
                    case Function::lower:
                    case Function::upper:
                    case Function::trim: all(AttributeType::text); return {AttributeType::text, {}};
                    case Function::substr:
                        want(operands[0], AttributeType::text);
                        all(AttributeType::integer);
                        return {AttributeType::text, {}};
                    case Function::abs: all(AttributeType::integer); return {AttributeType::integer, {}};
                    case Function::round: all(AttributeType::real); return {AttributeType::real, {}};
                    default: return {unite(operands), {}};
                }
            default: all(AttributeType::boolean); return {AttributeType::boolean, {}};
        }
    }
    static Operand of(const conditions::Literal& literal) {
        if (std::holds_alternative<std::monostate>(literal.value)) return {};
        const auto* text = std::get_if<std::string>(&literal.value);
        const auto day = text ? parse_date(*text) : std::nullopt;
        return {literal.type, {}, day && to_text(*day) == *text};
    }

    std::vector<Type> types_;
};

/// The texts under `key` in each table of the list `list`.
template <class Use>
void each_text(const toml::table& root, std::string_view list, std::string_view key, const Use& use) {
    const auto* tables = root.get_as<toml::array>(list);
    if (!tables) return;
    for (const auto& entry : *tables)
        if (const auto* table = entry.as_table())
            if (const auto text = (*table)[key].value<std::string>()) use(*text, *table);
}

}  // namespace

std::vector<model::Attribute> assumed_register(const toml::table& rulebook) {
    Guess guess;
    Names defined;
    conditions::Definitions lists;
    guess.name("kind", AttributeType::text);
    each_text(rulebook, "list", "name", [&](const std::string& name, const toml::table& table) {
        conditions::Definitions::Values values;
        const auto* list = table.get_as<toml::array>("values");
        if (list && !list->empty()) {
            const auto& first = *list->get(0);
            if (const auto text = first.value_exact<std::string>()) values.push_back({AttributeType::text, *text});
            else values.push_back({first.is_floating_point() ? AttributeType::real : first.is_boolean() ? AttributeType::boolean : AttributeType::integer, std::int64_t{0}});
        }
        lists.add(name, std::move(values));
    });
    each_text(rulebook, "condition", "name", [&](const std::string& name, const toml::table&) {
        defined.push_back(name);
        guess.name(name, AttributeType::boolean);
    });
    each_text(rulebook, "attribute", "name", [&](const std::string& name, const toml::table& table) {
        defined.push_back(name);
        guess.name(name, model::attribute_type_from(table["type"].value_or(std::string())));
    });
    if (const auto* stale = rulebook.get_as<toml::table>("stale"))
        for (auto&& [key, value] : *stale)
            if (const auto* table = value.as_table())
                if (const auto known_on = (*table)["known_on"].value<std::string>()) guess.name(*known_on, AttributeType::date);
    const auto read = [&](const std::string& text, Type whole) {
        if (const auto syntax = conditions::parse_condition(text, lists)) guess.read(*syntax, whole);
    };
    for (int round = 0; round < 2; ++round) {  // a name compared with another one that is explained later
        for (const char* list : {"rule", "condition"})
            each_text(rulebook, list, "when", [&](const std::string& text, const toml::table&) { read(text, AttributeType::boolean); });
        each_text(rulebook, "attribute", "formula", [&](const std::string& text, const toml::table& table) {
            read(text, model::attribute_type_from(table["type"].value_or(std::string())));
        });
        each_text(rulebook, "score", "id", [&](const std::string&, const toml::table& score) {
            each_text(score, "points", "when", [&](const std::string& text, const toml::table&) { read(text, AttributeType::boolean); });
        });
    }
    if (const auto* stale = rulebook.get_as<toml::table>("stale"))
        for (auto&& [key, value] : *stale) guess.name(std::string(key.str()), std::nullopt);
    for (const char* list : {"rule", "score"})
        each_text(rulebook, list, "id", [&](const std::string&, const toml::table& table) {
            for (const char* language : {"zh", "en"})
                if (const auto reason = table["because"][language].value<std::string>())
                    if (const auto parts = parts_of_reason(*reason))
                        for (const auto& part : *parts)
                            if (part.quotes && !(std::string_view(list) == "score" && part.text == "score")) guess.name(part.text, std::nullopt);
        });
    return guess.finished(defined);
}

}  // namespace huegrid::tiers
