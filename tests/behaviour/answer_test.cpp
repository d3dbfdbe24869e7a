// An answer is saved once, whatever happens around it: kill -9, a repeated POST, an old tab, two at
// the same time.
#include "tests/behaviour/fixture.hpp"

#include <gmock/gmock.h>

#include <set>
#include <thread>

namespace lyceum::behaviour {
namespace {

class Answer : public WithServer {
protected:
    // A learner who has answered `questions` of the exam and sees the next one.
    Learner at_question(int questions) {
        Learner learner = reader_of_the_lesson();
        ActivityView view = learner.open(exam);
        const std::string wanted = "q" + std::to_string(questions + 1);
        while (view.question() == nullptr || view.question_id() != wanted) {
            view = learner.go_on(view);
        }
        return learner;
    }
};

TEST_F(Answer, SurvivesKillMinusNineAndTheSameQuestionComesBack) {
    start();
    Learner learner = at_question(1);
    EXPECT_EQ(learner.open(exam).question_id(), "q2");

    kill_and_start(learner);

    const ActivityView view = learner.open(exam);
    EXPECT_EQ(view.question_id(), "q2");
    EXPECT_EQ(count(all_answered), 1);
    EXPECT_TRUE(learner.finish(exam).is_course_done());
    EXPECT_EQ(count(all_answered), 4);
}

TEST_F(Answer, SentTwiceHasTheEffectOfOneAndShowsTheFirstResult) {
    start();
    Learner learner = at_question(0);
    const ActivityView view = learner.open(exam);
    const Fields sent = filled_in(*view.question(), Answers::Right);

    const Response first = learner.browser().post(exam, sent);
    const Response second = learner.browser().post(exam, sent);

    EXPECT_EQ(first.status, 303);
    EXPECT_EQ(second.status, 303);
    EXPECT_EQ(second.header("location"), first.header("location"));
    EXPECT_EQ(count(all_answered), 1);
    const ActivityView shown = Learner::view_of(exam, learner.browser().follow(second));
    EXPECT_TRUE(shown.has_feedback()) << words_of(shown.html);
    EXPECT_FALSE(shown.is_stale());
}

TEST_F(Answer, SentAgainWithAnotherChoiceKeepsTheFirst) {
    start();
    Learner learner = at_question(0);
    const ActivityView view = learner.open(exam);

    learner.browser().post(exam, filled_in(*view.question(), Answers::Right));
    const Response second = learner.browser().post(exam, filled_in(*view.question(), Answers::Wrong));

    EXPECT_EQ(second.status, 303);
    EXPECT_THAT(text_from(setup_.data, "SELECT json FROM statements WHERE verb LIKE '%/answered'"),
                testing::HasSubstr("q1.b-right"));
    EXPECT_EQ(count(all_answered), 1);
}

TEST_F(Answer, SentAgainAfterARestartIsRecognised) {
    start();
    Learner learner = at_question(0);
    const ActivityView view = learner.open(exam);
    const Fields sent = filled_in(*view.question(), Answers::Right);
    const Response first = learner.browser().post(exam, sent);

    kill_and_start(learner);
    const Response second = learner.browser().post(exam, sent);

    EXPECT_EQ(second.header("location"), first.header("location"));
    EXPECT_EQ(count(all_answered), 1);
}

TEST_F(Answer, OfAnOldTabChangesNothingAndShowsTheCurrentState) {
    start();
    Learner learner = at_question(0);
    const ActivityView old_tab = learner.open(exam);
    const ActivityView new_tab = learner.open(exam);

    learner.go_on(new_tab);
    const ActivityView shown = learner.go_on(old_tab, Answers::Wrong);

    EXPECT_TRUE(shown.is_stale()) << words_of(shown.html);
    EXPECT_EQ(shown.question(), nullptr) << "the discussion of the answer given in the new tab";
    EXPECT_EQ(count(all_answered), 1);
    EXPECT_EQ(count(all_answered + " AND json LIKE '%q1.b-right%'"), 1);
}

TEST_F(Answer, TappedEightTimesAtOnceIsSavedOnce) {
    start();
    Learner learner = at_question(0);
    const Fields sent = filled_in(*learner.open(exam).question(), Answers::Right);

    std::vector<std::string> places(8);
    {
        std::vector<std::jthread> taps;
        for (std::string& place : places) {
            taps.emplace_back([&place, &sent, port = server().port(), cookies = learner.browser().cookies()] {
                Browser browser{port};
                browser.cookies() = cookies;
                place = browser.post(exam, sent).header("location");
            });
        }
    }

    EXPECT_EQ((std::set<std::string>{places.begin(), places.end()}.size()), 1u);
    EXPECT_EQ(count(all_answered), 1);
}

TEST_F(Answer, OfTwoTabsAtOnceOneIsSavedAndTheOtherIsTold) {
    start();
    Learner learner = at_question(0);
    const std::vector<ActivityView> tabs{learner.open(exam), learner.open(exam), learner.open(exam),
                                         learner.open(exam)};

    std::vector<std::string> places(tabs.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < tabs.size(); ++i) {
            threads.emplace_back([&, i, cookies = learner.browser().cookies()] {
                Browser browser{server().port()};
                browser.cookies() = cookies;
                places[i] = browser.post(exam, filled_in(*tabs[i].question(), Answers::Right)).header("location");
            });
        }
    }

