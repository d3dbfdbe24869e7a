// The path of a request before any handler: bytes → parser → request → address → route → form, cookies, negotiation.
// What is read must survive being written and read again where there is a way back.

#include "host/base/text.hpp"
#include "host/web/address.hpp"
#include "host/web/assets.hpp"
#include "host/web/compress.hpp"
#include "host/web/form.hpp"
#include "host/web/router.hpp"
#include "host/web/wire.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

namespace web = lyceum::web;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check_address(const web::Request& request) {
    const auto address = web::parse_address(request.target);
    if (!address) {
        require(!web::is_local_path(request.target));
        return;
    }
    std::string again;
    for (const auto& segment : address.value().segments) {
        require(!segment.empty() && segment != ".." && segment.find('/') == std::string::npos &&
                lyceum::text::is_utf8(segment));
        again += "/" + web::encode_segment(segment);
    }
    const auto twice = web::parse_address(again.empty() ? "/" : again);
    require(!twice || twice.value().segments == address.value().segments);
    const auto route = web::find_route(request.method, address.value().segments);
    require(route.found != web::Found::WrongMethod || !route.allow.empty());
}

void check_form(const web::Request& request) {
    const web::FormLimits limits;
    const auto form = web::parse_form(request.body, limits);
    if (!form) {
        return;
    }
    require(form.value().size() <= limits.fields);
    std::string again;
    for (const auto& field : form.value()) {
        require(field.value.size() <= limits.value_bytes && lyceum::text::is_utf8(field.name) &&
                lyceum::text::is_utf8(field.value));
        again += web::encode_segment(field.name) + "=" + web::encode_segment(field.value) + "&";
    }
    require(web::parse_form(again, limits).value() == form.value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    web::Limits limits;
    limits.body_bytes = std::size_t{64} << 10;
    std::string_view rest{reinterpret_cast<const char*>(data), size};
    // Several on one connection, as pipelining brings them.
    for (int requests = 0; requests < 8 && !rest.empty(); ++requests) {
        const auto parsed = web::parse_request(rest, limits);
        require(parsed.consumed <= rest.size());
        if (!parsed.request) {
            break;
        }
        const auto& request = *parsed.request;
        check_address(request);
        check_form(request);
        web::cookie(request, "lyceum_session");
        web::accepts(request.header("accept-encoding"), web::Encoding::Gzip);
        web::matches_etag(request.header("if-none-match"), "\"abc\"");
        rest.remove_prefix(parsed.consumed);
    }
    return 0;
}
