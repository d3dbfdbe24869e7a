#include "host/learning/participants.hpp"

#include "host/learning/campus.hpp"

namespace lyceum::learning {

namespace {

constexpr std::size_t most_units = 16;
constexpr std::chrono::seconds not_sooner{1};
constexpr std::chrono::minutes not_older{5};  // names change, if seldom

}  // namespace

std::string Participants::name_of(Campus& campus, const std::string& course_id, const std::string& unit_id,
                                  const std::string& pseudonym) {
    const TimePoint now = campus.clock();
    auto known = units_.find(unit_id);
    const auto found = [&]() -> const std::string* {
        if (known == units_.end()) {
            return nullptr;
        }
        const auto entry = known->second.names.find(pseudonym);
        return entry == known->second.names.end() ? nullptr : &entry->second;
    };
    const std::string* name = found();
    const bool is_old = known == units_.end() || now - known->second.made > not_older ||
                        (name == nullptr && now - known->second.made > not_sooner);
    if (is_old) {
        const auto people = campus.reader.people_of_course(course_id);
        if (!people) {
            return name == nullptr ? std::string{} : *name;  // the store has logged it
        }
        if (known == units_.end() && units_.size() >= most_units) {
            units_.clear();
        }
        Known fresh{.names = {}, .made = now};
        for (const auto& person : people.value()) {
            fresh.names.emplace(learning::pseudonym(campus, person.id, unit_id), person.name);
        }
        known = units_.insert_or_assign(unit_id, std::move(fresh)).first;
        name = found();
    }
    return name == nullptr ? std::string{} : *name;
}

}  // namespace lyceum::learning
