// Service maturity through the ABI, as the worker sees it.
#include "tests/plugins/module_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::plugins::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::string example() {
    return read_source_file("plugins/service-maturity/example.xml");
}

class ServiceMaturity : public testing::Test {
protected:
    Session session_{"service-maturity", example()};

    Outcome add(const std::string& name, const std::string& volume = "12000") {
        return session_.submit({{"act", "put"},
                                {"service", "new"},
                                {"name", name},
                                {"volume", volume},
                                {"share", "35"},
                                {"cost", "4,5"},
                                {"days", "15"}});
    }
    Outcome first_level(const std::string& service, const std::string& published, const std::string& fact,
                        const std::string& days) {
        return session_.submit({{"act", "place"},
                                {"service", service},
                                {"level", "1"},
                                {"value-published", published},
                                {"fact-published", fact},
                                {"value-checked", days},
                                {"fact-checked", ""}});
    }
};

TEST_F(ServiceMaturity, TheExampleOpensAndTheFirstPageAsksForServices) {
    EXPECT_THAT(session_.diagnostics(), IsEmpty());
    EXPECT_STREQ(session_.entry().id, "lyceum.service-maturity");
    expect_golden("maturity-first", session_.view());
}

TEST_F(ServiceMaturity, AServiceIsAddedAndItsFirstLevelAskedAtOnce) {
    add("Запись в сад");
    expect_golden("maturity-level", session_.view());
}

TEST_F(ServiceMaturity, AYesWithoutAFactDoesNotCount) {
    add("Запись в сад");
    const Outcome refused = first_level("s1", "yes", " ", "30");
    EXPECT_THAT(refused.feedback, HasSubstr("адрес страницы с описанием"));
    EXPECT_THAT(session_.view(), HasSubstr("value=\"30\"")) << "what was typed stays";
    EXPECT_THAT(first_level("s1", "yes", "gov.example/sad", "30").feedback, HasSubstr("следующий"));
    EXPECT_THAT(session_.view(), HasSubstr("Интерактивная"));
}

TEST_F(ServiceMaturity, TheWeakestStepDecides) {
    add("Запись в сад");
    const Outcome placed = first_level("s1", "yes", "gov.example/sad", "91");
    EXPECT_THAT(placed.feedback, HasSubstr("уровне 0"));
    const std::string page = session_.view();
    expect_golden("maturity-placed", page);
    EXPECT_THAT(page, HasSubstr("Сколько дней назад"));
}

TEST_F(ServiceMaturity, APlacedServiceBecomesADraftTaskAndStopsBeingOne) {
    add("Запись в сад");
    EXPECT_THAT(session_.submit({{"act", "draft:s1"}}).feedback, HasSubstr("Сначала оцените"));
    first_level("s1", "no", "", "91");
    session_.submit({{"act", "draft:s1"}});
    ASSERT_THAT(session_.tasks, SizeIs(1));
    const sdk::Task& task = session_.tasks.front();
    EXPECT_EQ(task.id, "service-s1");
    EXPECT_EQ(task.baseline, "0");
    EXPECT_EQ(task.target, "1");
    EXPECT_THAT(task.title, HasSubstr("Запись в сад"));
    EXPECT_THAT(task.first_step, HasSubstr("Опубликуйте порядок"));
    session_.submit({{"act", "aim"}, {"service", "s1"}, {"target", "2"}});
    EXPECT_EQ(session_.tasks.front().target, "2");
    session_.submit({{"act", "undraft:s1"}});
    EXPECT_THAT(session_.tasks, IsEmpty());
}

TEST_F(ServiceMaturity, TheWholePortfolioIsSeenAndFinished) {
    add("Запись в сад");
    first_level("s1", "no", "", "10");
    add("Справка", "250000");
    first_level("s2", "yes", "gov.example", "10");
    session_.submit({{"act", "place"},
                     {"service", "s2"},
                     {"level", "2"},
                     {"value-share-5", "35 %"},
                     {"fact-share-5", "портал"},
                     {"value-status", "no"}});
    session_.submit({{"act", "list"}});
    expect_golden("maturity-portfolio", session_.view());
    EXPECT_THAT(session_.submit({{"act", "finish"}}).feedback, HasSubstr("хотя бы одну"));
    session_.submit({{"act", "draft:s1"}});
    const Outcome done = session_.submit({{"act", "finish"}});
    EXPECT_EQ(done.completion, LYCEUM_YES);
    EXPECT_DOUBLE_EQ(done.evidence.at("urn:example:objective:placed"), 1);
    EXPECT_DOUBLE_EQ(done.evidence.at("urn:example:objective:measured"), 1);
}

