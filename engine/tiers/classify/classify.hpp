/// @file classify.hpp
/// Every household into a tier: a pure function of snapshot, rulebook and day, and its quick repetition when little has changed.
///
/// Layer    tiers. Columns in, columns out.
///
/// The tier is that of the highest TRUE rule (the first in tier order, then in the text's order), or that of an override in
/// force. None TRUE: `unknown` if any rule for this kind is NULL; `not_applicable` if no rule is for this kind; else
/// `otherwise`. `may_be` is the highest NULL rule, if its tier is above the one that the rules decided on: what the household could turn out
/// to be (an `unknown` one has it too). Categories: the union over TRUE rules. A rule asks first whether it is for this kind;
/// a household of no known kind gets NULL there, as for any missing value. A rule with hold_days that was TRUE not longer ago
/// counts as TRUE.
///
/// `as_of` is the day that counts as today; it moves no attribute.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/progress.hpp"
#include "engine/tiers/classify/classes.hpp"
#include "engine/tiers/rulebook/rulebook.hpp"

namespace huegrid::tiers {

/// In the snapshot's row order; the result doesn't depend on `threads` (0: all cores). `progress` calls back on the caller's thread
/// only. `memory`: an older result whose memory is used again.
/// Fails  cancelled; bad_input when the snapshot's register isn't the one that the rulebook was read for.
/// Cost   O(households × rules), less where rules share conditions.
[[nodiscard]] Result<Classes> classify(const model::Snapshot& snapshot, const Rulebook& rulebook, Date as_of, const Progress& progress = {},
                                       unsigned threads = 0, Classes memory = {});

/// Classifies again and again: keeps what each rule said, and asks only those rules and chunks of 64k households that can answer
/// otherwise now, because a condition, an attribute, the day or an override is another.
/// Law    the result is that of `classify`, bit for bit, but for `held`, which is left to it.
/// Memory 2 bits a rule and household.
class Classifier {
public:
    struct Change {
        Index household = none;
        std::int8_t old_tier = -1, new_tier = -1;
        std::uint32_t old_categories = 0, new_categories = 0;
    };

    explicit Classifier(unsigned threads = 0);
    Classifier(Classifier&&) noexcept;
    Classifier& operator=(Classifier&&) noexcept;
    ~Classifier();

    /// Keeps the snapshot. Fails as classify: after bad_input all is as it was; after a stop `classes` means nothing until the next
    /// run, which begins anew.
    [[nodiscard]] Result<void> run(model::SnapshotPtr snapshot, std::shared_ptr<const Rulebook> rulebook, Date as_of, const Progress& progress = {});

    [[nodiscard]] const Classes& classes() const;
    /// Whose tier or categories the last run changed, ascending; nothing if all were classified anew (`all_new`).
    [[nodiscard]] const std::vector<Change>& changes() const;
    [[nodiscard]] bool all_new() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace huegrid::tiers
