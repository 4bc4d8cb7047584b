/// recipe guess: a recipe for files nobody has written one for, on stdout.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "engine/base/pinyin.hpp"
#include "engine/cli/options.hpp"
#include "engine/work/recipe_guess.hpp"

namespace huegrid::cli {
namespace {

struct GuessOptions {
    std::vector<std::string> sources;
    bool json = false;
};

using Sources = std::vector<std::pair<std::string, std::filesystem::path>>;

/// A file's stem as a bare TOML key: 融祥台账 (1).xlsx is rongxiangtaizhang1.
std::string name_from(const std::filesystem::path& path) {
    const auto file = path.filename().string();
    const auto stem = file.substr(0, file.find('.', 1));  // liechtenstein.osm.pbf has two endings
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
    auto name = std::all_of(stem.begin(), stem.end(), plain) ? stem : pinyin(stem);
    std::erase_if(name, [&](char c) { return !plain(c); });
    return name.empty() ? "source" : name;
}

/// NAME=PATH, or PATH when there is a file or folder of that name.
Result<Sources> named_sources(const std::vector<std::string>& texts) {
    Sources sources;
    for (const auto& text : texts) {
        std::error_code error;
        const auto equals = text.find('=');
        const bool named = equals != std::string::npos && equals > 0 && !std::filesystem::exists(text, error);
        const std::filesystem::path path = named ? text.substr(equals + 1) : text;
        auto name = named ? text.substr(0, equals) : name_from(path);
        const auto taken = [&](const std::string& one) { return std::any_of(sources.begin(), sources.end(), [&](const auto& s) { return s.first == one; }); };
        if (named && taken(name)) return fail(ErrorCode::bad_input, fmt::format("source '{}' is given twice", name));
        if (named && name_from(name + ".x") != name) return fail(ErrorCode::bad_input, fmt::format("'{}' can't be a source's name; use letters, digits, _ and -", name));
        for (int next = 2; taken(name); ++next) name = fmt::format("{}_{}", name_from(path), next);
        sources.emplace_back(std::move(name), path);
    }
    return sources;
}

Verb guess_verb() {
    return {"guess", "Propose a recipe for files: print it with its reasons and questions as comments",
            "huegrid recipe guess register=台账.xlsx zones.geojson > place.toml", [](CLI::App& app) {
                auto options = std::make_shared<GuessOptions>();
                app.add_option("SOURCE", options->sources, "NAME=PATH, or PATH: a file, or a folder of tables")->required();
                add_json(app, options->json);
                return [options](Language language) -> Result<void> {
                    auto sources = named_sources(options->sources);
                    if (!sources) return fail(std::move(sources.error()));
                    auto guess = work::guess_recipe(*sources, options->json ? Language::en : language);
                    if (!guess) return fail(std::move(guess.error()));
                    if (options->json) print_json({{"recipe", guess->recipe}, {"reasons", guess->reasons}, {"questions", guess->questions}});
                    else std::cout << guess->recipe;
                    return {};
                };
            }};
}

}  // namespace

Verb recipe_verb() { return {"recipe", "Work on recipes: guess one from files", "huegrid recipe guess 台账.xlsx", {}, {guess_verb()}}; }

}  // namespace huegrid::cli
