#include <fmt/format.h>

#include "engine/work/rules/rulebook_of.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::work {
namespace {

store::ClassificationRun words_of(const tiers::Rulebook& book, Date as_of) {
    store::ClassificationRun run{{book.name, book.version, book.text, as_of}, book.tiers, book.categories, {}};
    for (const auto& rule : book.rules) run.rules.push_back({rule.id, rule.category});
    return run;
}

/// Borrows the snapshot and what was found.
store::ClassifiedHouseholds rows_of(const model::Snapshot& snapshot, const tiers::Classes& classes) {
    store::ClassifiedHouseholds found;
    found.size = classes.size();
    found.id = [&](std::size_t row) { return snapshot.households.ids[row]; };
    found.of = [&](std::size_t row) {
        const auto& verdict = classes.verdict(row);
        return store::HouseholdClass{verdict.tier, classes.may_be(row).tier, verdict.rule, verdict.by_hand, classes.categories(row)};
    };
    for (const auto& held : classes.held) found.holds.push_back({held.household, held.rule, held.last_true});
    return found;
}

void count(const model::Snapshot& snapshot, const tiers::Rulebook& book, const tiers::Classes& classes, ClassifyResult& result) {
    for (std::size_t row = 0; row < classes.size(); ++row) result.overrides += classes.verdict(row).by_hand;
    for (const auto& override : snapshot.overrides) {
        result.expired_overrides += override.expires_on <= result.as_of;
        const bool in_force = override.set_on <= result.as_of && result.as_of < override.expires_on;
        if (in_force && !book.tier_by_hand(override.tier)) result.not_followed.push_back({snapshot.households.ids[std::size_t(override.household)], override.tier});
    }
    for (const auto& held : classes.held) result.held += held.last_true.has_value();
}

}  // namespace

Result<ClassifyResult> classify(const Command& command, const std::optional<std::filesystem::path>& rulebook, Date as_of,
                                const Progress& progress) {
    // Everything is computed before the file is held: a refusal leaves it untouched, and others can write meanwhile.
    auto snapshot = store::load_snapshot(command.file, progress);
    if (!snapshot) return fail(std::move(snapshot.error()));
    if ((*snapshot)->households.size() == 0)
        return fail(ErrorCode::not_found, "this file has no households to classify; import a register first", command.file.string());
    auto bound = rulebook_of(command.file, *snapshot, rulebook);
    if (!bound) return fail(std::move(bound.error()));
    const auto& [book, place] = *bound;
    auto classes = tiers::classify(*place, book, as_of, progress);
    if (!classes) return fail(std::move(classes.error()));
    auto writer = store::Writer::open(command.file, {"classify", command.actor, command.wait});
    if (!writer) return fail(std::move(writer.error()));
    const auto version = writer->version();
    if (!version) return fail(version.error());
    if (*version != place->version) {  // somebody was quicker: the register may be another, so look again
        writer = fail(ErrorCode::locked, "");
        return classify(command, rulebook, as_of, progress);
    }

    ClassifyResult result{as_of, book.name, book.version, std::int64_t(classes->size()), 0, book.tiers, classes->tier_counts};
    count(*place, book, *classes, result);
    if (auto defined = writer->define(book.measured); !defined) return fail(std::move(defined.error()));
    auto changed = writer->write(words_of(book, as_of), rows_of(*place, *classes), progress);
    if (!changed) return fail(std::move(changed.error()));
    result.changed = *changed;
    if (command.mode == Mode::dry_run) return result;
    auto entry = writer->commit(fmt::format("{} {}: {} of {} households changed", book.name, book.version, result.changed, result.households));
    if (!entry) return fail(std::move(entry.error()));
    return result;
}

}  // namespace huegrid::work
