#include "engine/sources/row_filter.hpp"

#include <fmt/format.h>
#include <ogr_feature.h>

#include "engine/sources/features/gdal_messages.hpp"

namespace huegrid::sources {

struct RowFilter::Impl {
    struct Release {
        void operator()(OGRFeatureDefn* fields) const { fields->Release(); }
    };
    std::unique_ptr<OGRFeatureDefn, Release> fields;
    OGRFeatureQuery query;
    std::unique_ptr<OGRFeature> feature;
    std::vector<std::size_t> used;  ///< columns the filter looks at
    std::string cell;
};

RowFilter::RowFilter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RowFilter::RowFilter(RowFilter&&) noexcept = default;
RowFilter& RowFilter::operator=(RowFilter&&) noexcept = default;
RowFilter::~RowFilter() = default;

Result<RowFilter> RowFilter::make(const std::string& where, const std::vector<std::string>& columns) {
    const GdalMessages messages;
    auto impl = std::make_unique<Impl>();
    impl->fields.reset(new OGRFeatureDefn("rows"));
    impl->fields->Reference();
    impl->fields->SetGeomType(wkbNone);
    for (const auto& column : columns) {
        OGRFieldDefn field(column.c_str(), OFTString);
        impl->fields->AddFieldDefn(&field);
    }
    if (impl->query.Compile(impl->fields.get(), where.c_str()) != OGRERR_NONE || messages.failed())
        return fail(ErrorCode::bad_input,
                    fmt::format("the filter {} can't be used: {}", where, messages.text("unknown reason")));
    impl->feature = std::make_unique<OGRFeature>(impl->fields.get());
    for (std::size_t i = 0; i < columns.size(); ++i) impl->used.push_back(i);
    if (char** names = impl->query.GetUsedFields()) {
        impl->used.clear();
        for (char** name = names; *name; ++name)
            if (const int at = impl->fields->GetFieldIndex(*name); at >= 0) impl->used.push_back(static_cast<std::size_t>(at));
        CSLDestroy(names);
    }
    return RowFilter(std::move(impl));
}

bool RowFilter::keeps(const std::vector<std::string_view>& cells) {
    for (const auto at : impl_->used) {
        const int field = static_cast<int>(at);
        if (at >= cells.size() || cells[at].empty()) {
            impl_->feature->SetFieldNull(field);
        } else {
            impl_->cell = cells[at];
            impl_->feature->SetField(field, impl_->cell.c_str());
        }
    }
    return impl_->query.Evaluate(impl_->feature.get()) != 0;
}

}  // namespace huegrid::sources
