#include "host/web/assets.hpp"

#include "host/base/crypto.hpp"
#include "host/base/text.hpp"
#include "host/web/compress.hpp"

#include <algorithm>
#include <array>

namespace lyceum::web {
namespace {

struct Type {
    std::string_view ending;
    std::string_view type;
    Compression compression;
};

constexpr std::array<Type, 11> types{{
    {".css", "text/css; charset=utf-8", Compression::Allowed},
    {".js", "text/javascript; charset=utf-8", Compression::Allowed},
    {".svg", "image/svg+xml", Compression::Allowed},
    {".woff2", "font/woff2", Compression::Never},
    {".png", "image/png", Compression::Never},
    {".jpg", "image/jpeg", Compression::Never},
    {".jpeg", "image/jpeg", Compression::Never},
    {".webp", "image/webp", Compression::Never},
    {".mp4", "video/mp4", Compression::Never},
    {".webm", "video/webm", Compression::Never},
    {".vtt", "text/vtt; charset=utf-8", Compression::Allowed},
}};

const Type* find_type(std::string_view name) {
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const Type& type) { return name.ends_with(type.ending); });
    return found == types.end() ? nullptr : &*found;
}

std::shared_ptr<const std::string> if_smaller(std::string compressed, std::string_view original) {
    return compressed.size() < original.size() ? std::make_shared<const std::string>(std::move(compressed)) : nullptr;
}

}  // namespace

std::string_view content_type_of(std::string_view name) {
    const auto* type = find_type(name);
    return type != nullptr ? type->type : std::string_view{};
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
    while (!if_none_match.empty()) {
        const auto end = std::min(if_none_match.find(','), if_none_match.size());
        auto candidate = text::trim(if_none_match.substr(0, end));
        if_none_match.remove_prefix(std::min(end + 1, if_none_match.size()));
        if (candidate.starts_with("W/")) {
            candidate.remove_prefix(2);
        }
        if (candidate == "*" || candidate == etag) {
            return true;
        }
    }
    return false;
}

Assets::Assets(std::span<const std::span<const EmbeddedFile>> lists) {
    Gzip gzip{9};
    std::string all;
    for (const auto& list : lists) {
        for (const auto& file : list) {
            const auto* type = find_type(file.path);
            if (type == nullptr) {
                continue;
            }
            Asset asset;
            asset.bytes = std::make_shared<const std::string>(file.bytes);
            asset.type = type->type;
            if (type->compression == Compression::Allowed) {
                asset.gzip = if_smaller(gzip.compress(file.bytes), file.bytes);
                asset.brotli = if_smaller(brotli(file.bytes), file.bytes);
            }
            all += file.path;
            all += '\0';
            all += crypto::to_base64(crypto::hash(file.bytes));
            assets_.emplace(file.path, std::move(asset));
        }
    }
    hash_ = crypto::to_base64(crypto::hash(all)).substr(0, 16);
    prefix_ = "/assets/" + hash_ + "/";
}

std::string_view Assets::find(std::string_view name) const {
    const auto found = assets_.find(name);
    return found == assets_.end() ? std::string_view{} : std::string_view{*found->second.bytes};
}

std::vector<std::string> Assets::names() const {
    std::vector<std::string> names;
    for (const auto& [name, asset] : assets_) {
        names.push_back(name);
    }
    return names;
}

Response Assets::serve(const Request& request, const Asset& asset) const {
    Response response;
    response.content_type = asset.type;
    response.compression = Compression::Never;
    const auto accepted = request.header("accept-encoding");
    response.body = asset.bytes;
    if (asset.brotli && accepts(accepted, Encoding::Brotli)) {
        response.body = asset.brotli;
        response.set("Content-Encoding", "br");
    } else if (asset.gzip && accepts(accepted, Encoding::Gzip)) {
        response.body = asset.gzip;
        response.set("Content-Encoding", "gzip");
    }
    if (asset.gzip || asset.brotli) {
        response.set("Vary", "Accept-Encoding");
    }
    return response;
}

Response Assets::respond(const Request& request, std::string_view hash, std::string_view name) const {
    const auto found = assets_.find(name);
    if (hash != hash_ || found == assets_.end()) {
        return plain_text(404, "Not found.\n");
    }
    auto response = serve(request, found->second);
    response.set("Cache-Control", "public, max-age=31536000, immutable");
    return response;
}

Response Assets::respond_unversioned(const Request& request, std::string_view name) const {
    const auto found = assets_.find(name);
    if (found == assets_.end()) {
        return plain_text(404, "Not found.\n");
    }
    const auto etag = '"' + hash_ + '"';
    if (matches_etag(request.header("if-none-match"), etag)) {
        Response unchanged;
        unchanged.status = 304;
        unchanged.set("ETag", etag);
        unchanged.set("Cache-Control", "public, max-age=86400");
        return unchanged;
    }
    auto response = serve(request, found->second);
    response.set("ETag", etag);
    response.set("Cache-Control", "public, max-age=86400");
    return response;
}

}  // namespace lyceum::web
