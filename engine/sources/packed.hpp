/// @file packed.hpp
/// Packed files (ZIP: .xlsx, .kmz; bzip2) looked at before they are trusted with memory or disk.
///
/// Layer    sources. GDAL and libbz2 stay in the .cpp.
#pragma once

#include <filesystem>
#include <utility>

#include "engine/base/progress.hpp"
#include "engine/base/result.hpp"

namespace huegrid::sources {

/// Does the file begin as a ZIP, or as an old workbook's container, does?
[[nodiscard]] bool is_zip(const std::filesystem::path& path);
[[nodiscard]] bool is_compound_file(const std::filesystem::path& path);

/// A file inside a ZIP, as GDAL names it; the ZIP itself for "".
[[nodiscard]] std::string inside_zip(const std::filesystem::path& zip, const std::string& name);

/// Fails  bad_input: it can't be taken apart, or says that it unpacks to more than 2 GB, or to more than 100 MB and 200
/// times its size.  Cost  reads its list only.
[[nodiscard]] Result<void> check_zip(const std::filesystem::path& path);

/// A temporary file that goes with the value.
class UnpackedFile {
public:
    /// Unpacks bzip2 into the machine's folder for such files, under a name that ends like the packed one's without .bz2.
    /// Fails  io (no room), cancelled, bad_input (broken or cut off; more than 4 GB, or than 256 MB and 20 times its size).
    [[nodiscard]] static Result<UnpackedFile> of_bzip2(const std::filesystem::path& packed, const Progress& progress = {});
    UnpackedFile(UnpackedFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    UnpackedFile& operator=(UnpackedFile&& other) noexcept { return std::swap(path_, other.path_), *this; }
    ~UnpackedFile();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    explicit UnpackedFile(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

}  // namespace huegrid::sources
