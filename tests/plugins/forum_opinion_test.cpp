// Groups of opinion and consensus as properties: the same votes give the same groups in whatever order they come, and
// nothing is told about fewer than five people. Seeded; a failure names the round. [one thread]
#include "plugins/forum/opinion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace lyceum::plugins::forum {
namespace {

struct Votes {
    std::vector<std::string> ids;
    std::vector<VoteRow> rows;
};

class Opinions : public testing::Test {
protected:
    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_); }

    // `camps` groups of people who mostly vote as their camp does; some statements are not voted on.
    Votes votes(std::size_t people, std::size_t statements, std::size_t camps, std::size_t noise_percent) {
        Votes votes;
        for (std::size_t column = 0; column < statements; ++column) {
            votes.ids.push_back("s" + std::to_string(below(1'000'000)) + "." + std::to_string(column));
        }
        std::vector<std::vector<Vote>> creeds(camps);
        for (auto& creed : creeds) {
            for (std::size_t column = 0; column < statements; ++column) {
                creed.push_back(below(2) == 0 ? Vote::Agree : Vote::Disagree);
            }
        }
        for (std::size_t person = 0; person < people; ++person) {
            VoteRow row(statements);
            for (std::size_t column = 0; column < statements; ++column) {
                if (below(10) == 0) {
                    continue;
                }
                row[column] = below(100) < noise_percent ? static_cast<Vote>(below(3)) : creeds[person % camps][column];
            }
            votes.rows.push_back(std::move(row));
        }
        return votes;
    }

    std::mt19937_64 random_{20261124};
};

TEST_F(Opinions, FindTheCampsThatPeopleVoteIn) {
    const Votes given = votes(90, 20, 3, 10);
    const OpinionMap map = map_opinions(given.ids, given.rows);
    ASSERT_EQ(map.groups.size(), 3U);
    for (std::size_t person = 3; person < given.rows.size(); ++person) {
        EXPECT_EQ(map.group_of[person], map.group_of[person % 3]) << person;
    }
}

TEST_F(Opinions, AreTheSameForTheSameVotesInAnyOrderOfPeopleAndStatements) {
    for (int round = 0; round < 60; ++round) {
        SCOPED_TRACE(round);
        const Votes given = votes(10 + below(80), 3 + below(25), 1 + below(4), below(60));
        const OpinionMap map = map_opinions(given.ids, given.rows);

        std::vector<std::size_t> people(given.rows.size());
        std::iota(people.begin(), people.end(), std::size_t{0});
        std::shuffle(people.begin(), people.end(), random_);
        std::vector<std::size_t> columns(given.ids.size());
        std::iota(columns.begin(), columns.end(), std::size_t{0});
        std::shuffle(columns.begin(), columns.end(), random_);
        Votes shuffled;
        for (const std::size_t column : columns) {
            shuffled.ids.push_back(given.ids[column]);
        }
        for (const std::size_t person : people) {
            VoteRow row;
            for (const std::size_t column : columns) {
                row.push_back(given.rows[person][column]);
            }
            shuffled.rows.push_back(std::move(row));
        }
        const OpinionMap again = map_opinions(shuffled.ids, shuffled.rows);

        ASSERT_EQ(again.groups.size(), map.groups.size());
        EXPECT_EQ(again.silhouette, map.silhouette);
        for (std::size_t place = 0; place < people.size(); ++place) {
            ASSERT_EQ(again.group_of[place], map.group_of[people[place]]);
            ASSERT_EQ(again.spot[place], map.spot[people[place]]);
        }
        for (std::size_t group = 0; group < map.groups.size(); ++group) {
            ASSERT_EQ(again.groups[group].size, map.groups[group].size);
            for (std::size_t place = 0; place < columns.size(); ++place) {
                ASSERT_EQ(again.groups[group].tallies[place], map.groups[group].tallies[columns[place]]);
            }
        }
    }
}

TEST_F(Opinions, NeverNameAGroupOfFewerThanFive) {
    for (int round = 0; round < 200; ++round) {
        SCOPED_TRACE(round);
        const Votes given = votes(below(40), 1 + below(15), 1 + below(5), below(100));
        const OpinionMap map = map_opinions(given.ids, given.rows);
        EXPECT_NE(map.groups.size(), 1U) << "one group is everybody";
        std::size_t people = 0;
        for (const OpinionGroup& group : map.groups) {
            EXPECT_GE(group.size, fewest_voters);
            EXPECT_LE(std::abs(group.x), 1.0);
            EXPECT_LE(std::abs(group.y), 1.0);
            people += group.size;
        }
        EXPECT_LE(people, given.rows.size());
    }
}

TEST_F(Opinions, OfPeopleWhoAllAgreeAreOneGroupAndSoNone) {
    Votes given = votes(50, 10, 1, 0);
    EXPECT_TRUE(map_opinions(given.ids, given.rows).groups.empty());
    for (VoteRow& row : given.rows) {
        row.assign(row.size(), Vote::Agree);
    }
    EXPECT_TRUE(map_opinions(given.ids, given.rows).groups.empty());
    EXPECT_TRUE(map_opinions({}, {}).groups.empty());
}

TEST_F(Opinions, LeaveOutWhoVotedOnTooLittle) {
    Votes given = votes(40, 20, 2, 5);
    VoteRow shy(20);
    shy[0] = Vote::Agree;
    given.rows.push_back(shy);
    EXPECT_EQ(map_opinions(given.ids, given.rows).group_of.back(), OpinionMap::outside);
}

