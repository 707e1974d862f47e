import { toEarlyQuery } from './earlyQuery.ts';
import { CloudControllerError, NotCloudFoundryError } from './errors.ts';
import { noFilter, withQuery, type ListFilter } from './filters.ts';
import type { JsonObject } from './json.ts';
import { encodeSegment, resolveLink, type LinkScope } from './links.ts';
import { firstPage, type Page } from './page.ts';
import type { Listed, PageSource } from './pageAnswer.ts';
import type { Requests } from './http/requests.ts';
import type { Discovery } from './discovery.ts';
import type { Link, Resource } from './resources/resource.ts';

/** How much of a list to request at once, and which part of it. */
export interface ListQuery {
  /** 1 to 5,000; the v2 API returns at most 100. */
  readonly pageSize: number;
  readonly filter?: ListFilter;
}

/**
 * What all reads of a foundation have in common: where to send requests, and how to read answers.
 */
export class Reads {
  readonly discovery: Discovery;
  readonly #requests: Requests;
  /** Whether to request lists as in spring and summer 2015; learned from the first refusal. */
  #asksEarly = false;

  constructor(discovery: Discovery, requests: Requests) {
    this.discovery = discovery;
    this.#requests = requests;
  }

  get scope(): LinkScope {
    return this.discovery.scope;
  }

  /**
   * Fetches the resource that the link leads to.
   * @throws NotCloudFoundryError for an answer without guid
   */
  async one<T extends Resource>(
    link: Link,
    read: (json: JsonObject) => T,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const url = this.resolve(link);
    const resource = read(await this.#requests.get(url, signal));
    if (resource.guid !== '') return resource;
    throw new NotCloudFoundryError(url.href, 200, `${url.host} didn’t return a GUID`);
  }

  /** Fetches the JSON object at this address, for data that isn't a resource. */
  async object(url: URL, signal: AbortSignal | undefined): Promise<JsonObject> {
    return this.#requests.get(url, signal);
  }

  /** Fetches the first page of a list. */
  async list<T extends Listed>(
    url: URL,
    read: (json: JsonObject) => T,
    signal: AbortSignal | undefined,
  ): Promise<Page<T>> {
    return this.#list(url, read, (address, s) => this.#requests.get(address, s), signal);
  }

  /**
   * Like `list`, for pages so long that their answers are parsed in slices.
   * @param onAnswer called with each page's answer before its rows are read
   */
  async longList<T extends Listed>(
    url: URL,
    read: (json: JsonObject) => T,
    onAnswer: (json: JsonObject) => void,
    signal: AbortSignal | undefined,
  ): Promise<Page<T>> {
    const get = async (address: URL, s: AbortSignal | undefined) => {
      const json = await this.#requests.getLong(address, s);
      onAnswer(json);
      return json;
    };
    return this.#list(url, read, get, signal);
  }

  async #list<T extends Listed>(
    url: URL,
    read: (json: JsonObject) => T,
    get: PageSource<T>['get'],
    signal: AbortSignal | undefined,
  ): Promise<Page<T>> {
    const ask = (address: URL) => firstPage({ scope: this.scope, get, read }, address, signal);
    if (this.discovery.era !== 'info') return ask(url);
    if (this.#asksEarly) return ask(toEarlyQuery(url));
    try {
      return await ask(url);
    } catch (error) {
      if (!(error instanceof CloudControllerError && error.status === 400)) throw error;
      const page = await ask(toEarlyQuery(url));
      // Only this success proves that the API rejected the form of the query.
      this.#asksEarly = true;
      return page;
    }
  }

  /** Fetches the newest entries of a list, at most one page of 50. */
  async newest<T extends Listed>(
    url: URL,
    read: (json: JsonObject) => T,
    signal: AbortSignal | undefined,
  ): Promise<readonly T[]> {
    url.searchParams.set('order_by', '-created_at');
    return (await this.list(url, read, signal)).resources;
  }

  resolve(link: Link): URL {
    return resolveLink(link.href, this.scope);
  }

  /** The address of a v3 list for this query. @param usualOrder if the query names none */
  collection(name: string, query: ListQuery, usualOrder: string | null): URL {
    const { filter = noFilter, pageSize } = query;
    return new URL(withQuery(this.v3(name).href, pageSize, filter, usualOrder));
  }

  /** An address under /v3 that no link leads to. */
  v3(path: string): URL {
    return new URL(`${this.discovery.v3.href}/${path}`);
  }

  /**
   * The address of something that belongs to an app or another resource but has no link there.
   * @param kind `apps`
   */
  below(kind: string, { guid }: Resource, what: string): URL {
    return this.v3(`${kind}/${encodeSegment(guid)}/${what}`);
  }
}
