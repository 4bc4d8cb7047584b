#include "engine/ingest/guess/guess_layer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "engine/geo/crs/datum.hpp"
#include "engine/ingest/guess/guess_target.hpp"
#include "engine/ingest/guess/layer_guess.hpp"
#include "engine/ingest/rows/derived_column.hpp"

namespace huegrid::ingest {
namespace {

constexpr double most_alike = 0.9;

}  // namespace

bool counts_rows(const std::string& column) {
    const auto name = plain_name(column);
    const auto words = row_number_words();
    return std::find(words.begin(), words.end(), name) != words.end();
}

std::string LayerGuess::quoted_names(const std::vector<std::size_t>& at) const {
    std::vector<std::string> names;
    for (const auto one : at) names.push_back(toml_quoted(column(one).name));
    return fmt::format("{}", fmt::join(names, ", "));
}

/// 3, 2, 501 are parted so that they stay three numbers; 3栋, 2单元 need nothing between.
std::string LayerGuess::joined(const std::vector<std::size_t>& parts) const {
    const bool bare = std::any_of(parts.begin(), parts.end(), [&](std::size_t at) {
        return columns_.share(at, [](const std::string& value) { return value.back() >= '0' && value.back() <= '9'; }) > 0.1 && at != parts.back();
    });
    return fmt::format("{{ join = [{}], with = \"{}\" }}", quoted_names(parts), bare ? "-" : "");
}

void LayerGuess::take(std::string_view field, std::size_t at) {
    set(field, toml_quoted(column(at).name));
    used_.insert(at);
}

/// Columns that no recipe needs count as used.
void LayerGuess::leave_out() {
    for (std::size_t at = 0; at < columns_.all().size(); ++at)
        if (column(at).left_out()) used_.insert(at);
}

/// Says before all else which personal columns are kept, and which aren't.
void LayerGuess::personal() {
    std::vector<std::string> kept, out, unused, said;
    for (std::size_t at = 0; at < columns_.all().size(); ++at) {
        const auto& one = column(at);
        if (one.personal == Personal::none || one.filled == 0) continue;
        (one.left_out() ? out : used_.contains(at) ? kept : unused).push_back(fmt::format("{} ({})", one.name, plural(one.personal)));
    }
    if (!kept.empty()) said.push_back(fmt::format("Personal: {}. Masked on screen and in reports, but whole in the file.", fmt::join(kept, ", ")));
    if (!out.empty()) said.push_back(fmt::format("Not kept: {}. Care by need doesn't need them.", fmt::join(out, ", ")));
    if (!unused.empty()) said.push_back(fmt::format("Not used: {}.", fmt::join(unused, ", ")));
    guess_.reasons.insert(guess_.reasons.begin(), said.begin(), said.end());
}

void LayerGuess::points() {
    const auto ask_frame = [&] { ask("Is it from a Chinese map service? Then its crs is \"GCJ-02\" (AMap, Tencent, DataV) or \"BD-09\" (Baidu)."); };
    if (layer_.shape != geo::ShapeKind::none) {
        const auto centre = layer_.box.centre();
        if (layer_.crs == "EPSG:4326" && !layer_.box.empty() && geo::is_shifted_here({centre.x, centre.y})) ask_frame();
        return;
    }
    if (const auto at = columns_.degrees()) {
        const auto& x = column(at->x);
        const auto& y = column(at->y);
        guess_.source_keys.insert(guess_.source_keys.end(), {{"crs", toml_quoted(at->crs.empty() ? "EPSG:4326" : at->crs)}, {"x", toml_quoted(x.name)}, {"y", toml_quoted(y.name)}});
        used_.insert({at->x, at->y});
        because(fmt::format("{} and {} are within 180 and 90: longitude and latitude{}.", x.name, y.name, at->crs.empty() ? "" : fmt::format(", of {} by their names", at->crs)));
        if (at->crs.empty() && columns_.may_be_shifted(*at)) ask_frame();
    } else if (columns_.has_unknown_coordinates()) {
        ask("It has coordinates that aren't degrees: in which system? Then say crs, x and y in the source.");
    }
}

/// Each person has another: the head's is the household's.
void LayerGuess::contact(const Field& field, std::size_t at) {
    const auto& name = column(at).name;
    if (const auto heads = columns_.heads()) {
        const bool said = std::any_of(guess_.fields.begin(), guess_.fields.end(), [](const auto& f) { return f.first == "head"; });
        because(fmt::format("{}: the {} of the head of each household, by {}; the others' are left out.", field.name, name, column(heads->relation).name));
        std::vector<std::string> conditions;
        for (const auto& word : heads->words) conditions.push_back(fmt::format("{{ column = {}, is = {} }}", toml_quoted(column(heads->relation).name), toml_quoted(word)));
        if (!said) set("head", conditions.size() == 1 ? conditions.front() : fmt::format("[{}]", fmt::join(conditions, ", ")));
        used_.insert(heads->relation);
        return take(field.name, at);
    }
    if (field.name != "contact_phone") return;
    if (!columns_.ledger()) return ask(fmt::format("{} was left out: whose of a household is it?", name));
    ask(fmt::format("contact_phone: no column says who heads a household, so the first {} of each counts, and another order of the rows gives another. Is the head's always first?", name));
    take(field.name, at);
}

bool LayerGuess::inside_of_doors(const Field& field) {
    if (field.name != "unit" && field.name != "door") return false;
    const auto& schema = schema_of(target_);
    const auto doors = columns_.of_field(target_, *schema.field("door"));
    if (!doors || !columns_.holds_units(*doors)) return false;
    const bool is_unit = field.name == "unit";
    if (is_unit && columns_.of_field(target_, field)) return false;
    set(field.name, toml_quoted(std::string(is_unit ? unit_of : door_of) + column(*doors).name));
    used_.insert(*doors);
    if (is_unit) because(fmt::format("unit, door: {} holds both.", column(*doors).name));
    return true;
}

/// A field that understands some words only.
void LayerGuess::with_words(const Field& field, std::size_t at) {
    const auto& one = column(at);
    std::vector<std::string> map, unknown;
    for (const auto& value : one.words) {
        if (std::find(field.words.begin(), field.words.end(), value) != field.words.end()) continue;
        const auto meaning = meaning_of(field.name, value);
        if (std::find(field.words.begin(), field.words.end(), meaning) == field.words.end()) unknown.push_back(value);
        else map.push_back(fmt::format("{} = {}", toml_quoted(value), toml_quoted(meaning)));
    }
    if (one.words.empty() || unknown.size() * 2 > one.words.size()) {
        if (field.required) made_up(field);
        return;
    }
    used_.insert(at);
    set(field.name, map.empty() ? toml_quoted(one.name) : fmt::format("{{ column = {}, map = {{ {} }} }}", toml_quoted(one.name), fmt::join(map, ", ")));
    if (!map.empty()) because(fmt::format("{} of {}: its words were translated; look them over.", field.name, one.name));
    if (!unknown.empty())
        ask(fmt::format("What do {} mean in {}? One of: {}. {}", fmt::join(unknown, ", "), one.name, fmt::join(field.words, ", "),
                        field.required || field.essential ? "Their rows are kept out." : "They are kept without it."));
}

/// A required field that no column fills.
void LayerGuess::made_up(const Field& field) {
    if (field.name == "level") return level();
    if (target_ == Target::line) {
        set(field.name, "{ value = \"road\" }");
        return ask("Of which kind are the lines: main_road, road, railway or water?");
    }
    const auto understood = [&](std::string_view one) {
        return field.words.empty() || std::find(field.words.begin(), field.words.end(), one) != field.words.end();
    };
    // Of members the least is said that way: a volunteer gets no post before having agreed to it.
    std::string_view word = target_ == Target::service_point ? "service_centre" : field.name == "status" ? "reported" : "other";
    if (!understood(word)) word = understood("volunteer") ? "volunteer" : field.words.front();
    set(field.name, fmt::format("{{ value = \"{}\" }}", word));
    ask(fmt::format("No column says the {}: is it \"{}\" for all rows?", field.name, word));
}

void LayerGuess::level() {
    std::map<std::string, std::size_t> levels;
    if (const auto name = columns_.of_field(target_, *schema_of(target_).field("name")))
        for (const auto& row : layer_.rows)
            if (const auto level = level_of(row[*name]); !level.empty()) ++levels[std::string(level)];
    const auto most = std::max_element(levels.begin(), levels.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != levels.end() && most->second * 10 >= layer_.rows.size() * 9) {
        set("level", fmt::format("{{ value = \"{}\" }}", most->first));
        return because(fmt::format("level: its names end as those of a {} do.", most->first));
    }
    auto level = std::string(level_of(layer_.name));
    if (level.empty()) level = level_of(std::filesystem::path(source_.file).stem().string());
    set("level", fmt::format("{{ value = \"{}\" }}", level.empty() ? "grid" : level));
    ask("Of which level are the zones: district, street, community, grid or micro-grid? With several, name a column and a map.");
}

void LayerGuess::field(const Field& field) {
    if (field.name == "key") return key("key");
    if (field.name == "household_key" && target_ == Target::person) return household_key();
    if (inside_of_doors(field)) return;
    auto at = columns_.of_field(target_, field);
    if (target_ == Target::person && field.name.starts_with("contact_") && at && !columns_.is_of_household(*at)) {
        return contact(field, *at);
    }
    const bool again = field.name == "code" || field.name == "name" || field.name == "estate_key" || field.name == "address";  // may be the key as well
    if (at && used_.count(*at) != 0 && !again) at.reset();
    if (!at) {
        if (field.required) made_up(field);
        return;
    }
    if (!field.words.empty()) return with_words(field, *at);
    if (field.name == "estate_key" && plain_name(column(*at).name) != "estatekey") {
        used_.insert(*at);
        guess_.estate_column = column(*at).name;
        return;
    }
    if (field.content == Content::instant && columns_.has_times_of_some_clock(*at) && !asked_for_clock_) {
        ask(fmt::format("By which clock are the times of {}? If not by UTC, say so in the source: time_zone = \"Asia/Shanghai\"", column(*at).name));
        asked_for_clock_ = true;
    }
    take(field.name, *at);
}

/// Where a home is: in the building of a key, at an address put together, or around a point.
void LayerGuess::place() {
    if (!schema_of(target_).placeable() || target_ == Target::issue) return;
    const auto has = [&](std::string_view name) { return std::any_of(guess_.fields.begin(), guess_.fields.end(), [&](const auto& f) { return f.first == name; }); };
    const auto parts = columns_.address_parts();
    const auto sheets = columns_.sheet_names();
    const auto is_sheet = [&](std::size_t at) { return std::find(sheets.begin(), sheets.end(), at) != sheets.end(); };
    const bool by_sheet = std::any_of(parts.begin(), parts.end(), is_sheet);
    if (!has("address") && !has("building_key") && by_sheet) {
        for (const auto at : parts) {
            const auto name = plain_name(column(at).name);
            const auto among = [&](std::span<const std::string_view> words) { return std::find(words.begin(), words.end(), name) != words.end(); };
            const bool estate = is_sheet(at) ? columns_.share(at, building_like) < most_alike : among(estate_words());
            if (estate || is_sheet(at) || among(building_words())) set(estate ? "estate" : "building", toml_quoted(column(at).name));
        }
        const bool estate_said = has("estate");
        if (!estate_said && estate_like(std::filesystem::path(source_.file).stem().string())) set("estate", "\"$file\"");
        because("Each sheet is one building's or estate's: its name is part of the key, since doors are numbered alike in others.");
    } else if (!has("address") && !has("building_key") && parts.size() > 1) {
        set("address", joined(parts));
        because(fmt::format("address: put together from {}.", quoted_names(parts)));
    }
    for (const auto at : parts) used_.insert(at);
    const bool points = layer_.shape == geo::ShapeKind::point || columns_.degrees();
    if (points) guess_.fields.insert(guess_.fields.end(), {{"by_point", "true"}, {"snap_within_m", "15"}});
    if (!has("address") && !has("building_key") && !has("room_key") && !by_sheet && !points) ask("Nothing says in which building the homes are: is there a column with an address or a building's key?");
    if (layer_.name == "*" && !by_sheet && !has("address") && !has("building_key")) ask("Are the sheets the buildings? Then put \"$sheet\" first into the join of key and address.");
}

/// An official list of names and codes: joined to zones by their key.
GuessedLayer LayerGuess::zone_list() {
    set("supplement", "true");
    key("key");
    for (const std::string_view name : {"name", "code", "parent_key"})
        if (const auto at = columns_.of_field(target_, *schema_of(target_).field(name))) take(name, *at);
    ask("Which zones does the list name? Its rows are joined to those that this recipe reads, by key: give their [[zone]] the column of the same codes as its key.");
    return std::move(guess_);
}

GuessedLayer LayerGuess::decide() {
    guess_.layer = layer_.name;
    for (const auto& name : layer_.except) guess_.except.push_back(toml_quoted(name));
    if (are_values(layer_.columns)) {
        ask("Where are the columns' names? What stands in the first row are values; put a row of names above it.");
        return guess_;
    }
    const auto stem = std::filesystem::path(source_.file).stem().string();
    const auto target = guess_target(columns_, stem);
    leave_out();
    const auto is_there = [&](std::string_view field) { return columns_.of_field(Target::building, *schema_of(Target::building).field(field)).has_value(); };
    if (!target && layer_.shape == geo::ShapeKind::none && !columns_.degrees() && is_there("name") && (is_there("floors") || is_there("units") || is_there("built_year"))) {
        ask("The rows look like buildings, but say not where those are: add columns 经度 and 纬度 (or x and y), or take the buildings from a map.");
        return guess_;
    }
    if (!target) {
        ask(fmt::format("What are the rows{}? Nothing speaks for one kind. Columns: {}.", layer_.name.empty() ? "" : " of " + layer_.name, fmt::join(layer_.columns, ", ")));
        return guess_;
    }
    target_ = target->target;
    guess_.target = target_;
    for (const auto at : columns_.sheet_names()) used_.insert(at);
    because(fmt::format("Taken for {}s: {}.", schema_of(target_).name, target->because));
    if (!layer_.whole)
        because(fmt::format("Only its first {} rows were looked at, and {} for the words of a column: what stands further down may be otherwise.", layer_.rows.size(), layer_.words_of_rows));
    if (target->doubtful) ask(fmt::format("Are they {}s? Something else is nearly as likely.", schema_of(target_).name));
    const auto& filled = columns_.filled_down();
    if (!filled.empty()) {
        std::vector<std::string> names;
        for (const auto& name : filled) names.push_back(toml_quoted(name));
        guess_.source_keys.emplace_back("fill_down", fmt::format("[{}]", fmt::join(names, ", ")));
        because(fmt::format("{}: empty cells below a filled one, as merged cells leave them.", fmt::join(filled, ", ")));
    }
    if (target->supplement) return zone_list();
    points();
    if (layer_.shape != geo::ShapeKind::none && layer_.crs.empty()) ask(fmt::format("The file doesn't say its coordinate system: write it above the first [[…]] under [source.{}], such as crs = \"EPSG:4490\" for degrees of CGCS2000.", source_.name));
    for (const auto& one : schema_of(target_).fields) field(one);
    if (target_ == Target::household && std::none_of(guess_.fields.begin(), guess_.fields.end(), [](const auto& f) { return f.first == "kind"; }))
        set("kind", "{ value = \"home\" }");
    place();
    attributes();
    personal();
    return guess_;
}

GuessedLayer guess_layer(const sources::SourceDescription& source, const sources::LayerDescription& layer) { return LayerGuess(source, layer).decide(); }

std::string toml_quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) quoted += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        else quoted += c;
    }
    return quoted + "\"";
}

}  // namespace huegrid::ingest
