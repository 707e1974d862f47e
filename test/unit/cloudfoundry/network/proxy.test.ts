import assert from 'node:assert/strict';
import { isExempt, isLoopback } from '../../../../src/cloudfoundry/network/noProxy.ts';
import {
  chooseProxy,
  namesUnusedProxy,
  type Proxy,
} from '../../../../src/cloudfoundry/network/proxy.ts';
import {
  plainNetwork,
  type Environment,
  type ProxySettings,
} from '../../../../src/cloudfoundry/network/settings.ts';

const defaults: ProxySettings = { ...plainNetwork.proxy, support: 'override' };

function choose(settings: Partial<ProxySettings>, environment: Environment = {}, target = api) {
  return chooseProxy(new URL(target), { ...defaults, ...settings }, environment);
}

function chosen(settings: Partial<ProxySettings>, environment?: Environment, target?: string) {
  const choice = choose(settings, environment, target);
  assert.equal(choice.kind, 'proxy');
  return choice.kind === 'proxy' ? choice.proxy : assert.fail();
}

const api = 'https://api.example.org';
const http = 'http://api.example.org';

describe('chooseProxy', () => {
  it('connects directly when there is no proxy, or the setting is off', () => {
    assert.equal(choose({}).kind, 'direct');
    assert.equal(choose({ url: '  ' }, { HTTPS_PROXY: '' }).kind, 'direct');
    const off = { url: 'http://proxy:3128', support: 'off' };
    assert.equal(choose(off, { HTTPS_PROXY: 'http://other:3128' }).kind, 'direct');
  });

  it('prefers the setting to the environment, and says which it used', () => {
    const environment = { HTTPS_PROXY: 'http://other:1' };
    const proxy = chosen({ url: 'http://proxy.example.org:3128/' }, environment);
    assert.deepEqual(proxy, {
      protocol: 'http:',
      hostname: 'proxy.example.org',
      port: 3128,
      name: 'proxy.example.org:3128',
      source: 'http.proxy',
      authorization: null,
    } satisfies Proxy);
    assert.equal(chosen({}, environment).source, 'HTTPS_PROXY');
  });

  it('uses the variables in their order, each in lowercase first', () => {
    const order = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
    const environment: Record<string, string> = Object.fromEntries(
      order.map((name) => [name, `http://${name.replace('_', '-')}:1`]),
    );
    for (const name of order) {
      assert.equal(chosen({}, environment).source, name);
      delete environment[name];
    }
  });

  it('does not send http through the proxy for https', () => {
    assert.equal(choose({}, { HTTPS_PROXY: 'http://proxy:1' }, http).kind, 'direct');
    assert.equal(chosen({}, { HTTP_PROXY: 'http://proxy:1' }, http).source, 'HTTP_PROXY');
  });

  it('accepts addresses without scheme or port, with IPv6, and with https', () => {
    assert.equal(chosen({ url: 'proxy:3128' }).name, 'proxy:3128');
    assert.equal(chosen({ url: 'http://proxy' }).port, 80);
    const secure = chosen({ url: 'HTTPS://proxy' });
    assert.deepEqual([secure.protocol, secure.port], ['https:', 443]);
    const ipv6 = chosen({ url: 'http://[fd00::1]:3128' });
    assert.deepEqual([ipv6.hostname, ipv6.name], ['fd00::1', '[fd00::1]:3128']);
  });

  it('turns the user name in an address into a header, and shows it nowhere else', () => {
    const proxy = chosen({ url: 'http://ann%40corp:p%C3%BC%3Ass@proxy:3128' });
    assert.equal(decoded(proxy), 'ann@corp:pü:ss');
    const { authorization: _, ...rest } = proxy;
    assert.doesNotMatch(JSON.stringify(rest), /ann|ss@/);
    assert.equal(decoded(chosen({ url: 'http://ann@proxy:3128' })), 'ann:');
    assert.equal(decoded(chosen({ url: 'http://ann:50%@proxy:3128' })), 'ann:50%');
  });

  it('prefers the whole header of the setting', () => {
    const authorization = 'Bearer corporate';
    assert.equal(chosen({ url: 'http://a:b@proxy:1', authorization }).authorization, authorization);
    assert.equal(choose({ url: 'proxy:1', authorization: 'a\r\nEvil: 1' }).kind, 'unusable');
  });

  // VS Code's own requests read `http.proxy`, `HTTPS_PROXY` and `HTTP_PROXY`: https://code.visualstudio.com/docs/setup/network
  it('ignores ALL_PROXY, which often names a proxy of another kind', () => {
    for (const proxy of ['socks5://proxy:1080', 'http://proxy:3128']) {
      for (const name of ['ALL_PROXY', 'all_proxy']) {
        assert.equal(choose({}, { [name]: proxy }).kind, 'direct');
        assert.ok(namesUnusedProxy({ [name]: proxy }));
      }
    }
    assert.ok(!namesUnusedProxy({ ALL_PROXY: '' }));
  });

  it('names the limit for proxies of other kinds, and never bypasses them', () => {
    for (const scheme of ['socks', 'socks5', 'socks5h', 'socks4', 'pac+http', 'ftp']) {
      const choice = choose({}, { HTTPS_PROXY: `${scheme}://ann:secret@proxy:1080` });
      assert.ok(choice.kind === 'unusable');
      assert.equal(choice.source, 'HTTPS_PROXY');
      assert.match(choice.reason, new RegExp(`${scheme.replace('+', '\\+')} proxy`));
      assert.doesNotMatch(choice.reason, /secret/);
    }
  });

  it('ignores an invalid address, and echoes no part of it', () => {
    for (const url of [
      'http://',
      'http://ann:sec/ret@proxy:1',
      'http://ann:12/ret@p',
      'http://a b',
    ]) {
      const choice = choose({ url });
      assert.ok(choice.kind === 'unusable', url);
      assert.doesNotMatch(choice.reason, /ann|ret/);
    }
  });

  it('never uses a proxy for this machine', () => {
    for (const host of [
      'localhost',
      'a.localhost',
      'LOCALHOST.',
      '127.0.0.1',
      '127.1.2.3',
      '[::1]',
    ]) {
      assert.equal(choose({ url: 'http://proxy:1' }, {}, `https://${host}:8443`).kind, 'direct');
    }
    assert.ok(isLoopback('::ffff:7f00:1'));
    assert.ok(!isLoopback('localhost.example.org') && !isLoopback('128.0.0.1'));
  });

  it('skips the hosts of NO_PROXY, for proxies of the setting too', () => {
    const environment = { HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'example.org' };
    assert.equal(choose({}, environment).kind, 'direct');
    assert.equal(choose({ url: 'http://proxy:1' }, environment).kind, 'direct');
    const small = { ...environment, no_proxy: 'example.net' };
    assert.equal(choose({}, small).kind, 'proxy');
  });

  it('uses the setting’s list instead of NO_PROXY, as VS Code does', () => {
    const environment = { HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'example.org' };
    assert.equal(choose({ noProxy: ['example.net'] }, environment).kind, 'proxy');
    assert.equal(choose({ noProxy: ['.example.org'] }, environment).kind, 'direct');
    assert.equal(choose({ noProxy: [' '] }, environment).kind, 'direct');
  });
});

