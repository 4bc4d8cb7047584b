/// @file gdal_messages.hpp
/// What GDAL says while one of these lives is kept here instead of being printed.
///
/// Layer    sources.
/// Threads  for the thread that made it; the last made is the first to go.
#pragma once

#include <string>

namespace huegrid::sources {

class GdalMessages {
public:
    GdalMessages();
    ~GdalMessages();
    GdalMessages(const GdalMessages&) = delete;
    GdalMessages& operator=(const GdalMessages&) = delete;

    /// Was there a failure, not only warnings?
    [[nodiscard]] bool failed() const { return !first_failure_.empty(); }
    /// The first failure, else the last warning, else `fallback`.
    [[nodiscard]] std::string text(const std::string& fallback) const;
    /// What failed() and text() spoke of is dealt with: neither does any more.
    void forget();

    /// Called by GDAL.
    void keep_warning(const char* text) { last_ = text; }
    void keep_failure(const char* text);

private:
    std::string last_;
    std::string first_failure_;
};

}  // namespace huegrid::sources
