#include "engine/conditions/evaluate/evaluator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/base/parallel.hpp"
#include "engine/conditions/evaluate/scalar.hpp"

namespace huegrid::conditions {

using model::AttributeType;
using Operation = Program::Operation;

/// Answers to the values of one column, by code or, for numbers of 16 bits, by the number itself.
struct Evaluator::Memory {
    static constexpr std::uint8_t not_asked = 3;
    static constexpr std::size_t numbers = 65536;
    std::vector<std::uint8_t> answers;  ///< Truth or not_asked; the last one is for missing
};

namespace {

template <class T>
std::span<const T> part(std::span<const T> chunk, std::size_t first, std::size_t rows) {
    return chunk.subspan(first % model::chunk_rows, rows);
}

/// Calls use(values, what stands for missing) with the rows' values at the width the chunk has. Not for reals.
template <class Use>
void with_whole_values(const model::AttributeColumn& column, std::size_t first, std::size_t rows, const Use& use) {
    const std::size_t chunk = first / model::chunk_rows;
    const auto adaptive = [&](const model::IntegerColumn& whole) {
        std::visit([&]<class T>(const std::vector<T>& values) { use(part(std::span(values), first, rows), std::numeric_limits<T>::min()); },
                   whole.chunk(chunk));
    };
    switch (column.attribute.type) {
        case AttributeType::boolean: return use(part(std::get<0>(column.data).chunk(chunk), first, rows), model::missing_boolean);
        case AttributeType::integer: return adaptive(std::get<1>(column.data));
        case AttributeType::text: return adaptive(std::get<3>(column.data).codes);
        case AttributeType::date: return adaptive(std::get<4>(column.data));
        case AttributeType::real: return;
    }
}

std::span<const double> reals_of(const model::AttributeColumn& column, std::size_t first, std::size_t rows) {
    return part(std::get<2>(column.data).chunk(first / model::chunk_rows), first, rows);
}

/// One household's values as the scalar evaluator asks for them.
class TableRow final : public Row {
public:
    TableRow(const std::vector<const model::AttributeColumn*>& columns, std::size_t row) : columns_(columns), row_(row) {}

