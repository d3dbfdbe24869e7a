#include "plugins/quiz/reader.hpp"

#include "plugins/quiz/kinds/kinds.hpp"

#include <algorithm>
#include <functional>

namespace lyceum::plugins::quiz {
namespace {

constexpr std::size_t most_questions = 200;

class Reader {
public:
    Reader(const sdk::Content& content, const ContentFile& file) : file_{file}, reader_{content, file} {}

    std::unique_ptr<Quiz> read() {
        const pugi::xml_node root = file_.root();
        read_quiz(root);
        for (const pugi::xml_node& node : root.children()) {
            if (is_question(local_name(node))) {
                quiz_->questions.push_back(read_question(node, reader_));
            } else if (local_name(node) == "pool") {
                read_pool(node);
            }
        }
        if (quiz_->questions.empty()) {
            findings().error(root, "quiz.no-questions", "The quiz has no questions.",
                             "Add a <choice>, <choices>, <number> or another kind.");
        } else if (quiz_->questions.size() > most_questions) {
            findings().error(root, "quiz.too-many-questions", "The quiz has more than 200 questions.",
                             "Split the quiz.");
        } else if (quiz_->intro.xhtml.bytes().size() > longest_page || review_bytes() > longest_page) {
            findings().error(root, "quiz.too-long", "The questions together are longer than a page may be (300 KiB).",
                             "Split the quiz.");
        }
        return findings().has_errors() ? nullptr : std::move(quiz_);
    }

private:
    Findings& findings() { return reader_.findings(); }

    void read_quiz(const pugi::xml_node& root) {
        quiz_->language = reader_.language();
        quiz_->title = plain_text(ContentFile::child(root, "title"));
        if (quiz_->title.empty()) {
            findings().error(root, "quiz.empty-text", "The quiz has no title.");
        }
        quiz_->intro = reader_.text().prose(ContentFile::child(root, "intro"));
        quiz_->pass_mark = reader_.number(root, "passMark", 0.6, {0, 1}, "quiz.bad-pass-mark",
                                          "The pass mark is a number from 0 to 1.");
        quiz_->attempts = reader_.whole(root, "attempts", 3, {0, 10}, "quiz.bad-attempts",
                                        "Attempts are a whole number from 0 (any number of them) to 10.");
        quiz_->minutes = reader_.whole(root, "minutes", 0, {1, 600}, "quiz.bad-minutes",
                                       "The limit of time is a whole number of minutes from 1 to 600.");
    }

    void read_pool(const pugi::xml_node& node) {
        Pool pool;
        pool.first = quiz_->questions.size();
        for (const pugi::xml_node& child : node.children()) {
            if (is_question(local_name(child))) {
                quiz_->questions.push_back(read_question(child, reader_));
            }
        }
        pool.count = quiz_->questions.size() - pool.first;
        const std::string_view text = "A pool draws a whole number of questions, at least one and at most all it has.";
        if (pool.count == 0 || !node.attribute("draw")) {
            findings().error(node, "quiz.bad-draw", text);
            return;
        }
        pool.draw = reader_.whole(node, "draw", 1, {1, static_cast<double>(pool.count)}, "quiz.bad-draw", text);
        quiz_->pools.push_back(pool);
    }

    static std::size_t bytes_of(const Question& question) {
        const QuestionFrame& frame = question.frame();
        std::size_t bytes =
            frame.prompt.blocks.bytes().size() + frame.explanation.xhtml.bytes().size() + question.page_bytes();
        for (const sdk::Xhtml& source : frame.sources) {
            bytes += source.bytes().size();
        }
        return bytes;
    }

    // Of the longest attempt: from pools the longest questions that may be drawn.
    std::size_t review_bytes() const {
        std::size_t bytes = 0;
        for (std::size_t index = 0; index < quiz_->questions.size(); ++index) {
            const bool in_pool = std::ranges::any_of(quiz_->pools, [&](const Pool& pool) { return pool.holds(index); });
            bytes += in_pool ? 0 : bytes_of(*quiz_->questions[index]);
        }
        for (const Pool& pool : quiz_->pools) {
            std::vector<std::size_t> sizes;
            for (std::size_t index = pool.first; index < pool.first + pool.count; ++index) {
                sizes.push_back(bytes_of(*quiz_->questions[index]));
            }
            std::ranges::sort(sizes, std::greater<>{});
            for (std::size_t place = 0; place < pool.draw; ++place) {
                bytes += sizes[place];
            }
        }
        return bytes;
    }

    const ContentFile& file_;
    ElementReader reader_;
    std::unique_ptr<Quiz> quiz_ = std::make_unique<Quiz>();
};

}  // namespace

std::optional<std::size_t> Quiz::find_question(std::string_view id) const {
    const auto found =
        std::ranges::find_if(questions, [&](const auto& question) { return std::string_view{question->id()} == id; });
    return found == questions.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - questions.begin())};
}

std::unique_ptr<Quiz> read(const sdk::Content& content) {
    const std::optional<ContentFile> file = ContentFile::parse(content, "quiz");
    return file ? Reader{content, *file}.read() : nullptr;
}

}  // namespace lyceum::plugins::quiz
