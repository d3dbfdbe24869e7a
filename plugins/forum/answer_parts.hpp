#pragma once
// One submitted form answered, made for one call: answer.cpp has what people do, answer_moderation.cpp what moderators
// do. Each act says a sentence and writes at most one document; a form that no page of ours has is InvalidFields.
// Internal to the module. [one thread]

#include "plugins/forum/gathering.hpp"
#include "plugins/forum/model.hpp"
#include "plugins/forum/rights.hpp"
#include "plugins/forum/state.hpp"
#include "plugins/forum/texts.hpp"

#include <lyceum/module.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum::plugins::forum {

class Answer {
public:
    using Status = sdk::Status;

    Answer(const Forum& forum, State& state, const sdk::Call& call, sdk::Reply& reply);

    // answer.cpp
    Status go(std::string_view where);
    Status topic(std::string_view id);
    Status page(std::string_view number);
    Status vote(Vote vote, std::string_view statement);
    Status like(std::string_view id, bool wanted);
    Status post(Kind kind);
    Status rate();

    // answer_moderation.cpp
    Status move(std::string_view act);
    Status decide(Decision decision, std::string_view id);
    Status outcome();

private:
    Status say(const Text& text);
    void save() { reply_.set_state(write_state(state_)); }
    // Nothing was posted; what was typed stays with the learner.
    Status keep(Kind kind, std::string_view text, std::string_view sentence);
    // What a post is about. A sentence: it cannot be posted; an empty one: no page of ours has such a form.
    std::optional<std::string> place(Post& made) const;

    const Forum& forum_;
    State& state_;
    sdk::Fields fields_;
    std::string role_;
    std::string learner_;
    std::int64_t now_;
    Rights rights_;
    Gathering gathering_;
    const Texts& t_;
    sdk::Reply& reply_;
};

}  // namespace lyceum::plugins::forum
