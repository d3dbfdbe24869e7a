#include "host/demo/population.hpp"

#include "host/base/crypto.hpp"
#include "host/demo/chance.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace lyceum::demo {
namespace {

struct Body {
    std::string_view sector;  // of courses/framework.xml
    std::string_view name;
};

// One of each sector in turn, so that a small demonstration has several sectors too.
constexpr std::array bodies{
    Body{"governance-finance", "Министерство финансов (пример)"},
    Body{"law-security-foreign", "Министерство юстиции (пример)"},
    Body{"social", "Министерство здравоохранения (пример)"},
    Body{"digital-science", "Министерство связи и информатизации (пример)"},
    Body{"industry-energy", "Министерство промышленности (пример)"},
    Body{"agriculture-environment", "Министерство сельского хозяйства и продовольствия (пример)"},
    Body{"construction-transport", "Министерство архитектуры и строительства (пример)"},
    Body{"regions", "Брестский областной исполнительный комитет (пример)"},
    Body{"governance-finance", "Министерство экономики (пример)"},
    Body{"law-security-foreign", "Министерство внутренних дел (пример)"},
    Body{"social", "Министерство образования (пример)"},
    Body{"digital-science", "Государственный комитет по науке и технологиям (пример)"},
    Body{"industry-energy", "Министерство энергетики (пример)"},
    Body{"agriculture-environment", "Министерство лесного хозяйства (пример)"},
    Body{"construction-transport", "Министерство жилищно-коммунального хозяйства (пример)"},
    Body{"regions", "Витебский областной исполнительный комитет (пример)"},
    Body{"governance-finance", "Министерство по налогам и сборам (пример)"},
    Body{"law-security-foreign", "Департамент по гражданству и миграции Министерства внутренних дел (пример)"},
    Body{"social", "Министерство труда и социальной защиты (пример)"},
    Body{"digital-science", "Национальная академия наук Беларуси (пример)"},
    Body{"industry-energy", "ГПО «Белэнерго» (пример)"},
    Body{"agriculture-environment", "Министерство природных ресурсов и охраны окружающей среды (пример)"},
    Body{"construction-transport", "Министерство транспорта и коммуникаций (пример)"},
    Body{"regions", "Гомельский областной исполнительный комитет (пример)"},
    Body{"governance-finance", "Министерство антимонопольного регулирования и торговли (пример)"},
    Body{"law-security-foreign", "Министерство иностранных дел (пример)"},
    Body{"social", "Министерство культуры (пример)"},
    Body{"digital-science", "РУП «Национальный центр электронных услуг» (пример)"},
    Body{"industry-energy", "ГПО «Белтопгаз» (пример)"},
    Body{"agriculture-environment", "Белорусский республиканский союз потребительских обществ (Белкоопсоюз) (пример)"},
    Body{"construction-transport", "Государственное объединение «Белорусская железная дорога» (пример)"},
    Body{"regions", "Гродненский областной исполнительный комитет (пример)"},
    Body{"governance-finance", "Государственный таможенный комитет (пример)"},
    Body{"law-security-foreign", "Министерство обороны (пример)"},
    Body{"social", "Министерство спорта и туризма (пример)"},
    Body{"digital-science", "РУП «Белпочта» (пример)"},
    Body{"industry-energy", "Концерн «Белнефтехим» (пример)"},
    Body{"construction-transport", "ГУП «Национальное кадастровое агентство» (пример)"},
    Body{"regions", "Минский областной исполнительный комитет (пример)"},
    Body{"governance-finance", "Государственный комитет по имуществу (пример)"},
    Body{"law-security-foreign", "Министерство по чрезвычайным ситуациям (пример)"},
    Body{"social", "Министерство информации (пример)"},
    Body{"digital-science", "РУП «Белтелеком» (пример)"},
    Body{"industry-energy", "Концерн «Беллегпром» (пример)"},
    Body{"regions", "Могилевский областной исполнительный комитет (пример)"},
    Body{"governance-finance", "Государственный комитет по стандартизации (пример)"},
    Body{"law-security-foreign", "Государственный пограничный комитет (пример)"},
    Body{"social", "Фонд социальной защиты населения Министерства труда и социальной защиты (пример)"},
    Body{"industry-energy", "Концерн «Белгоспищепром» (пример)"},
    Body{"regions", "Минский городской исполнительный комитет (пример)"},
    Body{"governance-finance", "Национальный статистический комитет (пример)"},
    Body{"law-security-foreign", "Государственный комитет судебных экспертиз (пример)"},
    Body{"industry-energy", "Концерн «Беллесбумпром» (пример)"},
    Body{"governance-finance", "Комитет государственного контроля (пример)"},
    Body{"law-security-foreign", "Государственный военно-промышленный комитет (пример)"},
    Body{"governance-finance", "Национальный банк (пример)"},
    Body{"law-security-foreign", "Национальный центр законодательства и правовой информации (пример)"},
    Body{"governance-finance", "Управление делами Президента Республики Беларусь (пример)"},
    Body{"law-security-foreign", "Национальный центр защиты персональных данных (пример)"},
    Body{"governance-finance", "Академия управления при Президенте Республики Беларусь (пример)"},
};
static_assert(bodies.size() == all_bodies);

// «Sample», «Draft», «Template», «Stopgap» and the like, in forms that agree.
struct Name {
    std::string_view family;
    std::string_view rest;
};
constexpr std::array names{
    Name{"Примеров", "Макет Образцович"},       Name{"Демонстрова", "Проба Тестовна"},
    Name{"Черновиков", "Набросок Эскизович"},   Name{"Заглушкина", "Форма Шаблоновна"},
    Name{"Условный", "Вариант Примерович"},     Name{"Показательная", "Модель Демоновна"},
    Name{"Макетов", "Эталон Прототипович"},     Name{"Тестовая", "Выборка Случаевна"},
};

// A head, a deputy and an assistant in every body; the fourth is an expert, an operator or a moderator.
std::string_view role_of(std::size_t number) {
    constexpr std::array<std::string_view, 3> of_every_body{"head", "deputy", "assistant"};
    const std::size_t place = number % 4;
    if (place < of_every_body.size()) {
        return of_every_body[place];
    }
    const std::size_t body = number / 4;
    return body % 6 == 5 ? "moderator" : body % 5 < 3 ? "expert" : "operator";
}

// The same for the same login; as a UUID of version 8 (RFC 9562 section 5.8).
UserId id_of(std::string_view login) {
    const crypto::Digest digest = crypto::hash("lyceum.demo." + std::string{login});
    UserId id;
    std::copy_n(digest.begin(), id.value.bytes.size(), id.value.bytes.begin());
    id.value.bytes[6] = static_cast<std::uint8_t>((id.value.bytes[6] & 0x0fU) | 0x80U);
    id.value.bytes[8] = static_cast<std::uint8_t>((id.value.bytes[8] & 0x3fU) | 0x80U);
    return id;
}

Person with_character(store::User user) {
    Chance chance{"character/" + user.login};
    // The mean of two falls towards the middle.
    const double skill = 0.35 + 0.6 * (chance.share() + chance.share()) / 2;
    const double diligence = (chance.share() + chance.share()) / 2;
    const std::size_t camp = chance.below(3);
    return {.user = std::move(user), .skill = skill, .diligence = diligence, .camp = camp};
}

}  // namespace

std::vector<Person> population(const std::vector<store::User>& known, std::size_t count, TimePoint created) {
    std::vector<Person> people;
    for (const store::User& user : known) {
        people.push_back(with_character(user));
        people.back().skill = std::max(people.back().skill, 0.75);
    }
    for (std::size_t number = 0; number < count; ++number) {
        const Body& body = bodies[number / 4 % bodies.size()];
        const Name& name = names[(number * 5 + number / 4) % names.size()];
        // Behind those who sign in with one click in the order of logins, and never among them.
        const std::string login = fmt::format("sample-{:04}", number + 1);
        people.push_back(with_character({.id = id_of(login),
                                         .login = login,
                                         .name = fmt::format("{}-{} {}", name.family, number + 1, name.rest),
                                         .role = std::string{role_of(number)},
                                         .sector = std::string{body.sector},
                                         .body = std::string{body.name},
                                         .language = number % 5 == 4 ? Language::Be : Language::Ru,
                                         .status = store::UserStatus::Active,
                                         .kind = store::UserKind::Demo,
                                         .password_hash = "",
                                         .created = created}));
    }
    return people;
}

}  // namespace lyceum::demo
