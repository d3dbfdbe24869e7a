#include "plugins/forum/answer.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/forum/answer_parts.hpp"
#include "plugins/forum/page.hpp"
#include "plugins/forum/reader.hpp"

#include <algorithm>

namespace lyceum::plugins::forum {

using sdk::Status;

namespace {

// "2027-06-01" of that or "01.06.2027"; nothing if there is no such day.
std::optional<std::string> day_of(std::string_view typed) {
    std::string text = clean_line(typed);
    if (text.size() == 10 && text[2] == '.' && text[5] == '.') {
        text = text.substr(6) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2);
    }
    return moment_of(text + "T00:00") ? std::optional{text} : std::nullopt;
}

}  // namespace

Answer::Answer(const Forum& forum, State& state, const sdk::Call& call, sdk::Reply& reply)
    : forum_{forum},
      state_{state},
      fields_{call.fields()},
      role_{call.role()},
      learner_{call.learner()},
      now_{call.time().time_since_epoch().count()},
      rights_{rights_of(role_)},
      gathering_{forum, call.shared(), now_},
      t_{texts_in(language_of(call.language()))},
      reply_{reply} {}

Status Answer::go(std::string_view where) {
    const auto tab = tab_of(where);
    if (!tab) {
        return Status::InvalidFields;
    }
    state_.at = *tab;
    state_.page = 0;
    save();
    if (*tab == Tab::Outcome && !rights_.may_vote && gathering_.stage().phase == Phase::After) {
        reply_.set_completion(sdk::Verdict::Yes);  // who has no vote has seen what came of it
    }
    return Status::Ok;
}

Status Answer::topic(std::string_view id) {
    if (!is_identifier(id)) {
        return Status::InvalidFields;
    }
    state_.topic = id;
    state_.page = 0;
    save();
    return Status::Ok;
}

Status Answer::page(std::string_view number) {
    const auto page = number_of<std::size_t>(number);
    if (!page || *page > 99'999) {
        return Status::InvalidFields;
    }
    state_.page = *page;
    save();
    return Status::Ok;
}

Status Answer::vote(Vote vote, std::string_view statement) {
    if (!is_identifier(statement)) {
        return Status::InvalidFields;
    }
    if (!rights_.may_vote) {
        return say(is_assistant(role_)    ? t_.assistant_only_prepares
                   : rights_.may_moderate ? t_.moderator_only_leads
                                          : t_.not_yours);
    }
    const Stage& stage = gathering_.stage();
    if (stage.voting != Voting::Open || stage.phase != Phase::During) {
        return say(stage.phase == Phase::Before ? t_.vote_too_early : t_.vote_too_late);
    }
    if (gathering_.find_statement(statement) == nullptr) {
        return say(t_.statement_gone);
    }
    Ballot ballot = gathering_.ballot_of(learner_);
    ballot.role = role_;
    ballot.votes.insert_or_assign(std::string{statement}, vote);
    reply_.put_shared("vote/" + learner_, write_ballot(ballot));
    const auto& all = gathering_.statements();
    const auto done = static_cast<std::size_t>(
        std::ranges::count_if(all, [&](const OpenStatement& each) { return ballot.votes.contains(each.id); }));
    reply_.set_progress(static_cast<std::uint32_t>(done * 100 / all.size()));
    if (done == all.size()) {
        reply_.set_completion(sdk::Verdict::Yes);
    }
    return say(t_.vote_counted);
}

Status Answer::like(std::string_view id, bool wanted) {
    const StoredPost* stored = gathering_.find_post(id);
    if (!is_identifier(id)) {
        return Status::InvalidFields;
    }
    if (!rights_.may_vote) {
        return say(is_assistant(role_) ? t_.assistant_only_prepares : t_.not_yours);
    }
    if (stored == nullptr || stored->post.kind != Kind::Question || stored->is_hidden()) {
        return say(t_.topic_gone);
    }
    if (stored->post.by == learner_ || gathering_.stage().phase == Phase::After) {
        return say(t_.not_now);
    }
    Likes likes = gathering_.likes_of(learner_);
    if (wanted) {
        likes.posts.emplace(id);
    } else {
        likes.posts.erase(std::string{id});
    }
    reply_.put_shared("like/" + learner_, write_likes(likes));
    return say(wanted ? t_.supported : t_.unsupported);
}

Status Answer::post(Kind kind) {
    const std::string_view typed = fields_.find("text").value_or("");
    if (!is_utf8(typed)) {
        return Status::InvalidFields;
    }
    const bool one_line = kind == Kind::Statement || kind == Kind::Task || kind == Kind::Question;
    const std::string text = one_line ? clean_line(typed) : clean_lines(typed);
    if (text.find_first_not_of(" \t\n") == std::string::npos) {
        return say(t_.post_empty);
    }
    const Refusal refusal = refusal_of(kind, rights_, role_, gathering_.stage().phase);
    if (refusal != Refusal::None) {
        return keep(kind, text,
                    refusal == Refusal::Assistant   ? t_.assistant_only_prepares.text()
                    : refusal == Refusal::Moderator ? t_.moderator_only_leads.text()
                    : refusal == Refusal::NotYours  ? t_.not_yours.text()
                                                    : t_.post_kept.text());
    }
    if (count_characters(text) > longest_text(kind)) {
        return keep(kind, text,
                    t_.post_too_long.with(std::to_string(longest_text(kind)), std::to_string(longest_draft)));
    }
    if (gathering_.posts_by(learner_) >= most_posts) {
        return keep(kind, text, t_.too_many_posts.with(std::to_string(most_posts)));
    }
    Post made{.kind = kind, .by = learner_, .role = role_, .at = now_, .text = text};
    if (const auto problem = place(made)) {
        return problem->empty() ? Status::InvalidFields : keep(kind, text, *problem);
    }
    unsigned number = 0;
    while (gathering_.find_post(post_id(now_, learner_, number)) != nullptr) {
        ++number;
    }
    reply_.put_shared("post/" + post_id(now_, learner_, number), write_post(made));
    if (state_.drafts.erase(kind) > 0 || state_.page != 0) {
        state_.page = 0;
        save();
    }
    return say(kind == Kind::Statement ? t_.statement_sent : kind == Kind::Task ? t_.task_sent : t_.post_sent);
}

