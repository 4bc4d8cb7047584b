/// @file sql_peers.hpp
/// DuckDB and ClickHouse on the same households and rules, in another process: `npm install @duckdb/node-api chdb` in a folder
/// that HUEGRID_PEERS names. They look for the first rule that matches, we for all.
#pragma once

#include <string>
#include <vector>

#include "loop_peer.hpp"

namespace huegrid::bench {

struct SqlPeer {
    std::string who;
    std::string absent{};  ///< why it couldn't be asked; then there is nothing else
    double classify_s = 0, with_roll_ups_s = 0;
    std::vector<std::size_t> households{};  ///< by the number of the first rule that is TRUE; 0 for none
};

/// `rules` as SQL conditions, in order. Tables are made and filled first, untimed.
[[nodiscard]] std::vector<SqlPeer> ask_sql_peers(const PackedRegister& households, const std::vector<std::string>& rules, unsigned threads, int runs);

}  // namespace huegrid::bench
