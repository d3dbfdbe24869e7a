#ifndef LYCEUM_RECALL_HPP
#define LYCEUM_RECALL_HPP
// The ability lyceum.recall/1 (ext/recall.h) of a module class:
//
//     Status recall_questions(const Activity&, RecallQuestions& questions) const;
//     Status recall_view(const Activity&, std::string_view question, const Call&, Xhtml& page) const;
//     Status recall_respond(const Activity&, std::string_view question, const Call&, Reply&) const;
//
// Included by module.hpp. [one thread]

#include <lyceum/ext/recall.h>
#include <lyceum/values.hpp>
#include <lyceum/xhtml.hpp>

#include <concepts>
#include <string_view>

namespace lyceum::sdk {

class RecallQuestions {
public:
    explicit RecallQuestions(const lyceum_recall_list* list) : list_{list} {}

    // `objective` may be empty.
    void add(std::string_view id, std::string_view objective) {
        const lyceum_recall_question question{sizeof(lyceum_recall_question), 0, text_of(id), text_of(objective)};
        list_->add_question(list_, &question);
    }

private:
    const lyceum_recall_list* list_;
};

template <typename Class>
concept HasRecall = requires(const Class& module, const typename Class::Activity& activity, std::string_view question,
                             const Call& call, RecallQuestions& questions, Xhtml& page, Reply& reply) {
    { module.recall_questions(activity, questions) } -> std::same_as<Status>;
    { module.recall_view(activity, question, call, page) } -> std::same_as<Status>;
    { module.recall_respond(activity, question, call, reply) } -> std::same_as<Status>;
};

namespace detail {

template <typename Adapter>
struct RecallFace {
    static lyceum_status list(const lyceum_module* face, const lyceum_activity* activity,
                              const lyceum_recall_list* taker) noexcept {
        return guarded([&] {
            RecallQuestions questions{taker};
            return Adapter::module_of(face).recall_questions(Adapter::activity_of(activity), questions);
        });
    }

    static lyceum_status view(const lyceum_module* face, const lyceum_activity* activity, lyceum_text question,
                              const lyceum_call* call, const lyceum_view_reply* reply) noexcept {
        return guarded([&] {
            Xhtml page;
            const Status status = Adapter::module_of(face).recall_view(Adapter::activity_of(activity),
                                                                       view_of(question), Call{call}, page);
            if (status == Status::Ok) {
                reply->write(reply, text_of(page.bytes()));
            }
            return status;
        });
    }

    static lyceum_status respond(const lyceum_module* face, const lyceum_activity* activity, lyceum_text question,
                                 const lyceum_call* call, const lyceum_respond_reply* reply) noexcept {
        return guarded([&] {
            Reply answer{reply};
            return Adapter::module_of(face).recall_respond(Adapter::activity_of(activity), view_of(question),
                                                           Call{call}, answer);
        });
    }

    static constexpr lyceum_recall ability{sizeof(lyceum_recall), 0, &list, &view, &respond};
};

}  // namespace detail
}  // namespace lyceum::sdk

#endif  // LYCEUM_RECALL_HPP
