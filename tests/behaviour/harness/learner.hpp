#pragma once
// A person taking a course through the pages alone: signs in, opens a step, fills in its forms as a
// browser would and sends them. [one thread at a time]

#include "tests/behaviour/harness/client.hpp"
#include "tests/behaviour/harness/page.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lyceum::behaviour {

// The page of an activity, as a learner sees it.
struct ActivityView {
    std::string path;  // of the activity
    std::string html;
    std::vector<Form> forms;  // those of the activity, in order

    // The form that asks a question, or nothing.
    const Form* question() const;
    // The form that leads on: the question if there is one, otherwise the first with a button.
    const Form* way_on() const;
    // "q7" if the options shown are "q7.…"; the fixtures name them so. Empty if nothing is asked.
    std::string question_id() const;
    std::string revision() const;
    bool has_feedback() const;  // of the answer just given
    bool is_stale() const;      // the sentence about another tab
    bool is_done() const;       // the step
    bool is_course_done() const;
    std::string link_to_next() const;  // the step after this one, once this one is done
};

// How a learner answers; the fixtures end the ids of right options with "right" and of wrong ones
// with "wrong".
enum class Answers { Right, Wrong };

// What is sent for the form that leads on.
Fields filled_in(const Form& form, Answers answers, const Fields& numbers = {});

class Learner {
public:
    explicit Learner(std::uint16_t port, std::string source = "127.0.0.1") : browser_{port, std::move(source)} {}

    Browser& browser() { return browser_; }

    // With one click, as the demo person at this place of the list. Throws if it does not work.
    void sign_in_as_demo(std::size_t index = 0);
    // The demo person whose name on the page begins like this.
    void sign_in_as_demo(const std::string& name);
    // Returns what the server said.
    Response sign_in(const std::string& login, const std::string& password);

    // Throws unless the page comes with 200.
    ActivityView open(const std::string& path);
    // Sends the form that leads on and follows to the page shown then.
    ActivityView go_on(const ActivityView& view, Answers answers = Answers::Right, const Fields& numbers = {});
    // Goes on until no form leads further or the step is done; at most `limit` pages. The last
    // page.
    ActivityView finish(const std::string& path, Answers answers = Answers::Right, const Fields& numbers = {},
                        int limit = 60);

    static ActivityView view_of(const std::string& path, const Response& response);

private:
    Browser browser_;
};

}  // namespace lyceum::behaviour
