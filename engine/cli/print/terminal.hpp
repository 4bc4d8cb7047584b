/// @file terminal.hpp
/// What a person at the terminal sees of long work, and how Ctrl-C stops it.
///
/// Layer    cli.
/// Threads  watches for Ctrl-C on a thread of its own while it lives; make it before other threads start.
#pragma once

#include <memory>

#include "engine/base/language.hpp"
#include "engine/base/progress.hpp"

namespace huegrid::cli {

class Terminal {
public:
    explicit Terminal(Language language);
    ~Terminal();  ///< wipes the progress line

    /// A line on stderr while work goes on, if stderr is a terminal. The first Ctrl-C asks the work to stop, a second ends
    /// the program.
    [[nodiscard]] const Progress& progress() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace huegrid::cli
