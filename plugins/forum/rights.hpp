#pragma once
// Who may do what in a forum, from the learner's role in the competency framework. A role the forum does not know may
// read and ask, and nothing else. [any thread]

#include <string_view>

namespace lyceum::plugins::forum {

// Votes are counted by these; anyone else has none.
enum class Electorate { None, Participants, Experts };

struct Rights {
    bool may_vote = false;     // on statements, and for the questions of others
    bool may_state = false;    // positions, replies, statements of one's own: signed with one's name
    bool may_ask = true;       // questions to speakers
    bool may_propose = false;  // priority tasks; an assistant prepares them
    bool may_rate = false;     // oneself, before and after
    bool may_moderate = false;
    Electorate electorate = Electorate::None;
};

inline Rights rights_of(std::string_view role) {
    if (role == "head" || role == "deputy" || role == "operator") {
        return {.may_vote = true,
                .may_state = true,
                .may_propose = true,
                .may_rate = true,
                .electorate = Electorate::Participants};
    }
    if (role == "expert") {
        return {.may_vote = true, .may_state = true, .electorate = Electorate::Experts};
    }
    if (role == "assistant") {
        return {.may_propose = true};
    }
    if (role == "moderator" || role == "curator" || role == "owner") {
        return {.may_propose = true, .may_moderate = true};
    }
    return {};
}

// A head signs; what an assistant prepared waits for that.
inline bool is_assistant(std::string_view role) {
    return role == "assistant";
}

}  // namespace lyceum::plugins::forum
