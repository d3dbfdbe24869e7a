// The forum module as many people use it at once: who may do what, what is told and what is not, and that nothing said
// is lost whatever happens to the file or in which order people act. [one thread]
#include "plugins/forum/records.hpp"
#include "tests/plugins/module_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace lyceum::plugins::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::int64_t before_ms = 1'763'600'000'000;  // days before the example begins
constexpr std::int64_t minute = 60'000;

std::string example() {
    return read_source_file("plugins/forum/example.xml");
}

// People in one forum; each has a page of one's own and all share the documents.
class Hall {
public:
    explicit Hall(std::string content = example()) : content_{std::move(content)} {}

    Session& person(const std::string& name, const std::string& role) {
        auto& session = people_[name];
        if (!session) {
            session = std::make_unique<Session>("forum", content_);
            session->learner = name;
            session->role = role;
            session->shared = shared;
            session->seed = 0;  // everybody begins with the first statement
        }
        session->time_ms = time_ms += minute;
        return *session;
    }
    Session& head(const std::string& name = "head1") { return person(name, "head"); }
    Session& moderator(const std::string& name = "mod1") { return person(name, "moderator"); }

    std::string stage() const {
        const auto found = shared->find("stage");
        const auto read = found == shared->end() ? std::nullopt : forum::read_stage(found->second);
        return std::to_string(read ? read->number : 0);
    }
    std::string move(const std::string& act, const std::string& section = "") {
        return moderator().submit({{"act", act}, {"stage", stage()}, {"section", section}}).feedback;
    }
    void open_voting() {
        move("begin");
        move("open-voting");
    }
    std::string vote(const std::string& name, const std::string& role, const std::string& act) {
        return person(name, role).submit({{"act", act}}).feedback;
    }
    std::string see(Session& session, const std::string& tab) {
        EXPECT_EQ(session.submit({{"act", "go:" + tab}}).status, LYCEUM_OK);
        return session.view();
    }
    // The file is edited: everybody's next page is of the new one.
    void edit(std::string content) {
        content_ = std::move(content);
        people_.clear();
    }

    std::shared_ptr<SharedStore> shared = std::make_shared<SharedStore>();
    std::int64_t time_ms = before_ms;

private:
    std::string content_;
    std::map<std::string, std::unique_ptr<Session>> people_;
};

std::string only_post(const SharedStore& shared) {
    const auto found = shared.lower_bound("post/");
    return found == shared.end() ? "" : found->first.substr(5);
}

TEST(Forum, LooksTheSameAsBefore) {
    Hall hall;
    hall.head().submit({{"act", "ask"}, {"text", "С чего начать?"}, {"about", "first"}});
    expect_golden("forum-agenda", hall.see(hall.head(), "agenda"));
    expect_golden("forum-questions", hall.see(hall.person("expert1", "expert"), "questions"));
    hall.open_voting();
    expect_golden("forum-statements", hall.see(hall.head(), "statements"));
    hall.head().submit({{"act", "state"}, {"text", "Закон.\nИ привычка."}, {"about", "paper"}});
    expect_golden("forum-opinions", hall.see(hall.head("head2"), "opinions"));
    for (int number = 0; number < 12; ++number) {
        const std::string name = "v" + std::to_string(number);
        hall.vote(name, "head", "agree:simplify");
        hall.vote(name, "head", number % 2 == 0 ? "agree:owner" : "disagree:owner");
        hall.vote(name, "head", number % 2 == 0 ? "disagree:paper-for-ever" : "agree:paper-for-ever");
    }
    hall.move("finish");
    expect_golden("forum-outcome", hall.see(hall.head("v0"), "outcome"));
    expect_golden("forum-moderator", hall.see(hall.moderator(), "outcome"));
}

TEST(Forum, OpensTheFilesOfTheCourseInEachLanguage) {
    for (const char* file : {"forum.xml", "forum.be.xml", "forum.en.xml"}) {
        Session session{"forum", read_source_file(std::string{"courses/forum-3/"} + file)};
        EXPECT_THAT(session.diagnostics(), IsEmpty()) << file;
        ASSERT_TRUE(session.opened()) << file;
        for (const char* language : {"ru", "be", "en"}) {
            session.language = language;
            for (const char* tab : {"agenda", "questions", "statements", "opinions", "outcome"}) {
                session.submit({{"act", std::string{"go:"} + tab}});
                session.view();
            }
        }
    }
}

// What each role may do while voting is open; what it may not leaves no document and has a sentence.
struct Allowed {
    const char* role;
    bool votes;
    bool asks;
    bool states;
    bool proposes;
    bool rates;
    bool leads;
};
void PrintTo(const Allowed& allowed, std::ostream* out) {
    *out << allowed.role;
}

