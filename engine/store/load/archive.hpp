/// @file archive.hpp
/// Plain memory to bytes and back, by one list of fields for both ways.
///
/// Layer    store, inside only. For files of ours on the machine that wrote them: native byte order and sizes.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace huegrid::store {

template <class T>
concept Plain = std::is_trivially_copyable_v<T> && std::is_default_constructible_v<T> && !std::is_pointer_v<T>;

/// Where each array begins, so that it can be copied from a mapped file at full speed.
inline constexpr std::size_t archive_alignment = 8;

class ArchiveWriter {
public:
    /// `put(bytes)` takes the bytes as they come.
    template <class Put>
    explicit ArchiveWriter(Put put) : put_(std::move(put)) {}

    void bytes(const void* data, std::size_t size) {
        put_({static_cast<const std::uint8_t*>(data), size});
        static constexpr std::uint8_t zeros[archive_alignment] = {};
        if (const auto over = size % archive_alignment) put_({zeros, archive_alignment - over});
    }
    template <Plain T>
    void operator()(const T& value) { bytes(&value, sizeof value); }
    void operator()(const std::string& text) {
        (*this)(std::uint64_t(text.size()));
        bytes(text.data(), text.size());
    }
    template <Plain T>
    void operator()(const std::vector<T>& values) {
        (*this)(std::uint64_t(values.size()));
        bytes(values.data(), values.size() * sizeof(T));
    }

private:
    std::function<void(std::span<const std::uint8_t>)> put_;
};

/// Never reads past the end: what is cut off or can't be leaves `failed`, and the rest as it was.
class ArchiveReader {
public:
    explicit ArchiveReader(std::span<const std::uint8_t> bytes) : left_(bytes) {}
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] bool at_end() const { return left_.empty(); }
    void fail() { failed_ = true; }

    template <Plain T>
    void operator()(T& value) {
        if (const auto* data = take(1, sizeof value)) std::memcpy(&value, data, sizeof value);
    }
    void operator()(std::string& text) {
        const auto size = count();
        if (const auto* data = take(size, 1)) text.assign(reinterpret_cast<const char*>(data), size);
    }
    template <Plain T>
    void operator()(std::vector<T>& values) {
        const auto size = count();
        const auto* data = take(size, sizeof(T));
        if (!data) return;
        const auto* first = reinterpret_cast<const T*>(data);  // aligned: see archive_alignment
        values.assign(first, first + size);
    }
    /// How many of something that takes `archive_alignment` bytes or more each.
    [[nodiscard]] std::size_t items() {
        const auto size = count();
        if (size > left_.size() / archive_alignment) failed_ = true;
        return failed_ ? 0 : size;
    }

private:
    std::size_t count() {
        std::uint64_t size = 0;
        (*this)(size);
        return std::size_t(size);
    }
    const std::uint8_t* take(std::size_t items, std::size_t item_size) {
        if (failed_ || items > left_.size() / item_size) return failed_ = true, nullptr;
        const auto size = items * item_size;
        const auto padded = (size + archive_alignment - 1) / archive_alignment * archive_alignment;
        if (padded > left_.size()) return failed_ = true, nullptr;
        const auto* data = left_.data();
        left_ = left_.subspan(padded);
        return data;
    }

    std::span<const std::uint8_t> left_;
    bool failed_ = false;
};

}  // namespace huegrid::store
