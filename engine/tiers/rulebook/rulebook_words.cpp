#include "engine/conditions/language/lexer.hpp"
#include "engine/tiers/rulebook/rulebook_reader.hpp"

namespace huegrid::tiers {
namespace {

constexpr std::size_t most_definitions = 1000, most_values = 10'000;
constexpr std::int64_t longest_age_days = 36'600;

std::optional<conditions::Literal> literal_of(const toml::node& node) {
    using model::AttributeType;
    if (const auto* text = node.as_string()) return conditions::Literal{AttributeType::text, text->get()};
    if (const auto* whole = node.as_integer()) return conditions::Literal{AttributeType::integer, whole->get()};
    if (const auto* truth = node.as_boolean()) return conditions::Literal{AttributeType::boolean, std::int64_t(truth->get())};
    const auto* real = node.as_floating_point();
    if (real && real->get() - real->get() == 0) return conditions::Literal{AttributeType::real, real->get()};  // finite
    return std::nullopt;
}

bool is_measured(const toml::table& attribute) {
    const auto* formula = attribute.get_as<std::string>("formula");
    return formula && conditions::is_spatial(formula->get());
}

}  // namespace

std::string in_quotes(std::string_view name) {
    std::string quoted = "\"";
    for (const char c : name) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

void RulebookReader::read_words(const toml::table& root) {
    // First: what is measured is a column like those of the register, for all that follows.
    if (const auto* attributes = root.get_as<toml::array>("attribute"))
        for (const auto& entry : *attributes)
            if (const auto* table = entry.as_table(); table && is_measured(*table)) read_measured(*table);
    read_staleness(root);
    read_lists(root);
    read_definitions(root);
}

const model::Attribute* RulebookReader::column(std::string_view name) const {
    const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const auto& a) { return a.name == name; });
    return found == columns_.end() ? nullptr : &*found;
}

// ---- values that are too old

void RulebookReader::read_staleness(const toml::table& root) {
    const auto* node = root.get("stale");
    if (!node) return;
    const auto* table = node->as_table();
    if (!table) return wrong(*node, "'stale' is a table: oldest_age = { after_days = 365, known_on = \"surveyed_on\" } under [stale]");
    for (auto&& [key, value] : *table) read_stale(std::string(key.str()), key, value);
}

void RulebookReader::read_stale(const std::string& name, const toml::key& key, const toml::node& node) {
    Names attributes, dates;
    for (const auto& attribute : columns_) {
        attributes.push_back(attribute.name);
        if (attribute.type == model::AttributeType::date) dates.push_back(attribute.name);
    }
    if (!column(name)) return wrong(key.source(), fmt::format("the register has no attribute '{}'{}", name, did_you_mean(name, attributes)));
    const auto* table = node.as_table();
    if (!table) return wrong(node, fmt::format("'{}' is {{ after_days = 365, known_on = \"surveyed_on\" }}", name));
    check_keys(*table, {"after_days", "known_on"});
    const auto* days = required(*table, "after_days");
    const auto* known_on = required(*table, "known_on");
    if (!days || !known_on) return;
    Staleness stale{name, text_from(*known_on, "known_on"), int(whole_from(*days, "after_days", 0, longest_age_days))};
    const auto* date = column(stale.known_on);
    if (!date) return wrong(*known_on, fmt::format("the register has no attribute '{}'{}", stale.known_on, did_you_mean(stale.known_on, dates)));
    if (date->type != model::AttributeType::date) return wrong(*known_on, fmt::format("'known_on' is a date, but '{}' is {}", stale.known_on, word(date->type)));
    const auto guarded = conditions::Expression::parse_value(
        fmt::format("CASE WHEN days_since({}) <= {} THEN {} END", in_quotes(stale.known_on), stale.after_days, in_quotes(name)), columns_);
    if (!guarded) return wrong(key.source(), guarded.error().message);
    definitions_.replace_attribute(name, guarded->syntax());
    book_.stale.push_back(std::move(stale));
}

// ---- spatial attributes

