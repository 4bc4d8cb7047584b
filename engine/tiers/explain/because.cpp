#include "engine/tiers/explain/because.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/text.hpp"

namespace huegrid::tiers {
namespace {

std::string value_text(const Quoted& quoted, const model::Value& value, Language language) {
    const bool zh = language == Language::zh;
    if (std::holds_alternative<std::monostate>(value)) return zh ? "不详" : "not known";
    const auto* whole = std::get_if<std::int64_t>(&value);
    if (whole && quoted.value.type() == model::AttributeType::boolean) return *whole != 0 ? (zh ? "是" : "yes") : (zh ? "否" : "no");
    return plain_text(value);
}

template <class TextOf>
std::string filled(const Rule& rule, Language language, const TextOf& text_of) {
    const auto parts = parts_of_reason(rule.because.in(language));
    if (!parts) return rule.because.in(language);
    std::string reason;
    for (const auto& part : *parts) {
        const auto names = [&](const Quoted& q) { return part.quotes && q.name == part.text; };
        const auto found = std::find_if(rule.quoted.begin(), rule.quoted.end(), names);
        reason += found == rule.quoted.end() ? part.text : text_of(std::size_t(found - rule.quoted.begin()));
    }
    return reason;
}

}  // namespace

std::string plain_text(const model::Value& value) {
    const auto* real = std::get_if<double>(&value);
    const double rounded = real ? std::round(*real * 1e6) / 1e6 : 0;
    return model::to_text(real && rounded != 0 && std::abs(rounded) < 1e9 ? model::Value(rounded) : value);
}

std::string because(const Rule& rule, Language language, std::span<const model::Value> values) {
    return filled(rule, language, [&](std::size_t q) { return value_text(rule.quoted[q], values[q], language); });
}

std::string because(const Rule& rule, Language language) {
    return filled(rule, language, [&](std::size_t q) {
        const auto& title = rule.quoted[q].title.in(language);
        return fmt::format("[{}]", title.empty() ? rule.quoted[q].name : title);
    });
}

tl::expected<std::vector<ReasonPart>, conditions::Mistake> parts_of_reason(std::string_view reason) {
    std::vector<ReasonPart> parts;
    const auto add_text = [&](std::string_view text, std::size_t at) {
        if (parts.empty() || parts.back().quotes) parts.push_back({"", false, at});
        parts.back().text += text;
    };
    for (std::size_t at = 0; at < reason.size();) {
        const char c = reason[at];
        if (c != '{' && c != '}') {
            const auto end = std::min(reason.find_first_of("{}", at), reason.size());
            add_text(reason.substr(at, end - at), at);
            at = end;
        } else if (reason.substr(at + 1, 1) == reason.substr(at, 1)) {
            add_text(reason.substr(at, 1), at);
            at += 2;
        } else if (c == '}') {
            return tl::unexpected(conditions::Mistake{at, "no { stands before this }; a brace as such is written }}"});
        } else {
            const auto end = reason.find_first_of("{}", at + 1);
            if (end == std::string_view::npos || reason[end] == '{')
                return tl::unexpected(conditions::Mistake{at, "this { is never closed; a brace as such is written {{"});
            auto name = trimmed(reason.substr(at + 1, end - at - 1));
            if (name.empty()) return tl::unexpected(conditions::Mistake{at, "these braces quote nothing; write the attribute's name between them"});
            parts.push_back({std::move(name), true, at});
            at = end + 1;
        }
    }
    return parts;
}

}  // namespace huegrid::tiers
