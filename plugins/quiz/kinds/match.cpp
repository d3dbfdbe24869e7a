// match: a target chosen for each item; credit_for_each. The response: item and target ids in turn, "a x b y", in the
// order of the file. Targets are always shuffled; items where the file asks for it.
#include "plugins/quiz/credit.hpp"
#include "plugins/quiz/kinds/kinds.hpp"
#include "plugins/quiz/kinds/parts.hpp"

namespace lyceum::plugins::quiz {
namespace {

using sdk::Status;
using sdk::Xhtml;

struct MatchItem {
    std::string id;
    std::string target;  // the right one
    RichText text;
};

struct Target {
    std::string id;
    std::string text;  // shown in a list to choose from, so without markup
};

class MatchQuestion : public Question {
public:
    MatchQuestion(QuestionFrame frame, std::vector<MatchItem> items, std::vector<Target> targets, Order order)
        : Question{std::move(frame)}, items_{std::move(items)}, targets_{std::move(targets)}, order_{order} {}

    double judge(const Response& response) const override {
        const auto right = std::ranges::count_if(
            items_, [&](const MatchItem& item) { return target_in(response, item) == item.target; });
        return credit_for_each(static_cast<std::size_t>(right), items_.size());
    }

    sdk::InteractionKind kind() const override { return sdk::InteractionKind::Matching; }
    std::string response_pattern(const Response& response) const override {
        Response pairs;
        for (std::size_t index = 0; index + 1 < response.size(); index += 2) {
            pairs.push_back(response[index] + "[.]" + response[index + 1]);
        }
        return joined(pairs);
    }
    std::string correct_pattern() const override {
        Response right;
        for (const MatchItem& item : items_) {
            right.push_back(item.id);
            right.push_back(item.target);
        }
        return response_pattern(right);
    }

    Taken take(const sdk::Fields& fields, const Texts& texts) const override {
        Response chosen;
        for (const MatchItem& item : items_) {
            const std::string_view target = fields.find(field_of(item)).value_or("");
            if (target.empty()) {
                continue;
            }
            if (find_part(targets_, target) == nullptr) {
                return {Status::InvalidFields};
            }
            chosen.push_back(item.id);
            chosen.emplace_back(target);
        }
        if (chosen.size() < 2 * items_.size()) {
            // What was chosen is not lost while the rest is missing.
            return {Status::Ok, {}, std::move(chosen), texts.match_all.text()};
        }
        return {Status::Ok, std::move(chosen)};
    }

    void write_form(const Setting& setting, const Voice& voice, Xhtml& form) const override {
        write_group(frame(), "match", voice.texts.match, Instruction::Always, voice, form, [&](Xhtml& group) {
            const std::vector<const Target*> targets = setting.arrangement.shuffled(id(), targets_);
            for (const MatchItem* item : ordered(setting.arrangement)) {
                const std::string_view chosen =
                    setting.draft == nullptr ? std::string_view{} : target_in(*setting.draft, *item);
                group.element("label", {{"class", "pair"}, {"lang", voice.content_code()}}, [&](Xhtml& label) {
                    label.element("span", {}, [&](Xhtml& words) { words.append(item->text.xhtml); });
                    label.text(" ").element("select", {{"name", field_of(*item)}}, [&](Xhtml& list) {
                        list.element("option", {{"value", ""}}, "—");
                        for (const Target* target : targets) {
                            list.element("option", {{"value", target->id}, {"selected", target->id == chosen}},
                                         target->text);
                        }
                    });
                });
            }
        });
    }

    void write_answer(const Setting& setting, const Response& response, const Voice& voice,
                      Xhtml& page) const override {
        page.element("ul", {{"class", "choice"}}, [&](Xhtml& list) {
            for (const MatchItem* item : ordered(setting.arrangement)) {
                const Target* chosen = find_part(targets_, target_in(response, *item));
                const bool right = chosen != nullptr && chosen->id == item->target;
                list.element("li", {{"class", right ? "option right" : "option wrong"}}, [&](Xhtml& row) {
                    write_sign(right, row);
                    row.element("span", {{"lang", voice.content_code()}}, [&](Xhtml& words) {
                        words.append(item->text.xhtml).text(" → ");
                        words.text(chosen == nullptr ? std::string_view{"…"} : chosen->text);
                    });
                    const Target* wanted = find_part(targets_, item->target);
                    if (!right && wanted != nullptr) {
                        row.element("p", {}, [&](Xhtml& line) {
                            line.text(voice.texts.right_answer_label.text()).text(": ");
                            line.element("span", {{"lang", voice.content_code()}}, wanted->text);
                        });
                    }
                });
            }
        });
    }

    // Every target may stand in the list of every item.
    std::size_t page_bytes() const override {
        std::size_t bytes = 0;
        for (const MatchItem& item : items_) {
            bytes += item.text.xhtml.bytes().size();
            for (const Target& target : targets_) {
                bytes += target.text.size();
            }
        }
        return bytes;
    }

private:
    static std::string field_of(const MatchItem& item) { return "match." + item.id; }

    // The target given to an item; empty if none.
    static std::string_view target_in(const Response& response, const MatchItem& item) {
        for (std::size_t index = 0; index + 1 < response.size(); index += 2) {
            if (response[index] == item.id) {
                return response[index + 1];
            }
        }
        return {};
    }

    std::vector<const MatchItem*> ordered(const Arrangement& arrangement) const {
        return order_ == Order::Shuffled ? arrangement.shuffled(id(), items_) : Arrangement::in_order(items_);
    }

    std::vector<MatchItem> items_;
    std::vector<Target> targets_;
    Order order_;
};

}  // namespace

std::unique_ptr<const Question> read_match(const pugi::xml_node& node, ElementReader& reader) {
    QuestionFrame frame = reader.frame(node);
    std::vector<Target> targets;
    std::vector<MatchItem> items;
    std::set<std::string> target_ids;
    std::set<std::string> item_ids;
    for (const pugi::xml_node& child : ContentFile::children(node, "target")) {
        reader.text().require_text(child);
        std::string id = reader.unique_id(child, target_ids);
        targets.push_back({std::move(id), plain_text(child)});
    }
    for (const pugi::xml_node& child : ContentFile::children(node, "item")) {
        std::string id = reader.unique_id(child, item_ids);
        std::string target = ContentFile::attribute(child, "target");
        if (!target_ids.contains(target)) {
            reader.findings().error(child, "quiz.unknown-target",
                                    "There is no <target> with the id \"" + target.substr(0, 100) + "\".",
                                    "Name one of the targets of this question.");
        }
        items.push_back({std::move(id), std::move(target), reader.text().inline_text(child)});
    }
    if (items.size() < 2 || targets.size() < 2) {
        reader.findings().error(node, "quiz.too-few-parts", "There is nothing to match.",
                                "Write at least two <item> and two <target>.");
    }
    return std::make_unique<MatchQuestion>(std::move(frame), std::move(items), std::move(targets),
                                           reader.order_of(node));
}

}  // namespace lyceum::plugins::quiz
