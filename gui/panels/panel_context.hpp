/// @file panel_context.hpp
/// What every panel gets for a frame, and how it keeps what it computed until that changes.
///
/// Layer    gui/panels. The frame's thread.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "engine/base/date.hpp"
#include "engine/base/result.hpp"
#include "gui/panels/widget_registry.hpp"
#include "gui/text/text.hpp"
#include "gui/views/household_card.hpp"
#include "gui/views/place.hpp"
#include "gui/views/view_state.hpp"

struct ImFont;

namespace huegrid::gui {

/// Body text and headings; both hold the same glyphs.
struct PanelFonts {
    ImFont* body = nullptr;
    ImFont* heading = nullptr;
};

/// How far the work behind the frames is.
struct WorkShown {
    bool loading = false;
    bool drawing = false;  ///< the map isn't complete yet
    std::string step;
    float share = -1;  ///< of the step that is done; below 0 = not known
};

struct PanelContext {
    ViewState& state;
    PlacePtr place;                         ///< null until a file is loaded
    std::shared_ptr<const HouseholdCards> cards;  ///< of the selected building; null while they are being read
    const Error* failure = nullptr;         ///< of the last load
    std::string file_name;
    WorkShown work;
    Instant now;
    PanelFonts fonts;
    float scale = 1;  ///< of the display; sizes in pixels are multiplied by it
    WidgetRegistry& widgets;

    [[nodiscard]] const char* tr(Text text) const { return gui::tr(text, state.language); }
};

/// A value that is computed again only when its key changes.
template <class Key, class Value>
class Memo {
public:
    template <class Make>
    const Value& get(Key key, Make make) {
        if (!key_ || !(*key_ == key)) {
            value_ = make();
            key_ = std::move(key);
        }
        return value_;
    }

private:
    std::optional<Key> key_;
    Value value_{};
};

}  // namespace huegrid::gui
