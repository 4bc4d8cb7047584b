/// @file sqlite.hpp
/// A thin skin over SQLite for the rest of this room: statements as values, errors as one exception.
///
/// Layer    store, inside only. `guarded` turns the exception into a Result at every public function.
/// Threads  a Database belongs to one thread at a time.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/result.hpp"
#include "engine/model/attribute.hpp"

namespace huegrid::store {

struct SqlError {
    int code = 0;  ///< SQLite's extended code
    std::string message;
};

/// Runs `body`; an SqlError becomes an Error that says what happened to `path` and what to do.
[[nodiscard]] Error explained(const SqlError& error, const std::filesystem::path& path);
template <class Body>
[[nodiscard]] auto guarded(const std::filesystem::path& path, Body body) -> decltype(body()) {
    try {
        return body();
    } catch (const SqlError& error) {
        return fail(explained(error, path));
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::machine, "out of memory", path.string());
    }
}

using Blob = std::span<const std::uint8_t>;

/// As GeoPackage's DATETIME wants it, with milliseconds: 2026-10-31T08:30:00.000Z.
[[nodiscard]] std::string datetime(Instant at);

/// A value of the row that a statement stands on, until its next step: looked up once, then asked cheaply.
/// That threads may not share it holds of its connection already (opened without a mutex).
class SqlValue {
public:
    explicit SqlValue(sqlite3_value* value) : value_(value) {}
    [[nodiscard]] bool is_null() const { return sqlite3_value_type(value_) == SQLITE_NULL; }
    [[nodiscard]] std::int64_t integer() const { return sqlite3_value_int64(value_); }
    [[nodiscard]] double real() const { return sqlite3_value_double(value_); }
    /// "" for NULL.
    [[nodiscard]] std::string_view text() const {
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value_));
        return text ? std::string_view(text, std::size_t(sqlite3_value_bytes(value_))) : std::string_view();
    }
    [[nodiscard]] Blob blob() const {
        const auto* data = static_cast<const std::uint8_t*>(sqlite3_value_blob(value_));
        return {data, data ? std::size_t(sqlite3_value_bytes(value_)) : 0};
    }

private:
    sqlite3_value* value_;
};

/// A prepared statement. Parameters count from 1, columns from 0.
class Statement {
public:
    Statement(sqlite3* db, std::string_view sql);
    Statement(Statement&&) = default;
    Statement& operator=(Statement&&) = default;

    void bind(int at, std::nullptr_t);
    void bind(int at, std::int64_t value);
    void bind(int at, int value) { bind(at, std::int64_t{value}); }
    void bind(int at, double value);
    void bind(int at, std::string_view value);  ///< must outlive the step
    void bind(int at, const std::string& value) { bind(at, std::string_view(value)); }
    void bind(int at, const char* value) { bind(at, std::string_view(value)); }
    void bind(int at, Blob value);  ///< must outlive the step
    void bind(int at, const model::Value& value);
    void bind_column(int at, const Statement& row, int column);  ///< a value of another statement's row, copied
    template <class T>
    void bind(int at, const std::optional<T>& value) {
        if (value) bind(at, *value);
        else bind(at, nullptr);
    }
    /// All parameters in order.
    template <class... Values>
    Statement& with(const Values&... values) {
        int at = 0;
        (bind(++at, values), ...);
        return *this;
    }

    /// True while there is a row.
    bool step();
    /// Runs to the end and makes ready for the next run.
    void run();
    void reset();

    [[nodiscard]] SqlValue value(int column) const { return SqlValue(sqlite3_column_value(statement_.get(), column)); }
    [[nodiscard]] bool is_null(int column) const { return value(column).is_null(); }
    [[nodiscard]] std::int64_t integer(int column) const { return value(column).integer(); }
    [[nodiscard]] double real(int column) const { return value(column).real(); }
    [[nodiscard]] std::string_view text(int column) const { return value(column).text(); }  ///< until the next step
    [[nodiscard]] Blob blob(int column) const { return value(column).blob(); }              ///< until the next step
    [[nodiscard]] int columns() const;
    [[nodiscard]] std::string_view column_name(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    void check(int code) const;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
public:
    enum class Mode { read, write, create };
    /// `read` of a file in a folder that can't be written works too (opened as immutable).
    Database(const std::filesystem::path& path, Mode mode);

    [[nodiscard]] Statement prepare(std::string_view sql) const { return Statement(handle(), sql); }
    void run(const std::string& script) const;
    /// The first column of the first row, or nothing.
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view sql) const;
    [[nodiscard]] std::string text(std::string_view sql) const;
    [[nodiscard]] std::int64_t changes() const { return sqlite3_changes64(handle()); }
    [[nodiscard]] std::int64_t last_id() const { return sqlite3_last_insert_rowid(handle()); }
    [[nodiscard]] sqlite3* handle() const { return db_.get(); }
    void close() { db_.reset(); }

private:
    struct Close {
        void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    };
    std::unique_ptr<sqlite3, Close> db_;
};

}  // namespace huegrid::store
