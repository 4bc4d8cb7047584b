#include "engine/sources/packed.hpp"

#include <bzlib.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <vector>

#include "engine/sources/features/gdal_messages.hpp"

namespace huegrid::sources {
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

UnpackedFile::~UnpackedFile() {
    std::error_code error;
    if (!path_.empty()) std::filesystem::remove(path_, error);
}

Result<UnpackedFile> UnpackedFile::of_bzip2(const std::filesystem::path& packed, const Progress& progress) {
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
        void operator()(BZFILE* file) const { BZ2_bzclose(file); }
    };
    const auto ending = packed.stem().extension().string();
    auto name = (std::filesystem::temp_directory_path() / ("huegrid-XXXXXX" + ending)).string();
    const int descriptor = ::mkstemps(name.data(), static_cast<int>(ending.size()));
    if (descriptor < 0) return fail(ErrorCode::io, "no temporary file can be made there to unpack it", name);
    UnpackedFile unpacked(name);
    const std::unique_ptr<std::FILE, Close> out(::fdopen(descriptor, "wb"));
    const auto packed_bytes = std::filesystem::file_size(packed);
    const auto most = std::min<std::uint64_t>(4ull << 30, std::max<std::uint64_t>(256u << 20, 20 * packed_bytes));
    const std::unique_ptr<std::FILE, Close> in(std::fopen(packed.c_str(), "rb"));
    if (!out || !in) return fail(ErrorCode::io, "can't be opened for unpacking", packed.string());

    std::vector<char> block(1u << 20);
    std::string left;  // of a stream, for the next one: parallel packers write many
    std::uint64_t total = 0;
    for (bool more = true; more;) {
        int error = BZ_OK;
        BZFILE* stream = BZ2_bzReadOpen(&error, in.get(), 0, 0, left.data(), static_cast<int>(left.size()));
        while (error == BZ_OK) {
            const int got = BZ2_bzRead(&error, stream, block.data(), static_cast<int>(block.size()));
            if (error != BZ_OK && error != BZ_STREAM_END) break;
            total += static_cast<std::uint64_t>(got);
            if (total > most || progress.stopped()) break;
            progress.at("unpack", std::ftell(in.get()), static_cast<std::int64_t>(packed_bytes));
            if (std::fwrite(block.data(), 1, static_cast<std::size_t>(got), out.get()) != static_cast<std::size_t>(got)) error = BZ_IO_ERROR;
        }
        std::string rest;
        if (error == BZ_STREAM_END) {
            void* unused = nullptr;
            int length = 0, ignored = BZ_OK;
            BZ2_bzReadGetUnused(&ignored, stream, &unused, &length);
            rest.assign(static_cast<const char*>(unused), static_cast<std::size_t>(length));
        }
        int ignored = BZ_OK;
        BZ2_bzReadClose(&ignored, stream);
        if (progress.stopped()) return Progress::cancelled();
        if (total > most)
            return fail(ErrorCode::bad_input, fmt::format("it unpacks to more than {} bytes, which no honest file of this kind does", most), packed.string());
        if (error == BZ_IO_ERROR) return fail(ErrorCode::io, "there is no room to unpack it in " + std::filesystem::temp_directory_path().string(), packed.string());
        if (error != BZ_STREAM_END) return fail(ErrorCode::bad_input, "it can't be unpacked: it is broken or cut off", packed.string());
        left = std::move(rest);
        if (left.empty()) {
            const int next = std::fgetc(in.get());
            more = next != EOF;
            if (more) std::ungetc(next, in.get());
        }
    }
    if (std::fflush(out.get()) != 0) return fail(ErrorCode::io, "there is no room to unpack it in " + std::filesystem::temp_directory_path().string(), packed.string());
    return unpacked;
}

}  // namespace huegrid::sources
