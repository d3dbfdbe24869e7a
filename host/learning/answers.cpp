#include "host/learning/profile.hpp"
#include "host/learning/standing.hpp"
#include "host/learning/statements.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

// The questions a person answered in one course, as the statements tell.

namespace lyceum::learning {

namespace {

constexpr std::size_t answers_at_most = 500;  // Reader::statements_with

// Of these the response is what was typed; of the others it is the names of options, which say nothing to a person.
bool is_typed(std::string_view interaction) {
    static constexpr std::array<std::string_view, 3> typed{"numeric", "fill-in", "long-fill-in"};
    return std::ranges::find(typed, interaction) != typed.end();
}

void add_answer(AnsweredUnit& unit, const store::Statement& statement, const ReadStatement& read) {
    auto question = std::ranges::find(unit.questions, statement.activity, &AnsweredQuestion::id);
    if (question == unit.questions.end()) {
        unit.questions.push_back({.question = {}, .id = statement.activity, .answers = {}});
        question = unit.questions.end() - 1;
    }
    // The words of the last time it was asked, in every language it was asked in.
    for (const Language language : all_languages) {
        if (!read.title[language].empty()) {
            question->question[language] = read.title[language];
        }
    }
    question->answers.push_back({.time = statement.stored,
                                 .right = read.success,
                                 .scaled = read.scaled,
                                 .response = is_typed(read.interaction) ? read.response : std::string{},
                                 .in_recall = read.in_recall,
                                 .statement = statement.id});
}

}  // namespace

Result<AnswersPage> answers_page(Campus& campus, const store::User& person, std::string_view course_slug) {
    LYCEUM_TRY(const auto snapshot, campus.reader.snapshot());
    const auto course = campus.catalogue->find_course(course_slug);
    if (!course) {
        return Error{ErrorCode::NotFound, "there is no such course", std::string{course_slug},
                     "see the list of courses"};
    }
    LYCEUM_TRY(const Begun begun, read_begun(campus, person, *course));
    if (!begun.registration) {
        return Error{ErrorCode::NotFound, "the course is not begun", std::string{course_slug}, "see the course's page"};
    }
    AnswersPage page;
    page.standing = to_course_standing(campus, course, begun);
    LYCEUM_TRY(const auto certificate, campus.reader.certificate_of(begun.registration->id));
    page.has_certificate = certificate.has_value();

    LYCEUM_TRY(const auto rows, campus.reader.unit_progress(begun.registration->id));
    std::map<std::string, std::size_t> places;
    for (const PublishedUnit& unit : course->units) {
        AnsweredUnit line;
        line.unit = &unit;
        if (const auto standing = begun.standings.find(unit.au->id); standing != begun.standings.end()) {
            line.standing = standing->second;
        }
        if (const auto row = std::ranges::find(rows, unit.au->id, &store::UnitProgress::unit); row != rows.end()) {
            line.updated = row->updated;
        }
        places.emplace(unit.au->id, page.units.size());
        page.units.push_back(std::move(line));
    }
    LYCEUM_TRY(const auto latest_first,
               campus.reader.statements_with(begun.registration->id, std::string{verbs::answered}));
    page.cut = latest_first.size() == answers_at_most;
    for (auto statement = latest_first.rbegin(); statement != latest_first.rend(); ++statement) {
        const auto read = read_statement(*statement);
        const auto place = read ? places.find(read->unit) : places.end();
        if (place != places.end()) {
            add_answer(page.units[place->second], *statement, *read);
        }
    }
    return page;
}

}  // namespace lyceum::learning
