// What was found in the courses, and the terms of a course.
#include "host/web/address.hpp"
#include "host/web/pages.hpp"
#include "host/web/parts.hpp"

namespace lyceum::web {
namespace {

constexpr std::size_t terms_without_letters = 12;  // a short list needs no headings

Values piece_list(const learning::Pieces& pieces) {
    ValueList list;
    for (const auto& piece : pieces) {
        Values values;
        values["text"] = piece.text;
        values["found"] = piece.found;
        list.push_back(std::move(values));
    }
    return Values{list};
}

// The language of a text for its attribute; false where it is that of the page.
Values lang_of(Language language, Language page) {
    return language == page ? Values{false} : Values{std::string{code_of(language)}};
}

std::string search_path(std::string_view query) {
    return "/search?q=" + encode_segment(query);
}

std::string place_path(const learning::PublishedCourse& course, const learning::PublishedUnit& unit,
                       std::string_view place) {
    const auto path = unit_path(course.course->slug, unit.au->slug);
    return place.empty() ? path : path + "?place=" + encode_segment(place);
}

Values found_place(const Speech& speech, const learning::SearchResult& result) {
    using Kind = learning::Passage::Kind;
    Values line;
    line["lang"] = lang_of(result.language, speech.language());
    line["title_pieces"] = piece_list(result.title);
    line["excerpt"] = !result.excerpt.empty();
    line["excerpt_pieces"] = piece_list(result.excerpt);
    line["term"] = result.kind == Kind::Term;
    put_text(line, "course", result.course->course->title, speech.language());
    line["in_step"] = result.kind == Kind::Section || result.kind == Kind::Term;
    line["closed"] = false;
    if (result.unit == nullptr) {
        line["link"] = course_path(result.course->course->slug);
        return line;
    }
    put_text(line, "step", result.unit->au->title, speech.language());
    line["link"] = place_path(*result.course, *result.unit, result.place);
    if (result.closed_by != nullptr) {
        const auto& first = *result.closed_by->au;
        line["closed"] = speech.tr("Opens after “{step}”", {{"step", first.title.in(speech.language())}});
        line["closed_link"] = unit_path(result.course->course->slug, first.slug);
    }
    return line;
}

Values term_line(const Speech& speech, const learning::PublishedCourse& course, const learning::GlossaryTerm& term) {
    const auto& unit = course.units[term.unit];
    Values line;
    line["lang"] = lang_of(term.language, speech.language());
    line["term"] = term.term;
    line["definition"] = term.definition;
    line["link"] = place_path(course, unit, term.place);
    if (term.section.empty()) {
        put_text(line, "where", unit.au->title, speech.language());
    } else {
        line["where"] = term.section;
        line["where_lang"] = lang_of(term.language, speech.language());
    }
    return line;
}

}  // namespace

std::string glossary_path(std::string_view course) {
    return course_path(course) + "/glossary";
}

std::string Pages::search(const Frame& frame, const learning::Search& search) {
    const auto words = speech(frame.language);
    const bool looked = search.is_ready && !search.query.empty();
    Values values;
    values["query"] = search.query;
    values["preparing"] = !search.is_ready;
    values["blank"] = search.is_ready && search.query.empty();
    ValueList examples;
    for (const auto& term : search.examples) {
        Values line;
        line["term"] = term;
        line["link"] = search_path(term);
        examples.push_back(std::move(line));
    }
    values["any_examples"] = !examples.empty();
    values["examples"] = Values{examples};
    values["nothing"] = looked && search.results.empty()
                            ? Values{words.tr("Nothing was found for “{query}”.", {{"query", search.query}})}
                            : Values{false};
    const auto count = static_cast<int>(search.results.size());
    values["count"] = false;
    if (search.has_more) {
        values["count"] = words.tr("The first {count} are shown. One more word makes the list shorter.",
                                   {{"count", std::to_string(count)}});
    } else if (count > 0) {
        values["count"] = words.tr_count("{count} place is found", "{count} places are found", count);
    }
    ValueList places;
    for (const auto& result : search.results) {
        places.push_back(found_place(words, result));
    }
    values["places"] = Values{places};
    const auto title =
        looked ? words.tr("“{query}” — search", {{"query", search.query}}) : std::string{words.tr("Search")};
    return framed(frame, title, templates_.render(frame.language, "search", values));
}

std::string Pages::glossary(const Frame& frame, const learning::Glossary& glossary) {
    const auto words = speech(frame.language);
    const auto& course = *glossary.course;
    Values values;
    put_text(values, "course", course.course->title, frame.language);
    values["course_link"] = course_path(course.course->slug);
    values["preparing"] = !glossary.is_ready;
    values["empty"] = glossary.is_ready && glossary.terms.empty();
    values["count"] = glossary.terms.empty()
                          ? Values{false}
                          : Values{words.tr_count("{count} term", "{count} terms", static_cast<int>(glossary.terms.size()))};
    const bool headed = glossary.terms.size() > terms_without_letters;
    ValueList letters;
    ValueList terms;
    const auto finish_letter = [&](const std::string& letter) {
        if (!terms.empty()) {
            Values group;
            group["headed"] = headed;
            group["letter"] = letter;
            group["terms"] = Values{terms};
            letters.push_back(std::move(group));
            terms.clear();
        }
    };
    std::string letter;
    for (const auto* term : glossary.terms) {
        const auto initial = learning::initial_of(*term);
        if (headed && initial != letter) {
            finish_letter(letter);
        }
        letter = initial;
        terms.push_back(term_line(words, course, *term));
    }
    finish_letter(letter);
    values["letters"] = Values{letters};
    return framed(frame, words.tr("Terms of the course"), templates_.render(frame.language, "glossary", values));
}

}  // namespace lyceum::web
