#include "engine/geo/shapes/geometry_blob.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace huegrid::geo {
namespace {

// WKB's type codes that we read and write; the others (curves, surfaces) are refused by number.
enum : std::uint32_t {
    wkb_point = 1,
    wkb_line = 2,
    wkb_polygon = 3,
    wkb_multi_point = 4,
    wkb_multi_line = 5,
    wkb_multi_polygon = 6,
    wkb_collection = 7,
};

constexpr int deepest_nesting = 8;

template <class T>
T byte_swapped(T value) {
    std::uint8_t bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    for (std::size_t i = 0; i < sizeof(T) / 2; ++i) std::swap(bytes[i], bytes[sizeof(T) - 1 - i]);
    std::memcpy(&value, bytes, sizeof(T));
    return value;
}

// ---- writing -------------------------------------------------------------------------------------------------

class Writer {
public:
    void byte(std::uint8_t value) { bytes.push_back(value); }

    template <class T>
    void number(T value) {
        if constexpr (std::endian::native == std::endian::big) value = byte_swapped(value);
        const auto* raw = reinterpret_cast<const std::uint8_t*>(&value);
        bytes.insert(bytes.end(), raw, raw + sizeof(T));
    }
    void head(std::uint32_t type) { byte(1), number(type); }
    void head(std::uint32_t type, std::size_t count) { head(type), number(std::uint32_t(count)); }
    void point(WorldPoint p) { number(p.x), number(p.y); }
    void line(std::span<const WorldPoint> points) {
        head(wkb_line, points.size());
        for (const WorldPoint p : points) point(p);
    }
    void ring(std::span<const WorldPoint> points) {
        number(std::uint32_t(points.empty() ? 0 : points.size() + 1));
        for (const WorldPoint p : points) point(p);
        if (!points.empty()) point(points.front());
    }
    void polygon(const Shape& shape, std::size_t part) {
        const std::size_t first = part == 0 ? 0 : shape.part_ends[part - 1];
        head(wkb_polygon, shape.part_ends[part] - first);
        for (std::size_t r = first; r < shape.part_ends[part]; ++r) ring(shape.ring(r));
    }

    std::vector<std::uint8_t> bytes;
};

void write_wkb(Writer& out, const Shape& shape, WkbForm form) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    switch (shape.kind) {
        case ShapeKind::none:
            out.head(wkb_collection, 0);
            return;
        case ShapeKind::point:
            out.head(wkb_point);
            out.point(shape.empty() ? WorldPoint{nan, nan} : shape.points.front());
            return;
        case ShapeKind::line:
            if (form == WkbForm::multi || shape.rings() != 1) out.head(wkb_multi_line, shape.rings());
            for (std::size_t r = 0; r < shape.rings(); ++r) out.line(shape.ring(r));
            return;
        case ShapeKind::polygon:
            if (form == WkbForm::multi || shape.part_ends.size() != 1)
                out.head(wkb_multi_polygon, shape.part_ends.size());
            for (std::size_t part = 0; part < shape.part_ends.size(); ++part) out.polygon(shape, part);
            return;
    }
}

// ---- reading -------------------------------------------------------------------------------------------------

/// Reads from a span that may end anywhere. The first failure sticks in `problem`; what is read after it is 0.
class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    [[nodiscard]] bool failed() const { return !problem.empty(); }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }
    [[nodiscard]] std::span<const std::uint8_t> rest() const { return bytes_.subspan(at_); }
    void give_up(std::string why) {
        if (!failed()) problem = std::move(why);
    }
    void skip(std::size_t n) {
        if (n > left()) return give_up("the geometry is cut off");
        at_ += n;
    }
    template <class T>
    T number() {
        T value{};
        if (failed() || sizeof(T) > left()) return give_up("the geometry is cut off"), T{};
        std::memcpy(&value, bytes_.data() + at_, sizeof(T));
        at_ += sizeof(T);
        return swap_ ? byte_swapped(value) : value;
    }
    void byte_order() {
        const auto order = number<std::uint8_t>();
        if (order > 1) give_up(fmt::format("{} is no byte order of WKB", order));
        swap_ = (order == 1) != (std::endian::native == std::endian::little);
    }
    /// A count of things of at least `size` bytes each: more than can follow is refused before memory is asked for.
    std::size_t count(std::size_t size) {
        const auto n = number<std::uint32_t>();
        if (n > left() / size) return give_up("the geometry is cut off"), 0;
        return n;
    }

    std::string problem;

