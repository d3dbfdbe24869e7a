#include "tests/learning/support.hpp"

#include "host/base/crypto.hpp"
#include "host/learning/recall_cards.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <stdlib.h>

namespace lyceum::learning::testing {

namespace asio = boost::asio;

asio::awaitable<Result<xml::Diagnostics>> ScriptedPool::open(std::shared_ptr<const modules::Activity>) {
    co_return xml::Diagnostics{};
}

asio::awaitable<Result<xml::Diagnostics>> ScriptedPool::examine(std::shared_ptr<const modules::Activity>) {
    co_return xml::Diagnostics{};
}

asio::awaitable<Result<modules::View>> ScriptedPool::view(modules::Call call) {
    ++views;
    if (on_view) {
        co_return on_view(call);
    }
    co_return modules::View{.xhtml = "<p>" + (call.state ? call.state->bytes : std::string{"new"}) + "</p>"};
}

asio::awaitable<Result<modules::Outcome>> ScriptedPool::respond(modules::Call call) {
    ++responds;
    co_return co_await on_respond(std::move(call));
}

asio::awaitable<Result<modules::Outline>> ScriptedPool::outline(modules::Call call) {
    co_return on_outline ? on_outline(call) : modules::Outline{};
}

asio::awaitable<Result<modules::RecallQuestions>> ScriptedPool::recall_questions(modules::Call call) {
    co_return on_recall_questions ? on_recall_questions(call) : modules::RecallQuestions{};
}

asio::awaitable<Result<modules::View>> ScriptedPool::recall_view(modules::Call call) {
    if (on_recall_view) {
        co_return on_recall_view(call);
    }
    co_return Error{ErrorCode::InvalidInput, "the module does not have the ability it was asked for", "ability", {}};
}

asio::awaitable<Result<modules::Outcome>> ScriptedPool::recall_respond(modules::Call call) {
    if (on_recall_respond) {
        co_return on_recall_respond(call);
    }
    co_return Error{ErrorCode::InvalidInput, "the module does not have the ability it was asked for", "ability", {}};
}

std::optional<modules::EvidenceKind> ScriptedPool::evidence_kind(const std::string& module_id) const {
    const auto found = evidence_kinds.find(module_id);
    return found == evidence_kinds.end() ? std::nullopt : std::optional{found->second};
}

asio::awaitable<Result<modules::Report>> ScriptedPool::report(modules::Call call) {
    if (on_report) {
        co_return on_report(call);
    }
    co_return Error{ErrorCode::NotFound, "activities of this kind have no report", "lyceum.sample", {}};
}

asio::awaitable<Result<void>> ScriptedPool::inspect(std::string) {
    co_return success();
}

asio::awaitable<void> ScriptedPool::stop() {
    co_return;
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "lyceum-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error{"no temporary folder"};
    }
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

namespace {

std::shared_ptr<const content::Au> make_au(const std::string& name, content::MoveOn move_on) {
    auto au = std::make_shared<content::Au>();
    au->id = "urn:au:" + name;
    au->slug = name;
    au->title[Language::Ru] = "Шаг " + name;
    au->move_on = move_on;
    au->minutes = std::chrono::minutes{10};
    auto file = std::make_shared<content::ActivityFile>();
    file->name = name + ".xml";
    file->module_id = "test.module";
    file->digest = name;
    au->files = {file, file, file};
    return au;
}

}  // namespace

std::shared_ptr<const Catalogue> sample_catalogue() {
    auto course = std::make_shared<content::Course>();
    course->id = "urn:course:sample";
    course->slug = "sample";
    course->title[Language::Ru] = "Образец";
    course->deadline = std::chrono::days{30};
    course->objectives.push_back(
        {.id = "urn:o:simplify", .title = {}, .description = {}, .competency = "C3", .level = 2});
    const auto read = make_au("read", content::MoveOn::Completed);
    const auto more = make_au("more", content::MoveOn::NotApplicable);
    auto quiz = std::make_shared<content::Au>(*make_au("quiz", content::MoveOn::Passed));
    quiz->mastery_score = 0.6;
    quiz->prerequisites = {"urn:au:read"};
    course->children = {read, more, std::shared_ptr<const content::Au>{quiz}};
    course->units = {read, more, quiz};

    content::Library library;
    library.courses.push_back(course);
    library.framework.competencies.push_back({.id = "C3", .name = {}, .descriptors = {}});
    library.framework.roles.push_back({.id = "head", .name = {}, .targets = {{"C3", 3}}});
    library.framework.roles.push_back({.id = "deputy", .name = {}, .targets = {{"C3", 3}}});
    return make_catalogue(library);
}

std::shared_ptr<const Catalogue> sample_catalogue(const std::string& unit,
                                                  const std::function<void(PublishedUnit&)>& change) {
    auto catalogue = std::make_shared<Catalogue>(*sample_catalogue());
    auto course = std::make_shared<PublishedCourse>(*catalogue->courses.front());
    for (PublishedUnit& each : course->units) {
        if (each.au->slug == unit) {
            change(each);
        }
    }
    catalogue->courses.front() = course;
    return catalogue;
}

SampleCampus::SampleCampus() {
    if (!crypto::initialise()) {
        throw std::runtime_error{"no randomness"};
    }
    auto opened = store::Store::open({.file = folder.path() / "lyceum.db"});
    if (!opened) {
        throw std::runtime_error{to_string(opened.error())};
    }
    store = std::move(opened.value());
    reader = std::make_unique<store::Reader>(std::move(store->reader().value()));
    const auto key = store->write_now<std::string>([](store::Transaction& transaction) {
        return transaction.setting_or(pseudonym_key_setting, std::string(32, 'k'));
    });
    if (const auto built = build_recall_cards(*store, *reader); !built) {
        throw std::runtime_error{to_string(built.error())};
    }
    campus.reset(new Campus{.executor = io.get_executor(),
                            .store = *store,
                            .reader = *reader,
                            .pool = pool,
                            .catalogue = sample_catalogue(),
                            .clock = [this] { return now; },
                            .pseudonym_key = key.value(),
                            .turns = Turns{}});
    person = add_person("head");
}

store::User SampleCampus::add_person(const std::string& login) {
    const store::User user{.id = UserId::make(now),
                           .login = login,
                           .name = "Примеров Макет Образцович",
                           .role = "head",
                           .sector = "",
                           .body = "Министерство примеров",
                           .language = Language::Ru,
                           .status = store::UserStatus::Active,
                           .kind = store::UserKind::Person,
                           .password_hash = "",
                           .created = now};
    const auto added = store->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
        LYCEUM_TRY(transaction.add_user(user));
        return true;
    });
    if (!added) {
        throw std::runtime_error{to_string(added.error())};
    }
    return user;
}