TEST_F(ServiceMaturity, FinishingTooEarlySaysWhatIsMissing) {
    add("Запись в сад");
    const Outcome early = session_.submit({{"act", "finish"}});
    EXPECT_THAT(early.feedback, HasSubstr("оцените услуг: 2"));
    EXPECT_FALSE(early.completion);
}

TEST_F(ServiceMaturity, APastedTableIsTakenWholeOrNotAtAll) {
    session_.submit({{"act", "table"}});
    session_.view();
    EXPECT_THAT(session_.submit({{"act", "paste"}, {"table", "Сад;1;2\nСправка;1;1;1;1"}}).feedback,
                HasSubstr("ничего не"));
    const std::string page = session_.view();
    expect_golden("maturity-table-slips", page);
    EXPECT_THAT(page, HasSubstr("Строка 1: столбцов 3"));
    EXPECT_THAT(session_.submit({{"act", "paste"}, {"table", "Сад;1;2;3;4\nСправка;1;1;1;1"}}).feedback,
                HasSubstr("Добавлены 2"));
    EXPECT_THAT(session_.view(), HasSubstr("Справка"));
}

TEST_F(ServiceMaturity, ATableOfTenThousandRowsIsRefusedInOneSentence) {
    std::string table;
    for (int row = 0; row < 10'000; ++row) {
        table += "У;1;1;1;1\n";
    }
    session_.submit({{"act", "paste"}, {"table", table}});
    EXPECT_THAT(session_.view(), HasSubstr("10000 строк"));
    EXPECT_LT(session_.state.size(), 64U << 10U);
}

TEST_F(ServiceMaturity, AServiceWithSlipsIsNotSavedAndKeepsWhatWasTyped) {
    add("", "много");
    const std::string page = session_.view();
    EXPECT_THAT(page, HasSubstr("нет названия"));
    EXPECT_THAT(page, HasSubstr("не\u00A0число: «много»"));
    EXPECT_THAT(page, HasSubstr("value=\"35\""));
    EXPECT_THAT(session_.state, Not(HasSubstr("\nservice ")));
}

TEST_F(ServiceMaturity, ARemovedServiceTakesItsDraftAlong) {
    add("Запись в сад");
    first_level("s1", "no", "", "91");
    session_.submit({{"act", "draft:s1"}});
    session_.submit({{"act", "remove:s1"}});
    EXPECT_THAT(session_.tasks, IsEmpty());
    EXPECT_THAT(session_.submit({{"act", "open:s1"}}).feedback, HasSubstr("больше нет"));
}

TEST_F(ServiceMaturity, SpeaksTheThreeLanguages) {
    add("Запись в сад");
    first_level("s1", "no", "", "91");
    for (const char* language : {"ru", "be", "en"}) {
        session_.language = language;
        session_.view();
        session_.submit({{"act", "list"}});
        session_.view();
        session_.submit({{"act", "table"}});
        session_.view();
        session_.submit({{"act", "open:s1"}});
    }
}

TEST(ServiceMaturityContent, LevelsStandInTheirOrderAndAskForSomething) {
    std::string content = example();
    content.replace(content.find("n=\"2\""), 5, "n=\"3\"");
    content.replace(content.find("id=\"status\""), 11, "id=\"share-5\"");
    const Session session{"service-maturity", content};
    EXPECT_THAT(session.diagnostics(),
                testing::Contains(testing::Field(&Diagnosed::rule, "service-maturity.level-order")));
    EXPECT_THAT(session.diagnostics(),
                testing::Contains(testing::Field(&Diagnosed::rule, "service-maturity.duplicate-id")));
}

}  // namespace
}  // namespace lyceum::plugins::test
