#include "engine/tiers/rulebook/rulebook.hpp"

#include "engine/tiers/rulebook/delicate.hpp"
#include "engine/tiers/rulebook/rulebook_reader.hpp"

namespace huegrid::tiers {

Rulebook RulebookReader::read(const toml::table& root) {
    check_keys(root, {"name", "version", "owner", "basis", "otherwise", "tier", "category", "rule", "score", "condition", "list", "attribute",
                      "stale", "zone_policy", "unknown", "not_applicable"});
    book_.name = text_of(root, "name");
    book_.version = text_of(root, "version");
    book_.owner = text_of(root, "owner");
    book_.basis = label_of(root, "basis");
    read_ladder(root);
    read_words(root);
    read_rules(root);
    read_class(root, {model::unknown_tier, {"情况不明", "not known"}, {0x8c, 0x8c, 0x8c}, "?", "dots", {}});
    check_palette();
    read_class(root, {model::not_applicable_tier, {"不适用", "not applicable"}, {0xe4, 0xe4, 0xe4}, "-", "solid", {}});
    return std::move(book_);
}

Result<Rulebook> read_rulebook(std::string_view text, const std::string& file, const std::vector<model::Attribute>& register_columns,
                               const std::optional<std::vector<model::Layer>>& layers) {
    const auto parsed = toml::parse(text, file);
    if (!parsed) {
        const auto& begin = parsed.error().source().begin;
        const conditions::Mistake mistake{conditions::offset_of(text, {begin.line, begin.column}), std::string(parsed.error().description())};
        return fail(conditions::error_of(text, file, {&mistake, 1}));
    }
    RulebookReader reader(text, register_columns, layers);
    auto book = reader.read(parsed.table());
    auto& mistakes = reader.mistakes();
    if (mistakes.empty()) mistakes = delicate_attributes(book, reader.places(), register_columns, Purposes::not_known).blocked;
    if (!mistakes.empty()) return fail(conditions::error_of(text, file, mistakes));
    return book;
}

}  // namespace huegrid::tiers
