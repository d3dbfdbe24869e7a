// Home, the list of courses, one course, and the figures of a course.
#include "host/base/crypto.hpp"
#include "host/base/files.hpp"
#include "host/web/range.hpp"
#include "host/web/site.hpp"

#include <filesystem>

namespace lyceum::web {
namespace {

constexpr std::size_t file_limit = std::size_t{8} << 20;
// What a player gets in one response; it asks on for the rest.
constexpr std::uint64_t longest_part = std::uint64_t{2} << 20;

// A drawing may be opened by itself: then it is a document of our site, and must not act as one.
constexpr std::string_view file_policy =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

// A film is sent in parts and never read whole; its size and time of change stand for its bytes in the ETag.
Result<Response> film_response(const Request& request, const std::filesystem::path& path) {
    std::error_code fault;
    const auto size = std::filesystem::file_size(path, fault);
    const auto changed = std::filesystem::last_write_time(path, fault);
    if (fault) {
        return Error{ErrorCode::NotFound, "the film cannot be read: " + fault.message(), path.string(), ""};
    }
    Response response;
    const auto etag = '"' + std::to_string(size) + "-" + std::to_string(changed.time_since_epoch().count()) + '"';
    response.set("ETag", etag);
    response.set("Accept-Ranges", "bytes");
    if (matches_etag(request.header("if-none-match"), etag)) {
        response.status = 304;
        return response;
    }
    // A part of what the player has begun to read is wanted only of the same film (RFC 9110 section 13.1.5), and by GET
    // alone (14.2).
    const auto condition = request.header("if-range");
    const bool in_parts = request.method == Method::Get && (condition.empty() || condition == etag);
    const auto wanted = wanted_bytes(in_parts ? request.header("range") : std::string_view{}, size, longest_part);
    if (std::holds_alternative<OutOfRange>(wanted)) {
        response.status = 416;
        response.set("Content-Range", "bytes */" + std::to_string(size));
        return response;
    }
    if (const auto* part = std::get_if<BytesOf>(&wanted)) {
        LYCEUM_TRY(response.body, files::read_part(path, part->first, static_cast<std::size_t>(part->count)));
        if (response.bytes().size() != part->count) {
            return Error{ErrorCode::Unavailable, "the film was replaced while it was read", path.string(), ""};
        }
        response.status = 206;
        response.set("Content-Range", "bytes " + std::to_string(part->first) + "-" +
                                          std::to_string(part->first + part->count - 1) + "/" + std::to_string(size));
        return response;
    }
    LYCEUM_TRY(response.body, files::read(path, file_limit));
    return response;
}

}  // namespace

boost::asio::awaitable<Response> Site::home_page(Visit& visit) {
    if (!visit.visitor) {
        SignInView view;
        view.return_path = field(visit.address.query, "return");
        view.notice = view.return_path.empty() ? SignInNotice::None : SignInNotice::SessionEnded;
        co_return sign_in_page(visit, std::move(view));
    }
    auto home = learning::home(campus_, visit.visitor->person);
    if (!home) {
        co_return failure(visit, home.error());
    }
    auto person = visit.visitor->person;
    const auto offer = co_await learning::recall_offer(campus_, std::move(person), visit.language);
    if (!offer) {
        co_return failure(visit, offer.error());
    }
    auto response = page(200, pages_.home(frame(visit), home.value(), offer.value()));
    response.set(keep_header, "yes");
    co_return response;
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
    if (type.starts_with("video/")) {
        auto film = film_response(visit.request, path.value());
        if (!film) {
            return failure(visit, film.error());
        }
        film.value().content_type = film.value().status >= 300 ? std::string_view{} : type;
        film.value().compression = Compression::Never;
        film.value().set("Cache-Control", "private, no-cache");
        film.value().set("Content-Security-Policy", std::string{file_policy});
        return std::move(film.value());
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
    response.compression = type.starts_with("image/svg") || type.starts_with("text/") ? Compression::Allowed : Compression::Never;
    response.body = std::move(bytes.value());
    return response;
}

}  // namespace lyceum::web
