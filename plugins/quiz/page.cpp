#include "plugins/quiz/page.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace lyceum::plugins::quiz {
namespace {

using sdk::Xhtml;

void write_intro(const Sitting& sitting, const Voice& voice, Xhtml& page) {
    const Quiz& quiz = sitting.quiz();
    const Texts& texts = voice.texts;
    page.element("section", {{"lang", voice.code()}}, [&](Xhtml& section) {
        section.element("h2", {{"lang", voice.content_code()}}, quiz.title);
        if (!quiz.intro.empty()) {
            section.element("div", {{"lang", voice.content_code()}},
                            [&](Xhtml& words) { words.append(quiz.intro.xhtml); });
        }
        section.element("dl", {}, [&](Xhtml& list) {
            list.element("dt", {}, texts.questions_label.text())
                .element("dd", {}, std::to_string(sitting.asked().size()));
            list.element("dt", {}, texts.to_pass_label.text())
                .element("dd", {}, texts.to_pass.with(percent_needed(quiz)));
            list.element("dt", {}, texts.attempts_label.text());
            list.element("dd", {},
                         quiz.attempts == 0 ? std::string{texts.attempts_any.text()}
                                            : texts.attempts_used.with("0", std::to_string(quiz.attempts)));
            if (quiz.minutes > 0) {
                list.element("dt", {}, texts.time_label.text());
                list.element("dd", {}, texts.minutes.with(voice.language, quiz.minutes));
            }
        });
        if (quiz.minutes > 0) {
            section.element("p", {{"class", "meta"}}, texts.time_rule.text());
        }
        section.element("form", {}, [&](Xhtml& form) { write_button(form, "start", texts.start.text()); });
    });
}

// "2026-11-24T14:22:00Z" (RFC 3339), in UTC: a module knows no time zone.
std::string written_time(std::int64_t time_ms) {
    using namespace std::chrono;
    const sys_time<milliseconds> time{milliseconds{time_ms}};
    const sys_days day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{floor<seconds>(time - day)};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

// Minutes left as text, true when the page was made; a host with a script counts data-deadline down.
void write_time_left(const Sitting& sitting, const Voice& voice, Xhtml& page) {
    const std::int64_t until = sitting.state().until_ms;
    if (until == 0 || sitting.state().ended) {
        return;
    }
    const std::int64_t left = until < sitting.now_ms() ? 0 : (until - sitting.now_ms()) / 60'000;
    page.element("p", {{"class", "meta deadline"}, {"lang", voice.code()}}, [&](Xhtml& line) {
        line.text(voice.texts.time_left.text()).text(" ");
        line.element("time", {{"datetime", written_time(until)}, {"data-deadline", until}},
                     left == 0 ? std::string{voice.texts.less_than_a_minute.text()}
                               : voice.texts.minutes.with(voice.language, static_cast<std::uint64_t>(left)));
    });
}

void write_place(const Sitting& sitting, std::size_t index, const Voice& voice, Xhtml& page) {
    page.element("h2", {{"class", "meta"}, {"lang", voice.code()}}, [&](Xhtml& heading) {
        heading.text(voice.texts.question_of.with(std::to_string(index + 1), std::to_string(sitting.asked().size())));
        heading.text(" · ").text(voice.texts.points.with(voice.language, sitting.asked()[index]->frame().points));
    });
    write_time_left(sitting, voice, page);
}

void write_discussion(const Sitting& sitting, std::size_t index, const Voice& voice, Xhtml& page) {
    const Question& question = *sitting.asked()[index];
    const Answered& answered = *sitting.state().find_answer(question.id());
    const bool last = sitting.state().ended || sitting.is_time_up();
    page.element("section", {{"lang", voice.code()}}, [&](Xhtml& section) {
        write_discussed(sitting, question, answered, voice, section);
        section.element("form", {}, [&](Xhtml& form) {
            write_button(form, "next", (last ? voice.texts.show_result : voice.texts.next).text());
        });
    });
}

// A page with a sentence and the way to the result.
void write_way_to_result(const Text& heading, const Text& sentence, const Voice& voice, Xhtml& page) {
    page.element("section", {{"lang", voice.code()}}, [&](Xhtml& section) {
        section.element("h2", {}, heading.text());
        section.element("p", {}, sentence.text());
        section.element("form", {}, [&](Xhtml& form) { write_button(form, "next", voice.texts.show_result.text()); });
    });
}

}  // namespace

void write_page(const Sitting& sitting, Language language, Xhtml& page) {
    const Voice voice{language, texts_in(language), sitting.quiz().language};
    const Position here = sitting.position();
    switch (here.stage) {
        case Stage::Intro:
            write_intro(sitting, voice, page);
            break;
        case Stage::Question:
            write_place(sitting, here.question, voice, page);
            write_question(sitting, *sitting.asked()[here.question], voice, page);
            break;
        case Stage::Discussion:
            write_place(sitting, here.question, voice, page);
            write_discussion(sitting, here.question, voice, page);
            break;
        case Stage::AllAnswered:
            write_way_to_result(voice.texts.review, voice.texts.all_answered, voice, page);
            break;
        case Stage::TimeUp:
            write_way_to_result(voice.texts.time_up, voice.texts.time_up_saved, voice, page);
            break;
        case Stage::Result:
            write_result(sitting, voice, page);
            break;
    }
}

}  // namespace lyceum::plugins::quiz
