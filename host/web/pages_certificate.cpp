// The certificate as it is printed, and the public page that checks one.

#include "host/web/pages.hpp"
#include "host/web/parts.hpp"
#include "host/web/wording.hpp"

namespace lyceum::web {
namespace {

namespace code = learning::certificate_code;

// Who, for what, when, under which code: what paper and check both say.
Values certificate_values(const Speech& speech, const learning::CertificatePage& page) {
    Values values;
    values["holder"] = page.certificate.holder;
    put_text(values, "course", page.course, speech.language());
    values["date"] = full_date(speech, page.certificate.issued);
    values["iso"] = to_iso8601(page.certificate.issued);
    values["code"] = code::grouped(page.certificate.code);
    return values;
}

}  // namespace

std::string Pages::certificate(const Frame& frame, const learning::CertificatePage& page, const std::string& site) {
    const auto words = speech(frame.language);
    auto values = certificate_values(words, page);
    values["back"] = course_path(page.course_slug);
    values["check"] = "/verify/" + code::grouped(page.certificate.code);
    values["check_site"] = site + "/verify";
    ValueList levels;
    for (const auto& shown : page.levels) {
        Values line;
        if (shown.competency != nullptr) {
            put_text(line, "name", shown.competency->name, words.language());
        } else {
            line["name"] = shown.id;
            line["name_lang"] = false;
        }
        line["level"] = level_words(words, page.catalogue->framework, shown.level);
        levels.push_back(std::move(line));
    }
    values["any_levels"] = !levels.empty();
    values["levels"] = Values{levels};
    return framed(frame, words.tr("Certificate of completion"),
                  templates_.render(frame.language, "certificate", values));
}

std::string Pages::verification(const Frame& frame, const VerificationView& view) {
    using State = VerificationView::State;
    const auto words = speech(frame.language);
    Values values;
    if (view.certificate) {
        values = certificate_values(words, *view.certificate);
    }
    values["asked"] = view.state == State::Asked;
    values["valid"] = view.state == State::Valid;
    values["slip"] = view.state == State::Slip;
    values["unknown"] = view.state == State::Unknown;
    values["typed"] = view.state == State::Valid ? std::string{} : view.typed;
    return framed(frame, words.tr("Check of a certificate"), templates_.render(frame.language, "verify", values));
}

}  // namespace lyceum::web
