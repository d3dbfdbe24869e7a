#include "tests/web/site_support.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace lyceum::web::testing {

ServerOptions demo() {
    ServerOptions options;
    options.demo = Demo::On;
    return options;
}

SampleSite::SampleSite(ServerOptions options_in) : options{std::move(options_in)} {
    auto created = Site::create(options, *sample.campus, metrics);
    if (!created) {
        throw std::runtime_error{to_string(created.error())};
    }
    site = std::move(created.value());
    auto people = sample.run(learning::ensure_demo_people(*sample.campus));
    if (!people) {
        throw std::runtime_error{to_string(people.error())};
    }
}

Response SampleSite::respond(Request request) {
    std::optional<Response> response;
    sample.start(site->respond(std::move(request)), response);
    sample.finish();
    return std::move(response.value());
}

Response Browser::send(Request request) {
    request.address = "10.0.0.1";
    std::string cookies;
    for (const auto& [name, value] : cookies_) {
        cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
    }
    if (!cookies.empty()) {
        request.headers.push_back(Header{"cookie", cookies});
    }
    for (const auto& [name, value] : headers_) {
        request.headers.push_back(Header{name, value});
    }
    auto response = site_.respond(std::move(request));
    for (const auto& one : response.headers) {
        if (one.name == "Set-Cookie") {
            const auto equals = one.value.find('=');
            const auto value = one.value.substr(equals + 1, one.value.find(';') - equals - 1);
            if (value.empty()) {
                cookies_.erase(one.value.substr(0, equals));
            } else {
                cookies_[one.value.substr(0, equals)] = value;
            }
        }
    }
    if (response.content_type.starts_with("text/html")) {
        page_ = response.bytes();
    }
    return response;
}

Response Browser::get(const std::string& target) {
    Request request;
    request.method = Method::Get;
    request.method_name = "GET";
    request.target = target;
    return send(std::move(request));
}

Response Browser::post(const std::string& target, const std::string& body) {
    Request request;
    request.method = Method::Post;
    request.method_name = "POST";
    request.target = target;
    request.headers.push_back(Header{"content-type", "application/x-www-form-urlencoded"});
    request.body = body.find("_csrf=") == std::string::npos ? "_csrf=" + hidden("_csrf") + "&" + body : body;
    return send(std::move(request));
}

void Browser::sign_in() {
    get("/");
    constexpr std::string_view button = "name=\"demo\" value=\"";
    const auto at = page_.find(button);
    ASSERT_NE(at, std::string::npos);
    const auto id = page_.substr(at + button.size(), 36);
    ASSERT_EQ(post("/session", "demo=" + id).status, 303);
    ASSERT_EQ(get("/").status, 200);
}

std::string Browser::hidden(const std::string& name) const {
    const auto field = "name=\"" + name + "\" value=\"";
    const auto at = page_.find(field);
    return at == std::string::npos
               ? ""
               : page_.substr(at + field.size(), page_.find('"', at + field.size()) - at - field.size());
}

std::string header(const Response& response, std::string_view name) {
    for (const auto& one : response.headers) {
        if (one.name == name) {
            return one.value;
        }
    }
    return {};
}

}  // namespace lyceum::web::testing
