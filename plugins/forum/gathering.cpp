#include "plugins/forum/gathering.hpp"

#include "plugins/common/state_lines.hpp"

#include <algorithm>

namespace lyceum::plugins::forum {
namespace {

template <typename Value>
bool keep(std::optional<Value> read, Value& kept) {
    if (read) {
        kept = std::move(*read);
    }
    return read.has_value();
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
    : forum_{forum}, stage_{stage_by_dates(forum, now_ms)} {
    for (std::size_t index = 0; index < shared.size(); ++index) {
        take(shared[index].key, shared[index].bytes);
    }
    connect();
}

void Gathering::take(std::string_view key, std::string_view bytes) {
    const std::size_t slash = key.find('/');
    const std::string_view kind = key.substr(0, slash);
    const std::string_view id = slash == std::string_view::npos ? std::string_view{} : key.substr(slash + 1);
    bool good = true;
    if (key == stage_key) {
        good = keep(read_stage(bytes), stage_);
    } else if (key == outcome_key) {
        good = keep(read_outcome(bytes), outcome_);
    } else if (!is_identifier(id)) {
        good = false;
    } else if (kind == "post") {
        StoredPost stored;
        stored.id = id;
        good = keep(read_post(bytes), stored.post);
        if (good) {
            posts_.push_back(std::move(stored));
        }
    } else if (kind == "vote") {
        Voter voter;
        voter.learner = id;
        good = keep(read_ballot(bytes), voter.ballot);
        voter.electorate = rights_of(voter.ballot.role).electorate;
        if (good) {
            voters_.push_back(std::move(voter));
        }
    } else if (kind == "like") {
        good = keep(read_likes(bytes), likes_[id]);
    } else if (kind == "rate") {
        good = keep(read_rating(bytes), ratings_[id]);
    } else if (kind == "mod") {
        good = keep(read_moderation(bytes), moderation_[id]);
        if (!good) {
            moderation_.erase(id);
        }
    } else {
        good = false;
    }
    unreadable_ += good ? 0 : 1;
}

void Gathering::connect() {
    // The host orders documents by key, and so by time; whoever calls otherwise gets the same.
    std::ranges::stable_sort(posts_, {}, &StoredPost::id);
    std::ranges::stable_sort(voters_, {}, &Voter::learner);
    std::map<std::string_view, StoredPost*, std::less<>> by_id;
    for (StoredPost& stored : posts_) {
        by_id.emplace(stored.id, &stored);
        if (const auto found = moderation_.find(stored.id); found != moderation_.end()) {
            stored.moderation = found->second;
        }
    }
    for (const StoredPost& stored : posts_) {
        const auto answered = stored.post.kind == Kind::Reply ? by_id.find(stored.post.to) : by_id.end();
        if (answered != by_id.end() && !stored.is_hidden()) {
            answered->second->replies.push_back(&stored);
        }
    }
    for (const auto& [learner, likes] : likes_) {
        for (const std::string& post : likes.posts) {
            if (const auto found = by_id.find(post); found != by_id.end()) {
                ++found->second->likes;
            }
        }
    }
    for (const Statement& statement : forum_.statements) {
        statements_.push_back({statement.id, statement.text, nullptr});
    }
    for (const StoredPost& stored : posts_) {
        if (stored.post.kind == Kind::Statement && stored.is_approved()) {
            statements_.push_back({std::string{stored.id}, stored.post.text, &stored});
        }
    }
    for (std::size_t column = 0; column < statements_.size(); ++column) {
        columns_.emplace(statements_[column].id, column);
    }
}

const StoredPost* Gathering::find_post(std::string_view id) const {
    const auto found = std::ranges::lower_bound(posts_, id, {}, &StoredPost::id);
    return found != posts_.end() && found->id == id ? &*found : nullptr;
}

const Voter* Gathering::find_voter(std::string_view learner) const {
    const auto found = std::ranges::lower_bound(voters_, learner, {}, &Voter::learner);
    return found != voters_.end() && found->learner == learner ? &*found : nullptr;
}

std::size_t Gathering::column_of(std::string_view statement) const {
    const auto found = columns_.find(statement);
    return found == columns_.end() ? statements_.size() : found->second;
}

const OpenStatement* Gathering::find_statement(std::string_view id) const {
    const std::size_t column = column_of(id);
    return column == statements_.size() ? nullptr : &statements_[column];
}

Likes Gathering::likes_of(std::string_view learner) const {
    const auto found = likes_.find(learner);
    return found == likes_.end() ? Likes{} : found->second;
}

SelfRating Gathering::rating_of(std::string_view learner) const {
    const auto found = ratings_.find(learner);
    return found == ratings_.end() ? SelfRating{} : found->second;
}

std::vector<SelfRating> Gathering::ratings() const {
    std::vector<SelfRating> all;
    for (const auto& [learner, rating] : ratings_) {
        all.push_back(rating);
    }
    return all;
}

std::size_t Gathering::posts_by(std::string_view learner) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(posts_, [&](const StoredPost& stored) { return stored.post.by == learner; }));
}

std::size_t Gathering::orphaned_votes(const Ballot& ballot) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        ballot.votes, [&](const auto& vote) { return column_of(vote.first) == statements_.size(); }));
}

std::vector<Tally> Gathering::tallies(Electorate electorate) const {
    std::vector<Tally> tallies(statements_.size());
    for (const Voter& voter : voters_) {
        if (voter.electorate != electorate) {
            continue;
        }
        for (const auto& [statement, vote] : voter.ballot.votes) {
            if (const std::size_t column = column_of(statement); column < tallies.size()) {
                tallies[column].count(vote);
            }
        }
    }
    return tallies;
}

std::vector<VoteRow> Gathering::rows(std::vector<std::string_view>& learners) const {
    std::vector<VoteRow> rows;
    for (const Voter& voter : voters_) {
        if (voter.electorate != Electorate::Participants) {
            continue;
        }
        VoteRow row(statements_.size());
        for (const auto& [statement, vote] : voter.ballot.votes) {
            if (const std::size_t column = column_of(statement); column < row.size()) {
                row[column] = vote;
            }
        }
        rows.push_back(std::move(row));
        learners.push_back(voter.learner);
    }
    return rows;
}

}  // namespace lyceum::plugins::forum
