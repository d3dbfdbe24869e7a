#pragma once
// The votes of everybody as a table, a row a person, a column a statement: read from the ballots at once for the pages
// that tell results, without keeping a ballot. Keeps views of the documents' ids. [one thread]

#include "plugins/forum/documents.hpp"
#include "plugins/forum/opinion.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lyceum::plugins::forum {

// Where each statement that is voted on has its votes.
using Columns = std::unordered_map<std::string_view, std::size_t>;

// Those whose votes are counted together, in the order of their ballots.
struct Voters {
    std::vector<std::string_view> learners;
    std::vector<VoteRow> rows;   // of each
    std::vector<Tally> tallies;  // by column
    std::size_t active = 0;      // who have voted on anything, be it on statements that there are no more

    bool operator==(const Voters&) const = default;
};

class VoteTable {
public:
    // `columns` are below `width`.
    VoteTable(std::span<const Document> ballots, const Columns& columns, std::size_t width);

    const Voters& participants() const { return participants_; }
    const Voters& experts() const { return experts_; }
    std::size_t orphaned() const { return orphaned_; }  // votes on statements that have no column
    std::size_t unreadable() const { return unreadable_; }

private:
    Voters participants_;
    Voters experts_;
    std::size_t orphaned_ = 0;
    std::size_t unreadable_ = 0;
};

}  // namespace lyceum::plugins::forum
