#include "engine/work/rulebook_of.hpp"

#include "engine/base/text.hpp"

namespace huegrid::work {

Result<tiers::Rulebook> rulebook_of(const model::Snapshot& snapshot, const std::optional<std::filesystem::path>& path) {
    std::vector<model::Attribute> columns;
    for (const auto& column : snapshot.households.attributes) columns.push_back(column.attribute);
    if (path) {
        auto text = read_file(*path, 4u << 20);
        if (!text) return fail(std::move(text.error()));
        return tiers::read_rulebook(*text, path->string(), columns);
    }
    if (!snapshot.classification)
        return fail(ErrorCode::not_found, "this file has not been classified yet; name a rulebook with --rulebook");
    return tiers::read_rulebook(snapshot.classification->rulebook_text, "the rulebook in the file", columns);
}

}  // namespace huegrid::work
