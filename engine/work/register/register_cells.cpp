/// What somebody typed against what a field may hold.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/address/address.hpp"
#include "engine/address/identity.hpp"
#include "engine/address/telephone.hpp"
#include "engine/base/text.hpp"
#include "engine/model/plausible.hpp"
#include "engine/sources/value_text.hpp"
#include "engine/work/register/register.hpp"
#include "engine/work/words.hpp"

namespace huegrid::work {
namespace {

constexpr std::size_t longest_text = 2000;  ///< bytes; more is a slip of the clipboard

Label expected(model::AttributeType type) {
    switch (type) {
        case model::AttributeType::boolean: return {"是或否（1、0）", "yes or no (1 or 0)"};
        case model::AttributeType::integer: return {"整数", "a whole number"};
        case model::AttributeType::real: return {"数字", "a number"};
        case model::AttributeType::date: return {"日期，如 2026-10-31", "a day such as 2026-10-31"};
        case model::AttributeType::text: break;
    }
    return {"文字", "text"};
}

}  // namespace

std::optional<Label> complaint_about(const store::RegisterField& field, const std::string& text) {
    const auto content = trimmed(text);
    const auto& zh = field.title.zh.empty() ? field.name : field.title.zh;
    if (content.empty()) {
        if (!field.required) return std::nullopt;
        return Label{fmt::format("{}不能为空", zh), fmt::format("{} can't be empty", field.name)};
    }
    if (!is_utf8(content)) return Label{fmt::format("{}不是有效的文字", zh), fmt::format("{} isn't valid UTF-8", field.name)};
    if (std::any_of(content.begin(), content.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
        return Label{fmt::format("{}不能含换行或其他控制字符", zh), fmt::format("{} can't hold line breaks or other control characters", field.name)};
    if (content.size() > longest_text)
        return Label{fmt::format("{}过长", zh), fmt::format("{} is longer than {} bytes", field.name, longest_text)};
    if (field.refers_to) return std::nullopt;
    if (!field.words.empty()) {
        if (!code_meant(field.words, content).empty()) return std::nullopt;
        return Label{fmt::format("{}只能是 {}", zh, codes_known(field.words, Language::zh)),
                     fmt::format("{} can't be '{}'; it is one of {}{}", field.name, content, codes_known(field.words, Language::en), did_you_mean(content, field.words))};
    }
    const auto place = field.personal == store::Personal::phone ? address::NumberPlace::phone : address::NumberPlace::text;
    if (const auto number = address::personal_number(content); !address::has_place(number, place)) {
        const auto told = address::told(content, number);
        return Label{fmt::format("{}，不能填入{}", told.zh, zh), fmt::format("{}, which has no place in {}", told.en, field.name)};
    }
    if (address::without_identity_numbers(content))
        return Label{fmt::format("{}中有身份证号，不能存入", zh), fmt::format("there is an ID number in {}, which the file doesn't keep", field.name)};
    if (place == address::NumberPlace::phone && !address::is_telephone(content)) {
        const auto masked = address::masked_number(content);
        return Label{fmt::format("“{}”不是电话号码，不能填入{}", masked, zh),
                     fmt::format("'{}' is no telephone number, as {} is: 3 to 20 digits with + - and blanks between, and perhaps an extension", masked, field.name)};
    }
    if (const auto value = sources::value_from(content, field.type)) {
        const auto broken = model::implausible(field.name, field.bounds, *value, today());
        if (!broken) return std::nullopt;
        return Label{fmt::format("{}应{}", zh, broken->zh), fmt::format("{} can't be {}; it is {}", field.name, content, broken->en)};
    }
    const auto wanted = expected(field.type);
    return Label{fmt::format("{}应为{}", zh, wanted.zh), fmt::format("{} can't be '{}'; it is {}", field.name, content, wanted.en)};
}

Result<std::vector<store::Cell>> read_cells(const std::vector<store::RegisterField>& fields, const std::vector<std::string>& texts) {
    std::vector<std::string> names;
    for (const auto& field : fields) names.push_back(field.name);
    std::vector<store::Cell> cells;
    for (const auto& text : texts) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(ErrorCode::bad_input, fmt::format("'{}' sets nothing; write FIELD=VALUE, or FIELD= to empty a field", text));
        const auto name = trimmed(text.substr(0, equals)), content = trimmed(text.substr(equals + 1));
        const auto at = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == name; });
        if (at == fields.end()) {
            if (name == "tier" || name == "may_be" || name == "category" || name == "rule")
                return fail(ErrorCode::bad_input, fmt::format("{} follows from the rules; `huegrid override set` sets a tier by hand", name));
            if (name == "grid" || name == "community")
                return fail(ErrorCode::bad_input, fmt::format("{} follows from the building; set that", name));
            return fail(ErrorCode::bad_input, fmt::format("there is no field '{}'{}{}", name, did_you_mean(name, names),
                                                          nearest_name(name, names).empty() ? fmt::format("; there are {}", fmt::join(names, ", ")) : ""));
        }
        if (std::any_of(cells.begin(), cells.end(), [&](const auto& c) { return c.field.name == name; }))
            return fail(ErrorCode::bad_input, fmt::format("{} is set twice", name));
        if (const auto complaint = complaint_about(*at, content)) return fail(ErrorCode::bad_input, complaint->en);
        model::Value value;
        if (at->refers_to && !content.empty()) value = content;
        else if (!at->words.empty() && !content.empty()) value = code_meant(at->words, content);
        else if (at->personal == store::Personal::phone && !content.empty()) value = address::plain_telephone(content);
        else if (!content.empty() && at->column == "unit") value = address::stated_part(address::Part::unit, content);
        else if (!content.empty() && at->column == "door") value = address::stated_part(address::Part::door, content);
        else if (!content.empty()) value = *sources::value_from(content, at->type);
        cells.push_back({*at, std::move(value)});
    }
    return cells;
}

}  // namespace huegrid::work
