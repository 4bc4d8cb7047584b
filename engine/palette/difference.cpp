#include "engine/palette/difference.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace huegrid::palette {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr Matrix identity{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix protan{{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deutan{{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix tritan{{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
constexpr Matrix xyz_of_linear_srgb{  // IEC 61966-2-1
    {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};
constexpr Triple white_d65{0.95047, 1.0, 1.08883};

const Matrix& matrix_of(Vision vision) {
    switch (vision) {
        case Vision::protanopia: return protan;
        case Vision::deuteranopia: return deutan;
        case Vision::tritanopia: return tritan;
        case Vision::normal: break;
    }
    return identity;
}

Triple product(const Matrix& m, const Triple& v) {
    Triple result{};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column) result[row] += m[row][column] * v[column];
    return result;
}

constexpr double degrees = std::numbers::pi / 180;

/// Hue angle in degrees, 0 … 360; 0 for a grey.
double hue_of(double a, double b) {
    if (a == 0 && b == 0) return 0;
    const double h = std::atan2(b, a) / degrees;
    return h < 0 ? h + 360 : h;
}

}  // namespace

std::string_view word(Vision vision) {
    switch (vision) {
        case Vision::protanopia: return "protanopia";
        case Vision::deuteranopia: return "deuteranopia";
        case Vision::tritanopia: return "tritanopia";
        case Vision::normal: break;
    }
    return "normal vision";
}

Lab seen(Colour colour, Vision vision) {
    Triple rgb = product(matrix_of(vision), {linear_light(colour.red), linear_light(colour.green), linear_light(colour.blue)});
    for (double& channel : rgb) channel = std::clamp(channel, 0.0, 1.0);
    Triple xyz = product(xyz_of_linear_srgb, rgb);
    for (std::size_t i = 0; i < 3; ++i) {
        const double t = xyz[i] / white_d65[i];
        xyz[i] = t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
    return {116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])};
}

double hue(const Lab& lab) { return hue_of(lab.a, lab.b); }
double chroma(const Lab& lab) { return std::hypot(lab.a, lab.b); }

double ciede2000(const Lab& one, const Lab& other) {
    // The names are the paper's: C chroma, h hue, primes for the adjusted a axis.
    const auto seventh = [](double c) { return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7))); };
    const double mean_c = (chroma(one) + chroma(other)) / 2;
    const double g = 0.5 * (1 - seventh(mean_c));
    const double a1 = (1 + g) * one.a, a2 = (1 + g) * other.a;
    const double c1 = std::hypot(a1, one.b), c2 = std::hypot(a2, other.b);
    const double h1 = hue_of(a1, one.b), h2 = hue_of(a2, other.b);
    const bool grey = c1 * c2 == 0;

    double dh = grey ? 0 : h2 - h1;
    if (dh > 180) dh -= 360;
    else if (dh < -180) dh += 360;
    const double delta_l = other.l - one.l, delta_c = c2 - c1;
    const double delta_h = 2 * std::sqrt(c1 * c2) * std::sin(dh / 2 * degrees);

    const double l = (one.l + other.l) / 2, c = (c1 + c2) / 2;
    double h = h1 + h2;
    if (!grey && std::abs(h1 - h2) <= 180) h /= 2;
    else if (!grey) h = h < 360 ? (h + 360) / 2 : (h - 360) / 2;

    const double t = 1 - 0.17 * std::cos((h - 30) * degrees) + 0.24 * std::cos(2 * h * degrees) +
                     0.32 * std::cos((3 * h + 6) * degrees) - 0.20 * std::cos((4 * h - 63) * degrees);
    const double turn = 30 * std::exp(-std::pow((h - 275) / 25, 2));
    const double from_50 = std::pow(l - 50, 2);
    const double part_l = delta_l / (1 + 0.015 * from_50 / std::sqrt(20 + from_50));
    const double part_c = delta_c / (1 + 0.045 * c);
    const double part_h = delta_h / (1 + 0.015 * c * t);
    const double rotation = -2 * seventh(c) * std::sin(2 * turn * degrees);
    return std::sqrt(part_l * part_l + part_c * part_c + part_h * part_h + rotation * part_c * part_h);
}

}  // namespace huegrid::palette
