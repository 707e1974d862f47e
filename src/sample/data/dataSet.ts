import type { App, DataSet, Organization, Space } from '../model.ts';
import { guidOf } from './guid.ts';
import { historyOf } from './history.ts';
import { appOf, dropletGuid, dropletStates, type AppRecipe, type Era } from './recipe.ts';

/** Names of organizations, of their spaces, and the recipes of the apps in them. */
export type Plan = Readonly<Record<string, Readonly<Record<string, readonly AppRecipe[]>>>>;

const threeYears = 3 * 365 * 86_400_000;

/** The data set of a plan. What belongs to the apps is made when somebody asks. */
export function dataSetOf(plan: Plan, era: Era): DataSet {
  const organizations: Organization[] = [];
  const spaces: Space[] = [];
  const recipes = new Map<App, AppRecipe>();
  for (const [organizationName, itsSpaces] of Object.entries(plan)) {
    const organization = { ...entity(era, organizationName), name: organizationName, quotaGuid };
    organizations.push(organization);
    for (const [spaceName, itsRecipes] of Object.entries(itsSpaces)) {
      const space = { ...entity(era, organizationName, spaceName), name: spaceName, organization };
      spaces.push(space);
      for (const recipe of itsRecipes) {
        const possible = era.isKorifi ? { ...recipe, ...restartedOnly } : recipe;
        recipes.set(appOf(space, possible, era), possible);
      }
    }
  }
  return {
    organizations,
    spaces,
    apps: [...recipes.keys()],
    appOfDroplet: ownersOf(recipes, era),
    historyOf: (app) => {
      const recipe = recipes.get(app);
      if (!recipe) throw new Error(`no recipe for ${app.name}`);
      return historyOf(app, recipe, era);
    },
    crashing: [...recipes].flatMap(([app, recipe]) => crashingOf(app, recipe, era)),
    hasLogCache: true,
  };
}

/** Korifi remembers no deployments, and has no canaries. */
const restartedOnly = { isRolledOut: false, hasPausedCanary: false };

/** Tells whose a droplet is. It is mostly asked for current ones, whose guids are known; the others' are made once. */
function ownersOf(recipes: ReadonlyMap<App, AppRecipe>, era: Era): DataSet['appOfDroplet'] {
  const current = new Map([...recipes.keys()].map((app) => [app.currentDropletGuid, app]));
  let all: ReadonlyMap<string, App> | undefined;
  return (guid) => {
    const owner = current.get(guid);
    if (owner) return owner;
    all ??= allOwners(recipes, era);
    return all.get(guid);
  };
}

/** The app of every droplet, by the droplet's guid. */
function allOwners(recipes: ReadonlyMap<App, AppRecipe>, era: Era): ReadonlyMap<string, App> {
  const owners = new Map<string, App>();
  for (const [app, recipe] of recipes) {
    dropletStates(recipe, era).forEach((_state, index) => {
      owners.set(dropletGuid(app.guid, index + 1), app);
    });
  }
  return owners;
}

function crashingOf(app: App, recipe: AppRecipe, era: Era): readonly string[] {
  if (!recipe.hasCrashingNewest) return [];
  return [dropletGuid(app.guid, dropletStates(recipe, era).lastIndexOf('STAGED') + 1)];
}

const quotaGuid = guidOf('quota', 'default');

function entity({ start }: Era, ...name: readonly string[]) {
  const createdAt = Math.floor((start - threeYears) / 1000) * 1000;
  return {
    guid: guidOf('place', ...name),
    createdAt,
    updatedAt: createdAt,
    metadata: { labels: {}, annotations: {} },
  };
}
