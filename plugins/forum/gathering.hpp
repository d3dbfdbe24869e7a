#pragma once
// What everybody has done so far, read from the shared documents of a call: who voted what, which posts there are and
// what was decided about them, where the forum stands. Posts and votes are read when they are first asked for, once:
// most pages show no votes, and the agenda neither. Keeps views of the call's bytes, so it lives within the call. [one
// thread]

#include "plugins/forum/documents.hpp"
#include "plugins/forum/model.hpp"
#include "plugins/forum/records.hpp"
#include "plugins/forum/votes.hpp"

#include <lyceum/module.hpp>

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
    const OutcomeText& outcome() const { return outcome_; }

    const std::vector<StoredPost>& posts() const { return book().posts; }  // by time
    const StoredPost* find_post(std::string_view id) const;
    // Of this person, whatever became of them.
    std::size_t posts_by(std::string_view learner) const;
    const std::vector<OpenStatement>& statements() const { return book().statements; }
    const OpenStatement* find_statement(std::string_view id) const;

    // What one person has done; empty for who has done nothing.
    Ballot ballot_of(std::string_view learner) const;
    Likes likes_of(std::string_view learner) const;
    SelfRating rating_of(std::string_view learner) const;

    std::size_t turnout() const;     // people who voted
    const VoteTable& votes() const;  // columns as `statements`
    // Votes in `ballot` on statements that there are no more.
    std::size_t orphaned_votes(const Ballot& ballot) const;
    std::vector<SelfRating> ratings() const;

    std::size_t unreadable() const;  // documents of any kind: reads them all

private:
    // Posts with all that is about them, and what follows from them.
    struct Book {
        std::vector<StoredPost> posts;
        std::vector<OpenStatement> statements;
        Columns columns;
        std::size_t unreadable = 0;
    };
    const Book& book() const;
    Book read_book() const;

    const Forum& forum_;
    Documents documents_;
    Stage stage_;
    OutcomeText outcome_;
    std::size_t unreadable_ = 0;  // of these two
    mutable std::optional<Book> book_;
    mutable std::optional<VoteTable> votes_;
};

}  // namespace lyceum::plugins::forum
