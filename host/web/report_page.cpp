#include "host/web/report_page.hpp"

#include "host/base/text.hpp"
#include "host/modules/fragment.hpp"
#include "host/web/standalone_page.hpp"
#include "host/web/texts.hpp"
#include "host/web/wording.hpp"

#include <embedded/web_catalogues.hpp>

#include <fmt/format.h>

namespace lyceum::web {

Result<std::string> report_page(const learning::UnitReport& report, Language language) {
    LYCEUM_TRY(const auto texts, Texts::open(embedded::web_catalogues()));
    const Speech speech{texts, language};
    const std::string title = report.unit->au->title.in(language);
    modules::FragmentContext context;
    context.table_words = speech.tr("Table");
    std::string tables;
    for (const modules::ReportTable& table : report.tables) {
        LYCEUM_TRY(const std::string section, modules::render_fragment(to_xhtml(table), context));
        tables += "<section><div class=\"activity\">" + section + "</div></section>";
    }
    const std::string body =
        fmt::format("<p class=\"meta\">{}</p><h1>{}</h1><p class=\"meta\">{} · {}</p>{}",
                    text::escape_markup(report.course->course->title.in(language)), text::escape_markup(title),
                    text::escape_markup(full_date(speech, report.made)),
                    text::escape_markup(speech.tr_count("{count} learner has begun", "{count} learners have begun",
                                                        static_cast<int>(report.learners))),
                    tables);
    return standalone_page(language, title, body);
}

}  // namespace lyceum::web
