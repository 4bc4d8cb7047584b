/// @file zone_named.hpp
/// The zone that somebody means by a name, a code, an id or id:N.
///
/// Layer    work, inside but for the command line. Pure.
#pragma once

#include <string>

#include "engine/model/snapshot.hpp"

namespace huegrid::work {

/// Of several levels the coarsest. `option`: where it was typed.
/// Fails  not_found, with the nearest name; bad_input: two zones are called so, which are told apart by code.
[[nodiscard]] Result<Index> zone_named(const model::Snapshot& place, const std::string& name, const std::string& option);

/// The same among the zones of one level.
[[nodiscard]] Result<Index> grid_named(const model::Snapshot& place, const std::string& name, const std::string& level, const std::string& option = {});

/// How a zone is told from others in a list: its code, else "id:7"; "–" for one that has neither yet.
[[nodiscard]] std::string code_or_id(const std::string& code, ZoneId id);
/// "110101001001001 第一网格", "id:7 第一网格" without a code.
[[nodiscard]] std::string name_with_code(const model::Zone& zone);

}  // namespace huegrid::work
