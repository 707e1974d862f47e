// The commands of this subject, loaded together: a file for each would make the package 30 kB larger.
export { compareWith } from './compareWith.ts';
export { compareWithCurrent } from './compareWithCurrent.ts';
export { copyAsCfCurl } from './copyAsCfCurl.ts';
export { copyGuid } from './copyGuid.ts';
export { copyLink } from './copyLink.ts';
export { downloadDroplet } from './downloadDroplet.ts';
export { openDropletJson } from './openDropletJson.ts';
export { showAppHistory } from './showAppHistory.ts';
export { showDroplet } from './showDroplet.ts';
export { showLog } from './showLog.ts';
export { showWhatRunsWhere } from './showWhatRunsWhere.ts';