Result<ActivityPage> SampleCampus::open(const std::string& unit) {
    return run(open_activity(
        *campus, OpenRequest{.person = person, .course = "sample", .unit = unit, .answered = std::nullopt}));
}

Result<Answered> SampleCampus::answer(const std::string& unit, FormId form, std::int64_t revision) {
    return run(answer_activity(
        *campus,
        AnswerRequest{
            .person = person, .course = "sample", .unit = unit, .form = form, .revision = revision, .fields = {}}));
}

std::vector<store::Statement> SampleCampus::statements() {
    std::vector<store::Statement> all;
    const auto registration = reader->find_registration(person.id, "urn:course:sample").value();
    if (registration) {
        reader
            ->each_statement(registration->id,
                             [&](const store::Statement& statement) -> Result<void> {
                                 all.push_back(statement);
                                 return success();
                             })
            .value();
    }
    return all;
}

std::vector<std::string> SampleCampus::verbs() {
    std::vector<std::string> words;
    for (const store::Statement& statement : statements()) {
        words.push_back(statement.verb.substr(statement.verb.rfind('/') + 1));
    }
    return words;
}

modules::Outcome with_state(const std::string& state) {
    modules::Outcome outcome;
    outcome.state = modules::State{.bytes = state, .version = 1};
    outcome.feedback = "saved " + state;
    return outcome;
}

modules::Outcome completed(const std::string& state) {
    modules::Outcome outcome = with_state(state);
    outcome.completion = modules::Verdict::Yes;
    outcome.progress = 100;
    return outcome;
}

modules::Outcome scored(const std::string& state, double scaled) {
    modules::Outcome outcome = completed(state);
    outcome.score = modules::Score{.scaled = scaled, .raw = scaled * 10, .min = 0, .max = 10};
    outcome.success = scaled >= 0.6 ? modules::Verdict::Yes : modules::Verdict::No;
    outcome.evidence = {{.objective = "urn:o:simplify", .scaled = scaled}};
    return outcome;
}

ScriptedPool::Respond always(modules::Outcome outcome) {
    return [outcome](modules::Call) -> asio::awaitable<Result<modules::Outcome>> { co_return outcome; };
}

}  // namespace lyceum::learning::testing
