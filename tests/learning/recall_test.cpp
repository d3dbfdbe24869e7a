#include "host/learning/recall.hpp"

#include "host/learning/profile.hpp"
#include "host/learning/recall_cards.hpp"
#include "host/learning/verify.hpp"
#include "tests/learning/support.hpp"

#include <boost/json.hpp>

#include <gmock/gmock.h>

#include <random>

namespace lyceum::learning {
namespace {

using namespace std::chrono_literals;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

modules::Interaction answered(const std::string& question, bool right) {
    modules::Interaction interaction;
    interaction.id = question;
    interaction.kind = modules::InteractionKind::Choice;
    interaction.description = "Вопрос " + question;
    interaction.response = right ? "a" : "b";
    interaction.success = right ? modules::Verdict::Yes : modules::Verdict::No;
    interaction.scaled = right ? 1 : 0;
    return interaction;
}

modules::Outcome with_answers(modules::Outcome outcome, const std::vector<std::pair<std::string, bool>>& answers) {
    for (const auto& [question, right] : answers) {
        outcome.interactions.push_back(answered(question, right));
    }
    return outcome;
}

std::string field_of(const modules::Call& call, const std::string& name) {
    for (const modules::Field& field : call.fields) {
        if (field.name == name) {
            return field.value;
        }
    }
    return {};
}

// A person who has finished the quiz with three questions, and a module that can ask each alone.
class Recall : public ::testing::Test {
protected:
    Recall() {
        sample.pool.on_recall_questions = [this](const modules::Call&) -> Result<modules::RecallQuestions> {
            ++lists;
            if (module_is_down) {
                return Error{ErrorCode::Unavailable, "the module is not there", "test.module", {}};
            }
            return listed;
        };
        sample.pool.on_recall_view = [](const modules::Call& call) -> Result<modules::View> {
            return modules::View{.xhtml = "<p>" + call.question + " " + std::to_string(call.seed) + " " +
                                          field_of(call, "option") + "</p>"};
        };
        sample.pool.on_recall_respond = [](const modules::Call& call) -> Result<modules::Outcome> {
            const std::string option = field_of(call, "option");
            modules::Outcome outcome;
            if (option.empty()) {
                outcome.feedback = "Выберите ответ";
                return outcome;
            }
            outcome.interactions = {answered(call.question, option == "a")};
            outcome.evidence = {{.objective = "urn:o:simplify", .scaled = option == "a" ? 1.0 : 0.0}};
            outcome.feedback = option == "a" ? "Верно" : "Неверно";
            return outcome;
        };
    }

    void finish_quiz(const std::vector<std::pair<std::string, bool>>& answers = {
                         {"q1", true}, {"q2", true}, {"q3", false}}) {
        ASSERT_TRUE(sample.open("read"));
        sample.pool.on_respond = always(completed("read"));
        ASSERT_TRUE(sample.answer("read", FormId::make(sample.now), 0));
        ASSERT_TRUE(sample.open("quiz"));
        sample.pool.on_respond = always(with_answers(scored("quiz", 0.8), answers));
        ASSERT_TRUE(sample.answer("quiz", FormId::make(sample.now), 0));
    }

    RecallPage open(Wanted wanted = Wanted::Sitting, std::optional<FormId> form = std::nullopt) {
        return sample
            .run(open_recall(*sample.campus, RecallRequest{.person = sample.person,
                                                           .language = Language::Ru,
                                                           .wanted = wanted,
                                                           .answered = form}))
            .value();
    }
    RecallAnswer answer_to(const RecallPage& page, const std::string& option) {
        RecallAnswer answer;
        answer.person = sample.person;
        answer.asking = page.asking;
        answer.form = page.form;
        if (!option.empty()) {
            answer.fields = {{"option", option}};
        }
        return answer;
    }
    Result<RecallAnswered> answer(const RecallPage& page, const std::string& option) {
        return sample.run(answer_recall(*sample.campus, answer_to(page, option)));
    }
    std::size_t offered() {
        return sample.run(recall_offer(*sample.campus, sample.person, Language::Ru)).value().questions;
    }
    store::RecallCard card(const std::string& question) {
        const auto registration = sample.reader->find_registration(sample.person.id, "urn:course:sample").value();
        return sample.reader->find_recall_card(registration->id, "urn:au:quiz", question).value().value();
    }
    void expect_verified() {
        const auto report = verify(*sample.reader);
        ASSERT_TRUE(report) << to_string(report.error());
        for (const Difference& difference : report.value().differences) {
            ADD_FAILURE() << difference.what << "\n  stored   " << difference.stored << "\n  computed "
                          << difference.computed;
        }
    }