void RulebookReader::read_measured(const toml::table& table) {
    check_keys(table, {"name", "type", "title", "unit", "formula"});
    const auto& node = *table.get("formula");
    const auto text = text_from(node, "formula");
    // The file has it already when it was classified with such a rulebook; what is written here counts.
    model::Attribute before;
    const auto stored = std::find_if(columns_.begin(), columns_.end(), [&](const auto& a) { return !a.formula.empty() && a.name == table["name"].value_or(std::string()); });
    if (stored != columns_.end()) {
        before = std::move(*stored);
        columns_.erase(stored);
    }
    model::Attribute attribute;
    attribute.name = name_of(table);
    attribute.title = label_of(table, "title");
    attribute.origin = model::Origin::spatial;
    const auto* type = required(table, "type");
    const auto formula = conditions::parse_spatial(text);
    if (!type) return;
    if (!formula) {
        wrong_inside(node, text, formula.error().at, formula.error().message);
        // Its name is known all the same, so that nothing is said of those who use it.
        attribute.type = model::attribute_type_from(text_from(*type, "type")).value_or(model::AttributeType::real);
        if (!attribute.name.empty()) columns_.push_back(std::move(attribute));
        return;
    }
    attribute.type = conditions::type_of(formula->measure);
    attribute.formula = conditions::to_text(*formula);
    attribute.unit = table.get("unit") ? text_of(table, "unit") : formula->measure == conditions::Measure::distance_to ? "m" : "";
    if (text_from(*type, "type") != word(attribute.type)) wrong(*type, fmt::format("the formula gives {0}; write type = \"{0}\"", word(attribute.type)));
    if (!before.formula.empty() && before.type != attribute.type)
        wrong(node, fmt::format("'{}' is {} in the file, as {}; choose another name for what is {}", before.name, word(before.type), before.formula, word(attribute.type)));
    // What the file has measured once may be empty by now.
    if (attribute.formula != before.formula) check_layer(node, text, *formula);
    if (attribute.name.empty()) return;
    places_.measured.push_back(offset(node.source()));
    columns_.push_back(attribute);
    book_.measured.push_back(std::move(attribute));
}

void RulebookReader::check_layer(const toml::node& node, const std::string& text, const conditions::SpatialFormula& formula) {
    if (!layers_) return;
    Names names;
    for (const auto& layer : *layers_) names.push_back(layer.name);
    const auto found = std::find(names.begin(), names.end(), formula.layer);
    if (found == names.end()) {
        auto nearest = did_you_mean(formula.layer, names);
        if (nearest.empty()) nearest = fmt::format("; it has {}", fmt::join(names, ", "));
        return wrong_inside(node, text, formula.layer_at, fmt::format("the file has no layer '{}'{}", formula.layer, nearest));
    }
    if (formula.measure != conditions::Measure::within || (*layers_)[std::size_t(found - names.begin())].polygons) return;
    const conditions::SpatialFormula distance{conditions::Measure::distance_to, formula.layer}, count{conditions::Measure::count_within, formula.layer, 0, 100};
    wrong_inside(node, text, formula.layer_at,
                 fmt::format("'{}' has no areas that a home could lie within; {} or {} do with points and lines", formula.layer, to_text(distance), to_text(count)));
}

// ---- names for lists, conditions and values

std::string RulebookReader::name_of(const toml::table& table) {
    const auto* node = required(table, "name");
    if (!node) return "";
    auto name = text_from(*node, "name");
    if (name.empty()) return name;
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    const auto tokens = conditions::tokens_of(name);
    if (!std::all_of(name.begin(), name.end(), plain) || name[0] < 'a')
        wrong(*node, "a name is written with a-z, 0-9 and _, and begins with a letter");
    else if (!tokens || tokens->front().kind != conditions::TokenKind::name)
        wrong(*node, fmt::format("'{}' means something in a condition already; choose another name", name));
    else if (column(name) || model::is_household_column(name))
        wrong(*node, fmt::format("the register has '{}' already; choose another name", name));
    else if (!names_.insert(name).second)
        wrong(*node, fmt::format("there is a '{}' already", name));
    else
        return name;
    return "";
}

