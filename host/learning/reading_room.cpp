#include "host/learning/reading_room.hpp"

#include "host/store/word_index.hpp"
#include "host/words/words.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace lyceum::learning {

namespace asio = boost::asio;

struct ReadingRoom::Index {
    std::shared_ptr<const Reading> reading;
    words::Stemmer stemmer;
    std::unique_ptr<store::WordIndex> words;
};

namespace {

constexpr std::size_t most_searches = 64;

std::uint32_t shelf_of(std::size_t course, Language reader) {
    return static_cast<std::uint32_t>(course * all_languages.size() + static_cast<std::size_t>(reader));
}

std::string keys_of(std::string_view text, Language language, words::Stemmer& stemmer) {
    std::string keys;
    for (const words::Word& word : words::split(text)) {
        keys += keys.empty() ? "" : " ";
        keys += stemmer.key(word.folded, language);
    }
    return keys;
}

// The spellings under which a word stands in texts of any language.
std::vector<store::Spelling> spellings_of(const SoughtWord& sought) {
    std::vector<store::Spelling> spellings;
    const auto add = [&](store::Spelling spelling) {
        if (std::ranges::find(spellings, spelling) == spellings.end()) {
            spellings.push_back(std::move(spelling));
        }
    };
    for (const words::Wanted& wanted : sought.wanted) {
        add({.word = wanted.key, .is_beginning = false});
        if (!wanted.prefix.empty()) {
            add({.word = wanted.prefix, .is_beginning = true});
        }
    }
    return spellings;
}

}  // namespace

// `build` and `look` run on the thread. A Result has no default value, which asio wants of what comes back from there.
asio::awaitable<std::optional<Result<std::shared_ptr<ReadingRoom::Index>>>> ReadingRoom::build(
    std::shared_ptr<const Reading> reading) {
    auto stemmer = words::Stemmer::create();
    if (!stemmer) {
        co_return stemmer.error();
    }
    std::vector<store::IndexedText> texts;
    texts.reserve(reading->passages.size());
    for (const Passage& passage : reading->passages) {
        texts.push_back({.shelf = shelf_of(passage.course, passage.reader),
                         .title = keys_of(passage.title, passage.language, stemmer.value()),
                         .text = keys_of(passage.text, passage.language, stemmer.value())});
    }
    auto index = store::WordIndex::build(texts);
    if (!index) {
        co_return index.error();
    }
    co_return std::make_shared<Index>(
        Index{.reading = std::move(reading), .stemmer = std::move(stemmer.value()), .words = std::move(index.value())});
}

asio::awaitable<std::optional<Result<FoundPassages>>> ReadingRoom::look(std::shared_ptr<Index> index,
                                                                        Question question) {
    const auto sought = sought_words(question.query, index->stemmer);
    store::WordQuery query;
    for (const SoughtWord& word : sought) {
        query.words.push_back(spellings_of(word));
    }
    for (const std::size_t course : question.courses) {
        query.shelves.push_back(shelf_of(course, question.reader));
    }
    query.most = question.most + 1;
    const auto places = index->words->find(query);
    if (!places) {
        co_return places.error();
    }
    FoundPassages found;
    found.reading = index->reading;
    found.has_more = places.value().size() > question.most;
    for (const std::size_t place : places.value()) {
        if (found.passages.size() == question.most) {
            break;
        }
        const Passage& passage = index->reading->passages[place];
        found.passages.push_back({.passage = &passage,
                                  .title = mark(passage.title, passage.language, sought, index->stemmer),
                                  .excerpt = excerpt(passage.text, passage.language, sought, index->stemmer)});
    }
    co_return found;
}

asio::awaitable<Result<void>> ReadingRoom::fill(modules::Pool& pool, std::shared_ptr<const Catalogue> catalogue,
                                                std::function<bool()> is_over) {
    auto reading = co_await read_courses(pool, std::move(catalogue), is_over);
    if (is_over()) {
        co_return success();
    }
    auto work = build(reading);
    auto built = co_await asio::co_spawn(thread_, std::move(work), asio::use_awaitable);
    if (!*built) {
        co_return built->error();
    }
    reading_ = std::move(reading);
    index_ = std::move(built->value());
    co_return success();
}

asio::awaitable<Result<FoundPassages>> ReadingRoom::find(std::string query, Language reader,
                                                         std::vector<std::size_t> courses, std::size_t most) {
    if (!index_ || waiting_ >= most_searches) {
        co_return Error{ErrorCode::Unavailable,
                        index_ ? "too many people are searching" : "the courses are still being read", "search",
                        "try again in a few seconds"};
    }
    ++waiting_;
    Question question{.query = std::move(query), .reader = reader, .courses = std::move(courses), .most = most};
    auto work = look(index_, std::move(question));
    auto found = co_await asio::co_spawn(thread_, std::move(work), asio::use_awaitable);
    --waiting_;
    co_return std::move(*found);
}

}  // namespace lyceum::learning
