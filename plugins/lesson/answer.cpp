#include "plugins/lesson/answer.hpp"

#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/lesson/texts.hpp"

namespace lyceum::plugins::lesson {
namespace {

using sdk::Status;

class Answer {
public:
    Answer(const Lesson& lesson, State& state, const Texts& texts, sdk::Reply& reply)
        : lesson_{lesson}, state_{state}, texts_{texts}, reply_{reply} {}

    // The form stands on a section that was opened by a link: from here on it is where the learner is.
    void go_to(std::string_view place) {
        if (lesson_.find_section(place)) {
            state_.at = place;
            state_.finished = false;
            state_.glossary_shown = false;
        }
    }

    Status open(std::string_view id) {
        // A section removed since the page was shown: the closing page stays.
        if (lesson_.find_section(id)) {
            state_.at = id;
            state_.finished = false;
            state_.glossary_shown = false;
            save();
        }
        return Status::Ok;
    }

    Status move(std::string_view act, std::string_view from) {
        if (!is_current(from)) {
            reply_.set_feedback(texts_.another_section.text());
            return Status::Ok;
        }
        state_.glossary_shown = false;
        const std::size_t index = current_section(lesson_, state_);
        if (act == "back") {
            state_.at = lesson_.sections[index == 0 ? 0 : index - 1].id;
            save();
            return Status::Ok;
        }
        state_.seen.insert(lesson_.sections[index].id);
        if (index + 1 < lesson_.sections.size()) {
            // Also "finish" on what was the last section when the page was shown.
            state_.at = lesson_.sections[index + 1].id;
        } else if (count_seen(lesson_, state_) < lesson_.sections.size()) {
            state_.at.clear();
            reply_.set_feedback(texts_.unread_left.text());
        } else {
            state_.finished = true;
            state_.at.clear();
            reply_.set_completion(sdk::Verdict::Yes);
        }
        save();
        return Status::Ok;
    }

    Status check(std::string_view from, std::optional<std::string_view> chosen) {
        if (!is_current(from)) {
            reply_.set_feedback(texts_.another_section.text());
            return Status::Ok;
        }
        const Section& section = lesson_.sections[current_section(lesson_, state_)];
        if (!section.check) {
            return Status::InvalidFields;
        }
        if (!chosen) {
            reply_.set_feedback(texts_.choose_first.text());
            return Status::Ok;
        }
        if (section.check->find_option(*chosen) == nullptr) {
            return Status::InvalidFields;
        }
        state_.glossary_shown = false;
        state_.chosen[section.check->id] = *chosen;
        save();
        return Status::Ok;
    }

    // To the terms and back to where the learner was.
    Status show_glossary(bool shown) {
        state_.glossary_shown = shown && !lesson_.glossary.empty();
        save();
        return Status::Ok;
    }

    Status note(std::string_view section, std::optional<std::string_view> text) {
        if (!lesson_.has_notes || !text || !is_utf8(*text)) {
            return Status::InvalidFields;
        }
        // Whatever page is open meanwhile: a note is not lost for that. One on a section that an edit has removed stays
        // with the others of such sections.
        if (!is_identifier(section)) {
            return Status::InvalidFields;
        }
        if (!lesson_.find_section(section) && !state_.notes.contains(std::string{section})) {
            reply_.set_feedback(texts_.another_section.text());
            return Status::Ok;
        }
        const bool whole = keep_note(state_, std::string{section}, *text);
        const bool kept = state_.notes.contains(std::string{section});
        reply_.set_feedback((!whole ? texts_.note_cut : kept ? texts_.note_saved : texts_.note_removed).text());
        save();
        return Status::Ok;
    }

private:
    bool is_current(std::string_view id) const {
        return !state_.finished && lesson_.sections[current_section(lesson_, state_)].id == id;
    }

    void save() {
        reply_.set_state(write_state(state_, lesson_));
        reply_.set_progress(static_cast<std::uint32_t>(count_seen(lesson_, state_) * 100 / lesson_.sections.size()));
    }

    const Lesson& lesson_;
    State& state_;
    const Texts& texts_;
    sdk::Reply& reply_;
};

}  // namespace

sdk::Status answer(const Lesson& lesson, State state, Language language, const sdk::Fields& fields, sdk::Reply& reply) {
    Answer answer{lesson, state, texts_in(language), reply};
    const std::string_view act = fields.find("act").value_or("");
    const std::string_view section = fields.find("section").value_or("");
    constexpr std::string_view open = "open:";
    if (act == "next" || act == "back" || act == "finish" || act == "check") {
        answer.go_to(fields.find("place").value_or(""));
    }
    if (act == "next" || act == "back" || act == "finish") {
        return answer.move(act, section);
    }
    if (act == "check") {
        return answer.check(section, fields.find("option"));
    }
    if (act == "note") {
        return answer.note(section, fields.find("note"));
    }
    if (act == "glossary" || act == "return") {
        return answer.show_glossary(act == "glossary");
    }
    if (act.starts_with(open)) {
        return answer.open(act.substr(open.size()));
    }
    return Status::InvalidFields;
}

}  // namespace lyceum::plugins::lesson
