#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/forum/answer_parts.hpp"

namespace lyceum::plugins::forum {

using sdk::Status;

Status Answer::move(std::string_view act) {
    if (!rights_.may_moderate) {
        return say(t_.not_moderator);
    }
    const auto number = number_of<std::uint64_t>(fields_.find("stage").value_or(""));
    if (!number) {
        return Status::InvalidFields;
    }
    Stage stage = gathering_.stage();
    if (*number != stage.number) {
        return say(t_.stage_moved);
    }
    if (act == "begin" || act == "resume") {
        stage.phase = Phase::During;
    } else if (act == "finish") {
        stage.phase = Phase::After;
        stage.section.clear();
        stage.voting = Voting::Closed;
    } else if (act == "run") {
        const std::string_view section = fields_.find("section").value_or("");
        if (forum_.find_section(section) == nullptr) {
            return say(t_.choose_section);
        }
        stage.section = section;
    } else {
        stage.voting = act == "open-voting" ? Voting::Open : Voting::Closed;
    }
    if (stage.phase != Phase::During && stage.voting == Voting::Open) {
        return say(t_.not_now);
    }
    ++stage.number;
    stage.by = learner_;
    stage.at = now_;
    reply_.put_shared(stage_key, write_stage(stage));
    return say(t_.stage_set);
}

Status Answer::decide(Decision decision, std::string_view id) {
    if (!rights_.may_moderate) {
        return say(t_.not_moderator);
    }
    if (!is_identifier(id)) {
        return Status::InvalidFields;
    }
    const StoredPost* stored = gathering_.find_post(id);
    if (stored == nullptr) {
        return say(t_.topic_gone);
    }
    // "Show again" undoes "hide"; everything else decides once, and who comes second is told.
    const auto before = stored->moderation;
    const bool needs_approval = stored->post.kind == Kind::Statement || stored->post.kind == Kind::Task;
    const bool changes = !before ? decision != Decision::Shown || needs_approval : before->decision != decision;
    const bool by_another = before && before->by != learner_ && needs_approval;
    if (!changes || by_another) {
        return say(t_.decided_already);
    }
    reply_.put_shared("mod/" + std::string{id}, write_moderation({.decision = decision, .by = learner_, .at = now_}));
    return say(t_.decided);
}

Status Answer::outcome() {
    if (!rights_.may_moderate) {
        return say(t_.not_moderator);
    }
    const std::string_view typed = fields_.find("text").value_or("");
    const auto number = number_of<std::uint64_t>(fields_.find("number").value_or(""));
    if (!is_utf8(typed) || !number) {
        return Status::InvalidFields;
    }
    const std::string text = clean_lines(typed);
    if (*number != gathering_.outcome().number) {
        return keep(Kind::Statement, text, t_.outcome_moved.text());
    }
    if (count_characters(text) > longest_draft) {
        return keep(Kind::Statement, text,
                    t_.post_too_long.with(std::to_string(longest_draft), std::to_string(longest_draft)));
    }
    reply_.put_shared(outcome_key, write_outcome({.number = *number + 1, .by = learner_, .at = now_, .text = text}));
    if (state_.drafts.erase(Kind::Statement) > 0) {
        save();
    }
    return say(t_.outcome_saved);
}

}  // namespace lyceum::plugins::forum
