#include <fmt/format.h>

#include "engine/work/rulebook_of.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::work {
namespace {

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
    auto book = rulebook_of(**snapshot, rulebook);
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

}  // namespace huegrid::work
