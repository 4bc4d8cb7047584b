#include "engine/ingest/gdal_messages.hpp"

#include <cpl_error.h>

namespace huegrid::ingest {
namespace {

void CPL_STDCALL take(CPLErr level, CPLErrorNum, const char* text) {
    if (level != CE_Debug) static_cast<GdalMessages*>(CPLGetErrorHandlerUserData())->keep(level >= CE_Failure, text);
}

}  // namespace

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(&take, this); }
GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

std::string GdalMessages::text(const std::string& fallback) const {
    if (failed()) return first_failure_;
    return last_.empty() ? fallback : last_;
}

void GdalMessages::keep(bool failure, const char* text) {
    last_ = text;
    if (failure && first_failure_.empty()) first_failure_ = text;
}

}  // namespace huegrid::ingest
