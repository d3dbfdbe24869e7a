// Home, the list of courses, one course, and the figures of a course.
#include "host/base/crypto.hpp"
#include "host/base/file_part.hpp"
#include "host/base/files.hpp"
#include "host/web/range.hpp"
#include "host/web/site.hpp"

namespace lyceum::web {
namespace {

constexpr std::size_t file_limit = std::size_t{8} << 20;
constexpr std::size_t video_limit = std::size_t{64} << 20;  // without a range
// Of a longer range its beginning is sent, and players ask for the rest: reading it holds up nobody for long.
constexpr std::uint64_t part_limit = std::uint64_t{2} << 20;

// Whether a file is sent in parts.
bool is_video(std::string_view type) {
    return type.starts_with("video/");
}

// The whole file or the part asked for (RFC 9110 section 14). Its validator follows from when it was written: reading a
// video through for every part of it would take longer than sending the part.
Result<Response> video_response(const Request& request, const std::string& path, std::string_view type) {
    LYCEUM_TRY(const files::OpenFile file, files::OpenFile::open(path));
    const auto etag = '"' + file.version() + '"';
    Response response;
    response.compression = Compression::Never;
    response.set("ETag", etag);
    response.set("Accept-Ranges", "bytes");
    response.set("Cache-Control", "private, no-cache");
    if (matches_etag(request.header("if-none-match"), etag)) {
        response.status = 304;
        return response;
    }
    ByteRange range = asked_range(request, etag, file.size());
    if (range.kind == ByteRange::Kind::Unsatisfiable) {
        response.status = 416;
        response.set("Content-Range", content_range(range, file.size()));
        return response;
    }
    if (range.kind == ByteRange::Kind::Part) {
        range.count = std::min(range.count, part_limit);
        response.status = 206;
        response.set("Content-Range", content_range(range, file.size()));
    } else if (file.size() > video_limit) {
        return Error{ErrorCode::LimitExceeded, "the video is larger than 64 MiB", path, "make it smaller"};
    } else {
        range.count = file.size();
    }
    LYCEUM_TRY(response.body, file.read(range.first, static_cast<std::size_t>(range.count)));
    response.content_type = type;
    return response;
}

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

// Figures are read whole on the io thread: they are small and in the page cache (decision 0003).
Response Site::course_file_response(const Visit& visit) {
    auto path = learning::course_file(campus_, visit.route.parameters[0], visit.route.parameters[1]);
    if (!path) {
        return failure(visit, path.error());
    }
    const auto type = content_type_of(path.value());
    if (type.empty()) {
        return not_found(visit);
    }
    if (is_video(type)) {
        auto video = video_response(visit.request, path.value(), type);
        return video ? std::move(video.value()) : failure(visit, video.error());
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
