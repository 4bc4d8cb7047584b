#include "engine/sources/features/gdal_messages.hpp"

#include <cpl_error.h>

namespace huegrid::sources {
namespace {

void CPL_STDCALL take(CPLErr level, CPLErrorNum, const char* text) {
    auto& messages = *static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
    if (level >= CE_Failure) messages.keep_failure(text);
    else if (level != CE_Debug) messages.keep_warning(text);
}

}  // namespace

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(&take, this); }
GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

std::string GdalMessages::text(const std::string& fallback) const {
    if (failed()) return first_failure_;
    return last_.empty() ? fallback : last_;
}

void GdalMessages::forget() {
    last_.clear();
    first_failure_.clear();
}

void GdalMessages::keep_failure(const char* text) {
    last_ = text;
    if (first_failure_.empty()) first_failure_ = text;
}

}  // namespace huegrid::sources