    SampleCampus sample;
    modules::RecallQuestions listed{{"q1", ""}, {"q2", ""}, {"q3", ""}};
    bool module_is_down = false;
    int lists = 0;
};

TEST_F(Recall, OffersNothingBeforeAStepIsFinishedAndNothingTheSameDay) {
    EXPECT_EQ(open().state, RecallState::Nothing);
    EXPECT_EQ(offered(), 0U);
    finish_quiz();
    EXPECT_EQ(offered(), 0U);
    const RecallPage page = open();
    EXPECT_EQ(page.state, RecallState::Done);
    EXPECT_EQ(page.next, sample.now + 24h);
    EXPECT_EQ(lists, 0) << "no module is asked while nothing is due";
}

TEST_F(Recall, AsksFirstWhatWasWrongAndThenTheRest) {
    finish_quiz();
    sample.now += 24h;
    EXPECT_EQ(offered(), 1U);
    EXPECT_EQ(open().asking.question, "q3");
    sample.now += 48h;
    EXPECT_EQ(offered(), 3U);
    EXPECT_EQ(open().left, 3U);
    EXPECT_EQ(lists, 1) << "the list of questions is asked for once";
    expect_verified();
}

TEST_F(Recall, AnAnswerIsOnDiskAsAStatementWithItsInteraction) {
    finish_quiz();
    sample.now += 96h;
    const RecallPage page = open();
    const auto before = sample.statements().size();

    EXPECT_EQ(answer(page, "a").value().result, store::AnswerResult::Recorded);

    const auto statements = sample.statements();
    ASSERT_EQ(statements.size(), before + 1);
    const auto json = boost::json::parse(statements.back().json);
    EXPECT_EQ(json.at("verb").at("id").as_string(), std::string{verbs::answered});
    EXPECT_EQ(json.at("object").at("definition").at("interactionType").as_string(), "choice");
    EXPECT_TRUE(json.at("object").at("id").as_string().ends_with("#q3"));
    EXPECT_EQ(json.at("result").at("response").as_string(), "a");
    EXPECT_TRUE(json.at("result").at("success").as_bool());
    EXPECT_TRUE(json.at("context").at("extensions").at("urn:lyceum:extension:recall").as_bool());
    EXPECT_EQ(json.at("context").at("registration").as_string(), to_string(statements.back().registration));
    const store::RecallCard after = card("q3");
    EXPECT_EQ(after.asked, 1);
    EXPECT_EQ(after.confirmed, sample.now);
    EXPECT_GT(after.due, sample.now);
    expect_verified();
}

TEST_F(Recall, IsDiscussedWithTheSameSeedAndTheFieldsItWasAnsweredWith) {
    finish_quiz();
    sample.now += 24h;
    const RecallPage asked = open();
    ASSERT_TRUE(answer(asked, "b"));

    const RecallPage discussed = open(Wanted::Sitting, asked.form);

    EXPECT_EQ(discussed.state, RecallState::Answered);
    EXPECT_EQ(discussed.feedback, "Неверно");
    EXPECT_EQ(discussed.xhtml, asked.xhtml.substr(0, asked.xhtml.find(" </p>")) + " b</p>");
    EXPECT_EQ(discussed.comes_back, card("q3").due);
    EXPECT_EQ(discussed.taken, 1U);
    EXPECT_EQ(discussed.left, 0U);
    // Another's form says nothing.
    const auto boris = sample.add_person("boris");
    const auto theirs = sample.run(open_recall(
        *sample.campus, RecallRequest{.person = boris, .language = Language::Ru, .answered = asked.form}));
    EXPECT_EQ(theirs.value().state, RecallState::Nothing);
}

TEST_F(Recall, ASecondPostOfAFormHasTheEffectOfOne) {
    finish_quiz();
    sample.now += 96h;
    const RecallPage page = open();
    ASSERT_TRUE(answer(page, "a"));
    const auto statements = sample.statements().size();

    EXPECT_EQ(answer(page, "b").value().result, store::AnswerResult::Repeated);

    EXPECT_EQ(sample.statements().size(), statements);
    EXPECT_EQ(open(Wanted::Sitting, page.form).feedback, "Верно") << "what was recorded, not what was sent again";
}

TEST_F(Recall, TwoPagesOfOneQuestionAreAnsweredOnce) {
    finish_quiz();
    sample.now += 96h;
    const RecallPage first = open();
    const RecallPage second = open();
    std::optional<Result<RecallAnswered>> one;
    std::optional<Result<RecallAnswered>> two;
    sample.start(answer_recall(*sample.campus, answer_to(first, "a")), one);
    sample.start(answer_recall(*sample.campus, answer_to(second, "b")), two);
    sample.finish();

    EXPECT_EQ(one->value().result, store::AnswerResult::Recorded);
    EXPECT_EQ(two->value().result, store::AnswerResult::Stale);
    EXPECT_EQ(card("q3").asked, 1);
    expect_verified();
}

TEST_F(Recall, AFormThatIsNoAnswerYetShowsTheQuestionAgainAndWritesNothing) {
    finish_quiz();
    sample.now += 96h;
    const RecallPage page = open();
    const auto statements = sample.statements().size();

    const auto result = answer(page, "").value();

    ASSERT_TRUE(result.again);
    EXPECT_EQ(result.again->asking, page.asking);
    EXPECT_EQ(result.again->xhtml, page.xhtml);
    EXPECT_EQ(result.again->feedback, "Выберите ответ");
    EXPECT_EQ(sample.statements().size(), statements);
    EXPECT_EQ(card("q3").asked, 0);
}

TEST_F(Recall, AMissLowersNothingAndARightAnswerConfirmsTheLevelShown) {
    finish_quiz({{"q1", true}, {"q2", true}});
    const auto shown = [&] { return profile(*sample.campus, sample.person).value().competencies.at(0); };
    const auto before = shown();
    ASSERT_EQ(before.standing.level, 2);
    const auto units = sample.reader->unit_progress(card("q1").registration).value();
    sample.now += 96h;
    ASSERT_TRUE(answer(open(), "b"));

    EXPECT_EQ(shown().standing.level, 2);
    EXPECT_EQ(shown().latest, before.latest);
    EXPECT_FALSE(shown().confirmed);
    EXPECT_EQ(sample.reader->unit_progress(card("q1").registration).value(), units);

    sample.now += 1h;
    ASSERT_TRUE(answer(open(), "a"));

    EXPECT_EQ(shown().standing.level, 2);
    EXPECT_EQ(shown().standing.evidence, before.standing.evidence) << "one question is no attempt, and shows no level";
    EXPECT_EQ(shown().latest, sample.now);
    const auto confirmed = competency_page(*sample.campus, sample.person, "C3").value().confirmed;
    ASSERT_TRUE(confirmed);
    EXPECT_EQ(confirmed->answered_right, 1);
    EXPECT_EQ(confirmed->asked, 2);
    expect_verified();
}

TEST_F(Recall, ASittingEndsAfterFiveQuestionsUnlessMoreIsWanted) {
    std::vector<std::pair<std::string, bool>> answers;
    listed.clear();
    for (int i = 0; i < 8; ++i) {
        answers.emplace_back("q" + std::to_string(i), true);
        listed.push_back({"q" + std::to_string(i), ""});
    }
    finish_quiz(answers);
    sample.now += 96h;
    EXPECT_EQ(offered(), progress::questions_a_sitting);
    for (std::size_t i = 0; i < progress::questions_a_sitting; ++i) {
        const RecallPage page = open();
        ASSERT_EQ(page.state, RecallState::Question);
        EXPECT_EQ(page.taken, i);
        ASSERT_TRUE(answer(page, "a"));
    }
    EXPECT_EQ(offered(), 0U);
    const RecallPage done = open();
    EXPECT_EQ(done.state, RecallState::Done);
    EXPECT_EQ(done.more, 3U);
    EXPECT_EQ(done.next, progress::week_after(sample.now));

    const RecallPage more = open(Wanted::More);
    EXPECT_EQ(more.state, RecallState::Question);
    EXPECT_EQ(more.left, 3U);

    sample.now = progress::week_after(sample.now);
    EXPECT_EQ(offered(), 3U);
    expect_verified();
}

TEST_F(Recall, AQuestionPutOffComesBackNextWeekAndTheNextOneIsAsked) {
    finish_quiz();
    sample.now += 96h;
    const RecallPage page = open();
    const auto put_off = [&] {
        return sample.run(put_off_question(*sample.campus, answer_to(page, ""))).value();
    };
    EXPECT_EQ(put_off(), store::AnswerResult::Recorded);
    EXPECT_EQ(put_off(), store::AnswerResult::Repeated);

    EXPECT_EQ(open().asking.question, "q1");
    EXPECT_EQ(card("q3").due, progress::week_after(sample.now));
    EXPECT_EQ(card("q3").asked, 0);
    EXPECT_EQ(sample.verbs().back(), "skipped");
    expect_verified();
}

TEST_F(Recall, AWeekCanBeLeftOut) {
    finish_quiz();
    sample.now += 96h;
    ASSERT_TRUE(sample.run(pause_recall(*sample.campus, sample.person.id)));
    ASSERT_TRUE(sample.run(pause_recall(*sample.campus, sample.person.id)));

    EXPECT_EQ(offered(), 0U);
    const RecallPage page = open();
    EXPECT_EQ(page.state, RecallState::Paused);
    EXPECT_EQ(page.next, progress::week_after(sample.now));
    EXPECT_EQ(open(Wanted::More).state, RecallState::Question);
    sample.now = progress::week_after(sample.now);
    EXPECT_EQ(offered(), 3U);
}

TEST_F(Recall, AQuestionThatItsModuleNoLongerHasIsNotAskedAndNothingIsLost) {
    finish_quiz();
    sample.now += 96h;
    const RecallPage page = open();
    ASSERT_TRUE(answer(page, "a"));
    listed = {{"q2", ""}};
    sample.campus->recall_lists.clear();  // as after a restart

    EXPECT_EQ(offered(), 1U);
    EXPECT_EQ(open().asking.question, "q2");
    EXPECT_EQ(card("q3").confirmed, sample.now);
    expect_verified();
}

TEST_F(Recall, WithoutItsCourseAQuestionIsStaleAndItsAnswerIsStillTold) {
    finish_quiz();
    sample.now += 96h;
    const RecallPage first = open();
    ASSERT_TRUE(answer(first, "a"));
    const RecallPage second = open();
    sample.campus->catalogue = std::make_shared<const Catalogue>();

    EXPECT_EQ(answer(second, "a").value().result, store::AnswerResult::Stale);
    const RecallPage discussed = open(Wanted::Sitting, first.form);
    EXPECT_EQ(discussed.state, RecallState::Answered);
    EXPECT_EQ(discussed.feedback, "Верно");
    EXPECT_FALSE(discussed.course);
    EXPECT_EQ(offered(), 0U);
}

TEST_F(Recall, AModuleThatIsNotThereIsSaidAndNothingIsLost) {
    finish_quiz();
    sample.now += 96h;
    module_is_down = true;
    EXPECT_EQ(offered(), 0U);
    EXPECT_EQ(open().state, RecallState::Unreachable);
    module_is_down = false;
    EXPECT_EQ(open().state, RecallState::Question);
}

TEST_F(Recall, AModuleWithoutTheAbilityIsNeverAsked) {
    finish_quiz();
    sample.now += 96h;
    sample.pool.on_recall_questions = nullptr;
    EXPECT_EQ(offered(), 0U);
    EXPECT_EQ(open().state, RecallState::Nothing);
}

TEST_F(Recall, AFailedCallLeavesEverythingAsItWas) {
    finish_quiz();
    sample.now += 96h;
    const RecallPage page = open();
    const store::RecallCard before = card("q3");
    const auto works = sample.pool.on_recall_respond;
    sample.pool.on_recall_respond = [](const modules::Call&) -> Result<modules::Outcome> {
        return Error{ErrorCode::Crashed, "ended by SIGSEGV", "test.module", {}};
    };
    EXPECT_FALSE(answer(page, "a"));
    EXPECT_EQ(card("q3"), before);
    sample.pool.on_recall_respond = works;
    EXPECT_EQ(answer(page, "a").value().result, store::AnswerResult::Recorded) << "the same form may be sent again";
}

TEST_F(Recall, AnothersQuestionCannotBeAnswered) {
    finish_quiz();
    sample.now += 96h;
    RecallAnswer stolen = answer_to(open(), "a");
    stolen.person = sample.add_person("boris");
    const auto result = sample.run(answer_recall(*sample.campus, stolen));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::NotFound);
    EXPECT_EQ(card("q3").asked, 0);
}

TEST_F(Recall, AnAnswerTooLongIsRefused) {
    finish_quiz();
    sample.now += 96h;
    const auto result = answer(open(), std::string(std::size_t{65} << 10, 'a'));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::LimitExceeded);
}

