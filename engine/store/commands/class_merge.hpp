/// @file class_merge.hpp
/// A classification against what the file has: both in order of id, so that one pass finds the rows that differ.
///
/// Layer    store, inside only. Throws SqlError.
#pragma once

#include <unordered_map>

#include "engine/model/column.hpp"
#include "engine/store/commands/writer.hpp"
#include "engine/store/database/sqlite.hpp"
#include "engine/store/journal/inverse.hpp"

namespace huegrid::store {

class ClassMerge {
public:
    enum class Changes : std::uint8_t { told, not_told };  ///< whether a change of tier gets its row in tier_change

    /// Borrows all of them.
    ClassMerge(const Database& db, const ClassificationRun& run, const ClassifiedHouseholds& found, Changes changes);

    /// False when it was stopped.
    [[nodiscard]] bool households(const Progress& progress);
    void holds();

    [[nodiscard]] std::int64_t changed() const { return changed_; }  ///< households whose tier is another
    [[nodiscard]] const FirstClasses& written() const { return written_; }

private:
    /// Texts of a column by code: first the run's words in order, then what else the file has.
    class Words {
    public:
        void add(std::string_view word) { dictionary_.add(word); }
        [[nodiscard]] std::int32_t code(const SqlValue& value);  ///< -1 for NULL
        [[nodiscard]] std::optional<std::string_view> text(std::int32_t code) const {
            return code < 0 ? std::nullopt : std::optional<std::string_view>(dictionary_.words()[std::size_t(code)]);
        }

    private:
        model::Dictionary dictionary_;
        std::int32_t last_ = -1;
    };
    /// What a household's row says; days count from 1970-01-01.
    struct Said {
        std::int32_t tier = -1, category = -1, rule = -1, may_be = -1;
        std::optional<Date> since, due;
        friend bool operator==(const Said&, const Said&) = default;
    };
    struct Stored {
        std::int64_t id = 0;
        Said said;
        std::optional<Date> visited, changed;  ///< its last visit, and its newest row of tier_change
        std::uint64_t categories = 0;
    };

    bool read_piece(std::vector<Stored>& piece, std::int64_t after);
    void write(const Stored& had, const HouseholdClass& found);
    [[nodiscard]] Said said_of(const Stored& had, const HouseholdClass& found) const;
    [[nodiscard]] std::optional<std::string_view> text(std::optional<Date> day);

    const Database& db_;
    const ClassificationRun& run_;
    const ClassifiedHouseholds& found_;
    Changes changes_;
    Date as_of_, before_;  ///< the day of this run, and of the file's first
    Words tiers_, categories_, rules_;
    std::unordered_map<std::int32_t, std::string> days_;
    std::int64_t changed_ = 0;
    FirstClasses written_;
    Statement rows_, bits_, newest_, update_, change_, drop_, add_;
};

}  // namespace huegrid::store
