#include "engine/model/column.hpp"

#include <cmath>

namespace huegrid::model {

void TextColumn::push_back(std::string_view text) {
    const auto [at, fresh] = code_of.try_emplace(std::string(text), std::int32_t(words.size()));
    if (fresh) words.emplace_back(text);
    codes.push_back(at->second);
}

AttributeColumn::AttributeColumn(Attribute of) : attribute(std::move(of)) {
    switch (attribute.type) {
        case AttributeType::boolean: data.emplace<Column<std::int8_t>>(); break;
        case AttributeType::integer: data.emplace<Column<std::int64_t>>(); break;
        case AttributeType::real: data.emplace<Column<double>>(); break;
        case AttributeType::text: data.emplace<TextColumn>(); break;
        case AttributeType::date: data.emplace<Column<std::int32_t>>(); break;
    }
}

std::size_t AttributeColumn::size() const {
    return std::visit(
        [](const auto& column) {
            if constexpr (std::is_same_v<std::decay_t<decltype(column)>, TextColumn>) return column.codes.size();
            else return column.size();
        },
        data);
}

Value AttributeColumn::value(std::size_t row) const {
    switch (attribute.type) {
        case AttributeType::boolean: {
            const auto v = std::get<Column<std::int8_t>>(data)[row];
            return v == missing_boolean ? Value{} : Value{std::int64_t{v}};
        }
        case AttributeType::integer: {
            const auto v = std::get<Column<std::int64_t>>(data)[row];
            return v == missing_integer ? Value{} : Value{v};
        }
        case AttributeType::real: {
            const auto v = std::get<Column<double>>(data)[row];
            return std::isnan(v) ? Value{} : Value{v};
        }
        case AttributeType::text: {
            const auto& column = std::get<TextColumn>(data);
            const auto code = column.codes[row];
            return code < 0 ? Value{} : Value{column.words[std::size_t(code)]};
        }
        case AttributeType::date: {
            const auto v = std::get<Column<std::int32_t>>(data)[row];
            return v == missing_date ? Value{} : Value{Date(std::chrono::days(v))};
        }
    }
    return {};
}

void AttributeColumn::push_back(const Value& value) {
    const auto* integer = std::get_if<std::int64_t>(&value);
    const auto* real = std::get_if<double>(&value);
    const auto* text = std::get_if<std::string>(&value);
    const auto* date = std::get_if<Date>(&value);
    switch (attribute.type) {
        case AttributeType::boolean:
            std::get<Column<std::int8_t>>(data).push_back(integer ? std::int8_t(*integer != 0) : missing_boolean);
            break;
        case AttributeType::integer:
            std::get<Column<std::int64_t>>(data).push_back(integer ? *integer : missing_integer);
            break;
        case AttributeType::real:
            std::get<Column<double>>(data).push_back(real ? *real : integer ? double(*integer) : missing_real);
            break;
        case AttributeType::text:
            if (text) std::get<TextColumn>(data).push_back(*text);
            else std::get<TextColumn>(data).push_missing();
            break;
        case AttributeType::date:
            std::get<Column<std::int32_t>>(data).push_back(
                date ? std::int32_t(date->time_since_epoch().count()) : missing_date);
            break;
    }
}

}  // namespace huegrid::model