private:
    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
    bool swap_ = false;
};

class WkbReader {
public:
    explicit WkbReader(Reader& in) : in_(in) {}

    void geometry(int depth) {
        if (depth > deepest_nesting) return in_.give_up("the geometry is nested too deeply");
        in_.byte_order();
        const auto coded = in_.number<std::uint32_t>();
        // Z and M come as ISO's thousands (1003, 2003, 3003) or as EWKB's high bits, whose lowest adds an SRID.
        const std::uint32_t thousands = (coded & 0x1FFFFFFFu) / 1000;
        const std::uint32_t type = (coded & 0x1FFFFFFFu) % 1000;
        const bool z = (coded & 0x80000000u) || thousands == 1 || thousands == 3;
        const bool m = (coded & 0x40000000u) || thousands == 2 || thousands == 3;
        extra_ = (z ? 8u : 0u) + (m ? 8u : 0u);
        if (coded & 0x20000000u) in_.skip(4);
        if (thousands > 3) return unknown_type(coded);
        switch (type) {
            case wkb_point:
                return point();
            case wkb_line:
                return line();
            case wkb_polygon:
                return polygon();
            case wkb_multi_point:
            case wkb_multi_line:
            case wkb_multi_polygon:
            case wkb_collection: {
                const std::size_t parts = in_.count(9);
                for (std::size_t i = 0; i < parts && !in_.failed(); ++i) geometry(depth + 1);
                return;
            }
            default:
                return unknown_type(coded);
        }
    }

    Shape shape;

private:
    void unknown_type(std::uint32_t coded) {
        in_.give_up(fmt::format("WKB type {} is no point, line or polygon", coded));
    }
    /// False when there is already something of another kind.
    bool becomes(ShapeKind kind) {
        if (in_.failed()) return false;
        if (shape.kind != ShapeKind::none && shape.kind != kind)
            return in_.give_up("points, lines and polygons are mixed in one geometry"), false;
        shape.kind = kind;
        return true;
    }
    WorldPoint vertex() {
        const double x = in_.number<double>();
        const double y = in_.number<double>();
        in_.skip(extra_);
        return {x, y};
    }
    void vertices(std::size_t n) {
        for (std::size_t i = 0; i < n && !in_.failed(); ++i) {
            const WorldPoint p = vertex();
            if (!std::isfinite(p.x) || !std::isfinite(p.y)) in_.give_up("a coordinate is not a finite number");
            shape.points.push_back(p);
        }
    }
    void end_ring() { shape.ring_ends.push_back(std::uint32_t(shape.points.size())); }

    void point() {
        const WorldPoint p = vertex();
        if (in_.failed() || (std::isnan(p.x) && std::isnan(p.y))) return;
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) return in_.give_up("a coordinate is not a finite number");
        if (!becomes(ShapeKind::point)) return;
        if (!shape.empty()) return in_.give_up("several points in one geometry; one is needed");
        shape.points.push_back(p);
        end_ring();
    }
    void line() {
        const std::size_t n = in_.count(16 + extra_);
        if (n == 0 || !becomes(ShapeKind::line)) return;
        vertices(n);
        end_ring();
    }
    void polygon() {
        const std::size_t rings = in_.count(4);
        const std::size_t rings_before = shape.rings();
        for (std::size_t r = 0; r < rings && !in_.failed(); ++r) {
            const std::size_t n = in_.count(16 + extra_);
            if (n == 0 || !becomes(ShapeKind::polygon)) continue;
            const std::size_t first = shape.points.size();
            vertices(n);
            if (n > 1 && shape.points.back() == shape.points[first]) shape.points.pop_back();
            end_ring();
        }
        if (shape.rings() > rings_before) shape.part_ends.push_back(std::uint32_t(shape.rings()));
    }

    Reader& in_;
    std::size_t extra_ = 0;  ///< bytes of Z and M behind each x and y
};

Result<Shape> read_wkb(Reader in) {
    // Ring ends are 32 bits wide; SQLite's longest blob holds 2^27 vertices.
    if (in.left() / 16 > std::numeric_limits<std::uint32_t>::max())
        return fail(ErrorCode::bad_input, "the geometry has more than 4 billion vertices");
    WkbReader reader(in);
    reader.geometry(0);
    if (in.failed()) return fail(ErrorCode::bad_input, std::move(in.problem));
    return std::move(reader.shape);
}

