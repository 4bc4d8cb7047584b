#include "engine/store/database/sqlite.hpp"

#include <fmt/format.h>
#include "engine/geo/shapes/geometry_blob.hpp"

namespace huegrid::store {
namespace {

/// ST_MinX … for the R-tree triggers; the corner to answer with is the function's user data.
enum class Side : std::intptr_t { min_x, max_x, min_y, max_y, is_empty };

void envelope_side(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto side = Side(reinterpret_cast<std::intptr_t>(sqlite3_user_data(context)));
    if (sqlite3_value_type(arguments[0]) != SQLITE_BLOB) {
        if (side == Side::is_empty) sqlite3_result_null(context);
        return;
    }
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_value_blob(arguments[0]));
    const auto box = geo::envelope_of_blob({data, std::size_t(sqlite3_value_bytes(arguments[0]))});
    switch (side) {
        case Side::is_empty: sqlite3_result_int(context, box.empty()); return;
        case Side::min_x: return sqlite3_result_double(context, box.min.x);
        case Side::max_x: return sqlite3_result_double(context, box.max.x);
        case Side::min_y: return sqlite3_result_double(context, box.min.y);
        case Side::max_y: return sqlite3_result_double(context, box.max.y);
    }
}

void register_envelope_functions(sqlite3* db) {
    const std::pair<const char*, Side> functions[] = {{"ST_IsEmpty", Side::is_empty},
                                                      {"ST_MinX", Side::min_x},
                                                      {"ST_MaxX", Side::max_x},
                                                      {"ST_MinY", Side::min_y},
                                                      {"ST_MaxY", Side::max_y}};
    for (const auto& [name, side] : functions)
        sqlite3_create_function_v2(db, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                   reinterpret_cast<void*>(std::intptr_t(side)), envelope_side, nullptr, nullptr,
                                   nullptr);
}

std::string as_uri(const std::filesystem::path& path, std::string_view query) {
    std::string uri = "file:";
    for (const char c : path.string()) {
        if (c == '?' || c == '#' || c == '%') uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        else uri += c;
    }
    return uri + std::string(query);
}

}  // namespace

Error explained(const SqlError& error, const std::filesystem::path& path) {
    const auto made = [&](ErrorCode code, std::string message) { return Error{code, std::move(message), path.string()}; };
    switch (error.code & 0xFF) {
        case SQLITE_FULL:
            return made(ErrorCode::io, "the disk is full; nothing was changed. Make room and run it again");
        case SQLITE_IOERR:
            return made(ErrorCode::io, fmt::format("reading or writing failed ({}); nothing was changed. Check the disk "
                                                   "and its free space, then run it again", error.message));
        case SQLITE_READONLY:
            return made(ErrorCode::read_only, "this file can't be written; make it and its folder writable, or copy it");
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return made(ErrorCode::locked, "somebody else is using this file; try again in a moment");
        case SQLITE_NOTADB:
            return made(ErrorCode::wrong_file, "this is not a Huegrid file (not an SQLite database at all)");
        case SQLITE_CORRUPT:
            return made(ErrorCode::io, "this file is damaged (cut off or overwritten); use a copy of it");
        case SQLITE_CANTOPEN: return made(ErrorCode::io, "this file can't be opened; check the path and its permissions");
        case SQLITE_NOMEM: return made(ErrorCode::machine, "out of memory");
        case SQLITE_CONSTRAINT:
            return made(ErrorCode::bad_input, fmt::format("the data contradict themselves ({}); nothing was changed",
                                                          error.message));
        case SQLITE_ERROR:
            if (error.message.starts_with("no such table") || error.message.starts_with("no such column"))
                return made(ErrorCode::wrong_file, fmt::format("it lacks what every Huegrid file has ({}); `huegrid check` says what is wrong with it", error.message.substr(0, error.message.find(" in: "))));
            [[fallthrough]];
        default: return made(ErrorCode::internal, error.message);
    }
}

std::string datetime(Instant at) {
    auto text = to_text(at);
    text.insert(text.size() - 1, ".000");
    return text;
}

Statement::Statement(sqlite3* db, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(db, sql.data(), int(sql.size()), &statement, nullptr);
    statement_.reset(statement);
    if (code != SQLITE_OK) throw SqlError{sqlite3_extended_errcode(db), fmt::format("{} in: {}", sqlite3_errmsg(db), sql)};
}

