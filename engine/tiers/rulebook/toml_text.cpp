#include "engine/tiers/rulebook/toml_text.hpp"

#include <algorithm>

namespace huegrid::tiers {

std::vector<std::size_t> bytes_written_at(std::string_view toml, std::size_t at, std::string_view value) {
    if (at >= toml.size() || (toml[at] != '"' && toml[at] != '\'')) return {};
    const bool escapes = toml[at] == '"';
    const bool several_lines = toml.substr(at, 3) == (escapes ? "\"\"\"" : "'''");
    std::size_t p = at + (several_lines ? 3 : 1);
    const auto skip_newline = [&] {
        if (toml.substr(p, 2) == "\r\n") p += 2;
        else if (p < toml.size() && toml[p] == '\n') ++p;
    };
    if (several_lines) skip_newline();

    std::vector<std::size_t> written;
    while (written.size() < value.size()) {
        if (p >= toml.size()) return {};
        if (!escapes || toml[p] != '\\') {
            if (toml[p] != value[written.size()]) return {};
            written.push_back(p++);
            continue;
        }
        const char kind = p + 1 < toml.size() ? toml[p + 1] : '\0';
        if (kind == ' ' || kind == '\t' || kind == '\r' || kind == '\n') {  // a backslash at the line's end eats blanks
            p = std::min(toml.find_first_not_of(" \t\r\n", p + 1), toml.size());
            continue;
        }
        // An escape stands for one character: all its bytes are written here.
        const auto lead = static_cast<unsigned char>(value[written.size()]);
        const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        written.insert(written.end(), bytes, p);
        p += kind == 'u' ? 6 : kind == 'U' ? 10 : kind == 'x' ? 4 : 2;
    }
    written.push_back(std::min(p, toml.size()));
    return written.size() == value.size() + 1 ? written : std::vector<std::size_t>{};
}

}  // namespace huegrid::tiers
