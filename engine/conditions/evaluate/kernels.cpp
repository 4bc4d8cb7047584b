#include "engine/conditions/evaluate/kernels.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>

// Between 16 and 64 bytes nothing is gained by more steps than these.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/conditions/evaluate/kernels.cpp"
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

using Kind = Numbers::Kind;

/// Narrow columns into 32 bits, others into 64.
template <class T>
void widen_whole(std::span<const T> values, T missing, Numbers& out) {
    using To = std::conditional_t<sizeof(T) <= 2, std::int32_t, std::int64_t>;
    const hn::CappedTag<T, 64> d;
    const auto none = hn::Set(d, missing);
    auto* const own = reinterpret_cast<To*>(out.own.data());
    for_each_word(values, [&](std::size_t w, const T* rows) HWY_ATTR {
        out.missing[w] = bits_of(d, rows, [&](auto v) HWY_ATTR { return hn::Eq(v, none); });
        To* HWY_RESTRICT to = own + 64 * w;
        for (std::size_t i = 0; i < 64; ++i) to[i] = rows[i] == missing ? To(0) : To(rows[i]);
    });
    out.inexact = false;
    if constexpr (sizeof(T) <= 2) out.kind = Kind::small, out.small = out.own_small(), out.bound = std::int64_t{1} << (8 * sizeof(T) - 1);
    else out.kind = Kind::whole, out.whole = out.own.data();
}

void view_real(std::span<const double> values, Numbers& out) {
    const hn::CappedTag<double, 64> d;
    for_each_word(values, [&](std::size_t w, const double* rows) HWY_ATTR {
        out.missing[w] = bits_of(d, rows, [&](auto v) HWY_ATTR { return hn::IsNaN(v); });
    });
    out.kind = Kind::real;
    out.real = values.data();
    out.inexact = false;
    if (values.size() % 64 == 0) return;
    // The loops go over whole words, which the column need not have.
    std::memcpy(out.own_real(), values.data(), values.size_bytes());
    out.real = out.own_real();
}

void widen_truth(const Planes& truth, std::size_t rows, Numbers& out) {
    std::int32_t* HWY_RESTRICT to = out.own_small();
    for (std::size_t w = 0; w < words_of(rows); ++w) {
        out.missing[w] = truth.unknown[w];
        for (std::size_t i = 0; i < 64; ++i) to[64 * w + i] = std::int32_t(truth.yes[w] >> i & 1u);
    }
    out.kind = Kind::small;
    out.small = to;
    out.bound = 1;
    out.inexact = false;
}

/// Calls use(values of a) with the array that holds them.
template <class Use>
HWY_INLINE void with_values(const Numbers& a, const Use& use) {
    switch (a.kind) {
        case Kind::small: return use(a.small);
        case Kind::whole: return use(a.whole);
        case Kind::real: return use(a.real);
    }
}

/// Puts 0 where something is missing.
template <class T>
HWY_INLINE void blank(const Plane& missing, T* values, std::size_t rows) {
    for (std::size_t w = 0; w < words_of(rows); ++w)
        for (std::uint64_t bits = missing[w]; bits != 0; bits &= bits - 1) values[64 * w + std::size_t(__builtin_ctzll(bits))] = T(0);
}

/// True when some row overflowed.
template <class A, class B>
HWY_INLINE bool calculate_whole(Arithmetic sign, const A* a, const B* b, std::int64_t* HWY_RESTRICT out, std::size_t rows) {
    std::uint64_t overflow = 0;
    const auto each = [&](const auto& calculate) {
        for (std::size_t i = 0; i < rows; ++i) {
            const auto p = std::uint64_t(std::int64_t(a[i])), q = std::uint64_t(std::int64_t(b[i]));
            out[i] = std::int64_t(calculate(p, q));
        }
    };
    switch (sign) {
        case Arithmetic::add: each([&](std::uint64_t p, std::uint64_t q) { return overflow |= (p ^ (p + q)) & (q ^ (p + q)), p + q; }); break;
        case Arithmetic::subtract: each([&](std::uint64_t p, std::uint64_t q) { return overflow |= (p ^ q) & (p ^ (p - q)), p - q; }); break;
        default:
            // Two numbers of 32 bits can't overflow; larger ones are rare enough to be left to the scalar evaluator.
            each([&](std::uint64_t p, std::uint64_t q) {
                overflow |= ((p + 0x80000000u) | (q + 0x80000000u)) >> 32 != 0 ? ~std::uint64_t{0} : 0;
                return p * q;
            });
    }
    return overflow >> 63 != 0;
}

