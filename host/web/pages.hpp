#pragma once
// Makes the HTML of every page from values: what learning says, what the person is called, which language. Reads no
// database, knows no socket. Called by site. [io strand]

#include "host/base/result.hpp"
#include "host/learning/activity.hpp"
#include "host/learning/certificate.hpp"
#include "host/learning/forums.hpp"
#include "host/learning/glossary.hpp"
#include "host/learning/overview.hpp"
#include "host/learning/password_rules.hpp"
#include "host/learning/profile.hpp"
#include "host/learning/recall.hpp"
#include "host/learning/search.hpp"
#include "host/learning/tasks.hpp"
#include "host/web/templates.hpp"
#include "host/web/texts.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::web {

// What is around every page: for whom, in which language, and where we are.
struct Frame {
    Language language = Language::Ru;
    const store::User* person = nullptr;  // null: nobody is signed in
    std::string reader = "none";          // whose page it is, as its service worker knows them
    std::string csrf;                     // masked token for the forms of this page
    std::string here;                     // path, to come back to after choosing a language
    std::string back;                     // the same with its query, where it has one; may be empty
    std::string query;                    // what belongs to it, beginning with "&"; may be empty
    TimePoint now;
    bool demo = false;  // a demonstration: every page says that what it shows is made up
};

enum class SignInNotice {
    None,
    Wrong,  // name or password
    Throttled,
    FormTooOld,     // no valid token
    SessionEnded,   // a page was asked for, and the session is over
    AnswerNotSaved  // an answer came, and the session is over
};

struct SignInView {
    SignInNotice notice = SignInNotice::None;
    std::string login;        // typed before
    std::string return_path;  // empty: home
    std::chrono::seconds wait{0};
    std::vector<store::User> demo_people;           // empty without --demo
    const content::Framework* framework = nullptr;  // for the names of their roles; may be null
};

// What is said above a form that sets a password.
enum class PasswordNotice {
    None,
    NotText,
    TooShort,
    TooLong,
    Common,
    IsLogin,
    Differ,  // the two new ones
    OldIsWrong,
    Throttled,
    FormTooOld
};
PasswordNotice notice_of(learning::PasswordFlaw flaw);

struct InvitationView {
    std::string action;  // the path of the page itself
    const store::User* person = nullptr;
    TimePoint expires;
    PasswordNotice notice = PasswordNotice::None;
};

// What was just done on the account page.
enum class AccountDone { Nothing, PasswordChanged, SessionEnded, OthersEnded, MailChosen };

enum class MailNotice { None, NoAddress };

// The part of the account page about mails.
struct MailView {
    bool shown = false;  // the server sends mails, and to this person
    MailNotice notice = MailNotice::None;
    std::string typed;  // that is no address
};

struct AccountView {
    std::vector<store::Session> sessions;
    SessionId current;  // the one this page is shown in
    AccountDone done = AccountDone::Nothing;
    PasswordNotice notice = PasswordNotice::None;
    std::chrono::seconds wait{0};  // if throttled
    MailView mail;
};

struct UnsubscribeView {
    std::string action;  // the path of the page itself
    bool over = false;   // no mail comes any more
};

// What a person reads when something did not work.
struct ErrorView {
    std::string title;
    std::string text;
    std::string remedy;  // what to do
    std::string link;    // where the button leads
    std::string link_text;
    std::string incident;  // short, also in the log; may be empty
};

// What the public check of a certificate found.
struct VerificationView {
    enum class State {
        Asked,  // nothing typed yet
        Valid,
        Slip,     // what was typed cannot be a code
        Unknown,  // a whole code that was given to nobody
    };
    State state = State::Asked;
    std::string typed;
    std::optional<learning::CertificatePage> certificate;  // if valid
};

// What was done on the page of tasks, or why a change was refused: then with what was typed.
struct TasksView {
    std::string notice;
    std::optional<TaskId> failed;
    std::string act;
    std::string note;
    std::string link;
};

// Which sentence stands above the activity.
enum class ActivityNotice { None, Answered, Stale };

