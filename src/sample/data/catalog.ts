import type { DetectedBuildpack, LifecycleType } from '../model.ts';

/** What kind of program an app is: it decides what staging finds and which processes there are. */
export type Runtime =
  | 'java'
  | 'node'
  | 'ruby'
  | 'python'
  | 'go'
  | 'php'
  | 'dotnet'
  | 'static'
  | 'binary'
  | 'image'
  | 'paketo-node'
  | 'paketo-java';

interface RuntimeFacts {
  readonly lifecycle: LifecycleType;
  /** What `cf push -b` asked for; empty where staging detects. */
  readonly requested: readonly string[];
  readonly detected: readonly string[];
  readonly detectOutput: string;
  /** Major and minor version of the buildpack; the patch level grows with every few droplets. */
  readonly release: string;
  readonly processTypes: Readonly<Record<string, string>>;
}

const facts = (
  lifecycle: LifecycleType,
  detected: readonly string[],
  detectOutput: string,
  release: string,
  processTypes: Readonly<Record<string, string>>,
  requested: readonly string[] = [],
): RuntimeFacts => ({ lifecycle, requested, detected, detectOutput, release, processTypes });

/** The facts of every runtime. */
export const runtimes: Readonly<Record<Runtime, RuntimeFacts>> = {
  java: facts('buildpack', ['java_buildpack'], 'java', '4.77', {
    web: 'JAVA_OPTS="-XX:+ExitOnOutOfMemoryError" .java-buildpack/open_jdk_jre/bin/java org.springframework.boot.loader.JarLauncher',
    task: '.java-buildpack/open_jdk_jre/bin/java -cp . com.example.Job',
  }),
  node: facts('buildpack', ['nodejs_buildpack'], 'nodejs', '1.8', {
    web: 'npm start',
    worker: 'node worker.js --queue default',
  }),
  ruby: facts(
    'buildpack',
    ['ruby_buildpack'],
    'ruby',
    '1.10',
    {
      web: 'bundle exec puma -C config/puma.rb',
      worker: 'bundle exec sidekiq',
      console: 'bin/rails console',
    },
    ['ruby_buildpack'],
  ),
  python: facts('buildpack', ['python_buildpack'], 'python', '1.8', {
    web: 'gunicorn app:api --workers 4',
    beat: 'celery -A app beat',
  }),
  go: facts('buildpack', ['go_buildpack'], 'go', '1.10', { web: './bin/server' }, [
    'https://***:***@github.com/acme/go-buildpack.git#v1.10',
  ]),
  php: facts('buildpack', ['php_buildpack'], 'php 8.3', '4.6', {
    web: '$HOME/.bp/bin/start',
  }),
  dotnet: facts('buildpack', ['dotnet_core_buildpack'], 'dotnet-core', '2.4', {
    web: 'cd ${DEPS_DIR}/0/dotnet_publish && exec ./Api --server.urls http://0.0.0.0:${PORT}',
  }),
  static: facts('buildpack', ['staticfile_buildpack'], 'staticfile', '1.6', {
    web: '$HOME/boot.sh',
  }),
  binary: facts(
    'buildpack',
    ['datadog_buildpack', 'binary_buildpack'],
    '',
    '1.1',
    { web: './agent --config config.yml' },
    ['datadog_buildpack', 'binary_buildpack'],
  ),
  image: facts('docker', [], '', '1.0', { web: '' }),
  'paketo-node': facts(
    'cnb',
    ['docker://gcr.io/paketo-buildpacks/nodejs'],
    '',
    '6.2',
    { web: 'node server.js' },
    ['docker://gcr.io/paketo-buildpacks/nodejs'],
  ),
  'paketo-java': facts(
    'cnb',
    ['docker://gcr.io/paketo-buildpacks/java'],
    '',
    '15.4',
    { web: 'java org.springframework.boot.loader.launch.JarLauncher' },
    ['docker://gcr.io/paketo-buildpacks/java'],
  ),
};

/**
 * The buildpacks that staging detects for the `n`th droplet of an app. Versions grow, and now and then somebody tries
 * the agent of a monitoring service.
 */
export function detectedBy(runtime: Runtime, n: number): readonly DetectedBuildpack[] | null {
  const { lifecycle, detected, detectOutput, release } = runtimes[runtime];
  if (lifecycle === 'docker') return null;
  const version = `${release}.${Math.floor(n / 4) + 1}`;
  const found = detected.map((name) => ({
    name,
    detectOutput: lifecycle === 'cnb' ? null : detectOutput,
    buildpackName: name.replace(/^.*\//, '').replace(/_buildpack$/, ''),
    version,
  }));
  return lifecycle === 'buildpack' && n % 12 === 7 ? [agent, ...found] : found;
}

const agent: DetectedBuildpack = {
  name: 'apm_agent_buildpack',
  detectOutput: '',
  buildpackName: 'apm-agent',
  version: '0.9.2',
};
