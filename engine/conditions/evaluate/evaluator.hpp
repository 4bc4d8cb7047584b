/// @file evaluator.hpp
/// Runs a program over the rows of a register, a batch at a time.
///
/// Layer    conditions. No allocation per row.
/// Threads  each thread has its own.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/conditions/evaluate/kernels.hpp"
#include "engine/conditions/evaluate/program.hpp"

namespace huegrid::conditions {

class ScalarEvaluator;

class Evaluator {
public:
    /// The program must outlive it. `kernels`: those for another width of vector, for tests.
    explicit Evaluator(const Program& program, const Kernels& kernels = conditions::kernels());
    Evaluator(Evaluator&&) noexcept;
    ~Evaluator();

    /// answer(condition, planes) for each condition in order, for `rows` rows from `first`, a multiple of 64: at most batch_rows, all
    /// in one chunk. The planes hold during the call; what lies behind the last row is arbitrary, and may be cleared.
    void run(std::size_t first, std::size_t rows, const std::function<void(std::size_t, Planes&)>& answer);

private:
    struct Memory;
    using Step = Program::Step;
    void step(const Step& step);
    void range(const Step& step, Planes& out);
    void by_value(const Step& step, Planes& out);
    void numbers(const Step& step, Planes& out);
    void by_row(const Program::Fragment& fragment, Planes& out);
    void number_step(const Program::NumberStep& step);
    [[nodiscard]] Truth truth_of_row(const Program::Fragment& fragment, std::size_t row);

    const Program& program_;
    const Kernels& kernels_;
    std::vector<Planes> slots_;
    std::vector<std::unique_ptr<Numbers>> numbers_;  ///< free at the end, in use before it
    std::vector<std::unique_ptr<Numbers>> constants_;  ///< each filled once
    std::vector<const Numbers*> stack_;
    std::size_t used_ = 0;
    std::vector<Memory> memories_;
    std::unordered_map<const Syntax*, std::unique_ptr<ScalarEvaluator>> scalars_;
    std::size_t first_ = 0, rows_ = 0;
};

/// The condition for every row, over all cores. Fails  as Program::of.
[[nodiscard]] Result<std::vector<Truth>> evaluate(const Expression& condition, const model::HouseholdTable& table, Date today);

}  // namespace huegrid::conditions
