#ifndef LYCEUM_OUTLINE_HPP
#define LYCEUM_OUTLINE_HPP
// The ability lyceum.outline/1 (ext/outline.h) of a module class:
//
//     Status outline(const Activity&, std::string_view language, Outline& outline) const;
//
// Included by module.hpp. [one thread]

#include <lyceum/ext/outline.h>
#include <lyceum/values.hpp>

#include <concepts>
#include <string_view>

namespace lyceum::sdk {

// Takes sections and terms: see lyceum_outline_reply for their bounds.
class Outline {
public:
    explicit Outline(const lyceum_outline_reply* reply) : reply_{reply} {}

    void add_section(std::string_view id, std::string_view title, std::string_view text) {
        const lyceum_outline_section section{sizeof(lyceum_outline_section), 0, text_of(id), text_of(title),
                                             text_of(text)};
        reply_->add_section(reply_, &section);
    }
    // `section` may be empty.
    void add_term(std::string_view section, std::string_view term, std::string_view definition) {
        const lyceum_outline_term plain{sizeof(lyceum_outline_term), 0, text_of(section), text_of(term),
                                        text_of(definition)};
        reply_->add_term(reply_, &plain);
    }

private:
    const lyceum_outline_reply* reply_;
};

template <typename Class>
concept HasOutline = requires(const Class& module, const typename Class::Activity& activity, std::string_view language,
                              Outline& outline) {
    { module.outline(activity, language, outline) } -> std::same_as<Status>;
};

namespace detail {

template <typename Adapter>
struct OutlineFace {
    static lyceum_status tell(const lyceum_module* face, const lyceum_activity* activity, lyceum_text language,
                              const lyceum_outline_reply* reply) noexcept {
        return guarded([&] {
            Outline outline{reply};
            return Adapter::module_of(face).outline(Adapter::activity_of(activity), view_of(language), outline);
        });
    }

    static constexpr lyceum_outline ability{sizeof(lyceum_outline), 0, &tell};
};

}  // namespace detail
}  // namespace lyceum::sdk

#endif  // LYCEUM_OUTLINE_HPP
