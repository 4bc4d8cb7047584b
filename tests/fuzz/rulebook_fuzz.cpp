// A rulebook of any bytes is read, or refused with what is wrong and where.
#include "engine/tiers/rulebook/rulebook.hpp"
#include "tests/fuzz/fuzz.hpp"

std::vector<std::string> fuzz_seeds() { return files_as_seeds("geodata/rulebooks", ".toml"); }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto rules = huegrid::tiers::read_rulebook(text, "rules.toml", {});
    if (rules) {
        hold(rules->tiers.size() > 2 && rules->otherwise < rules->tiers.size(), "a rulebook that is accepted has its tiers", text);
        return 0;
    }
    const auto& error = rules.error();
    hold(error.code == huegrid::ErrorCode::bad_input, "a broken rulebook is bad input, nothing else", text);
    hold(!error.message.empty() && error.where.starts_with("rules.toml"), "an error says what is wrong, and where", text);
    return 0;
}
