// The certificate of a course, and the page where anybody checks the code of one.
#include "host/learning/certificate.hpp"
#include "host/web/site.hpp"

namespace lyceum::web {

namespace code = learning::certificate_code;

Response Site::certificate_page(const Visit& visit) {
    auto certificate = learning::own_certificate(campus_, visit.visitor->person, visit.route.parameters[0]);
    if (!certificate) {
        return failure(visit, certificate.error());
    }
    return page(200, pages_.certificate(frame(visit), certificate.value(), site_address(visit.request)));
}

// The form; what it sends becomes an address that can be kept and passed on.
Response Site::verification_page(const Visit& visit) {
    const auto typed = field(visit.address.query, "code");
    if (!typed.empty()) {
        const auto read = code::read(typed);
        return see_other("/verify/" + encode_segment(read ? code::grouped(*read) : std::string{typed.substr(0, 40)}));
    }
    VerificationView view;
    view.state = VerificationView::State::Asked;
    return verification(visit, view);
}

// A code has 75 random bits: whoever tries codes finds none in the time of the universe, so nothing is counted or
// slowed, and a room full of people behind one address can check at once.
Response Site::verified_code(const Visit& visit) {
    const auto& typed = visit.route.parameters[0];
    VerificationView view;
    view.typed = typed;
    const auto read = code::read(typed);
    if (!read) {
        view.state = VerificationView::State::Slip;
        return verification(visit, view);
    }
    auto found = learning::find_certificate(campus_, *read);
    if (!found) {
        return failure(visit, found.error());
    }
    if (!found.value()) {
        view.state = VerificationView::State::Unknown;
        return verification(visit, view);
    }
    view.state = VerificationView::State::Valid;
    view.certificate = std::move(found.value());
    return verification(visit, view);
}

Response Site::verification(const Visit& visit, const VerificationView& view) {
    using State = VerificationView::State;
    const bool missing = view.state == State::Slip || view.state == State::Unknown;
    auto response = page(missing ? 404 : 200, pages_.verification(frame(visit), view));
    // Names of people do not belong in search engines.
    response.set("X-Robots-Tag", "noindex, nofollow");
    return response;
}

}  // namespace lyceum::web
