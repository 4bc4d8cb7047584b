// A recipe of any bytes is read, or refused with what is wrong and where.
#include "engine/ingest/recipe/recipe.hpp"
#include "tests/fuzz/fuzz.hpp"

std::vector<std::string> fuzz_seeds() { return files_as_seeds("geodata/recipes", ".toml"); }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto recipe = huegrid::ingest::parse_recipe(text, "recipe.toml", ".");
    if (recipe) {
        hold(!recipe->rows.empty(), "a recipe that is accepted reads something", text);
        return 0;
    }
    const auto& error = recipe.error();
    hold(error.code == huegrid::ErrorCode::bad_input, "a broken recipe is bad input, nothing else", text);
    hold(!error.message.empty() && error.where.starts_with("recipe.toml"), "an error says what is wrong, and where", text);
    return 0;
}
