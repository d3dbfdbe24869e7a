#include "host/learning/mail_choice.hpp"

#include "host/base/crypto.hpp"

#include <functional>
#include <utility>

namespace lyceum::learning {

namespace asio = boost::asio;

namespace {

constexpr std::size_t token_length = 43;

asio::awaitable<Result<void>> write_choice(Campus& campus, UserId person, store::MailChoice choice, std::string act) {
    const store::AuditEntry entry{
        .time = campus.clock(), .user = person, .act = std::move(act), .subject = to_string(person), .detail = {}};
    std::function<Result<void>(store::Transaction&)> job = [person, choice = std::move(choice),
                                                            entry](store::Transaction& transaction) -> Result<void> {
        LYCEUM_TRY(transaction.set_mail(person, choice));
        return transaction.append_audit(entry);
    };
    co_return co_await campus.store.write<void>(std::move(job));
}

}  // namespace

asio::awaitable<Result<void>> choose_mails(Campus& campus, store::User person, store::MailChoice choice) {
    if (person.kind == store::UserKind::Demo) {
        co_return Error{ErrorCode::Denied, "demo people get no mail", person.login, ""};
    }
    std::string act = "mail.choose";
    co_return co_await write_choice(campus, person.id, std::move(choice), std::move(act));
}

std::string mail_token(const Campus& campus, const MailId& mail, std::string_view address) {
    std::string bytes{"unsubscribe"};
    bytes += '\0';
    bytes += to_string(mail);
    bytes += '\0';
    bytes += address;
    return crypto::to_base64(crypto::keyed_hash(campus.pseudonym_key, bytes));
}

std::string mail_token_hash(std::string_view token) {
    const crypto::Digest digest = crypto::hash(token);
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string unsubscribe_path(std::string_view token) {
    std::string path = "/mail/unsubscribe/";
    path += token;
    return path;
}

Result<std::optional<store::User>> find_mail_reader(Campus& campus, std::string_view token) {
    if (token.size() != token_length) {
        return std::nullopt;
    }
    LYCEUM_TRY(const auto mail, campus.reader.find_mail_by_token(mail_token_hash(token)));
    if (!mail) {
        return std::nullopt;
    }
    return campus.reader.find_user(mail->user);
}

asio::awaitable<Result<void>> end_mails(Campus& campus, std::string token) {
    LYCEUM_CO_TRY(const auto person, find_mail_reader(campus, token));
    if (!person) {
        co_return Error{ErrorCode::NotFound, "the link is not known", "", ""};
    }
    if (!person->mail.digest && !person->mail.deadlines) {
        co_return success();  // a second tap
    }
    store::MailChoice none = person->mail;
    none.digest = false;
    none.deadlines = false;
    std::string act = "mail.unsubscribe";
    co_return co_await write_choice(campus, person->id, std::move(none), std::move(act));
}

}  // namespace lyceum::learning
