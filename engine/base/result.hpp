/// @file result.hpp
/// How every room says "it worked" or "it did not, and this is what to do about it".
///
/// Layer    base. Foreign exceptions stop in the .cpp that called the library and become an Error.
/// Threads  values; no shared state.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace huegrid {

/// What kind of thing went wrong; the message says it for people.
enum class ErrorCode {
    bad_input,   ///< a file, recipe, rulebook or argument that can't be used as it is
    not_found,   ///< a file, layer, column, zone or household that isn't there
    wrong_file,  ///< not a Huegrid file, or one of a newer version
    locked,      ///< somebody else is writing
    read_only,   ///< the file or its folder can't be written
    io,          ///< disk full, truncated file, broken database
    cancelled,   ///< the user stopped it
    machine,     ///< the machine lacks something (no EGL, no font, no memory)
    internal,    ///< a bug of ours
};

struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;  ///< what is wrong with which input, and what to do
    std::string where;    ///< file, file:line:column or feature; "" if the message says it all

    /// "where: message", or the message alone.
    [[nodiscard]] std::string text() const { return where.empty() ? message : where + ": " + message; }
};

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::bad_input, "…", "r.toml:3:1");`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string where = {}) {
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(where)});
}

/// Passes a callee's error on: `if (!r) return fail(std::move(r.error()));`
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace huegrid