TEST_F(Recall, ALaterAttemptAtTheQuizIsARepetitionToo) {
    finish_quiz();
    const store::RecallCard before = card("q1");
    sample.now += 72h;
    sample.pool.on_respond = always(with_answers(scored("again", 0.5), {{"q1", true}, {"q9", true}, {"q1", false}}));
    ASSERT_TRUE(sample.answer("quiz", FormId::make(sample.now), 1));

    EXPECT_LT(card("q1").stability, before.stability * 4);
    EXPECT_EQ(card("q1").reviewed, sample.now);
    EXPECT_EQ(card("q1").asked, 0);
    EXPECT_EQ(card("q9").reviewed, sample.now) << "a question of the pool that was not drawn before";
    expect_verified();
}

TEST_F(Recall, TheCardsOfWhatWasFinishedBeforeAreMadeOnce) {
    finish_quiz();
    const auto registration = card("q1").registration;
    const auto cards = sample.reader->recall_cards(registration, "").value();
    ASSERT_THAT(cards, SizeIs(3));
    ASSERT_TRUE(sample.store->write_now<void>(
        [&](store::Transaction& transaction) { return transaction.replace_recall_cards(registration, {}); }));
    ASSERT_TRUE(build_recall_cards(*sample.store, *sample.reader));
    EXPECT_THAT(sample.reader->recall_cards(registration, "").value(), IsEmpty()) << "they were made already";
    const auto report = verify(*sample.reader).value();
    EXPECT_THAT(report.differences, SizeIs(3));
    EXPECT_THAT(report.differences.at(0).what, HasSubstr("recall urn:au:quiz q1"));
}

