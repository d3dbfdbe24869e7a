#include "plugins/quiz/texts.hpp"

// Blanks that must not break a line (after a short word, between a number and its noun) are U+00A0 in these texts.

namespace lyceum::plugins::quiz {
namespace {

constexpr Texts russian{
    .questions_label = "Вопросов",
    .to_pass_label = "Чтобы пройти",
    .to_pass = "не меньше {} %",
    .attempts_label = "Попытки",
    .attempts_used = "использовано {} из {}",
    .attempts_any = "сколько нужно",
    .start = "Начать",
    .question_of = "Вопрос {} из {}",
    .points = {"{} балл", "{} балла", "{} баллов"},
    .choose_one = "Выберите один ответ",
    .choose_several = "Можно выбрать несколько ответов",
    .your_answer = "Ваш ответ",
    .answer = "Ответить",
    .right = "Верно",
    .wrong = "Неверно",
    .partly = "Верно не всё",
    .right_answer_label = "Верный ответ",
    .right_answer = "верный ответ",
    .your_choice = "ваш ответ",
    .earned = "{} из {}",
    .of_points = {"{} балла", "{} баллов", "{} баллов"},
    .why = "Почему",
    .sources = "Источники",
    .next = "Дальше",
    .show_result = "Показать результат",
    .passed = "Проверка пройдена",
    .not_passed = "Проверка пока не пройдена",
    .you_earned = "Вы набрали {} из {} — {} %.",
    .needed = "Чтобы пройти, нужно {} %.",
    .best_result = "Лучший результат — {} %, он и идёт в зачёт.",
    .attempts_left = {"Осталась {} попытка.", "Остались {} попытки.", "Осталось {} попыток."},
    .no_attempts_left = "Попыток больше нет, результат сохранён.",
    .try_again = "Попробовать ещё раз",
    .review = "Разбор ответов",
    .question_number = "Вопрос {}",
    .not_asked = "Этого вопроса в вашей попытке не было.",
    .all_answered = "Вопросы этой проверки изменились, и отвечать больше не на что. Ваши ответы сохранены.",
    .choose_first = "Выберите ответ.",
    .type_number = "Введите число.",
    .not_a_number = "Это не похоже на число. Введите его цифрами, например 12,5.",
    .another_question = "Ответ на этот вопрос уже принят. Ниже — то, что открыто сейчас.",
};

constexpr Texts belarusian{
    .questions_label = "Пытанняў",
    .to_pass_label = "Каб прайсці",
    .to_pass = "не менш за {} %",
    .attempts_label = "Спробы",
    .attempts_used = "выкарыстана {} з {}",
    .attempts_any = "колькі трэба",
    .start = "Пачаць",
    .question_of = "Пытанне {} з {}",
    .points = {"{} бал", "{} балы", "{} балаў"},
    .choose_one = "Выберыце адзін адказ",
    .choose_several = "Можна выбраць некалькі адказаў",
    .your_answer = "Ваш адказ",
    .answer = "Адказаць",
    .right = "Правільна",
    .wrong = "Няправільна",
    .partly = "Правільна не ўсё",
    .right_answer_label = "Правільны адказ",
    .right_answer = "правільны адказ",
    .your_choice = "ваш адказ",
    .earned = "{} з {}",
    .of_points = {"{} бала", "{} балаў", "{} балаў"},
    .why = "Чаму",
    .sources = "Крыніцы",
    .next = "Далей",
    .show_result = "Паказаць вынік",
    .passed = "Праверка пройдзена",
    .not_passed = "Праверка пакуль не пройдзена",
    .you_earned = "Вы набралі {} з {} — {} %.",
    .needed = "Каб прайсці, трэба {} %.",
    .best_result = "Лепшы вынік — {} %, ён і залічваецца.",
    .attempts_left = {"Засталася {} спроба.", "Засталіся {} спробы.", "Засталося {} спроб."},
    .no_attempts_left = "Спроб больш няма, вынік захаваны.",
    .try_again = "Паспрабаваць яшчэ раз",
    .review = "Разбор адказаў",
    .question_number = "Пытанне {}",
    .not_asked = "Гэтага пытання ў вашай спробе не было.",
    .all_answered = "Пытанні гэтай праверкі змяніліся, і адказваць больш няма на што. Вашы адказы захаваны.",
    .choose_first = "Выберыце адказ.",
    .type_number = "Увядзіце лік.",
    .not_a_number = "Гэта не падобна да ліку. Увядзіце яго лічбамі, напрыклад 12,5.",
    .another_question = "Адказ на гэта пытанне ўжо прыняты. Ніжэй — тое, што адкрыта цяпер.",
};

constexpr Texts english{
    .questions_label = "Questions",
    .to_pass_label = "To pass",
    .to_pass = "at least {}%",
    .attempts_label = "Attempts",
    .attempts_used = "{} of {} used",
    .attempts_any = "as many as needed",
    .start = "Start",
    .question_of = "Question {} of {}",
    .points = {"{} point", "{} points", "{} points"},
    .choose_one = "Choose one answer",
    .choose_several = "You may choose several answers",
    .your_answer = "Your answer",
    .answer = "Answer",
    .right = "Right",
    .wrong = "Not right",
    .partly = "Partly right",
    .right_answer_label = "Right answer",
    .right_answer = "right answer",
    .your_choice = "your answer",
    .earned = "{} of {}",
    .of_points = {"{} point", "{} points", "{} points"},
    .why = "Why",
    .sources = "Sources",
    .next = "Next",
    .show_result = "Show the result",
    .passed = "Quiz passed",
    .not_passed = "Quiz not passed yet",
    .you_earned = "You earned {} of {}, {}%.",
    .needed = "To pass you need {}%.",
    .best_result = "Your best result is {}%, and it is the one that counts.",
    .attempts_left = {"{} attempt left.", "{} attempts left.", "{} attempts left."},
    .no_attempts_left = "No attempts left; the result is kept.",
    .try_again = "Try again",
    .review = "Your answers",
    .question_number = "Question {}",
    .not_asked = "This question was not in your attempt.",
    .all_answered = "The questions of this quiz have changed and nothing is left to answer. Your answers are kept.",
    .choose_first = "Choose an answer.",
    .type_number = "Type a number.",
    .not_a_number = "This does not look like a number. Type it in digits, 12.5 for example.",
    .another_question = "The answer to that question is already taken. What is open now is shown below.",
};

}  // namespace

const Texts& texts_in(Language language) {
    switch (language) {
        case Language::Be:
            return belarusian;
        case Language::En:
            return english;
        case Language::Ru:
            break;
    }
    return russian;
}

}  // namespace lyceum::plugins::quiz
