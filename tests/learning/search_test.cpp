#include "host/learning/search.hpp"

#include "host/learning/glossary.hpp"
#include "tests/learning/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string text_of(const Pieces& pieces) {
    std::string text;
    for (const Piece& piece : pieces) {
        text += piece.found ? "[" + piece.text + "]" : piece.text;
    }
    return text;
}

// "course/step?place: title", as the page would lead there.
std::vector<std::string> places(const Search& search) {
    std::vector<std::string> all;
    for (const SearchResult& result : search.results) {
        std::string line = result.course->course->slug;
        line += result.unit == nullptr ? "" : "/" + result.unit->au->slug;
        line += result.place.empty() ? "" : "?" + result.place;
        all.push_back(line + ": " + text_of(result.title));
    }
    return all;
}

// A lesson that tells two sections and two terms in the language asked for, by the step "read"; other steps tell none.
Result<modules::Outline> tell(const modules::Call& call) {
    modules::Outline outline;
    if (call.activity->digest != "read") {
        return outline;
    }
    if (call.language == "en") {
        outline.sections = {{"window", "One window", "All papers are asked for once."}};
    } else if (call.language == "be") {
        outline.sections = {{"window", "Адно акно", "Паперы просяць адзін раз."}};
    } else {
        outline.sections = {{"window", "Одно окно", "Бумаги спрашивают один раз, потом услуга идёт сама."},
                            {"price", "Цена бумаги", "Каждая справка стоит <часа>."}};
        outline.terms = {{"price", "Справка", "Бумага, которую один орган просит у другого."},
                         {"", "Ёмкость", "Сколько помещается."},
                         {"window", "ель", "Дерево."}};
    }
    return outline;
}

class SearchTest : public ::testing::Test {
protected:
    SampleCampus sample;

    SearchTest() {
        sample.pool.on_outline = tell;
    }
    void fill() {
        const auto filled = sample.run(
            sample.campus->reading_room.fill(sample.pool, sample.campus->catalogue, [] { return false; }));
        ASSERT_TRUE(filled) << to_string(filled.error());
    }
    Search look(const std::string& query, Language language = Language::Ru) {
        auto found = sample.run(search(*sample.campus, sample.person, query, language));
        EXPECT_TRUE(found) << to_string(found.error());
        return found ? found.value() : Search{};
    }
};

TEST_F(SearchTest, LeadsToTheSectionThatHasTheWordInAnyForm) {
    fill();
    const Search found = look("услугами");
    ASSERT_THAT(places(found), ElementsAre("sample/read?window: Одно окно"));
    EXPECT_EQ(text_of(found.results[0].excerpt), "Бумаги спрашивают один раз, потом [услуга] идёт сама.");
    EXPECT_EQ(found.results[0].kind, Passage::Kind::Section);
    EXPECT_EQ(found.results[0].closed_by, nullptr);
}

TEST_F(SearchTest, PutsTitlesAndTermsFirstAndFindsAllWordsOnly) {
    fill();
    EXPECT_THAT(places(look("бумага")), ElementsAre("sample/read?price: Цена [бумаги]", ::testing::_, ::testing::_));
    EXPECT_THAT(places(look("бумага орган")), ElementsAre("sample/read?price: Справка"));
    EXPECT_THAT(places(look("бумага велосипед")), IsEmpty());
}

TEST_F(SearchTest, FindsStepsOfModulesThatTellNothingAndCoursesByTheirTitles) {
    fill();
    EXPECT_THAT(places(look("quiz")), ElementsAre("sample/quiz: Шаг [quiz]"));
    EXPECT_THAT(places(look("образец")), ElementsAre("sample: [Образец]"));
}

TEST_F(SearchTest, SaysWhichStepComesBeforeAClosedOne) {
    fill();
    const Search found = look("quiz");
    ASSERT_THAT(found.results, SizeIs(1));
    ASSERT_NE(found.results[0].closed_by, nullptr);
    EXPECT_EQ(found.results[0].closed_by->au->slug, "read");
}

TEST_F(SearchTest, LooksInTheLanguageOfTheReader) {
    fill();
    EXPECT_THAT(places(look("papers", Language::En)), ElementsAre("sample/read?window: One window"));
    EXPECT_THAT(places(look("papers")), IsEmpty());
    EXPECT_THAT(places(look("папера", Language::Be)), ElementsAre("sample/read?window: Адно акно"));
    // The course has its title in Russian alone: readers of other languages find it so.
    EXPECT_THAT(places(look("образец", Language::En)), ElementsAre("sample: [Образец]"));
}

TEST_F(SearchTest, DoesNotShowCoursesForOtherRoles) {
    content::Library library;
    library.framework = sample.campus->catalogue->framework;
    for (const char* role : {"expert", "head"}) {
        auto course = std::make_shared<content::Course>(*sample.campus->catalogue->courses.front()->course);
        course->id += role;
        course->slug = role;
        course->roles = {role};
        library.courses.push_back(std::move(course));
    }
    sample.campus->catalogue = make_catalogue(library);
    fill();
    EXPECT_THAT(places(look("услуга")), ElementsAre("head/read?window: Одно окно"));
    EXPECT_EQ(look("").examples, (std::vector<std::string>{"ель", "Ёмкость", "Справка"}));
}

TEST_F(SearchTest, GivesTermsAsExamplesForAnEmptyQuery) {
    fill();
    EXPECT_EQ(look("").examples, (std::vector<std::string>{"ель", "Ёмкость", "Справка"}));
    EXPECT_EQ(look("  \n").query, "");
    EXPECT_THAT(look(" окно ").examples, IsEmpty());
    EXPECT_EQ(look(" окно ").query, "окно");
}

