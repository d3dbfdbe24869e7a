// Greets the learner and counts the greetings.
#include <lyceum/module.hpp>

#include <string>

using namespace lyceum::sdk;

class Hello {
public:
    struct Activity {
        std::string bytes;
    };
    static constexpr std::uint32_t state_version = 1;

    std::unique_ptr<Activity> open(const Content& content) const {
        return std::make_unique<Activity>(Activity{std::string{content.bytes()}});
    }

    Status view(const Activity& activity, const Call& call, Xhtml& page) const {
        page.element("h2", {}, "Hello");
        page.element("p", {},
                     [&](Xhtml& line) { line.person(call.learner()).text(", the file says: ").text(activity.bytes); });
        page.element("form", {}, [&](Xhtml& form) {
            form.element("button", {{"type", "submit"}, {"name", "act"}, {"value", "greet"}}, "Greet back");
        });
        return Status::Ok;
    }

    Status respond(const Activity&, const Call& call, Reply& reply) const {
        if (call.fields().find("act") != "greet") {
            return Status::InvalidFields;
        }
        reply.set_state(std::string{call.state()} + "!");
        reply.set_completion(Verdict::Yes);
        return Status::Ok;
    }
};
LYCEUM_MODULE(Hello)
