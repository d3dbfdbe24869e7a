#include "plugins/forum/records.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/forum/model.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace lyceum::plugins::forum {
namespace {

using Words = std::vector<std::string_view>;

// "-" stands for nothing, so that a line always has its number of words.
std::string word_or_dash(std::string_view text) {
    return text.empty() ? "-" : std::string{text};
}
std::string text_or_nothing(std::string_view word) {
    return word == "-" ? std::string{} : std::string{word};
}

bool is_person(std::string_view word) {
    return is_identifier(word);
}
bool is_identifier_or_dash(std::string_view word) {
    return word == "-" || is_identifier(word);
}

// Takes a line off a text that ends with one.
std::string_view take_line(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}

template <typename Value, std::size_t Size>
std::optional<Value> value_of(const std::array<std::string_view, Size>& words, std::string_view word) {
    for (std::size_t index = 0; index < Size; ++index) {
        if (words[index] == word) {
            return static_cast<Value>(index);
        }
    }
    return std::nullopt;
}

constexpr std::array<std::string_view, 3> phases{"before", "during", "after"};
constexpr std::array<std::string_view, 3> votes{"agree", "disagree", "pass"};
constexpr std::array<std::string_view, 5> kinds{"question", "statement", "position", "reply", "task"};
constexpr std::array<std::string_view, 3> decisions{"shown", "hidden", "answered"};

// "by LEARNER MS".
bool read_author(const Words& words, std::string& by, std::int64_t& at) {
    if (words.size() != 3 || words[0] != "by" || !is_person(words[1])) {
        return false;
    }
    const auto time = number_of<std::int64_t>(words[2]);
    by = words[1];
    at = time.value_or(0);
    return time && *time >= 0;
}

std::string author_line(std::string_view by, std::int64_t at) {
    return "by " + std::string{by} + " " + std::to_string(at) + "\n";
}

// "text WORD"; without a word it is empty.
bool read_text(const Words& words, std::string& text) {
    if (words.front() != "text" || words.size() > 2) {
        return false;
    }
    auto read = words.size() == 1 ? std::optional{std::string{}} : text_of_word(words[1]);
    text = read.value_or("");
    return read.has_value();
}

std::string text_line(std::string_view text) {
    return text.empty() ? "text\n" : "text " + state_word(text) + "\n";
}

}  // namespace

std::string_view word_of(Vote vote) {
    return votes[static_cast<std::size_t>(vote)];
}
std::optional<Vote> vote_of(std::string_view word) {
    return value_of<Vote>(votes, word);
}
std::string_view word_of(Kind kind) {
    return kinds[static_cast<std::size_t>(kind)];
}

std::optional<Stage> read_stage(std::string_view text) {
    const auto lines = state_lines(text, "stage 1");
    if (!lines || lines->size() != 2 || lines->front().size() != 5 || lines->front()[0] != "at") {
        return std::nullopt;
    }
    const Words& words = lines->front();
    Stage stage;
    const auto number = number_of<std::uint64_t>(words[1]);
    const auto phase = value_of<Phase>(phases, words[2]);
    const bool open = words[4] == "open";
    if (!number || !phase || !is_identifier_or_dash(words[3]) || (!open && words[4] != "closed") ||
        !read_author((*lines)[1], stage.by, stage.at)) {
        return std::nullopt;
    }
    stage.number = *number;
    stage.phase = *phase;
    stage.section = text_or_nothing(words[3]);
    stage.voting = open ? Voting::Open : Voting::Closed;
    return stage;
}

std::string write_stage(const Stage& stage) {
    return "stage 1\nat " + std::to_string(stage.number) + " " +
           std::string{phases[static_cast<std::size_t>(stage.phase)]} + " " + word_or_dash(stage.section) +
           (stage.voting == Voting::Open ? " open\n" : " closed\n") + author_line(stage.by, stage.at);
}

std::optional<std::string_view> scan_ballot(std::string_view text,
                                            const std::function<void(std::string_view statement, Vote)>& take) {
    constexpr std::string_view role_begins = "role ";
    if (!text.ends_with('\n') || take_line(text) != "vote 1") {
        return std::nullopt;
    }
    std::string_view role = take_line(text);
    if (!role.starts_with(role_begins)) {
        return std::nullopt;
    }
    role.remove_prefix(role_begins.size());
    if (!is_identifier_or_dash(role)) {
        return std::nullopt;
    }
    while (!text.empty()) {
        std::string_view line = take_line(text);
        std::size_t blank = line.find(' ');
        const auto vote = vote_of(line.substr(0, blank));
        if (!vote) {
            return std::nullopt;
        }
        while (blank != std::string_view::npos) {
            line.remove_prefix(blank + 1);
            blank = line.find(' ');
            const std::string_view statement = line.substr(0, blank);
            if (!is_identifier(statement)) {
                return std::nullopt;
            }
            take(statement, *vote);
        }
    }
    return role == "-" ? std::string_view{} : role;
}

std::optional<Ballot> read_ballot(std::string_view text) {
    Ballot ballot;
    const auto role =
        scan_ballot(text, [&](std::string_view statement, Vote vote) { ballot.votes.emplace(statement, vote); });
    if (!role) {
        return std::nullopt;
    }
    ballot.role = *role;
    return ballot;
}