    EXPECT_EQ(std::ranges::count_if(
                  places, [](const std::string& place) { return place.find("?answered=") != std::string::npos; }),
              1);
    EXPECT_EQ(std::ranges::count_if(
                  places, [](const std::string& place) { return place.find("?stale=") != std::string::npos; }),
              3);
    EXPECT_EQ(count(all_answered), 1);
}

TEST_F(Answer, WithoutAChoiceOrWithUnknownFieldsIsRefusedPolitelyAndChangesNothing) {
    start();
    Learner learner = at_question(0);
    const ActivityView view = learner.open(exam);
    const Form& form = *view.question();
    const Fields bare = form.filled(&form.buttons.front());
    const std::vector<Fields> bad{
        bare,
        [&] {
            auto fields = filled_in(form, Answers::Right);
            fields.emplace_back("surprise", "1");
            return fields;
        }(),
        [&] {
            auto fields = bare;
            fields.emplace_back("answer", "q9.no-such-option");
            return fields;
        }(),
        [&] {
            auto fields = bare;
            std::erase_if(fields, [](const auto& field) { return field.first == "_form"; });
            return fields;
        }(),
        [&] {
            auto fields = bare;
            std::erase_if(fields, [](const auto& field) { return field.first == "_rev"; });
            return fields;
        }(),
    };

    for (const Fields& fields : bad) {
        const Response response = learner.browser().post(exam, fields);
        // A question without a choice may be answered with the page again and a hint; whatever
        // cannot be a form of ours is 400.
        EXPECT_TRUE(response.status == 400 || response.status == 303) << url_encoded(fields) << "\n" << response.body;
    }

    EXPECT_EQ(learner.open(exam).question_id(), "q1");
    EXPECT_LE(count(all_answered), 1);
    EXPECT_TRUE(learner.finish(exam).is_course_done());
}

TEST_F(Answer, OfHugeFieldsIsRefusedAndChangesNothing) {
    start();
    Learner learner = at_question(0);
    const ActivityView view = learner.open(exam);
    const Form& form = *view.question();
    Fields huge = filled_in(form, Answers::Right);
    huge.emplace_back("essay", std::string(100'000, 'a'));
    Fields many = filled_in(form, Answers::Right);
    for (int i = 0; i < 1000; ++i) {
        many.emplace_back("field" + std::to_string(i), "1");
    }

    EXPECT_EQ(learner.browser().post(exam, huge).status, 413);
    EXPECT_EQ(learner.browser().post(exam, many).status, 413);

    EXPECT_EQ(learner.open(exam).question_id(), "q1");
    EXPECT_EQ(count(all_answered), 0);
}

TEST_F(Answer, AcceptedBeforeAGracefulStopIsFinished) {
    start();
    Learner learner = at_question(0);
    const ActivityView view = learner.open(exam);
    const std::string body = url_encoded(filled_in(*view.question(), Answers::Right));
    std::string cookies;
    for (const auto& [name, value] : learner.browser().cookies()) {
        cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
    }
    // The head and half of the form arrive, then the server is told to stop: the request is under
    // way.
    Connection connection{server().port()};
    ASSERT_TRUE(connection.send("POST " + exam + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookies +
                                "\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: "
                                "100-continue\r\nContent-Length: " +
                                std::to_string(body.size()) + "\r\n\r\n"));
    const auto go_on = connection.receive(Connection::Of::Head);
    ASSERT_TRUE(go_on && go_on->status == 100);
    server().process().send(SIGTERM);
    ASSERT_TRUE(connection.send(body));

    const auto response = connection.receive();

    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 303);
    EXPECT_EQ(server().process().wait(), (Ending{.exit_code = 0, .signal = std::nullopt}));
    EXPECT_EQ(count(all_answered), 1);
}

}  // namespace
}  // namespace lyceum::behaviour
