#include <fmt/format.h>

#include "engine/base/text.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::work {
namespace {

std::vector<model::Attribute> register_columns(const model::Snapshot& snapshot) {
    std::vector<model::Attribute> columns;
    for (const auto& column : snapshot.households.attributes) columns.push_back(column.attribute);
    return columns;
}

/// The rulebook of a file, or the one the snapshot was classified with last.
Result<tiers::Rulebook> rulebook_for(const model::Snapshot& snapshot, const std::optional<std::filesystem::path>& path) {
    if (path) {
        auto text = read_file(*path, 4u << 20);
        if (!text) return fail(std::move(text.error()));
        return tiers::read_rulebook(*text, path->string(), register_columns(snapshot));
    }
    if (!snapshot.classification)
        return fail(ErrorCode::not_found, "this file has not been classified yet; name a rulebook with --rulebook");
    return tiers::read_rulebook(snapshot.classification->rulebook_text, "the rulebook in the file", register_columns(snapshot));
}

std::vector<store::TierRow> tier_rows(const model::Snapshot& snapshot, const tiers::Rulebook& book, const tiers::Classes& classes) {
    std::vector<store::TierRow> rows;
    rows.reserve(classes.size());
    for (std::size_t i = 0; i < classes.size(); ++i) {
        store::TierRow row{HouseholdId{snapshot.households.ids[i]}, book.tiers[std::size_t(classes.tier(i))].key, "", "", "",
                           classes.categories(i)};
        if (const auto may_be = classes.may_be(i).tier; may_be >= 0) row.may_be = book.tiers[std::size_t(may_be)].key;
        if (const auto decided = classes.verdict(i).rule; decided >= 0) {
            const auto& rule = book.rules[std::size_t(decided)];
            row.rule = rule.id;
            row.category = book.categories[rule.category].key;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

Result<ClassifyResult> classify(const Command& command, const std::optional<std::filesystem::path>& rulebook, Date as_of,
                                const Progress& progress) {
    // Everything is computed before the file is held: a refusal leaves it untouched, and others can write meanwhile.
    auto snapshot = store::load_snapshot(command.file, progress);
    if (!snapshot) return fail(std::move(snapshot.error()));
    if ((*snapshot)->households.size() == 0)
        return fail(ErrorCode::not_found, "this file has no households to classify; import a register first", command.file.string());
    auto book = rulebook_for(**snapshot, rulebook);
    if (!book) return fail(std::move(book.error()));
    auto classes = tiers::classify(**snapshot, *book, as_of, progress);
    if (!classes) return fail(std::move(classes.error()));
    const auto rows = tier_rows(**snapshot, *book, *classes);
    auto writer = store::Writer::open(command.file, {"classify", command.actor, command.wait});
    if (!writer) return fail(std::move(writer.error()));
    const auto version = writer->version();
    if (!version) return fail(version.error());
    if (*version != (*snapshot)->version) {  // somebody was quicker: the register may be another, so look again
        writer = fail(ErrorCode::locked, "");
        return classify(command, rulebook, as_of, progress);
    }

    const auto& households = (*snapshot)->households;
    ClassifyResult result{as_of, book->name, book->version, std::int64_t(households.size()), 0, book->tiers, classes->tier_counts};
    progress.at("writing tiers", 0, result.households);
    const store::ClassificationRun run{{book->name, book->version, book->text, as_of}, book->tiers, book->categories};
    auto changed = writer->write(run, rows);
    if (!changed) return fail(std::move(changed.error()));
    result.changed = *changed;
    if (command.mode == Mode::dry_run) return result;
    auto entry = writer->commit(fmt::format("{} {}: {} of {} households changed", book->name, book->version, result.changed, result.households));
    if (!entry) return fail(std::move(entry.error()));
    return result;
}

Result<Why> explain(const model::Snapshot& snapshot, HouseholdId household) {
    const Index row = snapshot.households.find(household);
    if (row == none) return fail(ErrorCode::not_found, fmt::format("there is no household {}", household.value));
    auto book = rulebook_for(snapshot, std::nullopt);
    if (!book) return fail(std::move(book.error()));
    const Date as_of = snapshot.classification->as_of;
    auto explanation = tiers::explain(snapshot, *book, row, as_of);
    const auto stored = snapshot.households.tiers[std::size_t(row)];
    Why why{std::move(*book), std::move(explanation), as_of, std::nullopt};
    if (stored >= 0 && snapshot.tiers[std::size_t(stored)].key != why.rulebook.tiers[std::size_t(why.explanation.verdict.tier)].key)
        why.stored = snapshot.tiers[std::size_t(stored)];
    return why;
}

}  // namespace huegrid::work
