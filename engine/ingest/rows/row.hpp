/// @file row.hpp
/// A record seen through the recipe: its fields by name, checked and converted.
///
/// Layer    ingest.
#pragma once

#include <forward_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/time_zone.hpp"
#include "engine/ingest/import.hpp"
#include "engine/ingest/recipe/recipe.hpp"
#include "engine/ingest/rows/derived_column.hpp"
#include "engine/sources/source.hpp"

namespace huegrid::ingest {

/// The columns that a recipe's table needs, each asked for once.
class Fields {
public:
    /// Times that don't say their zone are shown by a clock in `zone`; nullopt: nobody has said which, and it's taken for UTC's.
    explicit Fields(const Rows& rows, std::optional<TimeZone> zone = {});
    /// The column's position in Record::values; asks for it if nobody has.
    std::size_t column(const std::string& name);
    void columns_of(const Mapping& mapping);

    /// What to ask the source for; a column once for each thing that is derived of it.
    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
    /// Which of columns() are read for what they say, and what that is.
    struct Derived {
        std::size_t position;
        DerivedColumn column;
    };
    [[nodiscard]] const std::vector<Derived>& derived() const { return derived_; }
    [[nodiscard]] const Rows& rows() const { return rows_; }
    [[nodiscard]] const TargetSchema& schema() const { return schema_; }
    [[nodiscard]] Date today() const { return today_; }  ///< when reading began: asking the clock for each value takes time
    [[nodiscard]] const std::optional<TimeZone>& zone() const { return zone_; }
    /// The mapping of each field of schema(), in its order; nullptr for one that the recipe leaves out.
    [[nodiscard]] const std::vector<const Mapping*>& mappings() const { return mappings_; }
    /// What the mapping makes of a record whose columns were asked for: the record's own text, the recipe's, or `made`.
    [[nodiscard]] const std::string& text(const Mapping& mapping, const sources::Record& record, std::string& made) const;
    /// The same for a key: names the column when there are several; "" stays "".
    [[nodiscard]] const std::string& key(const Mapping& mapping, const sources::Record& record, std::string& made) const;
    [[nodiscard]] std::size_t position(const std::string& name) const { return positions_.at(name); }

private:
    const Rows& rows_;
    const TargetSchema& schema_;
    std::optional<TimeZone> zone_;
    Date today_ = huegrid::today();
    std::vector<const Mapping*> mappings_;
    std::vector<std::string> columns_;
    std::vector<Derived> derived_;
    std::map<std::string, std::size_t> positions_;
    std::unordered_map<const Mapping*, std::vector<std::size_t>> at_;  ///< positions of a mapping's columns
};

/// One record on its way to become a row. What is wrong goes into the report.
class Row {
public:
    Row(const Fields& fields, sources::Record& record, ImportReport& report);
    ~Row();
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;

    /// Has it all it must have, in words that are understood? What needn't be there and isn't understood is dropped.
    [[nodiscard]] bool usable();

    [[nodiscard]] bool maps(std::string_view field) const;
    /// "" when the field is empty, was dropped, or isn't in the recipe; lives as long as the row and its record.
    [[nodiscard]] const std::string& text(std::string_view field) const;
    [[nodiscard]] std::vector<std::string> list(std::string_view field) const;  ///< separated by ; or ；
    [[nodiscard]] std::optional<int> integer(std::string_view field) const;
    [[nodiscard]] bool yes(std::string_view field) const;
    [[nodiscard]] std::optional<Date> date(std::string_view field) const;
    [[nodiscard]] std::optional<Instant> instant(std::string_view field) const;
    [[nodiscard]] model::Value value(const std::string& text, const AttributeRecipe& recipe) const;
    /// Is what stands in `column` within the attribute's bounds and plausible? If not, the report has it and what that did to
    /// the household.
    [[nodiscard]] bool can_be(const AttributeRecipe& recipe, const model::Value& value, std::string_view column) const;

    [[nodiscard]] const Fields& fields() const { return fields_; }
    [[nodiscard]] sources::Record& record() const { return record_; }
    [[nodiscard]] Label label() const { return {text("name_zh"), text("name_en")}; }
    [[nodiscard]] Defect defect(std::string kind, std::string what, std::string done) const;
    /// The report has it when the row is gone: by then its place may be known.
    void report(std::string kind, std::string what, std::string done) const;
    /// Where the record lies, in the file's CRS.
    void lies_at(geo::WorldPoint at) const { at_ = at; }

private:
    [[nodiscard]] bool readable(const Field& field) const;
    /// The text, or what of it the file may hold in the field: nothing, or one of `made_`; the report has why.
    [[nodiscard]] const std::string* without_personal(const Field& field, const std::string& text);
    /// What comes of a value that isn't taken.
    [[nodiscard]] std::string without(const AttributeRecipe& recipe) const;
    /// Puts what cells say in their place, where a column is a derived one.
    void derive();

    const Fields& fields_;
    sources::Record& record_;
    ImportReport& report_;
    std::vector<const std::string*> texts_;  ///< of each field of the schema: the record's, or one of `made_`
    std::forward_list<std::string> made_;
    mutable std::vector<Defect> found_;
    mutable std::optional<geo::WorldPoint> at_;
};

}  // namespace huegrid::ingest
