/// @file advice.hpp
/// What a user can do about a file that can't be opened.
///
/// Layer    gui/views.
#pragma once

#include "engine/base/language.hpp"
#include "engine/base/result.hpp"

namespace huegrid::gui {

[[nodiscard]] const char* advice(ErrorCode code, Language language);

}  // namespace huegrid::gui
