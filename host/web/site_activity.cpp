// The activity: shown by GET, answered by POST. The web's part of the path of one answer (docs/architecture.md).
#include "host/learning/activity.hpp"
#include "host/modules/fragment.hpp"
#include "host/web/site.hpp"

#include <charconv>

#include <fmt/format.h>

namespace lyceum::web {
namespace {

std::optional<std::int64_t> parse_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size() || value < 0) {
        return std::nullopt;
    }
    return value;
}

constexpr std::size_t longest_place = 200;  // bytes, as the ids of an outline

// What the host puts at the start of every form of a module; names that begin with "_" are the host's.
// `_reader` says whose form it is, for a browser that keeps an answer until the line is back: it must not be sent as
// another person's.
std::string hidden_fields(const Frame& around, const learning::ActivityPage& page) {
    return fmt::format(R"(<input type="hidden" name="_csrf" value="{}"/>)"
                       R"(<input type="hidden" name="_form" value="{}"/>)"
                       R"(<input type="hidden" name="_rev" value="{}"/>)"
                       R"(<input type="hidden" name="_reader" value="{}"/>)",
                       around.csrf, to_string(page.form), page.revision, around.reader);
}

ActivityNotice notice_of(const Visit& visit, bool answered) {
    if (!field(visit.address.query, "stale").empty()) {
        return ActivityNotice::Stale;
    }
    return answered ? ActivityNotice::Answered : ActivityNotice::None;
}

}  // namespace

boost::asio::awaitable<Response> Site::show_activity(Visit& visit) {
    const auto& course = visit.route.parameters[0];
    const auto& unit = visit.route.parameters[1];
    learning::OpenRequest request;
    request.person = visit.visitor->person;
    request.course = course;
    request.unit = unit;
    request.language = visit.language;
    request.answered = FormId::parse(field(visit.address.query, "answered"));
    const bool answered = request.answered.has_value();
    // Longer ones are no id that a module can have told.
    if (const auto place = field(visit.address.query, "place"); place.size() <= longest_place) {
        request.place = place;
    }

    auto opened = co_await learning::open_activity(campus_, std::move(request));
    if (!opened) {
        co_return closed_activity(visit, opened.error());
    }
    const auto around = frame(visit);
    modules::FragmentContext context;
    context.form_action = unit_path(course, unit);
    context.form_fields = hidden_fields(around, opened.value());
    context.files_prefix = course_path(course) + "/files/";
    context.person_name = [this, &page = opened.value()](std::string_view pseudonym) {
        return campus_.participants.name_of(campus_, page.course->course->id, page.unit->au->id,
                                            std::string{pseudonym});
    };
    context.table_words = pages_.speech(visit.language).tr("Table");
    auto fragment = modules::render_fragment(opened.value().xhtml, context);
    if (!fragment) {
        co_return failure(visit, fragment.error());
    }
    auto response = page(200, pages_.activity(around, opened.value(), fragment.value(), notice_of(visit, answered)));
    response.set(keep_header, "yes");
    co_return response;
}

boost::asio::awaitable<Response> Site::answer(Visit& visit) {
    learning::AnswerRequest request;
    request.person = visit.visitor->person;
    request.course = visit.route.parameters[0];
    request.unit = visit.route.parameters[1];
    request.language = visit.language;
    const auto form = FormId::parse(field(visit.form, "_form"));
    const auto revision = parse_number(field(visit.form, "_rev"));
    if (!form || !revision) {
        co_return failure(visit, Error{ErrorCode::InvalidInput, "a form without its id or revision", "fields", {}});
    }
    request.form = *form;
    request.revision = *revision;
    for (auto& sent : visit.form) {
        if (!sent.name.starts_with('_')) {
            request.fields.push_back(modules::Field{std::move(sent.name), std::move(sent.value)});
        }
    }
    auto answered = co_await learning::answer_activity(campus_, std::move(request));
    if (!answered) {
        co_return closed_activity(visit, answered.error());
    }
    const auto here = unit_path(visit.route.parameters[0], visit.route.parameters[1]);
    if (answered.value().result == store::AnswerResult::Stale) {
        co_return see_other(here + "?stale=1#feedback");
    }
    co_return see_other(here + "?answered=" + to_string(*form) + "#feedback");
}

Response Site::closed_activity(const Visit& visit, const Error& error) {
    // Denied with a step's name: that one comes first.
    const auto course = campus_.catalogue->find_course(visit.route.parameters[0]);
    const auto* first = course && error.code == ErrorCode::Denied ? course->find_unit_by_slug(error.where) : nullptr;
    if (first == nullptr) {
        return failure(visit, error);
    }
    const auto speech = pages_.speech(visit.language);
    ErrorView view;
    view.title = speech.tr("Another step comes first");
    view.text = speech.tr("This step opens after “{step}”.", {{"step", first->au->title.in(visit.language)}});
    view.link = unit_path(visit.route.parameters[0], error.where);
    view.link_text = speech.tr("To that step");
    return page(403, pages_.error(frame(visit), view));
}

}  // namespace lyceum::web
