#include "engine/ingest/guess_layer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "engine/geo/datum.hpp"
#include "engine/ingest/derived_column.hpp"
#include "engine/ingest/guess_target.hpp"
#include "engine/ingest/layer_guess.hpp"

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

std::string LayerGuess::joined_key(const std::vector<std::size_t>& parts) const {
    std::vector<std::string> names;
    for (const auto at : parts) {
        const auto is = [&](std::string_view field) {
            const auto words = words_for(Target::household, field);
            return std::find(words.begin(), words.end(), plain_name(column(at).name)) != words.end();
        };
        names.push_back(toml_quoted((is("unit") ? std::string(unit_of) : is("door") ? std::string(door_of) : "") + column(at).name));
    }
    return names.size() == 1 ? names.front() : fmt::format("{{ join = [{}], with = \"-\" }}", fmt::join(names, ", "));
}

void LayerGuess::take(std::string_view field, std::size_t at) {
    set(field, toml_quoted(column(at).name));
    used_.insert(at);
}

/// Says which columns are personal; those that are left out count as used.
void LayerGuess::personal() {
    std::vector<std::string> kept, out;
    for (std::size_t at = 0; at < columns_.all().size(); ++at) {
        const auto& one = column(at);
        if (one.personal == Personal::none) continue;
        (one.left_out() ? out : kept).push_back(fmt::format("{} ({})", one.name, plural(one.personal)));
        if (one.left_out()) used_.insert(at);
    }
    if (!kept.empty()) because(fmt::format("Personal: {}. Masked on screen and in reports, but whole in the file.", fmt::join(kept, ", ")));
    if (!out.empty()) because(fmt::format("Not kept: {}. Care by need doesn't need them.", fmt::join(out, ", ")));
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

/// A column, or several, whose values tell all rows apart.
void LayerGuess::key(std::string_view field) {
    const auto usable = [&](std::size_t at) { return column(at).personal == Personal::none && column(at).tells_apart() && !counts_rows(column(at).name); };
    const auto by = [&](std::size_t at, std::string question) {
        set(field, toml_quoted(column(at).name));
        used_.insert(at);
        if (!question.empty()) ask(std::move(question));
    };
    auto words = words_for(target_, "key");
    words.insert(words.begin(), "key");
    for (const auto word : words) {
        const std::string_view one[]{word};
        const auto at = columns_.named(one);
        if (at && usable(*at)) return by(*at, "");
        if (at && word != "key" && column(*at).personal == Personal::none && !counts_rows(column(*at).name) &&
            (target_ == Target::household ? column(*at).mostly_tells_apart() : column(*at).nearly_tells_apart()))
            return by(*at, fmt::format("{} is missing or stands twice in {} of {} rows; those are kept out and reported: put them right in the list.", column(*at).name,
                                       column(*at).rows - column(*at).distinct, column(*at).rows));
    }
    auto parts = columns_.address_parts();
    const auto sheets = columns_.sheet_names();
    parts.erase(std::remove_if(parts.begin(), parts.end(), [&](std::size_t at) { return std::find(sheets.begin(), sheets.end(), at) != sheets.end(); }), parts.end());
    if (!parts.empty()) parts.insert(parts.begin(), sheets.begin(), sheets.end());  // 101 of two sheets is two homes
    const bool home = target_ == Target::household || target_ == Target::room;
    if (home && columns_.tell_apart(parts)) return set(field, joined_key(parts));
    for (std::size_t at = 0; at < columns_.all().size(); ++at) {
        const auto name = plain_name(column(at).name);
        const bool like_a_key = name.ends_with("id") || name.ends_with("key") || name.ends_with("编号") || name.ends_with("编码") || name.ends_with("代码") || name.ends_with("code") ||
                                name.ends_with("证号") || name.ends_with("档案号") || name.ends_with("登记号");
        if (like_a_key && usable(at)) return by(at, "");
    }
    for (const std::string_view other : {"name", "address"})
        if (const auto* one = schema_of(target_).field(other))
            if (const auto at = columns_.of_field(target_, *one); at && usable(*at))
                return by(*at, fmt::format("No column numbers its rows, so {} is the key: does it never change?", column(*at).name));
    for (std::size_t at = 0; at < columns_.all().size(); ++at)
        if (usable(at) && column(at).type != model::AttributeType::real)
            return by(at, fmt::format("{} is the key only because no value stands in it twice: is it one?", column(at).name));
    for (std::size_t at = 0; at < columns_.all().size(); ++at)
        if (counts_rows(column(at).name) && column(at).tells_apart())
            return by(at, fmt::format("{} only counts the rows: when the list is sorted again, every row becomes another. Is there a better key?", column(at).name));
    // What a note says and how old somebody is are another next year, and a note may hold anything.
    const auto is_changing = [&](std::size_t at) {
        const auto name = plain_name(column(at).name);
        const auto holds = [&](std::string_view word) { return name.find(word) != std::string::npos; };
        return name == "age" || holds("年龄") || holds("备注") || holds("说明") || holds("remark") || holds("note") || holds("comment");
    };
    std::vector<std::size_t> all;
    for (std::size_t at = 0; at < columns_.all().size() && all.size() < 6; ++at)
        if (column(at).personal == Personal::none && column(at).filled > 0 && !is_changing(at)) all.push_back(at);
    if (!parts.empty()) all = parts;
    set(field, all.empty() ? toml_quoted("?") : joined_key(all));
    ask("Nothing but personal columns tells all rows apart: rows whose key was there before are kept out. What is its key?");
}

/// What the persons of one home have in common.
void LayerGuess::household_key() {
    if (const auto* ledger = columns_.ledger()) return ledger_key(*ledger);
    if (const auto at = columns_.of_field(target_, *schema_of(target_).field("household_key"))) return take("household_key", *at);
    if (const auto parts = columns_.address_parts(); !parts.empty()) {
        set("household_key", joined_key(parts));
        return ask("Persons at one address are taken for one household: is there a column that says it better?");
    }
    for (std::size_t at = 0; at < columns_.all().size(); ++at)
        if (const auto& one = column(at); one.in_runs && one.filled == one.rows && one.personal == Personal::none && one.distinct * 10 > one.rows) {
            take("household_key", at);
            return ask(fmt::format("Is {} the household's number? Its equal values stand together.", one.name));
        }
    key("household_key");
}

/// The number that stands once for each household, else its head and address; behind the sheet's name.
void LayerGuess::ledger_key(const PersonLedger& ledger) {
    auto parts = columns_.sheet_names();
    if (ledger.number) {
        parts.push_back(*ledger.number);
        used_.insert(*ledger.number);
        const auto& name = column(*ledger.number).name;
        because(fmt::format("household_key: {} is filled once for each of {} households.", name, ledger.households));
        if (counts_rows(name)) ask(fmt::format("{} only counts the households: when the list is sorted again, each becomes another. Is there a better key?", name));
    } else {
        for (const std::string_view field : {"contact_name", "address"})
            if (const auto at = columns_.of_field(target_, *schema_of(target_).field(field)); at && columns_.is_of_household(*at)) parts.push_back(*at);
        const auto address = columns_.address_parts();
        const auto fresh = [&](std::size_t at) { return std::find(parts.begin(), parts.end(), at) == parts.end(); };
        std::copy_if(address.begin(), address.end(), std::back_inserter(parts), fresh);
        if (parts.empty()) return key("household_key");
        because("household_key: no column numbers the households, so their head and address do.");
        ask("Two households of one head and address are taken for one, and a new head makes a new household: is there a number that says it better?");
    }
    set("household_key", joined_key(parts));
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
    auto at = columns_.of_field(target_, field);
    if (target_ == Target::person && field.name.starts_with("contact_") && at && !columns_.is_of_household(*at)) {
        // Each person's name is another, and it isn't said whose is the household's; where heads come first, the first telephone is.
        if (field.name != "contact_phone") return;
        if (!columns_.ledger()) return ask(fmt::format("{} was left out: whose of a household is it?", column(*at).name));
        because(fmt::format("contact_phone: the first {} of each household; the others' are left out.", column(*at).name));
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
        return ask(fmt::format("Are the estates of {} in the file, or in another source? Then: estate_key = {}", column(*at).name, toml_quoted(column(*at).name)));
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
    if (are_values(layer_.columns)) {
        ask("Where are the columns' names? What stands in the first row are values; put a row of names above it.");
        return guess_;
    }
    const auto stem = std::filesystem::path(source_.file).stem().string();
    const auto target = guess_target(columns_, stem);
    personal();
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
