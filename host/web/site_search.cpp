// Search over the courses, and the terms of one.
#include "host/web/site.hpp"

namespace lyceum::web {

boost::asio::awaitable<Response> Site::search_page(Visit& visit) {
    auto person = visit.visitor->person;
    std::string query{field(visit.address.query, "q")};
    auto searching = learning::search(campus_, std::move(person), std::move(query), visit.language);
    auto search = co_await std::move(searching);
    if (!search) {
        co_return failure(visit, search.error());
    }
    co_return page(200, pages_.search(frame(visit), search.value()));
}

Response Site::glossary_page(const Visit& visit) {
    auto glossary = learning::course_glossary(campus_, visit.route.parameters[0], visit.language);
    if (!glossary) {
        return failure(visit, glossary.error());
    }
    return page(200, pages_.glossary(frame(visit), glossary.value()));
}

}  // namespace lyceum::web
