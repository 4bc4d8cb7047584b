#include "engine/work/register/last_look.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <map>
#include <sstream>
#include <string>

#include "engine/base/text.hpp"

namespace huegrid::work {
namespace {

std::filesystem::path looked_file() {
    const char* set = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    const auto folder = set && *set ? std::filesystem::path(set) : std::filesystem::path(home ? home : ".") / ".config";
    return folder / "huegrid" / "looked";
}

std::string name_of(const std::filesystem::path& file) {
    std::error_code error;
    const auto real = std::filesystem::canonical(file, error);
    return (error ? std::filesystem::absolute(file, error) : real).string();
}

/// A line each: the entry, a blank, the file.
std::map<std::string, std::int64_t> read_looks() {
    std::map<std::string, std::int64_t> looks;
    const auto text = read_file(looked_file(), 4u << 20);
    std::istringstream lines(text.value_or(""));
    for (std::string line; std::getline(lines, line);) {
        std::int64_t entry = 0;
        const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), entry);
        if (error == std::errc{} && *end == ' ') looks[end + 1] = entry;
    }
    return looks;
}

}  // namespace

std::int64_t last_look(const std::filesystem::path& file) {
    const auto looks = read_looks();
    const auto look = looks.find(name_of(file));
    return look == looks.end() ? 0 : look->second;
}

Result<void> remember_look(const std::filesystem::path& file, std::int64_t entry) {
    auto looks = read_looks();
    looks[name_of(file)] = entry;
    std::string text;
    for (const auto& [name, seen] : looks) text += fmt::format("{} {}\n", seen, name);
    std::error_code error;
    std::filesystem::create_directories(looked_file().parent_path(), error);
    return write_file(looked_file(), text);
}

}  // namespace huegrid::work