    [[nodiscard]] Scalar value(std::uint32_t index) const override {
        const auto& column = *columns_[index];
        if (column.attribute.type == AttributeType::real) {
            const double real = std::get<2>(column.data)[row_];
            return std::isnan(real) ? Scalar{} : Scalar::of(real);
        }
        Scalar found;
        with_whole_values(column, row_, 1, [&](auto values, auto missing) {
            if (values[0] == missing) return;
            const auto whole = std::int64_t{values[0]};
            switch (column.attribute.type) {
                case AttributeType::text: found = Scalar::of(std::string_view(std::get<3>(column.data).dictionary.words()[std::size_t(whole)])); return;
                case AttributeType::date: found = Scalar::of(Date(std::chrono::days(whole))); return;
                default: found = Scalar::of(whole); return;
            }
        });
        return found;
    }

private:
    const std::vector<const model::AttributeColumn*>& columns_;
    std::size_t row_;
};

}  // namespace

Truth Evaluator::truth_of_row(const Program::Fragment& fragment, std::size_t row) {
    auto& scalar = scalars_[fragment.syntax.get()];
    if (!scalar) scalar = std::make_unique<ScalarEvaluator>(*fragment.syntax, program_.today_);
    const auto nodes = std::span(fragment.syntax->nodes).subspan(fragment.begin, fragment.end - fragment.begin);
    const Scalar value = scalar->value(nodes, TableRow(*fragment.columns, row));
    return value.is_null() ? Truth::unknown : value.is_true() ? Truth::yes : Truth::no;
}

namespace {

std::unique_ptr<Numbers> constant(const Program::NumberStep& step) {
    auto filled = std::make_unique<Numbers>();
    filled->missing.fill(0);
    if (step.kind == Program::NumberStep::Kind::real) {
        std::fill_n(filled->own_real(), batch_rows, step.real);
        filled->kind = Numbers::Kind::real;
        filled->real = filled->own_real();
    } else if (step.integer == std::int32_t(step.integer) && step.integer != std::numeric_limits<std::int32_t>::min()) {
        std::fill_n(filled->own_small(), batch_rows, std::int32_t(step.integer));
        filled->small = filled->own_small();
        filled->bound = std::abs(step.integer);
    } else {
        filled->own.fill(step.integer);
        filled->kind = Numbers::Kind::whole;
        filled->whole = filled->own.data();
    }
    return filled;
}

}  // namespace

Evaluator::Evaluator(const Program& program, const Kernels& kernels)
    : program_(program), kernels_(kernels), slots_(program.slots_), memories_(program.memories_) {
    for (const auto& step : program.constants_) constants_.push_back(constant(step));
}
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator::~Evaluator() = default;

void Evaluator::run(std::size_t first, std::size_t rows, const std::function<void(std::size_t, Planes&)>& answer) {
    first_ = first;
    rows_ = rows;
    for (const auto& s : program_.steps_) {
        if (s.operation == Operation::emit) answer(s.condition, slots_[s.a]);
        else step(s);
    }
}

void Evaluator::step(const Step& step) {
    Planes& out = slots_[step.out];
    switch (step.operation) {
        case Operation::constant:
            out.yes.fill(step.truth == Truth::yes ? ~std::uint64_t{0} : 0);
            out.unknown.fill(step.truth == Truth::unknown ? ~std::uint64_t{0} : 0);
            return;
        case Operation::range: return range(step, out);
        case Operation::range_real: {
            const Range<double> range{step.real_low, step.real_high, 0, step.inverted};
            return kernels_.range_real(reals_of(*step.column, first_, rows_), range, out);
        }
        case Operation::by_value: return by_value(step, out);
        case Operation::numbers: return numbers(step, out);
        case Operation::by_row: return by_row(step.fragment, out);
        case Operation::held:
            for (std::size_t w = 0; w < words_of(rows_); ++w) {
                out.yes[w] = (*step.held)[first_ / 64 + w];
                out.unknown[w] = 0;
            }
            return;
        case Operation::conjunction: return kernels_.logical_and(slots_[step.a], slots_[step.b], out);
        case Operation::disjunction: return kernels_.logical_or(slots_[step.a], slots_[step.b], out);
        case Operation::negation: return kernels_.logical_not(slots_[step.a], out);
        case Operation::guarded: return kernels_.guarded(slots_[step.a], slots_[step.b], out);
        case Operation::choice: {
            const Planes &asked = slots_[step.a], &then = slots_[step.b], &rest = slots_[step.c];
            for (std::size_t w = 0; w < batch_words; ++w) {
                const std::uint64_t chosen = asked.yes[w];
                const std::uint64_t yes = (then.yes[w] & chosen) | (rest.yes[w] & ~chosen);
                out.unknown[w] = (then.unknown[w] & chosen) | (rest.unknown[w] & ~chosen);
                out.yes[w] = yes;
            }
            return;
        }
        case Operation::is_unknown:
            out.yes = slots_[step.a].unknown;
            out.unknown.fill(0);
            return;
        case Operation::emit: return;
    }
}

void Evaluator::range(const Step& step, Planes& out) {
    with_whole_values(*step.column, first_, rows_, [&]<class T>(std::span<const T> values, T missing) {
        constexpr auto least = std::int64_t{std::numeric_limits<T>::min()}, most = std::int64_t{std::numeric_limits<T>::max()};
        const bool none = step.low > step.high || step.low > most || step.high < least;
        // The range that holds nothing is all but everything.
        const Range<T> range = none ? Range<T>{T(least), T(most), missing, !step.inverted}
                                    : Range<T>{T(std::max(step.low, least)), T(std::min(step.high, most)), missing, step.inverted};
        if constexpr (sizeof(T) == 1) kernels_.range_8(values, range, out);
        else if constexpr (sizeof(T) == 2) kernels_.range_16(values, range, out);
        else if constexpr (sizeof(T) == 4) kernels_.range_32(values, range, out);
        else kernels_.range_64(values, range, out);
    });
}

void Evaluator::by_value(const Step& step, Planes& out) {
    auto& answers = memories_[step.memory].answers;
    const bool text = step.column->attribute.type == AttributeType::text;
    if (answers.empty()) {
        const std::size_t values = text ? std::get<3>(step.column->data).dictionary.words().size() : Memory::numbers;
        answers.assign(values + 1, Memory::not_asked);
    }
    const std::size_t missing_at = answers.size() - 1;
    with_whole_values(*step.column, first_, rows_, [&]<class T>(std::span<const T> values, T missing) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto value = std::int64_t{values[i]};
            const bool remembered = text || values[i] == missing || value == std::int16_t(value);
            if (!remembered) {
                out.set(i, truth_of_row(step.fragment, first_ + i));
                continue;
            }
            const std::size_t at = values[i] == missing ? missing_at : text ? std::size_t(value) : std::size_t(std::uint16_t(value));
            if (answers[at] == Memory::not_asked) answers[at] = std::uint8_t(truth_of_row(step.fragment, first_ + i));
            out.set(i, Truth(answers[at]));
        }
    });
}

