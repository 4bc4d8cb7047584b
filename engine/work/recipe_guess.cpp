#include "engine/work/recipe_guess.hpp"

#include "engine/ingest/guess/column_words.hpp"

namespace huegrid::work {

Result<ingest::Guess> guess_recipe(const std::vector<std::pair<std::string, std::filesystem::path>>& sources, Language language) {
    const auto likely = ingest::likely_columns();
    std::vector<sources::SourceDescription> described;
    for (const auto& [name, path] : sources) {
        sources::SourceOptions options;
        options.name = name;
        options.path = path;
        auto one = sources::describe(options, likely);
        if (!one) return fail(std::move(one.error()));
        described.push_back(std::move(*one));
    }
    return ingest::guess_recipe(described, language);
}

}  // namespace huegrid::work
