#include "engine/ingest/import.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/text.hpp"
#include "engine/geo/shapes/repair.hpp"
#include "engine/ingest/datum_sample.hpp"
#include "engine/ingest/recipe/date_columns.hpp"
#include "engine/ingest/rows/metric.hpp"
#include "engine/ingest/rows/outbox.hpp"
#include "engine/ingest/rows/position.hpp"
#include "engine/ingest/rows/row_maker.hpp"
#include "engine/sources/source.hpp"

namespace huegrid::ingest {
namespace {

constexpr std::int64_t records_between_reports = 2000;

using Paths = std::map<std::string, std::filesystem::path>;

/// Opens each source once, whatever number of tables read from it.
class Sources {
public:
    Sources(const Recipe& recipe, const Paths& paths, const Progress& progress) : recipe_(recipe), paths_(paths), progress_(progress) {}

    /// What was bound on the command line must be something the recipe asks for.
    [[nodiscard]] Result<void> check_names() const {
        const auto names = asked_for();
        for (const auto& [name, path] : paths_)
            if (std::find(names.begin(), names.end(), name) == names.end())
                return fail(ErrorCode::not_found,
                            fmt::format("the recipe has no source '{}'{} (it asks for {})", name,
                                        did_you_mean(name, names), fmt::join(names, ", ")),
                            recipe_.name);
        return {};
    }

    [[nodiscard]] Result<sources::Source*> open(const Rows& rows) {
        if (const auto at = open_.find(rows.source); at != open_.end()) return &at->second;
        sources::SourceOptions options;
        options.name = rows.source;
        options.progress = progress_;
        if (const auto declared = recipe_.sources.find(rows.source); declared != recipe_.sources.end()) {
            const auto& source = declared->second;
            if (!source.path.empty()) options.path = recipe_.folder / source.path;
            options.encoding = source.encoding;
            options.crs = source.crs;
            options.x = source.x;
            options.y = source.y;
            options.missing = source.missing;
            options.delimiter = source.delimiter;
            options.header_row = source.header_row;
            options.fill_down = source.fill_down;
        }
        if (const auto bound = paths_.find(rows.source); bound != paths_.end()) options.path = bound->second;
        if (options.path.empty()) {
            std::vector<std::string> others;
            for (const auto& [name, source] : recipe_.sources)
                if (name != rows.source) others.push_back(name);
            for (const auto& [name, path] : paths_) others.push_back(name);
            return fail(ErrorCode::not_found,
                        fmt::format("the source '{}' has no file{}; say {}=PATH", rows.source,
                                    did_you_mean(rows.source, others), rows.source),
                        rows.place);
        }
        auto source = sources::Source::open(std::move(options));
        if (!source) return fail(source.error());
        return &open_.emplace(rows.source, std::move(*source)).first->second;
    }

private:
    [[nodiscard]] std::vector<std::string> asked_for() const {
        std::vector<std::string> names;
        for (const auto& rows : recipe_.rows)
            if (std::find(names.begin(), names.end(), rows.source) == names.end()) names.push_back(rows.source);
        return names;
    }

    const Recipe& recipe_;
    const Paths& paths_;
    const Progress& progress_;
    std::map<std::string, sources::Source> open_;
};

/// Which kind of shape has to be read for the table, and must every row have one?
struct ShapeNeed {
    geo::ShapeKind kind = geo::ShapeKind::none;
    bool required = false;
};

ShapeNeed need_of(const Rows& rows, const sources::Source& source) {
    if (rows.supplement && rows.target == Target::zone) return {};
    const auto& schema = schema_of(rows.target);
    const bool may = schema.geometry == GeometryUse::optional || rows.by_point;
    const bool must = schema.geometry == GeometryUse::required;
    // A table of points has them in columns; an issue list without such columns has no geometry to miss.
    const bool has_points = !source.options().x.empty();
    if (has_points && schema.kind != geo::ShapeKind::point) return {must ? schema.kind : geo::ShapeKind::none, must};
    return {must || may ? schema.kind : geo::ShapeKind::none, must};
}

class Reading {
public:
    Reading(const Recipe& recipe, const Paths& paths, std::optional<geo::Crs> crs, model::ExistingKeys& keys,
            const TakeBatch& take, const Progress& progress, const ReadOptions& options)
        : recipe_(recipe),
          sources_(recipe, paths, progress),
          metric_(std::move(crs)),
          progress_(progress),
          outbox_(take, options.batch_rows, RowMaker::recipe_word(recipe), import_.report),
          file_homes_(options.file_homes),
          maker_(recipe, keys, import_, outbox_, options.file_homes) {
        import_.title = recipe.title;
    }

