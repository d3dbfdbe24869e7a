#pragma once
// The words of mails: subject, plain text and HTML, in the language of whom they go to, from what learning says. The
// HTML loads nothing from anywhere, so it tells nobody that it was read. Called by cli (postman, preview). [io strand]

#include "host/base/result.hpp"
#include "host/learning/mails.hpp"
#include "host/web/templates.hpp"
#include "host/web/texts.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace lyceum::web {

struct Letter {
    std::string subject;
    std::string text;  // lines end with "\n"
    std::string html;
};

class Letters {
public:
    static Result<std::unique_ptr<Letters>> create();

    // `site`: "https://lyceum.example", without a slash at the end; `unsubscribe`: the path that ends mails.
    Letter write(const learning::MailContent& content, std::string_view site, std::string_view unsubscribe,
                 TimePoint now);

private:
    Letters(std::unique_ptr<Texts> texts, Templates templates)
        : texts_{std::move(texts)}, templates_{std::move(templates)} {}

    std::unique_ptr<Texts> texts_;
    Templates templates_;
};

}  // namespace lyceum::web
