import type { Runtime } from './catalog.ts';
import type { Plan } from './dataSet.ts';
import { drawsOf, type Draw } from './guid.ts';
import { appName, organizationNames, teamName } from './names.ts';
import type { AppRecipe } from './recipe.ts';
import { app } from './small.ts';

const appsOfASpace = 100;
const spacesWithShared = 10;
/** What every tenth space runs under the same name. */
const shared = ['checkout', 'config-server', 'service-registry', 'api-gateway'] as const;
const commonSpaces = ['dev', 'test', 'staging', 'prod', 'perf'] as const;
const teamSpaces = ['dev', 'test', 'staging', 'prod'] as const;
const sandboxes = ['sandbox-maya', 'sandbox-jonas', 'sandbox-priya'] as const;
const teams = 3;
const teamsWithLabels = 30;
const tiers = ['frontend', 'backend', 'batch'] as const;
/** The earlier, the more common. */
const runtimes: readonly Runtime[] = [
  'java',
  'node',
  'python',
  'go',
  'image',
  'ruby',
  'dotnet',
  'static',
  'paketo-java',
  'php',
];
/** Hours between two droplets: some teams push every day, and some twice a year. */
const rhythms = [19, 31, 75, 170, 400, 1100, 4000] as const;
const rhythmOfOld = 8000;

/** A hundred thousand apps of fifty organizations with twenty spaces each, named as people name them. */
export function hugePlan(): Plan {
  const plan: Record<string, Record<string, readonly AppRecipe[]>> = {};
  let space = 0;
  for (const [index, organization] of organizationNames.entries()) {
    const spaces: Record<string, readonly AppRecipe[]> = {};
    for (const name of spaceNames(index)) {
      spaces[name] = appsOf(space, name);
      space += 1;
    }
    plan[organization] = spaces;
  }
  return plan;
}

function spaceNames(organization: number): readonly string[] {
  const ofTeams = Array.from({ length: teams }, (_, index) =>
    teamSpaces.map((name) => `${teamName(organization * teams + index)}-${name}`),
  );
  return [...commonSpaces, ...ofTeams.flat(), ...sandboxes];
}

function appsOf(space: number, spaceName: string): readonly AppRecipe[] {
  const taken = new Set<string>(shared);
  const sharedHere = space % spacesWithShared === 0 ? shared : [];
  return Array.from({ length: appsOfASpace }, (_, index) => {
    const draw = drawsOf(space * appsOfASpace + index);
    const name = sharedHere[index] ?? freeName(draw, taken);
    return appOf(name, spaceName, draw);
  });
}

/** A name that no other app of the space has; the database does not tell upper from lower case. */
function freeName(draw: Draw, taken: Set<string>): string {
  let name = appName(draw);
  while (taken.has(name.toLowerCase())) name = appName(draw);
  taken.add(name.toLowerCase());
  return name;
}

function appOf(name: string, spaceName: string, draw: Draw): AppRecipe {
  const runtime = runtimes[Math.min(draw(runtimes.length), draw(runtimes.length))] ?? 'java';
  const droplets = 1 + draw(3);
  const hasOldStack = draw(12) === 0;
  const [environment = ''] = spaceName.split('-').slice(-1);
  return app(name, runtime, droplets, {
    state: draw(9) === 0 ? 'STOPPED' : 'STARTED',
    hasOldStack,
    hasFailedNewest: droplets > 1 && draw(20) === 0,
    // Versions of buildpacks tell the same story as the stack.
    goneDroplets: draw(100) + (hasOldStack ? 0 : 60),
    rhythm: hasOldStack ? rhythmOfOld : (rhythms[draw(rhythms.length)] ?? 31),
    isRolledOut: draw(4) === 0,
    metadata: { labels: labelsOf(environment, draw), annotations: {} },
  });
}

/** Some people label their apps, others don't. */
function labelsOf(env: string, draw: Draw): Readonly<Record<string, string>> {
  switch (draw(4)) {
    case 0:
      return { team: teamName(draw(teamsWithLabels)), tier: tiers[draw(tiers.length)] ?? '', env };
    case 1:
      return { team: teamName(draw(teamsWithLabels)) };
  }
  return {};
}
