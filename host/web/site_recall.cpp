// Recall: one question at a time, shown by GET and answered by POST; put off, or left for a week.
#include "host/base/text.hpp"
#include "host/modules/fragment.hpp"
#include "host/web/site.hpp"

#include <fmt/format.h>

namespace lyceum::web {
namespace {

constexpr std::string_view more_query = "more";

learning::Wanted wanted_of(const Visit& visit) {
    return field(visit.address.query, more_query).empty() ? learning::Wanted::Sitting : learning::Wanted::More;
}

// What the host puts at the start of every form of a module. The asking is made of letters that need no escaping:
// parse_asking's counterpart; a slug's and a question's are checked when a course is read and when a module lists them.
std::string hidden_fields(const std::string& csrf, const learning::RecallPage& page) {
    return fmt::format(R"(<input type="hidden" name="_csrf" value="{}"/>)"
                       R"(<input type="hidden" name="_form" value="{}"/>)"
                       R"(<input type="hidden" name="_asking" value="{}"/>)",
                       csrf, to_string(page.form), text::escape_markup(learning::to_text(page.asking)));
}

std::string with_more(std::string path, learning::Wanted wanted) {
    if (wanted == learning::Wanted::More) {
        path += path.find('?') == std::string::npos ? "?more=1" : "&more=1";
    }
    return path;
}

RecallNotice notice_of(const Visit& visit) {
    if (!field(visit.address.query, "stale").empty()) {
        return RecallNotice::Stale;
    }
    return field(visit.address.query, "later").empty() ? RecallNotice::None : RecallNotice::PutOff;
}

// What a form of recall says; nothing if it lacks its id or what it is about.
std::optional<learning::RecallAnswer> read_answer(Visit& visit) {
    const auto form = FormId::parse(field(visit.form, "_form"));
    auto asking = learning::parse_asking(field(visit.form, "_asking"));
    if (!form || !asking) {
        return std::nullopt;
    }
    learning::RecallAnswer answer;
    answer.person = visit.visitor->person;
    answer.language = visit.language;
    answer.wanted = wanted_of(visit);
    answer.asking = std::move(*asking);
    answer.form = *form;
    for (auto& sent : visit.form) {
        if (!sent.name.starts_with('_')) {
            answer.fields.push_back(modules::Field{std::move(sent.name), std::move(sent.value)});
        }
    }
    return answer;
}

Error broken_form() {
    return Error{ErrorCode::InvalidInput, "a form without its id or its question", "fields", {}};
}

}  // namespace

Response Site::recall_page(const Visit& visit, const learning::RecallPage& recall, RecallNotice notice) {
    const auto wanted = wanted_of(visit);
    auto around = frame(visit);
    around.here = recall_path;
    std::string shown;
    if (!recall.xhtml.empty()) {
        modules::FragmentContext context;
        context.form_action = with_more(std::string{recall_path}, wanted);
        context.form_fields = hidden_fields(around.csrf, recall);
        context.files_prefix = course_path(recall.course->course->slug) + "/files/";
        context.person_name = [](std::string_view) { return std::string{}; };
        context.table_words = pages_.speech(visit.language).tr("Table");
        auto fragment = modules::render_fragment(recall.xhtml, context);
        if (!fragment) {
            return failure(visit, fragment.error());
        }
        shown = std::move(fragment.value());
    }
    return page(200, pages_.recall(around, RecallView{recall, shown, wanted, notice}));
}

boost::asio::awaitable<Response> Site::show_recall(Visit& visit) {
    learning::RecallRequest request;
    request.person = visit.visitor->person;
    request.language = visit.language;
    request.wanted = wanted_of(visit);
    request.answered = FormId::parse(field(visit.address.query, "answered"));
    const auto opened = co_await learning::open_recall(campus_, std::move(request));
    if (!opened) {
        co_return failure(visit, opened.error());
    }
    co_return recall_page(visit, opened.value(), notice_of(visit));
}

boost::asio::awaitable<Response> Site::answer_recall(Visit& visit) {
    auto answer = read_answer(visit);
    if (!answer) {
        co_return failure(visit, broken_form());
    }
    const auto form = answer->form;
    learning::RecallAnswer given = std::move(*answer);
    const auto answered = co_await learning::answer_recall(campus_, std::move(given));
    if (!answered) {
        co_return failure(visit, answered.error());
    }
    if (answered.value().again) {
        co_return recall_page(visit, *answered.value().again, RecallNotice::None);
    }
    const std::string here{recall_path};
    if (answered.value().result == store::AnswerResult::Stale) {
        co_return see_other(with_more(here + "?stale=1", wanted_of(visit)));
    }
    co_return see_other(with_more(here + "?answered=" + to_string(form), wanted_of(visit)) + "#feedback");
}

boost::asio::awaitable<Response> Site::put_off_recall(Visit& visit) {
    auto answer = read_answer(visit);
    if (!answer) {
        co_return failure(visit, broken_form());
    }
    learning::RecallAnswer put_off = std::move(*answer);
    const auto done = co_await learning::put_off_question(campus_, std::move(put_off));
    if (!done) {
        co_return failure(visit, done.error());
    }
    const bool stale = done.value() == store::AnswerResult::Stale;
    co_return see_other(with_more(std::string{recall_path} + (stale ? "?stale=1" : "?later=1"), wanted_of(visit)));
}

boost::asio::awaitable<Response> Site::pause_recall(Visit& visit) {
    const auto paused = co_await learning::pause_recall(campus_, visit.visitor->person.id);
    if (!paused) {
        co_return failure(visit, paused.error());
    }
    co_return see_other("/");
}

}  // namespace lyceum::web
