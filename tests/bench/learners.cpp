#include "tests/bench/learners.hpp"

#include "host/base/crypto.hpp"
#include "host/base/ids.hpp"
#include "host/store/store.hpp"
#include "tests/behaviour/harness/client.hpp"
#include "tests/behaviour/harness/page.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace lyceum::bench {
namespace {

template <class T>
T required(Result<T> result) {
    if (!result) {
        throw std::runtime_error{to_string(result.error())};
    }
    return std::move(result.value());
}

}  // namespace

std::vector<std::string> write_people(const std::filesystem::path& data, std::size_t count) {
    std::filesystem::create_directories(data);
    if (const auto ready = crypto::initialise(); !ready) {
        throw std::runtime_error{to_string(ready.error())};
    }
    const auto store = required(store::Store::open({.file = data / "lyceum.db"}));
    std::vector<std::string> tokens;
    for (std::size_t number = 0; number < count; ++number) {
        const TimePoint now = system_clock()();
        const std::string token = crypto::random_token();
        const crypto::Digest hash = crypto::hash(token);
        store::User user;
        user.id = UserId::make(now);
        user.login = fmt::format("learner-{}", number);
        user.name = fmt::format("Примеров Макет {}", number);
        user.role = "head";
        user.created = now;
        const store::Session session{.id = SessionId::make(now),
                                     .token_hash = {reinterpret_cast<const char*>(hash.data()), hash.size()},
                                     .user = user.id,
                                     .created = now,
                                     .last_seen = now,
                                     .expires = now + std::chrono::hours{24},
                                     .agent = "bench"};
        required(store->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
            LYCEUM_TRY(transaction.add_user(user));
            LYCEUM_TRY(transaction.add_session(session));
            return true;
        }));
        tokens.push_back(token);
    }
    return tokens;
}

void QuizLearner::open() {
    behaviour::Browser browser{port_};
    browser.cookies()["lyceum_session"] = token_;
    const behaviour::Response page = browser.get(std::string{exam});
    for (const behaviour::Form& form : behaviour::forms_of(page.body)) {
        if (form.action == exam) {
            csrf_ = form.value_of("_csrf");
            revision_ = std::stoll(form.value_of("_rev"));
            return;
        }
    }
    throw std::runtime_error{fmt::format("the quiz could not be opened: {}\n{}", page.status, page.body)};
}

std::string QuizLearner::view_request() const {
    return fmt::format(
        "GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: lyceum_session={}\r\nAccept: "
        "text/html\r\n"
        "Accept-Language: ru\r\n\r\n",
        exam, port_, token_);
}

std::string QuizLearner::post_request() {
    answering_ = step_ % 2 == 1;
    std::string fields;
    if (step_ == 0) {
        fields = attempt_ == 0 ? "act=start" : "act=retry";
    } else if (answering_) {
        const int question = (step_ + 1) / 2;
        fields = fmt::format("question=q{0}&attempt={1}&option=q{0}.{2}&act=answer", question, attempt_,
                             question % 2 == 1 ? "right" : "wrong");
    } else {
        fields = "act=next";
    }
    const std::string body =
        fmt::format("_csrf={}&_form={}&_rev={}&{}", csrf_, to_string(FormId::make(clock_())), revision_, fields);
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: lyceum_session={}\r\nAccept: "
        "text/html\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{}",
        exam, port_, token_, body.size(), body);
}

void QuizLearner::posted(int status, std::string_view head) {
    if (status != 303 || head.find("?answered=") == std::string_view::npos) {
        throw std::runtime_error{
            fmt::format("a form was not saved: status {} at step {} of attempt {}\n{}", status, step_, attempt_, head)};
    }
    ++saved_;
    ++revision_;
    answers_ += answering_ ? 1 : 0;
    if (step_ == 0) {
        ++attempt_;
    }
    step_ = step_ == 2 * questions ? 0 : step_ + 1;
}

}  // namespace lyceum::bench
