// Questions of a finished quiz come back: through the pages of the real server, with the real module.
#include "tests/behaviour/fixture.hpp"

namespace lyceum::behaviour {
namespace {

const std::string recall = "/recall";

class Recall : public WithServer {
protected:
    // The quiz is finished, and days have passed for whoever reads the schedule: what is remembered and when it was
    // answered stay as the statements tell, and so will everything that is answered.
    Learner long_after_the_exam() {
        start();
        Learner learner = reader_of_the_lesson();
        learner.finish(exam);
        change(setup_.data, "CREATE TABLE kept AS SELECT rowid AS card, due FROM recall_cards");
        change(setup_.data, "UPDATE recall_cards SET due = 1");
        return learner;
    }
    // Gives the questions that were not asked their days back.
    void give_days_back() {
        change(setup_.data,
               "UPDATE recall_cards SET due = (SELECT due FROM kept WHERE card = recall_cards.rowid) "
               "WHERE touched IS NULL");
    }

    static const Form* form_to(const std::vector<Form>& forms, const std::string& action) {
        for (const Form& form : forms) {
            if (form.action == action) {
                return &form;
            }
        }
        return nullptr;
    }

    std::int64_t recalled() const {
        return count("SELECT count(*) FROM statements WHERE json LIKE '%urn:lyceum:extension:recall%'");
    }
};

TEST_F(Recall, IsOfferedAtHomeAskedOneByOneAndEndsWithTheNextDate) {
    Learner learner = long_after_the_exam();
    const auto cards = count("SELECT count(*) FROM recall_cards");
    ASSERT_GE(cards, 2);
    EXPECT_NE(words_of(learner.browser().get("/").body).find("Повторение"), std::string::npos);

    const ActivityView first = learner.open(recall);
    ASSERT_NE(first.question(), nullptr) << first.html;
    const ActivityView discussed = learner.go_on(first);
    EXPECT_TRUE(discussed.has_feedback()) << discussed.html;
    EXPECT_EQ(discussed.question(), nullptr);
    int answered = 1;
    for (ActivityView view = learner.open(recall); view.question() != nullptr; view = learner.open(recall)) {
        learner.go_on(view);
        ASSERT_LE(++answered, 5);
    }

    EXPECT_EQ(answered, std::min<std::int64_t>(cards, 5));
    const std::string end = words_of(learner.browser().get(recall).body);
    EXPECT_NE(end.find("На\u00A0этой неделе всё"), std::string::npos) << end;
    EXPECT_NE(end.find("Следующее повторение"), std::string::npos) << end;
    EXPECT_EQ(learner.browser().get("/").body.find("href=\"/recall\""), std::string::npos);
    EXPECT_EQ(recalled(), answered);
    EXPECT_NE(words_of(learner.browser().get("/profile").body).find("подтверждено повторением"), std::string::npos);
}

TEST_F(Recall, AnAnswerOutlivesACrashIsCountedOnceAndFollowsFromItsStatements) {
    Learner learner = long_after_the_exam();
    const ActivityView view = learner.open(recall);
    const Fields fields = filled_in(*view.question(), Answers::Wrong);
    ASSERT_EQ(learner.browser().post(recall, fields).status, 303);

    kill_and_start(learner);

    const Response again = learner.browser().post(recall, fields);
    EXPECT_EQ(again.status, 303);
    EXPECT_TRUE(Learner::view_of(recall, learner.browser().follow(again)).has_feedback());
    EXPECT_EQ(recalled(), 1);
    EXPECT_EQ(count("SELECT sum(asked) FROM recall_cards"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM certificates"), 1);
    EXPECT_NE(verify().exit_code, 0) << "the days of the others were moved by hand";
    give_days_back();
    const Ran found = verify();
    EXPECT_EQ(found.exit_code, 0) << found.output;
}

TEST_F(Recall, AQuestionAndTheWeekCanBePutOff) {
    Learner learner = long_after_the_exam();
    const auto post = [&](const std::string& action) {
        const Response page = learner.browser().get(recall);
        const auto forms = forms_of(page.body);
        const Form* form = form_to(forms, action);
        EXPECT_NE(form, nullptr) << action << page.body;
        return form == nullptr ? 0 : learner.browser().post(action, form->filled(nullptr)).status;
    };
    EXPECT_EQ(post("/recall/later"), 303);
    EXPECT_EQ(count("SELECT count(*) FROM recall_cards WHERE touched IS NOT NULL AND asked = 0"), 1);
    EXPECT_EQ(post("/recall/pause"), 303);

    EXPECT_EQ(learner.browser().get("/").body.find("href=\"/recall\""), std::string::npos);
    const Response paused = learner.browser().get(recall);
    EXPECT_NE(words_of(paused.body).find("Повторение отложено"), std::string::npos) << paused.body;
    EXPECT_NE(learner.open(recall + "?more=1").html.find("name=\"_asking\""), std::string::npos);
}

TEST_F(Recall, AFormOfNothingOrOfSomebodyElseIsRefused) {
    Learner learner = long_after_the_exam();
    const ActivityView view = learner.open(recall);
    const Fields theirs = filled_in(*view.question(), Answers::Right);
    Learner other{server().port()};
    other.sign_in_as_demo(1);
    const Response page = other.browser().get(recall);
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(words_of(page.body).find("Повторять пока нечего"), std::string::npos);

    EXPECT_EQ(other.browser().post(recall, theirs).status, 403) << "another's token";
    Fields broken = theirs;
    for (auto& [name, value] : broken) {
        if (name == "_asking") {
            value = "nothing";
        }
    }
    EXPECT_EQ(learner.browser().post(recall, broken).status, 400);
    EXPECT_EQ(recalled(), 0);
}

}  // namespace
}  // namespace lyceum::behaviour