    Result<Import> run() {
        if (auto named = sources_.check_names(); !named) return fail(named.error());
        for (std::size_t i = 0; i < recipe_.rows.size(); ++i) {
            if (progress_.stopped()) return Progress::cancelled();
            const auto& rows = recipe_.rows[i];
            if (auto done = read(rows); !done) return fail(done.error());
            if (auto done = outbox_.end(metric_.crs()); !done) return fail(done.error());
            const bool complete = maker_.end(rows, i + 1 < recipe_.rows.size() ? &recipe_.rows[i + 1] : nullptr);
            if (complete)
                if (auto done = outbox_.release(metric_.crs()); !done) return fail(done.error());
        }
        for (const auto& [source, times] : import_.report.taken_for_utc)
            import_.report.add({source, "", "", "no_time_zone", fmt::format("{} of its times don't say which clock they are by", times),
                                fmt::format("read as UTC; time_zone = \"Asia/Shanghai\" under [source.{}] says another", source), std::nullopt});
        import_.crs = metric_.crs();
        if (auto done = outbox_.finish(import_.crs); !done) return fail(done.error());
        if (auto done = datum_sample_.complete(file_homes_, import_.crs.epsg); !done) return fail(done.error());
        import_.report.datum_check = datum_sample_.check(import_.crs.epsg);
        return std::move(import_);
    }

private:
    Result<void> read(const Rows& rows) {
        const auto source = sources_.open(rows);
        if (!source) return fail(source.error());
        const auto declared = recipe_.sources.find(rows.source);
        Fields fields(rows, declared == recipe_.sources.end() ? std::nullopt : declared->second.time_zone);
        if (auto begun = maker_.begin(rows, fields); !begun) return begun;
        const auto need = need_of(rows, **source);
        sources::Query query{rows.layer, rows.where, fields.columns(), need.kind};
        query.except = rows.except;
        query.dates = date_columns(recipe_, rows);
        for (const auto& derived : fields.derived()) {
            if (derived.column.is_of_id()) query.id_numbers.push_back(derived.column.of);
            if (derived.column.is_age() && !import_.report.ages_as_of) import_.report.ages_as_of = today();
        }
        if (rows.target == Target::building) query.or_else = geo::ShapeKind::point;
        const auto crs = settle_position(recipe_, **source, rows, query, metric_, import_.report);
        if (!crs) return fail(crs.error());

        const std::string name(schema_of(rows.target).name);
        auto& count = import_.report.read[name];
        return (*source)->read(query,
                               [&](sources::Record& record) -> Result<void> {
                                   if (++count % records_between_reports == 0) {
                                       if (progress_.stopped()) return Progress::cancelled();
                                       progress_.at(name, count, 0);
                                   }
                                   auto made = make(fields, record, need, *crs);
                                   return made ? outbox_.step(metric_.crs()) : made;
                               },
                               [&](sources::Finding finding) {
                                   if (finding.hides_rows) maker_.lost_a_row();
                                   import_.report.add({rows.source, rows.layer, std::move(finding.place), std::move(finding.kind),
                                                       std::move(finding.what), std::move(finding.done)});
                               });
    }

    /// What the record becomes; it is kept out only with a word in the report.
    Result<void> make(const Fields& fields, sources::Record& record, ShapeNeed need, const std::string& crs) {
        Row row(fields, record, import_.report);
        if (!row.usable()) {
            locate(row, crs);
            maker_.keep(row);
            return {};
        }
        auto shape = placed(row, need, crs);
        if (!shape) return fail(shape.error());
        if (!shape->empty()) row.lies_at(geo::bounds(*shape).centre());
        if (!shape->empty() || !need.required) maker_.add(row, std::move(*shape));
        else maker_.keep(row);
        return {};
    }