describe('isExempt', () => {
  const cases: readonly (readonly [rule: string, host: string, port: string, is: boolean])[] = [
    ['example.org', 'example.org', '443', true],
    ['example.org', 'api.example.org', '443', true],
    ['example.org', 'notexample.org', '443', false],
    ['.example.org', 'example.org', '443', true],
    ['.example.org', 'a.b.example.org', '443', true],
    ['*.example.org', 'api.example.org', '443', true],
    ['EXAMPLE.org', 'api.Example.ORG', '443', true],
    ['example.org.', 'api.example.org', '443', true],
    ['example.org', 'api.example.org.', '443', true],
    ['example.org:8443', 'example.org', '8443', true],
    ['example.org:8443', 'example.org', '443', false],
    ['*', 'anything', '1', true],
    ['a.org, example.org', 'example.org', '443', true],
    ['a.org example.org', 'example.org', '443', true],
    ['', 'example.org', '443', false],
    ['.', 'example.org', '443', false],
    ['10.1.2.3', '10.1.2.3', '443', true],
    ['0.2.3', '10.0.2.3', '443', false],
    ['10.1.2.3:8443', '10.1.2.3', '443', false],
    ['10.0.0.0/8', '10.200.1.1', '443', true],
    ['10.0.0.0/8', '11.0.0.1', '443', false],
    ['10.0.0.0/8', 'ten.example.org', '443', false],
    ['10.0.0.0/99', '10.0.0.1', '443', false],
    ['10.0.0.0/', '10.0.0.1', '443', false],
    ['example.org/8', 'example.org', '443', false],
    ['fd00::1', 'fd00:0:0::1', '443', true],
    ['[fd00::1]', 'fd00::1', '443', true],
    ['[fd00::1]:8443', 'fd00::1', '8443', true],
    ['[fd00::1]:8443', 'fd00::1', '443', false],
    ['fd00::/8', 'fd12::1', '443', true],
    ['[', 'example.org', '443', false],
  ];
  for (const [rule, host, port, is] of cases) {
    it(`${is ? 'exempts' : 'does not exempt'} ${host}:${port} by "${rule}"`, () => {
      assert.equal(isExempt(host, port, [rule]), is);
    });
  }
});

function decoded({ authorization }: Proxy): string {
  return Buffer.from(authorization?.replace('Basic ', '') ?? '', 'base64').toString();
}
