/// A classification into the file: tiers and categories of the households that changed, and how QGIS draws them.
#include <fmt/format.h>

#include <unordered_map>

#include "engine/store/writer_impl.hpp"

namespace huegrid::store {
namespace {

/// A QGIS style that fills v_building_tier by tier, so that the file opens in its colours.
std::string qgis_style(const std::vector<model::Tier>& tiers) {
    std::string categories, symbols;
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        const auto& c = tiers[i].colour;
        categories += fmt::format(R"(<category value="{}" label="{}" symbol="{}" render="true"/>)", tiers[i].key, tiers[i].name.zh, i);
        symbols += fmt::format(R"(<symbol name="{}" type="fill" alpha="1"><layer class="SimpleFill" enabled="1"><prop k="color" v="{},{},{},255"/><prop k="outline_color" v="90,90,90,255"/><prop k="outline_width" v="0.1"/></layer></symbol>)",
                               i, c.red, c.green, c.blue);
    }
    return fmt::format(R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis styleCategories="Symbology"><renderer-v2 type="categorizedSymbol" attr="tier"><categories>{}</categories><symbols>{}</symbols></renderer-v2></qgis>)",
                       categories, symbols);
}

/// Replaces the few rows of a vocabulary; identical rows cancel out in the recorded changes.
void write_vocabulary(const Database& db, const ClassificationRun& run) {
    db.run("DELETE FROM tier; DELETE FROM category; DELETE FROM layer_styles WHERE f_table_name = 'v_building_tier'");
    auto tier = db.prepare("INSERT INTO tier VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < run.tiers.size(); ++i) {
        const auto& t = run.tiers[i];
        const auto colour = to_text(t.colour);
        const auto days = t.visit_every_days ? std::optional<std::int64_t>(*t.visit_every_days) : std::nullopt;
        tier.with(std::int64_t(i + 1), t.key, t.name.zh, t.name.en, colour, t.letter, t.pattern, days).run();
    }
    auto category = db.prepare("INSERT INTO category VALUES (?, ?, ?, ?)");
    for (std::size_t i = 0; i < run.categories.size(); ++i)
        category.with(std::int64_t(i + 1), run.categories[i].key, run.categories[i].name.zh, run.categories[i].name.en).run();
    const auto qml = qgis_style(run.tiers);
    db.prepare("INSERT INTO layer_styles(f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, "
               "styleSLD, useAsDefault, description, owner) VALUES ('', '', 'v_building_tier', 'geom', 'tiers', ?, '', 1, ?, '')")
        .with(qml, run.run.rulebook_name)
        .run();
}

struct Stored {
    std::string tier, category, rule, may_be;
    std::uint32_t categories = 0;
    friend bool operator==(const Stored&, const Stored&) = default;
};

}  // namespace

Result<std::int64_t> Writer::write(const ClassificationRun& run, const std::vector<TierRow>& rows) {
    return guarded(impl_->path, [&]() -> Result<std::int64_t> {
        const auto& db = impl_->db;
        const bool first = !db.integer("SELECT 1 FROM classification LIMIT 1");
        write_vocabulary(db, run);

        std::unordered_map<std::string, std::uint32_t> bit_of;
        for (std::size_t c = 0; c < run.categories.size(); ++c) bit_of[run.categories[c].key] = 1u << c;
        std::unordered_map<std::int64_t, std::uint32_t> stored_categories;
        auto categories = db.prepare("SELECT household_id, category FROM household_category");
        // A category the rulebook no longer has takes the last bit, which makes the row differ.
        while (categories.step()) {
            const auto bit = bit_of.find(std::string(categories.text(1)));
            stored_categories[categories.integer(0)] |= bit == bit_of.end() ? 1u << 31 : bit->second;
        }

        auto current = db.prepare("SELECT tier, category, rule, may_be FROM household WHERE id = ?");
        auto update = db.prepare("UPDATE household SET tier = ?, category = ?, rule = ?, may_be = ? WHERE id = ?");
        auto change = db.prepare("INSERT INTO tier_change(household_id, as_of, old_tier, new_tier, rule, rulebook_version) "
                                 "VALUES (?, ?, ?, ?, ?, ?)");
        auto drop = db.prepare("DELETE FROM household_category WHERE household_id = ?");
        auto add = db.prepare("INSERT INTO household_category VALUES (?, ?)");
        const auto as_of = to_text(run.run.as_of);
        std::int64_t changed = 0;
        for (const auto& row : rows) {
            const auto id = row.household.value;
            current.bind(1, id);
            if (!current.step()) continue;
            const auto had = stored_categories.find(id);
            const Stored old{std::string(current.text(0)), std::string(current.text(1)), std::string(current.text(2)),
                             std::string(current.text(3)), had == stored_categories.end() ? 0 : had->second};
            current.reset();
            if (old == Stored{row.tier, row.category, row.rule, row.may_be, row.categories}) continue;
            update.with(or_null(row.tier), or_null(row.category), or_null(row.rule), or_null(row.may_be), id).run();
            if (old.categories != row.categories) {
                drop.with(id).run();
                for (std::size_t c = 0; c < run.categories.size(); ++c)
                    if (row.categories >> c & 1u) add.with(id, run.categories[c].key).run();
            }
            if (old.tier == row.tier) continue;
            ++changed;
            if (!first)
                change.with(id, as_of, or_null(old.tier), or_null(row.tier), or_null(row.rule), run.run.rulebook_version).run();
        }
        const auto at = datetime(now());
        db.prepare("INSERT INTO classification(at, as_of, rulebook_name, rulebook_version, rulebook_text) VALUES (?, ?, ?, ?, ?)")
            .with(at, as_of, run.run.rulebook_name, run.run.rulebook_version, run.run.rulebook_text)
            .run();
        impl_->tables["household"].counts.changed += changed;
        return changed;
    });
}

}  // namespace huegrid::store
