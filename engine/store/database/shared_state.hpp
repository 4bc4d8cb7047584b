/// @file shared_state.hpp
/// Several connections that read one and the same state of a file, so that threads can share the reading.
///
/// Layer    store, inside only.
#pragma once

#include <vector>

#include "engine/store/database/read_file.hpp"

namespace huegrid::store {

/// Each for one thread at a time.
using Readers = std::span<const Database* const>;

/// Runs `body(readers)`, at least one and at most `most`. Fails as `reading` does.
///
/// That they read the same state: a helper asks for `data_version`, which moves with every commit of anybody else, before
/// the first connection begins its transaction and after its own has begun. If it hasn't moved, nothing was committed
/// between the two beginnings; if it has, the helper is let go.
template <class Body>
[[nodiscard]] auto reading_together(const std::filesystem::path& path, std::size_t most, Body body) -> decltype(body(Readers{})) {
    std::vector<std::pair<Database, std::int64_t>> helpers;
    const auto open_helper = [&] {
        Database helper(path, Database::Mode::read);
        helper.run(read_quickly);
        const auto version = helper.integer("PRAGMA data_version").value_or(0);
        helpers.emplace_back(std::move(helper), version);
    };
    try {
        while (helpers.size() + 1 < most) open_helper();
    } catch (const SqlError&) {
        // What is wrong with the file is said by the first connection; without helpers it reads alone.
    }
    return reading(path, [&](const Database& first) -> decltype(body(Readers{})) {
        std::vector<const Database*> readers{&first};
        for (const auto& [helper, version] : helpers) {
            helper.run("BEGIN; SELECT 1 FROM sqlite_master");
            if (helper.integer("PRAGMA data_version") == version) readers.push_back(&helper);
        }
        return body(Readers(readers));
    });
}

}  // namespace huegrid::store
