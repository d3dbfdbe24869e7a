#include "plugins/service-maturity/answer.hpp"

#include "plugins/common/numbers.hpp"
#include "plugins/common/state_lines.hpp"
#include "plugins/common/typed_text.hpp"
#include "plugins/service-maturity/table.hpp"

#include <algorithm>

namespace lyceum::plugins::service_maturity {
namespace {

using sdk::Status;

class Answer {
public:
    Answer(const Assessment& assessment, State& state, const sdk::Call& call, const sdk::Tasks& tasks,
           sdk::Reply& reply)
        : assessment_{assessment},
          state_{state},
          call_{call},
          tasks_{tasks},
          reply_{reply},
          texts_{texts_in(language_of(call.language()))} {}

    Status show(Screen screen, std::string_view at = {}) {
        if (!at.empty() && at != "new" && state_.find(at) == nullptr) {
            return gone();
        }
        if (at == "new" && state_.services.size() >= most_services) {
            return say(texts_.too_many_services.with(std::to_string(most_services)));
        }
        state_.screen = screen;
        state_.at = at;
        state_.typed.clear();
        return save();
    }

    Status put(const sdk::Fields& fields) {
        const std::string_view id = fields.find("service").value_or("");
        std::array<std::string_view, figure_count> cells;
        Typed typed;
        for (std::size_t column = 0; column < figure_count; ++column) {
            cells[column] = fields.find(figure_names[column]).value_or("");
            if (!is_utf8(cells[column]) || cells[column].size() > 2000) {
                return Status::InvalidFields;
            }
            typed.emplace(figure_names[column], clean_line(cells[column]));
        }
        Service* known = state_.find(id);
        if (id != "new" && known == nullptr) {
            return gone();
        }
        if (id == "new" && state_.services.size() >= most_services) {
            return say(texts_.too_many_services.with(std::to_string(most_services)));
        }
        ReadFigures read = read_figures(cells, texts_);
        if (!read.slips.empty()) {
            state_.screen = Screen::Form;
            state_.at = id;
            state_.typed = std::move(typed);
            return say(texts_.not_saved.text());
        }
        if (known == nullptr) {
            add(std::move(read.figures));
            // What is just named is to be placed: that is the next thing to do.
            return show(Screen::Service, state_.services.back().id);
        }
        known->figures = std::move(read.figures);
        reply_.set_feedback(texts_.saved.text());
        return show(Screen::List);
    }

    Status paste(const sdk::Fields& fields) {
        const std::string_view text = fields.find("table").value_or("");
        if (!is_utf8(text)) {
            return Status::InvalidFields;
        }
        Table table = read_table(text, most_services - state_.services.size(), texts_);
        if (!table.slips.empty()) {
            state_.screen = Screen::Paste;
            state_.typed.clear();
            // The table stays in its field to be mended; of a huge one its beginning.
            std::string_view kept = text.substr(0, longest_table);
            while (!is_utf8(kept)) {
                kept.remove_suffix(1);
            }
            state_.typed.emplace("table", clean_lines(kept));
            std::string slips;
            for (const std::string& slip : table.slips) {
                slips += slip + "\n";
            }
            state_.typed.emplace("slips", slips);
            return say(texts_.nothing_taken.text());
        }
        const std::size_t count = table.services.size();
        for (Figures& figures : table.services) {
            add(std::move(figures));
        }
        reply_.set_feedback(texts_.taken.with(language_of(call_.language()), count));
        return show(Screen::List);
    }

    Status remove(std::string_view id) {
        const Service* service = state_.find(id);
        if (service == nullptr) {
            return gone();
        }
        tasks_.withdraw(reply_, task_id_of(*service));
        std::erase_if(state_.services, [&](const Service& other) { return other.id == id; });
        reply_.set_feedback(texts_.removed.text());
        return show(Screen::List);
    }

    // The answers about one level of one service.
    Status place(const sdk::Fields& fields) {
        Service* service = state_.find(fields.find("service").value_or(""));
        if (service == nullptr) {
            return gone();
        }
        const std::size_t asked = standing_of(assessment_, service->replies).level + 1;
        if (asked > assessment_.top() || fields.find("level").value_or("") != std::to_string(asked)) {
            reply_.set_feedback(texts_.level_changed.text());
            return show(Screen::Service, service->id);
        }
        const std::optional<std::string> slip = take_replies(*service, asked, fields);
        if (!slip) {
            return Status::InvalidFields;
        }
        state_.screen = Screen::Service;
        state_.at = service->id;
        if (!slip->empty()) {
            return say(*slip);
        }
        state_.typed.clear();
        const Standing standing = standing_of(assessment_, service->replies);
        if (standing.placed) {
            reply_.set_feedback(
                texts_.placed_on.with(std::to_string(standing.level), assessment_.levels[standing.level].name));
        } else {
            reply_.set_feedback(texts_.goes_on.with(std::to_string(standing.level)));
        }
        return save();
    }