TEST(Consensus, WantsMostOfEveryGroupAndFiveVotersInEach) {
    const auto tally = [](std::size_t agree, std::size_t disagree) { return Tally{agree, disagree, 0}; };
    const std::vector<Tally> all{tally(18, 2), tally(12, 8), tally(2, 18), tally(4, 0)};
    OpinionMap map;
    map.groups.resize(2);
    map.groups[0] = {.size = 10, .x = 0, .y = 0, .tallies = {tally(9, 1), tally(10, 0), tally(1, 9), tally(2, 0)}};
    map.groups[1] = {.size = 10, .x = 0, .y = 0, .tallies = {tally(9, 1), tally(2, 8), tally(1, 9), tally(2, 0)}};

    const std::vector<Consensus> found = find_consensus(all, map);

    ASSERT_EQ(found.size(), 2U) << "60 % of all is not enough where one group is against, nor are four votes";
    EXPECT_EQ(found[0].column, 0U);
    EXPECT_EQ(found[0].side, Vote::Agree);
    EXPECT_EQ(found[1].column, 2U);
    EXPECT_EQ(found[1].side, Vote::Disagree);
}

TEST(Tallies, SharesAddUpToAHundred) {
    for (std::size_t agree = 0; agree < 12; ++agree) {
        for (std::size_t disagree = 0; disagree < 12; ++disagree) {
            for (std::size_t pass = 0; pass < 12; ++pass) {
                const Tally tally{agree, disagree, pass};
                if (tally.voters() > 0) {
                    EXPECT_LE(tally.pass_percent(), 100U);
                    EXPECT_EQ(tally.agree_percent() + tally.disagree_percent() + tally.pass_percent(), 100U);
                }
                EXPECT_EQ(tally.is_told(), tally.voters() >= 5);
            }
        }
    }
}

TEST(Records, ComeBackAsTheyWereWritten) {
    const Stage stage{3, Phase::During, "first", Voting::Open, "p1", 17};
    EXPECT_EQ(read_stage(write_stage(stage)), stage);
    const Ballot ballot{"head", {{"a", Vote::Agree}, {"b", Vote::Pass}, {"c", Vote::Disagree}}};
    EXPECT_EQ(read_ballot(write_ballot(ballot)), ballot);
    const Likes likes{{"x", "y"}};
    EXPECT_EQ(read_likes(write_likes(likes)), likes);
    EXPECT_EQ(read_likes(write_likes({})), Likes{});
    const SelfRating rating{{{"a", 1}}, {{"a", 4}, {"b", 2}}};
    EXPECT_EQ(read_rating(write_rating(rating)), rating);
    const Post post{Kind::Task, "", "", "p1", "head", 17, "2027-06-01", "Сократить\nдо одного %20"};
    EXPECT_EQ(read_post(write_post(post)), post);
    const Moderation moderation{Decision::Answered, "m1", 5};
    EXPECT_EQ(read_moderation(write_moderation(moderation)), moderation);
    const OutcomeText outcome{2, "m1", 5, "Итог"};
    EXPECT_EQ(read_outcome(write_outcome(outcome)), outcome);
}

TEST(Records, OfGarbageAreNothingAndWhatIsReadIsWrittenAlike) {
    std::mt19937_64 random{20261124};
    const auto below = [&](std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random);
    };
    const std::string good[] = {write_stage({1, Phase::After, "", Voting::Closed, "p1", 1}),
                                write_ballot({"head", {{"a", Vote::Agree}}}),
                                write_likes({{"x"}}),
                                write_rating({{{"a", 1}}, {}}),
                                write_post({Kind::Question, "first", "", "p1", "head", 17, "", "Почему?"}),
                                write_moderation({Decision::Hidden, "m1", 5}),
                                write_outcome({2, "m1", 5, "Итог"})};
    for (int round = 0; round < 20'000; ++round) {
        SCOPED_TRACE(round);
        std::string text = good[below(std::size(good))];
        for (std::size_t edit = 0; edit <= below(3); ++edit) {
            const std::size_t at = below(text.size());
            switch (below(3)) {
                case 0:
                    text.erase(at, 1 + below(6));
                    break;
                case 1:
                    text[at] = static_cast<char>(below(256));
                    break;
                default:
                    text.insert(at, text.substr(below(text.size()), below(12)));
                    break;
            }
            if (text.empty()) {
                text = "\n";
            }
        }
        // None of them crashes, and each read is stable: written and read again it is the same.
        if (const auto read = read_stage(text)) {
            ASSERT_EQ(read_stage(write_stage(*read)), read);
        }
        if (const auto read = read_ballot(text)) {
            ASSERT_EQ(read_ballot(write_ballot(*read)), read);
        }
        if (const auto read = read_likes(text)) {
            ASSERT_EQ(read_likes(write_likes(*read)), read);
        }
        if (const auto read = read_rating(text)) {
            ASSERT_EQ(read_rating(write_rating(*read)), read);
        }
        if (const auto read = read_post(text)) {
            ASSERT_EQ(read_post(write_post(*read)), read);
        }
        if (const auto read = read_moderation(text)) {
            ASSERT_EQ(read_moderation(write_moderation(*read)), read);
        }
        if (const auto read = read_outcome(text)) {
            ASSERT_EQ(read_outcome(write_outcome(*read)), read);
        }
    }
}

}  // namespace
}  // namespace lyceum::plugins::forum
