#include "loop_peer.hpp"

#include <algorithm>
#include <thread>

namespace huegrid::bench {

void PackedRegister::resize(std::size_t rows) {
    for (auto* column : {&persons, &oldest_age, &n_minors, &living_alone, &disability, &low_income, &chronic_illness, &needs_followup, &renter,
                         &has_volunteer, &fee_paid, &n_open_complaints})
        column->resize(rows);
    for (auto* column : {&last_visit, &move_in}) column->resize(rows);
    floor_area.resize(rows);
}

namespace {

constexpr std::size_t block = 1024;
using Byte = std::uint8_t;

/// One block: what compares wider columns first, then the rules, lowest first and without a branch.
#if defined(__x86_64__)
__attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#endif
void classify_block(const PackedRegister& h, const std::array<std::uint16_t, 4>& days, std::size_t first, std::size_t rows, std::uint8_t* __restrict rule,
                    std::uint16_t* __restrict matches) {
    Byte before4[block], before7[block], before12[block], since10[block], small8[block];
    const auto* __restrict visit = h.last_visit.data() + first;
    const auto* __restrict moved = h.move_in.data() + first;
    const auto* __restrict area = h.floor_area.data() + first;
    const auto* __restrict persons = h.persons.data() + first;
    for (std::size_t i = 0; i < rows; ++i) {
        before12[i] = visit[i] < days[3];
        before7[i] = visit[i] < days[1];
        before4[i] = (visit[i] != 0) & (visit[i] < days[0]);
        since10[i] = moved[i] >= days[2];
    }
    for (std::size_t i = 0; i < rows; ++i) small8[i] = area[i] < 10.0 * double(persons[i]);
    const auto* __restrict age = h.oldest_age.data() + first;
    const auto* __restrict minors = h.n_minors.data() + first;
    const auto* __restrict alone = h.living_alone.data() + first;
    const auto* __restrict disabled = h.disability.data() + first;
    const auto* __restrict poor = h.low_income.data() + first;
    const auto* __restrict ill = h.chronic_illness.data() + first;
    const auto* __restrict followup = h.needs_followup.data() + first;
    const auto* __restrict renter = h.renter.data() + first;
    const auto* __restrict volunteer = h.has_volunteer.data() + first;
    const auto* __restrict paid = h.fee_paid.data() + first;
    const auto* __restrict complaints = h.n_open_complaints.data() + first;
    for (std::size_t i = 0; i < rows; ++i) {
        Byte found = 0, low = 0, high = 0;
        const auto note = [&](Byte is, Byte number) {
            const Byte mask = Byte(-is);
            found = Byte((found & Byte(~mask)) | (number & mask));
            if (number <= 8) low = Byte(low | (is << (number - 1)));
            else high = Byte(high | (is << (number - 9)));
        };
        note(before12[i], 12);
        note(Byte((paid[i] == 0) & (poor[i] == 0) & (volunteer[i] == 0)), 11);
        note(Byte(renter[i] & since10[i]), 10);
        note(Byte((complaints[i] >= 2) | ((paid[i] == 0) & (complaints[i] >= 1))), 9);
        note(Byte(renter[i] & (persons[i] >= 6) & small8[i]), 8);
        note(Byte((age[i] >= 70) & before7[i]), 7);
        note(Byte(disabled[i] & alone[i]), 6);
        note(Byte((minors[i] >= 2) & (Byte(persons[i] - minors[i]) <= 1) & poor[i]), 5);
        note(Byte((age[i] >= 75) & ill[i] & before4[i]), 4);
        note(Byte(followup[i] & (complaints[i] >= 3)), 3);
        note(Byte(disabled[i] & poor[i] & ill[i]), 2);
        note(Byte(alone[i] & (age[i] >= 80)), 1);
        rule[i] = found;
        matches[i] = std::uint16_t(low | (high << 8));
    }
}

}  // namespace

void classify_by_loop(const PackedRegister& households, std::array<std::uint16_t, 4> days, unsigned threads, LoopAnswer& answer) {
    const std::size_t rows = households.size();
    answer.rule.resize(rows);
    answer.matches.resize(rows);
    const auto part = [&](unsigned t) {
        const std::size_t begin = rows * t / threads / block * block, end = t + 1 == threads ? rows : rows * (t + 1) / threads / block * block;
        for (std::size_t first = begin; first < end; first += block)
            classify_block(households, days, first, std::min(block, end - first), answer.rule.data() + first, answer.matches.data() + first);
    };
    std::vector<std::jthread> others;
    for (unsigned t = 1; t < threads; ++t) others.emplace_back(part, t);
    part(0);
}

}  // namespace huegrid::bench