    Status again(std::string_view id) {
        Service* service = state_.find(id);
        if (service == nullptr) {
            return gone();
        }
        service->replies.clear();
        return show(Screen::Service, id);
    }

    Status aim(const sdk::Fields& fields) {
        Service* service = state_.find(fields.find("service").value_or(""));
        const auto target = number_of<std::size_t>(fields.find("target").value_or(""));
        if (service == nullptr) {
            return gone();
        }
        if (!target || *target == 0 || *target > assessment_.top()) {
            return Status::InvalidFields;
        }
        service->target = *target;
        if (is_drafted(*service)) {
            propose(*service);
        }
        reply_.set_feedback(texts_.target_saved.text());
        return show(Screen::Service, service->id);
    }

    Status draft(std::string_view id, bool wanted) {
        const Service* service = state_.find(id);
        if (service == nullptr) {
            return gone();
        }
        if (!wanted) {
            tasks_.withdraw(reply_, task_id_of(*service));
            reply_.set_feedback(texts_.task_dropped.text());
            return show(state_.screen, state_.screen == Screen::Service ? id : std::string_view{});
        }
        const Standing standing = standing_of(assessment_, service->replies);
        if (!standing.placed || standing.level >= assessment_.top()) {
            return say(texts_.place_first.text());
        }
        propose(*service);
        reply_.set_feedback(texts_.task_drafted.text());
        drafted_now_ = true;
        return show(state_.screen, state_.screen == Screen::Service ? id : std::string_view{});
    }

    Status finish() {
        if (placed() < assessment_.services) {
            return say(texts_.place_more.with(std::to_string(assessment_.services), std::to_string(placed())));
        }
        if (!any_drafted()) {
            return say(texts_.draft_one.text());
        }
        const double share = static_cast<double>(placed()) / static_cast<double>(state_.services.size());
        const auto whole = std::count_if(state_.services.begin(), state_.services.end(),
                                         [](const Service& service) { return service.figures.is_whole(); });
        const double known = static_cast<double>(whole) / static_cast<double>(state_.services.size());
        for (const Objective& objective : assessment_.objectives) {
            reply_.add_evidence(objective.ref, objective.shows == Shows::Placed ? share : known);
        }
        reply_.set_completion(sdk::Verdict::Yes);
        state_.done = true;
        reply_.set_feedback(texts_.finished.text());
        return show(Screen::List);
    }

private:
    void add(Figures figures) {
        state_.services.push_back(
            {.id = "s" + std::to_string(state_.next++), .target = 0, .figures = std::move(figures), .replies = {}});
    }

    std::size_t placed() const {
        return static_cast<std::size_t>(
            std::count_if(state_.services.begin(), state_.services.end(),
                          [&](const Service& service) { return standing_of(assessment_, service.replies).placed; }));
    }

    bool is_drafted(const Service& service) const {
        const std::vector<sdk::Task> all = tasks_.of(call_);
        return std::any_of(all.begin(), all.end(),
                           [&](const sdk::Task& task) { return task.id == task_id_of(service); });
    }

    bool any_drafted() const {
        return drafted_now_ || std::any_of(state_.services.begin(), state_.services.end(),
                                           [&](const Service& service) { return is_drafted(service); });
    }

    // Empty: all is well; a sentence: what is missing; nothing: no form of ours.
    std::optional<std::string> take_replies(Service& service, std::size_t asked, const sdk::Fields& fields) {
        std::string slip;
        state_.typed.clear();
        for (const Indicator& indicator : assessment_.levels[asked].indicators) {
            const std::string_view raw = fields.find("value-" + indicator.id).value_or("");
            const std::string_view raw_fact = fields.find("fact-" + indicator.id).value_or("");
            if (!is_utf8(raw) || !is_utf8(raw_fact) || raw.size() > 200 || raw_fact.size() > 4000) {
                return std::nullopt;
            }
            Reply given{.value = clean_line(raw), .fact = clean_line(raw_fact)};
            given.fact = first_characters(given.fact, longest_fact);
            state_.typed.emplace("value-" + indicator.id, given.value);
            state_.typed.emplace("fact-" + indicator.id, given.fact);
            if (indicator.is_number()) {
                const auto number = typed_number(given.value, indicator.unit);
                if (!number || plain_number(*number).size() > 20) {
                    slip = slip.empty() ? texts_.number_wanted.with(indicator.question) : slip;
                    continue;
                }
                given.value = plain_number(*number);
            } else if (given.value == "yes" && given.fact.empty()) {
                slip = slip.empty() ? texts_.fact_wanted.with(indicator.question, indicator.fact) : slip;
                continue;
            } else if (given.value != "yes" && given.value != "no") {
                slip = slip.empty() ? texts_.answer_wanted.with(indicator.question) : slip;
                continue;
            }
            service.replies.insert_or_assign(indicator.id, std::move(given));
        }
        return slip;
    }

