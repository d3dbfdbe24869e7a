// What a person reads when something did not work: what happened, that nothing is lost where that is true, what to do.
#include "host/base/crypto.hpp"
#include "host/base/log.hpp"
#include "host/web/site.hpp"

#include <fmt/format.h>

namespace lyceum::web {
namespace {

// Short enough to say over the telephone, and in the log.
std::string make_incident() {
    std::string id;
    for (const char c : crypto::random_bytes(4)) {
        id += fmt::format("{:02X}", static_cast<unsigned char>(c));
    }
    return id;
}

// What may be written to the log: an invitation's address is as good as a password, and so is that which ends mails.
std::string_view loggable_path(const Visit& visit) {
    const bool is_secret = visit.route.page == Page::Invitation || visit.route.page == Page::Unsubscribe;
    return is_secret ? visit.route.name : path_of(visit.request.target);
}

bool is_retryable(ErrorCode code) {
    return code == ErrorCode::Unavailable || code == ErrorCode::Timeout || code == ErrorCode::Crashed;
}

}  // namespace

int status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidInput:
            return 400;
        case ErrorCode::NotFound:
            return 404;
        case ErrorCode::Conflict:
            return 409;
        case ErrorCode::Denied:
            return 403;
        case ErrorCode::Expired:
            return 401;
        case ErrorCode::LimitExceeded:
            return 413;
        case ErrorCode::Unavailable:
            return 503;
        case ErrorCode::Timeout:
            return 504;
        case ErrorCode::Crashed:
        case ErrorCode::Protocol:
            return 502;
        case ErrorCode::DiskFull:
            return 507;
        case ErrorCode::Storage:
        case ErrorCode::NewerVersion:
        case ErrorCode::Environment:
            return 503;
        case ErrorCode::Internal:
            return 500;
    }
    return 500;
}

ErrorView error_view(const Speech& speech, const Error& error, During during) {
    ErrorView view;
    switch (error.code) {
        case ErrorCode::InvalidInput:
            view.title = speech.tr("This could not be understood");
            view.text = error.where == "content" || error.where == "state"
                            ? speech.tr("The step has a mistake in it, and it cannot be shown. This is not your doing.")
                            : speech.tr("What came from the browser is not a form of this page.");
            view.remedy = speech.tr("Open the page again and repeat what you did.");
            break;
        case ErrorCode::NotFound:
            view.title = speech.tr("There is no such page");
            view.text = speech.tr("The address may have a slip in it, or the course has moved.");
            break;
        case ErrorCode::Conflict:
            view.title = speech.tr("Somebody was first");
            view.text = speech.tr("The same thing was changed elsewhere at the same moment.");
            view.remedy = speech.tr("Open the page again: it shows the latest state.");
            break;
        case ErrorCode::Denied:
            view.title = speech.tr("This is not open to you now");
            view.text =
                error.where == "form"
                    ? speech.tr("The page had been open for too long or came from another site, so nothing was done.")
                    : speech.tr("Your role does not include this page.");
            view.remedy =
                error.where == "form" ? speech.tr("Open the page again and repeat what you did.") : std::string{};
            break;
        case ErrorCode::Expired:
            view.title = speech.tr("The session has ended");
            view.text = speech.tr("Please sign in once more.");
            break;
        case ErrorCode::LimitExceeded:
            view.title = speech.tr("This is more than can be taken");
            view.text = speech.tr("The form has too many fields, or a text in it is too long.");
            view.remedy = speech.tr("Go back, make the text shorter and send it again.");
            break;
        case ErrorCode::Unavailable:
            view.title = speech.tr("One moment, please");
            view.text = speech.tr("Too much is going on at once, or the step is being started again.");
            view.remedy = speech.tr("Wait half a minute and try again.");
            break;
        case ErrorCode::Timeout:
            view.title = speech.tr("The step took too long");
            view.text = speech.tr("It was stopped so that others need not wait.");
            view.remedy = speech.tr("Try again. If it happens once more, take another step first.");
            break;
        case ErrorCode::Crashed:
        case ErrorCode::Protocol:
            view.title = speech.tr("The step stopped working");
            view.text = speech.tr("It has a fault and was ended. Everything else goes on.");
            view.remedy = speech.tr("Try again. If it happens once more, take another step first.");
            break;
        case ErrorCode::DiskFull:
            view.title = speech.tr("There is no room left to save");
            view.text = speech.tr("The server's disk is full. You can read, but answers cannot be saved now.");
            view.remedy = speech.tr("Please tell the administrator.");
            break;
        case ErrorCode::Storage:
        case ErrorCode::NewerVersion:
        case ErrorCode::Environment:
            view.title = speech.tr("The records cannot be reached now");
            view.text = speech.tr("The server cannot read or write what it keeps.");
            view.remedy = speech.tr("Try again in a few minutes.");
            break;
        case ErrorCode::Internal:
            view.title = speech.tr("Something is wrong with the server");
            view.text = speech.tr("It has been written down, and the administrator can see it.");
            view.remedy = speech.tr("Try again in a few minutes.");
            break;
    }
    if (during == During::Answering) {
        // True for every failure: an answer is one transaction, acknowledged after it is on disk.
        view.text += ' ';
        view.text += speech.tr("This answer was not saved; all earlier ones are safe.");
    }
    view.link = "/";
    view.link_text = speech.tr("To the start page");
    return view;
}

