#include "host/learning/people.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace lyceum::learning {

namespace asio = boost::asio;

namespace {

// Names that no one bears: «Sample», «Draft», «Template».
struct DemoPerson {
    std::string_view login;
    std::string_view name;
    std::string_view role;
    std::string_view sector;
    std::string_view body;
};

constexpr std::array demo_people{
    DemoPerson{"demo-head", "Примеров Макет Образцович", "head", "digital-science", "Министерство примеров"},
    DemoPerson{"demo-deputy", "Черновикова Эскиза Шаблоновна", "deputy", "digital-science", "Министерство примеров"},
    DemoPerson{"demo-operator", "Образцова Модель Примеровна", "operator", "digital-science", "Центр образцов"},
    // The first of the list stays who it was: names are shown in the order of logins.
    DemoPerson{"demo-owner", "Кураторов Пример Макетович", "curator", "digital-science", "Министерство примеров"},
    DemoPerson{"demo-role-expert", "Макетов Эталон Прототипович", "expert", "digital-science", "Центр образцов"},
    DemoPerson{"demo-role-moderator", "Показательная Модель Демоновна", "moderator", "digital-science",
               "Центр образцов"},
    DemoPerson{"demo-secretary", "Заготовкина Проба Эскизовна", "assistant", "digital-science",
               "Министерство примеров"},
};

}  // namespace

asio::awaitable<Result<std::vector<store::User>>> ensure_demo_people(Campus& campus) {
    const TimePoint now = campus.clock();
    for (const DemoPerson& person : demo_people) {
        LYCEUM_CO_TRY(const auto known, campus.reader.find_user_by_login(std::string{person.login}));
        if (known) {
            continue;
        }
        const store::User user{.id = UserId::make(now),
                               .login = std::string{person.login},
                               .name = std::string{person.name},
                               .role = std::string{person.role},
                               .sector = std::string{person.sector},
                               .body = std::string{person.body},
                               .language = Language::Ru,
                               .status = store::UserStatus::Active,
                               .kind = store::UserKind::Demo,
                               .password_hash = "",
                               .created = now};
        std::function<Result<bool>(store::Transaction&)> job = [user](store::Transaction& transaction) -> Result<bool> {
            LYCEUM_TRY(transaction.add_user(user));
            return true;
        };
        LYCEUM_CO_TRY(co_await campus.store.write<bool>(std::move(job)));
    }
    co_return campus.reader.demo_users();
}

}  // namespace lyceum::learning
