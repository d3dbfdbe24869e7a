// The series of forums.
#include "host/web/site.hpp"

namespace lyceum::web {

Response Site::forums_page(const Visit& visit) {
    auto forums = learning::forums(campus_, visit.visitor->person);
    if (!forums) {
        return failure(visit, forums.error());
    }
    return page(200, pages_.forums(frame(visit), forums.value()));
}

}  // namespace lyceum::web
