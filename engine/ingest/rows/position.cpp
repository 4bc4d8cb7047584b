#include "engine/ingest/rows/position.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/geo/crs/crs_guess.hpp"

namespace huegrid::ingest {
namespace {

using Order = NumberReading::Order;

/// One layer on its way to a reading of its numbers.
class Doubt {
public:
    Doubt(const Recipe& recipe, sources::Source& source, const Rows& rows, sources::Query query, Metric& metric, ImportReport& report)
        : recipe_(recipe), source_(source), rows_(rows), query_(std::move(query)), metric_(metric), report_(report) {
        query_.columns.clear();
        query_.dates.reset();
    }

    Result<std::string> settle() {
        const auto declared = recipe_.sources.find(rows_.source);
        if (declared != recipe_.sources.end() && declared->second.frame) return framed(*declared->second.frame);
        const auto stated = source_.crs(rows_.layer);
        if (!stated) return fail(stated.error());
        if (query_.shape == geo::ShapeKind::none) return *stated;
        if (!stated->empty())
            if (auto known = metric_.check(*stated); !known) return fail(known.error().code, known.error().message, path());
        if (is_osm()) return *stated;

        const auto sample = look(first_looked_at);
        if (!sample) return fail(sample.error());
        if (sample->empty()) return *stated;
        if (stated->empty()) return ask("the layer doesn't say its CRS", *sample);
        warn_of_old_datum(*stated);
        if (std::any_of(sample->begin(), sample->end(), [&](auto p) { return metric_.fits(p, *stated); })) {
            if (auto decided = metric_.decide(median(*sample), *stated); !decided) return *stated;  // row by row, then
            return *stated;
        }
        return other_than(*stated, *sample);
    }

private:
    static constexpr std::size_t first_looked_at = 500;

    [[nodiscard]] std::string path() const { return source_.options().path.string(); }

    [[nodiscard]] bool is_osm() const {
        const auto name = source_.options().path.filename().string();
        for (const char* ending : {".pbf", ".osm", ".bz2"})
            if (name.ends_with(ending)) return true;
        return false;
    }

    void say(std::string kind, std::string what, std::string done) {
        report_.add({rows_.source, rows_.layer, "layer", std::move(kind), std::move(what), std::move(done)});
    }

    /// Calls `each` with a point of every shape, until it answers false.
    template <class Each>
    Result<void> every_point(Each each) {
        bool stopped = false;
        auto done = source_.read(query_, [&](sources::Record& record) -> Result<void> {
            if (record.shape.empty() || each(geo::bounds(record.shape).centre())) return {};
            stopped = true;
            return fail(ErrorCode::cancelled, "enough");
        });
        if (!done && !stopped) return done;
        return {};
    }

    Result<std::vector<geo::WorldPoint>> look(std::size_t most) {
        std::vector<geo::WorldPoint> points;
        auto done = every_point([&](geo::WorldPoint p) {
            points.push_back(p);
            return points.size() < most;
        });
        if (!done) return fail(done.error());
        return points;
    }

    static geo::WorldPoint median(std::vector<geo::WorldPoint> points) {
        const auto middle = points.begin() + std::ptrdiff_t(points.size() / 2);
        geo::WorldPoint p;
        std::nth_element(points.begin(), middle, points.end(), [](auto a, auto b) { return a.x < b.x; });
        p.x = middle->x;
        std::nth_element(points.begin(), middle, points.end(), [](auto a, auto b) { return a.y < b.y; });
        p.y = middle->y;
        return p;
    }

    /// Where most of the points lie: without a hundredth at each end, where slips of the pen are.
    static geo::WorldBox most_of(const std::vector<geo::WorldPoint>& points) {
        std::vector<double> x, y;
        for (const auto p : points) x.push_back(p.x), y.push_back(p.y);
        std::sort(x.begin(), x.end());
        std::sort(y.begin(), y.end());
        const std::size_t cut = points.size() / 50;
        return {{x[cut], y[cut]}, {x[x.size() - 1 - cut], y[y.size() - 1 - cut]}};
    }

    Result<std::string> ask(const std::string& wrong, const std::vector<geo::WorldPoint>& sample) {
        const auto box = most_of(sample);
        const auto guesses = geo::guess_crs(box);
        std::string message = fmt::format("{}. Its numbers, x {:.8g} to {:.8g}, y {:.8g} to {:.8g}, ", wrong, box.min.x, box.max.x, box.min.y, box.max.y);
        if (guesses.candidates.empty()) {
            message += "fit no system known here; ask who made the file, and write crs = \"EPSG:n\"";
        } else {
            message += fmt::format("are {}. Write under [source.{}] in the recipe the one it is:", guesses.what, rows_.source);
            for (const auto& candidate : guesses.candidates) message += fmt::format("\n  crs = \"{}\"   # {}", candidate.crs, candidate.name);
        }
        if (guesses.numbers == geo::Numbers::swapped_degrees && !source_.options().x.empty())
            message += fmt::format("\nand x = \"{}\", y = \"{}\": they are the wrong way round", source_.options().y, source_.options().x);
        return fail(ErrorCode::bad_input, message, path());
    }

    void warn_of_old_datum(const std::string& stated) {
        if (const auto datum = geo::old_datum(stated); !datum.empty())
            say("datum_shift",
                fmt::format("it is on {}, tens of metres from CGCS2000; by how much nobody can say without the town's own parameters", datum),
                fmt::format("taken as if there were no more to it; to be sure, fit [source.{}.frame] to three or more points known in both", rows_.source));
    }

