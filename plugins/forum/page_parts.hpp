#pragma once
// The writer of a forum's page, made for one call: page.cpp has the frame, the agenda and the questions,
// page_voting.cpp statements and opinions, page_outcome.cpp the outcome, page_tasks.cpp its tasks, page_parts.cpp what
// several of them have. Internal to the module. [one thread]

#include "plugins/forum/gathering.hpp"
#include "plugins/forum/page.hpp"
#include "plugins/forum/texts.hpp"

#include <functional>

namespace lyceum::plugins::forum {

class Page {
public:
    Page(const Forum& forum, const State& state, const sdk::Call& call);

    void write(sdk::Xhtml& page) const;

private:
    using Xhtml = sdk::Xhtml;

    // page.cpp
    void now(Xhtml& page) const;
    void tabs(Xhtml& page) const;
    void controls(Xhtml& page) const;
    void agenda(Xhtml& page) const;
    void rating(Xhtml& page) const;
    void questions(Xhtml& page) const;
    void question(const StoredPost& stored, const Likes& likes, Xhtml& list) const;

    // page_voting.cpp
    void statements(Xhtml& page) const;
    void ballot_card(const Ballot& ballot, Xhtml& page) const;
    void own_votes(const Ballot& ballot, Xhtml& page) const;
    void waiting_statements(Xhtml& page) const;
    void opinions(Xhtml& page) const;
    void positions(Xhtml& page) const;
    void position(const StoredPost& stored, Xhtml& list) const;

    // page_outcome.cpp
    void outcome(Xhtml& page) const;
    void outcome_words(Xhtml& page) const;
    void consensus(const std::vector<Tally>& all, const OpinionMap& map, Xhtml& page) const;
    void groups(const OpinionMap& map, const std::vector<std::string_view>& learners, Xhtml& page) const;
    void results(const std::vector<Tally>& participants, Xhtml& page) const;
    void results_table(const std::vector<std::size_t>& columns, const std::vector<Tally>& participants,
                       const std::vector<Tally>& experts, Xhtml& page) const;
    void rating_change(Xhtml& page) const;

    // page_tasks.cpp
    void tasks(Xhtml& page) const;

    // page_parts.cpp: parts of several pages
    static void button(Xhtml& out, std::string_view act, std::string_view look, std::string_view words,
                       std::string_view described_by = {});
    static void hidden(Xhtml& form, std::string_view name, std::string_view value);
    // A list of at most `page_size` posts, and the way to the others; nothing but `nobody` if there is none.
    void posts(const std::vector<const StoredPost*>& all, std::string_view id, std::string_view nobody,
               const std::function<void(const StoredPost&, Xhtml&)>& one, Xhtml& page) const;
    void author(const Post& post, Xhtml& line) const;
    void text_of(const Post& post, Xhtml& out) const;
    void moderator_buttons(const StoredPost& stored, Xhtml& actions) const;
    // The form in which a post is written, or why there is none.
    void post_form(Kind kind, std::string_view act, std::string_view label, std::string_view send,
                   const std::function<void(Xhtml&)>& more, Xhtml& page) const;
    std::string_view why(Refusal refusal) const;
    std::string role_name(std::string_view role) const;
    std::string time_of(std::int64_t at) const;
    std::string share_words(const Tally& tally) const;
    std::string_view lang() const { return code_of(forum_.language); }
    bool votes_are_told() const { return gathering_.stage().voting == Voting::Closed; }
    const Topic* topic() const;

    static constexpr std::size_t page_size = 20;

    const Forum& forum_;
    const State& state_;
    Language language_;
    std::string role_;
    std::string learner_;
    Rights rights_;
    std::uint64_t seed_;
    Gathering gathering_;
    const Texts& t_;
};

}  // namespace lyceum::plugins::forum
