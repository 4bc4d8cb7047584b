// The classification that remembers: which rules and chunks can answer otherwise, and which words of 64 households did.
#include <algorithm>
#include <array>
#include <atomic>
#include <numeric>

#include "engine/base/parallel.hpp"
#include "engine/conditions/evaluator.hpp"
#include "engine/conditions/syntax_traits.hpp"
#include "engine/tiers/bound_rules.hpp"
#include "engine/tiers/classify.hpp"
#include "engine/tiers/decide.hpp"

namespace huegrid::tiers {
namespace {

using conditions::batch_rows;
using conditions::batch_words;
using conditions::Planes;
using Kind = Questions::Answer::Kind;

constexpr std::size_t chunk_words = model::chunk_rows / 64;
constexpr std::uint64_t all_words = ~std::uint64_t{0};

/// Where a chunk of a column lies: the same place, the same values, as long as the older snapshot is kept.
const void* chunk_address(const model::AttributeColumn& column, std::size_t chunk) {
    return std::visit([&]<class C>(const C& data) -> const void* {
        if constexpr (requires { data.codes; }) return &data.codes.chunk(chunk);
        else if constexpr (std::is_same_v<C, model::IntegerColumn>) return &data.chunk(chunk);
        else return data.chunk(chunk).data();
    }, column.data);
}

/// Room for more slots; what the older ones hold stays.
void widen(std::vector<std::uint64_t>& planes, std::size_t old_slots, std::size_t slots) {
    if (planes.size() == RulePlanes::size(slots, chunk_words)) return;
    std::vector<std::uint64_t> wider(RulePlanes::size(slots, chunk_words));
    const std::size_t from = RulePlanes::size(old_slots, RulePlanes::block_words), to = RulePlanes::size(slots, RulePlanes::block_words);
    if (!planes.empty() && old_slots <= slots)
        for (std::size_t b = 0; b < chunk_words / RulePlanes::block_words; ++b) std::copy_n(planes.begin() + std::ptrdiff_t(b * from), from, wider.begin() + std::ptrdiff_t(b * to));
    planes = std::move(wider);
}

}  // namespace

struct Classifier::State {
    unsigned threads = 0;
    model::SnapshotPtr snapshot;
    std::shared_ptr<const Rulebook> rulebook;
    Date as_of{};
    BoundRules bound;
    std::vector<std::uint32_t> slots;
    std::size_t slot_count = 0;
    /// The RulePlanes of each chunk.
    std::vector<std::vector<std::uint64_t>> kept;
    Classes classes;
    std::vector<Change> changes;
    bool all_new = false;
};

namespace {

/// What can be taken over from the run before.
struct Plan {
    bool anew = false;              ///< nothing
    bool other_kinds = false;       ///< whom some rule is for has to be asked again
    bool reordered = false;         ///< every household is decided anew, from what the rules said
    std::vector<std::uint8_t> ask;  ///< rules that can answer otherwise everywhere
    std::vector<std::uint32_t> slots;
    std::size_t slot_count = 0;
};

bool same_question(const Rulebook& book, const BoundRules::Bound& now, const Rulebook& old_book, const BoundRules::Bound& old, bool same_day) {
    const auto &rule = book.rules[now.rule], &old_rule = old_book.rules[old.rule];
    return rule.applies_to == old_rule.applies_to && now.held == old.held && conditions::same(rule.condition, old_rule.condition) &&
           (same_day || !conditions::depends_on_today(rule.condition));
}

bool same_ladder(const Rulebook& a, const Rulebook& b) {
    const auto same_tier = [](const model::Tier& x, const model::Tier& y) { return x.key == y.key; };
    return std::equal(a.tiers.begin(), a.tiers.end(), b.tiers.begin(), b.tiers.end(), same_tier) && a.otherwise == b.otherwise &&
           a.categories.size() == b.categories.size();
}

}  // namespace

Classifier::Classifier(unsigned threads) : state_(std::make_unique<State>()) { state_->threads = threads; }
Classifier::Classifier(Classifier&&) noexcept = default;
Classifier& Classifier::operator=(Classifier&&) noexcept = default;
Classifier::~Classifier() = default;
const Classes& Classifier::classes() const { return state_->classes; }
const std::vector<Classifier::Change>& Classifier::changes() const { return state_->changes; }
bool Classifier::all_new() const { return state_->all_new; }

namespace {

template <class State>
Plan plan_for(const State& state, const model::Snapshot& snapshot, const Rulebook& book, const BoundRules& bound, Date as_of) {
    Plan plan;
    const std::size_t rules = bound.rules.size();
    const auto code_bytes = [](const BoundRules& of, const Rulebook& in) { return codes_of(in, of) <= 256 ? 1 : 2; };
    plan.anew = !state.snapshot || state.snapshot->households.size() != snapshot.households.size() || !same_ladder(book, *state.rulebook) ||
                code_bytes(bound, book) != code_bytes(state.bound, *state.rulebook) || state.slot_count > 2 * rules + 64;
    if (plan.anew) {
        plan.ask.assign(rules, 1);
        plan.slots.resize(rules);
        std::iota(plan.slots.begin(), plan.slots.end(), 1u);
        plan.slot_count = rules + 1;
        return plan;
    }
    plan.reordered = rules != state.bound.rules.size() || bound.concerns_all != state.bound.concerns_all;
    plan.slot_count = state.slot_count;
    plan.other_kinds = bound.concerns_all != state.bound.concerns_all ||
                       !std::equal(bound.kinds.begin(), bound.kinds.end(), state.bound.kinds.begin(), state.bound.kinds.end(), conditions::same);
    std::vector<std::uint8_t> taken(state.bound.rules.size());
    for (std::size_t position = 0; position < rules; ++position) {
        const auto& rule = bound.rules[position];
        const auto is_it = [&](const BoundRules::Bound& old) { return state.rulebook->rules[old.rule].id == book.rules[rule.rule].id; };
        const auto found = std::find_if(state.bound.rules.begin(), state.bound.rules.end(), is_it);
        if (found == state.bound.rules.end()) {
            plan.slots.push_back(std::uint32_t(plan.slot_count++));
            plan.ask.push_back(1);
            plan.reordered = true;
            continue;
        }
        const auto old = std::size_t(found - state.bound.rules.begin());
        plan.slots.push_back(state.slots[old]);
        plan.ask.push_back(!same_question(book, rule, *state.rulebook, *found, as_of == state.as_of));
        plan.reordered = plan.reordered || old != position || found->tier != rule.tier || found->category != rule.category;
    }
    return plan;
}

/// The chunks in which an attribute that some rule reads is another.
std::vector<std::uint8_t> changed_chunks(const model::Snapshot& now, const model::Snapshot& before, const Rulebook& book) {
    const auto& households = now.households;
    std::vector<std::uint8_t> changed(households.ids.chunk_count());
    const auto look_at = [&](const std::string& name) {
        const auto *column = households.attribute(name), *old = before.households.attribute(name);
        for (std::size_t c = 0; c < changed.size(); ++c)
            if (!column || !old || chunk_address(*column, c) != chunk_address(*old, c)) changed[c] = 1;
    };
    if (&now == &before) return changed;
    for (std::size_t c = 0; c < changed.size(); ++c) changed[c] = &households.ids.chunk(c) != &before.households.ids.chunk(c);
    look_at("kind");
    for (const auto& rule : book.rules)
        for (const auto& name : rule.condition.attributes()) look_at(name);
    return changed;
}

/// Bit w of batch b: an override came, went or is another in that word.
std::vector<std::uint64_t> override_words(const BoundRules& now, const BoundRules& before, std::size_t rows) {
    std::vector<std::uint64_t> words(rows / batch_rows + 1);
    for (const auto* bound : {&now, &before})
        for (const auto& [household, tier] : bound->overrides) {
            const auto row = std::size_t(household);
            if (row < rows) words[row / batch_rows] |= std::uint64_t{1} << (row % batch_rows / 64);
        }
    return words;
}

}  // namespace

Result<void> Classifier::run(model::SnapshotPtr snapshot, std::shared_ptr<const Rulebook> rulebook, Date as_of, const Progress& progress) {
    State& state = *state_;
    const auto& households = snapshot->households;
    BoundRules bound = bind(*snapshot, *rulebook, as_of);
    Plan plan = plan_for(state, *snapshot, *rulebook, bound, as_of);
    const std::size_t rows = households.size(), chunks = households.ids.chunk_count();
    const auto dirty = plan.anew ? std::vector<std::uint8_t>(chunks, 1) : changed_chunks(*snapshot, *state.snapshot, *rulebook);
    const auto hands = plan.anew || (bound.overrides.empty() && state.bound.overrides.empty()) ? std::vector<std::uint64_t>()
                                                                                               : override_words(bound, state.bound, rows);
    const bool ask_some = plan.other_kinds || std::any_of(plan.ask.begin(), plan.ask.end(), [](auto wanted) { return wanted != 0; });

    // Two programs: for chunks with other values every rule, elsewhere only those that changed.
    const Questions every = tiers::questions(*rulebook, bound, std::vector<std::uint8_t>(bound.rules.size(), 1), Bare::left_out);
    const Questions some = tiers::questions(*rulebook, bound, plan.ask, Bare::left_out);
    const auto whole = conditions::Program::of(every.asked, households, as_of);
    const auto partial = conditions::Program::of(some.asked, households, as_of);
    if (!whole) return fail(whole.error());
    if (!partial) return fail(partial.error());

    const Decider decider(*rulebook, bound);
    Classes& classes = state.classes;
    const auto old_meaning = classes.meaning;
    if (plan.anew) classes = {};
    decider.prepare(classes, rows);
    state.kept.resize(chunks);
    state.changes.clear();
    state.all_new = plan.anew;
    if (plan.anew) classes.tier_counts.assign(rulebook->tiers.size(), 0);

    struct Worker {
        conditions::Evaluator whole, partial;
        std::vector<std::int64_t> counts, unused;
        std::vector<std::uint64_t> categories;  ///< of a batch, before it is decided anew
    };
    const std::size_t workers = workers_for(chunks, state.threads);
    std::vector<Worker> all;
    for (std::size_t w = 0; w < workers; ++w)
        all.push_back({conditions::Evaluator(*whole), conditions::Evaluator(*partial), std::vector<std::int64_t>(rulebook->tiers.size()), std::vector<std::int64_t>(rulebook->tiers.size()), {}});
    std::vector<std::vector<Change>> changes(chunks);

    const auto run_batch = [&](std::size_t chunk, std::size_t first, std::size_t count, Worker& worker) {
        const RulePlanes planes{state.kept[chunk].data() + RulePlanes::size(plan.slot_count, first % model::chunk_rows / 64), plan.slot_count, plan.slots};
        std::uint64_t changed = plan.anew || plan.reordered ? all_words : 0;
        if (!hands.empty()) changed |= hands[first / batch_rows];
        const bool everything = dirty[chunk] != 0;
        conditions::Plane somebody{};
        bool asked_whom = false;
        if (everything || ask_some) {
            const auto& answers = everything ? every.answers : some.answers;
            (everything ? worker.whole : worker.partial).run(first, count, [&](std::size_t which, Planes& answer) {
                const auto& [kind, position] = answers[which];
                if (count < batch_rows) answer.clear_behind(count);
                if (kind == Kind::rule) {
                    changed |= planes.replace(answer.yes, planes.yes(position)) | planes.replace(answer.unknown, planes.unknown(position));
                    return;
                }
                asked_whom = true;
                for (std::size_t w = 0; w < batch_words; ++w) somebody[w] |= answer.yes[w] | answer.unknown[w];
            });
        }
        if (bound.concerns_all) somebody.fill(all_words);
        if (bound.concerns_all || asked_whom) changed |= planes.replace(somebody, planes.concerned());
        if (changed == 0) return;

        if (plan.anew) return decider.decide(first, count, planes, changed, classes, worker.counts);
        const auto each_word = [&](const auto& use) {
            for (std::uint64_t bits = changed; bits != 0; bits &= bits - 1) {
                const auto w = std::size_t(__builtin_ctzll(bits));
                if (64 * w < count) use(w, first + 64 * w, std::min<std::size_t>(64, count - 64 * w));
            }
        };
        auto& old_planes = worker.categories;
        old_planes.resize(classes.category_planes.size() * batch_words);
        const auto decide = [&]<class Code>(const std::vector<Code>& codes) {
            std::array<Code, batch_rows> old_codes;
            each_word([&](std::size_t w, std::size_t row, std::size_t rows_here) {
                std::copy_n(codes.begin() + std::ptrdiff_t(row), rows_here, old_codes.begin() + std::ptrdiff_t(64 * w));
                for (std::size_t c = 0; c < classes.category_planes.size(); ++c) old_planes[c * batch_words + w] = classes.category_planes[c][row / 64];
            });
            decider.decide(first, count, planes, changed, classes, worker.unused);
            each_word([&](std::size_t w, std::size_t row, std::size_t rows_here) {
                std::uint64_t others = 0;
                for (std::size_t c = 0; c < classes.category_planes.size(); ++c) others |= old_planes[c * batch_words + w] ^ classes.category_planes[c][row / 64];
                for (std::size_t i = 0; i < rows_here; ++i) {
                    const Code old_code = old_codes[64 * w + i], code = codes[row + i];
                    if (!plan.reordered && old_code == code && (others >> i & 1u) == 0) continue;
                    Change change{Index(row + i), old_meaning[old_code].tier, classes.meaning[code].tier, 0, classes.categories(row + i)};
                    if (change.old_tier == change.new_tier && (others >> i & 1u) == 0) continue;
                    for (std::size_t c = 0; c < classes.category_planes.size(); ++c)
                        change.old_categories |= std::uint32_t(old_planes[c * batch_words + w] >> i & 1u) << c;
                    --worker.counts[std::size_t(change.old_tier)];
                    ++worker.counts[std::size_t(change.new_tier)];
                    changes[chunk].push_back(change);
                }
            });
        };
        std::visit(decide, classes.decided);
    };
    std::atomic<std::size_t> finished{0};
    for_each_chunk(workers, chunks, [&](std::size_t worker, std::size_t chunk) {
        if (progress.stopped()) return;
        widen(state.kept[chunk], state.slot_count, plan.slot_count);
        const std::size_t end = std::min(rows, (chunk + 1) * model::chunk_rows);
        for (std::size_t first = chunk * model::chunk_rows; first < end; first += batch_rows)
            run_batch(chunk, first, std::min(batch_rows, end - first), all[worker]);
        const std::size_t so_far = ++finished;
        if (worker == 0) progress.at("classify", std::int64_t(so_far), std::int64_t(chunks));  // the caller's own thread
    });
    if (finished < chunks) {
        state.snapshot = nullptr;  // half of what is kept is of this run: the next one begins anew
        return Progress::cancelled();
    }
    for (const auto& worker : all)
        for (std::size_t t = 0; t < worker.counts.size(); ++t) classes.tier_counts[t] += worker.counts[t];
    for (const auto& part : changes) state.changes.insert(state.changes.end(), part.begin(), part.end());
    state.snapshot = std::move(snapshot);
    state.rulebook = std::move(rulebook);
    state.as_of = as_of;
    state.bound = std::move(bound);
    state.slots = std::move(plan.slots);
    state.slot_count = plan.slot_count;
    return {};
}

}  // namespace huegrid::tiers
