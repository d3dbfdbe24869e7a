// A person's priority tasks, their changes, and the roll-up.
#include "host/learning/tasks.hpp"
#include "host/web/site.hpp"

#include <charconv>

namespace lyceum::web {
namespace {

constexpr std::string_view tasks_path = "/tasks";

// What the person reads about a change that was refused; nothing if it is not about what they typed.
std::optional<std::string> refusal_words(const Speech& speech, const Error& error, std::string_view act) {
    if (error.code == ErrorCode::Denied && error.where == "assistant") {
        return speech.tr("An assistant prepares tasks; the head commits to them and reports on them.");
    }
    if (error.code == ErrorCode::Conflict) {
        return speech.tr("The task was changed meanwhile: this is its latest state. Nothing is lost.");
    }
    if (error.code != ErrorCode::InvalidInput) {
        return std::nullopt;
    }
    if (error.where == "link") {
        return speech.tr("An address on the web begins with https:// and has no spaces. Nothing was changed.");
    }
    if (error.where == "note") {
        return act == "stop" ? speech.tr("Say in a few words what was learnt. Nothing was changed.")
                             : speech.tr("Say in a few words what shows the result. Nothing was changed.");
    }
    return std::nullopt;
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\n");
    return first == std::string_view::npos
               ? std::string{}
               : std::string{text.substr(first, text.find_last_not_of(" \t\n") - first + 1)};
}

std::string done_words(const Speech& speech, std::string_view word) {
    return word == "begin"   ? speech.tr("The task is under way.")
           : word == "prove" ? speech.tr("The result is confirmed by your evidence.")
           : word == "stop"  ? speech.tr("The task is stopped, and its lessons are kept.")
                             : std::string{};
}

}  // namespace

Response Site::tasks_page(const Visit& visit, TasksView view, int status) {
    auto tasks = learning::tasks_page(campus_, visit.visitor->person);
    if (!tasks) {
        return failure(visit, tasks.error());
    }
    auto around = frame(visit);
    around.here = tasks_path;  // also after a change that was refused
    if (!visit.is_post()) {
        view.notice = done_words(pages_.speech(visit.language), field(visit.address.query, "done"));
    }
    return page(status, pages_.tasks(around, tasks.value(), view));
}

boost::asio::awaitable<Response> Site::change_task(Visit& visit) {
    const auto task = TaskId::parse(visit.route.parameters[0]);
    const auto form = FormId::parse(field(visit.form, "_form"));
    const std::string word{field(visit.form, "act")};
    const auto act = learning::parse_task_act(word);
    const auto typed_revision = field(visit.form, "_rev");
    std::int64_t revision = 0;
    const auto [end, problem] =
        std::from_chars(typed_revision.data(), typed_revision.data() + typed_revision.size(), revision);
    if (!task) {
        co_return not_found(visit);
    }
    if (!form || !act || problem != std::errc{} || end != typed_revision.data() + typed_revision.size()) {
        co_return failure(visit,
                          Error{ErrorCode::InvalidInput, "a form without its id, revision or act", "fields", {}});
    }
    learning::TaskRequest request;
    request.person = visit.visitor->person;
    request.task = *task;
    request.form = *form;
    request.revision = revision;
    request.act = *act;
    request.note = trimmed(field(visit.form, "note"));
    request.link = trimmed(field(visit.form, "link"));
    TasksView view;
    view.act = word;
    view.note = request.note;
    view.link = request.link;
    auto changed = co_await learning::change_task(campus_, std::move(request));
    if (changed) {
        co_return see_other(std::string{tasks_path} + "?done=" + word + "#notice");
    }
    if (auto words = refusal_words(pages_.speech(visit.language), changed.error(), word)) {
        view.failed = *task;
        view.notice = std::move(*words);
        co_return tasks_page(visit, std::move(view), status_of(changed.error().code));
    }
    co_return failure(visit, changed.error());
}

Response Site::rollup_page(const Visit& visit) {
    auto rollup = learning::rollup(campus_, visit.visitor->person);
    if (!rollup) {
        return failure(visit, rollup.error());
    }
    return page(200, pages_.rollup(frame(visit), rollup.value()));
}

Response Site::rollup_file(const Visit& visit) {
    auto rollup = learning::rollup(campus_, visit.visitor->person);
    if (!rollup) {
        return failure(visit, rollup.error());
    }
    Response response;
    response.content_type = "text/csv; charset=utf-8";
    response.set("Content-Disposition", "attachment; filename=\"tasks.csv\"");
    response.body = rollup_csv(pages_.speech(visit.language), rollup.value());
    return response;
}

}  // namespace lyceum::web
