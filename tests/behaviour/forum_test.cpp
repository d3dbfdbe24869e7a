// A forum as a hall of people has it: news by server-sent events, connections that drop and come again, votes and posts
// through the real pages. Real sockets, real workers; nobody sleeps, everybody waits for bytes. [test main]
#include "tests/behaviour/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>

namespace lyceum::behaviour {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string forum = "/courses/forum-3/forum";

class Forum : public WithServer {
protected:
    Forum() {
        setup_.courses = {fixture_courses().parent_path().parent_path().parent_path() / "courses"};
        start();
    }

    // As the demo person of this name.
    Learner demo(const std::string& name) {
        Learner learner{server().port()};
        learner.sign_in_as_demo(name);
        learner.open(forum);
        return learner;
    }

    // Presses the button with this value on the page as it is now; the page that follows.
    static Response press(Learner& learner, const std::string& act, const Fields& more = {}) {
        const Response page = learner.browser().get(forum);
        for (const Form& form : forms_of(page.body)) {
            for (const Button& button : form.buttons) {
                if (button.value == act) {
                    return learner.browser().follow(learner.browser().post(forum, form.filled(&button, more)));
                }
            }
        }
        ADD_FAILURE() << "no button " << act << " on\n" << words_of(page.body);
        return page;
    }
};

// One who listens to the news of the forum.
class Listener {
public:
    Listener(std::uint16_t port, Learner& learner, const std::string& last_event = "")
        : connection_{std::make_unique<Connection>(port)} {
        std::string request = "GET " + forum + "/live?from=0 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ";
        for (const auto& [name, value] : learner.browser().cookies()) {
            request += name + "=" + value + "; ";
        }
        request.erase(request.size() - 2);
        request += last_event.empty() ? "" : "\r\nLast-Event-ID: " + last_event;
        connection_->send(request + "\r\n\r\n");
        const auto head = connection_->read_until("\r\n\r\n");
        EXPECT_TRUE(head);
        head_ = head.value_or("");
        EXPECT_EQ(connection_->read_until("\n\n").value_or(""), "retry: 3000\n\n");
    }

