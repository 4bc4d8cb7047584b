#include "engine/tiers/classify/decide.hpp"

#include <algorithm>
#include <array>

namespace huegrid::tiers {

namespace {

void decide_word(const DecideKernel& kernel, const Decision& decision, std::size_t at, std::size_t word, std::size_t rows, std::uint8_t* decided,
                 std::uint8_t* open, std::span<std::int64_t> counts) {
    kernel.bytes(decision, at, word, rows, decided, open, counts);
}
void decide_word(const DecideKernel& kernel, const Decision& decision, std::size_t at, std::size_t word, std::size_t rows, std::uint16_t* decided,
                 std::uint16_t* open, std::span<std::int64_t> counts) {
    kernel.words(decision, at, word, rows, decided, open, counts);
}

}  // namespace

Decider::Decider(const Rulebook& rulebook, const BoundRules& bound, const DecideKernel& kernel)
    : rulebook_(rulebook), bound_(bound), kernel_(kernel), otherwise_(bound.rules.size()), unknown_(otherwise_ + 1), not_applicable_(otherwise_ + 2),
      by_hand_(otherwise_ + 3) {
    for (const auto& rule : bound.rules)
        if (tiers_.empty() || tiers_.back() != rule.tier) tiers_.push_back(rule.tier);
    tiers_.insert(tiers_.end(), {rulebook.otherwise, rulebook.unknown(), rulebook.not_applicable()});
}

void Decider::prepare(Classes& classes, std::size_t rows) const {
    const std::size_t codes = codes_of(rulebook_, bound_);
    const auto make_room = [&](Codes& of) {
        if (codes <= 256) {
            if (!std::holds_alternative<std::vector<std::uint8_t>>(of)) of.emplace<0>();
            std::get<0>(of).resize(rows);
        } else {
            if (!std::holds_alternative<std::vector<std::uint16_t>>(of)) of.emplace<1>();
            std::get<1>(of).resize(rows);
        }
    };
    make_room(classes.decided);
    make_room(classes.open);
    classes.category_planes.resize(rulebook_.categories.size());
    for (auto& plane : classes.category_planes) plane.resize((rows + 63) / 64);
    classes.meaning.assign(codes, {});
    for (std::size_t position = 0; position < bound_.rules.size(); ++position)
        classes.meaning[position] = {std::int8_t(bound_.rules[position].tier), std::int16_t(bound_.rules[position].rule), false};
    classes.meaning[otherwise_].tier = std::int8_t(rulebook_.otherwise);
    classes.meaning[unknown_].tier = std::int8_t(rulebook_.unknown());
    classes.meaning[not_applicable_].tier = std::int8_t(rulebook_.not_applicable());
    for (std::size_t t = 0; t < rulebook_.tiers.size(); ++t) classes.meaning[by_hand_ + t] = {std::int8_t(t), -1, true};
    classes.nothing_open = otherwise_;
}

void Decider::decide(std::size_t first, std::size_t rows, const RulePlanes& rules, std::uint64_t words, Classes& classes,
                     std::span<std::int64_t> counts) const {
    const auto with = [&]<class Code>(std::vector<Code>& decided) {
        auto& open = std::get<std::vector<Code>>(classes.open);
        decide_codes(first, rows, rules, words, std::span(decided).subspan(first, rows), std::span(open).subspan(first, rows), classes, counts);
    };
    std::visit(with, classes.decided);
}

template <class Code>
void Decider::decide_codes(std::size_t first, std::size_t rows, const RulePlanes& rules, std::uint64_t words, std::span<Code> decided,
                           std::span<Code> open, Classes& classes, std::span<std::int64_t> counts) const {
    std::vector<RuleAnswers> answers;
    for (std::size_t position = bound_.rules.size(); position-- > 0;) {
        const auto& rule = bound_.rules[position];
        const bool ends_tier = position == 0 || bound_.rules[position - 1].tier != rule.tier;
        answers.push_back({rules.yes(position), rules.unknown(position), classes.category_planes[rule.category].data() + first / 64,
                           std::uint16_t(position), ends_tier});
    }
    const Decision decision{answers, rules.concerned(), std::uint16_t(otherwise_), std::uint16_t(unknown_), std::uint16_t(not_applicable_)};
    std::vector<std::int64_t> found(tiers_.size());
    for (std::size_t w = 0; 64 * w < rows; ++w) {
        if ((words >> w & 1u) == 0) continue;
        for (auto& plane : classes.category_planes) plane[first / 64 + w] = 0;
        const std::size_t begin = 64 * w, count = std::min<std::size_t>(64, rows - begin);
        if (count == 64) {
            decide_word(kernel_, decision, rules.offset(w), w, count, decided.data() + begin, open.data() + begin, found);
            continue;
        }
        std::array<Code, 64> last_decided, last_open;
        decide_word(kernel_, decision, rules.offset(w), w, count, last_decided.data(), last_open.data(), found);
        std::copy_n(last_decided.begin(), count, decided.begin() + std::ptrdiff_t(begin));
        std::copy_n(last_open.begin(), count, open.begin() + std::ptrdiff_t(begin));
    }
    for (std::size_t t = 0; t < tiers_.size(); ++t) counts[tiers_[t]] += found[t];
    if (!bound_.overrides.empty()) apply_overrides(first, rows, words, decided, counts);
}

template <class Code>
void Decider::apply_overrides(std::size_t first, std::size_t rows, std::uint64_t words, std::span<Code> decided, std::span<std::int64_t> counts) const {
    const auto tier_of = [&](std::size_t code) {
        return code < otherwise_            ? bound_.rules[code].tier
               : code == otherwise_         ? rulebook_.otherwise
               : code == unknown_           ? rulebook_.unknown()
               : code == not_applicable_    ? rulebook_.not_applicable()
                                            : code - by_hand_;
    };
    auto next = std::lower_bound(bound_.overrides.begin(), bound_.overrides.end(), std::pair(Index(first), std::uint8_t{0}));
    for (; next != bound_.overrides.end() && std::size_t(next->first) < first + rows; ++next) {
        const std::size_t row = std::size_t(next->first) - first;
        if ((words >> (row / 64) & 1u) == 0) continue;
        --counts[tier_of(decided[row])];
        decided[row] = Code(by_hand_ + next->second);
        ++counts[next->second];
    }
}

}  // namespace huegrid::tiers
