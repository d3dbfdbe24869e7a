// hotText: words marked in a passage; credit_for_choosing. The response: the ids of the spots chosen, in the order of
// the passage.
#include "plugins/quiz/credit.hpp"
#include "plugins/quiz/kinds/kinds.hpp"
#include "plugins/quiz/kinds/parts.hpp"

namespace lyceum::plugins::quiz {
namespace {

using sdk::Status;
using sdk::Xhtml;

struct Spot {
    std::string id;
    bool correct = false;
    RichText text;
};

// A paragraph as it is read on: text, a spot, text… `before` may be empty; the last piece has no spot.
struct Piece {
    Xhtml before;
    std::optional<std::size_t> spot;
};
using Paragraph = std::vector<Piece>;

struct Passage {
    std::vector<Paragraph> paragraphs;
    std::vector<Spot> spots;
};

class HotTextQuestion : public Question {
public:
    HotTextQuestion(QuestionFrame frame, Passage passage) : Question{std::move(frame)}, passage_{std::move(passage)} {}

    double judge(const Response& response) const override {
        std::size_t right = 0;
        std::size_t wrong = 0;
        std::size_t all_right = 0;
        for (const Spot& spot : passage_.spots) {
            const bool chosen = has_word(response, spot.id);
            all_right += spot.correct ? 1 : 0;
            right += chosen && spot.correct ? 1 : 0;
            wrong += chosen && !spot.correct ? 1 : 0;
        }
        return credit_for_choosing(right, wrong, all_right);
    }

    sdk::InteractionKind kind() const override { return sdk::InteractionKind::Choice; }
    std::string response_pattern(const Response& response) const override { return joined(response); }
    std::string correct_pattern() const override {
        Response right;
        for (const Spot& spot : passage_.spots) {
            if (spot.correct) {
                right.push_back(spot.id);
            }
        }
        return joined(right);
    }

    Taken take(const sdk::Fields& fields, const Texts& texts) const override {
        const std::vector<std::string_view> chosen = fields.all("option");
        Taken taken;
        for (const Spot& spot : passage_.spots) {
            if (std::ranges::find(chosen, spot.id) != chosen.end()) {
                taken.response.push_back(spot.id);
            }
        }
        const bool known =
            std::ranges::all_of(chosen, [&](std::string_view id) { return find_part(passage_.spots, id) != nullptr; });
        if (!known) {
            return {Status::InvalidFields};
        }
        taken.say = texts.mark_first.text();
        return taken;
    }

    void write_form(const Setting& /*setting*/, const Voice& voice, Xhtml& form) const override {
        write_group(frame(), "hot-text", voice.texts.mark_words, Instruction::Always, voice, form, [&](Xhtml& group) {
            write_passage(voice, group, [](const Spot& spot, Xhtml& line) {
                line.element("label", {{"class", "spot"}}, [&](Xhtml& label) {
                    label.element("input", {{"type", "checkbox"}, {"name", "option"}, {"value", spot.id}});
                    label.text(" ").element("span", {}, [&](Xhtml& words) { words.append(spot.text.xhtml); });
                });
            });
        });
    }

    void write_answer(const Setting& /*setting*/, const Response& response, const Voice& voice,
                      Xhtml& page) const override {
        page.element("div", {{"class", "hot-text"}}, [&](Xhtml& passage) {
            write_passage(voice, passage, [&](const Spot& spot, Xhtml& line) {
                const bool chosen = has_word(response, spot.id);
                const char* look = spot.correct ? "spot right" : chosen ? "spot wrong" : "spot";
                line.element("span", {{"class", look}}, [&](Xhtml& words) {
                    if (chosen || spot.correct) {
                        write_sign(spot.correct, words);
                    }
                    words.append(spot.text.xhtml);
                    if (chosen || spot.correct) {
                        words.text(" ").element("small", {{"class", "meta"}, {"lang", voice.code()}},
                                                "(" + choice_note(chosen, spot.correct, voice) + ")");
                    }
                });
            });
        });
    }

    std::size_t page_bytes() const override {
        std::size_t bytes = 0;
        for (const Paragraph& paragraph : passage_.paragraphs) {
            for (const Piece& piece : paragraph) {
                bytes += piece.before.bytes().size();
            }
        }
        for (const Spot& spot : passage_.spots) {
            bytes += spot.text.xhtml.bytes().size();
        }
        return bytes;
    }

private:
    template <typename WriteSpot>
    void write_passage(const Voice& voice, Xhtml& out, WriteSpot&& write_spot) const {
        for (const Paragraph& paragraph : passage_.paragraphs) {
            out.element("p", {{"lang", voice.content_code()}}, [&](Xhtml& line) {
                for (const Piece& piece : paragraph) {
                    line.append(piece.before);
                    if (piece.spot) {
                        write_spot(passage_.spots[*piece.spot], line);
                    }
                }
            });
        }
    }

    Passage passage_;
};

Paragraph read_paragraph(const pugi::xml_node& node, std::set<std::string>& ids, std::vector<Spot>& spots,
                         ElementReader& reader) {
    Paragraph paragraph{Piece{}};
    for (const pugi::xml_node& child : node.children()) {
        if (local_name(child) != "spot") {
            reader.text().inline_child(child, paragraph.back().before);
            continue;
        }
        std::string id = reader.unique_id(child, ids);
        const bool correct = ElementReader::truth(child, "correct", false);
        paragraph.back().spot = spots.size();
        spots.push_back({std::move(id), correct, reader.text().inline_text(child)});
        paragraph.emplace_back();
    }
    return paragraph;
}

}  // namespace

std::unique_ptr<const Question> read_hot_text(const pugi::xml_node& node, ElementReader& reader) {
    QuestionFrame frame = reader.frame(node);
    Passage passage;
    std::set<std::string> ids;
    for (const pugi::xml_node& child : ContentFile::children(ContentFile::child(node, "passage"), "p")) {
        reader.text().require_text(child);
        passage.paragraphs.push_back(read_paragraph(child, ids, passage.spots, reader));
    }
    if (passage.spots.size() < 2 || passage.spots.size() > 40) {
        reader.findings().error(node, "quiz.too-few-parts", "A passage has 2 to 40 spots to mark.",
                                "Put <spot id=\"…\">words</spot> around what may be marked.");
    }
    if (std::ranges::none_of(passage.spots, &Spot::correct)) {
        reader.findings().error(node, "quiz.no-correct-option", "No spot of this passage is right.",
                                "Put correct=\"true\" on each right one.");
    }
    return std::make_unique<HotTextQuestion>(std::move(frame), std::move(passage));
}

}  // namespace lyceum::plugins::quiz
