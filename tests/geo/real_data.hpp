/// @file real_data.hpp
/// Tests on real boundaries and points, with counts that were made elsewhere. HUEGRID_REAL_DATA names the folder that
/// holds them.
#pragma once

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <vector>

#include "tests/geo/wkb.hpp"

namespace huegrid::geo {

class RealData : public ::testing::Test {
protected:
    void SetUp() override {
        const char* folder = std::getenv("HUEGRID_REAL_DATA");
        if (!folder) GTEST_SKIP() << "HUEGRID_REAL_DATA names no folder";
        data = folder;
        GDALAllRegister();
    }

    /// Every feature of a file's first layer.
    template <class Take>
    static void for_each_feature(const std::filesystem::path& path, Take take) {
        const std::unique_ptr<GDALDataset> file(
            GDALDataset::FromHandle(GDALOpenEx(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr)));
        ASSERT_TRUE(file) << path;
        for (const auto& feature : file->GetLayer(0)) take(*feature);
    }

    static Shape polygons(const OGRGeometry& geometry) {
        std::vector<unsigned char> wkb(geometry.WkbSize());
        geometry.exportToWkb(wkbNDR, wkb.data(), wkbVariantIso);
        return from_wkb(wkb).value_or(Shape{});
    }

    std::filesystem::path data;
};

}  // namespace huegrid::geo
