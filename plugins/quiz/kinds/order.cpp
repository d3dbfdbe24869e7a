// order: items put in their right order; credit_for_order. The response: all ids in the learner's order. Buttons move
// an item one place up or down, each press saved as the draft; a host may also let the items be dragged: the form has
// one hidden field an item and takes their order as it is in the page.
#include "plugins/common/typed_text.hpp"
#include "plugins/quiz/credit.hpp"
#include "plugins/quiz/kinds/kinds.hpp"
#include "plugins/quiz/kinds/parts.hpp"

namespace lyceum::plugins::quiz {
namespace {

using sdk::Status;
using sdk::Xhtml;

struct Item {
    std::string id;
    RichText text;
};

constexpr std::string_view up = "up:";
constexpr std::string_view down = "down:";

class OrderQuestion : public Question {
public:
    OrderQuestion(QuestionFrame frame, std::vector<Item> items)
        : Question{std::move(frame)}, items_{std::move(items)} {}

    double judge(const Response& response) const override {
        std::size_t right = 0;
        std::size_t wrong = 0;
        for (std::size_t first = 0; first < items_.size(); ++first) {
            for (std::size_t second = first + 1; second < items_.size(); ++second) {
                const auto one = std::ranges::find(response, items_[first].id);
                const auto other = std::ranges::find(response, items_[second].id);
                if (one != response.end() && other != response.end()) {
                    right += one < other ? 1 : 0;
                    wrong += one > other ? 1 : 0;
                }
            }
        }
        return credit_for_order(right, wrong, items_.size() * (items_.size() - 1) / 2);
    }

    sdk::InteractionKind kind() const override { return sdk::InteractionKind::Sequencing; }
    std::string response_pattern(const Response& response) const override { return joined(response); }
    std::string correct_pattern() const override { return joined(ids(Arrangement::in_order(items_))); }

    Taken take(const sdk::Fields& fields, const Texts& /*texts*/) const override {
        std::optional<Response> order = order_in(fields);
        return order ? Taken{Status::Ok, std::move(*order)} : Taken{Status::InvalidFields};
    }

    std::optional<Response> rearrange(std::string_view act, const sdk::Fields& fields) const override {
        const bool is_up = act.starts_with(up);
        if (!is_up && !act.starts_with(down)) {
            return std::nullopt;
        }
        std::optional<Response> order = order_in(fields);
        if (!order) {
            return std::nullopt;
        }
        const auto moved = std::ranges::find(*order, act.substr(is_up ? up.size() : down.size()));
        if (moved == order->end()) {
            return std::nullopt;
        }
        // At the end of the list there is nowhere to go.
        if (is_up && moved != order->begin()) {
            std::iter_swap(moved, moved - 1);
        } else if (!is_up && moved + 1 != order->end()) {
            std::iter_swap(moved, moved + 1);
        }
        return order;
    }

    void write_form(const Setting& setting, const Voice& voice, Xhtml& form) const override {
        write_group(frame(), "order", voice.texts.put_in_order, Instruction::Always, voice, form, [&](Xhtml& group) {
            group.element("ol", {{"class", "choice"}, {"data-order", "list"}}, [&](Xhtml& list) {
                const std::vector<const Item*> order = shown(setting);
                for (std::size_t place = 0; place < order.size(); ++place) {
                    const Item& item = *order[place];
                    const auto inside = [&](Xhtml& row) {
                        row.element("input", {{"type", "hidden"}, {"name", "item"}, {"value", item.id}});
                        row.element("span", {{"lang", voice.content_code()}},
                                    [&](Xhtml& words) { words.append(item.text.xhtml); });
                        row.element("span", {{"class", "moves"}}, [&](Xhtml& moves) {
                            write_move(up, "↑", voice.texts.move_up, item, place == 0, moves);
                            write_move(down, "↓", voice.texts.move_down, item, place + 1 == order.size(), moves);
                        });
                    };
                    if (setting.moved == item.id) {
                        // After a move the host puts the focus here.
                        list.element(
                            "li",
                            {{"class", "option moved"}, {"data-order", "item"}, {"tabindex", "-1"}, {"id", "feedback"}},
                            inside);
                    } else {
                        list.element("li", {{"class", "option"}, {"data-order", "item"}}, inside);
                    }
                }
            });
        });
    }

