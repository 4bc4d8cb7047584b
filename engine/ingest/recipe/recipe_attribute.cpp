#include "engine/ingest/recipe/recipe_text.hpp"
#include "engine/ingest/rows/derived_column.hpp"

namespace huegrid::ingest {
namespace {

Condition read_condition(RecipeText& in, const toml::node& node) {
    static const std::vector<std::pair<std::string, Condition::Compare>> compares{
        {"is", Condition::Compare::is},       {"is_not", Condition::Compare::is_not},
        {"above", Condition::Compare::above}, {"at_least", Condition::Compare::at_least},
        {"below", Condition::Compare::below}, {"at_most", Condition::Compare::at_most}};
    Condition condition;
    const auto* table = node.as_table();
    if (!table) return in.refuse(node, "a condition is written { column = \"c\", above = 0 }"), condition;
    Names known{"column"};
    for (const auto& [word, compare] : compares) known.push_back(word);
    in.only(*table, known, "condition");
    condition.column = in.text(*table, "column", true);
    int given = 0;
    for (const auto& [word, compare] : compares) {
        const auto* constant = table->get(word);
        if (!constant) continue;
        ++given;
        condition.compare = compare;
        if (constant->is_number())
            condition.constant = constant->value_or(0.0);
        else
            condition.constant = in.text_of(*constant, word);
    }
    if (given != 1) in.refuse(node, "a condition needs exactly one comparison");
    return condition;
}

/// What fills the attribute: `column`, or one aggregate over persons.
void read_filling(RecipeText& in, const toml::table& table, AttributeRecipe& recipe) {
    static const std::vector<std::pair<std::string, Aggregate>> ways{
        {"column", Aggregate::none}, {"count", Aggregate::count}, {"any", Aggregate::any},
        {"max", Aggregate::max},     {"min", Aggregate::min},     {"sum", Aggregate::sum}};
    int given = 0;
    for (const auto& [word, way] : ways) {
        const auto* node = table.get(word);
        if (!node) continue;
        ++given;
        recipe.aggregate = way;
        if (way == Aggregate::none)
            recipe.mapping = read_mapping(in, *node, word);
        else if (way == Aggregate::count && node->is_boolean())
            recipe.aggregate = Aggregate::persons;
        else if (way == Aggregate::count || way == Aggregate::any)
            recipe.conditions = read_conditions(in, *node);
        else
            recipe.over = in.text_of(*node, word);
    }
    if (given != 1) in.refuse(table, "an attribute needs one of column, count, any, max, min and sum");
}

void check_type(RecipeText& in, const toml::table& table, const AttributeRecipe& recipe) {
    using enum model::AttributeType;
    const auto type = recipe.attribute.type;
    const bool fits = [&] {
        switch (recipe.aggregate) {
            case Aggregate::none:
                return true;
            case Aggregate::persons:
            case Aggregate::count:
                return type == integer || type == real;
            case Aggregate::any:
                return type == boolean;
            case Aggregate::max:
            case Aggregate::min:
                return type != text && type != boolean;
            case Aggregate::sum:
                return type == integer || type == real;
        }
        return false;
    }();
    if (!fits)
        in.refuse(table, fmt::format("'{}' can't be {} with this aggregate", recipe.attribute.name, model::word(type)));
    auto columns = recipe.mapping.columns;
    if (!recipe.over.empty()) columns.push_back(recipe.over);
    for (const auto& column : columns)
        if (const auto derived = derived_column(column); derived && !derived->fits(type))
            in.refuse(table, fmt::format("'{}' can't be {}: '{}' is {}", recipe.attribute.name, model::word(type), column, model::word(derived->type())));
    refuse_id_numbers(in, table, columns, recipe.attribute.name);
}

void read_bounds(RecipeText& in, const toml::table& table, AttributeRecipe& recipe) {
    auto& [at_least, at_most] = recipe.bounds;
    if (table.contains("at_least")) at_least = in.number(table, "at_least");
    if (table.contains("at_most")) at_most = in.number(table, "at_most");
    if (!at_least && !at_most) return;
    const auto type = recipe.attribute.type;
    const bool of_numbers = recipe.aggregate == Aggregate::none || !recipe.over.empty()
                                ? type == model::AttributeType::integer || type == model::AttributeType::real
                                : !recipe.conditions.empty();
    if (!of_numbers) in.refuse(table, fmt::format("'{}' reads no numbers that at_least and at_most could bound", recipe.attribute.name));
    if (at_least && at_most && *at_least > *at_most) in.refuse(table, "at_least can't be above at_most");
    // A sum or a count of bounded numbers is bounded by something else.
    const auto how = recipe.aggregate;
    if (how == Aggregate::none || how == Aggregate::max || how == Aggregate::min) recipe.attribute.bounds = recipe.bounds;
}

bool is_lower_snake_case(std::string_view name) {
    return !name.empty() && name[0] >= 'a' && name[0] <= 'z' && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

Label read_label(RecipeText& in, const toml::node* node, const std::string& fallback) {
    if (!node) return {fallback, fallback};
    const auto* table = node->as_table();
    if (!table) return in.refuse(*node, "'title' must be { zh = \"…\", en = \"…\" }"), Label{};
    in.only(*table, {"zh", "en"}, "title");
    return {in.text(*table, "zh"), in.text(*table, "en")};
}

}  // namespace

std::vector<Condition> read_conditions(RecipeText& in, const toml::node& node) {
    std::vector<Condition> conditions;
    if (const auto* list = node.as_array())
        for (const auto& item : *list) conditions.push_back(read_condition(in, item));
    else
        conditions.push_back(read_condition(in, node));
    return conditions;
}

AttributeRecipe read_attribute(RecipeText& in, const toml::table& table) {
    in.only(table,
            {"name", "type", "title", "unit", "sensitivity", "purpose", "source", "column", "count", "any", "max",
             "min", "sum", "missing", "at_least", "at_most"},
            "attribute");
    AttributeRecipe recipe;
    recipe.place = in.place(table.source());
    auto& attribute = recipe.attribute;
    attribute.name = in.text(table, "name", true);
    if (!in.failed() && !is_lower_snake_case(attribute.name))
        in.refuse(table, fmt::format("the attribute name '{}' must be lower_snake_case", attribute.name));
    if (model::is_household_column(attribute.name))
        in.refuse(table, fmt::format("'{}' is a column every household has; choose another name", attribute.name));
    const auto type = in.text(table, "type", true);
    if (const auto known = model::attribute_type_from(type))
        attribute.type = *known;
    else
        in.refuse(table, fmt::format("'{}' is no type; there are: boolean, integer, real, text, date", type));
    attribute.title = read_label(in, table.get("title"), attribute.name);
    attribute.unit = in.text(table, "unit");
    attribute.purpose = in.text(table, "purpose");
    if (const auto word = in.text(table, "sensitivity"); !word.empty()) {
        if (const auto known = model::sensitivity_from(word))
            attribute.sensitivity = *known;
        else
            in.refuse(table,
                      fmt::format("'{}' is no sensitivity; there are: public, internal, personal, sensitive", word));
    }
    if (attribute.sensitivity == model::Sensitivity::sensitive && attribute.purpose.empty())
        in.refuse(table, fmt::format("'{}' is sensitive: say in 'purpose' what it is kept for", attribute.name));
    recipe.source = in.text(table, "source");
    read_filling(in, table, recipe);
    attribute.origin = recipe.aggregate == Aggregate::none ? model::Origin::imported : model::Origin::aggregated;
    check_type(in, table, recipe);
    read_bounds(in, table, recipe);
    if (const auto missing = in.text(table, "missing"); missing == "skip")
        recipe.skip_missing = true;
    else if (!missing.empty())
        in.refuse(table, fmt::format("missing = '{}' isn't understood; leave it out or write \"skip\"", missing));
    return recipe;
}

}  // namespace huegrid::ingest
