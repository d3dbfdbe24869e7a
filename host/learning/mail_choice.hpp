#pragma once
// A person's word on mails: the address and the kinds on the account page, and the link in every mail that ends them
// without signing in. The link's token follows from the mail, the address it went to and the key of the installation;
// only its hash is stored, and another address withdraws it. [io strand]

#include "host/base/result.hpp"
#include "host/learning/campus.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::learning {

// Denied for demo people, as whom anybody may sign in. `choice.address` is empty or as parse_mail_address gave it.
boost::asio::awaitable<Result<void>> choose_mails(Campus& campus, store::User person, store::MailChoice choice);

// 43 characters; the same for every attempt to send this mail to this address.
std::string mail_token(const Campus& campus, const MailId& mail, std::string_view address);
std::string mail_token_hash(std::string_view token);  // 32 bytes

// The path that ends mails, to be put behind the site's address.
std::string unsubscribe_path(std::string_view token);

// Whose mails the token ends; nothing if it is unknown or withdrawn.
Result<std::optional<store::User>> find_mail_reader(Campus& campus, std::string_view token);

// No mail from now on, until the person wants some again; the address stays. NotFound as above.
boost::asio::awaitable<Result<void>> end_mails(Campus& campus, std::string token);

}  // namespace lyceum::learning
