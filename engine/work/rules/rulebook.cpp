#include "engine/work/rules/rulebook.hpp"

#include "engine/store/load/load.hpp"
#include "engine/work/rules/rulebook_of.hpp"

namespace huegrid::work {

Result<RulebookReview> review_rulebook(const std::filesystem::path& rulebook, const RegisterFile& file, Date as_of, const Progress& progress) {
    auto text = rulebook_text(rulebook);
    if (!text) return fail(std::move(text.error()));
    RulebookReview review{std::move(*text), {}, {}, 0};
    if (!file) {
        review.check = tiers::check_rulebook(review.text, std::nullopt);
        return review;
    }
    const auto snapshot = store::load_snapshot(*file, progress);
    if (!snapshot) return fail(snapshot.error());
    std::vector<model::Attribute> columns;
    for (const auto& column : (*snapshot)->households.attributes) columns.push_back(column.attribute);
    review.check = tiers::check_rulebook(review.text, columns, (*snapshot)->layers());
    review.households = std::int64_t((*snapshot)->households.size());
    if (!review.check.rulebook) return review;
    const auto place = with_measured(*file, *snapshot, *review.check.rulebook);
    if (!place) return fail(place.error());
    auto counts = tiers::count_rules(**place, *review.check.rulebook, as_of);
    if (!counts) return fail(std::move(counts.error()));
    review.counts = std::move(*counts);
    return review;
}

Result<std::string> rulebook_sql(const std::filesystem::path& rulebook, const RegisterFile& file, conditions::Dialect dialect, Date as_of) {
    const auto review = review_rulebook(rulebook, file, as_of);
    if (!review) return fail(review.error());
    if (!review->check.rulebook) return fail(conditions::error_of(review->text, rulebook.string(), review->check.mistakes));
    return tiers::to_sql(*review->check.rulebook, dialect, as_of);
}

}  // namespace huegrid::work