void RulebookReader::read_lists(const toml::table& root) {
    each(root, "list", 0, most_definitions, [&](const toml::table& table) {
        check_keys(table, {"name", "values"});
        const auto name = name_of(table);
        const auto* node = required(table, "values");
        const auto* list = node ? node->as_array() : nullptr;
        if (node && (!list || list->empty() || list->size() > most_values)) wrong(*node, fmt::format("'values' is a list of 1 to {} numbers or texts", most_values));
        conditions::Definitions::Values values;
        if (list)
            for (const auto& entry : *list) {
                if (auto value = literal_of(entry)) values.push_back(std::move(*value));
                else wrong(entry, "a list holds numbers, texts (days too: \"2026-10-31\"), true and false");
            }
        if (!name.empty()) definitions_.add(name, std::move(values));
    });
}

void RulebookReader::read_definitions(const toml::table& root) {
    std::vector<conditions::NamedText> texts;
    std::vector<const toml::node*> nodes;
    const auto add = [&](std::string name, const toml::table& table, std::string_view key) {
        const auto* node = required(table, key);
        if (!node) return std::string();
        auto text = text_from(*node, key);
        if (name.empty() || text.empty()) return text;
        texts.push_back({std::move(name), text});
        nodes.push_back(node);
        return text;
    };
    std::vector<std::pair<std::string, const toml::node*>> named;
    each(root, "condition", 0, most_definitions, [&](const toml::table& table) {
        check_keys(table, {"name", "when"});
        auto name = name_of(table);
        named.emplace_back(name, table.get("when"));
        (void)add(std::move(name), table, "when");
    });
    std::vector<const toml::node*> types;
    each(root, "attribute", 0, most_definitions, [&](const toml::table& table) {
        if (is_measured(table)) return;
        check_keys(table, {"name", "type", "title", "unit", "formula"});
        DerivedAttribute derived;
        derived.attribute.name = name_of(table);
        derived.attribute.title = label_of(table, "title");
        if (table.get("unit")) derived.attribute.unit = text_of(table, "unit");
        const auto* type = required(table, "type");
        derived.formula = add(derived.attribute.name, table, "formula");
        if (!type || !table.get("formula")) return;
        const auto words = std::to_array<std::string_view>({"boolean", "integer", "real", "text", "date"});
        const auto found = word_from(*type, "type", words);
        if (found) derived.attribute.type = *model::attribute_type_from(words[*found]);
        places_.derived.push_back(offset(table.get("formula")->source()));
        types.push_back(found ? type : nullptr);
        book_.derived.push_back(std::move(derived));
    });
    for (auto& [which, mistake] : conditions::define(definitions_, texts, columns_)) wrong_inside(*nodes[which], texts[which].text, mistake.at, std::move(mistake.message));
    for (const auto& [name, node] : named) {
        const auto* meaning = name.empty() ? nullptr : definitions_.find(name);
        const auto* syntax = meaning ? std::get_if<std::shared_ptr<const conditions::Syntax>>(meaning) : nullptr;
        if (syntax && (*syntax)->nodes.back().type != model::AttributeType::boolean)
            wrong(*node, fmt::format("'{}' isn't true or false but {}; make it an [[attribute]]", name, word((*syntax)->nodes.back().type)));
    }
    for (std::size_t d = 0; d < book_.derived.size(); ++d)
        if (types[d]) check_derived(*types[d], book_.derived[d]);
    // What is defined with a mistake stands for NULL from here on: its mistake is told once, not again by everything that mentions it.
    conditions::Syntax nothing;
    nothing.literals.push_back({model::AttributeType::boolean, {}, 0});
    nothing.nodes.emplace_back();
    for (const auto& text : texts)
        if (!definitions_.find(text.name)) definitions_.add(text.name, std::make_shared<const conditions::Syntax>(nothing));
}

void RulebookReader::check_derived(const toml::node& type, DerivedAttribute& derived) {
    auto& attribute = derived.attribute;
    attribute.origin = model::Origin::aggregated;
    if (attribute.name.empty() || !definitions_.find(attribute.name)) return;
    auto value = conditions::Expression::parse_value(attribute.name, columns_, definitions_);
    if (!value) return;
    if (value->type() != attribute.type) wrong(type, fmt::format("the formula gives {0}; write type = \"{0}\"", word(value->type())));
    derived.value = std::move(*value);
}

}  // namespace huegrid::tiers
