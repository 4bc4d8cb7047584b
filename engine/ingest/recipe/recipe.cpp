#include "engine/ingest/guess/column_words.hpp"
#include "engine/ingest/recipe/recipe_text.hpp"
#include "engine/ingest/rows/derived_column.hpp"

namespace huegrid::ingest {

Mapping read_mapping(RecipeText& in, const toml::node& node, std::string_view key) {
    Mapping mapping;
    const auto* table = node.as_table();
    if (!table) {
        mapping.columns = in.texts_of(node, key);
        return mapping;
    }
    in.only(*table, {"column", "join", "with", "value", "map", "otherwise"}, "mapping");
    const auto* column = table->get("column");
    const auto* join = table->get("join");
    const auto* value = table->get("value");
    if ((column ? 1 : 0) + (join ? 1 : 0) + (value ? 1 : 0) != 1)
        in.refuse(node, fmt::format("'{}' needs one of column, join and value", key));
    if (column) mapping.columns = in.texts_of(*column, "column");
    if (join) {
        mapping.how = Mapping::How::joined;
        mapping.columns = in.texts_of(*join, "join");
        mapping.text = table->contains("with") ? in.text(*table, "with") : " ";
    }
    if (value) {
        mapping.how = Mapping::How::constant;
        mapping.text = in.word_of(*value, "value");
    }
    if (const auto* map = table->get("map")) {
        mapping.translated = true;
        if (!map->is_table()) return in.refuse(*map, "'map' must be a table { from = \"to\" }"), mapping;
        for (const auto& [from, to] : *map->as_table())
            mapping.words.emplace(std::string(from.str()), in.word_of(to, from.str()));
    }
    if (const auto* otherwise = table->get("otherwise")) {
        mapping.translated = true;
        mapping.otherwise = in.word_of(*otherwise, "otherwise");
    }
    return mapping;
}

void refuse_id_numbers(RecipeText& in, const toml::table& table, const Names& columns, std::string_view stored_as) {
    for (const auto& column : columns) {
        const auto derived = derived_column(column);
        if (!(derived && derived->is_of_id()) && personal_by_name(derived ? derived->of : column) == Personal::id_number)
            in.refuse(table, fmt::format("'{0}' would store the ID numbers of '{1}', which the file never holds; what they say can be read instead: "
                                         "column = \"{2}{1}\" with type = \"date\", or over persons max = \"{3}{1}\"",
                                         stored_as, derived ? derived->of : column, birth_date_from_id, age_from_id));
    }
}

namespace {

/// A constant that the field doesn't understand is a typo in the recipe, not a defect of the data.
void check_words(RecipeText& in, const toml::node& node, const Field& field, const Mapping& mapping) {
    if (field.words.empty()) return;
    const Names known(field.words.begin(), field.words.end());
    const auto check = [&](const std::string& word) {
        if (!word.empty() && std::find(known.begin(), known.end(), word) == known.end())
            in.refuse(node, fmt::format("'{}' is no {}{}; there are: {}", word, field.name, did_you_mean(word, known),
                                        fmt::join(known, ", ")));
    };
    if (mapping.how == Mapping::How::constant && !mapping.translated) check(mapping.text);
    for (const auto& [from, to] : mapping.words) check(to);
    if (mapping.otherwise) check(*mapping.otherwise);
}

Rows read_rows(RecipeText& in, const toml::table& table, const TargetSchema& schema) {
    Names known{"source", "layer", "except", "where", "key_prefix"};
    if (schema.placeable()) known.insert(known.end(), {"by_point", "snap_within_m"});
    if (schema.target == Target::household || schema.target == Target::zone) known.emplace_back("supplement");
    if (schema.target == Target::person) known.emplace_back("head");
    for (const auto& field : schema.fields) known.emplace_back(field.name);
    in.only(table, known, schema.name);

    Rows rows;
    rows.target = schema.target;
    rows.place = in.place(table.source());
    rows.source = in.text(table, "source", true);
    rows.layer = in.text(table, "layer");
    if (const auto* except = table.get("except")) rows.except = in.texts_of(*except, "except");
    if (!rows.except.empty() && rows.layer != "*") in.refuse(table, "except is of use only with layer = \"*\"");
    rows.where = in.text(table, "where");
    rows.key_prefix = in.text(table, "key_prefix");
    rows.supplement = in.yes(table, "supplement");
    if (const auto* head = schema.target == Target::person ? table.get("head") : nullptr) rows.head = read_conditions(in, *head);
    rows.by_point = in.yes(table, "by_point");
    rows.snap_within_m = in.number(table, "snap_within_m");
    if (rows.snap_within_m < 0) in.refuse(table, "snap_within_m can't be negative");
    if (rows.snap_within_m > 0 && !rows.by_point) in.refuse(table, "snap_within_m is of use only with by_point = true");
    for (const auto& field : schema.fields) {
        const auto* node = table.get(field.name);
        // What a supplement adds to is there already: its key is enough, and a household may be found by other means.
        const bool required = field.required && (!rows.supplement || (field.name == "key" && schema.target == Target::zone));
        if (!node && required) in.refuse(table, fmt::format("a {} needs '{}'", schema.name, field.name));
        if (!node) continue;
        auto mapping = read_mapping(in, *node, field.name);
        check_words(in, *node, field, mapping);
        // Elsewhere an "ID number" is a thing's: a parcel's, a building's.
        if (schema.target == Target::household || schema.target == Target::person || schema.target == Target::member)
            refuse_id_numbers(in, table, mapping.columns, field.name);
        rows.fields.emplace(field.name, std::move(mapping));
    }
    return rows;
}

NominalFootprint read_nominal_footprint(RecipeText& in, const toml::node& node) {
    NominalFootprint nominal;
    const auto* table = node.as_table();
    if (!table) return in.refuse(node, "write [nominal_footprint]"), nominal;
    in.only(*table, {"unit_width_m", "depth_m", "tower_floors"}, "nominal_footprint");
    const auto read = [&](std::string_view key, double otherwise) {
        const double value = table->contains(key) ? in.number(*table, key) : otherwise;
        if (!(value >= 1 && value <= 1000)) in.refuse(*table, fmt::format("{} must be from 1 to 1000", key));
        return value;
    };
    nominal.unit_width_m = read("unit_width_m", nominal.unit_width_m);
    nominal.depth_m = read("depth_m", nominal.depth_m);
    nominal.tower_floors = int(read("tower_floors", nominal.tower_floors));
    return nominal;
}

/// Calls `one` for each table of the array of tables `key`.
template <class One>
void for_each_table(RecipeText& in, const toml::table& root, std::string_view key, One one) {
    const auto* node = root.get(key);
    if (!node) return;
    const auto* list = node->as_array();
    if (!list) return in.refuse(*node, fmt::format("write [[{}]], with two brackets", key));
    for (const auto& item : *list) {
        if (const auto* table = item.as_table())
            one(*table);
        else
            in.refuse(item, fmt::format("'{}' must hold tables", key));
    }
}

/// Two entries of one name are two sources of one attribute.
void check_same_attribute(RecipeText& in, const toml::table& table, const AttributeRecipe& one, const AttributeRecipe& other) {
    const auto& name = other.attribute.name;
    if (one.attribute.name != name) return;
    if (one.source == other.source)
        in.refuse(table, fmt::format("the attribute '{}' is there twice; name a different source in each", name));
    if (one.attribute.type != other.attribute.type)
        in.refuse(table, fmt::format("the attribute '{}' is {} above and {} here", name, model::word(one.attribute.type),
                                     model::word(other.attribute.type)));
}

void read_root(RecipeText& in, const toml::table& root, Recipe& recipe) {
    Names known{"title", "crs", "source", "attribute", "nominal_footprint"};
    for (const auto& schema : target_schemas()) known.emplace_back(schema.name);
    in.only(root, known, "recipe");
    recipe.title = in.text(root, "title");
    recipe.crs = in.text(root, "crs");
    if (recipe.crs == "auto") recipe.crs.clear();
    if (const auto* node = root.get("nominal_footprint")) recipe.nominal_footprint = read_nominal_footprint(in, *node);
    if (const auto* sources = root.get("source")) {
        if (const auto* table = sources->as_table())
            for (const auto& [name, node] : *table)
                recipe.sources.emplace(std::string(name.str()), read_source(in, node));
        else
            in.refuse(*sources, "write [source.NAME]");
    }
    for (const auto& schema : target_schemas())
        for_each_table(in, root, schema.name,
                       [&](const toml::table& table) { recipe.rows.push_back(read_rows(in, table, schema)); });
    // A supplement adds to what the other tables made.
    std::stable_sort(recipe.rows.begin(), recipe.rows.end(), [](const Rows& a, const Rows& b) {
        return std::pair(a.target, a.supplement) < std::pair(b.target, b.supplement);
    });
    for_each_table(in, root, "attribute", [&](const toml::table& table) {
        auto entry = read_attribute(in, table);
        for (const auto& other : recipe.attributes) check_same_attribute(in, table, other, entry);
        recipe.attributes.push_back(std::move(entry));
    });
    const auto has = [&](Target target) {
        return std::any_of(recipe.rows.begin(), recipe.rows.end(), [&](const Rows& r) { return r.target == target; });
    };
    if (recipe.rows.empty()) in.refuse(root, "the recipe reads nothing: it has no [[building]], [[household]] …");
    for (const auto& a : recipe.attributes) {
        const bool placed = a.source.empty() || std::any_of(recipe.rows.begin(), recipe.rows.end(), [&](const Rows& r) {
                                const auto filler = a.aggregate == Aggregate::none ? Target::household : Target::person;
                                return r.target == filler && r.source == a.source;
                            });
        if (!in.failed() && !placed)
            in.refuse(root, fmt::format("'{}' is of the source '{}', but no [[{}]] reads that", a.attribute.name,
                                        a.source, a.aggregate == Aggregate::none ? "household" : "person"));
        const bool over_persons = a.aggregate != Aggregate::none;
        if (!in.failed() && over_persons && !has(Target::person))
            in.refuse(root,
                      fmt::format("'{}' is counted over persons, but the recipe has no [[person]]", a.attribute.name));
        if (!in.failed() && !over_persons && !has(Target::household))
            in.refuse(root, fmt::format("'{}' is a household's column, but the recipe has no [[household]]",
                                        a.attribute.name));
    }
}

}  // namespace

Result<Recipe> parse_recipe(std::string_view text, const std::string& name, const std::filesystem::path& folder) {
    if (!is_utf8(text)) return fail(ErrorCode::bad_input, "the recipe must be UTF-8 text", name);
    const auto parsed = toml::parse(text, name);
    if (!parsed) {
        const auto at = parsed.error().source().begin;
        return fail(ErrorCode::bad_input, std::string(parsed.error().description()),
                    fmt::format("{}:{}:{}", name, at.line, at.column));
    }
    Recipe recipe;
    recipe.name = name;
    recipe.folder = folder;
    RecipeText in(name);
    read_root(in, parsed.table(), recipe);
    if (in.failed()) return fail(in.error());
    return recipe;
}

Result<Recipe> load_recipe(const std::filesystem::path& path) {
    const auto text = read_file(path, 1u << 20);
    if (!text) return fail(text.error());
    return parse_recipe(*text, path.string(), path.parent_path());
}

}  // namespace huegrid::ingest
