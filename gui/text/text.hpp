/// @file text.hpp
/// Every word the window shows, in Chinese and English. What belongs to the data (names of zones, tiers, rules) is not
/// here: it comes with its own Label.
///
/// Layer    gui/text. Constant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/language.hpp"

namespace huegrid::gui {

enum class Text : std::size_t {
    // toolbar
    fit_all,
    language_name,  ///< of the language one would switch to
    only_with_issues,
    fill_buildings,
    clear_selection,
    find,
    find_hint,
    // zone tree and legend
    zones,
    whole_place,
    no_zone_found,
    legend,
    total,
    households_unit,  ///< behind a number: 户
    show_all,
    // what a selection is
    overview,
    zone,
    building,
    household,
    general_grid,
    dedicated_grid,
    unnamed,
    // facts
    households,
    homes,
    buildings,
    members,
    open_issues,
    address,
    estate,
    units,
    floors,
    in_zone,
    kind,
    contact,
    as_of,
    rulebook,
    // inspector
    tiers,
    categories,
    who_serves,
    nobody_assigned,
    since,
    no_open_issues,
    more_issues,  ///< "and {} more"
    post_vacant,
    post_held_by_others,  ///< "{} others hold it"
    late_by_days,
    due_today,
    due_in_days,
    no_deadline,
    doors,
    units_and_floors,
    one_unit,
    one_floor,
    no_households,
    reading_register,
    why,
    otherwise_reason,
    show_personal,
    missing_values,
    stale_values,
    nearly_met,
    tier_since,
    missing_short,  ///< "missing: {}"
    may_be,
    not_classified,
    not_classified_hint,
    other_rules,
    no_building,
    back,
    // household kinds and states of issues
    home,
    shop,
    enterprise,
    state_reported,
    state_verified,
    state_filed,
    state_dispatched,
    state_in_progress,
    state_handled,
    state_checked,
    state_closed,
    state_rejected,
    state_on_hold,
    state_escalated,
    state_void,
    // status bar
    loading,
    reading_file,
    drawing,
    zoom,
    ready,
    keys_hint,
    masked_hint,
    // errors
    cannot_open,
    what_to_do,
    try_again,
    advice_not_found,
    advice_wrong_file,
    advice_locked,
    advice_io,
    advice_machine,
    advice_internal,
    older_picture,
    rules_unread,
    count_  ///< how many there are; no text
};

inline constexpr std::size_t text_count = static_cast<std::size_t>(Text::count_);

/// Zero-terminated, valid for ever.
[[nodiscard]] const char* tr(Text text, Language language);

/// `{}` in the text replaced by `value`.
[[nodiscard]] std::string tr(Text text, Language language, std::string_view value);

/// The name of an issue's state by its id; an id that is not known is shown as it is.
[[nodiscard]] std::string state_name(std::string_view state, Language language);

/// home, shop, enterprise; another kind is shown as it is.
[[nodiscard]] std::string household_kind_name(std::string_view kind, Language language);

}  // namespace huegrid::gui
