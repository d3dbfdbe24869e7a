// The statements behind the numbers of the profile, in plain words: of one competency, and of one course.

#include "host/web/pages.hpp"
#include "host/web/parts.hpp"
#include "host/web/wording.hpp"

namespace lyceum::web {
namespace {

using learning::GivenAnswer;
using learning::ShowingLine;

std::string moment(const Speech& speech, TimePoint time, TimePoint now) {
    return speech.tr("{date} at {time}", {{"date", date(speech, time, now)}, {"time", time_of_day(time)}});
}

// Every level of the competency with what it means, and where the person stands among them.
Values ladder_of(const Speech& speech, const learning::CompetencyPage& page) {
    ValueList rungs;
    for (const auto& level : page.catalogue->framework.levels) {
        Values rung;
        rung["number"] = std::to_string(level.number);
        put_text(rung, "name", level.name, speech.language());
        const auto found = page.standing.competency->descriptors.find(level.number);
        rung["described"] = found != page.standing.competency->descriptors.end() && !found->second.empty();
        put_text(rung, "meaning",
                 found != page.standing.competency->descriptors.end() ? found->second : LocalizedText{},
                 speech.language());
        rung["shown"] = level.number <= page.standing.level;
        rung["goal"] = level.number == page.standing.target;
        rungs.push_back(std::move(rung));
    }
    return Values{rungs};
}

std::string verdict_words(const Speech& speech, const ShowingLine& showing) {
    const auto share = showing.attempt ? percent(speech, *showing.attempt) : std::string{};
    switch (showing.verdict) {
        case learning::Verdict::Passed:
            return share.empty() ? speech.tr("the step was passed")
                                 : speech.tr("the step was passed with {share}", {{"share", share}});
        case learning::Verdict::Failed:
            return share.empty() ? speech.tr("the step was not passed")
                                 : speech.tr("the step was not passed, {share}", {{"share", share}});
        case learning::Verdict::Scored:
            break;
    }
    return share.empty() ? speech.tr("one more attempt") : speech.tr("one more attempt, {share}", {{"share", share}});
}

Values showing_values(const Speech& speech, const learning::CompetencyPage& page, const ShowingLine& showing,
                      TimePoint now) {
    const auto share = percent(speech, showing.scaled);
    const auto level = level_words(speech, page.catalogue->framework, showing.level);
    const auto needed = percent(speech, progress::shown_from);
    Values line;
    line["id"] = to_string(showing.statement);
    line["moment"] = moment(speech, showing.time, now);
    line["iso"] = to_iso8601(showing.time);
    line["course"] = false;
    if (showing.course) {
        Values course;
        put_text(course, "title", showing.course->course->title, speech.language());
        course["link"] = answers_path(showing.course->course->slug);
        line["course"] = std::move(course);
    }
    line["unit"] = false;
    if (showing.unit != nullptr) {
        Values unit;
        put_text(unit, "title", showing.unit->au->title, speech.language());
        unit["link"] = answers_path(showing.course->course->slug) + "#step-" + showing.unit->au->slug;
        line["unit"] = std::move(unit);
    }
    line["objective"] = false;
    if (showing.objective) {
        Values objective;
        put_text(objective, "title", showing.objective->title, speech.language());
        line["objective"] = std::move(objective);
    }
    line["share"] = share;
    line["level"] = level;
    line["counts"] = showing.counts;
    line["counted"] = showing.counts ? speech.tr("Counts as {level}: at least {needed} was needed",
                                                 {{"level", level}, {"needed", needed}})
                                     : speech.tr("Does not count as {level}: at least {needed} is needed",
                                                 {{"level", level}, {"needed", needed}});
    line["bears"] = showing.bears_level;
    line["verdict"] = verdict_words(speech, showing);
    line["kind"] = !showing.kind ? Values{false}
                                 : Values{*showing.kind == modules::EvidenceKind::Tested
                                              ? speech.tr("answers to questions")
                                              : speech.tr("decisions and tasks")};
    return line;
}

// Right, wrong, in part, or only written down: a sign and words.
void put_outcome(Values& line, const Speech& speech, const GivenAnswer& answer) {
    const bool right = answer.right.value_or(false);
    const bool judged = answer.right.has_value();
    const bool in_part = judged && !right && answer.scaled.value_or(0) > 0;
    line["right"] = right;
    line["wrong"] = judged && !right && !in_part;
    line["in_part"] = in_part;
    line["recorded"] = !judged;
    if (in_part) {
        line["in_part"] = speech.tr("Right in part: {share}", {{"share", percent(speech, *answer.scaled)}});
    }
}

Values question_values(const Speech& speech, const learning::AnsweredQuestion& question, TimePoint now) {
    Values line;
    line["worded"] = !question.question.empty();
    put_text(line, "question", question.question, speech.language());
    line["id"] = question.id.substr(question.id.rfind('#') + 1);
    ValueList answers;
    for (const auto& given : question.answers) {
        Values answer;
        put_outcome(answer, speech, given);
        answer["moment"] = moment(speech, given.time, now);
        answer["iso"] = to_iso8601(given.time);
        answer["response"] = text_or_nothing(given.response);
        answer["again"] = given.in_recall;
        answers.push_back(std::move(answer));
    }
    line["answers"] = Values{answers};
    return line;
}

Values unit_values(const Speech& speech, const learning::AnsweredUnit& unit, std::size_t number, TimePoint now) {
    Values line;
    line["slug"] = unit.unit->au->slug;
    line["step"] = speech.tr("Step {number}", {{"number", std::to_string(number)}});
    put_text(line, "title", unit.unit->au->title, speech.language());
    const bool begun = unit.updated.has_value();
    line["done"] = begun && unit.standing.satisfied;
    line["failed"] = begun && !unit.standing.satisfied && unit.standing.failed;
    line["begun"] = begun && !unit.standing.satisfied && !unit.standing.failed;
    line["waiting"] = !begun;
    line["updated"] = begun ? Values{date(speech, *unit.updated, now)} : Values{false};
    line["best"] =
        unit.standing.best_scaled
            ? Values{speech.tr("best result {share}", {{"share", percent(speech, *unit.standing.best_scaled)}})}
            : Values{false};
    ValueList questions;
    for (const auto& question : unit.questions) {
        questions.push_back(question_values(speech, question, now));
    }
    line["any_questions"] = !questions.empty();
    line["questions"] = Values{questions};
    return line;
}

}  // namespace

std::string Pages::competency(const Frame& frame, const learning::CompetencyPage& page) {
    const auto words = speech(frame.language);
    const auto& framework = page.catalogue->framework;
    auto values = competency_line(words, page.standing);
    values["level_words"] = level_words(words, framework, page.standing.level);
    values["goal_words"] =
        page.standing.target > 0 ? Values{level_words(words, framework, page.standing.target)} : Values{false};
    values["rungs"] = ladder_of(words, page);
    ValueList declared;
    for (const auto& each : page.declared) {
        Values line;
        line["words"] = declared_words(words, framework, each.level);
        line["date"] = date(words, each.time, frame.now);
        declared.push_back(std::move(line));
    }
    values["any_declared"] = !declared.empty();
    values["declared"] = Values{declared};
    ValueList showings;
    for (const auto& showing : page.showings) {
        showings.push_back(showing_values(words, page, showing, frame.now));
    }
    values["any_showings"] = !showings.empty();
    values["showings"] = Values{showings};
    values["confirmed"] = false;
    if (page.confirmed) {
        values["confirmed"] = words.tr("Confirmed by recall on {date}: {level}, right answers {right} of {asked}.",
                                       {{"date", date(words, page.confirmed->latest, frame.now)},
                                        {"level", level_words(words, framework, page.confirmed->level)},
                                        {"right", std::to_string(page.confirmed->answered_right)},
                                        {"asked", std::to_string(page.confirmed->asked)}});
    }
    ValueList opportunities;
    for (const auto& opportunity : page.opportunities) {
        Values line;
        put_text(line, "title", opportunity.course->course->title, words.language());
        line["link"] = course_path(opportunity.course->course->slug);
        line["level"] = words.tr("up to {level}", {{"level", level_words(words, framework, opportunity.level)}});
        opportunities.push_back(std::move(line));
    }
    values["any_opportunities"] = !opportunities.empty();
    values["opportunities"] = Values{opportunities};
    return framed(frame, page.standing.competency->name.in(words.language()),
                  templates_.render(frame.language, "competency", values));
}

std::string Pages::answers(const Frame& frame, const learning::AnswersPage& page) {
    const auto words = speech(frame.language);
    const auto& course = *page.standing.course->course;
    auto values = course_line(words, page.standing, frame.now);
    values["certificate"] = page.has_certificate ? Values{certificate_path(course.slug)} : Values{false};
    values["cut"] = page.cut;
    ValueList units;
    std::size_t number = 0;
    for (const auto& unit : page.units) {
        units.push_back(unit_values(words, unit, ++number, frame.now));
    }
    values["answered_units"] = Values{units};
    return framed(frame, course.title.in(words.language()), templates_.render(frame.language, "answers", values));
}

}  // namespace lyceum::web
