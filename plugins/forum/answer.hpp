#pragma once
// One submitted form → new state, changed documents and a sentence. [one thread]

#include "plugins/forum/model.hpp"
#include "plugins/forum/state.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::forum {

// At most this many posts by one person, so that nobody can fill a forum.
inline constexpr std::size_t most_posts = 60;

sdk::Status answer(const Forum& forum, State state, const sdk::Call& call, sdk::Reply& reply);

}  // namespace lyceum::plugins::forum
