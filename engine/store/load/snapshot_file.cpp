#include "engine/store/load/snapshot_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <future>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "engine/store/load/snapshot_fields.hpp"

namespace huegrid::store {
namespace {

struct Header {
    char magic[8] = {'H', 'U', 'E', 'S', 'N', 'A', 'P', '1'};
    std::uint32_t layout = snapshot_layout;
    std::uint32_t sizes = sizeof(model::Snapshot);  ///< another compiler's tables are others
    FileKey key;
    std::uint64_t size = 0;      ///< of what follows
    std::uint64_t checksum = 0;  ///< XXH3 of what follows
    friend bool operator==(const Header&, const Header&) = default;
};

class Mapped {
public:
    explicit Mapped(const std::filesystem::path& path) {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) return;
        struct stat found {};
        if (::fstat(file, &found) == 0 && found.st_size > 0) {
            void* at = ::mmap(nullptr, std::size_t(found.st_size), PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
            if (at != MAP_FAILED) bytes_ = {static_cast<const std::uint8_t*>(at), std::size_t(found.st_size)};
        }
        ::close(file);
    }
    ~Mapped() {
        if (!bytes_.empty()) ::munmap(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size());
    }
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;
    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return bytes_; }

private:
    std::span<const std::uint8_t> bytes_;
};

/// A file that gets its name only when it is whole.
class Draft {
public:
    explicit Draft(const std::filesystem::path& path) : name_(fmt::format("{}.part{}", path.string(), ::getpid())) {
        file_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        good_ = file_ >= 0;
    }
    ~Draft() {
        if (file_ < 0) return;
        ::close(file_);
        if (!placed_) ::unlink(name_.c_str());
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    [[nodiscard]] bool good() const { return good_; }
    void write(std::span<const std::uint8_t> bytes) {
        while (good_ && !bytes.empty()) {
            const auto wrote = ::write(file_, bytes.data(), bytes.size());
            if (wrote <= 0) good_ = false;
            else bytes = bytes.subspan(std::size_t(wrote));
        }
    }
    void write_at_start(std::span<const std::uint8_t> bytes) {
        good_ = good_ && ::pwrite(file_, bytes.data(), bytes.size(), 0) == ssize_t(bytes.size());
    }
    /// As readable as `like`, and not more: of another owner's file it stays one's own.
    void place(const std::filesystem::path& path, const std::filesystem::path& like) {
        struct stat of {};
        if (!good_ || ::stat(like.c_str(), &of) != 0) return;
        if (::fchown(file_, of.st_uid, of.st_gid) == 0 && ::fchmod(file_, of.st_mode & 0666) != 0) return;
        placed_ = ::rename(name_.c_str(), path.c_str()) == 0;
    }

private:
    std::string name_;
    int file_ = -1;
    bool good_ = false, placed_ = false;
};

std::span<const std::uint8_t> bytes_of(const Header& header) {
    return {reinterpret_cast<const std::uint8_t*>(&header), sizeof header};
}

}  // namespace

std::filesystem::path snapshot_file(const std::filesystem::path& path) {
    auto beside = path;
    return beside += "-snapshot";
}

model::SnapshotPtr kept_snapshot(const std::filesystem::path& path, const FileKey& key) {
    const Mapped file(snapshot_file(path));
    Header header;
    if (file.bytes().size() < sizeof header) return nullptr;
    std::memcpy(static_cast<void*>(&header), file.bytes().data(), sizeof header);
    const auto content = file.bytes().subspan(sizeof header);
    Header wanted;
    wanted.key = key, wanted.size = content.size(), wanted.checksum = header.checksum;
    if (header != wanted) return nullptr;
    // The checksum is taken beside the reading, which trusts nothing of what it reads.
    auto checksum = std::async(std::launch::async, [content] { return XXH3_64bits(content.data(), content.size()); });
    auto snapshot = std::make_shared<model::Snapshot>();
    ArchiveReader in(content);
    fields(in, *snapshot);
    const bool whole = !in.failed() && in.at_end() && holds_together(*snapshot);
    return checksum.get() == header.checksum && whole ? snapshot : nullptr;
}

bool forget_snapshot(const std::filesystem::path& path) {
    const auto kept = snapshot_file(path);
    const auto drafts = kept.filename().string() + ".part";
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    std::error_code error;
    std::filesystem::remove(kept, error);
    bool gone = !error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().filename().string().starts_with(drafts)) {
            std::filesystem::remove(entry.path(), error);
            gone = gone && !error;
        }
    return gone;
}

void keep_snapshot(const std::filesystem::path& path, const FileKey& key, const model::Snapshot& snapshot) {
    Draft draft(snapshot_file(path));
    if (!draft.good()) return;
    Header header;
    header.key = key;
    draft.write(bytes_of(header));
    const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), XXH3_freeState);
    XXH3_64bits_reset(state.get());
    const auto put = [&](std::span<const std::uint8_t> bytes) {
        XXH3_64bits_update(state.get(), bytes.data(), bytes.size());
        draft.write(bytes);
        header.size += bytes.size();
    };
    // Small fields are gathered; arrays go as they lie in memory.
    constexpr std::size_t block = 1u << 16;
    std::vector<std::uint8_t> gathered;
    const auto flush = [&] {
        put(gathered);
        gathered.clear();
    };
    ArchiveWriter out([&](std::span<const std::uint8_t> bytes) {
        if (gathered.size() + bytes.size() > block) flush();
        if (bytes.size() > block) put(bytes);
        else gathered.insert(gathered.end(), bytes.begin(), bytes.end());
    });
    fields(out, const_cast<model::Snapshot&>(snapshot));  // an ArchiveWriter only looks
    flush();
    header.checksum = XXH3_64bits_digest(state.get());
    draft.write_at_start(bytes_of(header));
    draft.place(snapshot_file(path), path);
}

}  // namespace huegrid::store
