#include "open_bench.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "engine/store/load/load.hpp"
#include "engine/store/load/snapshot_fields.hpp"
#include "engine/store/load/snapshot_file.hpp"
#include "engine/work/register/register.hpp"

namespace huegrid::bench {
namespace {

using model::SnapshotPtr;

class Seconds {
public:
    template <class Work>
    auto of(Work work) {
        const auto start = std::chrono::steady_clock::now();
        auto result = work();
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
        all_.push_back(spent.count());
        return result;
    }
    void print(std::string_view what) {
        if (all_.empty()) return;
        std::sort(all_.begin(), all_.end());
        fmt::print("  {:<44} {:>9.4f} s   {:.4f} to {:.4f}\n", what, all_[all_.size() / 2], all_.front(), all_.back());
    }

private:
    std::vector<double> all_;
};

std::size_t bytes_in_use() {
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

template <class Table>
double bytes_of(const Table& table) {
    double bytes = 0;
    store::ArchiveWriter out([&](std::span<const std::uint8_t> more) { bytes += double(more.size()); });
    store::field(out, const_cast<Table&>(table));  // an ArchiveWriter only looks
    return bytes;
}

bool equal(const model::Snapshot& a, const model::Snapshot& b) {
    const auto &x = a.households, &y = b.households;
    bool same = a.version == b.version && a.zones.size() == b.zones.size() && a.buildings.size() == b.buildings.size() &&
                a.issues.size() == b.issues.size() && x.size() == y.size() && x.attributes.size() == y.attributes.size();
    for (std::size_t row = 0; same && row < x.size(); ++row) {
        same = x.ids[row] == y.ids[row] && x.buildings[row] == y.buildings[row] && x.tiers[row] == y.tiers[row] &&
               x.may_be[row] == y.may_be[row] && x.categories[row] == y.categories[row];
        for (std::size_t c = 0; same && c < x.attributes.size(); ++c) same = x.attributes[c].value(row) == y.attributes[c].value(row);
    }
    return same;
}

bool complain(const Error& error) {
    fmt::print(stderr, "{}\n", error.text());
    return false;
}

std::string load_average() {
    std::string first;
    std::ifstream("/proc/loadavg") >> first;
    return first;
}

/// The first whole number that a hand can set.
const model::AttributeColumn* a_number(const model::Snapshot& s) {
    for (const auto& column : s.households.attributes)
        if (column.attribute.type == model::AttributeType::integer && !model::is_household_column(column.attribute.name)) return &column;
    return nullptr;
}

}  // namespace

bool open_file(const std::filesystem::path& file, int runs) {
    fmt::print("open, {}: load average {}\n", file.filename().string(), load_average());
    Seconds first, again, set, advance;
    SnapshotPtr at;
    bool agreed = true;
    for (int run = 0; run < runs; ++run) {
        at.reset();
        store::forget_snapshot(file);
        const auto before = bytes_in_use();
        auto read = first.of([&] { return store::load_snapshot(file); });
        if (!read) return complain(read.error());
        at = *read;
        if (run == 0)
            fmt::print("  {} buildings, {} households: {:.0f} MB; {:.0f} bytes a building, {:.0f} a household\n", at->buildings.size(),
                       at->households.size(), double(bytes_in_use() - before) / 1e6, bytes_of(at->buildings) / double(std::max<std::size_t>(1, at->buildings.size())),
                       bytes_of(at->households) / double(std::max<std::size_t>(1, at->households.size())));
        if (!std::filesystem::exists(store::snapshot_file(file))) continue;
        auto kept = again.of([&] { return store::load_snapshot(file); });
        if (!kept) return complain(kept.error());
        if (run == 0) agreed = equal(*at, **kept);
    }
    const auto* number = a_number(*at);
    if (!number || at->households.size() == 0) return complain({ErrorCode::bad_input, "no household with a whole number to set", file.string()});
    const std::string name = number->attribute.name;
    for (int run = 0; run < runs; ++run) {
        const auto row = std::size_t(run) * 7919 % at->households.size();
        const auto id = std::to_string(at->households.ids[row]);
        const auto old = model::to_text(at->households.attribute(name)->value(row));
        for (const auto& text : {std::string(old == "1" ? "2" : "1"), old}) {
            const work::Command command{file, {"bench", ""}};
            auto done = set.of([&] { return work::set_in_register(command, store::RegisterTable::household, "id:" + id, {name + "=" + text}); });
            if (!done) return complain(done.error());
            auto next = advance.of([&] { return store::advance_snapshot(file, at); });
            if (!next) return complain(next.error());
            at = *next;
            agreed = agreed && model::to_text(at->households.attribute(name)->value(row)) == text;
        }
    }
    const auto anew = store::load_snapshot(file);
    agreed = agreed && anew && equal(**anew, *at);
    first.print("first open");
    again.print("again");
    set.print("one household set");
    advance.print("the snapshot after it");
    fmt::print("  {}; load average {}\n", agreed ? "the answers are equal" : "THE ANSWERS DIFFER", load_average());
    return agreed;
}

bool open(const Setup& setup) {
    auto name = (std::filesystem::temp_directory_path() / "huegrid_bench_XXXXXX").string();
    if (!::mkdtemp(name.data())) return complain({ErrorCode::io, "no folder for the made town", name});
    const std::filesystem::path folder = name;
    synth::TownOptions options;
    options.households = setup.workload.households;
    const auto made = work::synth({folder / (setup.workload.name + ".gpkg"), {"bench", ""}}, options);
    const bool agreed = made ? open_file(folder / (setup.workload.name + ".gpkg"), setup.runs) : complain(made.error());
    std::filesystem::remove_all(folder);
    return agreed;
}

}  // namespace huegrid::bench
