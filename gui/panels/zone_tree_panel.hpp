/// @file zone_tree_panel.hpp
/// The zones on the left, each with its tier bar; a click selects and shows it.
///
/// Layer    gui/panels.
#pragma once

#include <set>
#include <tuple>

#include "gui/panels/panel_context.hpp"
#include "gui/views/zone_tree.hpp"

namespace huegrid::gui {

class ZoneTreePanel {
public:
    /// Fills the current child window. Draws only the lines in sight.
    void draw(PanelContext& context);

private:
    using Key = std::tuple<PlacePtr, Selection, std::set<ZoneId>, std::string, bool, Language>;
    void draw_row(PanelContext& context, const ZoneTreeRow& row);

    Memo<Key, std::vector<ZoneTreeRow>> rows_;
    Selection followed_;  ///< the selection the list was last scrolled to
};

}  // namespace huegrid::gui
