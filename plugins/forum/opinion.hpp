#pragma once
// Groups of opinion: people who vote alike. Votes become a matrix (agree 1, disagree -1, pass 0, what was not voted on
// the statement's mean); its two principal components are a map; k-means finds groups on it, k from 2 to 5 chosen by
// the silhouette. A pure function: the same votes give the same groups in whatever order people and statements come,
// and what is told is about groups only, none of them below five people. [any thread]

#include "plugins/forum/records.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace lyceum::plugins::forum {

inline constexpr std::size_t fewest_voters = 5;  // no number is told about fewer

// Votes on one statement by some people.
struct Tally {
    std::size_t agree = 0;
    std::size_t disagree = 0;
    std::size_t pass = 0;

    std::size_t voters() const { return agree + disagree + pass; }
    bool is_told() const { return voters() >= fewest_voters; }
    // 0 to 100, rounded; of all who voted.
    unsigned agree_percent() const;
    unsigned disagree_percent() const;
    unsigned pass_percent() const { return 100U - agree_percent() - disagree_percent(); }
    void count(Vote vote);

    bool operator==(const Tally&) const = default;
};

// Who votes on what: a row a person, a column a statement.
using VoteRow = std::vector<std::optional<Vote>>;

struct OpinionGroup {
    std::size_t size = 0;
    double x = 0;  // its middle on the map, -1 to 1
    double y = 0;
    std::vector<Tally> tallies;  // by column

    bool operator==(const OpinionGroup&) const = default;
};

struct OpinionMap {
    std::vector<OpinionGroup> groups;         // the largest first; none if people cannot be told apart
    std::vector<std::size_t> group_of;        // by row; `outside` for who voted on too little
    std::vector<std::array<double, 2>> spot;  // by row, -1 to 1: only ever shown to that person
    double silhouette = 0;                    // of the chosen number of groups

    static constexpr std::size_t outside = static_cast<std::size_t>(-1);
};

// `ids` name the columns, in any order. People who voted on fewer than half of the statements, or seven if that is
// less, are outside.
OpinionMap map_opinions(const std::vector<std::string>& ids, const std::vector<VoteRow>& rows);

// A statement that most people of every group agree with (or disagree with), and how surely: the product over groups of
// the estimated share. 0 if there is no such agreement, or fewer than five voters in a group.
struct Consensus {
    std::size_t column = 0;
    Vote side = Vote::Agree;
    double strength = 0;
};
inline constexpr unsigned consensus_percent = 60;  // of each group
// The strongest first; `all` are the tallies of everybody, used alone where there are no groups.
std::vector<Consensus> find_consensus(const std::vector<Tally>& all, const OpinionMap& map);

}  // namespace lyceum::plugins::forum
