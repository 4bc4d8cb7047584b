#include "engine/ingest/guess/guess.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "engine/ingest/guess/column_words.hpp"
#include "engine/ingest/guess/guess_layer.hpp"
#include "engine/ingest/guess/guess_words.hpp"
#include "engine/ingest/guess/osm_recipe.hpp"

namespace huegrid::ingest {
namespace {

constexpr std::size_t line_width = 110;

/// Column names may hold line breaks; a comment mustn't.
std::string one_line(std::string text) {
    for (auto& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return text;
}

/// A comment of as many lines as it needs.
std::string comment(std::string_view mark, const std::string& text) {
    std::string out, line;
    const auto words = one_line(text);
    for (std::size_t at = 0; at < words.size();) {
        const auto end = std::min(words.find(' ', at), words.size());
        const auto word = words.substr(at, end - at);
        if (!line.empty() && line.size() + word.size() > line_width) {
            out += line + "\n";
            line.clear();
        }
        line += line.empty() ? (out.empty() ? std::string(mark) : "#  ") + " " + word : " " + word;
        at = end + 1;
    }
    return out + line + "\n";
}

/// As it can be given to a shell again.
std::string shell_word(const std::string& text) {
    const auto plain = [](char c) { return c < 0 || std::isalnum(static_cast<unsigned char>(c)) || std::string_view("/._-+=,:@%").find(c) != std::string_view::npos; };
    if (std::all_of(text.begin(), text.end(), plain)) return text;
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

struct Guessed {
    const sources::SourceDescription* source;
    const sources::LayerDescription* rows;
    GuessedLayer layer;
};

class Writing {
public:
    explicit Writing(Language language) : language_(language) {}
    Guess guess;

    void reason(const std::string& text) {
        guess.reasons.push_back(one_line(text));
        out() += comment("#", guess_in(text, language_));
    }
    void question(const std::string& text) {
        guess.questions.push_back(one_line(text));
        out() += comment("# ?", guess_in(text, language_));
    }
    /// A comment that is no reason.
    void remark(const std::string& text) { out() += "# " + guess_in(text, language_) + "\n"; }
    std::string& out() { return guess.recipe; }

private:
    Language language_;
};

bool has(const GuessedLayer& layer, Target target) { return layer.target == target; }

/// The line names only what the recipe reads: import knows no other source.
void write_head(Writing& to, const std::vector<sources::SourceDescription>& sources, const std::vector<Guessed>& layers) {
    std::string bound;
    for (const auto& source : sources) {
        const bool read = source.kind == "OSM" || std::any_of(layers.begin(), layers.end(), [&](const Guessed& one) { return one.source == &source && one.layer.target; });
        if (read) bound += fmt::format(" {}={}", source.name, shell_word(source.path.empty() ? source.file : source.path));
    }
    to.remark("A proposal by `huegrid recipe guess`: read it, answer the lines that begin with \"# ?\", then");
    to.out() += "#\n" + one_line("#   huegrid import place.gpkg --recipe THIS.toml" + bound) + "\n\n";
}

void write_source(Writing& to, const sources::SourceDescription& source, const std::vector<Guessed>& layers) {
    for (const auto& remark : source.remarks) to.reason(fmt::format("{}: {}.", source.file, remark));
    std::vector<std::pair<std::string, std::string>> keys;
    for (const auto& one : layers)
        for (const auto& key : one.layer.source_keys)
            if (one.source == &source && std::none_of(keys.begin(), keys.end(), [&](const auto& known) { return known.first == key.first; })) keys.push_back(key);
    if (keys.empty()) return;
    to.out() += fmt::format("[source.{}]\n", source.name);
    for (const auto& [key, toml] : keys) to.out() += fmt::format("{} = {}\n", key, toml);
    to.out() += "\n";
}

void write_rows(Writing& to, const Guessed& one) {
    const auto& layer = one.layer;
    for (const auto& text : layer.reasons) to.reason(text);
    for (const auto& text : layer.questions) to.question(text);
    if (!layer.target) {
        to.out() += "\n";
        return;
    }
    to.out() += fmt::format("[[{}]]\nsource = {}\n", schema_of(*layer.target).name, toml_quoted(one.source->name));
    if (!layer.layer.empty()) to.out() += fmt::format("layer = {}\n", toml_quoted(layer.layer));
    if (!layer.except.empty()) to.out() += fmt::format("except = [{}]\n", fmt::join(layer.except, ", "));
    for (const auto& [field, toml] : layer.fields) to.out() += fmt::format("{} = {}\n", field, toml);
    to.out() += "\n";
}

void write_attribute(Writing& to, const GuessedAttribute& attribute, const std::string& source) {
    std::string text = "[[attribute]]\n";
    text += fmt::format("name = \"{}\"\ntype = \"{}\"\n", attribute.name, model::word(attribute.type));
    text += fmt::format("title = {{ zh = {}, en = {} }}\n", toml_quoted(attribute.zh), toml_quoted(attribute.en));
    if (!attribute.unit.empty()) text += fmt::format("unit = \"{}\"\n", attribute.unit);
    text += fmt::format("sensitivity = \"{}\"\npurpose = \"\"\n", attribute.asks_why ? "sensitive" : "personal");
    if (!source.empty()) text += fmt::format("source = {}\n", toml_quoted(source));
    text += attribute.filling + "\n\n";
    if (!attribute.asks_why) {
        to.out() += text;
        return;
    }
    to.question(fmt::format("{} is sensitive: say in 'purpose' what it is kept for and take the #s away, or leave it out.", attribute.column));
    for (std::size_t at = 0; at + 1 < text.size();) {
        const auto end = text.find('\n', at);
        to.out() += end == at ? "\n" : "#" + text.substr(at, end - at) + "\n";
        at = end + 1;
    }
    to.out() += "\n";
}

void write_attributes(Writing& to, const std::vector<Guessed>& layers) {
    const auto with = static_cast<std::size_t>(std::count_if(layers.begin(), layers.end(), [](const Guessed& one) { return has(one.layer, Target::household) || has(one.layer, Target::person); }));
    std::vector<std::string> done;  // attributes of a source, once
    bool first = true;
    for (const auto& one : layers)
        for (const auto& attribute : one.layer.attributes) {
            const auto key = (with > 1 ? one.source->name + "/" : "") + attribute.name;
            if (std::find(done.begin(), done.end(), key) != done.end()) continue;
            done.push_back(key);
            if (first) to.question("What is each attribute kept for? Say it in 'purpose', and leave out what no visit or rule needs.");
            first = false;
            write_attribute(to, attribute, with > 1 ? one.source->name : "");
        }
}

/// A source's attributes are those of all its tables, so that a sheet with other columns of the same kind of thing can't be read
/// beside the others; and what is written on a sheet of notes was told with the others.
void leave_out_other_sheets(std::vector<Guessed>& layers) {
    const auto is_home = [](const std::optional<Target>& target) { return target == Target::household || target == Target::person || target == Target::room; };
    for (auto& one : layers) {
        const bool beside = std::any_of(layers.begin(), layers.end(), [&](const Guessed& other) {
            return &other != &one && other.source == one.source && !other.layer.except.empty() && is_home(other.layer.target);
        });
        if (!beside || (one.layer.target && !is_home(one.layer.target))) continue;
        const auto name = one.layer.layer;
        const bool homes = one.layer.target.has_value();
        one.layer = {};
        if (homes) one.layer.questions.push_back(fmt::format("{} has homes as well, but calls its columns otherwise: call them as in the other sheets, or guess it as a source of its own. It isn't read here.", name));
    }
}

std::set<std::string> values_of(const sources::LayerDescription& layer, const std::string& name) {
    std::set<std::string> values;
    const auto column = static_cast<std::size_t>(std::find(layer.columns.begin(), layer.columns.end(), name) - layer.columns.begin());
    if (column == layer.columns.size()) return values;
    for (const auto& row : layer.rows)
        if (!row[column].empty()) values.insert(row[column]);
    return values;
}

/// Buildings name estates: those that another layer lists by the same keys, or somebody has to say which.
void link_estates(std::vector<Guessed>& layers) {
    for (auto& one : layers) {
        const auto& column = one.layer.estate_column;
        if (column.empty()) continue;
        const auto named = values_of(*one.rows, column);
        bool linked = false;
        for (const auto& other : layers) {
            if (linked || !has(other.layer, Target::estate)) continue;
            for (const auto& name : other.rows->columns) {
                const auto is_key = [&](const auto& field) { return field.first == "key" && field.second == toml_quoted(name); };
                if (std::none_of(other.layer.fields.begin(), other.layer.fields.end(), is_key)) continue;
                const auto keys = values_of(*other.rows, name);
                const auto known = static_cast<std::size_t>(std::count_if(named.begin(), named.end(), [&](const auto& value) { return keys.contains(value); }));
                linked = known > 0 && known * 2 >= named.size();
                if (linked) one.layer.reasons.push_back(fmt::format("estate_key: {} of the {} in {} are keys of {}.", known, named.size(), column, other.source->file));
            }
        }
        if (linked) one.layer.fields.emplace_back("estate_key", toml_quoted(column));
        else one.layer.questions.push_back(fmt::format("Are the estates of {} in the file, or in another source? Then: estate_key = {}", column, toml_quoted(column)));
    }
}

/// OSM's layers are the same everywhere, and so is the recipe that ships for them.
void write_osm(Writing& to, const sources::SourceDescription& source) {
    to.reason(fmt::format("{} is an OpenStreetMap file: this is geodata/recipes/osm.toml.", source.file));
    to.question("Which admin_level are your communities? 8 in much of Europe, 10 in places; see wiki.openstreetmap.org/wiki/Tag:boundary=administrative.");
    std::string text(osm_recipe);
    const std::string_view named = "source = \"osm\"";
    for (auto at = text.find(named); at != std::string::npos; at = text.find(named, at + 1)) text.replace(at, named.size(), "source = " + toml_quoted(source.name));
    if (const auto body = text.find("[["); body != std::string::npos) text.erase(0, body);
    to.out() += text + "\n";
}

}  // namespace

Guess guess_recipe(const std::vector<sources::SourceDescription>& sources, Language language) {
    std::vector<Guessed> layers;
    for (const auto& source : sources)
        for (const auto& layer : source.layers) layers.push_back({&source, &layer, guess_layer(source, layer)});
    leave_out_other_sheets(layers);
    link_estates(layers);
    Writing to(language);
    write_head(to, sources, layers);
    for (const auto& source : sources) write_source(to, source, layers);
    for (const auto& source : sources)
        if (source.kind == "OSM") write_osm(to, source);
    for (const auto& one : layers) write_rows(to, one);
    write_attributes(to, layers);
    const bool zones = std::any_of(layers.begin(), layers.end(), [](const Guessed& one) { return has(one.layer, Target::zone); });
    const bool places = std::any_of(layers.begin(), layers.end(), [](const Guessed& one) { return one.layer.target && schema_of(*one.layer.target).geometry == GeometryUse::required; });
    if (!zones && places) to.reason("Nothing can be counted by zone before boundaries are in the file: import a source of zones too.");
    return std::move(to.guess);
}

}  // namespace huegrid::ingest
