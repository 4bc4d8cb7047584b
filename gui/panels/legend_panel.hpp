/// @file legend_panel.hpp
/// The classes with their counts; a click switches a class on and off.
///
/// Layer    gui/panels.
#pragma once

#include <tuple>
#include <vector>

#include "engine/carto/scene.hpp"
#include "gui/panels/panel_context.hpp"

namespace huegrid::gui {

class LegendPanel {
public:
    void draw(PanelContext& context);
    /// As much as its rows need, in pixels.
    [[nodiscard]] float height(const PanelContext& context) const;

private:
    using Key = std::tuple<PlacePtr, std::vector<bool>, std::string, Language>;
    Memo<Key, carto::Legend> legend_;
};

}  // namespace huegrid::gui
