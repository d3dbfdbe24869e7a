// From a service on the scale to a commitment, its evidence, and the roll-up of the programme's owner: the real server
// with the flagship course, through its pages.
#include "tests/behaviour/fixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace lyceum::behaviour {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string services = "/courses/services-online/my-services";
const std::string tasks = "/courses/services-online/my-tasks";
const std::string head = "Примеров Макет";
const std::string owner = "Кураторов Пример";
const std::string secretary = "Заготовкина Проба";

class Tasks : public WithServer {
protected:
    Tasks() { setup_.courses = {std::filesystem::path{LYCEUM_SOURCE_DIR} / "courses"}; }

    // Presses the button `act` of a page, with these fields, and follows.
    static Response press(Browser& browser, const std::string& path, const std::string& act, const Fields& more = {}) {
        const Response page = browser.get(path);
        for (const Form& form : forms_of(page.body)) {
            for (const Button& button : form.buttons) {
                if (button.name == "act" && button.value == act) {
                    return browser.follow(browser.post(form.action, with(form.filled(&button), more)));
                }
            }
        }
        ADD_FAILURE() << "no button " << act << " on " << path << ": " << words_of(page.body);
        return page;
    }

    // What is typed takes the place of what stood in the field.
    static Fields with(Fields fields, const Fields& more) {
        for (const auto& [name, value] : more) {
            std::erase_if(fields, [&](const auto& field) { return field.first == name; });
            fields.emplace_back(name, value);
        }
        return fields;
    }

    // The forms of tests/cases, one after the other.
    static void play(Browser& browser, const std::string& path, const std::string& answers) {
        std::ifstream file{std::string{LYCEUM_SOURCE_DIR} + "/tests/cases/" + answers};
        Fields form;
        std::string act;
        const auto send = [&] {
            if (!act.empty()) {
                press(browser, path, act, form);
            }
            form.clear();
            act.clear();
        };
        for (std::string line; std::getline(file, line);) {
            const auto equals = line.find('=');
            if (line.empty()) {
                send();
            } else if (line.front() != '#' && line.starts_with("act=")) {
                act = line.substr(equals + 1);
            } else if (line.front() != '#') {
                form.emplace_back(line.substr(0, equals), line.substr(equals + 1));
            }
        }
        send();
    }

    // The words of a page with every blank an ordinary one.
    static std::string words(Browser& browser, const std::string& path) {
        return std::regex_replace(words_of(browser.get(path).body), std::regex{"\u00A0"}, " ");
    }

    // The draft made of a service is completed and taken on.
    static void commit_the_service(Browser& browser) {
        const std::string page = browser.get(tasks).body;
        const auto at = page.find("edit:@");
        ASSERT_NE(at, std::string::npos) << "the draft of the other step is here";
        const std::string id = page.substr(at + 5, page.find('"', at) - at - 5);
        press(browser, tasks, "edit:" + id);
        press(browser, tasks, "save",
              {{"deadline", "2030-06-01"},
               {"sector", "4"},
               {"sector-why", "меньше проверки"},
               {"state", "5"},
               {"state-why", "пригодится другим"},
               {"effort", "3"}, {"step", "перечень сведений"}});
        press(browser, tasks, "compare");
        press(browser, tasks, "commit", {{"chosen", id}});
    }
};

TEST_F(Tasks, AServiceBecomesACommitmentWithEvidenceAndIsCountedForTheOwner) {
    start();
    Learner learner{server().port()};
    learner.sign_in_as_demo(head);
    Browser& browser = learner.browser();
    play(browser, services, "service-maturity/services-online.answers");
    commit_the_service(browser);
    EXPECT_THAT(words(browser, "/"), HasSubstr("Взято 1 из 3"));

    kill_and_start(learner);

    const std::string own = words(browser, "/tasks");
    EXPECT_THAT(own, HasSubstr("Запись в детский сад"));
    EXPECT_THAT(own, HasSubstr("1 июня 2030"));
    const std::string path = "/tasks";
    press(browser, path, "begin");
    EXPECT_THAT(press(browser, path, "prove", {{"note", " "}}).body, HasSubstr("Ничего не"));
    const Response page = browser.get(path);
    for (const Form& form : forms_of(page.body)) {
        for (const Button& button : form.buttons) {
            if (button.value == "prove") {
                const Fields proof = with(form.filled(&button), {{"note", "Уровень 3: показатели портала"}});
                EXPECT_EQ(browser.post(form.action, proof).status, 303);
                EXPECT_EQ(browser.post(form.action, proof).status, 303) << "a second tap changes nothing";
            }
        }
    }
    EXPECT_THAT(words(browser, path), HasSubstr("подтверждена"));
    EXPECT_EQ(count("SELECT count(*) FROM task_changes WHERE status = 'proven'"), 1);
    EXPECT_EQ(browser.get("/tasks/all").status, 403);

    Learner programme{server().port()};
    programme.sign_in_as_demo(owner);
    const std::string all = words(programme.browser(), "/tasks/all");
    EXPECT_THAT(all, HasSubstr("Министерство примеров"));
    EXPECT_THAT(all, Not(HasSubstr("детский сад"))) << "what a body does is not shown, only how much";
    const Response file = programme.browser().get("/tasks/all.csv");
    EXPECT_EQ(file.header("content-type"), "text/csv; charset=utf-8");
    EXPECT_THAT(file.body, HasSubstr("Министерство примеров;1;0;0;1;0;0"));
    // The same by hand: the last status that the statements tell of each task.
    EXPECT_EQ(count("SELECT count(*) FROM (SELECT activity, max(number) AS last FROM statements WHERE activity LIKE "
                    "'urn:lyceum:task:%' GROUP BY activity) AS l JOIN statements AS s ON s.number = l.last WHERE "
                    "json_extract(s.json, '$.result.extensions.\"urn:lyceum:extension:task\".status') = 'proven'"),
              1);
    EXPECT_EQ(verify().exit_code, 0) << verify().output;

    const Ran report = run_lyceum({"report", "services-online", "my-tasks", "--table", "people", "--data",
                                   setup_.data.string(), "--courses", setup_.courses.front().string()});
    EXPECT_EQ(report.exit_code, 0);
    EXPECT_THAT(report.output, HasSubstr("\n1,0,1,1")) << "one head opened the step and took one task on";
}

TEST_F(Tasks, AnAssistantPreparesEverythingAndCommitsNothing) {
    start();
    Learner learner{server().port()};
    learner.sign_in_as_demo(secretary);
    Browser& browser = learner.browser();
    browser.get(tasks);
    press(browser, tasks, "add");
    press(browser, tasks, "save",
          {{"title", "Сократить документы"},
           {"unit", "документов"},
           {"baseline", "6"},
           {"target", "1"},
           {"deadline", "2030-06-01"},
           {"sector", "4"},
           {"sector-why", "а"},
           {"state", "5"},
           {"state-why", "б"},
           {"effort", "3"},
           {"step", "перечень"}});
    const Response compared = press(browser, tasks, "compare");
    EXPECT_THAT(words_of(compared.body), HasSubstr("Помощник готовит задачи"));
    EXPECT_THAT(compared.body, Not(HasSubstr("value=\"commit\"")));
    EXPECT_EQ(count("SELECT count(*) FROM tasks WHERE status = 'draft'"), 1);
}

}  // namespace
}  // namespace lyceum::behaviour
