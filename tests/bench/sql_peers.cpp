#include "sql_peers.hpp"

#include <fmt/format.h>
#include <fmt/os.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/base/date.hpp"

namespace huegrid::bench {
namespace {

namespace fs = std::filesystem;

void write_csv(const PackedRegister& h, const fs::path& to) {
    auto out = fmt::output_file(to.string());
    const auto day = [](std::uint16_t days) { return days == 0 ? std::string() : to_text(Date(std::chrono::days(days))); };
    out.print("row,persons,oldest_age,n_minors,living_alone,disability,low_income,chronic_illness,needs_followup,has_volunteer,fee_paid,n_open_complaints,"
              "tenancy,last_visit,move_in,floor_area\n");
    for (std::size_t i = 0; i < h.size(); ++i)
        out.print("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", i, h.persons[i], h.oldest_age[i], h.n_minors[i], h.living_alone[i], h.disability[i], h.low_income[i],
                  h.chronic_illness[i], h.needs_followup[i], h.has_volunteer[i], h.fee_paid[i], h.n_open_complaints[i], h.renter[i] ? "renter" : "owner",
                  day(h.last_visit[i]), day(h.move_in[i]), h.floor_area[i]);
}

SqlPeer peer_from(const nlohmann::json& line, std::size_t rules) {
    SqlPeer peer;
    peer.who = line.at("who");
    if (line.contains("absent")) {
        peer.absent = line["absent"];
        return peer;
    }
    peer.classify_s = line.at("classify"), peer.with_roll_ups_s = line.at("both");
    peer.households.resize(rules + 1);
    for (const auto& [rule, count] : line.at("rules").items()) peer.households.at(std::stoul(rule)) = count;
    return peer;
}

}  // namespace

std::vector<SqlPeer> ask_sql_peers(const PackedRegister& households, const std::vector<std::string>& rules, unsigned threads, int runs) {
    const auto both_absent = [](const std::string& why) { return std::vector<SqlPeer>{{"DuckDB", why, 0, 0, {}}, {"ClickHouse", why, 0, 0, {}}}; };
    if (!std::getenv("HUEGRID_PEERS")) return both_absent("HUEGRID_PEERS names no folder with their node packages");
    const fs::path folder = fs::temp_directory_path() / fmt::format("huegrid_peers_{}", ::getpid());
    fs::create_directories(folder);
    write_csv(households, folder / "households.csv");
    {
        auto sql = fmt::output_file((folder / "rules.sql").string());
        sql.print("CASE");
        for (std::size_t r = 0; r < rules.size(); ++r) sql.print(" WHEN {} THEN {}", rules[r], r + 1);
        sql.print(" ELSE 0 END");
    }
    const auto line = fmt::format("node '{}/tests/bench/sql_peers.mjs' '{}' '{}' {} {}", HUEGRID_SOURCE_DIR, (folder / "households.csv").string(), (folder / "rules.sql").string(), threads, runs);
    std::string said;
    if (std::FILE* pipe = ::popen(line.c_str(), "r")) {
        std::array<char, 4096> buffer{};
        while (const auto n = std::fread(buffer.data(), 1, buffer.size(), pipe)) said.append(buffer.data(), n);
        ::pclose(pipe);
    }
    fs::remove_all(folder);
    std::vector<SqlPeer> peers;
    for (std::size_t at = 0, end; (end = said.find('\n', at)) != said.npos; at = end + 1)
        if (const auto json = nlohmann::json::parse(said.substr(at, end - at), nullptr, false); json.is_object()) peers.push_back(peer_from(json, rules.size()));
    return peers.empty() ? both_absent("node didn't run; is it installed?") : peers;
}

}  // namespace huegrid::bench
