#include "engine/work/rules/explain.hpp"

#include <fmt/format.h>

#include "engine/store/register/register.hpp"
#include "engine/work/rules/rulebook_of.hpp"

namespace huegrid::work {

Result<std::optional<Date>> imported_after(const std::filesystem::path& file, Date as_of) {
    auto day = store::last_import(file);
    if (day && *day && **day <= as_of) day->reset();
    return day;
}

Result<Why> explain(const std::filesystem::path& file, HouseholdId household, std::optional<Date> as_of, const Progress& progress) {
    const auto snapshot = store::load_snapshot(file, progress);
    if (!snapshot) return fail(snapshot.error());
    const Index row = (*snapshot)->households.find(household);
    if (row == none) {
        const auto kept = store::register_row(file, store::RegisterTable::household, fmt::format("id:{}", household.value));
        if (!kept) return fail(kept.error().code, kept.error().message, file.string());
        return fail(ErrorCode::not_found, fmt::format("household {} ended on {}, so it has no tier; `huegrid household show` has what is kept of it", household.value, kept->rows.front().valid_to),
                    file.string());
    }
    if (!(*snapshot)->classification)
        return fail(ErrorCode::not_found, "this file has not been classified yet; `huegrid classify FILE --rulebook R` does", file.string());
    auto bound = rulebook_of(file, *snapshot, std::nullopt);
    if (!bound) return fail(std::move(bound.error()));
    const auto& place = *bound->place;
    auto history = store::tier_history(file, household);
    if (!history) return fail(std::move(history.error()));

    Why why;
    why.as_of = as_of.value_or(place.classification->as_of);
    auto newer = imported_after(file, why.as_of);
    if (!newer) return fail(std::move(newer.error()));
    why.imported_after = *newer;
    why.explanation = tiers::explain(place, bound->book, row, why.as_of);
    why.rulebook = std::move(bound->book);
    why.history = std::move(*history);
    const auto stored = place.households.tiers[std::size_t(row)];
    if (stored >= 0 && place.tiers[std::size_t(stored)].key != why.rulebook.tiers[std::size_t(why.explanation.verdict.tier)].key)
        why.stored = place.tiers[std::size_t(stored)];
    if (why.stored) why.history.since = why.history.visit_due = std::nullopt;  // of the tier that is stored
    return why;
}

}  // namespace huegrid::work