    const std::string& head() const { return head_; }
    // The revision of the next change; heartbeats are passed over.
    std::int64_t next_change() {
        for (;;) {
            const auto event = connection_->read_until("\n\n");
            if (!event) {
                ADD_FAILURE() << "the stream ended";
                return -1;
            }
            if (!event->starts_with("id: ")) {
                continue;
            }
            EXPECT_THAT(*event, HasSubstr("\nevent: change\n"));
            std::int64_t revision = 0;
            std::from_chars(event->data() + 4, event->data() + event->size(), revision);
            return revision;
        }
    }
    void drop() { connection_.reset(); }
    bool is_ended() { return connection_->closed_by_peer(20s); }

private:
    std::unique_ptr<Connection> connection_;
    std::string head_;
};

TEST_F(Forum, TellsFiftyListenersOfEachChangeAndTheTenWhoDroppedAndCameAgain) {
    const std::vector<std::string> names{"Примеров Макет",   "Черновикова Эскиза", "Образцова Модель",
                                         "Заготовкина Проба", "Макетов Эталон",     "Показательная Модель"};
    std::vector<Learner> people;
    for (const std::string& name : names) {
        people.push_back(demo(name));
    }
    Learner& head = people[0];
    Learner& moderator = people[5];
    std::vector<Listener> hall;
    for (std::size_t seat = 0; seat < 50; ++seat) {
        hall.emplace_back(server().port(), people[seat % people.size()]);
    }
    EXPECT_THAT(hall.front().head(), HasSubstr("Content-Type: text/event-stream"));

    for (std::size_t seat = 0; seat < 10; ++seat) {
        hall[seat].drop();
    }
    press(head, "go:questions");
    const Response asked = press(head, "ask", {{"text", "С чего начать?"}, {"about", "procedure"}});
    EXPECT_THAT(words_of(asked.body), HasSubstr("С чего начать?"));
    const std::int64_t first = hall[10].next_change();
    EXPECT_GT(first, 0);
    for (std::size_t seat = 11; seat < 50; ++seat) {
        EXPECT_EQ(hall[seat].next_change(), first) << seat;
    }

    // Those who come again are told at once what they missed, by the last event they had.
    for (std::size_t seat = 0; seat < 10; ++seat) {
        hall[seat] = Listener{server().port(), people[seat % people.size()], seat < 5 ? "" : "0"};
        EXPECT_EQ(hall[seat].next_change(), first) << seat;
    }
    press(moderator, "finish", {{"section", ""}});
    for (std::size_t seat = 0; seat < 50; ++seat) {
        EXPECT_GT(hall[seat].next_change(), first) << seat;
    }
    // Who has seen everything is told nothing until something happens: the server ends with the stream still silent.
    Listener silent{server().port(), head, std::to_string(std::int64_t{1} << 40)};
    EXPECT_GT(silent.next_change(), first) << "a revision that is none of ours: what there is";
    server().kill();
    EXPECT_TRUE(silent.is_ended());
}

TEST_F(Forum, ShowsNamesOfWhoSpeaksAndNoNamesOfWhoVotes) {
    Learner head = demo("Примеров Макет");
    Learner deputy = demo("Черновикова Эскиза");
    press(head, "go:opinions");
    press(head, "state", {{"text", "Мешает закон."}});
    press(deputy, "go:opinions");
    EXPECT_THAT(words_of(deputy.browser().get(forum).body), HasSubstr("Примеров Макет Образцович"));
    press(head, "go:statements");
    const Response page = head.browser().get(forum);
    const auto forms = forms_of(page.body);
    const auto ballot = std::ranges::find_if(
        forms, [](const Form& form) { return !form.buttons.empty() && form.buttons[0].value.starts_with("agree:"); });
    ASSERT_NE(ballot, forms.end());
    const Response voted = head.browser().follow(head.browser().post(forum, ballot->filled(&ballot->buttons[0])));
    EXPECT_THAT(words_of(voted.body), HasSubstr("Голос учтён."));
    EXPECT_EQ(count("SELECT count(*) FROM shared_documents WHERE key LIKE 'vote/%'"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM shared_documents WHERE key LIKE 'vote/%' AND length(bytes) < 200"), 1);
    EXPECT_EQ(verify().exit_code, 0);
}

TEST_F(Forum, LosesNothingOfAPostThatIsAMegabyteLong) {
    Learner head = demo("Примеров Макет");
    press(head, "go:questions");
    // Longer than the module takes: the form comes back with every letter.
    const Response page = press(head, "ask", {{"text", std::string(40'000, 'z')}, {"about", ""}});
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(words_of(page.body), HasSubstr("длиннее 500"));
    EXPECT_THAT(page.body, HasSubstr(std::string(1000, 'z')));
    // Longer than any field may be: refused before a module sees it.
    const Response refused = press(head, "ask", {{"text", std::string(1'000'000, 'z')}, {"about", ""}});
    EXPECT_EQ(refused.status, 413);
    EXPECT_THAT(words_of(refused.body), HasSubstr("слишком длинный"));
    EXPECT_EQ(count("SELECT count(*) FROM shared_documents"), 0);
}

TEST_F(Forum, TellsAnAssistantThatTheHeadVotes) {
    Learner assistant = demo("Заготовкина Проба");
    press(assistant, "go:statements");
    EXPECT_THAT(words_of(assistant.browser().get(forum).body), HasSubstr("не\u00A0голосует"));
    // The form of a head, sent by an assistant.
    const auto forms = forms_of(assistant.browser().get(forum).body);
    const auto mine = std::ranges::find_if(forms, [](const Form& form) { return form.action == forum; });
    ASSERT_NE(mine, forms.end());
    const Button agree{.name = "act", .value = "agree:one-owner", .look = ""};
    const Response page = assistant.browser().follow(assistant.browser().post(forum, mine->filled(&agree)));
    EXPECT_THAT(words_of(page.body), HasSubstr("не\u00A0голосует"));
    EXPECT_EQ(count("SELECT count(*) FROM shared_documents"), 0);
}

TEST_F(Forum, IsInTheSeriesOfForums) {
    Learner head = demo("Примеров Макет");
    const Response page = head.browser().get("/forums");
    EXPECT_THAT(words_of(page.body), HasSubstr("Третий экспертный форум"));
    EXPECT_THAT(words_of(page.body), HasSubstr("Вы участвуете"));
    EXPECT_THAT(page.body, HasSubstr("href=\"" + forum + "\""));
}

}  // namespace
}  // namespace lyceum::behaviour