TEST_F(SearchTest, TakesAnythingThatIsTyped) {
    fill();
    for (const char* query : {"\"", "окно OR справка", "NEAR(окно)", "title:окно", "*", "окн*", "'; DROP TABLE words; --",
                              "\xFF\xFE", "<script>alert(1)</script>", "-окно", "{window} : окно"}) {
        EXPECT_TRUE(sample.run(search(*sample.campus, sample.person, query, Language::Ru))) << query;
    }
    EXPECT_THAT(places(look("окно OR справка")), IsEmpty());  // no section has both
    std::string endless;
    for (int word = 0; word < 5000; ++word) {
        endless += "окно" + std::to_string(word) + " ";
    }
    const Search found = look(endless);
    EXPECT_LE(found.query.size(), 2 * longest_query);
    EXPECT_THAT(found.results, IsEmpty());
}

TEST_F(SearchTest, ShowsThirtyAndSaysThatThereAreMore) {
    sample.pool.on_outline = [](const modules::Call& call) -> Result<modules::Outline> {
        modules::Outline outline;
        for (int number = 0; call.activity->digest == "read" && number < 40; ++number) {
            outline.sections.push_back({"s" + std::to_string(number), "Раздел " + std::to_string(number), "Окно."});
        }
        return outline;
    };
    fill();
    const Search found = look("окно");
    EXPECT_THAT(found.results, SizeIs(most_results));
    EXPECT_TRUE(found.has_more);
    EXPECT_FALSE(look("окно 39").has_more);
}

TEST_F(SearchTest, IsNotReadyBeforeTheCoursesAreRead) {
    EXPECT_FALSE(look("окно").is_ready);
    EXPECT_FALSE(course_glossary(*sample.campus, "sample", Language::Ru).value().is_ready);
    EXPECT_FALSE(has_terms(*sample.campus, "sample", Language::Ru));
    fill();
    EXPECT_TRUE(look("окно").is_ready);
}

TEST_F(SearchTest, KnowsAStepWhoseModuleFailsByItsTitle) {
    sample.pool.on_outline = [](const modules::Call& call) -> Result<modules::Outline> {
        if (call.activity->digest == "more") {
            return Error{ErrorCode::Crashed, "on purpose", "", ""};
        }
        return tell(call);
    };
    fill();
    EXPECT_THAT(places(look("more")), ElementsAre("sample/more: Шаг [more]"));
    EXPECT_THAT(places(look("услуга")), SizeIs(1));
}

TEST_F(SearchTest, TakesASectionCalledAsItsStepForTheStep) {
    sample.pool.on_outline = [](const modules::Call& call) -> Result<modules::Outline> {
        modules::Outline outline;
        if (call.activity->digest == "more") {
            outline.sections = {{"start", "Шаг more", "Вводное слово о справках."}};
        }
        return outline;
    };
    fill();
    EXPECT_THAT(places(look("справка")), ElementsAre("sample/more?start: Шаг more"));
    EXPECT_THAT(places(look("more")), SizeIs(1));
}

TEST_F(SearchTest, IsFilledAnewWhenTheCoursesChange) {
    fill();
    sample.pool.on_outline = nullptr;
    EXPECT_THAT(places(look("услуга")), SizeIs(1));
    fill();
    EXPECT_THAT(places(look("услуга")), IsEmpty());
}

TEST_F(SearchTest, EndsEarlyWhenTheServerStops) {
    ASSERT_TRUE(sample.run(
        sample.campus->reading_room.fill(sample.pool, sample.campus->catalogue, [] { return true; })));
    EXPECT_EQ(sample.campus->reading_room.reading(), nullptr);
}

TEST_F(SearchTest, AGlossaryHasTheTermsInTheOrderOfTheAlphabetWithTheirPlaces) {
    fill();
    const Glossary glossary = course_glossary(*sample.campus, "sample", Language::Ru).value();
    ASSERT_THAT(glossary.terms, SizeIs(3));
    EXPECT_EQ(glossary.terms[0]->term, "ель");
    EXPECT_EQ(glossary.terms[1]->term, "Ёмкость");
    EXPECT_EQ(glossary.terms[1]->place, "");
    EXPECT_EQ(glossary.terms[2]->term, "Справка");
    EXPECT_EQ(glossary.terms[2]->place, "price");
    EXPECT_EQ(glossary.terms[2]->section, "Цена бумаги");
    EXPECT_EQ(initial_of(*glossary.terms[0]), "Е");
    EXPECT_TRUE(has_terms(*sample.campus, "sample", Language::Ru));
    EXPECT_FALSE(has_terms(*sample.campus, "sample", Language::En));
    EXPECT_TRUE(course_glossary(*sample.campus, "sample", Language::En).value().is_ready);
    EXPECT_EQ(course_glossary(*sample.campus, "none", Language::Ru).error().code, ErrorCode::NotFound);
}

TEST_F(SearchTest, AGlossaryHasATermOnceThoughTwoStepsDefineIt) {
    sample.pool.on_outline = [](const modules::Call&) -> Result<modules::Outline> {
        modules::Outline outline;
        outline.terms = {{"", "Справка", "Бумага."}};
        return outline;
    };
    fill();
    const Glossary glossary = course_glossary(*sample.campus, "sample", Language::Ru).value();
    ASSERT_THAT(glossary.terms, SizeIs(1));
    EXPECT_EQ(glossary.course->units[glossary.terms[0]->unit].au->slug, "read");
}

}  // namespace
}  // namespace lyceum::learning
