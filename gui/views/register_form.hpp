/// @file register_form.hpp
/// What panels show of the register: a list of rows, a row as a form that says what is wrong while one types, and hits.
///
/// Layer    gui/views. Personal cells come masked (`work::mask`) and stay so: a form offers them empty, to be typed anew.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/base/language.hpp"
#include "engine/store/register/register.hpp"
#include "engine/work/register/search.hpp"

namespace huegrid::gui {

struct FormField {
    store::RegisterField field;
    std::string title;
    std::string shown;  ///< as it is in the file; masked if personal
    std::string text;   ///< what is being typed
    std::string before; ///< what `text` was to begin with
    std::vector<std::pair<std::string, std::string>> choices;  ///< (word in the file, word on screen); empty = free text
    std::string complaint;  ///< what is wrong with `text`, in the form's language; "" when nothing is
};

struct RegisterForm {
    store::RegisterTable table = store::RegisterTable::household;
    std::int64_t id = 0;  ///< 0: of a row that isn't there yet
    Language language = Language::zh;
    std::vector<FormField> fields;
};

/// The first row of a masked page as a form. `valid_to` is left out: ending a row is a button of its own.
[[nodiscard]] RegisterForm register_form(const store::RegisterPage& page, store::RegisterTable table, Language language);

/// An empty form for a new row: initial values stand in it, what is required and missing complains.
[[nodiscard]] RegisterForm new_form(const std::vector<store::RegisterField>& fields, store::RegisterTable table, Language language);

/// Somebody typed: the field's text and complaint.
void type_into(RegisterForm& form, std::size_t field, std::string text);

/// FIELD=VALUE for each field that was changed, as `work::set_in_register` and `add_to_register` take them.
[[nodiscard]] std::vector<std::string> changed_cells(const RegisterForm& form);
/// Something was changed and nothing is wrong.
[[nodiscard]] bool can_be_saved(const RegisterForm& form);

/// A list's head and lines: the fields with room in a list, then a household's tier.
struct RegisterLines {
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> lines;
    std::vector<std::int64_t> ids;  ///< one for each line
    std::string footer;             ///< "50 of 6,000"
};
[[nodiscard]] RegisterLines register_lines(const store::RegisterPage& page, store::RegisterTable table, Language language);

struct HitLine {
    store::RegisterTable table = store::RegisterTable::zone;
    std::int64_t id = 0;
    std::string what;   ///< 户, Household …
    std::string title;  ///< the name, or the place of one without
    std::string detail;
};
/// Masked hits as lines; none for none, so that a search that finds nothing shows nothing.
[[nodiscard]] std::vector<HitLine> hit_lines(const work::SearchResult& masked, Language language);

}  // namespace huegrid::gui