/// What none of them exceeds; past 32 bits when the result may be.
HWY_INLINE std::int64_t bound_of(Arithmetic sign, const Numbers& a, const Numbers& b) {
    if (a.kind != Kind::small || b.kind != Kind::small) return std::numeric_limits<std::int64_t>::max();
    return sign == Arithmetic::multiply ? a.bound * b.bound : a.bound + b.bound;
}

HWY_INLINE void calculate_small(Arithmetic sign, const std::int32_t* a, const std::int32_t* b, std::int32_t* HWY_RESTRICT out, std::size_t rows) {
    switch (sign) {
        case Arithmetic::add: for (std::size_t i = 0; i < rows; ++i) out[i] = a[i] + b[i]; break;
        case Arithmetic::subtract: for (std::size_t i = 0; i < rows; ++i) out[i] = a[i] - b[i]; break;
        default: for (std::size_t i = 0; i < rows; ++i) out[i] = a[i] * b[i];
    }
}

template <class A, class B>
HWY_INLINE void calculate_real(Arithmetic sign, const A* a, const B* b, double* HWY_RESTRICT out, std::size_t rows) {
    switch (sign) {
        case Arithmetic::add: for (std::size_t i = 0; i < rows; ++i) out[i] = double(a[i]) + double(b[i]); break;
        case Arithmetic::subtract: for (std::size_t i = 0; i < rows; ++i) out[i] = double(a[i]) - double(b[i]); break;
        case Arithmetic::multiply: for (std::size_t i = 0; i < rows; ++i) out[i] = double(a[i]) * double(b[i]); break;
        default:
            for (std::size_t i = 0; i < rows; ++i)
                out[i] = double(b[i]) == 0 ? std::numeric_limits<double>::quiet_NaN() : double(a[i]) / double(b[i]);
    }
}

void calculate(Arithmetic sign, const Numbers& a, const Numbers& b, std::size_t rows, Numbers& out) {
    const std::size_t all = 64 * words_of(rows);
    out.inexact = a.inexact || b.inexact;
    for (std::size_t w = 0; w < words_of(rows); ++w) out.missing[w] = a.missing[w] | b.missing[w];
    if (a.kind == Kind::real || b.kind == Kind::real) {
        out.kind = Kind::real;
        out.real = out.own_real();
        with_values(a, [&](const auto* x) { with_values(b, [&](const auto* y) { calculate_real(sign, x, y, out.own_real(), all); }); });
        const hn::CappedTag<double, 64> d;  // what is no number is NULL
        for (std::size_t w = 0; w < words_of(rows); ++w)
            out.missing[w] |= bits_of(d, out.real + 64 * w, [&](auto v) HWY_ATTR { return hn::IsNaN(v); });
        return;
    }
    const std::int64_t bound = bound_of(sign, a, b);
    if (bound <= std::numeric_limits<std::int32_t>::max()) {
        calculate_small(sign, a.small, b.small, out.own_small(), all);
        blank(out.missing, out.own_small(), rows);
        out.kind = Kind::small;
        out.small = out.own_small();
        out.bound = bound;
        return;
    }
    bool overflow = false;
    const auto whole = [&]<class A, class B>(const A* x, const B* y) {
        if constexpr (!std::is_same_v<A, double> && !std::is_same_v<B, double>)
            overflow = calculate_whole(sign, x, y, out.own.data(), all);
    };
    with_values(a, [&](const auto* x) { with_values(b, [&](const auto* y) { whole(x, y); }); });
    out.inexact = out.inexact || overflow;
    blank(out.missing, out.own.data(), rows);
    out.kind = Kind::whole;
    out.whole = out.own.data();
}

template <class To, class A, class B>
HWY_INLINE void choose_values(const Plane& where, const A* a, const B* b, To* HWY_RESTRICT out, std::size_t rows) {
    for (std::size_t i = 0; i < rows; ++i) out[i] = where[i / 64] >> (i % 64) & 1u ? To(a[i]) : To(b[i]);
}

