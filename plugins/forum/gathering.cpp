#include "plugins/forum/gathering.hpp"

#include <algorithm>
#include <span>

namespace lyceum::plugins::forum {
namespace {

// Whether there was anything to read that cannot be.
template <typename Value>
bool is_spoiled(const std::optional<std::string_view>& bytes, std::optional<Value> (*read)(std::string_view),
                Value& value) {
    if (!bytes) {
        return false;
    }
    std::optional<Value> found = read(*bytes);
    if (found) {
        value = std::move(*found);
    }
    return !found;
}

template <typename Value>
Value value_or_empty(const std::optional<std::string_view>& bytes, std::optional<Value> (*read)(std::string_view)) {
    Value value;
    is_spoiled(bytes, read, value);
    return value;
}

Stage stage_by_dates(const Forum& forum, std::int64_t now_ms) {
    Stage stage;
    if (forum.ends_ms != 0 && now_ms >= forum.ends_ms) {
        stage.phase = Phase::After;
    } else if (forum.starts_ms != 0 && now_ms >= forum.starts_ms) {
        stage.phase = Phase::During;
        stage.voting = Voting::Open;
    }
    return stage;
}

}  // namespace

Gathering::Gathering(const Forum& forum, const sdk::Shared& shared, std::int64_t now_ms)
    : forum_{forum}, documents_{shared}, stage_{stage_by_dates(forum, now_ms)} {
    unreadable_ += is_spoiled(documents_.stage(), read_stage, stage_) ? 1 : 0;
    unreadable_ += is_spoiled(documents_.outcome(), read_outcome, outcome_) ? 1 : 0;
}

const Gathering::Book& Gathering::book() const {
    if (!book_) {
        book_ = read_book();
    }
    return *book_;
}

Gathering::Book Gathering::read_book() const {
    Book book;
    const std::span<const Document> documents = documents_.of(Part::Post);
    book.posts.reserve(documents.size());
    for (const Document& document : documents) {
        std::optional<Post> post = read_post(document.bytes);
        if (post) {
            StoredPost& stored = book.posts.emplace_back();
            stored.id = document.id;
            stored.post = std::move(*post);
        } else {
            ++book.unreadable;
        }
    }
    const auto find = [&](std::string_view id) {
        const auto found = std::ranges::lower_bound(book.posts, id, {}, &StoredPost::id);
        return found != book.posts.end() && found->id == id ? &*found : nullptr;
    };
    for (const Document& document : documents_.of(Part::Mod)) {
        const std::optional<Moderation> moderation = read_moderation(document.bytes);
        StoredPost* post = find(document.id);
        if (moderation && post != nullptr) {
            post->moderation = moderation;
        }
        book.unreadable += moderation ? 0 : 1;
    }
    for (const Document& document : documents_.of(Part::Like)) {
        const auto liked = liked_posts(document.bytes);
        for (const std::string_view id : liked.value_or(std::vector<std::string_view>{})) {
            if (StoredPost* post = find(id)) {
                ++post->likes;
            }
        }
        book.unreadable += liked ? 0 : 1;
    }
    for (const StoredPost& stored : book.posts) {
        StoredPost* answered = stored.post.kind == Kind::Reply ? find(stored.post.to) : nullptr;
        if (answered != nullptr && !stored.is_hidden()) {
            answered->replies.push_back(&stored);
        }
    }
    for (const Statement& statement : forum_.statements) {
        book.statements.push_back({statement.id, statement.text, nullptr});
    }
    for (const StoredPost& stored : book.posts) {
        if (stored.post.kind == Kind::Statement && stored.is_approved()) {
            book.statements.push_back({std::string{stored.id}, stored.post.text, &stored});
        }
    }
    for (std::size_t column = 0; column < book.statements.size(); ++column) {
        book.columns.emplace(book.statements[column].id, column);
    }
    return book;
}

const StoredPost* Gathering::find_post(std::string_view id) const {
    const std::vector<StoredPost>& all = posts();
    const auto found = std::ranges::lower_bound(all, id, {}, &StoredPost::id);
    return found != all.end() && found->id == id ? &*found : nullptr;
}

std::size_t Gathering::posts_by(std::string_view learner) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(posts(), [&](const StoredPost& stored) { return stored.post.by == learner; }));
}

const OpenStatement* Gathering::find_statement(std::string_view id) const {
    const auto found = book().columns.find(id);
    return found == book().columns.end() ? nullptr : &statements()[found->second];
}

Ballot Gathering::ballot_of(std::string_view learner) const {
    return value_or_empty(documents_.find(Part::Vote, learner), read_ballot);
}

Likes Gathering::likes_of(std::string_view learner) const {
    return value_or_empty(documents_.find(Part::Like, learner), read_likes);
}

SelfRating Gathering::rating_of(std::string_view learner) const {
    return value_or_empty(documents_.find(Part::Rate, learner), read_rating);
}

std::size_t Gathering::turnout() const {
    return static_cast<std::size_t>(std::ranges::count_if(documents_.of(Part::Vote), [](const Document& ballot) {
        return scan_ballot(ballot.bytes, [](std::string_view, Vote) {}).has_value();
    }));
}

const VoteTable& Gathering::votes() const {
    if (!votes_) {
        votes_.emplace(documents_.of(Part::Vote), book().columns, statements().size());
    }
    return *votes_;
}

std::size_t Gathering::orphaned_votes(const Ballot& ballot) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(ballot.votes, [&](const auto& vote) { return find_statement(vote.first) == nullptr; }));
}

std::vector<SelfRating> Gathering::ratings() const {
    std::vector<SelfRating> all;
    for (const Document& document : documents_.of(Part::Rate)) {
        if (std::optional<SelfRating> rating = read_rating(document.bytes)) {
            all.push_back(std::move(*rating));
        }
    }
    return all;
}

std::size_t Gathering::unreadable() const {
    const std::size_t ratings_lost = documents_.of(Part::Rate).size() - ratings().size();
    return unreadable_ + documents_.unknown() + book().unreadable + votes().unreadable() + ratings_lost;
}

}  // namespace lyceum::plugins::forum
