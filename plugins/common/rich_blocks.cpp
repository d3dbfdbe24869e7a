// Tables, comparisons, figures, videos, quotations, notes and steps of a text.
#include "plugins/common/rich_text.hpp"
#include "plugins/common/typed_text.hpp"

namespace lyceum::plugins {
namespace {

// What a note is called; in the language of the text, of which it is a part.
struct NoteWords {
    Text important;
    Text example;
    Text law;
};

constexpr NoteWords note_words(Language language) {
    switch (language) {
        case Language::Be:
            return {.important = "Важна", .example = "Прыклад", .law = "Закон"};
        case Language::En:
            return {.important = "Important", .example = "Example", .law = "Law"};
        case Language::Ru:
            break;
    }
    return {.important = "Важно", .example = "Пример", .law = "Закон"};
}

// The host takes attributes of 4,000 bytes; a heading is a few words.
std::string label_of(const pugi::xml_node& heading) {
    return std::string{first_characters(plain_text(heading), 200)};
}

}  // namespace

void RichTextReader::table(const pugi::xml_node& node, sdk::Xhtml& out) {
    const auto rows = [&](const pugi::xml_node& part, const char* scope, sdk::Xhtml& within) {
        for (const pugi::xml_node& row : ContentFile::children(part, "tr")) {
            within.element("tr", {}, [&](sdk::Xhtml& line) {
                for (const pugi::xml_node& cell : row.children()) {
                    const auto inside = [&](sdk::Xhtml& text) { inline_children(cell, text); };
                    if (is_element(cell) && local_name(cell) == "td") {
                        line.element("td", {}, inside);
                    } else if (is_element(cell) && local_name(cell) == "th") {
                        // The empty corner above the row headings is no heading.
                        if (plain_text(cell).empty()) {
                            line.element("td", {}, inside);
                        } else {
                            line.element("th", {{"scope", scope}}, inside);
                        }
                    }
                }
            });
        }
    };
    const pugi::xml_node caption = ContentFile::child(node, "caption");
    require_text(caption);
    out.element("table", {}, [&](sdk::Xhtml& within) {
        within.element("caption", {}, [&](sdk::Xhtml& line) { inline_children(caption, line); });
        within.element("thead", {}, [&](sdk::Xhtml& part) { rows(ContentFile::child(node, "thead"), "col", part); });
        within.element("tbody", {}, [&](sdk::Xhtml& part) { rows(ContentFile::child(node, "tbody"), "row", part); });
    });
}

void RichTextReader::figure(const pugi::xml_node& node, sdk::Xhtml& out) {
    const std::string alternative = ContentFile::attribute(node, "alt");
    if (alternative.empty()) {
        findings_.error(node, prefix_ + ".empty-text", "The picture has no description in \"alt\".",
                        "Say in words what the picture shows.");
    }
    out.element("figure", {}, [&](sdk::Xhtml& within) {
        within.element("img", {{"src", ContentFile::attribute(node, "src")}, {"alt", alternative}});
        if (const pugi::xml_node caption = ContentFile::child(node, "caption")) {
            require_text(caption);
            within.element("figcaption", {}, [&](sdk::Xhtml& line) { inline_children(caption, line); });
        }
    });
}

// Two columns that a phone shows under each other: each cell then names its column by data-label.
void RichTextReader::compare(const pugi::xml_node& node, sdk::Xhtml& out) {
    const pugi::xml_node caption = ContentFile::child(node, "caption");
    const pugi::xml_node left = ContentFile::child(node, "left");
    const pugi::xml_node right = ContentFile::child(node, "right");
    for (const pugi::xml_node& heading : {caption, left, right}) {
        require_text(heading ? heading : node);
    }
    const auto words = [&](const pugi::xml_node& from) {
        return [this, from](sdk::Xhtml& line) { inline_children(from, line); };
    };
    out.element("table", {{"class", "compare"}}, [&](sdk::Xhtml& table) {
        table.element("caption", {}, words(caption));
        table.element("thead", {}, [&](sdk::Xhtml& head) {
            head.element("tr", {}, [&](sdk::Xhtml& row) {
                row.element("td", {}, "");
                row.element("th", {{"scope", "col"}}, words(left)).element("th", {{"scope", "col"}}, words(right));
            });
        });
        table.element("tbody", {}, [&](sdk::Xhtml& body) {
            for (const pugi::xml_node& row : ContentFile::children(node, "row")) {
                const pugi::xml_node title = ContentFile::child(row, "title");
                const pugi::xml_node one = ContentFile::child(row, "left");
                const pugi::xml_node other = ContentFile::child(row, "right");
                for (const pugi::xml_node& cell : {title, one, other}) {
                    require_text(cell ? cell : row);
                }
                body.element("tr", {}, [&](sdk::Xhtml& line) {
                    line.element("th", {{"scope", "row"}}, words(title));
                    line.element("td", {{"data-label", label_of(left)}}, words(one));
                    line.element("td", {{"data-label", label_of(right)}}, words(other));
                });
            }
        });
    });
}

void RichTextReader::video(const pugi::xml_node& node, sdk::Xhtml& out) {
    const std::vector<pugi::xml_node> tracks = ContentFile::children(node, "track");
    if (tracks.empty()) {
        findings_.warning(
            node, prefix_ + ".video-without-captions",
            "The video has no captions: who cannot hear it, or may not switch the sound on, gets nothing.",
            "Add <track src=\"….vtt\" srclang=\"ru\" label=\"…\"/> inside <video>.");
    }
    const pugi::xml_node caption = ContentFile::child(node, "caption");
    require_text(caption ? caption : node);
    const std::string source = ContentFile::attribute(node, "src");
    const std::string poster = ContentFile::attribute(node, "poster");
    const auto captions = [&](sdk::Xhtml& within) {
        for (const pugi::xml_node& track : tracks) {
            const std::string language = ContentFile::attribute(track, "srclang");
            within.element("track", {{"kind", "captions"},
                                     {"src", ContentFile::attribute(track, "src")},
                                     {"srclang", language},
                                     {"label", ContentFile::attribute(track, "label")},
                                     {"default", language == code_of(language_)}});
        }
    };
    out.element("figure", {{"class", "video"}}, [&](sdk::Xhtml& figure) {
        // Nothing is loaded before the learner asks for it: phones pay by the megabyte.
        if (poster.empty()) {
            figure.element("video", {{"src", source}, {"controls", true}, {"preload", "none"}}, captions);
        } else {
            figure.element("video", {{"src", source}, {"poster", poster}, {"controls", true}, {"preload", "none"}},
                           captions);
        }
        figure.element("figcaption", {}, [&](sdk::Xhtml& line) { inline_children(caption, line); });
    });
}

void RichTextReader::quote(const pugi::xml_node& node, sdk::Xhtml& out) {
    const auto words = [&](sdk::Xhtml& within) {
        within.element("blockquote", {}, [&](sdk::Xhtml& quoted) {
            for (const pugi::xml_node& paragraph : ContentFile::children(node, "p")) {
                block(paragraph, quoted);
            }
        });
    };
    const pugi::xml_node origin = ContentFile::child(node, "source");
    const std::string author = ContentFile::attribute(node, "by");
    if (!origin && author.empty()) {
        words(out);
        return;
    }
    out.element("figure", {{"class", "quote"}}, [&](sdk::Xhtml& figure) {
        words(figure);
        figure.element("figcaption", {}, [&](sdk::Xhtml& line) {
            line.text(author.empty() ? "—\u00A0" : "—\u00A0" + author);
            if (origin) {
                line.text(author.empty() ? "" : ". ").append(source(origin));
            }
        });
    });
}

void RichTextReader::note(const pugi::xml_node& node, sdk::Xhtml& out) {
    const std::string kind = ContentFile::attribute(node, "kind");
    const std::string title = ContentFile::attribute(node, "title");
    const NoteWords names = note_words(language_);
    const Text name = kind == "law" ? names.law : kind == "example" ? names.example : names.important;
    const char* look = kind == "law" ? "note law" : kind == "example" ? "note example" : "note important";
    require_text(node);
    out.element("section", {{"class", look}}, [&](sdk::Xhtml& box) {
        box.element("h3", {}, title.empty() ? std::string{name.text()} : std::string{name.text()} + ". " + title);
        plain_blocks(node, box);
    });
}

void RichTextReader::steps(const pugi::xml_node& node, sdk::Xhtml& out) {
    out.element("ol", {{"class", "step-list"}}, [&](sdk::Xhtml& list) {
        for (const pugi::xml_node& step : ContentFile::children(node, "step")) {
            const pugi::xml_node title = ContentFile::child(step, "title");
            require_text(title ? title : step);
            list.element("li", {}, [&](sdk::Xhtml& item) {
                item.element("strong", {}, [&](sdk::Xhtml& line) { inline_children(title, line); });
                plain_blocks(step, item);
            });
        }
    });
}

}  // namespace lyceum::plugins
