#include "host/mail/smtp.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <utility>

#include <curl/curl.h>

namespace lyceum::mail {

namespace asio = boost::asio;

namespace {

struct EndHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Upload {
    std::string_view rest;
};

// The words of the conversation that `judge` wants: which command was last, and which reply. What it carries
// (addresses, the password) is not kept.
struct Conversation {
    std::string command;
    int code = 0;
    bool over = false;  // we have said QUIT: what comes now is courtesy
};

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* data) {
    auto& upload = *static_cast<Upload*>(data);
    const std::size_t given = std::min(size * count, upload.rest.size());
    std::memcpy(buffer, upload.rest.data(), given);
    upload.rest.remove_prefix(given);
    return given;
}

int listen(CURL*, curl_infotype type, char* bytes, std::size_t size, void* data) {
    auto& conversation = *static_cast<Conversation*>(data);
    const std::string_view line{bytes, size};
    conversation.over = conversation.over || (type == CURLINFO_HEADER_OUT && line.starts_with("QUIT"));
    if (conversation.over) {
        return 0;
    }
    if (type == CURLINFO_HEADER_OUT) {
        conversation.command = std::string{line.substr(0, std::min<std::size_t>(4, line.find_first_of(" \r\n")))};
        conversation.code = 0;
    } else if (type == CURLINFO_DATA_OUT) {
        conversation.command = ".";
        conversation.code = 0;
    } else if (type == CURLINFO_HEADER_IN && line.size() >= 3 &&
               std::all_of(line.begin(), line.begin() + 3, [](char c) { return c >= '0' && c <= '9'; })) {
        conversation.code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    }
    return 0;
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    curl_easy_setopt(handle, option, value);
}

Delivery send(const SmtpOptions& options, const std::string& from, const std::string& to, std::string_view message) {
    const std::unique_ptr<CURL, EndHandle> owner{curl_easy_init()};
    const std::unique_ptr<curl_slist, FreeList> recipients{curl_slist_append(nullptr, to.c_str())};
    CURL* const handle = owner.get();
    if (handle == nullptr || recipients == nullptr) {
        return {Delivery::Outcome::NoService, "no memory"};
    }
    Upload upload{message};
    Conversation conversation;
    std::array<char, CURL_ERROR_SIZE> trouble{};
    const std::string url = options.url + "/" + options.greeting;  // for SMTP the path is the name we greet with
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(handle, CURLOPT_PROXY, "");  // no variable of the environment leads mail elsewhere
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_USE_SSL, static_cast<long>(options.tls == Tls::Required ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options.ca_file.empty()) {
        set(handle, CURLOPT_CAINFO, options.ca_file.c_str());
        set(handle, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    if (!options.user.empty()) {
        set(handle, CURLOPT_USERNAME, options.user.c_str());
        set(handle, CURLOPT_PASSWORD, options.password.c_str());
    }
    const std::string sender = "<" + from + ">";
    set(handle, CURLOPT_MAIL_FROM, sender.c_str());
    set(handle, CURLOPT_MAIL_RCPT, recipients.get());
    set(handle, CURLOPT_UPLOAD, 1L);
    set(handle, CURLOPT_READFUNCTION, &give);
    set(handle, CURLOPT_READDATA, &upload);
    set(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
    set(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options.connect_time.count()));
    set(handle, CURLOPT_TIMEOUT, static_cast<long>(options.whole_time.count()));
    set(handle, CURLOPT_ERRORBUFFER, trouble.data());
    set(handle, CURLOPT_VERBOSE, 1L);  // into `listen` and nowhere else
    set(handle, CURLOPT_DEBUGFUNCTION, &listen);
    set(handle, CURLOPT_DEBUGDATA, &conversation);

    const CURLcode result = curl_easy_perform(handle);
    if (result == CURLE_OK) {
        return {Delivery::Outcome::Taken, {}};
    }
    const char* const words = trouble[0] != '\0' ? trouble.data() : curl_easy_strerror(result);
    return judge(conversation.command, conversation.code, words);
}

asio::awaitable<Delivery> send_there(const SmtpOptions& options, std::string from, std::string to,
                                     std::string message) {
    co_return send(options, from, to, message);
}

}  // namespace

Smtp::Smtp(SmtpOptions options) : options_{std::move(options)} {
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

Smtp::~Smtp() {
    thread_.join();
    curl_global_cleanup();
}

asio::awaitable<Delivery> Smtp::deliver(std::string from, std::string to, std::string message) {
    auto work = send_there(options_, std::move(from), std::move(to), std::move(message));
    co_return co_await asio::co_spawn(thread_, std::move(work), asio::use_awaitable);
}

}  // namespace lyceum::mail
