// Coming in by an invitation: the page that sets the password, and a page of its own for each reason why it cannot.
#include "host/web/site.hpp"

namespace lyceum::web {
namespace {

// The address is a secret: nothing this page leads to is told it.
Response secret(Response response) {
    response.set("Referrer-Policy", "no-referrer");
    return response;
}

}  // namespace

Response Site::invitation_page(const Visit& visit, PasswordNotice notice, int status) {
    const auto& token = visit.route.parameters[0];
    auto found = learning::find_invitation(campus_, token);
    if (!found) {
        return failure(visit, found.error());
    }
    const auto& invited = found.value();
    if (invited.state != learning::InvitationState::Open) {
        return closed_invitation(visit, invited.state);
    }
    auto around = frame(visit);
    const bool has_chosen =
        parse_language(field(visit.address.query, "lang")) || parse_language(cookie(visit.request, language_cookie));
    if (!visit.visitor && !has_chosen) {
        around.language = invited.person->language;
    }
    InvitationView view;
    view.action = learning::invitation_path(token);
    view.person = &*invited.person;
    view.expires = invited.expires;
    view.notice = notice;
    auto response = secret(page(status, pages_.invitation(around, view)));
    remember_stranger(visit, response);
    return response;
}

Response Site::closed_invitation(const Visit& visit, learning::InvitationState state) {
    const auto words = pages_.speech(visit.language);
    ErrorView view;
    view.link = "/";
    view.link_text = words.tr("To the start page");
    int status = 410;
    switch (state) {
        case learning::InvitationState::Used:
            view.title = words.tr("This link has been used already");
            view.text = words.tr(
                "A link sets a password once. If that was you, sign in with the name and the password you chose then.");
            view.remedy = words.tr("If it was not you, tell the administrator at once and ask for a new link.");
            view.link_text = words.tr("Sign in");
            break;
        case learning::InvitationState::Expired:
            view.title = words.tr("This link works no more");
            view.text = words.tr("Links work for some days, and a newer one takes the place of an older one.");
            view.remedy = words.tr("Ask the administrator for a new link: it takes a minute.");
            break;
        case learning::InvitationState::Open:  // has a page of its own and is not asked about here
        case learning::InvitationState::Unknown:
            status = 404;
            view.title = words.tr("This link is not known");
            view.text = words.tr("A part of the address may be missing: some mail programs break long links in two.");
            view.remedy = words.tr("Copy the whole link into the address bar, or ask the administrator for a new one.");
            break;
    }
    auto response = secret(page(status, pages_.error(frame(visit), view)));
    remember_stranger(visit, response);
    return response;
}

boost::asio::awaitable<Response> Site::accept_invitation(Visit& visit) {
    const auto& token = visit.route.parameters[0];
    auto found = learning::find_invitation(campus_, token);
    if (!found) {
        co_return failure(visit, found.error());
    }
    if (found.value().state != learning::InvitationState::Open) {
        co_return closed_invitation(visit, found.value().state);
    }
    const auto password = field(visit.form, "password");
    if (const auto flaw = learning::find_flaw(password, found.value().person->login)) {
        co_return invitation_page(visit, notice_of(*flaw), 400);
    }
    if (password != field(visit.form, "again")) {
        co_return invitation_page(visit, PasswordNotice::Differ, 400);
    }
    std::string wanted{password};
    std::string kept_token{token};
    auto agent = agent_of(visit.request);
    auto signed_in = co_await learning::accept_invitation(campus_, *passwords_, std::move(kept_token),
                                                          std::move(wanted), std::move(agent));
    if (!signed_in) {
        if (signed_in.error().code == ErrorCode::Conflict) {
            // Another tab, or a second tap, was first.
            co_return invitation_page(visit, PasswordNotice::None, 200);
        }
        co_return failure(visit, signed_in.error());
    }
    if (visit.visitor && visit.visitor->person.id != signed_in.value().person.id) {
        // The cookie is about to be another's: nobody could end this session any more. If it cannot be ended now, it
        // expires.
        auto left = visit.visitor->session;
        static_cast<void>(co_await learning::sign_out(campus_, std::move(left)));
    }
    metrics_.sign_in(SignInOutcome::Succeeded);
    auto response = secret(see_other("/"));
    remember_signed_in(response, signed_in.value(), visit.now);
    co_await carry_language(visit, signed_in.value().person, response);
    co_return response;
}

}  // namespace lyceum::web
