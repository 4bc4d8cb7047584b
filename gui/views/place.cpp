#include "gui/views/place.hpp"

#include <algorithm>
#include <tuple>

#include "engine/base/text.hpp"
#include "engine/work/rules/rulebook_of.hpp"

namespace huegrid::gui {
namespace {

std::vector<Index> by_deadline(const model::Snapshot& snapshot) {
    std::vector<Index> open;
    for (std::size_t i = 0; i < snapshot.issues.size(); ++i)
        if (snapshot.issues[i].open()) open.push_back(Index(i));
    const auto order = [&](Index i) {
        const auto& issue = snapshot.issues[std::size_t(i)];
        return std::tuple(!issue.due_at.has_value(), issue.due_at.value_or(Instant{}), issue.reported_at, i);
    };
    std::sort(open.begin(), open.end(), [&](Index a, Index b) { return order(a) < order(b); });
    return open;
}

}  // namespace

PlacePtr make_place(model::SnapshotPtr snapshot) {
    std::optional<tiers::Rulebook> rulebook;
    if (auto read = work::rulebook_alone(*snapshot, std::nullopt)) rulebook = std::move(*read);
    auto open_issues = by_deadline(*snapshot);
    Picker picker(snapshot);
    auto scene = carto::make_scene(std::move(snapshot), rulebook ? rulebook->zone_policy : figures::ZonePolicy{});
    return std::make_shared<const Place>(
        Place{std::move(scene), std::move(picker), std::move(rulebook), std::move(open_issues)});
}

std::vector<bool> characters_of(const model::Snapshot& snapshot) {
    std::vector<bool> found(0x10000);
    const auto add = [&](std::string_view text) {
        for (const char32_t c : code_points(text))
            if (c < found.size()) found[c] = true;
    };
    const auto add_label = [&](const Label& label) { add(label.zh), add(label.en); };
    add(snapshot.title);
    for (const auto& level : snapshot.levels) add_label(level.name);
    for (const auto& zone : snapshot.zones) add(zone.name), add(zone.code);
    for (const auto& estate : snapshot.estates) add(estate.name);
    for (std::size_t b = 0; b < snapshot.buildings.size(); ++b) add(snapshot.buildings.names[b]);
    for (const auto& line : snapshot.lines) add(line.name);
    for (const auto& point : snapshot.service_points) {
        add(point.name);
        for (const auto& area : point.functional_areas) add(area);
    }
    for (const auto& member : snapshot.members) add(member.name);
    for (const auto& post : snapshot.posts) add_label(post.name), add(post.duties);
    for (const auto& issue : snapshot.issues) add_label(issue.type_name), add(issue.title);
    for (const auto& tier : snapshot.tiers) add_label(tier.name), add(tier.letter);
    for (const auto& category : snapshot.categories) add_label(category.name);
    if (snapshot.classification) add(snapshot.classification->rulebook_text), add(snapshot.classification->rulebook_name);
    for (const auto& column : snapshot.households.attributes) {
        add_label(column.attribute.title);
        if (const auto* text = std::get_if<model::TextColumn>(&column.data))
            for (const auto& word : text->dictionary.words()) add(word);
    }
    return found;
}

}  // namespace huegrid::gui
