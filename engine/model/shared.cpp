#include "engine/model/shared.hpp"

#include <limits>

namespace huegrid::model {

void Texts::push_back(std::string_view text) {
    auto& parts = parts_.edit();
    if (parts.bytes.size() + text.size() <= std::numeric_limits<std::uint32_t>::max()) parts.bytes += text;
    parts.ends.push_back(std::uint32_t(parts.bytes.size()));
}

std::string_view Texts::operator[](std::size_t row) const {
    const std::size_t begin = row == 0 ? 0 : parts_->ends[row - 1];
    return std::string_view(parts_->bytes).substr(begin, parts_->ends[row] - begin);
}

Texts Texts::of(Parts parts) {
    Texts texts;
    texts.parts_ = Shared<Parts>(std::move(parts));
    return texts;
}

}  // namespace huegrid::model
