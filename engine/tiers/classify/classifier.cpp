// The classification that remembers: which rules and chunks can answer otherwise, and which words of 64 households did.
#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <numeric>

#include "engine/base/parallel.hpp"
#include "engine/conditions/evaluate/evaluator.hpp"
#include "engine/conditions/language/syntax_traits.hpp"
#include "engine/tiers/classify/bound_rules.hpp"
#include "engine/tiers/classify/classify.hpp"
#include "engine/tiers/classify/decide.hpp"

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

struct Worker {
    conditions::Evaluator whole, partial;
    std::vector<std::int64_t> counts;      ///< of tiers: found, or more and fewer than before
    std::vector<std::int64_t> unused;      ///< what `Decider` counts where only differences matter
    std::vector<std::uint64_t> categories;  ///< of a batch, before it is decided anew
};

/// What a run knows when the households' turn comes; shared by all workers, who write to chunks of their own.
struct Pass {
    const Plan& plan;
    const BoundRules& bound;
    const Questions &every, &some;          ///< for chunks with other values every rule, elsewhere only those that changed
    const std::vector<std::uint8_t>& dirty;  ///< chunks with other values
    const std::vector<std::uint64_t>& hands;  ///< override_words, or nothing
    const Decider& decider;
    const std::vector<Verdict>& old_meaning;
    Classes& classes;
    bool ask_some = false;

    /// Asks what can be answered otherwise, and adds to `differs` the households for whom some answer is another.
    void ask(std::size_t chunk, std::size_t first, std::size_t count, const RulePlanes& planes, Worker& worker, conditions::Plane& differs) const {
        const bool everything = dirty[chunk] != 0;
        conditions::Plane somebody{};
        bool asked_whom = bound.concerns_all;
        if (bound.concerns_all) somebody.fill(all_words);
        if (everything || ask_some) {
            const auto& answers = everything ? every.answers : some.answers;
            (everything ? worker.whole : worker.partial).run(first, count, [&](std::size_t which, Planes& answer) {
                const auto& [kind, position] = answers[which];
                if (count < batch_rows) answer.clear_behind(count);
                if (kind == Kind::rule) {
                    planes.replace(answer.yes, planes.yes(position), differs);
                    planes.replace(answer.unknown, planes.unknown(position), differs);
                    return;
                }
                asked_whom = true;
                for (std::size_t w = 0; w < batch_words; ++w) somebody[w] |= answer.yes[w] | answer.unknown[w];
            });
        }
        if (asked_whom) planes.replace(somebody, planes.concerned(), differs);
    }

    /// Decides the words in `changed` anew and appends to `changes` who in `differs` came out otherwise: nobody else can.
    template <class Code>
    void decide_again(std::vector<Code>& codes, std::size_t first, std::size_t count, const RulePlanes& planes, std::uint64_t changed,
                      const conditions::Plane& differs, Worker& worker, std::vector<Classifier::Change>& changes) const {
        const std::size_t categories = classes.category_planes.size();
        const auto each_word = [&](const auto& use) {
            for (std::uint64_t bits = changed; bits != 0; bits &= bits - 1) {
                const auto w = std::size_t(std::countr_zero(bits));
                if (64 * w < count) use(w, first + 64 * w, std::min<std::size_t>(64, count - 64 * w));
            }
        };
        std::array<Code, batch_rows> old_codes;
        auto& old_planes = worker.categories;
        old_planes.resize(categories * batch_words);
        each_word([&](std::size_t w, std::size_t row, std::size_t rows) {
            std::copy_n(codes.begin() + std::ptrdiff_t(row), rows, old_codes.begin() + std::ptrdiff_t(64 * w));
            for (std::size_t c = 0; c < categories; ++c) old_planes[c * batch_words + w] = classes.category_planes[c][row / 64];
        });
        decider.decide(first, count, planes, changed, classes, worker.unused);
        each_word([&](std::size_t w, std::size_t row, std::size_t rows) {
            std::uint64_t others = 0;
            for (std::size_t c = 0; c < categories; ++c) others |= old_planes[c * batch_words + w] ^ classes.category_planes[c][row / 64];
            for (std::uint64_t bits = differs[w]; bits != 0; bits &= bits - 1) {
                const auto i = std::size_t(std::countr_zero(bits));
                if (i >= rows) break;
                const Code old_code = old_codes[64 * w + i], code = codes[row + i];
                if (!plan.reordered && old_code == code && (others >> i & 1u) == 0) continue;
                Classifier::Change change{Index(row + i), old_meaning[old_code].tier, classes.meaning[code].tier, 0, classes.categories(row + i)};
                if (change.old_tier == change.new_tier && (others >> i & 1u) == 0) continue;
                for (std::size_t c = 0; c < categories; ++c) change.old_categories |= std::uint32_t(old_planes[c * batch_words + w] >> i & 1u) << c;
                --worker.counts[std::size_t(change.old_tier)];
                ++worker.counts[std::size_t(change.new_tier)];
                changes.push_back(change);
            }
        });
    }

