#pragma once
// The files that pages bring along: styles, script, font, icon. Part of the program, compressed once at start, under an
// address with the digest of them all, so that a browser may keep them for ever. [io strand]

#include "host/base/embedded_file.hpp"
#include "host/web/http.hpp"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::web {

class Assets {
public:
    explicit Assets(std::span<const std::span<const EmbeddedFile>> lists);

    // "/assets/HASH/"; the names in a style sheet are relative to it.
    const std::string& prefix() const { return prefix_; }

    // The digest in the prefix: another one for every change of any of the files.
    const std::string& hash() const { return hash_; }
    // The bytes of a file; empty if there is none of this name.
    std::string_view find(std::string_view name) const;
    std::vector<std::string> names() const;

    // 404 for another hash: the page that names it is of another version, and brings its own.
    Response respond(const Request& request, std::string_view hash, std::string_view name) const;

    // The same file under an address that does not change (favicon): to be asked for again after a day.
    Response respond_unversioned(const Request& request, std::string_view name) const;

private:
    struct Asset {
        std::shared_ptr<const std::string> bytes;
        std::shared_ptr<const std::string> gzip;    // null where it gains nothing
        std::shared_ptr<const std::string> brotli;  // same
        std::string_view type;
    };
    Response serve(const Request& request, const Asset& asset) const;

    std::map<std::string, Asset, std::less<>> assets_;
    std::string hash_;
    std::string prefix_;
};

// By the end of its name; empty for what the host does not serve.
std::string_view content_type_of(std::string_view name);

// Whether an If-None-Match header (RFC 9110 section 13.1.2) has this entity tag, given with its quotes.
bool matches_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace lyceum::web
