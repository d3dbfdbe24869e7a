#include "host/content/model.hpp"

#include <algorithm>

namespace lyceum::content {

namespace {

template <class T>
const T* find_by_id(const std::vector<T>& all, std::string_view id) {
    const auto found = std::find_if(all.begin(), all.end(), [id](const T& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::shared_ptr<const Au> Course::find_unit_by_slug(std::string_view wanted) const {
    const auto found =
        std::find_if(units.begin(), units.end(), [wanted](const auto& unit) { return unit->slug == wanted; });
    return found == units.end() ? nullptr : *found;
}

std::shared_ptr<const Au> Course::find_unit(std::string_view wanted) const {
    const auto found =
        std::find_if(units.begin(), units.end(), [wanted](const auto& unit) { return unit->id == wanted; });
    return found == units.end() ? nullptr : *found;
}

const Competency* Framework::find_competency(std::string_view id) const {
    return find_by_id(competencies, id);
}

const Role* Framework::find_role(std::string_view id) const {
    return find_by_id(roles, id);
}

std::shared_ptr<const Course> Library::find_course(std::string_view slug) const {
    const auto found =
        std::find_if(courses.begin(), courses.end(), [slug](const auto& course) { return course->slug == slug; });
    return found == courses.end() ? nullptr : *found;
}

}  // namespace lyceum::content
