// The pages on which people set and change their password and see where they are signed in.
#include "host/web/device_words.hpp"
#include "host/web/pages.hpp"
#include "host/web/wording.hpp"

namespace lyceum::web {
namespace {

std::string notice_text(const Speech& speech, PasswordNotice notice, std::chrono::seconds wait) {
    switch (notice) {
        case PasswordNotice::None:
            return {};
        case PasswordNotice::NotText:
            return speech.tr("The password has a character in it that no keyboard types. Please choose another.");
        case PasswordNotice::TooShort:
            return speech.tr("The new password is shorter than ten characters. Please choose a longer one.");
        case PasswordNotice::TooLong:
            return speech.tr("The new password is too long: one hundred characters are enough.");
        case PasswordNotice::Common:
            return speech.tr("This password is one of those that guessing begins with. Please choose another.");
        case PasswordNotice::IsLogin:
            return speech.tr("The password may not be the name for signing in. Please choose another.");
        case PasswordNotice::Differ:
            return speech.tr("The two new passwords differ. Please type both again.");
        case PasswordNotice::OldIsWrong:
            return speech.tr("The present password is not right. Check the keyboard layout and try again.");
        case PasswordNotice::Throttled:
            return speech.tr("There were too many attempts. Try again in {wait}.",
                             {{"wait", duration(speech, std::chrono::ceil<std::chrono::minutes>(wait))}});
        case PasswordNotice::FormTooOld:
            return speech.tr("The page had been open for too long. Please type the password once more.");
    }
    return {};
}

std::string done_text(const Speech& speech, AccountDone done) {
    switch (done) {
        case AccountDone::Nothing:
            return {};
        case AccountDone::PasswordChanged:
            return speech.tr("The password is changed. All other devices are signed out.");
        case AccountDone::SessionEnded:
            return speech.tr("That device is signed out.");
        case AccountDone::OthersEnded:
            return speech.tr("All other devices are signed out.");
        case AccountDone::MailChosen:
            return speech.tr("Saved.");
    }
    return {};
}

Values or_false(std::string text) {
    return text.empty() ? Values{false} : Values{std::move(text)};
}

std::string moment(const Speech& speech, TimePoint time, TimePoint now) {
    return date(speech, time, now) + ", " + time_of_day(time);
}

Values mail_values(const Speech& speech, const store::User& person, const AccountView& view) {
    if (!view.mail.shown) {
        return Values{false};
    }
    const bool is_wrong = view.mail.notice == MailNotice::NoAddress;
    Values values;
    values["address"] = is_wrong ? view.mail.typed : person.mail.address;
    values["notice"] =
        is_wrong
            ? Values{speech.tr("This is not a mail address. Please write it as name@example.by, in Latin letters.")}
            : Values{false};
    values["digest"] = person.mail.digest;
    values["deadlines"] = person.mail.deadlines;
    return values;
}

}  // namespace

PasswordNotice notice_of(learning::PasswordFlaw flaw) {
    switch (flaw) {
        case learning::PasswordFlaw::NotText:
            return PasswordNotice::NotText;
        case learning::PasswordFlaw::TooShort:
            return PasswordNotice::TooShort;
        case learning::PasswordFlaw::TooLong:
            return PasswordNotice::TooLong;
        case learning::PasswordFlaw::Common:
            return PasswordNotice::Common;
        case learning::PasswordFlaw::IsLogin:
            return PasswordNotice::IsLogin;
    }
    return PasswordNotice::None;
}

std::string Pages::invitation(const Frame& frame, const InvitationView& view) {
    const auto words = speech(frame.language);
    Values values;
    values["csrf"] = frame.csrf;
    values["action"] = view.action;
    values["name"] = view.person->name;
    values["login"] = view.person->login;
    values["notice"] = or_false(notice_text(words, view.notice, {}));
    values["until"] =
        words.tr("The link works once, until {moment}.", {{"moment", moment(words, view.expires, frame.now)}});
    return framed(frame, words.tr("Welcome"), templates_.render(frame.language, "invitation", values));
}

std::string Pages::unsubscribe(const Frame& frame, const UnsubscribeView& view) {
    const auto words = speech(frame.language);
    Values values;
    values["action"] = view.action;
    values["open"] = !view.over;
    const auto title = view.over ? words.tr("No mail will come any more") : words.tr("No more mails?");
    values["title"] = title;
    values["text"] =
        view.over
            ? words.tr("Neither the weekly summary nor reminders of deadlines. Deadlines themselves stay as they are.")
            : words.tr("The weekly summary and the reminders of deadlines will not come any more.");
    return framed(frame, title, templates_.render(frame.language, "unsubscribe", values));
}

std::string Pages::account(const Frame& frame, const AccountView& view) {
    const auto words = speech(frame.language);
    Values values;
    values["csrf"] = frame.csrf;
    values["login"] = frame.person->login;
    values["has_password"] = !frame.person->password_hash.empty();
    values["done"] = or_false(done_text(words, view.done));
    values["notice"] = or_false(notice_text(words, view.notice, view.wait));
    values["others"] = view.sessions.size() > 1;
    ValueList sessions;
    for (const auto& session : view.sessions) {
        Values line;
        const bool current = session.id == view.current;
        const auto device = device_words(words, session.agent);
        line["device"] = device;
        line["id"] = to_string(session.id);
        line["current"] = current;
        line["when"] = current
                           ? words.tr("this device")
                           : words.tr("last used {moment}", {{"moment", moment(words, session.last_seen, frame.now)}});
        line["label"] = words.tr("Sign out there: {device}", {{"device", device}});
        sessions.push_back(std::move(line));
    }
    values["sessions"] = Values{sessions};
    values["mail"] = mail_values(words, *frame.person, view);
    return framed(frame, words.tr("Password and devices"), templates_.render(frame.language, "account", values));
}

}  // namespace lyceum::web
