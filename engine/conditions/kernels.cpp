#include "engine/conditions/kernels.hpp"

#include <cmath>
#include <cstring>
#include <limits>

// Between 16 and 64 bytes nothing is gained by more steps than these.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/conditions/kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace huegrid::conditions::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Calls each(word, values of its 64 rows) for every word; behind the last row stand zeros.
template <class T, class Each>
HWY_INLINE void for_each_word(std::span<const T> values, const Each& each) {
    const std::size_t whole = values.size() / 64;
    for (std::size_t w = 0; w < whole; ++w) each(w, values.data() + 64 * w);
    if (values.size() % 64 == 0) return;
    T rest[64] = {};
    std::memcpy(rest, values.data() + 64 * whole, values.size() % 64 * sizeof(T));
    each(whole, rest);
}

/// The bits of test(vector of rows) for 64 rows.
template <class D, class Test>
HWY_INLINE std::uint64_t bits_of(D d, const hn::TFromD<D>* values, const Test& test) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
        std::uint64_t part = 0;
        hn::StoreMaskBits(d, test(hn::LoadU(d, values + i)), reinterpret_cast<std::uint8_t*>(&part));
        bits |= part << i;
    }
    return bits;
}

template <class T>
void range_whole(std::span<const T> values, const Range<T>& range, Planes& out) {
    const hn::CappedTag<T, 64> d;
    const auto low = hn::Set(d, range.low), high = hn::Set(d, range.high), missing = hn::Set(d, range.missing);
    const std::uint64_t flip = range.inverted ? 0 : ~std::uint64_t{0};
    for_each_word(values, [&](std::size_t w, const T* rows) HWY_ATTR {
        const auto outside = bits_of(d, rows, [&](auto v) HWY_ATTR { return hn::Or(hn::Lt(v, low), hn::Gt(v, high)); });
        out.unknown[w] = bits_of(d, rows, [&](auto v) HWY_ATTR { return hn::Eq(v, missing); });
        out.yes[w] = (outside ^ flip) & ~out.unknown[w];
    });
}

void range_real(std::span<const double> values, const Range<double>& range, Planes& out) {
    const hn::CappedTag<double, 64> d;
    const auto low = hn::Set(d, range.low), high = hn::Set(d, range.high);
    const std::uint64_t flip = range.inverted ? ~std::uint64_t{0} : 0;
    for_each_word(values, [&](std::size_t w, const double* rows) HWY_ATTR {
        const auto inside = bits_of(d, rows, [&](auto v) HWY_ATTR { return hn::And(hn::Ge(v, low), hn::Le(v, high)); });
        out.unknown[w] = bits_of(d, rows, [&](auto v) HWY_ATTR { return hn::IsNaN(v); });
        out.yes[w] = (inside ^ flip) & ~out.unknown[w];
    });
}

template <class T>
void widen_whole(std::span<const T> values, T missing, Numbers& out) {
    const hn::CappedTag<T, 64> d;
    const auto none = hn::Set(d, missing);
    for_each_word(values, [&](std::size_t w, const T* rows) HWY_ATTR {
        out.missing[w] = bits_of(d, rows, [&](auto v) HWY_ATTR { return hn::Eq(v, none); });
        std::int64_t* to = out.integers.data() + 64 * w;
        for (std::size_t i = 0; i < 64; ++i) to[i] = rows[i] == missing ? 0 : std::int64_t(rows[i]);
    });
    out.is_real = out.inexact = false;
}

void widen_real(std::span<const double> values, Numbers& out) {
    const hn::CappedTag<double, 64> d;
    for_each_word(values, [&](std::size_t w, const double* rows) HWY_ATTR {
        out.missing[w] = bits_of(d, rows, [&](auto v) HWY_ATTR { return hn::IsNaN(v); });
        double* to = out.reals.data() + 64 * w;
        for (std::size_t i = 0; i < 64; ++i) to[i] = rows[i] != rows[i] ? 0.0 : rows[i];
    });
    out.is_real = true;
    out.inexact = false;
}

void widen_truth(const Planes& truth, std::size_t rows, Numbers& out) {
    for (std::size_t w = 0; w < (rows + 63) / 64; ++w) {
        out.missing[w] = truth.unknown[w];
        for (std::size_t i = 0; i < 64; ++i) out.integers[64 * w + i] = std::int64_t(truth.yes[w] >> i & 1u);
    }
    out.is_real = out.inexact = false;
}

void to_reals(Numbers& a, std::size_t rows) {
    if (a.is_real) return;
    a.is_real = true;
    for (std::size_t i = 0; i < rows; ++i) a.reals[i] = double(a.integers[i]);
}