Frame Site::frame(const Visit& visit) const {
    Frame frame;
    frame.language = visit.language;
    frame.person = visit.visitor ? &visit.visitor->person : nullptr;
    frame.reader = reader_name(visit);
    frame.csrf = csrf_.token_for(visit.secret);
    // What is only posted to has no page of its own to come back to.
    const bool has_page = visit.route.found != Found::Yes || visit.route.allow.starts_with("GET");
    frame.here = has_page && is_local_path(visit.request.target) ? std::string{path_of(visit.request.target)} : "/";
    if (!visit.is_post() && frame.here != "/") {
        frame.back = visit.request.target;
    }
    frame.now = visit.now;
    frame.demo = options_.demo == Demo::On;
    return frame;
}

Response Site::page(int status, std::string html) const {
    Response response;
    response.status = status;
    response.content_type = "text/html; charset=utf-8";
    response.body = std::move(html);
    return response;
}

Response Site::failure(const Visit& visit, const Error& error) {
    if (error.code == ErrorCode::NotFound) {
        return not_found(visit);
    }
    const auto status = status_of(error.code);
    const bool in_step = visit.route.page == Page::Activity || visit.route.page == Page::Recall;
    const bool answering = in_step && visit.is_post();
    auto view = error_view(pages_.speech(visit.language), error, answering ? During::Answering : During::Reading);
    view.incident = make_incident();
    if (in_step && (is_retryable(error.code) || answering)) {
        view.link = path_of(visit.request.target);
        view.link_text = pages_.speech(visit.language).tr("Back to the step");
    }
    log::write(status >= 500 ? log::Level::Error : log::Level::Warning,
               fmt::format("incident {}: {} {} gave {}: {}", view.incident, visit.request.method_name,
                           loggable_path(visit), status, to_string(error)));
    auto response = page(status, pages_.error(frame(visit), view));
    if (status == 503 || status == 504) {
        response.set("Retry-After", "30");
    }
    return response;
}

Response Site::not_found(const Visit& visit) {
    const auto view =
        error_view(pages_.speech(visit.language), Error{ErrorCode::NotFound, {}, {}, {}}, During::Reading);
    return page(404, pages_.error(frame(visit), view));
}

Response Site::wrong_method(const Visit& visit) {
    auto view = error_view(pages_.speech(visit.language), Error{ErrorCode::InvalidInput, {}, {}, {}}, During::Reading);
    auto response = page(405, pages_.error(frame(visit), view));
    response.set("Allow", std::string{visit.route.allow});
    return response;
}

}  // namespace lyceum::web
