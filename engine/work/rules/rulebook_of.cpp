#include "engine/work/rules/rulebook_of.hpp"

#include <algorithm>
#include <fstream>

#include "engine/base/text.hpp"
#include "engine/store/load/measured_columns.hpp"

namespace huegrid::work {

Result<std::string> rulebook_text(const std::filesystem::path& path) {
    auto text = read_file(path, 4u << 20);
    // A register is often too large to be read as a text.
    if (std::string begin(15, ' '); std::ifstream(path, std::ios::binary).read(begin.data(), 15) && begin == "SQLite format 3")
        return fail(ErrorCode::bad_input, "this is a database, not a rulebook; name a TOML file here (`rulebook check` and `sql` take the register's file behind --register)", path.string());
    return text;
}

Result<tiers::Rulebook> rulebook_alone(const model::Snapshot& snapshot, const std::optional<std::filesystem::path>& path) {
    std::vector<model::Attribute> columns;
    for (const auto& column : snapshot.households.attributes) columns.push_back(column.attribute);
    if (path) {
        auto text = rulebook_text(*path);
        if (!text) return fail(std::move(text.error()));
        return tiers::read_rulebook(*text, path->string(), columns, snapshot.layers());
    }
    if (!snapshot.classification)
        return fail(ErrorCode::not_found, "this file has not been classified yet; name a rulebook with --rulebook");
    auto stored = tiers::read_rulebook(snapshot.classification->rulebook_text, "the rulebook in the file", columns, snapshot.layers());
    if (!stored) stored.error().message += "\nThese rules no longer fit the file; `huegrid classify FILE --rulebook R` gives it others.";
    return stored;
}

Result<model::SnapshotPtr> with_measured(const std::filesystem::path& file, const model::SnapshotPtr& snapshot, const tiers::Rulebook& book) {
    std::vector<model::Attribute> lacking;
    for (const auto& attribute : book.measured)
        if (const auto* kept = snapshot->households.attribute(attribute.name); !kept || kept->attribute.formula != attribute.formula) lacking.push_back(attribute);
    if (lacking.empty()) return snapshot;
    auto columns = store::measured_columns(file, *snapshot, lacking);
    if (!columns) return fail(std::move(columns.error()));
    auto place = std::make_shared<model::Snapshot>(*snapshot);
    auto& attributes = place->households.attributes;
    for (auto& column : *columns) {
        const auto kept = std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.attribute.name == column.attribute.name; });
        if (kept == attributes.end()) attributes.push_back(std::move(column));
        else *kept = std::move(column);
    }
    return model::SnapshotPtr(std::move(place));
}

Result<BoundRulebook> rulebook_of(const std::filesystem::path& file, const model::SnapshotPtr& snapshot, const std::optional<std::filesystem::path>& path) {
    auto book = rulebook_alone(*snapshot, path);
    if (!book) return fail(std::move(book.error()));
    auto place = with_measured(file, snapshot, *book);
    if (!place) return fail(std::move(place.error()));
    return BoundRulebook{std::move(*book), std::move(*place)};
}

}  // namespace huegrid::work
