#include "engine/cli/print/grid_findings_print.hpp"

#include <fmt/format.h>

#include "engine/cli/print/say.hpp"

namespace huegrid::cli {

void print(const work::GridFindings& findings, Language language) {
    const bool zh = language == Language::zh;
    say(fmt::runtime(zh ? "{} 个网格，{} 个社区，{} 处提示\n" : "grids: {}, communities: {}, remarks: {}\n"), findings.grids, findings.communities, findings.found.size());
    for (std::size_t i = 0; i < work::grid_faults; ++i) {
        const auto& words = work::words(work::GridFault(i));
        if (findings.counts[i] > 0) say(fmt::runtime(zh ? "{:>6} {}：{}\n" : "{:>6} {}: {}\n"), findings.counts[i], words.title.in(language), words.todo.in(language));
    }
    for (const auto& finding : findings.found)
        say(fmt::runtime(zh ? "{}：{}{}{} — {}，x {:.0f} y {:.0f}\n" : "{}: {}{}{} — {}, x {:.0f} y {:.0f}\n"), work::words(finding.fault).title.in(language), finding.community.empty() ? "" : finding.community + " ", finding.name,
            finding.code.empty() || finding.code == finding.name ? "" : fmt::format(fmt::runtime(zh ? "（{}）" : " ({})"), finding.code), finding.what.in(language), finding.at.x, finding.at.y);
}

nlohmann::ordered_json as_json(const work::GridFindings& findings) {
    auto counts = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < work::grid_faults; ++i) counts[std::string(work::words(work::GridFault(i)).key)] = findings.counts[i];
    auto found = nlohmann::ordered_json::array();
    for (const auto& f : findings.found)
        found.push_back({{"fault", work::words(f.fault).key}, {"name", f.name}, {"code", f.code}, {"community", f.community}, {"what", f.what.en},
                         {"todo", work::words(f.fault).todo.en}, {"at", {f.at.x, f.at.y}}});
    return {{"grids", findings.grids}, {"communities", findings.communities}, {"counts", counts}, {"findings", found}};
}

}  // namespace huegrid::cli
