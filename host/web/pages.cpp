#include "host/web/pages.hpp"

#include "host/web/address.hpp"
#include "host/web/wording.hpp"

namespace lyceum::web {
namespace {

// What each language calls itself, whichever language the page is in.
std::string_view own_name(Language language) {
    switch (language) {
        case Language::Ru:
            return "Русский";
        case Language::Be:
            return "Беларуская";
        case Language::En:
            return "English";
    }
    return {};
}

Values language_choice(const Frame& frame) {
    ValueList languages;
    for (const auto language : all_languages) {
        Values line;
        line["code"] = std::string{code_of(language)};
        line["name"] = std::string{own_name(language)};
        line["current"] = language == frame.language;
        line["link"] = frame.here + "?lang=" + std::string{code_of(language)} + frame.query;
        languages.push_back(std::move(line));
    }
    return Values{languages};
}

std::string notice_text(const Speech& speech, const SignInView& view) {
    switch (view.notice) {
        case SignInNotice::None:
            return {};
        case SignInNotice::Wrong:
            return speech.tr("The name or the password is not right. Check the keyboard layout and try again.");
        case SignInNotice::Throttled:
            return speech.tr("There were too many attempts. Try again in {wait}.",
                             {{"wait", duration(speech, std::chrono::ceil<std::chrono::minutes>(view.wait))}});
        case SignInNotice::FormTooOld:
            return speech.tr("The page had been open for too long. Please sign in once more.");
        case SignInNotice::SessionEnded:
            return speech.tr("Please sign in: you will come straight back to the page you wanted.");
        case SignInNotice::AnswerNotSaved:
            return speech.tr(
                "The session has ended, so this answer was not saved. All earlier answers are safe. Sign in, and you "
                "will come back to the same question.");
    }
    return {};
}

}  // namespace

std::string unit_path(std::string_view course, std::string_view unit) {
    return course_path(course) + "/" + encode_segment(unit);
}

std::string course_path(std::string_view course) {
    return "/courses/" + encode_segment(course);
}

std::string certificate_path(std::string_view course) {
    return course_path(course) + "/certificate";
}

std::string deadline_words(const Speech& speech, TimePoint deadline, TimePoint now) {
    return speech.tr("by {date}", {{"date", date(speech, deadline, now)}});
}

void put_text(Values& values, const std::string& name, const LocalizedText& text, Language wanted) {
    values[name] = "";
    values[name + "_lang"] = false;
    for (const auto language : fallback_order(wanted)) {
        if (!text[language].empty()) {
            values[name] = bind_short_words(text[language], language);
            if (language != wanted) {
                values[name + "_lang"] = std::string{code_of(language)};
            }
            return;
        }
    }
}

std::string Pages::framed(const Frame& frame, const std::string& title, std::string content) {
    Values values;
    values["language"] = std::string{code_of(frame.language)};
    values["title"] = title;
    values["assets"] = assets_;
    values["live"] = content.find(" data-news=\"") != std::string::npos;  // its script and style, where they are of use
    values["content"] = std::move(content);
    values["csrf"] = frame.csrf;
    values["here"] = frame.here;
    values["back"] = frame.back.empty() ? frame.here : frame.back;
    values["reader"] = frame.reader;
    values["languages"] = language_choice(frame);
    values["at_home"] = frame.here == "/";
    values["at_profile"] = frame.here == "/profile";
    values["at_tasks"] = frame.here == "/tasks";
    values["at_courses"] = frame.here == "/courses";
    values["at_forums"] = frame.here == "/forums";
    values["at_search"] = frame.here == "/search";
    values["at_account"] = frame.here == "/account";
    values["person"] = frame.person != nullptr;
    values["demo_data"] = frame.demo;
    values["demo"] = false;
    if (frame.person != nullptr) {
        values["name"] = frame.person->name;
        values["demo"] = frame.person->kind == store::UserKind::Demo;
    }
    return templates_.render(frame.language, "frame", values);
}

std::string Pages::sign_in(const Frame& frame, const SignInView& view) {
    const auto words = speech(frame.language);
    Values values;
    values["csrf"] = frame.csrf;
    values["login"] = view.login;
    values["return"] = view.return_path;
    values["notice"] = false;
    if (auto notice = notice_text(words, view); !notice.empty()) {
        values["notice"] = notice;
    }
    values["demo"] = !view.demo_people.empty();
    ValueList people;
    for (const auto& person : view.demo_people) {
        Values line;
        line["id"] = to_string(person.id);
        line["name"] = person.name;
        const auto* role = view.framework != nullptr ? view.framework->find_role(person.role) : nullptr;
        line["role"] = role != nullptr && !role->name.empty() ? Values{role->name.in(frame.language)} : Values{false};
        line["body"] = person.body;
        people.push_back(std::move(line));
    }
    values["people"] = Values{people};
    return framed(frame, words.tr("Sign in"), templates_.render(frame.language, "sign_in", values));
}

std::string Pages::offline(const Frame& frame) {
    return framed(frame, speech(frame.language).tr("No connection"),
                  templates_.render(frame.language, "offline", Values{kainjow::mustache::data::type::object}));
}

std::string Pages::error(const Frame& frame, const ErrorView& view) {
    Values values;
    values["title"] = view.title;
    values["text"] = view.text;
    values["remedy"] = view.remedy.empty() ? Values{false} : Values{view.remedy};
    values["link"] = view.link;
    values["link_text"] = view.link_text;
    values["incident"] = view.incident.empty() ? Values{false} : Values{view.incident};
    return framed(frame, view.title, templates_.render(frame.language, "error", values));
}

}  // namespace lyceum::web