/// Puts 0 where something is missing.
template <class T>
HWY_INLINE void blank(const Plane& missing, T* values, std::size_t rows) {
    for (std::size_t w = 0; w < (rows + 63) / 64; ++w)
        for (std::uint64_t bits = missing[w]; bits != 0; bits &= bits - 1) values[64 * w + std::size_t(__builtin_ctzll(bits))] = T(0);
}

/// The sign bit of what it returns is set where a row overflowed.
HWY_INLINE std::uint64_t calculate_integers(Arithmetic sign, Numbers& a, const Numbers& b, std::size_t rows) {
    std::uint64_t overflow = 0;
    std::int64_t* HWY_RESTRICT x = a.integers.data();
    const std::int64_t* y = b.integers.data();
    switch (sign) {
        case Arithmetic::add:
            for (std::size_t i = 0; i < rows; ++i) {
                const auto p = std::uint64_t(x[i]), q = std::uint64_t(y[i]), r = p + q;
                overflow |= (p ^ r) & (q ^ r);
                x[i] = std::int64_t(r);
            }
            return overflow;
        case Arithmetic::subtract:
            for (std::size_t i = 0; i < rows; ++i) {
                const auto p = std::uint64_t(x[i]), q = std::uint64_t(y[i]), r = p - q;
                overflow |= (p ^ q) & (p ^ r);
                x[i] = std::int64_t(r);
            }
            return overflow;
        default:
            for (std::size_t i = 0; i < rows; ++i) {
                // Two numbers of 32 bits can't overflow; larger ones are rare enough to be left to the scalar evaluator.
                const auto p = std::uint64_t(x[i]), q = std::uint64_t(y[i]);
                overflow |= ((p + 0x80000000u) | (q + 0x80000000u)) >> 32 != 0 ? ~std::uint64_t{0} : 0;
                x[i] = std::int64_t(p * q);
            }
            return overflow;
    }
}

HWY_INLINE void calculate_reals(Arithmetic sign, Numbers& a, const Numbers& b, std::size_t rows) {
    double* HWY_RESTRICT x = a.reals.data();
    const double* y = b.reals.data();
    switch (sign) {
        case Arithmetic::add: for (std::size_t i = 0; i < rows; ++i) x[i] += y[i]; break;
        case Arithmetic::subtract: for (std::size_t i = 0; i < rows; ++i) x[i] -= y[i]; break;
        case Arithmetic::multiply: for (std::size_t i = 0; i < rows; ++i) x[i] *= y[i]; break;
        default:
            for (std::size_t i = 0; i < rows; ++i) x[i] = y[i] == 0 ? std::numeric_limits<double>::quiet_NaN() : x[i] / y[i];
    }
    // What is no number is NULL.
    const hn::CappedTag<double, 64> d;
    for (std::size_t w = 0; w < (rows + 63) / 64; ++w)
        a.missing[w] |= bits_of(d, x + 64 * w, [&](auto v) HWY_ATTR { return hn::IsNaN(v); });
}

void calculate(Arithmetic sign, Numbers& a, Numbers& b, std::size_t rows) {
    a.inexact = a.inexact || b.inexact;
    for (std::size_t w = 0; w < (rows + 63) / 64; ++w) a.missing[w] |= b.missing[w];
    if (!a.is_real && !b.is_real) {
        a.inexact = a.inexact || std::int64_t(calculate_integers(sign, a, b, rows)) < 0;
        return blank(a.missing, a.integers.data(), rows);
    }
    to_reals(a, rows);
    to_reals(b, rows);
    calculate_reals(sign, a, b, rows);
    blank(a.missing, a.reals.data(), rows);
}

void keep(const Plane& where, Numbers& a, const Numbers& b, std::size_t rows) {
    for (std::size_t w = 0; w < (rows + 63) / 64; ++w) {
        a.missing[w] = (a.missing[w] & where[w]) | (b.missing[w] & ~where[w]);
        for (std::size_t i = 64 * w; i < 64 * w + 64; ++i) {
            const bool kept = where[w] >> (i % 64) & 1u;
            if (a.is_real) a.reals[i] = kept ? a.reals[i] : b.reals[i];
            else a.integers[i] = kept ? a.integers[i] : b.integers[i];
        }
    }
    a.inexact = a.inexact || b.inexact;
}

/// Whole numbers that a double holds exactly are compared as reals; with larger ones `a` is inexact.
void to_comparable(Numbers& a, std::size_t rows, bool& inexact) {
    if (a.is_real) return;
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    bool large = false;
    for (std::size_t i = 0; i < rows; ++i) large |= a.integers[i] > exact || a.integers[i] < -exact;
    inexact = inexact || large;
    to_reals(a, rows);
}