    void propose(const Service& service) {
        const std::size_t level = standing_of(assessment_, service.replies).level;
        const std::size_t target = target_of(assessment_, service);
        const std::string short_name{first_characters(service.figures.name, 60)};
        sdk::Task task;
        for (const sdk::Task& known : tasks_.of(call_)) {
            if (known.id == task_id_of(service)) {
                task = known;  // what was said of it elsewhere stays
            }
        }
        task.id = task_id_of(service);
        task.title = texts_.task_title.with(short_name, std::to_string(level), std::to_string(target));
        task.service = service.figures.name;
        task.baseline = std::to_string(level);
        task.target = std::to_string(target);
        task.unit = texts_.task_unit.text();
        task.first_step = task.first_step.empty() ? bounded(assessment_.levels[level + 1].next) : task.first_step;
        task.source = bounded(assessment_.title);
        task.title = fitting(task.title, 300);
        tasks_.propose(reply_, task);
    }

    static std::string fitting(std::string text, std::size_t bytes) {
        while (text.size() > bytes) {
            text = first_characters(text, count_characters(text) - 1);
        }
        return text;
    }
    static std::string bounded(std::string_view text) {
        return fitting(std::string{first_characters(text, 300)}, 1000);
    }

    Status gone() {
        reply_.set_feedback(texts_.service_gone.text());
        return show(Screen::List);
    }

    Status say(std::string_view words) {
        reply_.set_feedback(words);
        return save();
    }

    Status save() {
        std::string text = write_state(state_);
        if (text.size() > largest_state) {
            reply_.set_feedback(texts_.too_much.text());
            return Status::Ok;
        }
        reply_.set_state(text);
        const std::size_t share = state_.done ? 100 : std::min<std::size_t>(90, placed() * 90 / assessment_.services);
        reply_.set_progress(static_cast<std::uint32_t>(share));
        return Status::Ok;
    }

    const Assessment& assessment_;
    State& state_;
    const sdk::Call& call_;
    const sdk::Tasks& tasks_;
    sdk::Reply& reply_;
    const Texts& texts_;
    bool drafted_now_ = false;
};

}  // namespace

std::size_t target_of(const Assessment& assessment, const Service& service) {
    const std::size_t level = standing_of(assessment, service.replies).level;
    return service.target > level && service.target <= assessment.top() ? service.target
                                                                        : std::min(level + 1, assessment.top());
}

sdk::Status answer(const Assessment& assessment, State state, const sdk::Call& call, const sdk::Tasks& tasks,
                   sdk::Reply& reply) {
    Answer answer{assessment, state, call, tasks, reply};
    const sdk::Fields fields = call.fields();
    const std::string_view act = fields.find("act").value_or("");
    const std::size_t colon = act.find(':');
    const std::string_view verb = act.substr(0, colon);
    const std::string_view id = colon == std::string_view::npos ? std::string_view{} : act.substr(colon + 1);
    if (id.empty()) {
        return act == "list"     ? answer.show(Screen::List)
               : act == "new"    ? answer.show(Screen::Form, "new")
               : act == "table"  ? answer.show(Screen::Paste)
               : act == "put"    ? answer.put(fields)
               : act == "paste"  ? answer.paste(fields)
               : act == "place"  ? answer.place(fields)
               : act == "aim"    ? answer.aim(fields)
               : act == "finish" ? answer.finish()
                                 : Status::InvalidFields;
    }
    return id == "new"         ? Status::InvalidFields
           : verb == "open"    ? answer.show(Screen::Service, id)
           : verb == "change"  ? answer.show(Screen::Form, id)
           : verb == "remove"  ? answer.remove(id)
           : verb == "again"   ? answer.again(id)
           : verb == "draft"   ? answer.draft(id, true)
           : verb == "undraft" ? answer.draft(id, false)
                               : Status::InvalidFields;
}

}  // namespace lyceum::plugins::service_maturity
