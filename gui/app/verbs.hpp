/// @file verbs.hpp
/// The verbs that need this front end: view and render.
///
/// Layer    gui/app.
#pragma once

#include <vector>

#include "engine/cli/cli.hpp"

namespace huegrid::gui {

[[nodiscard]] std::vector<cli::Verb> gui_verbs();

}  // namespace huegrid::gui
