#include "plugins/forum/votes.hpp"

#include "plugins/forum/rights.hpp"

#include <algorithm>

namespace lyceum::plugins::forum {
namespace {

void add(std::string_view learner, VoteRow row, Voters& voters) {
    for (std::size_t column = 0; column < row.size(); ++column) {
        if (row[column]) {
            voters.tallies[column].count(*row[column]);
        }
    }
    voters.learners.push_back(learner);
    voters.rows.push_back(std::move(row));
}

}  // namespace

VoteTable::VoteTable(std::span<const Document> ballots, const Columns& columns, std::size_t width) {
    participants_.tallies.resize(width);
    experts_.tallies.resize(width);
    for (const Document& ballot : ballots) {
        VoteRow row(width);
        std::vector<std::string_view> orphans;
        bool voted = false;
        const auto role = scan_ballot(ballot.bytes, [&](std::string_view statement, Vote vote) {
            voted = true;
            if (const auto found = columns.find(statement); found == columns.end()) {
                orphans.push_back(statement);
            } else if (!row[found->second]) {
                row[found->second] = vote;
            }
        });
        if (!role) {
            ++unreadable_;
            continue;
        }
        std::ranges::sort(orphans);
        orphaned_ += static_cast<std::size_t>(std::unique(orphans.begin(), orphans.end()) - orphans.begin());
        const Electorate electorate = rights_of(*role).electorate;
        if (electorate != Electorate::None) {
            Voters& voters = electorate == Electorate::Experts ? experts_ : participants_;
            voters.active += voted ? 1 : 0;
            add(ballot.id, std::move(row), voters);
        }
    }
}

}  // namespace lyceum::plugins::forum
