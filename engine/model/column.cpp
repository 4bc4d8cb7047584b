#include "engine/model/column.hpp"

#include <cmath>

namespace huegrid::model {
namespace {

template <class T>
bool fits(std::int64_t value) {
    // The least value of a narrow width means missing there, so as a value it needs the next one.
    return value == missing_integer || (value > std::numeric_limits<T>::min() && value <= std::numeric_limits<T>::max());
}

template <class T>
T narrowed(std::int64_t value) {
    return value == missing_integer ? std::numeric_limits<T>::min() : T(value);
}
template <class T>
std::int64_t widened(T value) {
    return value == std::numeric_limits<T>::min() ? missing_integer : std::int64_t{value};
}

/// The same rows at the next width.
template <class To, class From>
std::vector<To> widened_rows(const std::vector<From>& rows) {
    std::vector<To> wide;
    wide.reserve(rows.size() + 1);
    for (const From value : rows) wide.push_back(narrowed<To>(widened(value)));
    return wide;
}

void widen_until_it_fits(IntegerColumn::Chunk& chunk, std::int64_t value) {
    if (auto* rows = std::get_if<0>(&chunk); rows && !fits<std::int8_t>(value)) chunk = widened_rows<std::int16_t>(*rows);
    if (auto* rows = std::get_if<1>(&chunk); rows && !fits<std::int16_t>(value)) chunk = widened_rows<std::int32_t>(*rows);
    if (auto* rows = std::get_if<2>(&chunk); rows && !fits<std::int32_t>(value)) chunk = widened_rows<std::int64_t>(*rows);
}

/// What a column of `type` keeps of a value.
std::int8_t as_boolean(const Value& value) {
    const auto* integer = std::get_if<std::int64_t>(&value);
    return integer ? std::int8_t(*integer != 0) : missing_boolean;
}
std::int64_t as_integer(const Value& value) {
    const auto* integer = std::get_if<std::int64_t>(&value);
    return integer ? *integer : missing_integer;
}
double as_real(const Value& value) {
    if (const auto* real = std::get_if<double>(&value)) return *real;
    const auto* integer = std::get_if<std::int64_t>(&value);
    return integer ? double(*integer) : missing_real;
}
std::int64_t as_code(const Value& value, Dictionary& dictionary) {
    const auto* text = std::get_if<std::string>(&value);
    return text ? dictionary.add(*text) : missing_integer;
}
std::int64_t as_day(const Value& value) {
    const auto* date = std::get_if<Date>(&value);
    return date ? std::int64_t{date->time_since_epoch().count()} : missing_integer;
}

}  // namespace

void IntegerColumn::push_back(std::int64_t value) {
    if (size_ % chunk_rows == 0) chunks_.emplace_back();
    auto& chunk = chunks_.back().edit();
    widen_until_it_fits(chunk, value);
    std::visit([&]<class T>(std::vector<T>& rows) { rows.push_back(narrowed<T>(value)); }, chunk);
    ++size_;
}

void IntegerColumn::append(Chunk chunk) {
    size_ += std::visit([](const auto& rows) { return rows.size(); }, chunk);
    chunks_.emplace_back(std::move(chunk));
}

void IntegerColumn::set(std::size_t row, std::int64_t value) {
    auto& chunk = chunks_[row / chunk_rows].edit();
    widen_until_it_fits(chunk, value);
    std::visit([&]<class T>(std::vector<T>& rows) { rows[row % chunk_rows] = narrowed<T>(value); }, chunk);
}

std::int64_t IntegerColumn::operator[](std::size_t row) const {
    return std::visit([&](const auto& rows) { return widened(rows[row % chunk_rows]); }, *chunks_[row / chunk_rows]);
}

std::int32_t Dictionary::add(std::string_view word) {
    if (const auto known = find(word); known >= 0) return known;
    auto& parts = parts_.edit();
    const auto code = std::int32_t(parts.words.size());
    parts.words.emplace_back(word);
    parts.codes.emplace(std::string(word), code);
    return code;
}

std::int32_t Dictionary::find(std::string_view word) const {
    const auto at = parts_->codes.find(word);
    return at == parts_->codes.end() ? -1 : at->second;
}

AttributeColumn::AttributeColumn(Attribute of) : attribute(std::move(of)) {
    switch (attribute.type) {
        case AttributeType::boolean: data.emplace<0>(); break;
        case AttributeType::integer: data.emplace<1>(); break;
        case AttributeType::real: data.emplace<2>(); break;
        case AttributeType::text: data.emplace<3>(); break;
        case AttributeType::date: data.emplace<4>(); break;
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
            const auto v = std::get<0>(data)[row];
            return v == missing_boolean ? Value{} : Value{std::int64_t{v}};
        }
        case AttributeType::integer: {
            const auto v = std::get<1>(data)[row];
            return v == missing_integer ? Value{} : Value{v};
        }
        case AttributeType::real: {
            const auto v = std::get<2>(data)[row];
            return std::isnan(v) ? Value{} : Value{v};
        }
        case AttributeType::text: {
            const auto& column = std::get<3>(data);
            const auto code = column.codes[row];
            return code == missing_integer ? Value{} : Value{column.dictionary.words()[std::size_t(code)]};
        }
        case AttributeType::date: {
            const auto v = std::get<4>(data)[row];
            return v == missing_integer ? Value{} : Value{Date(std::chrono::days(v))};
        }
    }
    return {};
}

void AttributeColumn::push_back(const Value& value) {
    switch (attribute.type) {
        case AttributeType::boolean: return std::get<0>(data).push_back(as_boolean(value));
        case AttributeType::integer: return std::get<1>(data).push_back(as_integer(value));
        case AttributeType::real: return std::get<2>(data).push_back(as_real(value));
        case AttributeType::text: {
            auto& column = std::get<3>(data);
            return column.codes.push_back(as_code(value, column.dictionary));
        }
        case AttributeType::date: return std::get<4>(data).push_back(as_day(value));
    }
}

void AttributeColumn::set(std::size_t row, const Value& value) {
    switch (attribute.type) {
        case AttributeType::boolean: return std::get<0>(data).set(row, as_boolean(value));
        case AttributeType::integer: return std::get<1>(data).set(row, as_integer(value));
        case AttributeType::real: return std::get<2>(data).set(row, as_real(value));
        case AttributeType::text: {
            auto& column = std::get<3>(data);
            return column.codes.set(row, as_code(value, column.dictionary));
        }
        case AttributeType::date: return std::get<4>(data).set(row, as_day(value));
    }
}

}  // namespace huegrid::model
