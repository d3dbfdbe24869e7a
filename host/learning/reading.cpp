#include "host/learning/reading.hpp"

#include "host/base/log.hpp"
#include "host/words/words.hpp"

#include <algorithm>

namespace lyceum::learning {

namespace asio = boost::asio;

namespace {

// The nearest language in which there is such a text.
Language language_of(const LocalizedText& text, Language wanted) {
    for (const Language language : fallback_order(wanted)) {
        if (!text[language].empty()) {
            return language;
        }
    }
    return wanted;
}

Passage described(Passage::Kind kind, const LocalizedText& title, const LocalizedText& description, Language reader) {
    Passage passage;
    passage.kind = kind;
    passage.title = title.in(reader);
    passage.text = description.in(reader);
    passage.reader = reader;
    passage.language = language_of(title, reader);
    return passage;
}

const modules::OutlineSection* find_section(const modules::Outline& outline, const std::string& id) {
    const auto found = std::ranges::find(outline.sections, id, &modules::OutlineSection::id);
    return found == outline.sections.end() ? nullptr : &*found;
}

// What one activity tells, in the course at `course`, its unit at `unit`.
void add_outline(Reading& reading, Passage step, const modules::Outline& outline) {
    std::vector<Passage> sections;
    for (const modules::OutlineSection& section : outline.sections) {
        // A section that is called as the step is the step: it would be found twice.
        if (section.title == step.title && step.place.empty()) {
            step.place = section.id;
            step.text += step.text.empty() || section.text.empty() ? "" : " ";
            step.text += section.text;
            continue;
        }
        Passage passage = step;
        passage.kind = Passage::Kind::Section;
        passage.place = section.id;
        passage.title = section.title;
        passage.text = section.text;
        sections.push_back(std::move(passage));
    }
    auto& glossary = reading.courses[step.course].glossary[static_cast<std::size_t>(step.reader)];
    for (const modules::OutlineTerm& told : outline.terms) {
        const modules::OutlineSection* section = find_section(outline, told.section);
        const bool is_known = std::ranges::any_of(glossary, [&](const GlossaryTerm& other) {
            return other.term == told.term && other.definition == told.definition;
        });
        if (is_known) {
            continue;  // lessons of one course may each define it; the first explains it
        }
        glossary.push_back({.unit = step.unit,
                            .place = section == nullptr ? std::string{} : section->id,
                            .section = section == nullptr ? std::string{} : section->title,
                            .term = told.term,
                            .definition = told.definition,
                            .language = step.language});
        Passage passage = step;
        passage.kind = Passage::Kind::Term;
        passage.place = glossary.back().place;
        passage.title = told.term;
        passage.text = told.definition;
        sections.push_back(std::move(passage));
    }
    reading.passages.push_back(std::move(step));
    std::ranges::move(sections, std::back_inserter(reading.passages));
}

}  // namespace

asio::awaitable<std::shared_ptr<const Reading>> read_courses(modules::Pool& pool,
                                                             std::shared_ptr<const Catalogue> catalogue,
                                                             std::function<bool()> is_over) {
    auto reading = std::make_shared<Reading>();
    reading->catalogue = catalogue;
    reading->courses.resize(catalogue->courses.size());
    for (std::size_t course = 0; course < catalogue->courses.size(); ++course) {
        const PublishedCourse& published = *catalogue->courses[course];
        for (const Language reader : all_languages) {
            Passage whole =
                described(Passage::Kind::Course, published.course->title, published.course->description, reader);
            whole.course = course;
            reading->passages.push_back(std::move(whole));
            for (std::size_t unit = 0; unit < published.units.size(); ++unit) {
                const content::Au& au = *published.units[unit].au;
                Passage step = described(Passage::Kind::Step, au.title, au.description, reader);
                step.course = course;
                step.unit = unit;
                modules::Outline outline;
                if (const auto& activity = published.units[unit].activities[static_cast<std::size_t>(reader)]) {
                    step.language = parse_language(activity->language).value_or(step.language);
                    modules::Call call;
                    call.activity = activity;
                    call.language = code_of(reader);
                    Result<modules::Outline> told = co_await pool.outline(std::move(call));
                    if (is_over()) {
                        co_return reading;
                    }
                    if (told) {
                        outline = std::move(told).value();
                    } else {
                        log::warning("the search does not know {}: {}", activity->file, to_string(told.error()));
                    }
                }
                add_outline(*reading, std::move(step), outline);
            }
            std::ranges::stable_sort(reading->courses[course].glossary[static_cast<std::size_t>(reader)], {},
                                     [](const GlossaryTerm& term) { return words::sorting_key(term.term); });
        }
    }
    co_return reading;
}

}  // namespace lyceum::learning
