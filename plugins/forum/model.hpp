#pragma once
// A forum as its file tells it: read once, immutable. What people do in it is in records.hpp. [one thread]

#include "plugins/common/rich_text.hpp"
#include "plugins/common/texts.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::forum {

struct Speaker {
    std::string id;
    std::string name;
    std::string post;  // may be empty
};

struct Material {
    std::string title;
    std::string href;
};

// A part of the day: a talk, a discussion, a break.
struct Section {
    std::string id;
    std::string time;  // as printed, "10:00"
    std::string title;
    RichText body;
    std::vector<Speaker> speakers;
    std::vector<Material> materials;
};

// A question of the exchange of opinions: participants state positions on it.
struct Topic {
    std::string id;
    std::string text;
};

// What participants agree or disagree with.
struct Statement {
    std::string id;
    std::string text;
};

// What participants rate themselves on before and after, 1 to `Forum::rating_scale`.
struct Rating {
    std::string id;
    std::string text;
};

struct Forum {
    Language language = Language::Ru;
    std::string title;
    std::string place;   // may be empty
    std::string starts;  // "2026-11-20T09:00", of the place; may be empty
    std::string ends;
    std::int64_t starts_ms = 0;  // the same in UTC milliseconds; 0 if not said
    std::int64_t ends_ms = 0;
    bool illustrative = false;
    RichText intro;
    std::vector<Section> sections;  // at least one
    std::vector<Topic> topics;
    std::vector<Statement> statements;
    std::vector<Rating> ratings;

    const Section* find_section(std::string_view id) const;
    const Topic* find_topic(std::string_view id) const;
    const Statement* find_statement(std::string_view id) const;
};

inline constexpr int rating_scale = 4;  // the levels of the competency framework

}  // namespace lyceum::plugins::forum
