// Names shared by package.json and the code. A test checks that both match.

/** As in links: the publisher's id and the extension's name. */
export const extensionId = 'cf-droplets.cf-droplets';

export const viewId = 'cfDroplets.explorer';

/** Id of the sessions in the Accounts menu. */
export const authenticationId = 'cfDroplets';

export const commandIds = {
  useCliSession: 'cfDroplets.useCliSession',
  signIn: 'cfDroplets.signIn',
  openSampleFoundation: 'cfDroplets.openSampleFoundation',
  signOut: 'cfDroplets.signOut',
  renameFoundation: 'cfDroplets.renameFoundation',
  moveFoundationUp: 'cfDroplets.moveFoundationUp',
  moveFoundationDown: 'cfDroplets.moveFoundationDown',
  removeFoundation: 'cfDroplets.removeFoundation',
  trustCertificateAuthority: 'cfDroplets.trustCertificateAuthority',
  checkCertificates: 'cfDroplets.checkCertificates',
  openRow: 'cfDroplets.openRow',
  refresh: 'cfDroplets.refresh',
  refreshBelow: 'cfDroplets.refreshBelow',
  loadMore: 'cfDroplets.loadMore',
  loadAll: 'cfDroplets.loadAll',
  stopSearch: 'cfDroplets.stopSearch',
  retry: 'cfDroplets.retry',
  goToApp: 'cfDroplets.goToApp',
  goToDroplet: 'cfDroplets.goToDroplet',
  findApps: 'cfDroplets.findApps',
  findDroplets: 'cfDroplets.findDroplets',
  editSearch: 'cfDroplets.editSearch',
  renameResults: 'cfDroplets.renameResults',
  removeResults: 'cfDroplets.removeResults',
  revealInFoundation: 'cfDroplets.revealInFoundation',
  openLink: 'cfDroplets.openLink',
  filterApps: 'cfDroplets.filterApps',
  filterDroplets: 'cfDroplets.filterDroplets',
  clearFilter: 'cfDroplets.clearFilter',
  showDroplet: 'cfDroplets.showDroplet',
  openDropletJson: 'cfDroplets.openDropletJson',
  compareWithCurrent: 'cfDroplets.compareWithCurrent',
  compareWith: 'cfDroplets.compareWith',
  downloadDroplet: 'cfDroplets.downloadDroplet',
  showAppHistory: 'cfDroplets.showAppHistory',
  showWhatRunsWhere: 'cfDroplets.showWhatRunsWhere',
  copyGuid: 'cfDroplets.copyGuid',
  copyLink: 'cfDroplets.copyLink',
  assignDroplet: 'cfDroplets.assignDroplet',
  assignDropletToApp: 'cfDroplets.assignDropletToApp',
  undoAssignment: 'cfDroplets.undoAssignment',
  deployDroplet: 'cfDroplets.deployDroplet',
  cancelDeployment: 'cfDroplets.cancelDeployment',
  continueDeployment: 'cfDroplets.continueDeployment',
  restartApp: 'cfDroplets.restartApp',
  copyAsCfCurl: 'cfDroplets.copyAsCfCurl',
  editLabels: 'cfDroplets.editLabels',
  deleteDroplet: 'cfDroplets.deleteDroplet',
  showLog: 'cfDroplets.showLog',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const settingIds = {
  pageSize: 'cfDroplets.pageSize',
  showCurrentDroplets: 'cfDroplets.showCurrentDroplets',
  confirmByTyping: 'cfDroplets.confirmByTyping',
  foundations: 'cfDroplets.foundations',
  cfHomes: 'cfDroplets.cfHomes',
} as const;

export const contextKeys = {
  /** `noFoundation`, `signedOut`, `untrusted`, `unreachable`, `empty` or `shown`: chooses the welcome content. */
  state: 'cfDroplets.state',
  isFiltered: 'cfDroplets.isFiltered',
  /** Whether any foundation's certificates aren't checked. */
  isUnchecked: 'cfDroplets.isUnchecked',
} as const;

/** Words of a row's `contextValue`, after its kind: `droplet assignable`. */
export type ContextWord =
  | 'assignable'
  | 'changeable'
  | 'comparable'
  | 'deletable'
  | 'downloadable'
  /** An app with a cancelable deployment in progress. */
  | 'deploying'
  /** An app with a paused canary that can be continued. */
  | 'paused'
  | 'filtered'
  /** An app or a droplet among results. */
  | 'found'
  | 'hasMore'
  /** Further pages are being searched for what a filter matches. */
  | 'searching'
  /** A foundation whose certificates aren't checked. */
  | 'unchecked'
  /** A problem with a certificate. */
  | 'untrusted';
