#include "engine/tiers/rulebook/delicate.hpp"

#include <unordered_set>

#include "engine/tiers/rulebook/sensitive.hpp"
#include "engine/tiers/rulebook/toml_text.hpp"

namespace huegrid::tiers {
namespace {

class Look {
public:
    Look(const Rulebook& book, const RulebookReader::Places& places, Purposes purposes) : book_(book), places_(places), purposes_(purposes) {}

    Delicate run(const std::vector<model::Attribute>& columns) {
        for (std::size_t r = 0; r < book_.rules.size(); ++r)
            for (const auto& name : book_.rules[r].condition.attributes()) {
                if (seen_.contains(name)) continue;
                const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.name == name; });
                if (found != columns.end() && found->formula.empty()) look(*found, place_of(r, name));
            }
        for (std::size_t d = 0; d < book_.derived.size(); ++d) look_at_defined(book_.derived[d].attribute, places_.derived[d]);
        for (std::size_t m = 0; m < book_.measured.size(); ++m) look_at_defined(book_.measured[m], places_.measured[m]);
        return std::move(found_);
    }

private:
    /// Where a rule first mentions a name; of a score's rule where the score is.
    std::size_t place_of(std::size_t rule, const std::string& name) const {
        const auto& asked = book_.rules[rule];
        const auto& columns = asked.condition.syntax()->columns;
        const auto named = std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.name == name; });
        const auto written = bytes_written_at(book_.text, places_.rules[rule], asked.when);
        return named == columns.end() || named->at >= written.size() ? places_.rules[rule] : written[named->at];
    }

    void look_at_defined(model::Attribute named, std::size_t at) {
        named.purpose = "as what it is made of";
        look(named, at);
    }

    void look(const model::Attribute& attribute, std::size_t at) {
        if (!seen_.insert(attribute.name).second) return;
        const auto topic = sensitive_topic(attribute);
        if (!topic) return;
        if (topic->blocked)
            found_.blocked.push_back({at, fmt::format("'{}' speaks of {}, which no rule may read: a tier says how much help a household needs", attribute.name, topic->name)});
        else if (purposes_ == Purposes::asked && trimmed(attribute.purpose).empty())
            found_.without_purpose.push_back({at, fmt::format("'{}' speaks of {}: the register states no purpose for keeping it", attribute.name, topic->name)});
    }

    const Rulebook& book_;
    const RulebookReader::Places& places_;
    Purposes purposes_;
    std::unordered_set<std::string> seen_;
    Delicate found_;
};

}  // namespace

Delicate delicate_attributes(const Rulebook& book, const RulebookReader::Places& places, const std::vector<model::Attribute>& columns, Purposes purposes) {
    return Look(book, places, purposes).run(columns);
}

}  // namespace huegrid::tiers
