#include "engine/sources/features/osm_relations.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <osmium/io/pbf_input.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/osm/relation.hpp>

#include <exception>
#include <string_view>

namespace huegrid::sources {
namespace {

/// The relation's tags as GDAL would have put them into the layer's fields.
void set_fields(OGRFeature& feature, const osmium::Relation& relation) {
    auto& fields = *feature.GetDefnRef();
    std::string others;
    const auto quoted = [](std::string_view text) {
        std::string safe = "\"";
        for (const char c : text) {
            if (c == '"' || c == '\\') safe += '\\';
            safe += c;
        }
        return safe + '"';
    };
    for (const auto& tag : relation.tags()) {
        if (const int field = fields.GetFieldIndex(tag.key()); field >= 0) feature.SetField(field, tag.value());
        else others += fmt::format("{}{}=>{}", others.empty() ? "" : ",", quoted(tag.key()), quoted(tag.value()));
    }
    if (const int field = fields.GetFieldIndex("osm_id"); field >= 0) feature.SetField(field, fmt::format("{}", relation.id()).c_str());
    if (const int field = fields.GetFieldIndex("other_tags"); field >= 0 && !others.empty()) feature.SetField(field, others.c_str());
}

Finding finding_of(const osmium::Relation& relation) {
    const bool boundary = relation.tags().has_key("boundary");
    const char* name = relation.tags()["name"];
    return {fmt::format("relation {}", relation.id()), boundary ? "boundary_cut" : "area_cut",
            fmt::format("the outline of {} isn't whole in this file: the extract's edge cuts it, or it doesn't close",
                        name ? name : fmt::format("relation {}", relation.id())),
            "kept out"};
}

}  // namespace

void note_cut_relations(const std::filesystem::path& file, OGRFeatureDefn& fields, const std::string& where,
                        const std::unordered_set<std::int64_t>& whole, std::unordered_set<std::int64_t>& told, const EachFinding& found) {
    OGRFeatureQuery filter;
    if (!where.empty() && filter.Compile(&fields, where.c_str()) != OGRERR_NONE) return;  // the driver refused it before
    try {
        osmium::io::Reader reader(file.string(), osmium::osm_entity_bits::relation, osmium::io::read_meta::no);
        while (const auto buffer = reader.read())
            for (const auto& relation : buffer.select<osmium::Relation>()) {
                const std::string_view type = relation.tags().get_value_by_key("type", "");
                if ((type != "boundary" && type != "multipolygon") || whole.contains(relation.id()) || told.contains(relation.id())) continue;
                OGRFeature feature(&fields);
                set_fields(feature, relation);
                if (!where.empty() && !filter.Evaluate(&feature)) continue;
                told.insert(relation.id());
                found(finding_of(relation));
            }
        reader.close();
    } catch (const std::exception& error) {
        found({"", "relations_not_checked", fmt::format("whether areas are cut by the file's edge isn't known: {}", error.what()), "read without that check"});
    }
}

}  // namespace huegrid::sources
