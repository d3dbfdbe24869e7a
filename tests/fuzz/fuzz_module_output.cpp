// A page from a module, on its way to a browser. What the white list lets through must hold nothing that a browser
// could run or that could leave its place: the output is searched for it in a plain way, without the code under test.

#include "host/modules/fragment.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require(bool truth) {
    if (!truth) {
        std::abort();
    }
}

// Looks at each tag of the rendered page. In it every '<' begins a tag, for text and values are escaped.
void check_page(std::string_view page) {
    std::size_t at = 0;
    while ((at = page.find('<', at)) != std::string_view::npos) {
        const std::size_t end = page.find('>', at);
        require(end != std::string_view::npos);
        const std::string_view tag = page.substr(at + 1, end - at - 1);
        require(!tag.empty() && tag.find('<') == std::string_view::npos);
        for (const std::string_view forbidden :
             {"script", "style", "iframe", "svg", "object", "embed", "link", "meta", "base", "h1"}) {
            const std::string_view name = tag.substr(tag.front() == '/' ? 1 : 0);
            require(
                !(name.starts_with(forbidden) && (name.size() == forbidden.size() || name[forbidden.size()] == ' ')));
        }
        // Attribute names follow a blank outside of quotes.
        bool quoted = false;
        for (std::size_t i = 0; i < tag.size(); ++i) {
            quoted = tag[i] == '"' ? !quoted : quoted;
            if (!quoted && tag[i] == ' ') {
                const std::string_view attribute = tag.substr(i + 1);
                require(!attribute.starts_with("on") && !attribute.starts_with("style") &&
                        !attribute.starts_with("hx-") && !attribute.starts_with("data-hx") &&
                        !attribute.starts_with("srcdoc") && !attribute.starts_with("formaction"));
                require(!attribute.starts_with("href=\"j") && !attribute.starts_with("href=\"d"));
                require(!attribute.starts_with("src=") || attribute.starts_with("src=\"/files/"));
                require(!attribute.starts_with("action=") || attribute.starts_with("action=\"/here\""));
                require(!attribute.starts_with("name=\"_") || attribute == "name=\"_host\"");
            }
        }
        require(!quoted);
        at = end + 1;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    lyceum::modules::FragmentContext context;
    context.form_action = "/here";
    context.form_fields = "<input type=\"hidden\" name=\"_host\">";
    context.files_prefix = "/files/";
    context.person_name = [](std::string_view pseudonym) { return std::string{pseudonym}; };
    const auto page = lyceum::modules::render_fragment({reinterpret_cast<const char*>(data), size}, context);
    if (page) {
        check_page(page.value());
    }
    return 0;
}
