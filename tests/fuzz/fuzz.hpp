/// @file fuzz.hpp
/// What a fuzzer gives: seeds, and an entry point that ends the program when a law is broken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

/// Good inputs, which the short run mutates.
std::vector<std::string> fuzz_seeds();

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// The small files of a folder of the repository whose names end so: seeds that are there already.
inline std::vector<std::string> files_as_seeds(const char* folder, const char* ending) {
    std::vector<std::string> contents;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(HUEGRID_SOURCE_DIR) / folder)) {
        if (!entry.path().filename().string().ends_with(ending) || entry.file_size() > 20000) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        contents.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return contents;
}

/// Ends the program, with the input as a C string, unless the law holds.
inline void hold(bool law, std::string_view what, std::string_view input) {
    if (law) return;
    std::fprintf(stderr, "broken: %.*s, for \"", static_cast<int>(what.size()), what.data());
    for (const char c : input) std::fprintf(stderr, "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    std::fprintf(stderr, "\"\n%.*s\n", static_cast<int>(input.size()), input.data());
    std::abort();
}