    void run_batch(std::size_t chunk, std::size_t first, std::size_t count, const RulePlanes& planes, Worker& worker,
                   std::vector<Classifier::Change>& changes) const {
        conditions::Plane differs{};
        ask(chunk, first, count, planes, worker, differs);
        if (plan.anew || plan.reordered) differs.fill(all_words);
        std::uint64_t changed = hands.empty() ? 0 : hands[first / batch_rows];
        for (std::size_t w = 0; w < batch_words; ++w)
            if (changed >> w & 1u) differs[w] = all_words;
            else changed |= std::uint64_t(differs[w] != 0) << w;
        if (changed == 0) return;
        if (plan.anew) return decider.decide(first, count, planes, changed, classes, worker.counts);
        std::visit([&](auto& codes) { decide_again(codes, first, count, planes, changed, differs, worker, changes); }, classes.decided);
    }
};

}  // namespace

Result<void> Classifier::run(model::SnapshotPtr snapshot, std::shared_ptr<const Rulebook> rulebook, Date as_of, const Progress& progress) {
    State& state = *state_;
    const auto& households = snapshot->households;
    BoundRules bound = bind(*snapshot, *rulebook, as_of);
    Plan plan = plan_for(state, *snapshot, *rulebook, bound, as_of);
    const std::size_t rows = households.size(), chunks = households.ids.chunk_count(), tiers = rulebook->tiers.size();
    const auto dirty = plan.anew ? std::vector<std::uint8_t>(chunks, 1) : changed_chunks(*snapshot, *state.snapshot, *rulebook);
    const bool by_hand = !plan.anew && !(bound.overrides.empty() && state.bound.overrides.empty());
    const auto hands = by_hand ? override_words(bound, state.bound, rows) : std::vector<std::uint64_t>();

    const Questions every = tiers::questions(*rulebook, bound, std::vector<std::uint8_t>(bound.rules.size(), 1), Bare::left_out);
    const Questions some = tiers::questions(*rulebook, bound, plan.ask, Bare::left_out);
    const auto whole = conditions::Program::of(every.asked, households, as_of);
    const auto partial = conditions::Program::of(some.asked, households, as_of);
    if (!whole) return fail(whole.error());
    if (!partial) return fail(partial.error());

    const Decider decider(*rulebook, bound);
    const auto old_meaning = state.classes.meaning;
    if (plan.anew) state.classes = {};
    decider.prepare(state.classes, rows);
    if (plan.anew) state.classes.tier_counts.assign(tiers, 0);
    state.kept.resize(chunks);
    state.changes.clear();
    state.all_new = plan.anew;

    Pass pass{plan, bound, every, some, dirty, hands, decider, old_meaning, state.classes};
    pass.ask_some = plan.other_kinds || std::any_of(plan.ask.begin(), plan.ask.end(), [](auto wanted) { return wanted != 0; });
    std::vector<Worker> workers;
    while (workers.size() < workers_for(chunks, state.threads))
        workers.push_back({conditions::Evaluator(*whole), conditions::Evaluator(*partial), std::vector<std::int64_t>(tiers), std::vector<std::int64_t>(tiers), {}});
    std::vector<std::vector<Change>> changes(chunks);
    std::atomic<std::size_t> finished{0};
    for_each_chunk(workers.size(), chunks, [&](std::size_t worker, std::size_t chunk) {
        if (progress.stopped()) return;
        auto& kept = state.kept[chunk];
        widen(kept, state.slot_count, plan.slot_count);
        const std::size_t begin = chunk * model::chunk_rows, end = std::min(rows, begin + model::chunk_rows);
        for (std::size_t first = begin; first < end; first += batch_rows) {
            const RulePlanes planes{kept.data() + RulePlanes::size(plan.slot_count, (first - begin) / 64), plan.slot_count, plan.slots};
            pass.run_batch(chunk, first, std::min(batch_rows, end - first), planes, workers[worker], changes[chunk]);
        }
        const std::size_t so_far = ++finished;
        if (worker == 0) progress.at("classify", std::int64_t(so_far), std::int64_t(chunks));  // the caller's own thread
    });
    if (finished < chunks) {
        state.snapshot = nullptr;  // half of what is kept is of this run: the next one begins anew
        return Progress::cancelled();
    }
    for (const auto& worker : workers)
        for (std::size_t t = 0; t < tiers; ++t) state.classes.tier_counts[t] += worker.counts[t];
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
