#pragma once
// A whole site over a small campus, without sockets: a request in, a response out, cookies kept as a browser keeps
// them.

#include "host/web/site.hpp"
#include "tests/learning/support.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace lyceum::web::testing {

class Browser;

// The options of a site with the demo people.
ServerOptions demo();

struct SampleSite {
    explicit SampleSite(ServerOptions options_in = {});

    learning::testing::SampleCampus sample;
    ServerOptions options;
    Metrics metrics;
    std::unique_ptr<Site> site;

    Response respond(Request request);
};

// One visitor: keeps cookies, finds the token of the last page, signs in.
class Browser {
public:
    explicit Browser(SampleSite& site) : site_{site} {}

    Response get(const std::string& target);
    // With the _csrf of the last page, unless `body` names one.
    Response post(const std::string& target, const std::string& body);
    // As the demo person; the site must be in demo mode.
    void sign_in();
    // Sends this header with every request from now on.
    void always(const std::string& name, const std::string& value) { headers_[name] = value; }

    const std::string& page() const { return page_; }
    // The value of the last page's hidden field.
    std::string hidden(const std::string& name) const;
    std::map<std::string, std::string>& cookies() { return cookies_; }

private:
    Response send(Request request);

    SampleSite& site_;
    std::map<std::string, std::string> cookies_;
    std::map<std::string, std::string> headers_;
    std::string page_;
};

std::string header(const Response& response, std::string_view name);

}  // namespace lyceum::web::testing