    /// No shape looked at is where it can be. Is there one other reading under which all are?
    Result<std::string> other_than(const std::string& stated, const std::vector<geo::WorldPoint>& sample) {
        struct Other {
            std::string name;
            NumberReading reading;
            std::string what;
            bool fits = true;
        };
        const auto prefix = geo::other_easting_form(stated);
        std::vector<Other> others{{"swapped " + stated, {stated, Order::y_first}, "the coordinates are the wrong way round (y before x)"}};
        if (!prefix.empty()) {
            others.push_back({prefix, {prefix}, fmt::format("{} is stated, but the eastings are those of {}", stated, prefix)});
            others.push_back({"swapped " + prefix, {prefix, Order::y_first},
                              fmt::format("{} is stated, but the numbers are those of {}, and the wrong way round", stated, prefix)});
        }
        for (auto& other : others)
            if (auto known = metric_.know(other.name, other.reading); !known) return fail(known.error());
        bool stated_fits_none = true;
        std::int64_t points = 0;
        auto done = every_point([&](geo::WorldPoint p) {
            ++points;
            if (metric_.fits(p, stated)) stated_fits_none = false;
            for (auto& other : others) other.fits = other.fits && fits_file(p, other.name, other.reading.order);
            return stated_fits_none && std::any_of(others.begin(), others.end(), [](const auto& o) { return o.fits; });
        });
        if (!done) return fail(done.error());
        const auto fitting = std::count_if(others.begin(), others.end(), [](const auto& o) { return o.fits; });
        if (stated_fits_none && fitting == 1) {
            const auto& right = *std::find_if(others.begin(), others.end(), [](const auto& o) { return o.fits; });
            say(right.reading.order == Order::y_first ? "swapped_axes" : "easting_form",
                fmt::format("{}: all {} are far out as they stand, and in their place so", right.what, points), "read so");
            return right.name;
        }
        if (stated_fits_none && of_another_kind(stated, sample))
            return ask(fmt::format("it is said to be in {}, where none of its coordinates has a place", stated.substr(0, 60)), sample);
        return stated;
    }

    /// With nothing to compare with, only China counts as a place that swapped numbers can be meant for.
    bool fits_file(geo::WorldPoint p, const std::string& from, Order order) {
        if (!metric_.fits(p, from)) return false;
        if (metric_.crs().epsg != 0 || order == Order::x_first) return true;
        const auto place = metric_.lon_lat(p, from);
        return place && place->lon >= 73 && place->lon <= 136 && place->lat >= 3 && place->lat <= 54;
    }

    /// Degrees where metres are stated, 8 digits where 6 are: not a matter of single rows.
    static bool of_another_kind(const std::string& stated, const std::vector<geo::WorldPoint>& sample) {
        using geo::Numbers;
        const auto kind = geo::guess_crs(most_of(sample)).numbers;
        if (kind == Numbers::unknown || kind == Numbers::swapped_degrees) return false;
        const auto box = geo::plausible_box(stated);
        const bool degrees_stated = box && std::abs(box->max.x) <= 360;
        return degrees_stated != (kind == Numbers::degrees) ||
               (!degrees_stated && kind != Numbers::degrees && !geo::other_easting_form(stated).empty());
    }

    Result<std::string> framed(const FrameRecipe& frame) {
        auto points = frame.points;
        std::vector<geo::WorldPoint> wanted;
        for (const auto& p : points) wanted.push_back(p.world);
        const auto where = fmt::format("[source.{}.frame] of {}", rows_.source, recipe_.name);
        if (points.empty()) return fail(ErrorCode::bad_input, "the frame has no matched points", where);
        if (auto decided = metric_.decide(wanted.front(), frame.crs); !decided) return fail(decided.error().code, decided.error().message, where);
        for (auto& p : points) {
            const auto world = metric_.apply(geo::make_point(p.world), frame.crs);
            if (!world) return fail(world.error().code, world.error().message, where);
            p.world = world->points.front();
        }
        auto fitted = geo::Frame::fit(points, frame.model);
        if (!fitted) return fail(fitted.error().code, fitted.error().message, where);
        std::string residuals;
        for (const double r : fitted->residuals_m()) residuals += fmt::format("{}{:.3f}", residuals.empty() ? "" : ", ", r);
        say("frame_fitted", fmt::format("a frame by {} points, scale {:.6f}; off by {} m; root mean square {:.3f} m", points.size(), fitted->scale(), residuals, fitted->rms_m()),
            "read so");
        for (const auto i : geo::doubtful_points(*fitted))
            say("doubtful_point", fmt::format("matched point {} ({} {}) is off by {:.3f} m", i + 1, points[i].local.x, points[i].local.y, fitted->residuals_m()[i]),
                "used all the same; look at it again");
        const auto name = "the frame of " + rows_.source;
        if (auto known = metric_.know(name, {"the town's frame", Order::x_first, std::move(*fitted)}); !known) return fail(known.error());
        return name;
    }

    const Recipe& recipe_;
    sources::Source& source_;
    const Rows& rows_;
    sources::Query query_;
    Metric& metric_;
    ImportReport& report_;
};

}  // namespace

Result<std::string> settle_position(const Recipe& recipe, sources::Source& source, const Rows& rows, const sources::Query& query,
                                    Metric& metric, ImportReport& report) {
    return Doubt(recipe, source, rows, query, metric, report).settle();
}

}  // namespace huegrid::ingest
