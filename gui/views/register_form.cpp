#include "gui/views/register_form.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/work/register/register.hpp"
#include "engine/work/words.hpp"
#include "gui/views/numbers.hpp"

namespace huegrid::gui {
namespace {

std::string title_of(const store::RegisterField& field, Language language) {
    const auto title = field.title.in(language);
    return title.empty() ? field.name : title;
}

std::string cell_text(const store::RegisterPage& page, const store::RegisterRow& row, std::size_t f, Language language) {
    if (!row.names[f].empty()) return row.names[f];
    const auto text = model::to_text(row.values[f]);
    return page.fields[f].words.empty() ? text : work::code_title(text, language);
}

FormField empty_field(const store::RegisterField& field, Language language) {
    FormField made{field, title_of(field, language), "", "", "", {}, ""};
    for (const auto& word : field.words) made.choices.emplace_back(word, work::code_title(word, language));
    if (!field.words.empty() && !field.required) made.choices.emplace_back("", "");
    return made;
}

}  // namespace

RegisterForm register_form(const store::RegisterPage& page, store::RegisterTable table, Language language) {
    RegisterForm form{table, 0, language, {}};
    if (page.rows.empty()) return form;
    const auto& row = page.rows.front();
    form.id = row.id;
    for (std::size_t f = 0; f < page.fields.size(); ++f) {
        const auto& field = page.fields[f];
        if (field.column == "valid_to") continue;
        auto made = empty_field(field, language);
        made.shown = cell_text(page, row, f, language);
        if (field.personal == store::Personal::no) made.text = made.before = model::to_text(row.values[f]);
        form.fields.push_back(std::move(made));
    }
    return form;
}

RegisterForm new_form(const std::vector<store::RegisterField>& fields, store::RegisterTable table, Language language) {
    RegisterForm form{table, 0, language, {}};
    for (const auto& field : fields) {
        if (field.column == "valid_to") continue;
        form.fields.push_back(empty_field(field, language));
        auto& made = form.fields.back();
        made.text = made.before = model::to_text(field.initial);
        if (const auto complaint = work::complaint_about(field, made.text)) made.complaint = complaint->in(language);
    }
    return form;
}

void type_into(RegisterForm& form, std::size_t field, std::string text) {
    auto& typed = form.fields[field];
    typed.text = std::move(text);
    const bool untouched = form.id != 0 && typed.text == typed.before;
    const auto complaint = untouched ? std::nullopt : work::complaint_about(typed.field, typed.text);
    typed.complaint = complaint ? complaint->in(form.language) : "";
}

std::vector<std::string> changed_cells(const RegisterForm& form) {
    std::vector<std::string> cells;
    for (const auto& field : form.fields)
        if (field.text != field.before) cells.push_back(field.field.name + "=" + field.text);
    return cells;
}

bool can_be_saved(const RegisterForm& form) {
    return !changed_cells(form).empty() && std::all_of(form.fields.begin(), form.fields.end(), [](const auto& f) { return f.complaint.empty(); });
}

RegisterLines register_lines(const store::RegisterPage& page, store::RegisterTable table, Language language) {
    RegisterLines shown;
    std::size_t own = 0;
    for (; own < page.fields.size() && page.fields[own].column != "valid_to"; ++own) shown.head.push_back(title_of(page.fields[own], language));
    const bool household = table == store::RegisterTable::household;
    if (household) shown.head.push_back(Label{"等级", "Tier"}.in(language));
    for (const auto& row : page.rows) {
        std::vector<std::string> line;
        for (std::size_t f = 0; f < own; ++f) line.push_back(cell_text(page, row, f, language));
        if (household) line.push_back(row.tier);
        shown.lines.push_back(std::move(line));
        shown.ids.push_back(row.id);
    }
    const auto rows = grouped(std::int64_t(page.rows.size())), total = grouped(page.total);
    const bool all = std::int64_t(page.rows.size()) == page.total;
    shown.footer = language == Language::zh ? (all ? fmt::format("共 {} 条", total) : fmt::format("{} / {} 条", rows, total))
                                            : (all ? fmt::format("{} in all", total) : fmt::format("{} of {}", rows, total));
    return shown;
}

std::vector<HitLine> hit_lines(const work::SearchResult& masked, Language language) {
    std::vector<HitLine> lines;
    for (const auto& hit : masked.hits) {
        HitLine line{hit.table, hit.id, store::title(hit.table).in(language), hit.name, hit.place};
        if (!hit.door.empty()) line.detail += (line.detail.empty() ? "" : " ") + hit.door;
        if (!hit.phone.empty()) line.detail += (line.detail.empty() ? "" : " ") + hit.phone;
        if (line.title.empty()) std::swap(line.title, line.detail);
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace huegrid::gui
