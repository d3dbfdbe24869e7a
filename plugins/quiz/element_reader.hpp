#pragma once
// What the readers of all kinds need: attributes with their bounds, unique ids, rich text, and a place to report. One
// for each file that is read. [one thread]

#include "plugins/common/content_file.hpp"
#include "plugins/quiz/question.hpp"

#include <set>
#include <string>
#include <string_view>

namespace lyceum::plugins::quiz {

// Whether the parts of a question are shown as they are written.
enum class Order { AsWritten, Shuffled };

class ElementReader {
public:
    struct Bounds {
        double least;
        double most;
    };

    ElementReader(const sdk::Content& content, const ContentFile& file);

    Language language() const { return language_; }
    Findings& findings() { return findings_; }
    RichTextReader& text() { return text_; }
    const std::set<std::string>& objectives() const { return objectives_; }

    // A decimal without exponent; `fallback`, reported, if it is none or out of bounds.
    double number(const pugi::xml_node& node, const char* name, double fallback, Bounds bounds, std::string_view rule,
                  std::string_view text);
    unsigned whole(const pugi::xml_node& node, const char* name, unsigned fallback, Bounds bounds,
                   std::string_view rule, std::string_view text);
    // xs:boolean.
    static bool truth(const pugi::xml_node& node, const char* name, bool fallback);
    // The attribute "id", reported if it is none or in `taken`.
    std::string unique_id(const pugi::xml_node& node, std::set<std::string>& taken);

    QuestionFrame frame(const pugi::xml_node& node);
    // Whether the question's own parts are shuffled: its attribute, else the quiz's.
    Order order_of(const pugi::xml_node& node) const {
        return truth(node, "shuffle", shuffle_) ? Order::Shuffled : Order::AsWritten;
    }

private:
    Findings findings_;
    Language language_;
    RichTextReader text_;
    bool shuffle_;
    std::set<std::string> question_ids_;
    std::set<std::string> objectives_;
};

}  // namespace lyceum::plugins::quiz
