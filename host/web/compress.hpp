#pragma once
// Compressing responses, and reading which forms a browser takes. The only place in web that includes zlib and brotli.

#include <memory>
#include <string>
#include <string_view>

namespace lyceum::web {

enum class Encoding { Identity, Gzip, Brotli };

// "gzip", "br", "identity".
std::string_view name_of(Encoding encoding);

// Whether an Accept-Encoding header (RFC 9110 section 12.5.3) takes this form. An absent header takes only Identity
// here.
bool accepts(std::string_view accept_encoding, Encoding encoding);

// Best compression, for bytes made once at start. [any thread]
std::string brotli(std::string_view bytes);

// gzip for pages as they are made: the state of zlib (256 KiB) is kept between them. [io strand]
class Gzip {
public:
    // `level` 1 (quick) to 9 (small).
    explicit Gzip(int level);
    ~Gzip();
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;

    std::string compress(std::string_view bytes);

private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
};

}  // namespace lyceum::web
