#include "engine/ingest/recipe.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "engine/base/text.hpp"

namespace huegrid::ingest {
namespace {

using Names = std::vector<std::string>;

/// Stops at the first thing wrong: keeps its error, then answers with defaults.
class Reading {
public:
    explicit Reading(std::string file) : file_(std::move(file)) {}

    [[nodiscard]] bool failed() const { return error_.has_value(); }
    [[nodiscard]] Error error() const { return *error_; }
    [[nodiscard]] std::string place(const toml::source_region& region) const {
        return fmt::format("{}:{}:{}", file_, region.begin.line, region.begin.column);
    }
    void refuse(const toml::source_region& region, std::string message) {
        if (!error_) error_ = Error{ErrorCode::bad_input, std::move(message), place(region)};
    }
    void refuse(const toml::node& node, std::string message) { refuse(node.source(), std::move(message)); }

    /// Every key of `table` must be one of `known`.
    void only(const toml::table& table, const Names& known, std::string_view what) {
        for (const auto& [key, value] : table)
            if (std::find(known.begin(), known.end(), key.str()) == known.end())
                refuse(key.source(),
                       fmt::format("a {} has no '{}'{}", what, key.str(), did_you_mean(key.str(), known)));
    }

    std::string text(const toml::table& table, std::string_view key, bool required = false) {
        const auto* node = table.get(key);
        if (!node) {
            if (required) refuse(table, fmt::format("'{}' is missing", key));
            return "";
        }
        return text_of(*node, key);
    }
    std::string text_of(const toml::node& node, std::string_view key) {
        if (const auto* text = node.as_string()) return text->get();
        refuse(node, fmt::format("'{}' must be a text in quotes", key));
        return "";
    }
    bool yes(const toml::table& table, std::string_view key) {
        const auto* node = table.get(key);
        if (!node) return false;
        if (!node->is_boolean()) refuse(*node, fmt::format("'{}' must be true or false", key));
        return node->value_or(false);
    }
    double number(const toml::table& table, std::string_view key) {
        const auto* node = table.get(key);
        if (!node) return 0.0;
        if (!node->is_number()) refuse(*node, fmt::format("'{}' must be a number", key));
        return node->value_or(0.0);
    }
    /// A constant as text; numbers and truth values are written as a table would hold them.
    std::string word_of(const toml::node& node, std::string_view key) {
        if (const auto* number = node.as_integer()) return fmt::format("{}", number->get());
        if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
        if (const auto* truth = node.as_boolean()) return truth->get() ? "1" : "0";
        return text_of(node, key);
    }
    Names texts_of(const toml::node& node, std::string_view key) {
        Names texts;
        if (const auto* list = node.as_array())
            for (const auto& item : *list) texts.push_back(text_of(item, key));
        else
            texts.push_back(text_of(node, key));
        if (texts.empty()) refuse(node, fmt::format("'{}' names no column", key));
        return texts;
    }

private:
    std::string file_;
    std::optional<Error> error_;
};

Mapping read_mapping(Reading& in, const toml::node& node, std::string_view key) {
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

/// A constant that the field doesn't understand is a typo in the recipe, not a defect of the data.
void check_words(Reading& in, const toml::node& node, const Field& field, const Mapping& mapping) {
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

Rows read_rows(Reading& in, const toml::table& table, const TargetSchema& schema) {
    Names known{"source", "layer", "where", "key_prefix"};
    if (schema.placeable()) known.insert(known.end(), {"by_point", "snap_within_m"});
    if (schema.target == Target::household || schema.target == Target::zone) known.emplace_back("supplement");
    for (const auto& field : schema.fields) known.emplace_back(field.name);
    in.only(table, known, schema.name);

    Rows rows;
    rows.target = schema.target;
    rows.place = in.place(table.source());
    rows.source = in.text(table, "source", true);
    rows.layer = in.text(table, "layer");
    rows.where = in.text(table, "where");
    rows.key_prefix = in.text(table, "key_prefix");
    rows.supplement = in.yes(table, "supplement");
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
        rows.fields.emplace(field.name, std::move(mapping));
    }
    return rows;
}

Condition read_condition(Reading& in, const toml::node& node) {
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

std::vector<Condition> read_conditions(Reading& in, const toml::node& node) {
    std::vector<Condition> conditions;
    if (const auto* list = node.as_array())
        for (const auto& item : *list) conditions.push_back(read_condition(in, item));
    else
        conditions.push_back(read_condition(in, node));
    return conditions;
}

/// What fills the attribute: `column`, or one aggregate over persons.
void read_filling(Reading& in, const toml::table& table, AttributeRecipe& recipe) {
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

void check_type(Reading& in, const toml::table& table, const AttributeRecipe& recipe) {
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
}

void read_bounds(Reading& in, const toml::table& table, AttributeRecipe& recipe) {
    if (table.contains("at_least")) recipe.at_least = in.number(table, "at_least");
    if (table.contains("at_most")) recipe.at_most = in.number(table, "at_most");
    if (!recipe.at_least && !recipe.at_most) return;
    const auto type = recipe.attribute.type;
    const bool of_numbers = recipe.aggregate == Aggregate::none || !recipe.over.empty()
                                ? type == model::AttributeType::integer || type == model::AttributeType::real
                                : !recipe.conditions.empty();
    if (!of_numbers) in.refuse(table, fmt::format("'{}' reads no numbers that at_least and at_most could bound", recipe.attribute.name));
    if (recipe.at_least && recipe.at_most && *recipe.at_least > *recipe.at_most) in.refuse(table, "at_least can't be above at_most");
}

bool is_lower_snake_case(std::string_view name) {
    return !name.empty() && name[0] >= 'a' && name[0] <= 'z' && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

Label read_label(Reading& in, const toml::node* node, const std::string& fallback) {
    if (!node) return {fallback, fallback};
    const auto* table = node->as_table();
    if (!table) return in.refuse(*node, "'title' must be { zh = \"…\", en = \"…\" }"), Label{};
    in.only(*table, {"zh", "en"}, "title");
    return {in.text(*table, "zh"), in.text(*table, "en")};
}

AttributeRecipe read_attribute(Reading& in, const toml::table& table) {
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

FrameRecipe read_frame(Reading& in, const toml::node& node) {
    FrameRecipe frame;
    const auto* table = node.as_table();
    if (!table) return in.refuse(node, "a frame is a table: [source.NAME.frame]"), frame;
    in.only(*table, {"points", "crs", "model"}, "frame");
    if (table->contains("crs")) frame.crs = in.text(*table, "crs");
    if (const auto model = in.text(*table, "model"); model == "affine") frame.model = geo::FrameModel::affine;
    else if (!model.empty() && model != "similarity")
        in.refuse(*table, fmt::format("'{}' is no model of a frame; there are: similarity, affine", model));
    const auto* points = table->get("points");
    if (!points || !points->is_array()) return in.refuse(*table, "a frame needs points = [[x, y, longitude, latitude], …]"), frame;
    for (const auto& item : *points->as_array()) {
        std::array<double, 4> numbers{};
        const auto* list = item.as_array();
        bool good = list && list->size() == numbers.size();
        for (std::size_t i = 0; good && i < numbers.size(); ++i) {
            good = (*list)[i].is_number();
            numbers[i] = (*list)[i].value_or(0.0);
        }
        if (!good) in.refuse(item, "a matched point is four numbers: [x, y, longitude, latitude]");
        frame.points.push_back({{numbers[0], numbers[1]}, {numbers[2], numbers[3]}});
    }
    return frame;
}

NominalFootprint read_nominal_footprint(Reading& in, const toml::node& node) {
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

SourceRecipe read_source(Reading& in, const toml::node& node) {
    SourceRecipe source;
    const auto* table = node.as_table();
    if (!table) return in.refuse(node, "a source is a table: [source.NAME]"), source;
    in.only(*table, {"path", "encoding", "crs", "x", "y", "missing", "delimiter", "header_row", "fill_down", "frame"}, "source");
    source.path = in.text(*table, "path");
    // A recipe from elsewhere mustn't reach what its giver has no business with; recipes/ and sample/ stand side by side.
    const auto path = std::filesystem::path(source.path).lexically_normal();
    if (path.is_absolute() || std::count(path.begin(), path.end(), "..") > 1)
        in.refuse(*table, fmt::format("the path '{}' leads out of the recipe's folder and the one around it; bind such a file on the command line, with NAME=PATH", source.path));
    source.encoding = in.text(*table, "encoding");
    source.crs = in.text(*table, "crs");
    source.x = in.text(*table, "x");
    source.y = in.text(*table, "y");
    if (const auto* missing = table->get("missing")) source.missing = in.texts_of(*missing, "missing");
    source.delimiter = in.text(*table, "delimiter");
    if (source.delimiter.size() > 1 || source.delimiter == "\"") in.refuse(*table, "delimiter must be one ASCII character, such as \";\"");
    const auto header_row = in.number(*table, "header_row");
    source.header_row = static_cast<std::int64_t>(header_row);
    if (header_row < 0 || header_row > 1000 || static_cast<double>(source.header_row) != header_row || (table->contains("header_row") && header_row < 1))
        in.refuse(*table, "header_row must be a whole number from 1 to 1000");
    if (const auto* columns = table->get("fill_down")) source.fill_down = in.texts_of(*columns, "fill_down");
    if (source.x.empty() != source.y.empty()) in.refuse(*table, "x and y go together");
    if (const auto* frame = table->get("frame")) source.frame = read_frame(in, *frame);
    if (source.frame && !source.crs.empty()) in.refuse(*table, "a source has a crs or a frame of its own, not both");
    if (!source.x.empty() && source.crs.empty() && !source.frame)
        in.refuse(*table, "a source with x and y needs its crs, such as \"EPSG:4326\" for longitude and latitude");
    return source;
}

/// Calls `one` for each table of the array of tables `key`.
template <class One>
void for_each_table(Reading& in, const toml::table& root, std::string_view key, One one) {
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
void check_same_attribute(Reading& in, const toml::table& table, const AttributeRecipe& one, const AttributeRecipe& other) {
    const auto& name = other.attribute.name;
    if (one.attribute.name != name) return;
    if (one.source == other.source)
        in.refuse(table, fmt::format("the attribute '{}' is there twice; name a different source in each", name));
    if (one.attribute.type != other.attribute.type)
        in.refuse(table, fmt::format("the attribute '{}' is {} above and {} here", name, model::word(one.attribute.type),
                                     model::word(other.attribute.type)));
}

void read_root(Reading& in, const toml::table& root, Recipe& recipe) {
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
    Reading in(name);
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
