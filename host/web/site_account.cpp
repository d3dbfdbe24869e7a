// A person's own account: the password, and where they are signed in.
#include "host/learning/account.hpp"
#include "host/web/site.hpp"

#include <algorithm>

namespace lyceum::web {
namespace {

constexpr std::string_view account_path = "/account";

AccountDone done_of(std::string_view word) {
    return word == "password"  ? AccountDone::PasswordChanged
           : word == "session" ? AccountDone::SessionEnded
           : word == "others"  ? AccountDone::OthersEnded
           : word == "mail"    ? AccountDone::MailChosen
                               : AccountDone::Nothing;
}

Response done(std::string_view word) {
    return see_other(std::string{account_path} + "?done=" + std::string{word});
}

}  // namespace

Response Site::account_page(const Visit& visit, AccountView view, int status) {
    auto sessions = campus_.reader.sessions_of(visit.visitor->person.id);
    if (!sessions) {
        return failure(visit, sessions.error());
    }
    view.sessions = std::move(sessions.value());
    std::erase_if(view.sessions, [&](const auto& session) { return session.expires <= visit.now; });
    view.current = visit.visitor->session.id;
    // Not of std::ranges: clang 14, which builds the fuzzers, cannot read what it returns.
    std::stable_partition(view.sessions.begin(), view.sessions.end(),
                          [&](const auto& session) { return session.id == view.current; });
    if (!visit.is_post()) {
        view.done = done_of(field(visit.address.query, "done"));
    }
    view.mail.shown = options_.mail == Mail::On && visit.visitor->person.kind == store::UserKind::Person;
    auto around = frame(visit);
    around.here = account_path;
    return page(status, pages_.account(around, view));
}

boost::asio::awaitable<Response> Site::change_password(Visit& visit) {
    const auto wanted = field(visit.form, "password");
    AccountView view;
    if (const auto flaw = learning::find_flaw(wanted, visit.visitor->person.login)) {
        view.notice = notice_of(*flaw);
        co_return account_page(visit, std::move(view), 400);
    }
    if (wanted != field(visit.form, "again")) {
        view.notice = PasswordNotice::Differ;
        co_return account_page(visit, std::move(view), 400);
    }
    learning::PasswordChange change;
    change.visitor = *visit.visitor;
    change.old_password = field(visit.form, "old");
    change.new_password = wanted;
    change.address = client_address(visit.request);
    change.device = cookie(visit.request, cookie_name(device_cookie));
    auto changed = co_await learning::change_password(campus_, throttle_, *passwords_, std::move(change));
    if (changed) {
        co_return done("password");
    }
    const auto& error = changed.error();
    if (error.code == ErrorCode::Denied) {
        view.notice = PasswordNotice::OldIsWrong;
        co_return account_page(visit, std::move(view), 403);
    }
    if (error.code == ErrorCode::LimitExceeded) {
        view.notice = PasswordNotice::Throttled;
        view.wait = seconds_in(error.where);
        auto response = account_page(visit, std::move(view), 429);
        response.set("Retry-After", error.where);
        co_return response;
    }
    co_return failure(visit, error);
}

boost::asio::awaitable<Response> Site::end_sessions(Visit& visit) {
    auto visitor = *visit.visitor;
    if (!field(visit.form, "others").empty()) {
        auto ended = co_await learning::end_other_sessions(campus_, std::move(visitor));
        if (!ended) {
            co_return failure(visit, ended.error());
        }
        co_return done("others");
    }
    const auto session = SessionId::parse(field(visit.form, "session"));
    if (!session) {
        co_return failure(visit, Error{ErrorCode::InvalidInput, "no such session", "session", {}});
    }
    if (*session == visitor.session.id) {
        co_return co_await end_session(visit);
    }
    auto ended = co_await learning::end_one_session(campus_, std::move(visitor), *session);
    // Ended already, by another tab or a second tap: that is what was wanted.
    if (!ended && ended.error().code != ErrorCode::NotFound) {
        co_return failure(visit, ended.error());
    }
    co_return done("session");
}

}  // namespace lyceum::web