class Roles : public testing::TestWithParam<Allowed> {};

TEST_P(Roles, MayDoWhatTheyMayAndAreToldWhatTheyMayNot) {
    const Allowed& allowed = GetParam();
    const auto leaves_a_document = [&](FormFields fields) {
        Hall hall;
        hall.open_voting();
        const std::size_t before = hall.shared->size();
        const SharedStore copy = *hall.shared;
        const Outcome outcome = hall.person("someone", allowed.role).submit(fields);
        EXPECT_EQ(outcome.status, LYCEUM_OK);
        EXPECT_THAT(outcome.feedback, Not(IsEmpty()));
        hall.person("someone", allowed.role).view();
        return hall.shared->size() != before || *hall.shared != copy;
    };
    EXPECT_EQ(leaves_a_document({{"act", "agree:owner"}}), allowed.votes);
    EXPECT_EQ(leaves_a_document({{"act", "ask"}, {"text", "Почему?"}}), allowed.asks);
    EXPECT_EQ(leaves_a_document({{"act", "state"}, {"text", "Так."}, {"about", "paper"}}), allowed.states);
    EXPECT_EQ(leaves_a_document({{"act", "add"}, {"text", "Сроки важнее."}}), allowed.states);
    EXPECT_EQ(leaves_a_document({{"act", "task"}, {"text", "Сократить"}, {"deadline", "01.06.2027"}}),
              allowed.proposes);
    EXPECT_EQ(leaves_a_document({{"act", "rate"}, {"rate.choose", "2"}}), allowed.rates);
    EXPECT_EQ(leaves_a_document({{"act", "close-voting"}, {"stage", "2"}}), allowed.leads);
    EXPECT_EQ(leaves_a_document({{"act", "outcome"}, {"number", "0"}, {"text", "Итог"}}), allowed.leads);
}

INSTANTIATE_TEST_SUITE_P(All, Roles,
                         testing::Values(Allowed{"head", true, true, true, true, true, false},
                                         Allowed{"deputy", true, true, true, true, true, false},
                                         Allowed{"operator", true, true, true, true, true, false},
                                         Allowed{"expert", true, true, true, false, false, false},
                                         Allowed{"assistant", false, true, false, true, false, false},
                                         Allowed{"moderator", false, true, false, true, false, true},
                                         Allowed{"curator", false, true, false, true, false, true},
                                         Allowed{"unheard-of", false, true, false, false, false, false},
                                         Allowed{"", false, true, false, false, false, false}),
                         [](const testing::TestParamInfo<Allowed>& role) {
                             const std::string name{role.param.role};
                             return name.empty() ? "none" : name == "unheard-of" ? "other" : name;
                         });

TEST(Forum, ToldAnAssistantWhoVotesThatTheHeadDoes) {
    Hall hall;
    hall.open_voting();
    EXPECT_THAT(hall.vote("a", "assistant", "agree:owner"), HasSubstr("не\u00A0голосует"));
}

TEST(Forum, TellsNothingOfVotesBeforeTheCloseAndNothingOfFewerThanFiveAfter) {
    Hall hall;
    hall.open_voting();
    for (int number = 0; number < 4; ++number) {
        hall.vote("v" + std::to_string(number), "head", "agree:owner");
    }
    for (int number = 0; number < 6; ++number) {
        hall.vote("w" + std::to_string(number), "head", "disagree:simplify");
    }
    EXPECT_THAT(hall.see(hall.head(), "outcome"), Not(HasSubstr("100")));
    hall.move("close-voting");
    const std::string page = hall.see(hall.head(), "outcome");
    EXPECT_THAT(page, HasSubstr("против 100\u00A0%"));
    EXPECT_THAT(page, HasSubstr("меньше пяти голосов")) << "four agreed with the other";
    EXPECT_THAT(page, Not(HasSubstr("за 100\u00A0%")));
}

TEST(Forum, CountsExpertsApart) {
    Hall hall;
    hall.open_voting();
    for (int number = 0; number < 5; ++number) {
        hall.vote("h" + std::to_string(number), "head", "agree:owner");
        hall.vote("e" + std::to_string(number), "expert", "disagree:owner");
    }
    hall.move("finish");
    const std::string page = hall.see(hall.head(), "outcome");
    EXPECT_THAT(page, AllOf(HasSubstr("за 100\u00A0%, против 0\u00A0%"), HasSubstr("за 0\u00A0%, против 100\u00A0%")));
}

