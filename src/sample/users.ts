import type { Person } from './model.ts';

type Role = 'space_developer' | 'space_auditor' | 'admin';

export interface User extends Person {
  readonly role: Role;
}

const user = (guid: string, name: string, role: Role): User => ({
  guid,
  name,
  email: `${name}@example.org`,
  role,
});

/** The users of every data set. Each one's password is the user name; each one's role counts in every space. */
export const users: readonly User[] = [
  user('0d5e1c3a-58a7-4c3f-9c1e-3f1f6f0a0001', 'dev', 'space_developer'),
  user('0d5e1c3a-58a7-4c3f-9c1e-3f1f6f0a0002', 'auditor', 'space_auditor'),
  user('0d5e1c3a-58a7-4c3f-9c1e-3f1f6f0a0003', 'admin', 'admin'),
];

/** The user of that name. @throws Error where there is none */
export function userNamed(name: string): User {
  const found = users.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no user ${name}.`);
  return found;
}

/** Whether the user may see commands, environments and other secrets. */
export function canReadSecrets({ role }: User): boolean {
  return role !== 'space_auditor';
}

/** Whether the user may change apps. */
export function canWrite({ role }: User): boolean {
  return role !== 'space_auditor';
}
