/// @file cli.hpp
/// The command line: a table of verbs. The second front end, and the whole engine without a display.
///
/// Layer    cli. Exit codes: 0 done, 1 the input or the machine is at fault, 2 usage, 3 a bug of ours.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/language.hpp"
#include "engine/base/result.hpp"

namespace CLI {
class App;
}

namespace huegrid::cli {

/// What a verb does once its options are parsed. Whatever it says to people it says in the language; JSON is the same in both.
using Body = std::function<Result<void>(Language)>;

/// One verb. `define` adds its options to `app` and returns what to run once they are parsed; the returned function owns
/// what the options write to (by shared_ptr), so that a verb keeps no state of its own. A verb with `verbs` of its own
/// (`household list`) defines nothing itself. Summaries and descriptions are English, with their Chinese in `help_words.cpp`.
struct Verb {
    std::string name;
    std::string summary;
    std::string example;  ///< shown under --help
    std::function<Body(CLI::App& app)> define;
    std::vector<Verb> verbs{};
};

/// Parses and runs. `more` are the verbs of a front end above this one (view, render). Every verb takes `--language zh|en`;
/// without it the environment decides: LC_ALL, LC_MESSAGES, LANG beginning with zh.
[[nodiscard]] int run(int argc, const char* const* argv, const std::vector<Verb>& more = {});

}  // namespace huegrid::cli
