/// @file words.hpp
/// Tables, verbs and times of a file as people read them; terminal and window say the same.
///
/// Layer    work. Pure but for the clock's zone, which is the machine's.
#pragma once

#include <string>

#include "engine/base/language.hpp"

namespace huegrid::work {

/// "household" is 户, Household; a table without a title stays.
[[nodiscard]] std::string table_title(const std::string& table, Language language);

/// "household set" is 户 修改, and itself in English; a verb without a translation stays.
[[nodiscard]] std::string verb_title(const std::string& verb, Language language);

/// "2026-10-31 16:30:05 +08:00": an instant of the file, which is UTC's, by the clock on the wall. What is no instant stays.
[[nodiscard]] std::string wall_clock(const std::string& at);

}  // namespace huegrid::work
