import type { Draw } from './guid.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What an app is about; teams are called after it, too. */
const subjects = words(`
  account alert archive audit basket billing booking branch card catalog checkout claims contract coupon customer
  delivery device document event feedback fleet fraud grid identity image invoice ledger loan loyalty meter offer orders
  outage parcel partner payments payroll policy pricing profile quote rating refund report returns review risk search
  sensor session shipping stock survey tariff task ticket tracking venue voucher warehouse
`);
const topics = words(`
  batch detail export feed history import limit lookup matching routing rule scoring status sync usage
`);
const roles = words(`
  adapter admin api backend bot bridge cache connector consumer engine frontend gateway handler indexer job listener
  mailer monitor poller portal processor proxy renderer router scheduler service store ui watcher web worker
`);
const marks = words('v2 v3 v4 2 3 blue green blue-2 green-2 canary eu us old next qa demo');

/** The name of some app, as one of many people would have chosen it. */
export function appName(draw: Draw): string {
  const oneOf = (choices: readonly string[]) => choices[draw(choices.length)] ?? '';
  const shape = draw(10);
  const parts = new Set([
    ...(draw(25) === 0 ? ['legacy'] : []),
    oneOf(subjects),
    ...(shape < 4 ? [oneOf(topics)] : shape < 8 ? [oneOf(subjects)] : []),
    ...(shape > 0 ? [oneOf(roles)] : []),
    ...(draw(3) === 0 ? oneOf(marks).split('-') : []),
  ]);
  const style = draw(10);
  if (style === 0) return [...parts].map(capitalized).join('');
  return [...parts].join(style === 1 ? '_' : '-');
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The name of the `n`th team; a few dozen follow each other without repetition. */
export function teamName(n: number): string {
  return subjects[n % subjects.length] ?? '';
}

/** Fifty organizations. */
export const organizationNames = `
  retail-banking, private-banking, Claims & Policies, EMEA / Logistics, APAC / Logistics, data platform, "Skunkworks",
  Maya's lab, Group IT, HR & Payroll, R&D, customer-care, contact_center, marketing, Marketing EMEA, e-commerce, Shop (new),
  web-shop, mobile, online-banking, cards, payments, treasury, Risk & Claims, audit, life-insurance, car-insurance, Motor,
  loans, M+A, procurement, supply-chain, warehouses, fleet, smart-metering, grid, trading, IoT, Plant 1, Plant 2,
  partners, public, education, shared-services, platform, monitoring, sandbox, trainings, legacy, integration
`
  .trim()
  .split(/,\s+/);