    void write_answer(const Setting& /*setting*/, const Response& response, const Voice& voice,
                      Xhtml& page) const override {
        const std::vector<const Item*> given = known(response);
        write_list(voice.texts.your_order, given, voice, page, [&](std::size_t place) {
            return place < items_.size() && given[place]->id == items_[place].id ? "option right" : "option wrong";
        });
        if (judge(response) < 1) {
            write_list(voice.texts.right_order, Arrangement::in_order(items_), voice, page,
                       [](std::size_t /*place*/) { return "option"; });
        }
    }

    std::size_t page_bytes() const override {
        std::size_t bytes = 0;
        for (const Item& item : items_) {
            bytes += 2 * item.text.xhtml.bytes().size();  // as given and as it is right
        }
        return bytes;
    }

private:
    static Response ids(const std::vector<const Item*>& items) {
        Response words;
        for (const Item* item : items) {
            words.push_back(item->id);
        }
        return words;
    }

    std::vector<const Item*> known(const Response& words) const {
        std::vector<const Item*> items;
        for (const std::string& word : words) {
            const Item* item = find_part(items_, word);
            if (item != nullptr && std::ranges::find(items, item) == items.end()) {
                items.push_back(item);
            }
        }
        return items;
    }

    // The draft, what an edit added at its end; without a draft shuffled, and never right from the beginning.
    std::vector<const Item*> shown(const Setting& setting) const {
        if (setting.draft != nullptr) {
            std::vector<const Item*> order = known(*setting.draft);
            for (const Item& item : items_) {
                if (std::ranges::find(order, &item) == order.end()) {
                    order.push_back(&item);
                }
            }
            return order;
        }
        std::vector<const Item*> order = setting.arrangement.shuffled(id(), items_);
        if (order == Arrangement::in_order(items_)) {
            std::rotate(order.begin(), order.begin() + 1, order.end());
        }
        return order;
    }

    // Each item once, or it is no form of this question.
    std::optional<Response> order_in(const sdk::Fields& fields) const {
        const std::vector<std::string_view> sent = fields.all("item");
        Response order(sent.begin(), sent.end());
        if (sent.size() != items_.size() || known(order).size() != items_.size()) {
            return std::nullopt;
        }
        return order;
    }

    static void write_move(std::string_view act, const char* sign, const Text& words, const Item& item, bool disabled,
                           Xhtml& out) {
        out.element(
            "button",
            {{"type", "submit"},
             {"name", "act"},
             {"value", std::string{act} + item.id},
             {"class", "secondary"},
             {"disabled", disabled},
             {"aria-label", std::string{words.text()} + ": " + std::string{first_characters(item.text.plain, 200)}}},
            sign);
    }

    template <typename Look>
    static void write_list(const Text& heading, const std::vector<const Item*>& items, const Voice& voice, Xhtml& page,
                           Look&& look) {
        page.element("p", {{"class", "meta"}}, heading.text());
        page.element("ol", {{"class", "choice"}}, [&](Xhtml& list) {
            for (std::size_t place = 0; place < items.size(); ++place) {
                const std::string_view classes = look(place);
                list.element("li", {{"class", classes}}, [&](Xhtml& row) {
                    if (classes != "option") {
                        write_sign(classes == "option right", row);
                    }
                    row.element("span", {{"lang", voice.content_code()}},
                                [&](Xhtml& words) { words.append(items[place]->text.xhtml); });
                });
            }
        });
    }

    std::vector<Item> items_;  // in the right order
};

}  // namespace

std::unique_ptr<const Question> read_order(const pugi::xml_node& node, ElementReader& reader) {
    QuestionFrame frame = reader.frame(node);
    std::vector<Item> items;
    std::set<std::string> ids;
    for (const pugi::xml_node& child : ContentFile::children(node, "item")) {
        std::string id = reader.unique_id(child, ids);
        items.push_back({std::move(id), reader.text().inline_text(child)});
    }
    if (items.size() < 2) {
        reader.findings().error(node, "quiz.too-few-parts", "There is nothing to put in order.",
                                "Write at least two <item>, in the right order.");
    }
    return std::make_unique<OrderQuestion>(std::move(frame), std::move(items));
}

}  // namespace lyceum::plugins::quiz
