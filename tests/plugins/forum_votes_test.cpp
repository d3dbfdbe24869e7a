// Ballots read without being kept, and the table of all votes made of them: the same as each ballot read by itself.
// Seeded; a failure names the round. [one thread]
#include "plugins/common/state_lines.hpp"
#include "plugins/forum/rights.hpp"
#include "plugins/forum/votes.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <random>

namespace lyceum::plugins::forum {
namespace {

using Cast = std::vector<std::pair<std::string, Vote>>;

// The format said in another way: a text as its lines of words.
std::optional<std::pair<std::string, Cast>> lines_of_ballot(const std::string& text) {
    const auto lines = state_lines(text, "vote 1");
    if (!lines || lines->empty() || lines->front().size() != 2 || lines->front()[0] != "role" ||
        (lines->front()[1] != "-" && !is_identifier(lines->front()[1]))) {
        return std::nullopt;
    }
    std::pair<std::string, Cast> ballot;
    ballot.first = lines->front()[1] == "-" ? "" : lines->front()[1];
    for (std::size_t line = 1; line < lines->size(); ++line) {
        const auto& words = (*lines)[line];
        const auto vote = vote_of(words.front());
        for (std::size_t word = 1; word < words.size(); ++word) {
            if (!vote || !is_identifier(words[word])) {
                return std::nullopt;
            }
            ballot.second.emplace_back(words[word], *vote);
        }
        if (!vote) {
            return std::nullopt;
        }
    }
    return ballot;
}

class Ballots : public testing::Test {
protected:
    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_); }

    // A good ballot, or one with votes doubled, on statements that nobody knows, or with a few bytes spoiled.
    std::string anyhow() {
        const char* roles[] = {"head", "expert", "assistant", "-", "x"};
        std::string text = "vote 1\nrole " + std::string{roles[below(std::size(roles))]} + "\n";
        for (std::size_t line = below(5); line > 0; --line) {
            text += word_of(static_cast<Vote>(below(3)));
            for (std::size_t word = below(4); word > 0; --word) {
                text += " " + std::string{below(8) == 0 ? "gone-" : "s"} + std::to_string(below(6));
            }
            text += "\n";
        }
        for (std::size_t edit = below(3) == 0 ? 1 + below(3) : 0; edit > 0 && !text.empty(); --edit) {
            const std::size_t at = below(text.size());
            switch (below(4)) {
                case 0:
                    text.erase(at, 1 + below(6));
                    break;
                case 1:
                    text[at] = static_cast<char>(below(256));
                    break;
                case 2:
                    text.insert(at, 1, below(2) == 0 ? ' ' : '\n');
                    break;
                default:
                    text.insert(at, text.substr(below(text.size()), below(12)));
                    break;
            }
        }
        return text;
    }

    std::mt19937_64 random_{20261124};
};

TEST_F(Ballots, AreReadAsTheirLinesAndWordsSay) {
    std::size_t good = 0;
    std::size_t bad = 0;
    for (int round = 0; round < 20'000; ++round) {
        SCOPED_TRACE(round);
        const std::string text = anyhow();
        Cast cast;
        const auto role =
            scan_ballot(text, [&](std::string_view statement, Vote vote) { cast.emplace_back(statement, vote); });
        const auto wanted = lines_of_ballot(text);
        ASSERT_EQ(role.has_value(), wanted.has_value()) << text;
        const auto read = read_ballot(text);
        ASSERT_EQ(read.has_value(), wanted.has_value()) << text;
        if (!wanted) {
            ++bad;
            continue;
        }
        ++good;
        ASSERT_EQ(*role, wanted->first);
        ASSERT_EQ(cast, wanted->second);
        ASSERT_EQ(*read, (Ballot{wanted->first, {cast.begin(), cast.end()}})) << "of two votes the first counts";
    }
    EXPECT_GT(good, 1'000U);
    EXPECT_GT(bad, 1'000U);
}

TEST_F(Ballots, MakeTheTableThatEachByItselfMakes) {
    for (int round = 0; round < 500; ++round) {
        SCOPED_TRACE(round);
        const std::vector<std::string> statements{"s0", "s1", "s2", "s3"};  // people vote on "s5" too
        Columns columns;
        for (std::size_t column = 0; column < statements.size(); ++column) {
            columns.emplace(statements[column], column);
        }
        std::deque<std::pair<std::string, std::string>> texts;
        std::vector<Document> documents;
        for (std::size_t person = below(20); person > 0; --person) {
            const auto& [id, text] = texts.emplace_back("p" + std::to_string(person), anyhow());
            documents.push_back({id, text});
        }
        const VoteTable table{documents, columns, statements.size()};

        std::size_t unreadable = 0;
        std::size_t orphaned = 0;
        std::map<Electorate, Voters> wanted;
        for (const Electorate electorate : {Electorate::Participants, Electorate::Experts}) {
            wanted[electorate].tallies.resize(statements.size());
        }
        for (const Document& document : documents) {
            const auto ballot = read_ballot(document.bytes);
            if (!ballot) {
                ++unreadable;
                continue;
            }
            Voters& voters = wanted[rights_of(ballot->role).electorate];
            voters.tallies.resize(statements.size());
            VoteRow row(statements.size());
            for (const auto& [statement, vote] : ballot->votes) {
                if (const auto found = columns.find(statement); found == columns.end()) {
                    ++orphaned;
                } else {
                    row[found->second] = vote;
                    voters.tallies[found->second].count(vote);
                }
            }
            voters.learners.push_back(document.id);
            voters.rows.push_back(row);
            voters.active += ballot->votes.empty() ? 0 : 1;
        }
        ASSERT_EQ(table.unreadable(), unreadable);
        ASSERT_EQ(table.orphaned(), orphaned);
        ASSERT_EQ(table.participants(), wanted[Electorate::Participants]);
        ASSERT_EQ(table.experts(), wanted[Electorate::Experts]);
    }
}

}  // namespace
}  // namespace lyceum::plugins::forum