/// What stands before the WKB. `in` is left at its first byte.
struct BlobHeader {
    bool has_envelope = false;
    WorldBox envelope;
};

BlobHeader read_header(Reader& in) {
    BlobHeader header;
    if (in.number<std::uint8_t>() != 'G' || in.number<std::uint8_t>() != 'P')
        in.give_up("this is no GeoPackage geometry: it doesn't begin with GP");
    in.skip(1);  // version
    // The header's byte order is the lowest flag; Reader takes it from the stream, so numbers are swapped here.
    const auto flags = in.number<std::uint8_t>();
    const bool swapped = (flags & 1u) != (std::endian::native == std::endian::little ? 1u : 0u);
    const auto coordinate = [&] {
        const double raw = in.number<double>();
        return swapped ? byte_swapped(raw) : raw;
    };
    in.skip(4);  // srs_id: the table says it too
    const unsigned envelope = (flags >> 1) & 7u;
    if (envelope > 4) in.give_up(fmt::format("{} is no envelope code of GeoPackage", envelope));
    if (envelope == 0 || in.failed()) return header;
    const double west = coordinate(), east = coordinate(), south = coordinate(), north = coordinate();
    in.skip(envelope == 1 ? 0 : envelope == 4 ? 32 : 16);
    header.has_envelope = true;
    if (west <= east && south <= north) header.envelope = {{west, south}, {east, north}};
    return header;
}

}  // namespace

std::vector<std::uint8_t> to_geometry_blob(const Shape& shape, std::int32_t srs_id, WkbForm form) {
    const bool with_envelope = !shape.empty() && shape.kind != ShapeKind::point;
    Writer out;
    out.bytes.reserve(72 + 16 * (shape.points.size() + shape.rings()));
    out.byte('G'), out.byte('P'), out.byte(0);
    out.byte(std::uint8_t(1u | (with_envelope ? 1u << 1 : 0u) | (shape.empty() ? 1u << 4 : 0u)));
    out.number(srs_id);
    if (with_envelope) {
        const WorldBox box = bounds(shape);
        out.number(box.min.x), out.number(box.max.x), out.number(box.min.y), out.number(box.max.y);
    }
    write_wkb(out, shape, form);
    return std::move(out.bytes);
}

Result<Shape> from_geometry_blob(std::span<const std::uint8_t> blob) {
    Reader in(blob);
    read_header(in);
    if (in.failed()) return fail(ErrorCode::bad_input, std::move(in.problem));
    return read_wkb(Reader(in.rest()));
}

bool read_shell(std::span<const std::uint8_t> blob, std::vector<WorldPoint>& shell) {
    if constexpr (std::endian::native != std::endian::little) return false;
    const auto number_at = [&](std::size_t at) {
        std::uint32_t value = 0;
        std::memcpy(&value, blob.data() + at, sizeof value);
        return value;
    };
    if (blob.size() < 8 || blob[0] != 'G' || blob[1] != 'P' || (blob[3] & 1u) == 0) return false;
    constexpr std::size_t envelope_sizes[] = {0, 32, 48, 48, 64};
    const std::size_t envelope = (blob[3] >> 1) & 7u;
    if (envelope > 4) return false;
    std::size_t at = 8 + envelope_sizes[envelope];
    // Byte order and type of each geometry, then a count: of polygons, of rings, of vertices.
    const auto begins = [&](std::uint32_t type) { return blob.size() >= at + 9 && blob[at] == 1 && number_at(at + 1) == type && number_at(at + 5) == 1; };
    if (begins(wkb_multi_polygon)) at += 9;
    if (!begins(wkb_polygon) || blob.size() < at + 13) return false;
    const std::size_t count = number_at(at + 9);
    at += 13;
    if (count == 0 || count > (blob.size() - at) / sizeof(WorldPoint)) return false;
    shell.resize(count);
    std::memcpy(static_cast<void*>(shell.data()), blob.data() + at, count * sizeof(WorldPoint));
    for (const auto p : shell)
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) return false;
    if (count > 1 && shell.back() == shell.front()) shell.pop_back();
    return true;
}

WorldBox envelope_of_blob(std::span<const std::uint8_t> blob) {
    Reader in(blob);
    const auto header = read_header(in);
    if (in.failed()) return {};
    if (header.has_envelope) return header.envelope;
    const auto shape = read_wkb(Reader(in.rest()));
    return shape ? bounds(*shape) : WorldBox{};
}

}  // namespace huegrid::geo