void Statement::check(int code) const {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    sqlite3* db = sqlite3_db_handle(statement_.get());
    throw SqlError{sqlite3_extended_errcode(db), sqlite3_errmsg(db)};
}

void Statement::bind(int at, std::nullptr_t) { check(sqlite3_bind_null(statement_.get(), at)); }
void Statement::bind(int at, std::int64_t value) { check(sqlite3_bind_int64(statement_.get(), at, value)); }
void Statement::bind(int at, double value) { check(sqlite3_bind_double(statement_.get(), at, value)); }
void Statement::bind(int at, std::string_view value) {
    check(sqlite3_bind_text64(statement_.get(), at, value.empty() ? "" : value.data(), value.size(), SQLITE_STATIC,
                              SQLITE_UTF8));
}
void Statement::bind(int at, Blob value) {
    check(sqlite3_bind_blob64(statement_.get(), at, value.data(), value.size(), SQLITE_STATIC));
}
void Statement::bind(int at, const model::Value& value) {
    if (const auto* i = std::get_if<std::int64_t>(&value)) return bind(at, *i);
    if (const auto* d = std::get_if<double>(&value)) return bind(at, *d);
    if (const auto* s = std::get_if<std::string>(&value)) return bind(at, std::string_view(*s));
    if (const auto* day = std::get_if<Date>(&value)) {
        const auto text = to_text(*day);
        check(sqlite3_bind_text(statement_.get(), at, text.c_str(), int(text.size()), SQLITE_TRANSIENT));
        return;
    }
    bind(at, nullptr);
}

void Statement::bind_column(int at, const Statement& row, int column) {
    check(sqlite3_bind_value(statement_.get(), at, sqlite3_column_value(row.statement_.get(), column)));
}

bool Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) {
        sqlite3* db = sqlite3_db_handle(statement_.get());
        const SqlError error{sqlite3_extended_errcode(db), sqlite3_errmsg(db)};
        sqlite3_reset(statement_.get());
        throw error;
    }
    return false;
}

void Statement::run() {
    while (step()) {}
    sqlite3_reset(statement_.get());
}

void Statement::reset() { sqlite3_reset(statement_.get()); }
int Statement::columns() const { return sqlite3_column_count(statement_.get()); }
std::string_view Statement::column_name(int c) const { return sqlite3_column_name(statement_.get(), c); }

Database::Database(const std::filesystem::path& path, Mode mode) {
    const int own_flags = mode == Mode::read     ? SQLITE_OPEN_READONLY
                          : mode == Mode::create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                                 : SQLITE_OPEN_READWRITE;
    const auto open = [&](std::string_view query, int flags) {
        sqlite3* db = nullptr;
        const int code = sqlite3_open_v2(as_uri(path, query).c_str(), &db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
        db_.reset(db);
        if (code != SQLITE_OK) throw SqlError{code, db ? sqlite3_errmsg(db) : "out of memory"};
    };
    const auto look = [&] { return sqlite3_exec(handle(), "SELECT 1 FROM sqlite_master", nullptr, nullptr, nullptr) & 0xFF; };
    open("", own_flags);
    if (mode == Mode::read) {
        // What a killed writer left has to be rolled back first, which takes a connection that may write.
        if (look() == SQLITE_READONLY) {
            open("", SQLITE_OPEN_READWRITE);
            look();
            open("", own_flags);
        }
        // A file left in WAL mode in a folder that can't be written: SQLite can't make its side files there. Nobody else can
        // make them either, so it is safe to read the file as one that doesn't change.
        if (look() == SQLITE_CANTOPEN) open("?immutable=1", own_flags);
    }
    sqlite3_extended_result_codes(handle(), 1);
    register_envelope_functions(handle());
}

void Database::run(const std::string& script) const {
    char* message = nullptr;
    if (sqlite3_exec(handle(), script.c_str(), nullptr, nullptr, &message) != SQLITE_OK) {
        const SqlError error{sqlite3_extended_errcode(handle()), message ? message : "unknown"};
        sqlite3_free(message);
        throw error;
    }
}

std::optional<std::int64_t> Database::integer(std::string_view sql) const {
    auto statement = prepare(sql);
    if (!statement.step() || statement.is_null(0)) return std::nullopt;
    return statement.integer(0);
}

std::string Database::text(std::string_view sql) const {
    auto statement = prepare(sql);
    return statement.step() ? std::string(statement.text(0)) : "";
}

}  // namespace huegrid::store
