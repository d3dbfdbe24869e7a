#include "plugins/forum/documents.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/forum/records.hpp"

#include <algorithm>

namespace lyceum::plugins::forum {
namespace {

constexpr std::array<std::string_view, 5> part_names{"vote", "like", "rate", "post", "mod"};  // by Part

}  // namespace

Documents::Documents(const sdk::Shared& shared) {
    for (std::size_t index = 0; index < shared.size(); ++index) {
        const auto [key, bytes] = shared[index];
        const std::size_t slash = key.find('/');
        const auto part = std::ranges::find(part_names, key.substr(0, slash));
        if (key == stage_key) {
            stage_ = bytes;
        } else if (key == outcome_key) {
            outcome_ = bytes;
        } else if (slash != std::string_view::npos && part != part_names.end() &&
                   is_identifier(key.substr(slash + 1))) {
            parts_[static_cast<std::size_t>(part - part_names.begin())].push_back({key.substr(slash + 1), bytes});
        } else {
            ++unknown_;
        }
    }
    // The host orders documents by key; whoever calls otherwise gets the same.
    for (std::vector<Document>& documents : parts_) {
        if (!std::ranges::is_sorted(documents, {}, &Document::id)) {
            std::ranges::stable_sort(documents, {}, &Document::id);
        }
    }
}

std::optional<std::string_view> Documents::find(Part part, std::string_view id) const {
    const std::span<const Document> documents = of(part);
    const auto found = std::ranges::lower_bound(documents, id, {}, &Document::id);
    return found != documents.end() && found->id == id ? std::optional{found->bytes} : std::nullopt;
}

}  // namespace lyceum::plugins::forum
