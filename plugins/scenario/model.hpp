#pragma once
// A scenario as the module keeps it: read once, immutable. A learner stands in a node with the values of the indicators
// and the flags that earlier choices left; a choice whose conditions hold leads on, at last to an ending. [one thread]

#include "plugins/common/rich_text.hpp"
#include "plugins/common/texts.hpp"

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::scenario {

inline constexpr std::size_t most_indicators = 8;
inline constexpr std::size_t most_flags = 64;
inline constexpr std::size_t most_places = 200;  // nodes and endings
inline constexpr std::size_t most_choices = 8;   // in one node
inline constexpr int largest_value = 1'000'000;  // of an indicator, and of a change, either way

// Which way of moving is good.
enum class Good { Up, Down };

struct Indicator {
    std::string id;
    std::string name;
    std::string unit;  // may be empty
    int start = 0;
    int least = 0;
    int most = 100;  // greater than `least`; start is between
    Good good = Good::Up;
};

using Flags = std::bitset<most_flags>;
using Values = std::vector<int>;  // one an indicator

// What a choice, or a piece of text, asks for.
struct Condition {
    enum class Kind { FlagSet, FlagClear, AtLeast, AtMost };
    Kind kind = Kind::FlagSet;
    std::size_t subject = 0;  // index of the flag or the indicator
    int bound = 0;            // of an indicator

    bool operator==(const Condition&) const = default;
};

// Where a learner stands, but for the node.
struct Standing {
    Values values;
    Flags flags;

    bool operator==(const Standing&) const = default;
    bool holds(const Condition& condition) const;
    bool hold(const std::vector<Condition>& conditions) const;  // all of them
};

// Text that is shown if its conditions hold; none: always.
struct Passage {
    std::vector<Condition> conditions;
    RichText text;
};

// What a choice or an ending shows of an objective, 0 to 1.
struct Shown {
    std::string objective;
    double quality = 0;
};

struct Choice {
    std::string id;
    RichText text;
    RichText consequence;  // may be empty
    std::vector<Condition> conditions;
    std::vector<int> changes;  // one an indicator, mostly 0
    Flags sets;
    Flags clears;
    std::size_t to = 0;  // index of a node or an ending
    std::vector<Shown> shows;
};

enum class Outcome { Good, Mixed, Bad };

struct Advice {
    std::string by;  // whose; may be empty
    RichText text;
};

// A node, or an ending, which has no choices and an outcome.
struct Place {
    std::string id;
    std::string title;
    std::vector<Passage> passages;
    std::vector<sdk::Xhtml> sources;
    std::vector<Choice> choices;
    std::vector<Advice> advice;
    std::optional<Outcome> outcome;
    double score = 0;          // of an ending, 0 to 1
    std::vector<Shown> shows;  // of an ending

    bool is_ending() const { return outcome.has_value(); }
    std::optional<std::size_t> find_choice(std::string_view id) const;
};

struct Scenario {
    Language language = Language::Ru;
    std::string title;
    double pass_score = 0.5;
    RichText introduction;  // may be empty
    std::vector<Indicator> indicators;
    std::vector<std::string> flags;  // ids
    std::vector<Place> places;
    std::size_t start = 0;
    std::vector<Advice> advice;
    std::optional<std::size_t> find_place(std::string_view id) const;
    Standing first_standing() const;
    // After the choice: values stop at the edges of their range.
    Standing after(const Standing& standing, const Choice& choice) const;
    // How good values are together, 0 to 1: the mean over the indicators of where in its range each stands.
    double balance(const Values& values) const;
};

}  // namespace lyceum::plugins::scenario
