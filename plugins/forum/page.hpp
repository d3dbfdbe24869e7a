#pragma once
// State and what everybody has done → the page. [one thread]

#include "plugins/forum/gathering.hpp"
#include "plugins/forum/model.hpp"
#include "plugins/forum/rights.hpp"
#include "plugins/forum/state.hpp"

#include <lyceum/module.hpp>

namespace lyceum::plugins::forum {

void write_page(const Forum& forum, const State& state, const sdk::Call& call, sdk::Xhtml& page);

// Longest texts, in characters.
std::size_t longest_text(Kind kind);

// Whether this kind of post may be written now by somebody with these rights, and if not, why: the sentence to say.
enum class Refusal { None, NotYours, Assistant, Moderator, NotNow };
Refusal refusal_of(Kind kind, const Rights& rights, std::string_view role, Phase phase);

}  // namespace lyceum::plugins::forum
