/**
 * Regular expressions for errors that tests provoke on purpose. Any other error in the extension's log, or one in VS Code's logs
 * that speaks of the extension, fails the run.
 */
export const expectedErrors: string[] = [
  String.raw`cfDroplets\.copyGuid: This row has no GUID\.`,
  String.raw`cfDroplets\.compareWithCurrent: Droplet droplet- is the current droplet\.`,
  String.raw`cfDroplets\.openLink: This link doesn’t name an app of a Cloud Foundry API\.`,
  String.raw`cfDroplets\.openDropletJson: .*This foundation is no longer in the tree\.`,
];