enum class RecallNotice {
    None,
    Stale,   // it was answered on another page, or is gone
    PutOff,  // the question before
};

struct RecallView {
    const learning::RecallPage& page;
    std::string_view fragment;  // the module's page, checked; may be empty
    learning::Wanted wanted = learning::Wanted::Sitting;
    RecallNotice notice = RecallNotice::None;
};

class Pages {
public:
    // Both must outlive the Pages; `assets` is the prefix of their addresses.
    Pages(const Texts& texts, Templates& templates, std::string assets)
        : texts_{texts}, templates_{templates}, assets_{std::move(assets)} {}

    Speech speech(Language language) const { return Speech{texts_, language}; }

    std::string sign_in(const Frame& frame, const SignInView& view);
    std::string home(const Frame& frame, const learning::Home& home, const learning::RecallOffer& recall);
    std::string courses(const Frame& frame, const learning::Home& home);
    std::string course(const Frame& frame, const learning::CourseOverview& overview);
    // `fragment`: the module's page, checked (modules::render_fragment).
    std::string activity(const Frame& frame, const learning::ActivityPage& page, std::string_view fragment,
                         ActivityNotice notice);
    std::string recall(const Frame& frame, const RecallView& view);
    // `calendar_address`: the one just made, told this once; empty otherwise.
    std::string profile(const Frame& frame, const learning::Profile& profile, const std::string& calendar_address);
    std::string competency(const Frame& frame, const learning::CompetencyPage& page);
    std::string answers(const Frame& frame, const learning::AnswersPage& page);
    // `site`: where the check is, as printed; empty if unknown.
    std::string certificate(const Frame& frame, const learning::CertificatePage& page, const std::string& site);
    std::string verification(const Frame& frame, const VerificationView& view);
    std::string forums(const Frame& frame, const learning::Forums& forums);
    // pages_search.cpp
    std::string search(const Frame& frame, const learning::Search& search);
    std::string glossary(const Frame& frame, const learning::Glossary& glossary);
    std::string error(const Frame& frame, const ErrorView& view);
    // pages_tasks.cpp
    std::string tasks(const Frame& frame, const learning::TasksPage& page, const TasksView& view);
    std::string rollup(const Frame& frame, const learning::Rollup& rollup);
    // Shown by the service worker in place of a page that it could not fetch; the same for everybody.
    std::string offline(const Frame& frame);
    // pages_account.cpp
    std::string invitation(const Frame& frame, const InvitationView& view);
    std::string account(const Frame& frame, const AccountView& view);
    std::string unsubscribe(const Frame& frame, const UnsubscribeView& view);

private:
    // Puts a page's content in the frame that all pages share.
    std::string framed(const Frame& frame, const std::string& title, std::string content);
    Values course_line(const Speech& speech, const learning::CourseStanding& standing, TimePoint now) const;

    const Texts& texts_;
    Templates& templates_;
    std::string assets_;
};

// A localized text as a template shows it: `name` and, where its language is not the page's, `name`_lang (otherwise
// false).
void put_text(Values& values, const std::string& name, const LocalizedText& text, Language wanted);

// The address of a unit's page.
std::string unit_path(std::string_view course, std::string_view unit);
std::string course_path(std::string_view course);
std::string certificate_path(std::string_view course);
std::string glossary_path(std::string_view course);
inline constexpr std::string_view recall_path = "/recall";
inline constexpr std::string_view recall_put_off_path = "/recall/later";
inline constexpr std::string_view recall_pause_path = "/recall/pause";

// The roll-up by body as a file for a spreadsheet.
std::string rollup_csv(const Speech& speech, const learning::Rollup& rollup);

// `id`, `title`, `status`, `measure`, `deadline`, `late`, `due`: what every list of tasks shows.
Values task_line(const Speech& speech, const learning::TaskLine& line, TimePoint now);

// "12 минут · до 30 ноября".
std::string deadline_words(const Speech& speech, TimePoint deadline, TimePoint now);

}  // namespace lyceum::web