TEST(Forum, KeepsEarlierVotesWhenOneComesAfterTheClose) {
    Hall hall;
    hall.open_voting();
    hall.vote("head1", "head", "agree:owner");
    hall.move("close-voting");
    const SharedStore before = *hall.shared;
    EXPECT_THAT(hall.vote("head1", "head", "disagree:owner"), HasSubstr("прежние сохранены"));
    EXPECT_EQ(*hall.shared, before);
}

TEST(Forum, OfTwoModeratorsAtOnceTellsTheSecond) {
    Hall hall;
    hall.move("begin");
    const std::string seen = hall.stage();
    hall.moderator("mod1").submit({{"act", "run"}, {"stage", seen}, {"section", "first"}});
    const Outcome second = hall.moderator("mod2").submit({{"act", "finish"}, {"stage", seen}});
    EXPECT_THAT(second.feedback, HasSubstr("Другой модератор уже"));
    EXPECT_THAT(second.shared, IsEmpty());
    EXPECT_THAT(hall.head().view(), HasSubstr("От\u00A0процедуры к\u00A0услуге")) << "the first stands";
}

TEST(Forum, KeepsTheWordsOfAModeratorWhoCameSecond) {
    Hall hall;
    hall.moderator("mod1").submit({{"act", "outcome"}, {"number", "0"}, {"text", "Первый вариант"}});
    hall.moderator("mod2").submit({{"act", "outcome"}, {"number", "0"}, {"text", "Второй вариант"}});
    EXPECT_THAT(hall.see(hall.head(), "outcome"), HasSubstr("Первый вариант"));
    EXPECT_THAT(hall.see(hall.moderator("mod2"), "outcome"), HasSubstr("Второй вариант"));
}

TEST(Forum, VotesOnAParticipantsStatementOnceAModeratorHasLetItThrough) {
    Hall hall;
    hall.open_voting();
    hall.head().submit({{"act", "add"}, {"text", "Сроки важнее удобства."}});
    const std::string id = only_post(*hall.shared);
    EXPECT_THAT(hall.vote("v", "head", "agree:" + id), HasSubstr("больше нет"));
    EXPECT_THAT(hall.see(hall.moderator(), "statements"), HasSubstr("Сроки важнее удобства."));
    hall.moderator().submit({{"act", "approve:" + id}});
    EXPECT_THAT(hall.vote("v", "head", "agree:" + id), HasSubstr("учтён"));
    EXPECT_THAT(hall.moderator("mod2").submit({{"act", "hide:" + id}}).feedback, HasSubstr("уже принял решение"));
}