// Whatever is answered, put off and attempted again, in whatever order: the cards follow from the statements alone.
TEST_F(Recall, CardsFollowFromStatementsAfterRandomWeeks) {
    std::mt19937 random{20261124};
    const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
    finish_quiz();
    std::int64_t revision = 1;
    for (int step = 0; step < 120; ++step) {
        sample.now += std::chrono::hours{random() % 90};
        if (chance(15)) {
            sample.pool.on_respond =
                always(with_answers(scored("again", 0.5), {{"q" + std::to_string(1 + random() % 3), chance(50)}}));
            ASSERT_TRUE(sample.answer("quiz", FormId::make(sample.now), revision++));
            continue;
        }
        const RecallPage page = open(chance(50) ? Wanted::Sitting : Wanted::More);
        if (page.state != RecallState::Question) {
            continue;
        }
        if (chance(20)) {
            ASSERT_TRUE(sample.run(put_off_question(*sample.campus, answer_to(page, ""))));
        } else {
            ASSERT_TRUE(answer(page, chance(75) ? "a" : "b"));
        }
    }
    expect_verified();
    EXPECT_GT(card("q1").asked + card("q2").asked + card("q3").asked, 10);
}

TEST(Asking, IsReadAsItWasWritten) {
    const Asking asking{.registration = RegistrationId::make(TimePoint{1'700'000'000'000ms}),
                        .unit = "quiz",
                        .question = "q-1_a.b",
                        .number = 7};
    EXPECT_EQ(parse_asking(to_text(asking)), asking);
    const std::string id = to_string(asking.registration);
    const std::vector<std::string> slips{"",
                                         id,
                                         id + "/quiz/q1",
                                         id + "/quiz/q1/",
                                         id + "/quiz/q1/x",
                                         id + "/quiz/q1/-1",
                                         id + "/quiz/q1/1/2",
                                         id + "//q1/1",
                                         id + "/quiz//1",
                                         "x/quiz/q1/1",
                                         id + "/quiz/q1/99999999999"};
    for (const std::string& broken : slips) {
        EXPECT_FALSE(parse_asking(broken)) << broken;
    }
}

}  // namespace
}  // namespace lyceum::learning
