#pragma once
// Learners of the long course for the load client: people and sessions written into the database
// before the server starts (64 sign-ins would measure argon2), and what each posts next. A learner
// answers every other question rightly, so that no attempt passes and each is followed by another.
//
// Only the first form of each is read from a page. The next ones follow from the rules of the
// surface: the CSRF token holds for the session, the form's id is any fresh UUID (it is the client
// that echoes it), and the revision grows by one with each form that was saved. So what is measured
// is answers, not views. [one thread]

#include "host/base/clock.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::bench {

inline constexpr int questions = 20;
inline constexpr std::string_view exam = "/courses/long/exam";

// Writes `count` people with sessions into a new database in `data`; the tokens of their cookies.
// Throws std::runtime_error.
std::vector<std::string> write_people(const std::filesystem::path& data, std::size_t count);

class QuizLearner {
public:
    QuizLearner(std::string token, std::uint16_t port) : token_{std::move(token)}, port_{port} {}

    // Opens the page and reads token and revision; throws if there is no form.
    void open();
    std::string view_request() const;
    std::string post_request();
    // Throws if the form was not saved.
    void posted(int status, std::string_view head);

    std::uint64_t saved() const { return saved_; }
    std::uint64_t answers() const { return answers_; }

private:
    std::string token_;
    std::uint16_t port_;
    std::string csrf_;
    std::int64_t revision_ = 0;
    int attempt_ = 0;
    int step_ = 0;  // 0: begin an attempt; odd: answer a question; even: go on
    bool answering_ = false;
    std::uint64_t saved_ = 0;
    std::uint64_t answers_ = 0;
    Clock clock_ = system_clock();
};

}  // namespace lyceum::bench
