// What a device keeps of Lyceum: the manifest of the installed application, the service worker, the page that the worker
// shows without a line, and who is signed in, which the worker asks before it sends an answer that waited. How these
// play together: docs/decisions/0010-without-a-line.md.
#include "host/base/crypto.hpp"
#include "host/web/site.hpp"

#include <array>
#include <boost/json.hpp>

namespace lyceum::web {
namespace {

namespace json = boost::json;

// The ground of assets/tokens.css in the light scheme; pages name those of both schemes.
constexpr std::string_view ground = "#FBFAF6";

Language asked_language(const Visit& visit) {
    return parse_language(field(visit.address.query, "lang"))
        .value_or(accepted_language(visit.request.header("accept-language")));
}

json::object icon(std::string_view address, std::string_view sizes, std::string_view purpose) {
    const bool drawing = address.ends_with(".svg");
    return {{"src", address},
            {"sizes", sizes},
            {"type", drawing ? "image/svg+xml" : "image/png"},
            {"purpose", purpose}};
}

// What the worker must know of this version stands before its text: its own name, and what every page needs.
std::string worker_script(const Assets& assets) {
    json::array needed;
    for (const auto& name : assets.names()) {
        // Icons are the system's business, which asks for them while installing.
        if (!name.ends_with(".png") && name != "sw.js") {
            needed.emplace_back(assets.prefix() + name);
        }
    }
    json::array languages;
    for (const auto language : all_languages) {
        languages.emplace_back(code_of(language));
    }
    std::string script = "'use strict';\n";
    script += "const VERSION = " + json::serialize(json::value(assets.hash())) + ";\n";
    script += "const NEEDED = " + json::serialize(needed) + ";\n";
    script += "const LANGUAGES = " + json::serialize(languages) + ";\n";
    script += assets.find("sw.js");
    return script;
}

}  // namespace

std::string Site::reader_name(const Visit& visit) const {
    if (!visit.visitor) {
        return "none";
    }
    const auto digest = crypto::keyed_hash(campus_.pseudonym_key, "reader:" + to_string(visit.visitor->person.id));
    return crypto::to_base64(digest).substr(0, 16);
}

void Site::describe(const Visit& visit, Response& response) const {
    if (response.content_type.starts_with("text/html") && !response.has("Content-Language")) {
        response.set("Content-Language", std::string{code_of(visit.language)});
        response.set("Lyceum-Reader", reader_name(visit));
    }
}

Response Site::manifest(const Visit& visit) const {
    const auto language = asked_language(visit);
    const auto speech = pages_.speech(language);
    const auto& prefix = assets_.prefix();
    // One application whatever its language: "id" is what systems know it by.
    const json::object description{
        {"id", "/"},
        {"name", speech.tr("Lyceum — electronic government for heads of state bodies")},
        {"short_name", "Lyceum"},
        {"description", speech.tr("Short lessons on electronic government for heads of state bodies.")},
        {"lang", code_of(language)},
        {"dir", "ltr"},
        {"start_url", "/"},
        {"scope", "/"},
        {"display", "standalone"},
        {"background_color", ground},
        {"theme_color", ground},
        {"categories", json::array{"education"}},
        {"icons", json::array{icon(prefix + "icon-192.png", "192x192", "any"),
                              icon(prefix + "icon-512.png", "512x512", "any"),
                              icon(prefix + "icon-maskable-512.png", "512x512", "maskable"),
                              icon(prefix + "icon.svg", "any", "any")}},
    };
    Response response;
    response.content_type = "application/manifest+json; charset=utf-8";
    response.body = json::serialize(description);
    response.set("Cache-Control", "no-cache");
    response.set("Content-Language", std::string{code_of(language)});
    return response;
}

Response Site::service_worker(const Request& request) {
    const auto etag = '"' + assets_.hash() + '"';
    Response response;
    response.set("ETag", etag);
    // Asked for again at each start, so that no device stays with an old one.
    response.set("Cache-Control", "no-cache");
    if (matches_etag(request.header("if-none-match"), etag)) {
        response.status = 304;
        return response;
    }
    if (!worker_script_) {
        worker_script_ = std::make_shared<const std::string>(worker_script(assets_));
    }
    response.content_type = "text/javascript; charset=utf-8";
    response.body = worker_script_;
    return response;
}

Response Site::offline_page(const Visit& visit) {
    Frame around;
    around.language = asked_language(visit);
    around.here = "/offline";
    around.now = visit.now;
    around.demo = options_.demo == Demo::On;
    auto response = page(200, pages_.offline(around));
    response.set("Content-Language", std::string{code_of(around.language)});
    // The same for everyone, but of this version.
    response.set("Cache-Control", "no-cache");
    return response;
}

Response Site::session_reader(const Visit& visit) const {
    json::object answer{{"reader", reader_name(visit)}};
    if (visit.visitor) {
        answer["csrf"] = csrf_.token_for(visit.secret);
    }
    Response response;
    response.content_type = "application/json";
    response.body = json::serialize(answer);
    return response;
}

}  // namespace lyceum::web
