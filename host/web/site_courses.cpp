// Home, the list of courses, one course, and the figures of a course.
#include "host/base/crypto.hpp"
#include "host/base/files.hpp"
#include "host/web/site.hpp"

namespace lyceum::web {
namespace {

constexpr std::size_t file_limit = std::size_t{8} << 20;

// A drawing may be opened by itself: then it is a document of our site, and must not act as one.
constexpr std::string_view file_policy =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

}  // namespace

Response Site::home_page(const Visit& visit) {
    if (!visit.visitor) {
        SignInView view;
        view.return_path = field(visit.address.query, "return");
        view.notice = view.return_path.empty() ? SignInNotice::None : SignInNotice::SessionEnded;
        return sign_in_page(visit, std::move(view));
    }
    auto home = learning::home(campus_, visit.visitor->person);
    if (!home) {
        return failure(visit, home.error());
    }
    auto response = page(200, pages_.home(frame(visit), home.value()));
    response.set(keep_header, "yes");
    return response;
}

Response Site::courses_page(const Visit& visit) {
    auto home = learning::home(campus_, visit.visitor->person);
    if (!home) {
        return failure(visit, home.error());
    }
    return page(200, pages_.courses(frame(visit), home.value()));
}

Response Site::course_page(const Visit& visit) {
    auto overview = learning::course_overview(campus_, visit.visitor->person, visit.route.parameters[0]);
    if (!overview) {
        return failure(visit, overview.error());
    }
    return page(200, pages_.course(frame(visit), overview.value()));
}

// Read whole on the io thread: figures are small and in the page cache (decision 0003).
Response Site::course_file_response(const Visit& visit) {
    auto path = learning::course_file(campus_, visit.route.parameters[0], visit.route.parameters[1]);
    if (!path) {
        return failure(visit, path.error());
    }
    const auto type = content_type_of(path.value());
    if (type.empty()) {
        return not_found(visit);
    }
    auto bytes = files::read(path.value(), file_limit);
    if (!bytes) {
        return failure(visit, bytes.error());
    }
    const auto etag = '"' + crypto::to_base64(crypto::hash(bytes.value())).substr(0, 22) + '"';
    Response response;
    response.set("ETag", etag);
    // Only for who is signed in, and to be asked for again: a course may change at any time.
    response.set("Cache-Control", "private, no-cache");
    response.set("Content-Security-Policy", std::string{file_policy});
    if (matches_etag(visit.request.header("if-none-match"), etag)) {
        response.status = 304;
        return response;
    }
    response.content_type = type;
    response.compression = type.starts_with("image/svg") ? Compression::Allowed : Compression::Never;
    response.body = std::move(bytes.value());
    return response;
}

}  // namespace lyceum::web