void Evaluator::by_row(const Program::Fragment& fragment, Planes& out) {
    for (std::size_t i = 0; i < rows_; ++i) out.set(i, truth_of_row(fragment, first_ + i));
}

void Evaluator::numbers(const Step& step, Planes& out) {
    stack_.clear();
    used_ = 0;
    for (const auto& number : step.number_steps) number_step(number);
    const Numbers& a = *stack_[0];
    bool exact = !a.inexact;
    if (step.test == Step::Test::is_missing) {
        out.yes = a.missing;
        out.unknown.fill(0);
    } else {
        exact = kernels_.compare(step.comparison, a, *stack_[1], rows_, out);
    }
    if (!exact) by_row(step.fragment, out);
}

void Evaluator::number_step(const Program::NumberStep& step) {
    using Kind = Program::NumberStep::Kind;
    const auto push = [&](const Numbers& top) { stack_.push_back(&top); };
    const auto unused = [&]() -> Numbers& {
        if (used_ == numbers_.size()) numbers_.push_back(std::make_unique<Numbers>());
        return *numbers_[used_++];
    };
    switch (step.kind) {
        case Kind::column: {
            Numbers& top = unused();
            push(top);
            if (step.column->attribute.type == AttributeType::real) return kernels_.view_real(reals_of(*step.column, first_, rows_), top);
            return with_whole_values(*step.column, first_, rows_, [&]<class T>(std::span<const T> values, T missing) {
                if constexpr (sizeof(T) == 1) kernels_.widen_8(values, missing, top);
                else if constexpr (sizeof(T) == 2) kernels_.widen_16(values, missing, top);
                else if constexpr (sizeof(T) == 4) kernels_.widen_32(values, missing, top);
                else kernels_.widen_64(values, missing, top);
            });
        }
        case Kind::integer:
        case Kind::real: return push(*constants_[step.slot]);
        case Kind::truth: {
            Numbers& top = unused();
            push(top);
            return kernels_.widen_truth(slots_[step.slot], rows_, top);
        }
        case Kind::calculate:
        case Kind::keep: {
            const Numbers &right = *stack_.back(), &left = *stack_[stack_.size() - 2];
            stack_.resize(stack_.size() - 2);
            Numbers& top = unused();
            push(top);
            // Of a choice the value comes last.
            if (step.kind == Kind::keep) return kernels_.choose(slots_[step.slot].yes, right, left, rows_, top);
            return kernels_.calculate(step.arithmetic, left, right, rows_, top);
        }
        case Kind::within_calendar: {
            const Numbers& of = *stack_.back();
            stack_.pop_back();
            Numbers& top = unused();
            push(top);
            top.kind = Numbers::Kind::whole;
            top.whole = top.own.data();
            top.inexact = of.inexact;
            top.missing = of.missing;
            for (std::size_t i = 0; i < rows_; ++i) {
                const std::int64_t day = of.kind == Numbers::Kind::small ? of.small[i] : of.whole[i];
                if (!in_calendar(day)) top.missing[i / 64] |= std::uint64_t{1} << (i % 64);
                top.own[i] = in_calendar(day) ? day : 0;
            }
            return;
        }
    }
}

Result<std::vector<Truth>> evaluate(const Expression& condition, const model::HouseholdTable& table, Date today) {
    const Asked asked{&condition, nullptr, nullptr};
    const auto program = Program::of({&asked, 1}, table, today);
    if (!program) return fail(program.error());
    std::vector<Truth> truth(table.size());
    const std::size_t chunks = table.ids.chunk_count(), workers = workers_for(chunks, 0);
    std::vector<Evaluator> evaluators;
    for (std::size_t w = 0; w < workers; ++w) evaluators.emplace_back(*program);
    for_each_chunk(workers, chunks, [&](std::size_t worker, std::size_t chunk) {
        const std::size_t end = std::min(table.size(), (chunk + 1) * model::chunk_rows);
        for (std::size_t first = chunk * model::chunk_rows; first < end; first += batch_rows) {
            const std::size_t rows = std::min(batch_rows, end - first);
            evaluators[worker].run(first, rows, [&](std::size_t, const Planes& answer) {
                for (std::size_t i = 0; i < rows; ++i) truth[first + i] = answer[i];
            });
        }
    });
    return truth;
}

}  // namespace huegrid::conditions
