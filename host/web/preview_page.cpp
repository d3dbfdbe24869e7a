#include "host/web/preview_page.hpp"

#include "host/base/text.hpp"
#include "host/modules/fragment.hpp"
#include "host/web/standalone_page.hpp"
#include "host/web/texts.hpp"

#include <embedded/web_catalogues.hpp>

#include <fmt/format.h>

namespace lyceum::web {
namespace {

// A path as it stands in a file: address.
std::string file_address(const std::string& folder) {
    std::string address = "file://";
    for (const char character : folder) {
        const auto byte = static_cast<unsigned char>(character);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') ||
                           std::string_view{"/-_.~"}.find(character) != std::string_view::npos;
        address += plain ? std::string(1, character) : fmt::format("%{:02X}", byte);
    }
    return address + "/";
}

std::string findings_html(const std::vector<std::string>& findings, const Speech& speech) {
    if (findings.empty()) {
        return {};
    }
    std::string items;
    for (const std::string& finding : findings) {
        items += "<li>" + text::escape_markup(finding) + "</li>";
    }
    // The messages are those of `lyceum check`, whose language is English.
    return fmt::format("<section class=\"callout\"><h2>{}</h2><ul lang=\"en\">{}</ul></section>",
                       text::escape_markup(speech.tr("What check found")), items);
}

}  // namespace

Result<std::string> preview_page(const Preview& preview, Language language) {
    LYCEUM_TRY(const auto texts, Texts::open(embedded::web_catalogues()));
    const Speech speech{texts, language};
    std::string body = fmt::format("<p class=\"meta\">{}</p><h1>{}</h1>{}",
                                   text::escape_markup(speech.tr("A preview: answers go nowhere.")),
                                   text::escape_markup(preview.title), findings_html(preview.findings, speech));
    for (const PreviewStep& step : preview.steps) {
        modules::FragmentContext context;
        context.form_action = "#";
        context.files_prefix = file_address(step.folder);
        context.person_name = [](std::string_view) { return std::string{}; };
        context.table_words = speech.tr("Table");
        std::string page =
            fmt::format("<p>{}</p>", text::escape_markup(speech.tr("There is no page while the file has errors.")));
        if (!step.xhtml.empty()) {
            LYCEUM_TRY(page, modules::render_fragment(step.xhtml, context));
        }
        // Of one step the title is the page's.
        const std::string title = preview.steps.size() > 1
                                      ? fmt::format("<p class=\"meta\">{}</p>", text::escape_markup(step.title))
                                      : std::string{};
        body += fmt::format("<section>{}<div class=\"activity\">{}</div></section>", title, page);
        for (const modules::ReportTable& table : step.drawings) {
            LYCEUM_TRY(const std::string drawing, modules::render_fragment(to_xhtml(table), context));
            body += fmt::format("<section><div class=\"activity\">{}</div></section>", drawing);
        }
    }
    return standalone_page(language, preview.title, body);
}

}  // namespace lyceum::web
