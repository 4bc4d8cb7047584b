/// The register's columns, the tiers and categories: what the households' codes refer to.
#include "engine/store/database/schema.hpp"
#include "engine/store/load/load_parts.hpp"

#include <fmt/format.h>

namespace huegrid::store {
namespace {

model::Attribute attribute_of(std::string name, model::AttributeType type, Label title) {
    model::Attribute attribute;
    attribute.name = std::move(name);
    attribute.type = type;
    attribute.title = std::move(title);
    return attribute;
}

}  // namespace

void load_attributes(const Database& db, model::Snapshot& s) {
    auto& columns = s.households.attributes;
    columns.emplace_back(attribute_of("kind", model::AttributeType::text, {"类别", "Kind"}));
    columns.emplace_back(attribute_of("occupancy", model::AttributeType::text, {"居住状态", "Occupancy"}));
    auto rows = db.prepare(fmt::format("SELECT name, type, title_zh, title_en, unit, origin, sensitivity, purpose, {} FROM attribute ORDER BY id",
                                       version_of(db) < 5 ? "NULL" : "formula"));
    while (rows.step()) {
        auto a = attribute_of(text(rows, 0), model::attribute_type_from(rows.text(1)).value_or(model::AttributeType::text),
                              {text(rows, 2), text(rows, 3)});
        a.unit = text(rows, 4);
        a.origin = model::origin_from(rows.text(5)).value_or(model::Origin::imported);
        a.sensitivity = model::sensitivity_from(rows.text(6)).value_or(model::Sensitivity::sensitive);
        a.purpose = text(rows, 7);
        a.formula = text(rows, 8);
        columns.emplace_back(std::move(a));
    }
}

void load_classes(const Database& db, model::Snapshot& s) {
    auto tiers = db.prepare(fmt::format("SELECT key, name_zh, name_en, colour, letter, pattern, visit_every_days, {} FROM tier ORDER BY id",
                                        version_of(db) < 5 ? "NULL" : "visit_within_hours_of_change"));
    while (tiers.step()) {
        model::Tier tier{text(tiers, 0), {text(tiers, 1), text(tiers, 2)}, parse_colour(tiers.text(3)).value_or(Colour{}),
                         text(tiers, 4), text(tiers, 5), std::nullopt};
        if (!tiers.is_null(6)) tier.visit_every_days = int(tiers.integer(6));
        if (!tiers.is_null(7)) tier.visit_within_hours_of_change = int(tiers.integer(7));
        s.tiers.push_back(std::move(tier));
    }
    auto categories = db.prepare("SELECT key, name_zh, name_en FROM category ORDER BY id");
    while (categories.step()) s.categories.push_back({text(categories, 0), {text(categories, 1), text(categories, 2)}});
    auto run = db.prepare("SELECT rulebook_name, rulebook_version, rulebook_text, as_of FROM classification ORDER BY id DESC LIMIT 1");
    if (run.step())
        s.classification = model::Classification{text(run, 0), text(run, 1), text(run, 2), parse_date(run.text(3)).value_or(Date{})};
}

}  // namespace huegrid::store
