/// @file words.hpp
/// Tables, verbs and times of a file as people read them; terminal and window say the same.
///
/// Layer    work. Pure but for the clock's zone, which is the machine's.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/base/language.hpp"

namespace huegrid::work {

/// "household" is 户, Household; a table without a title stays.
[[nodiscard]] std::string table_title(const std::string& table, Language language);

/// "household set" is 户 修改, and itself in English; a verb without a translation stays.
[[nodiscard]] std::string verb_title(const std::string& verb, Language language);

/// A journal entry's summary, which is English in the file: "household 17: occupancy" is 户 17：居住状态. Also a whole entry
/// as undo and redo name it, "household set #9 (household 17: occupancy)". What isn't known stays.
[[nodiscard]] std::string summary_in(const std::string& summary, Language language);

/// "own" is 自住, Own home: a code of a register's field on screen, or a table's title; a code without a title stays.
[[nodiscard]] std::string code_title(const std::string& code, Language language);

/// The one of `codes` that is meant, by itself or by its title in either language; "" when none is.
[[nodiscard]] std::string code_meant(std::span<const std::string> codes, std::string_view text);

/// What is understood for `codes`: "自住 own、出租 let" or "own（自住），let（出租）".
[[nodiscard]] std::string codes_known(std::span<const std::string> codes, Language language);

/// "2026-10-31 16:30:05 +08:00": an instant of the file, which is UTC's, by the clock on the wall. What is no instant stays.
[[nodiscard]] std::string wall_clock(const std::string& at);

}  // namespace huegrid::work
