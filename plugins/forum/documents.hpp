#pragma once
// The shared documents of a call, put in order by what they are and read by nobody yet: a page reads only those it
// shows something of. Keeps views of the call's bytes, so it lives within the call. [one thread]

#include <lyceum/module.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace lyceum::plugins::forum {

// A document of those that there are many of: "post/ID", "vote/ID" and so on, see records.hpp.
struct Document {
    std::string_view id;
    std::string_view bytes;
};

enum class Part { Vote, Like, Rate, Post, Mod };

class Documents {
public:
    explicit Documents(const sdk::Shared& shared);

    std::span<const Document> of(Part part) const { return parts_[static_cast<std::size_t>(part)]; }  // by id
    std::optional<std::string_view> find(Part part, std::string_view id) const;
    // The two that there is one of; nothing before a moderator writes the first.
    std::optional<std::string_view> stage() const { return stage_; }
    std::optional<std::string_view> outcome() const { return outcome_; }
    // Of those no version of this module can have written the key.
    std::size_t unknown() const { return unknown_; }

private:
    std::array<std::vector<Document>, 5> parts_;  // by Part
    std::optional<std::string_view> stage_;
    std::optional<std::string_view> outcome_;
    std::size_t unknown_ = 0;
};

}  // namespace lyceum::plugins::forum
