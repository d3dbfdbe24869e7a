// A head's afternoon on a phone, in Russian and in Belarusian: a scenario to its end, the own services on the scale of maturity,
// three tasks taken on, a vote and a position at the forum; then home, tasks and profile show all of it.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {course, picture, play, played, requireNoHorizontalScroll, withLyceum} from './lyceum.mjs';

const forum = '/courses/forum-3/forum';
const unit = (file) => played.find(([, answers]) => answers.includes(file));

// What a head writes of three tasks; the third stays a draft until it is compared with the others.
const tasks = [
  {title: 'Шесть документов для детского сада заменить одним запросом', unit: 'документов', baseline: 6, target: 1},
  {title: 'Срок ответа о лекарствах сократить до одного дня', unit: 'дней', baseline: 10, target: 1},
  {title: 'Долю отказов по ошибкам в заявлении снизить втрое', unit: '%', baseline: 30, target: 10},
];
const answersOf = ({title, unit: measure, baseline, target}, number) => `act=add

act=save
title=${title}
service=Услуга № ${number + 1}
unit=${measure}
baseline=${baseline}
target=${target}
deadline=2030-06-0${number + 1}
sector=${5 - number}
sector-why=Меньше ручной работы
state=4
state-why=Запрос пригодится другим органам
effort=${number + 2}
partners=Владелец регистра
step=Перечень сведений за 10 дней
evidence=Показатели портала

`;

const folder = mkdtempSync(join(tmpdir(), 'lyceum-afternoon-'));
const threeTasks = join(folder, 'three.answers');
writeFileSync(threeTasks, `${tasks.map(answersOf).join('')}act=compare

act=commit
chosen=t1
chosen=t2
chosen=t3
`);

try {
  await withLyceum(async ({open}) => {
    for (const [person, language] of ['ru', 'be'].entries()) {
      const page = await open({locale: language});
      const station = async (name) => {
        await requireNoHorizontalScroll(page, `${name}, ${language}`);
        await picture(page, `afternoon-${language}-${name}`);
      };
      await page.goto(`/?lang=${language}`);
      await page.locator('button[name="demo"]').nth(person).click();
      await page.locator('.next').waitFor();
      if (await page.locator(`html[lang="${language}"]`).count() === 0) {
        await page.locator('.menu summary').click();
        await page.locator(`.menu button[value="${language}"]`).click();
        await page.locator(`html[lang="${language}"]`).waitFor();
      }
      await station('home');

      await play(page, `${course}/${unit('scenario')[0]}`, unit('scenario')[1]);
      await station('scenario');
      await play(page, `${course}/${unit('service-maturity')[0]}`, unit('service-maturity')[1]);
      await station('maturity');
      await play(page, `${course}/${unit('priorities')[0]}`, threeTasks);
      await station('priorities');

      await page.goto(forum);
      await page.locator('.tabs button[value="go:statements"]').click();
      await page.locator('.ballot button[value^="agree:"]').click();
      await page.locator('.ballot', {hasText: '20'}).waitFor();
      await station('vote');
      await page.locator('.tabs button[value="go:opinions"]').click();
      await page.locator('#write-position').fill(`${tasks[0].title}.`);
      await page.locator('button[value="state"]').click();
      await page.locator('.post', {hasText: tasks[0].title}).nth(person).waitFor();
      await station('position');

      await page.goto('/');
      assert.equal(await page.locator('.my-tasks li').count(), 3, 'home tells the three tasks');
      await station('home-after');
      await page.goto('/tasks');
      for (const {title} of tasks) assert.equal(await page.locator('main', {hasText: title}).count(), 1, title);
      await station('tasks');
      await page.goto('/profile');
      await page.locator('.competencies').first().waitFor();
      await station('profile');
      await page.context().close();
    }
  });
} finally {
  rmSync(folder, {recursive: true, force: true});
}
