// What holds for partial credit whatever the question and the answer: 0 to 1, 1 only for all right, 0 for all wrong,
// and never less for one part more that is right. Checked through the module, on random questions; seeded.
#include "tests/plugins/quiz_content.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

namespace lyceum::plugins::test {
namespace {

class QuizCredit : public testing::Test {
protected:
    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_); }

    static std::string id(std::size_t index) { return std::string(1, static_cast<char>('a' + index)); }

    // The share an answer to the question "q" earns.
    static double share(Session& quiz, FormFields fields) {
        quiz.state = "quiz 2\nattempt 1\nat q 0\n";
        quiz.state_version = 2;
        fields.insert(fields.begin(), {{"act", "answer"}, {"question", "q"}});
        const Outcome outcome = quiz.submit(fields);
        EXPECT_EQ(outcome.interactions.size(), 1U);
        const double scaled = outcome.interactions.empty() ? -1 : outcome.interactions.front().scaled;
        EXPECT_GE(scaled, 0);
        EXPECT_LE(scaled, 1);
        return scaled;
    }

    // Which of `count` parts are right; at least one is and one is not.
    std::vector<bool> some_right(std::size_t count) {
        std::vector<bool> right(count);
        right[0] = true;
        for (std::size_t index = 2; index < count; ++index) {
            right[index] = below(2) == 0;
        }
        std::shuffle(right.begin(), right.end(), random_);
        return right;
    }

    void choosing_is_credited_well(const std::string& before, const std::string& part, const std::string& after) {
        for (int round = 0; round < 60; ++round) {
            SCOPED_TRACE(round);
            const std::vector<bool> right = some_right(2 + below(7));
            std::string content = before;
            for (std::size_t index = 0; index < right.size(); ++index) {
                content += "<" + part + " id=\"" + id(index) + "\"" + (right[index] ? " correct=\"true\"" : "") + ">" +
                           (part == "option" ? "<text>А</text>" : "А") + "</" + part + ">";
            }
            Session quiz{"quiz", quiz_with(content + after)};
            ASSERT_TRUE(quiz.opened());
            const auto of = [&](const std::vector<bool>& chosen) {
                FormFields fields;
                for (std::size_t index = 0; index < chosen.size(); ++index) {
                    if (chosen[index]) {
                        fields.emplace_back("option", id(index));
                    }
                }
                return share(quiz, fields);
            };
            std::vector<bool> wrong = right;
            wrong.flip();
            EXPECT_EQ(of(right), 1);
            EXPECT_EQ(of(wrong), 0);
            std::vector<bool> chosen(right.size());
            for (std::size_t index = 0; index < chosen.size(); ++index) {
                chosen[index] = below(2) == 0;
            }
            if (std::ranges::count(chosen, true) == 0) {
                chosen[below(chosen.size())] = true;
            }
            // Mended part by part, never to nothing chosen, which would be no answer.
            double last = of(chosen);
            for (const bool value : {true, false}) {
                for (std::size_t index = 0; index < chosen.size(); ++index) {
                    if (right[index] == value && chosen[index] != value) {
                        EXPECT_LT(last, 1) << "not all right";
                        chosen[index] = value;
                        const double mended = of(chosen);
                        EXPECT_GE(mended, last);
                        last = mended;
                    }
                }
            }
            EXPECT_EQ(last, 1);
        }
    }

    std::mt19937_64 random_{20261124};
};

TEST_F(QuizCredit, ForChoicesKeepsItsRules) {
    choosing_is_credited_well("<choices id=\"q\"><prompt><p>?</p></prompt>", "option", explanation + "</choices>");
}

TEST_F(QuizCredit, ForHotTextKeepsItsRules) {
    choosing_is_credited_well("<hotText id=\"q\"><prompt><p>?</p></prompt><passage><p>", "spot",
                              "</p></passage>" + explanation + "</hotText>");
}

TEST_F(QuizCredit, ForAnOrderKeepsItsRules) {
    for (std::size_t count = 2; count <= 8; ++count) {
        std::string content = "<order id=\"q\"><prompt><p>?</p></prompt>";
        for (std::size_t index = 0; index < count; ++index) {
            content += "<item id=\"" + id(index) + "\">А</item>";
        }
        Session quiz{"quiz", quiz_with(content + explanation + "</order>")};
        ASSERT_TRUE(quiz.opened());
        const auto of = [&](const std::vector<std::size_t>& order) {
            FormFields fields;
            for (const std::size_t index : order) {
                fields.emplace_back("item", id(index));
            }
            return share(quiz, fields);
        };
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), 0U);
        EXPECT_EQ(of(order), 1);
        std::ranges::reverse(order);
        EXPECT_EQ(of(order), 0);
        for (int round = 0; round < 20; ++round) {
            std::ranges::shuffle(order, random_);
            double last = of(order);
            // Neighbours that stand the wrong way round are exchanged one after the other until none is left.
            for (bool again = true; again;) {
                again = false;
                for (std::size_t place = 0; place + 1 < count; ++place) {
                    if (order[place] > order[place + 1]) {
                        EXPECT_LT(last, 1);
                        std::swap(order[place], order[place + 1]);
                        const double mended = of(order);
                        EXPECT_GE(mended, last);
                        last = mended;
                        again = true;
                    }
                }
            }
            EXPECT_EQ(last, 1);
        }
    }
}

TEST_F(QuizCredit, ForMatchesKeepsItsRules) {
    for (int round = 0; round < 60; ++round) {
        SCOPED_TRACE(round);
        const std::size_t count = 2 + below(7);
        const std::size_t targets = 2 + below(7);
        std::string content = "<match id=\"q\"><prompt><p>?</p></prompt>";
        std::vector<std::size_t> right(count);
        std::vector<std::size_t> chosen(count);
        std::vector<std::size_t> wrong(count);
        for (std::size_t index = 0; index < count; ++index) {
            right[index] = below(targets);
            chosen[index] = below(targets);
            wrong[index] = (right[index] + 1 + below(targets - 1)) % targets;
            content += "<item id=\"" + id(index) + "\" target=\"" + id(right[index]) + "\">А</item>";
        }
        for (std::size_t index = 0; index < targets; ++index) {
            content += "<target id=\"" + id(index) + "\">" + id(index) + "</target>";
        }
        Session quiz{"quiz", quiz_with(content + explanation + "</match>")};
        ASSERT_TRUE(quiz.opened());
        const auto of = [&](const std::vector<std::size_t>& answer) {
            FormFields fields;
            for (std::size_t index = 0; index < count; ++index) {
                fields.emplace_back("match." + id(index), id(answer[index]));
            }
            return share(quiz, fields);
        };
        EXPECT_EQ(of(right), 1);
        EXPECT_EQ(of(wrong), 0);
        double last = of(chosen);
        for (std::size_t index = 0; index < count; ++index) {
            if (chosen[index] != right[index]) {
                EXPECT_LT(last, 1);
                chosen[index] = right[index];
                const double mended = of(chosen);
                EXPECT_GT(mended, last) << "each item is its own answer";
                last = mended;
            }
        }
        EXPECT_EQ(last, 1);
    }
}

}  // namespace
}  // namespace lyceum::plugins::test
