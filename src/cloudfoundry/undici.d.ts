// undici's parts, imported one by one. Loading its index sets the process-wide dispatcher,
// which would take the host's own `fetch` off VS Code's proxy handling, and adds ten times the
// code that we use.
declare module 'undici/lib/dispatcher/agent.js' {
  import { Agent } from 'undici';
  export default Agent;
}

declare module 'undici/lib/api/api-request.js' {
  import type { Dispatcher } from 'undici';
  function request(
    this: Dispatcher,
    options: Dispatcher.RequestOptions,
  ): Promise<Dispatcher.ResponseData>;
  export default request;
}