    /// Tells a row that is kept out where it lies, so that its defect can be shown there.
    void locate(const Row& row, const std::string& crs) {
        if (row.record().shape.empty() || crs.empty() || metric_.crs().epsg == 0) return;
        if (const auto shape = metric_.apply(std::move(row.record().shape), crs)) row.lies_at(geo::bounds(*shape).centre());
    }

    /// The record's shape in the file's CRS; empty, and reported, when it has none it could keep.
    Result<geo::Shape> placed(const Row& row, ShapeNeed need, const std::string& crs) {
        auto& record = row.record();
        if (need.kind == geo::ShapeKind::none) return geo::Shape{};
        const std::string without = need.required ? "kept out" : "kept without a place";
        if (record.shape.empty()) {
            report(row, record.flaws, without);
            if (record.unusable != sources::no_geometry && !record.unusable.empty()) row.report("bad_position", record.unusable, without);
            if (record.unusable == sources::no_geometry && need.required) row.report("no_geometry", record.unusable, without);
            return geo::Shape{};
        }
        report(row, record.flaws, without);
        auto shape = metric_.apply(std::move(record.shape), crs);
        if (!shape) {
            row.report("bad_position", shape.error().message, without);
            return geo::Shape{};
        }
        if (shape->kind != need.kind && row.fields().rows().target != Target::building) {
            row.report("wrong_geometry", "it is a point, an area is needed", without);
            return geo::Shape{};
        }
        auto repaired = geo::repair(std::move(*shape));  // in metres, so that the file's own shapes are valid
        report(row, repaired.flaws, without);
        datum_sample_.add(row, repaired.shape, crs);
        if (row.fields().rows().target == Target::zone) metric_.add_zone(geo::bounds(repaired.shape));
        return std::move(repaired.shape);
    }

    /// `without`: what was done where nothing could be mended.
    void report(const Row& row, const std::vector<geo::Flaw>& flaws, const std::string& without) {
        for (const auto& flaw : flaws) {
            const auto place = flaw.at ? metric_.lon_lat_text(*flaw.at) : "";
            row.report(flaw.kind, place.empty() ? flaw.what : fmt::format("{} (at {})", flaw.what, place),
                       flaw.done.empty() ? without : flaw.done);
        }
    }

    const Recipe& recipe_;
    Sources sources_;
    Metric metric_;
    DatumSample datum_sample_;
    const Progress& progress_;
    Import import_;
    Outbox outbox_;
    const model::FileHomes& file_homes_;
    RowMaker maker_;
};

}  // namespace

void ImportReport::add(Defect defect) {
    const auto of_kind = ++defects[defect.kind];
    if (of_kind <= model::most_defects_of_a_kind) unwritten.push_back(defect);
    if (of_kind <= static_cast<std::int64_t>(examples_kept)) examples.push_back(std::move(defect));
}

Result<Import> read_sources(const Recipe& recipe, const Paths& sources, const std::optional<geo::Crs>& file_crs,
                            model::ExistingKeys& keys, const TakeBatch& take, const Progress& progress,
                            const ReadOptions& options) {
    auto crs = file_crs;
    if (!crs && !recipe.crs.empty()) {
        auto asked = geo::crs_from_text(recipe.crs);
        if (!asked) return fail(asked.error().code, asked.error().message, recipe.name);
        if (!asked->projected_metres)
            return fail(ErrorCode::bad_input,
                        fmt::format("{} is no system in metres, which the file needs; say crs = \"auto\" or the code of a projected one "
                                    "(a source's own CRS belongs under [source.NAME])", recipe.crs),
                        recipe.name);
        crs = std::move(*asked);
    }
    return Reading(recipe, sources, std::move(crs), keys, take, progress, options).run();
}

}  // namespace huegrid::ingest
