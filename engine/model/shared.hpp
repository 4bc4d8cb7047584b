/// @file shared.hpp
/// Tables that copies share until one of them is written to: what makes a copy of a snapshot cheap.
///
/// Layer    model.
/// Threads  a table is filled in by one thread; its copies may then be read, and edited each by its own thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace huegrid::model {

/// A T that copies share. Reading is `->` and `*`; `edit` gives one's own T to write to.
template <class T>
class Shared {
public:
    Shared() = default;
    explicit Shared(T value) : value_(std::make_shared<T>(std::move(value))) {}
    [[nodiscard]] const T& operator*() const { return value_ ? *value_ : nothing(); }
    [[nodiscard]] const T* operator->() const { return &**this; }
    /// A copy of the T is made first if somebody else has it too.
    [[nodiscard]] T& edit() {
        if (!value_) {
            value_ = std::make_shared<T>();
        } else if (value_.use_count() > 1) {
            value_ = std::make_shared<T>(*value_);
        } else {
            // The last other reader has let go: what it read comes before what is written now.
            std::atomic_thread_fence(std::memory_order_acquire);
        }
        return *value_;
    }

private:
    static const T& nothing() {
        static const T empty{};
        return empty;
    }
    std::shared_ptr<T> value_;
};

/// Rows that copies share. Reads like a const std::vector; `edit()` for the rest.
template <class T>
class Rows {
public:
    using value_type = T;
    Rows() = default;
    Rows(std::vector<T> rows) : rows_(std::move(rows)) {}
    Rows(std::initializer_list<T> rows) : rows_(std::vector<T>(rows)) {}
    operator const std::vector<T>&() const { return *rows_; }

    [[nodiscard]] std::size_t size() const { return rows_->size(); }
    [[nodiscard]] bool empty() const { return rows_->empty(); }
    [[nodiscard]] const T& operator[](std::size_t row) const { return (*rows_)[row]; }
    [[nodiscard]] const T& front() const { return rows_->front(); }
    [[nodiscard]] const T& back() const { return rows_->back(); }
    [[nodiscard]] const T* data() const { return rows_->data(); }
    [[nodiscard]] auto begin() const { return rows_->begin(); }
    [[nodiscard]] auto end() const { return rows_->end(); }

    [[nodiscard]] std::vector<T>& edit() { return rows_.edit(); }
    void push_back(T row) { edit().push_back(std::move(row)); }
    friend bool operator==(const Rows& a, const Rows& b) { return *a.rows_ == *b.rows_; }

private:
    Shared<std::vector<T>> rows_;
};

/// Short texts, one after the other in one allocation, shared by copies.
class Texts {
public:
    /// Together they hold up to 4 GB; a text beyond that is kept as "".
    void push_back(std::string_view text);
    [[nodiscard]] std::string_view operator[](std::size_t row) const;
    [[nodiscard]] std::size_t size() const { return parts_->ends.size(); }

    struct Parts {
        std::string bytes;
        std::vector<std::uint32_t> ends;  ///< into bytes, one for each text
    };
    [[nodiscard]] const Parts& parts() const { return *parts_; }
    [[nodiscard]] static Texts of(Parts parts);

private:
    Shared<Parts> parts_;
};

}  // namespace huegrid::model