template <class T>
HWY_INLINE void compare_values(Comparison comparison, const T* a, const T* b, const Plane& missing, std::size_t rows, Planes& out) {
    const hn::CappedTag<T, 64> d;
    const bool inverted = comparison == Comparison::unequal || comparison == Comparison::less_equal || comparison == Comparison::greater_equal;
    const bool equal = comparison == Comparison::equal || comparison == Comparison::unequal;
    // a <= b is not a > b, which is not b < a: there is no NaN among them.
    const bool swapped = comparison == Comparison::greater || comparison == Comparison::less_equal;
    const std::uint64_t flip = inverted ? ~std::uint64_t{0} : 0;
    if (swapped) std::swap(a, b);
    for (std::size_t w = 0; w < (rows + 63) / 64; ++w) {
        const T* right = b + 64 * w;
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
            const auto x = hn::LoadU(d, a + 64 * w + i), y = hn::LoadU(d, right + i);
            std::uint64_t part = 0;
            hn::StoreMaskBits(d, equal ? hn::Eq(x, y) : hn::Lt(x, y), reinterpret_cast<std::uint8_t*>(&part));
            bits |= part << i;
        }
        out.unknown[w] = missing[w];
        out.yes[w] = (bits ^ flip) & ~missing[w];
    }
}

void compare(Comparison comparison, Numbers& a, Numbers& b, std::size_t rows, Planes& out) {
    a.inexact = a.inexact || b.inexact;
    for (std::size_t w = 0; w < (rows + 63) / 64; ++w) a.missing[w] |= b.missing[w];
    if (!a.is_real && !b.is_real) return compare_values(comparison, a.integers.data(), b.integers.data(), a.missing, rows, out);
    if (a.is_real != b.is_real) {
        to_comparable(a, rows, a.inexact);
        to_comparable(b, rows, a.inexact);
    }
    compare_values(comparison, a.reals.data(), b.reals.data(), a.missing, rows, out);
}

void logical_and(const Planes& a, const Planes& b, Planes& out) {
    for (std::size_t w = 0; w < batch_words; ++w) {
        const std::uint64_t yes = a.yes[w] & b.yes[w];
        out.unknown[w] = (a.yes[w] | a.unknown[w]) & (b.yes[w] | b.unknown[w]) & ~yes;
        out.yes[w] = yes;
    }
}
void logical_or(const Planes& a, const Planes& b, Planes& out) {
    for (std::size_t w = 0; w < batch_words; ++w) {
        const std::uint64_t yes = a.yes[w] | b.yes[w];
        out.unknown[w] = (a.unknown[w] | b.unknown[w]) & ~yes;
        out.yes[w] = yes;
    }
}
void logical_not(const Planes& a, Planes& out) {
    for (std::size_t w = 0; w < batch_words; ++w) {
        const std::uint64_t unknown = a.unknown[w];
        out.yes[w] = ~(a.yes[w] | unknown);
        out.unknown[w] = unknown;
    }
}
void guarded(const Planes& a, const Planes& guard, Planes& out) {
    for (std::size_t w = 0; w < batch_words; ++w) {
        const std::uint64_t fresh = guard.yes[w];
        out.yes[w] = a.yes[w] & fresh;
        out.unknown[w] = a.unknown[w] | ~fresh;
    }
}

Kernels table() {
    return {range_whole<std::int8_t>, range_whole<std::int16_t>, range_whole<std::int32_t>, range_whole<std::int64_t>, range_real,
            widen_whole<std::int8_t>, widen_whole<std::int16_t>, widen_whole<std::int32_t>, widen_whole<std::int64_t>, widen_real, widen_truth,
            calculate, keep, compare, logical_and, logical_or, logical_not, guarded};
}

}  // namespace huegrid::conditions::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace huegrid::conditions {

HWY_EXPORT(table);

const Kernels& kernels() {
    static const Kernels best = HWY_DYNAMIC_DISPATCH(table)();
    return best;
}

std::vector<Kernels> kernels_of_all_widths() {
    std::vector<Kernels> all;
    const std::int64_t supported = hwy::SupportedTargets();
    for (std::int64_t target = 1; target != 0 && target <= supported; target <<= 1) {
        if ((supported & target) == 0) continue;
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        all.push_back(HWY_DYNAMIC_DISPATCH(table)());
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    return all;
}

}  // namespace huegrid::conditions
#endif
