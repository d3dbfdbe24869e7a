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
    }
    return {};
}

Values or_false(std::string text) {
    return text.empty() ? Values{false} : Values{std::move(text)};
}

std::string moment(const Speech& speech, TimePoint time, TimePoint now) {
    return date(speech, time, now) + ", " + time_of_day(time);
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
    return framed(frame, words.tr("Password and devices"), templates_.render(frame.language, "account", values));
}

}  // namespace lyceum::web
