#include "engine/store/commands/class_merge.hpp"

#include <algorithm>
#include <limits>

#include "engine/store/commands/next_visit.hpp"

namespace huegrid::store {
namespace {

constexpr std::size_t piece_rows = 65'536;  ///< read before any of them is written: no cursor stands in what changes
constexpr std::uint64_t another_category = std::uint64_t{1} << 63;  ///< one that the rulebook no longer has

std::optional<Date> day_at(const Statement& row, int column) {
    const auto value = row.value(column);
    return value.is_null() ? std::nullopt : parse_date(value.text());
}

}  // namespace

std::int32_t ClassMerge::Words::code(const SqlValue& value) {
    if (value.is_null()) return -1;
    const auto word = value.text();
    if (last_ < 0 || dictionary_.words()[std::size_t(last_)] != word) last_ = dictionary_.add(word);
    return last_;
}

ClassMerge::ClassMerge(const Database& db, const ClassificationRun& run, const ClassifiedHouseholds& found, Changes changes)
    : db_(db),
      run_(run),
      found_(found),
      changes_(changes),
      as_of_(run.run.as_of),
      before_(parse_date(db.text("SELECT as_of FROM classification ORDER BY id LIMIT 1")).value_or(as_of_)),
      rows_(db.prepare("SELECT id, tier, category, rule, may_be, tier_since, visit_due, last_visit FROM household "
                       "WHERE id > ? AND valid_to IS NULL ORDER BY id LIMIT ?")),
      bits_(db.prepare("SELECT household_id, category FROM household_category WHERE household_id BETWEEN ? AND ? ORDER BY household_id")),
      newest_(db.prepare("SELECT household_id, as_of, max(id) FROM tier_change WHERE household_id BETWEEN ? AND ? GROUP BY household_id "
                          "ORDER BY household_id")),
      update_(db.prepare("UPDATE household SET tier = ?, category = ?, rule = ?, may_be = ?, tier_since = ?, visit_due = ? WHERE id = ?")),
      change_(db.prepare("INSERT INTO tier_change(household_id, as_of, old_tier, new_tier, rule, rulebook_version, by_hand) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?)")),
      drop_(db.prepare("DELETE FROM household_category WHERE household_id = ?")),
      add_(db.prepare("INSERT INTO household_category VALUES (?, ?)")) {
    for (const auto& tier : run.tiers) tiers_.add(tier.key);
    for (const auto& category : run.categories) categories_.add(category.key);
    for (const auto& rule : run.rules) rules_.add(rule.id);
}

std::optional<std::string_view> ClassMerge::text(std::optional<Date> day) {
    if (!day) return std::nullopt;
    const auto [found, fresh] = days_.try_emplace(std::int32_t(day->time_since_epoch().count()));
    if (fresh) found->second = to_text(*day);
    return found->second;
}

/// The households in force behind the id `after`; false when there are no more.
bool ClassMerge::read_piece(std::vector<Stored>& piece, std::int64_t after) {
    piece.clear();
    rows_.reset();
    rows_.with(after, std::int64_t(piece_rows));
    while (rows_.step()) {
        auto& row = piece.emplace_back();
        row.id = rows_.integer(0);
        row.said = {tiers_.code(rows_.value(1)), categories_.code(rows_.value(2)), rules_.code(rows_.value(3)), tiers_.code(rows_.value(4)),
                    day_at(rows_, 5), day_at(rows_, 6)};
        row.visited = day_at(rows_, 7);
    }
    rows_.reset();
    if (piece.empty()) return false;
    // Both run in ascending household id, as the piece does.
    const auto merge = [&](Statement& more, auto take) {
        more.reset();
        more.with(piece.front().id, piece.back().id);
        auto row = piece.begin();
        while (more.step()) {
            while (row != piece.end() && row->id < more.integer(0)) ++row;
            if (row != piece.end() && row->id == more.integer(0)) take(*row);
        }
        more.reset();
    };
    merge(bits_, [&](Stored& row) {
        const auto code = std::size_t(categories_.code(bits_.value(1)));
        row.categories |= code < run_.categories.size() ? std::uint64_t{1} << code : another_category;
    });
    merge(newest_, [&](Stored& row) { row.changed = day_at(newest_, 1); });
    return true;
}

ClassMerge::Said ClassMerge::said_of(const Stored& had, const HouseholdClass& found) const {
    Said said;
    said.tier = found.tier;
    said.may_be = found.may_be;
    said.rule = found.rule;
    if (found.rule >= 0) said.category = std::int32_t(run_.rules[std::size_t(found.rule)].category);
    const bool other = said.tier != had.said.tier;
    // A file of an older version says of no household since when it has its tier; what its changes say is as good.
    // It had it by the day of this run at the latest, whatever a run for a later day said.
    said.since = other ? as_of_ : std::min(as_of_, had.said.since ? *had.said.since : had.changed.value_or(before_));
    const auto changed = other && changes_ == Changes::told ? std::optional(as_of_) : had.changed;
    if (found.tier >= 0) said.due = next_visit(run_.tiers[std::size_t(found.tier)], *said.since, changed, had.visited, as_of_);
    return said;
}

void ClassMerge::write(const Stored& had, const HouseholdClass& found) {
    const Said said = said_of(had, found);
    if (said != had.said) {
        update_.with(tiers_.text(said.tier), categories_.text(said.category), rules_.text(said.rule), tiers_.text(said.may_be), text(said.since),
                     text(said.due), had.id)
            .run();
        ++written_.tiers;
    }
    if (had.categories != found.categories) {
        if (had.categories != 0) drop_.with(had.id).run();
        for (std::size_t c = 0; c < run_.categories.size(); ++c) {
            if (!(found.categories >> c & 1u)) continue;
            add_.with(had.id, run_.categories[c].key).run();
            ++written_.categories;
        }
    }
    if (said.tier == had.said.tier) return;
    ++changed_;
    if (changes_ == Changes::told)
        change_.with(had.id, text(as_of_), tiers_.text(had.said.tier), tiers_.text(said.tier), rules_.text(said.rule), run_.run.rulebook_version,
                     int(found.by_hand))
            .run();
}

bool ClassMerge::households(const Progress& progress) {
    std::vector<Stored> piece;
    std::size_t next = 0;
    for (std::int64_t after = std::numeric_limits<std::int64_t>::min(); read_piece(piece, after); after = piece.back().id) {
        progress.at("writing tiers", std::int64_t(next), std::int64_t(found_.size));
        if (progress.stopped()) return false;
        for (const auto& row : piece) {
            while (next < found_.size && found_.id(next) < row.id) ++next;
            if (next < found_.size && found_.id(next) == row.id) write(row, found_.of(next++));
        }
    }
    return true;
}

void ClassMerge::holds() {
    using Key = std::pair<std::int64_t, std::string_view>;
    std::vector<std::pair<Key, std::optional<Date>>> now;
    now.reserve(found_.holds.size());
    for (const auto& hold : found_.holds) now.push_back({{found_.id(std::size_t(hold.household)), run_.rules[std::size_t(hold.rule)].id}, hold.last_true});
    std::sort(now.begin(), now.end());
    std::vector<std::pair<std::int64_t, std::string>> over;
    std::vector<std::size_t> others;
    std::size_t next = 0;
    {
        auto stored = db_.prepare("SELECT household_id, rule, last_true FROM rule_hold ORDER BY household_id, rule");
        while (stored.step()) {
            const Key key{stored.integer(0), stored.text(1)};
            while (next < now.size() && now[next].first < key) others.push_back(next++);
            if (next == now.size() || key < now[next].first) over.emplace_back(key.first, key.second);
            else if (const auto at = next++; now[at].second != day_at(stored, 2)) others.push_back(at);
        }
    }
    for (; next < now.size(); ++next) others.push_back(next);
    auto end = db_.prepare("DELETE FROM rule_hold WHERE household_id = ? AND rule = ?");
    for (const auto& [household, rule] : over) end.with(household, rule).run();
    auto put = db_.prepare("INSERT INTO rule_hold VALUES (?1, ?2, ?3) ON CONFLICT(household_id, rule) DO UPDATE SET last_true = excluded.last_true");
    for (const auto at : others) put.with(now[at].first.first, now[at].first.second, text(now[at].second)).run();
    written_.holds = std::int64_t(others.size());
}

}  // namespace huegrid::store
