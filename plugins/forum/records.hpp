#pragma once
// What people do in a forum, as shared documents: one small document an act, each a few lines of words
// (state_lines.hpp) under a key of its own, so that two people rarely write the same one.
//
//     stage               which phase and section is on, whether voting is open; the moderators'
//     vote/LEARNER        all votes of one person: "agree ID ID…", "disagree …", "pass …"
//     like/LEARNER        the questions a person supports
//     rate/LEARNER        how a person rates oneself, before and after
//     post/POST           a question, a statement of one's own, a position, a reply, a proposed task; never rewritten
//     mod/POST            what a moderator decided about it
//     outcome             the words of the outcome document
//
// Ids of statements, topics and sections that an edit of the file has removed stay in the documents: nothing that was
// said is lost, pages say so. What cannot be read is nothing (and counted, see gathering.hpp). [any thread]

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::forum {

enum class Phase { Before, During, After };
enum class Voting { Open, Closed };

struct Stage {
    std::uint64_t number = 0;  // of changes; a moderator's form says which one it was made from
    Phase phase = Phase::Before;
    std::string section;  // the running one; empty: none
    Voting voting = Voting::Closed;
    std::string by;  // learner; empty: nobody yet, the dates of the file decide
    std::int64_t at = 0;

    bool operator==(const Stage&) const = default;
};
inline constexpr std::string_view stage_key = "stage";
std::optional<Stage> read_stage(std::string_view text);
std::string write_stage(const Stage& stage);

enum class Vote : std::uint8_t { Agree, Disagree, Pass };
std::string_view word_of(Vote vote);
std::optional<Vote> vote_of(std::string_view word);

// Of one person, by statement.
struct Ballot {
    std::string role;
    std::map<std::string, Vote, std::less<>> votes;

    bool operator==(const Ballot&) const = default;
};
std::optional<Ballot> read_ballot(std::string_view text);
// The same without keeping it: `take` gets each vote as it stands there, and of two on one statement the first counts.
// Gives the role; nothing for what is no ballot, and then what `take` was given is nothing too.
std::optional<std::string_view> scan_ballot(std::string_view text,
                                            const std::function<void(std::string_view statement, Vote)>& take);
std::string write_ballot(const Ballot& ballot);

struct Likes {
    std::set<std::string, std::less<>> posts;

    bool operator==(const Likes&) const = default;
};
std::optional<Likes> read_likes(std::string_view text);
std::optional<std::vector<std::string_view>> liked_posts(std::string_view text);  // the same as views, each once
std::string write_likes(const Likes& likes);

// 1 to rating_scale, by rating.
struct SelfRating {
    std::map<std::string, int, std::less<>> before;
    std::map<std::string, int, std::less<>> after;

    bool operator==(const SelfRating&) const = default;
};
std::optional<SelfRating> read_rating(std::string_view text);
std::string write_rating(const SelfRating& rating);

enum class Kind { Question, Statement, Position, Reply, Task };
std::string_view word_of(Kind kind);

struct Post {
    Kind kind = Kind::Question;
    std::string about{};  // section of a question, topic of a position or a reply; empty: none
    std::string to{};     // the position a reply answers
    std::string by;       // learner
    std::string role;
    std::int64_t at = 0;     // milliseconds
    std::string deadline{};  // of a task, as typed: "2027-06-01"
    std::string text;

    bool operator==(const Post&) const = default;
};
std::optional<Post> read_post(std::string_view text);
std::string write_post(const Post& post);
// Time first, so that the order of the keys is the order of the acts; `number` parts those of one moment.
std::string post_id(std::int64_t at, std::string_view learner, unsigned number);

enum class Decision { Shown, Hidden, Answered };

struct Moderation {
    Decision decision = Decision::Shown;
    std::string by;
    std::int64_t at = 0;

    bool operator==(const Moderation&) const = default;
};
std::optional<Moderation> read_moderation(std::string_view text);
std::string write_moderation(const Moderation& moderation);

struct OutcomeText {
    std::uint64_t number = 0;  // of changes, as Stage::number
    std::string by;
    std::int64_t at = 0;
    std::string text;  // may be empty

    bool operator==(const OutcomeText&) const = default;
};
inline constexpr std::string_view outcome_key = "outcome";
std::optional<OutcomeText> read_outcome(std::string_view text);
std::string write_outcome(const OutcomeText& outcome);

}  // namespace lyceum::plugins::forum