void choose(const Plane& where, const Numbers& a, const Numbers& b, std::size_t rows, Numbers& out) {
    const std::size_t all = 64 * words_of(rows);
    out.inexact = a.inexact || b.inexact;
    for (std::size_t w = 0; w < words_of(rows); ++w) out.missing[w] = (a.missing[w] & where[w]) | (b.missing[w] & ~where[w]);
    if (a.kind == Kind::real) {
        choose_values(where, a.real, b.real, out.own_real(), all);
        out.kind = Kind::real;
        out.real = out.own_real();
    } else if (a.kind == Kind::small && b.kind == Kind::small) {
        choose_values(where, a.small, b.small, out.own_small(), all);
        out.kind = Kind::small;
        out.small = out.own_small();
        out.bound = std::max(a.bound, b.bound);
    } else {
        const auto whole = [&]<class A, class B>(const A* x, const B* y) {
            if constexpr (!std::is_same_v<A, double> && !std::is_same_v<B, double>)
                choose_values(where, x, y, out.own.data(), all);
        };
        with_values(a, [&](const auto* x) { with_values(b, [&](const auto* y) { whole(x, y); }); });
        out.kind = Kind::whole;
        out.whole = out.own.data();
    }
}

/// Whether a double holds each of them exactly.
HWY_INLINE bool exact_as_reals(const Numbers& a, std::size_t rows) {
    if (a.kind != Kind::whole) return true;
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    bool large = false;
    for (std::size_t i = 0; i < rows; ++i) large |= a.whole[i] > exact || a.whole[i] < -exact;
    return !large;
}

/// Both as values of one type; a <= b is not b < a, and there is no NaN that isn't missing.
template <class T, class A, class B>
HWY_INLINE void compare_values(Comparison comparison, const A* a, const B* b, const Numbers& left, const Numbers& right, std::size_t rows, Planes& out) {
    const bool inverted = comparison == Comparison::unequal || comparison == Comparison::less_equal || comparison == Comparison::greater_equal;
    const bool equal = comparison == Comparison::equal || comparison == Comparison::unequal;
    const bool swapped = comparison == Comparison::greater || comparison == Comparison::less_equal;
    const std::uint64_t flip = inverted ? ~std::uint64_t{0} : 0;
    const hn::CappedTag<T, 64> d;
    alignas(64) T x[64], y[64];
    for (std::size_t w = 0; w < words_of(rows); ++w) {
        for (std::size_t i = 0; i < 64; ++i) x[i] = T(a[64 * w + i]);
        for (std::size_t i = 0; i < 64; ++i) y[i] = T(b[64 * w + i]);
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < 64; i += hn::Lanes(d)) {
            const auto p = hn::Load(d, x + i), q = hn::Load(d, y + i);
            std::uint64_t part = 0;
            hn::StoreMaskBits(d, equal ? hn::Eq(p, q) : swapped ? hn::Lt(q, p) : hn::Lt(p, q), reinterpret_cast<std::uint8_t*>(&part));
            bits |= part << i;
        }
        out.unknown[w] = left.missing[w] | right.missing[w];
        out.yes[w] = (bits ^ flip) & ~out.unknown[w];
    }
}

bool compare(Comparison comparison, const Numbers& a, const Numbers& b, std::size_t rows, Planes& out) {
    if (a.inexact || b.inexact) return false;
    if (a.kind == Kind::small && b.kind == Kind::small) return compare_values<std::int32_t>(comparison, a.small, b.small, a, b, rows, out), true;
    const bool real = a.kind == Kind::real || b.kind == Kind::real;
    if (real && a.kind != b.kind && !(exact_as_reals(a, rows) && exact_as_reals(b, rows))) return false;
    const auto compare = [&]<class A, class B>(const A* x, const B* y) {
        using Common = std::conditional_t<std::is_same_v<A, double> || std::is_same_v<B, double>, double, std::int64_t>;
        compare_values<Common>(comparison, x, y, a, b, rows, out);
    };
    with_values(a, [&](const auto* x) { with_values(b, [&](const auto* y) { compare(x, y); }); });
    return true;
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
            widen_whole<std::int8_t>, widen_whole<std::int16_t>, widen_whole<std::int32_t>, widen_whole<std::int64_t>, view_real, widen_truth,
            calculate, choose, compare, logical_and, logical_or, logical_not, guarded};
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

void with_each_width(const std::function<void()>& use) {
    const std::int64_t supported = hwy::SupportedTargets();
    for (std::int64_t target = 1; target != 0 && target <= supported; target <<= 1) {
        if ((supported & target) == 0) continue;
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        use();
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

std::vector<Kernels> kernels_of_all_widths() {
    std::vector<Kernels> all;
    with_each_width([&] { all.push_back(HWY_DYNAMIC_DISPATCH(table)()); });
    return all;
}

}  // namespace huegrid::conditions
#endif