Status Answer::rate() {
    if (!rights_.may_rate || forum_.ratings.empty()) {
        return say(is_assistant(role_) ? t_.assistant_only_prepares : t_.not_yours);
    }
    SelfRating rating = gathering_.rating_of(learner_);
    auto& given = gathering_.stage().phase == Phase::After ? rating.after : rating.before;
    std::size_t count = 0;
    for (const Rating& each : forum_.ratings) {
        const auto value = fields_.find("rate." + each.id);
        if (!value) {
            continue;
        }
        const auto number = number_of<int>(*value);
        if (!number || *number < 1 || *number > rating_scale) {
            return Status::InvalidFields;
        }
        given.insert_or_assign(each.id, *number);
        ++count;
    }
    if (count == 0) {
        return say(t_.post_empty);
    }
    reply_.put_shared("rate/" + learner_, write_rating(rating));
    return say(count == forum_.ratings.size() ? t_.rating_saved : t_.rating_incomplete);
}

Status Answer::say(const Text& text) {
    reply_.set_feedback(text.text());
    return Status::Ok;
}

Status Answer::keep(Kind kind, std::string_view text, std::string_view sentence) {
    state_.drafts.insert_or_assign(kind, std::string{first_characters(text, longest_draft)});
    save();
    reply_.set_feedback(sentence);
    return Status::Ok;
}

std::optional<std::string> Answer::place(Post& made) const {
    const std::string_view about = fields_.find("about").value_or("");
    const std::string_view to = fields_.find("to").value_or("");
    switch (made.kind) {
        case Kind::Question:
            if (!about.empty() && forum_.find_section(about) == nullptr) {
                return std::string{t_.topic_gone.text()};
            }
            made.about = about;
            return std::nullopt;
        case Kind::Position:
            if (forum_.find_topic(about) == nullptr) {
                return is_identifier(about) ? std::string{t_.topic_gone.text()} : std::string{};
            }
            made.about = about;
            return std::nullopt;
        case Kind::Reply: {
            const StoredPost* answered = gathering_.find_post(to);
            if (answered == nullptr || answered->post.kind != Kind::Position || answered->is_hidden()) {
                return is_identifier(to) ? std::string{t_.topic_gone.text()} : std::string{};
            }
            made.about = answered->post.about;
            made.to = to;
            return std::nullopt;
        }
        case Kind::Task: {
            const auto day = day_of(fields_.find("deadline").value_or(""));
            if (!day) {
                return std::string{t_.bad_deadline.text()};
            }
            made.deadline = *day;
            return std::nullopt;
        }
        case Kind::Statement:
            break;
    }
    return std::nullopt;
}

Status answer(const Forum& forum, State state, const sdk::Call& call, sdk::Reply& reply) {
    const std::string_view act = call.fields().find("act").value_or("");
    const std::size_t colon = act.find(':');
    const std::string_view verb = act.substr(0, colon);
    const std::string_view id = colon == std::string_view::npos ? std::string_view{} : act.substr(colon + 1);
    if (!is_identifier(call.learner())) {
        return Status::Failed;  // it becomes part of keys
    }
    Answer answer{forum, state, call, reply};
    if (verb == "go") {
        return answer.go(id);
    }
    if (verb == "topic" || act == "old-topics") {
        return answer.topic(verb == "topic" ? id : "-old");
    }
    if (verb == "page") {
        return answer.page(id);
    }
    if (const auto vote = vote_of(verb)) {
        return answer.vote(*vote, id);
    }
    if (verb == "like" || verb == "unlike") {
        return answer.like(id, verb == "like");
    }
    if (verb == "show" || verb == "approve") {
        return answer.decide(Decision::Shown, id);
    }
    if (verb == "hide") {
        return answer.decide(Decision::Hidden, id);
    }
    if (verb == "answered") {
        return answer.decide(Decision::Answered, id);
    }
    if (act == "begin" || act == "resume" || act == "finish" || act == "run" || act == "open-voting" ||
        act == "close-voting") {
        return answer.move(act);
    }
    if (act == "ask") {
        return answer.post(Kind::Question);
    }
    if (act == "add") {
        return answer.post(Kind::Statement);
    }
    if (act == "state") {
        return answer.post(Kind::Position);
    }
    if (act == "reply") {
        return answer.post(Kind::Reply);
    }
    if (act == "task") {
        return answer.post(Kind::Task);
    }
    if (act == "rate") {
        return answer.rate();
    }
    if (act == "outcome") {
        return answer.outcome();
    }
    return Status::InvalidFields;
}

}  // namespace lyceum::plugins::forum
