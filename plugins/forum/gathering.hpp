#pragma once
// What everybody has done so far, read from the shared documents of a call: who voted what, which posts there are and
// what was decided about them, where the forum stands. Reads each document once; keeps views of the call's bytes for
// the texts of posts, so it lives within the call. [one thread]

#include "plugins/forum/model.hpp"
#include "plugins/forum/opinion.hpp"
#include "plugins/forum/records.hpp"
#include "plugins/forum/rights.hpp"

#include <lyceum/module.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins::forum {

struct StoredPost {
    std::string_view id;
    Post post;
    std::optional<Moderation> moderation;
    std::size_t likes = 0;
    std::vector<const StoredPost*> replies;  // shown ones, in the order of time

    bool is_hidden() const { return moderation && moderation->decision == Decision::Hidden; }
    bool is_approved() const { return moderation && moderation->decision != Decision::Hidden; }
    bool is_answered() const { return moderation && moderation->decision == Decision::Answered; }
};

struct Voter {
    std::string_view learner;
    Electorate electorate = Electorate::None;
    Ballot ballot;
};

// A statement that is voted on: of the file, or a participant's own that a moderator let through.
struct OpenStatement {
    std::string id;
    std::string text;
    const StoredPost* own = nullptr;  // null: of the file
};

class Gathering {
public:
    Gathering(const Forum& forum, const sdk::Shared& shared, std::int64_t now_ms);
    Gathering(const Gathering&) = delete;
    Gathering& operator=(const Gathering&) = delete;

    // As a moderator set it; before the first time, as the dates of the file have it.
    const Stage& stage() const { return stage_; }
    const std::vector<StoredPost>& posts() const { return posts_; }  // by time
    const StoredPost* find_post(std::string_view id) const;
    const std::vector<Voter>& voters() const { return voters_; }
    const Voter* find_voter(std::string_view learner) const;
    const std::vector<OpenStatement>& statements() const { return statements_; }
    const OpenStatement* find_statement(std::string_view id) const;
    Likes likes_of(std::string_view learner) const;
    SelfRating rating_of(std::string_view learner) const;
    std::vector<SelfRating> ratings() const;
    const OutcomeText& outcome() const { return outcome_; }

    // Of this person, whatever became of them.
    std::size_t posts_by(std::string_view learner) const;
    // Votes in `ballot` on statements that there are no more.
    std::size_t orphaned_votes(const Ballot& ballot) const;
    std::vector<Tally> tallies(Electorate electorate) const;  // by statement
    // Rows of the participants, for the map; `learners` gets who they are.
    std::vector<VoteRow> rows(std::vector<std::string_view>& learners) const;
    std::size_t unreadable() const { return unreadable_; }

private:
    void take(std::string_view key, std::string_view bytes);
    void connect();
    std::size_t column_of(std::string_view statement) const;

    const Forum& forum_;
    Stage stage_;
    std::vector<StoredPost> posts_;
    std::vector<Voter> voters_;
    std::vector<OpenStatement> statements_;
    std::map<std::string_view, std::size_t, std::less<>> columns_;
    std::map<std::string_view, Likes, std::less<>> likes_;
    std::map<std::string_view, SelfRating, std::less<>> ratings_;
    std::map<std::string_view, Moderation, std::less<>> moderation_;
    OutcomeText outcome_;
    std::size_t unreadable_ = 0;
};

}  // namespace lyceum::plugins::forum
