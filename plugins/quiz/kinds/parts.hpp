#pragma once
// Pieces that several kinds share: prompts that name a group or a field, rows that show what was chosen and what is
// right, lists of ids. [one thread]

#include "plugins/quiz/question.hpp"

#include <algorithm>

namespace lyceum::plugins::quiz {

inline bool has_word(const Response& response, std::string_view id) {
    return std::ranges::find(response, id) != response.end();
}

// "a[,]b", xAPI 1.0.3 part 2, appendix C.
inline std::string joined(const Response& words, std::string_view between = "[,]") {
    std::string text;
    for (const std::string& word : words) {
        text += text.empty() ? "" : between;
        text += word;
    }
    return text;
}

// Nothing if `id` is none of theirs.
template <typename Part>
const Part* find_part(const std::vector<Part>& parts, std::string_view id) {
    const auto found = std::ranges::find(parts, id, &Part::id);
    return found == parts.end() ? nullptr : &*found;
}

// A prompt of more than one paragraph, which cannot name a group, stands before it.
inline void write_long_prompt(const QuestionFrame& frame, const Voice& voice, sdk::Xhtml& form) {
    if (frame.prompt.line.empty()) {
        form.element("div", {{"class", "question"}, {"lang", voice.content_code()}},
                     [&](sdk::Xhtml& prompt) { prompt.append(frame.prompt.blocks); });
    }
}

enum class Instruction { Always, OnlyAfterLongPrompts };

// A group of inputs, named by the prompt where that is one line, else by the instruction.
template <typename Children>
void write_group(const QuestionFrame& frame, std::string_view look, const Text& instruction, Instruction when,
                 const Voice& voice, sdk::Xhtml& form, Children&& children) {
    write_long_prompt(frame, voice, form);
    form.element("fieldset", {{"class", look}}, [&](sdk::Xhtml& group) {
        if (frame.prompt.line.empty()) {
            group.element("legend", {}, instruction.text());
        } else {
            group.element("legend", {{"class", "question"}, {"lang", voice.content_code()}},
                          [&](sdk::Xhtml& legend) { legend.append(frame.prompt.line); });
            if (when == Instruction::Always) {
                group.element("p", {{"class", "meta"}}, instruction.text());
            }
        }
        children(group);
    });
}

// A text field named by the prompt where that is one line, holding what was typed before and was no answer; `behind` writes what stands after the input, a unit perhaps.
template <typename Behind>
void write_text_field(const QuestionFrame& frame, const char* name, const char* mode, int longest,
                      const Setting& setting, const Voice& voice, sdk::Xhtml& form, Behind&& behind) {
    write_long_prompt(frame, voice, form);
    form.element("label", {}, [&](sdk::Xhtml& label) {
        if (frame.prompt.line.empty()) {
            label.element("span", {}, voice.texts.your_answer.text());
        } else {
            label.element("span", {{"class", "question"}, {"lang", voice.content_code()}},
                          [&](sdk::Xhtml& words) { words.append(frame.prompt.line); });
        }
        label.text(" ");
        if (setting.draft == nullptr) {
            label.element("input", {{"type", "text"},
                                    {"name", name},
                                    {"inputmode", mode},
                                    {"autocomplete", "off"},
                                    {"maxlength", longest}});
        } else {
            label.element("input", {{"type", "text"},
                                    {"name", name},
                                    {"inputmode", mode},
                                    {"autocomplete", "off"},
                                    {"maxlength", longest},
                                    {"value", setting.draft->front()}});
        }
        behind(label);
    });
}

// "✓ " or "✗ ", for the eye.
inline void write_sign(bool right, sdk::Xhtml& out) {
    out.element("span", {{"aria-hidden", "true"}}, right ? "✓" : "✗").text(" ");
}

// "ваш ответ, верный ответ"
inline std::string choice_note(bool chosen, bool correct, const Voice& voice) {
    std::string note;
    note += chosen ? voice.texts.your_choice.text() : "";
    note += chosen && correct ? ", " : "";
    note += correct ? voice.texts.right_answer.text() : "";
    return note;
}

// One of many as it was: chosen or not, right or not. `more` writes below it.
template <typename Words, typename More>
void write_option_answer(bool chosen, bool correct, const Voice& voice, sdk::Xhtml& list, Words&& words, More&& more) {
    const char* look = correct ? "option right" : chosen ? "option wrong" : "option";
    list.element("li", {{"class", look}}, [&](sdk::Xhtml& item) {
        if (correct || chosen) {
            write_sign(correct, item);
        }
        words(item);
        if (correct || chosen) {
            item.text(" ").element("small", {{"class", "meta"}}, "— " + choice_note(chosen, correct, voice));
        }
        more(item);
    });
}

}  // namespace lyceum::plugins::quiz
