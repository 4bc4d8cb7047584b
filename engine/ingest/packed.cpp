#include "engine/ingest/packed.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <cstdint>
#include <fstream>

#include "engine/ingest/gdal_messages.hpp"

namespace huegrid::ingest {
namespace {

constexpr std::uint64_t most_bytes = 2ull << 30, unsuspicious_bytes = 100u << 20;
constexpr std::uint64_t most_times = 200;

bool begins_with(const std::filesystem::path& path, std::string_view magic) {
    std::string head(magic.size(), '\0');
    std::ifstream in(path, std::ios::binary);
    return in.read(head.data(), static_cast<std::streamsize>(head.size())) && head == magic;
}

}  // namespace

bool is_zip(const std::filesystem::path& path) { return begins_with(path, "PK\x03\x04"); }
bool is_compound_file(const std::filesystem::path& path) { return begins_with(path, "\xD0\xCF\x11\xE0"); }

std::string inside_zip(const std::filesystem::path& zip, const std::string& name) {
    return fmt::format("/vsizip/{{{}}}{}{}", zip.string(), name.empty() ? "" : "/", name);
}

Result<void> check_zip(const std::filesystem::path& path) {
    const GdalMessages messages;
    const CPLStringList names(VSIReadDirRecursive(inside_zip(path, "").c_str()));
    if (names.Count() == 0)
        return fail(ErrorCode::bad_input, fmt::format("it can't be unpacked: {}", messages.text("its list is missing or damaged")), path.string());
    std::uint64_t unpacked = 0;
    for (int i = 0; i < names.Count(); ++i) {
        VSIStatBufL part;
        if (VSIStatL(inside_zip(path, names[i]).c_str(), &part) == 0) unpacked += static_cast<std::uint64_t>(part.st_size);
    }
    const auto packed = std::filesystem::file_size(path);
    if (unpacked > most_bytes || (unpacked > unsuspicious_bytes && unpacked / most_times > packed))
        return fail(ErrorCode::bad_input,
                    fmt::format("it would unpack from {} to {} bytes, which no honest file of this kind does; it is not read", packed, unpacked), path.string());
    return {};
}

}  // namespace huegrid::ingest