TEST(Forum, KeepsWhatIsTooLongAsADraft) {
    Hall hall;
    hall.open_voting();
    std::string longer;
    for (int word = 0; word < 40; ++word) {
        longer += "слово ";
    }
    const Outcome outcome = hall.head().submit({{"act", "add"}, {"text", longer}});
    EXPECT_THAT(outcome.feedback, HasSubstr("длиннее 140"));
    EXPECT_THAT(outcome.shared, IsEmpty());
    EXPECT_THAT(hall.see(hall.head(), "statements"), HasSubstr("слово слово слово"));
    // A megabyte is kept as far as a draft goes, and said so.
    const Outcome huge = hall.head().submit({{"act", "add"}, {"text", std::string(1'000'000, 'x')}});
    EXPECT_THAT(huge.feedback, HasSubstr("8000"));
    EXPECT_LT(hall.head().state.size(), 20'000U);
    EXPECT_THAT(hall.see(hall.head(), "statements"), HasSubstr("xxxx"));
}

TEST(Forum, KeepsActsOnWhatAnEditHasRemovedAndSaysSo) {
    Hall hall;
    hall.open_voting();
    hall.vote("head1", "head", "agree:owner");
    hall.head().submit({{"act", "state"}, {"text", "Моя позиция."}, {"about", "paper"}});
    hall.move("run", "first");
    std::string edited = example();
    for (const std::string line : {"id=\"owner\"", "id=\"first\"", "id=\"paper\""}) {
        edited.replace(edited.find(line), line.size(), "id=\"new-" + line.substr(4));
    }
    hall.edit(edited);
    EXPECT_THAT(hall.head().view(), HasSubstr("раздел, которого в\u00A0программе больше нет"));
    EXPECT_THAT(hall.see(hall.head(), "statements"), HasSubstr("1\u00A0голос отдан"));
    hall.vote("head1", "head", "agree:simplify");
    EXPECT_THAT(hall.shared->at("vote/head1"), HasSubstr("owner")) << "a later vote keeps it";
    hall.head().submit({{"act", "old-topics"}});
    EXPECT_THAT(hall.see(hall.head(), "opinions"), HasSubstr("Моя позиция."));
}

TEST(Forum, CompletesWhenAllStatementsAreVotedOn) {
    Hall hall;
    hall.open_voting();
    hall.head().submit({{"act", "agree:simplify"}});
    const Outcome second = hall.head().submit({{"act", "pass:owner"}});
    EXPECT_EQ(second.progress, 66U);
    EXPECT_FALSE(second.completion);
    EXPECT_EQ(hall.head().submit({{"act", "disagree:paper-for-ever"}}).completion, LYCEUM_YES);
}

TEST(Forum, ShowsWhatChangedFromFivePairsOn) {
    Hall hall;
    for (int number = 0; number < 5; ++number) {
        hall.head("h" + std::to_string(number)).submit({{"act", "rate"}, {"rate.choose", "2"}});
    }
    hall.open_voting();
    hall.move("finish");
    for (int number = 0; number < 5; ++number) {
        EXPECT_THAT(hall.see(hall.head("h0"), "outcome"), HasSubstr("<td colspan=\"4\">меньше пяти голосов"));
        hall.head("h" + std::to_string(number)).submit({{"act", "rate"}, {"rate.choose", number < 4 ? "3" : "4"}});
    }
    EXPECT_THAT(hall.see(hall.head("h0"), "outcome"), HasSubstr("+1,2\u00A0±\u00A00,4"));
}

TEST(Forum, SaysWhereTheContentIsWrong) {
    std::string content = example();
    content.replace(content.find("ends=\"2026-11-20"), 16, "ends=\"2026-02-30");
    content.replace(content.find("id=\"owner\""), 10, "id=\"paper\"");
    const Session session{"forum", content};
    EXPECT_EQ(session.open_status(), LYCEUM_INVALID_CONTENT);
    EXPECT_THAT(session.diagnostics(), testing::UnorderedElementsAre(Diagnosed{2, 1, "forum.bad-time"},
                                                                     Diagnosed{22, 5, "forum.duplicate-id"}));
}

// Whatever is in the documents and the fields, pages are good and nothing stored by others is lost.
TEST(Forum, StandsGarbageInDocumentsAndFields) {
    std::mt19937_64 random{20261124};
    const auto below = [&](std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random);
    };
    Hall hall;
    hall.open_voting();
    const char* acts[] = {"agree:owner",
                          "disagree:simplify",
                          "pass:unheard-of",
                          "go:statements",
                          "go:outcome",
                          "go:questions",
                          "go:opinions",
                          "go:nowhere",
                          "page:7",
                          "page:-1",
                          "topic:paper",
                          "topic:unheard-of",
                          "old-topics",
                          "ask",
                          "add",
                          "state",
                          "reply",
                          "task",
                          "rate",
                          "outcome",
                          "begin",
                          "finish",
                          "resume",
                          "run",
                          "open-voting",
                          "like:",
                          "hide:",
                          "approve:",
                          "answered:",
                          "",
                          "nonsense"};
    const char* roles[] = {"head", "expert", "assistant", "moderator", "", "x"};
    for (int round = 0; round < 400; ++round) {
        SCOPED_TRACE(round);
        Session& someone = hall.person("p" + std::to_string(below(6)), roles[below(std::size(roles))]);
        std::string act = acts[below(std::size(acts))];
        if (act.ends_with(':')) {
            act += only_post(*hall.shared);
        }
        FormFields fields{{"act", act},
                          {"text", below(3) == 0 ? std::string(below(3000), 'z') : "Слова и\nслова"},
                          {"about", below(2) == 0 ? "paper" : "first"},
                          {"to", only_post(*hall.shared)},
                          {"stage", hall.stage()},
                          {"section", "first"},
                          {"number", std::to_string(below(3))},
                          {"deadline", below(2) == 0 ? "2027-06-01" : "завтра"},
                          {"rate.choose", std::to_string(below(6))}};
        if (below(4) == 0) {
            fields[below(fields.size())].second = std::string(below(20), static_cast<char>(below(256)));
        }
        const Outcome outcome = someone.submit(fields);
        ASSERT_TRUE(outcome.status == LYCEUM_OK || outcome.status == LYCEUM_INVALID_FIELDS) << outcome.status;
        someone.view();
        if (below(5) == 0 && !hall.shared->empty()) {
            auto spoiled = hall.shared->begin();
            std::advance(spoiled, static_cast<std::ptrdiff_t>(below(hall.shared->size())));
            const std::string kept = spoiled->second;
            spoiled->second.insert(below(kept.size() + 1), 1, static_cast<char>(below(256)));
            someone.view();
            spoiled->second = kept;
        }
        ASSERT_FALSE(HasFailure()) << act;
    }
}

}  // namespace
}  // namespace lyceum::plugins::test