std::string write_ballot(const Ballot& ballot) {
    std::string text = "vote 1\nrole " + word_or_dash(ballot.role) + "\n";
    for (const Vote vote : {Vote::Agree, Vote::Disagree, Vote::Pass}) {
        std::string line{word_of(vote)};
        for (const auto& [statement, cast] : ballot.votes) {
            if (cast == vote) {
                line += " " + statement;
            }
        }
        text += line + "\n";
    }
    return text;
}

std::optional<std::vector<std::string_view>> liked_posts(std::string_view text) {
    const auto lines = state_lines(text, "like 1");
    if (!lines || lines->size() != 1 || lines->front()[0] != "posts") {
        return std::nullopt;
    }
    std::vector<std::string_view> posts{lines->front().begin() + 1, lines->front().end()};
    if (!std::ranges::all_of(posts, is_identifier)) {
        return std::nullopt;
    }
    std::ranges::sort(posts);
    posts.erase(std::unique(posts.begin(), posts.end()), posts.end());
    return posts;
}

std::optional<Likes> read_likes(std::string_view text) {
    const auto posts = liked_posts(text);
    return posts ? std::optional{Likes{{posts->begin(), posts->end()}}} : std::nullopt;
}

std::string write_likes(const Likes& likes) {
    std::string text = "like 1\nposts";
    for (const std::string& post : likes.posts) {
        text += " " + post;
    }
    return text + "\n";
}

std::optional<SelfRating> read_rating(std::string_view text) {
    const auto lines = state_lines(text, "rate 1");
    if (!lines) {
        return std::nullopt;
    }
    SelfRating rating;
    for (const Words& words : *lines) {
        const auto value = words.size() == 3 ? number_of<int>(words[2]) : std::nullopt;
        const bool before = words[0] == "before";
        if (!value || *value < 1 || *value > rating_scale || (!before && words[0] != "after") ||
            !is_identifier(words[1])) {
            return std::nullopt;
        }
        (before ? rating.before : rating.after).insert_or_assign(std::string{words[1]}, *value);
    }
    return rating;
}

std::string write_rating(const SelfRating& rating) {
    std::string text = "rate 1\n";
    for (const auto& [id, value] : rating.before) {
        text += "before " + id + " " + std::to_string(value) + "\n";
    }
    for (const auto& [id, value] : rating.after) {
        text += "after " + id + " " + std::to_string(value) + "\n";
    }
    return text;
}

std::optional<Post> read_post(std::string_view text) {
    const auto lines = state_lines(text, "post 1");
    if (!lines || lines->size() != 3 || lines->front().size() != 6 || lines->front()[0] != "kind") {
        return std::nullopt;
    }
    const Words& words = lines->front();
    Post post;
    const auto kind = value_of<Kind>(kinds, words[1]);
    if (!kind || !is_identifier_or_dash(words[2]) || !is_identifier_or_dash(words[3]) ||
        !is_identifier_or_dash(words[4]) || !is_identifier_or_dash(words[5]) ||
        !read_author((*lines)[1], post.by, post.at) || !read_text((*lines)[2], post.text) || post.text.empty()) {
        return std::nullopt;
    }
    post.kind = *kind;
    post.about = text_or_nothing(words[2]);
    post.to = text_or_nothing(words[3]);
    post.role = text_or_nothing(words[4]);
    post.deadline = text_or_nothing(words[5]);
    return post;
}

std::string write_post(const Post& post) {
    return "post 1\nkind " + std::string{word_of(post.kind)} + " " + word_or_dash(post.about) + " " +
           word_or_dash(post.to) + " " + word_or_dash(post.role) + " " + word_or_dash(post.deadline) + "\n" +
           author_line(post.by, post.at) + text_line(post.text);
}

std::string post_id(std::int64_t at, std::string_view learner, unsigned number) {
    std::array<char, 24> time{};
    std::snprintf(time.data(), time.size(), "%013lld", static_cast<long long>(at));
    return std::string{time.data()} + "." + std::string{learner} + (number == 0 ? "" : "." + std::to_string(number));
}

std::optional<Moderation> read_moderation(std::string_view text) {
    const auto lines = state_lines(text, "mod 1");
    Moderation moderation;
    if (!lines || lines->size() != 2 || lines->front().size() != 2 || lines->front()[0] != "is" ||
        !read_author((*lines)[1], moderation.by, moderation.at)) {
        return std::nullopt;
    }
    const auto decision = value_of<Decision>(decisions, lines->front()[1]);
    moderation.decision = decision.value_or(Decision::Shown);
    return decision ? std::optional{moderation} : std::nullopt;
}

std::string write_moderation(const Moderation& moderation) {
    return "mod 1\nis " + std::string{decisions[static_cast<std::size_t>(moderation.decision)]} + "\n" +
           author_line(moderation.by, moderation.at);
}

std::optional<OutcomeText> read_outcome(std::string_view text) {
    const auto lines = state_lines(text, "outcome 1");
    OutcomeText outcome;
    if (!lines || lines->size() != 3 || lines->front().size() != 2 || lines->front()[0] != "number" ||
        !read_author((*lines)[1], outcome.by, outcome.at) || !read_text((*lines)[2], outcome.text)) {
        return std::nullopt;
    }
    const auto number = number_of<std::uint64_t>(lines->front()[1]);
    outcome.number = number.value_or(0);
    return number ? std::optional{outcome} : std::nullopt;
}

std::string write_outcome(const OutcomeText& outcome) {
    return "outcome 1\nnumber " + std::to_string(outcome.number) + "\n" + author_line(outcome.by, outcome.at) +
           text_line(outcome.text);
}

}  // namespace lyceum::plugins::forum
