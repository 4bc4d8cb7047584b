/// @file class_breaks.hpp
/// Values divided into classes, so that a map can give each a colour.
///
///     const auto breaks = class_breaks(rates, {.method = BreakMethod::fisher_jenks, .classes = 5});
///     const Index colour = breaks.class_of(rates[zone]);   // 0 … 4, or none where the rate is missing
///
/// Layer    figures. Pure; the order of the values doesn't matter.
///
/// Missing  NaN is missing, and an infinite value counts as missing. Missing values take no part in the computation and are a
///          class of their own: `none`, counted in `missing`.
/// Ties     A value equal to a limit is in the class above it, so equal values are always in one class. With fewer distinct
///          values than classes there are fewer classes (quantile, Fisher–Jenks, head/tail) or empty ones (the others);
///          when all values are equal there is one class.
///
/// The methods, and where they differ from `classInt` for R, which gives the ends as breaks too and, with no more distinct
/// values than classes, makes each of them a class whatever the method:
///
///     quantile            As many values in each class as ties allow. Limits are quantiles of type 7 of R. J. Hyndman and Y. Fan,
///                         "Sample quantiles in statistical packages", The American Statistician 50 (1996), the default of R
///                         and so of classInt; their ranks are computed in integers, so that a limit that is a value is
///                         exactly that value. Equal limits are one; classInt repeats them.
///     equal_interval      The range in `classes` parts of one width. As classInt's "equal".
///     standard_deviation  Limits at round numbers (see pretty_scale.hpp) of standard deviations (of a sample, n - 1) from the mean,
///                         about `classes` classes. As classInt's "sd".
///     fisher_jenks        The least sum of squared deviations from the classes' means, exactly (see fisher_jenks.hpp). As classInt's
///                         "fisher" (which samples above 3,000 values), but a limit is the least value of its class where
///                         classInt takes the middle between two classes; the classes are the same. classInt's "jenks" is the
///                         same optimum, its breaks the greatest values of classes closed on the other side.
///     head_tail           B. Jiang, "Head/tail breaks", The Professional Geographer 65 (2013): the mean is a limit, and so is the
///                         mean of those above it, and so on while they are at most `head_share` of those they come from.
///                         `classes` is ignored. As classInt's "headtails" with `thr`.
///     box                 J. W. Tukey, "Exploratory Data Analysis" (1977): always six classes, limits at the lower fence, the
///                         quartiles (type 7) and the upper fence; a fence is `hinge` interquartile ranges outside its quartile.
///                         A class beyond a fence without outliers is empty. As classInt's "box" (not its legacy form).
///     fixed               `limits` as given: one class more than limits, the outer ones without end. classInt's "fixed" takes the
///                         ends too and gives a value outside them no class.
///     pretty              Round numbers, about `classes` classes (see pretty_scale.hpp). As classInt's "pretty".
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/ids.hpp"

namespace huegrid::figures {

enum class BreakMethod { quantile, equal_interval, standard_deviation, fisher_jenks, head_tail, box, fixed, pretty };
/// What a method is called in files, in the order of BreakMethod.
inline constexpr std::array<std::string_view, 8> break_method_keys{
    "quantile", "equal_interval", "standard_deviation", "fisher_jenks", "head_tail", "box", "fixed", "pretty"};
[[nodiscard]] std::optional<BreakMethod> break_method(std::string_view key);

struct BreakOptions {
    BreakMethod method = BreakMethod::fisher_jenks;
    std::size_t classes = 5;       ///< at least 1
    double head_share = 0.4;       ///< head_tail: a head larger than this isn't divided further
    double hinge = 1.5;            ///< box: fences, in interquartile ranges
    std::vector<double> limits{};  ///< fixed: ascending
};

struct ClassBreaks {
    /// Between the classes, ascending: class c holds what is at least limits[c - 1] and less than limits[c].
    std::vector<double> limits;
    /// Where the scale begins and ends in a legend: at the least and the greatest value, or at the round number outside it
    /// (pretty, standard_deviation).
    double from = 0.0, to = 0.0;
    std::vector<std::size_t> counts;  ///< values in each class; empty when every value is missing
    std::size_t missing = 0;
    /// Goodness of variance fit: 1 - squared deviations from the classes' means / from the mean of all. 1 is a perfect fit.
    double fit = 1.0;

    [[nodiscard]] std::size_t classes() const { return counts.size(); }
    /// `none` for a missing value. Any other has a class, below `from` the first and above `to` the last.
    [[nodiscard]] Index class_of(double value) const;
};

/// Cost  O(n log n), that of sorting the values; Fisher–Jenks O(k n log n) at worst.
[[nodiscard]] ClassBreaks class_breaks(std::span<const double> values, const BreakOptions& options);

}  // namespace huegrid::figures
