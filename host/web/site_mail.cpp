// Which mails a person gets: their choice on the account page, and the link in every mail that ends them.
#include "host/base/mail_address.hpp"
#include "host/learning/mail_choice.hpp"
#include "host/web/site.hpp"

namespace lyceum::web {
namespace {

// The address is a secret: nothing this page leads to is told it.
Response secret(Response response) {
    response.set("Referrer-Policy", "no-referrer");
    return response;
}

}  // namespace

boost::asio::awaitable<Response> Site::choose_mails(Visit& visit) {
    if (options_.mail == Mail::Off) {
        co_return not_found(visit);
    }
    store::MailChoice choice;
    choice.digest = !field(visit.form, "digest").empty();
    choice.deadlines = !field(visit.form, "deadlines").empty();
    const auto typed = field(visit.form, "email");
    if (typed.find_first_not_of(' ') != std::string::npos) {
        auto address = parse_mail_address(typed);
        if (!address) {
            AccountView view;
            view.mail.notice = MailNotice::NoAddress;
            view.mail.typed = typed;
            co_return account_page(visit, std::move(view), 400);
        }
        choice.address = std::move(address).value();
    }
    auto person = visit.visitor->person;
    auto chosen = co_await learning::choose_mails(campus_, std::move(person), std::move(choice));
    if (!chosen) {
        co_return failure(visit, chosen.error());
    }
    co_return see_other("/account?done=mail#mail");
}

// The same for a person who opens the link and for a mail program that posts to it (RFC 8058): whoever has the token
// may end mails, and can do nothing else with it; so there is no session and no CSRF token. Opening alone changes
// nothing, for mail scanners open every link.
boost::asio::awaitable<Response> Site::unsubscribe(Visit& visit) {
    const auto& token = visit.route.parameters[0];
    auto found = learning::find_mail_reader(campus_, token);
    if (!found) {
        co_return failure(visit, found.error());
    }
    auto around = frame(visit);
    if (!found.value()) {
        const auto words = pages_.speech(visit.language);
        ErrorView view;
        view.title = words.tr("This link is not known");
        view.text = words.tr("A part of the address may be missing: some mail programs break long links in two.");
        view.remedy = words.tr("Sign in and choose on the page “Password and devices” which mails come.");
        view.link = "/";
        view.link_text = words.tr("To the start page");
        co_return secret(page(404, pages_.error(around, view)));
    }
    const auto& person = *found.value();
    around.language = person.language;
    bool is_over = !person.mail.digest && !person.mail.deadlines;
    if (visit.is_post() && !is_over) {
        std::string kept_token{token};
        auto ended = co_await learning::end_mails(campus_, std::move(kept_token));
        if (!ended) {
            co_return failure(visit, ended.error());
        }
        is_over = true;
    }
    UnsubscribeView view;
    view.action = learning::unsubscribe_path(token);
    view.over = is_over;
    co_return secret(page(200, pages_.unsubscribe(around, view)));
}

}  // namespace lyceum::web
