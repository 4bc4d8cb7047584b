/// A classification into the file: the rulebook's words, how QGIS draws them, and what changed in the households.
#include <fmt/format.h>

#include "engine/store/commands/class_merge.hpp"
#include "engine/store/commands/writer_impl.hpp"

namespace huegrid::store {
namespace {

std::string xml_escaped(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '&') escaped += "&amp;";
        else if (c == '<') escaped += "&lt;";
        else if (c == '>') escaped += "&gt;";
        else if (c == '"') escaped += "&quot;";
        else escaped += c;
    }
    return escaped;
}

/// A QGIS style that fills v_building_tier by tier, so that the file opens in its colours.
std::string qgis_style(const std::vector<model::Tier>& tiers) {
    std::string categories, symbols;
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        const auto& c = tiers[i].colour;
        categories += fmt::format(R"(<category value="{}" label="{}" symbol="{}" render="true"/>)", xml_escaped(tiers[i].key), xml_escaped(tiers[i].name.zh), i);
        symbols += fmt::format(R"(<symbol name="{}" type="fill" alpha="1"><layer class="SimpleFill" enabled="1"><prop k="color" v="{},{},{},255"/><prop k="outline_color" v="90,90,90,255"/><prop k="outline_width" v="0.1"/></layer></symbol>)",
                               i, c.red, c.green, c.blue);
    }
    return fmt::format(R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis styleCategories="Symbology"><renderer-v2 type="categorizedSymbol" attr="tier"><categories>{}</categories><symbols>{}</symbols></renderer-v2></qgis>)",
                       categories, symbols);
}

/// Replaces the few rows of a vocabulary; identical rows cancel out in the recorded changes.
void write_vocabulary(const Database& db, const ClassificationRun& run) {
    db.run("DELETE FROM tier; DELETE FROM category");
    auto tier = db.prepare("INSERT INTO tier VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < run.tiers.size(); ++i) {
        const auto& t = run.tiers[i];
        const auto colour = to_text(t.colour);
        tier.with(std::int64_t(i + 1), t.key, t.name.zh, t.name.en, colour, t.letter, t.pattern, t.visit_every_days, t.visit_within_hours_of_change).run();
    }
    auto category = db.prepare("INSERT INTO category VALUES (?, ?, ?, ?)");
    for (std::size_t i = 0; i < run.categories.size(); ++i)
        category.with(std::int64_t(i + 1), run.categories[i].key, run.categories[i].name.zh, run.categories[i].name.en).run();
    const auto qml = qgis_style(run.tiers);
    // Its rows are numbered and dated as they come, so the same one stays.
    db.prepare("DELETE FROM layer_styles WHERE f_table_name = 'v_building_tier' AND (styleQML, description) IS NOT (?, ?)").with(qml, run.run.rulebook_name).run();
    db.prepare("INSERT INTO layer_styles(f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, "
               "styleSLD, useAsDefault, description, owner) SELECT '', '', 'v_building_tier', 'geom', 'tiers', ?, '', 1, ?, '' "
               "WHERE NOT EXISTS (SELECT 1 FROM layer_styles WHERE f_table_name = 'v_building_tier')")
        .with(qml, run.run.rulebook_name)
        .run();
}

/// Nothing of a classification in any row, so that taking this one back is emptying its columns.
bool nothing_before(const Database& db) {
    return !db.integer("SELECT 1 FROM classification LIMIT 1") && !db.integer("SELECT 1 FROM household_category LIMIT 1") &&
           !db.integer("SELECT 1 FROM rule_hold LIMIT 1") &&
           !db.integer("SELECT 1 FROM household WHERE coalesce(tier, category, rule, may_be, tier_since, visit_due) IS NOT NULL LIMIT 1");
}

}  // namespace

Result<std::int64_t> Writer::write(const ClassificationRun& run, const ClassifiedHouseholds& found, const Progress& progress) {
    return guarded(impl_->path, [&]() -> Result<std::int64_t> {
        const auto& db = impl_->db;
        const bool first = !db.integer("SELECT 1 FROM classification LIMIT 1");
        const bool whole = nothing_before(db);
        ClassMerge merge(db, run, found, first ? ClassMerge::Changes::not_told : ClassMerge::Changes::told);
        {
            const Unrecorded pause(whole ? impl_->session.get() : nullptr);
            if (!merge.households(progress)) return Progress::cancelled();
            merge.holds();
        }
        if (whole) impl_->first_classes = merge.written();
        write_vocabulary(db, run);
        const auto at = datetime(now()), as_of = to_text(run.run.as_of);
        db.prepare("INSERT INTO classification(at, as_of, rulebook_name, rulebook_version, rulebook_text) VALUES (?, ?, ?, ?, ?)")
            .with(at, as_of, run.run.rulebook_name, run.run.rulebook_version, run.run.rulebook_text)
            .run();
        impl_->tables["household"].counts.changed += merge.changed();
        return merge.changed();
    });
}

}  // namespace huegrid::store
