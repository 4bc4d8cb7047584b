/// @file postgres_server.hpp
/// A PostgreSQL server of the test's own: in a folder that goes away with it, on a socket there. Its language sorts as people do,
/// not by bytes, and its time zone is far from Greenwich: whoever relies on either is found out.
#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace huegrid::conditions {

class PostgresServer {
public:
    PostgresServer() {
        const auto programs = newest_programs();
        if (programs.empty()) {
            why_not_ = "the package postgresql isn't installed";
            return;
        }
        char name[] = "/tmp/huegrid_pg_XXXXXX";
        if (!::mkdtemp(name)) return;
        folder_ = name;
        // The server refuses to run as root; the package brings a user for it.
        const bool root = ::geteuid() == 0;
        if (root) shell(fmt::format("chown postgres {}", folder_));
        as_ = (root ? "runuser -u postgres -- " : "") + programs + "/";
        const bool made = shell(fmt::format("cd {0} && {1}initdb -D {0}/data -U huegrid -A trust -E UTF8 --locale=C.UTF-8 --locale-provider=icu "
                                            "--icu-locale=en-US --no-sync", folder_, as_));
        started_ = made && shell(fmt::format("cd {0} && {1}pg_ctl -D {0}/data -l {0}/log -w start -o \"-k {0} -c listen_addresses='' -c fsync=off -c statement_timeout=20s "
                                             "-c TimeZone=Asia/Shanghai\"", folder_, as_));
        why_not_ = started_ ? "" : "the server doesn't start: " + text_of(folder_ + "/said");
    }
    ~PostgresServer() {
        if (started_) shell(fmt::format("cd {0} && {1}pg_ctl -D {0}/data -m immediate stop", folder_, as_));
        if (!folder_.empty()) std::filesystem::remove_all(folder_);
    }
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /// "" when it runs.
    [[nodiscard]] const std::string& why_not() const { return why_not_; }

    /// The lines that the statements print, one for a row; on an error the last line is its message.
    std::vector<std::string> run(const std::string& statements) {
        std::ofstream(folder_ + "/statements.sql") << statements;
        shell(fmt::format("psql -h {0} -U huegrid -d postgres -X -q -A -t -v ON_ERROR_STOP=1 -f {0}/statements.sql >{0}/rows", folder_));
        std::vector<std::string> lines;
        std::ifstream rows(folder_ + "/rows");
        for (std::string line; std::getline(rows, line);) lines.push_back(line);
        if (auto said = text_of(folder_ + "/said"); !said.empty()) lines.push_back(std::move(said));
        return lines;
    }

private:
    static std::string newest_programs() {
        const std::filesystem::path installed = "/usr/lib/postgresql";
        std::vector<std::string> found;
        if (std::filesystem::exists(installed))
            for (const auto& version : std::filesystem::directory_iterator(installed))
                if (std::filesystem::exists(version.path() / "bin/initdb")) found.push_back((version.path() / "bin").string());
        return found.empty() ? "" : *std::max_element(found.begin(), found.end());
    }
    bool shell(const std::string& command) const {
        return std::system(fmt::format("({}) {}2>{}/said", command, command.find(">") == std::string::npos ? ">/dev/null " : "", folder_).c_str()) == 0;
    }
    static std::string text_of(const std::string& path) {
        std::ifstream in(path);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    std::string folder_, as_, why_not_ = "there is no folder for it";
    bool started_ = false;
};

}  // namespace huegrid::conditions
