import assert from 'node:assert/strict';
import { takeScreenshot } from './support/screenshot.ts';
import { openSession, type Session } from './support/session.ts';

describe('The window of VS Code', () => {
  let session: Session;

  before(async () => {
    session = await openSession();
  });
  after(() => session.close());

  it('has the view of Cloud Foundry in its activity bar', async () => {
    await session.workbench.openView('Cloud Foundry');
    await session.workbench.sideBar.getByText('Open Sample Foundation').waitFor();
    await takeScreenshot(session.page, 'welcome');
  });

  it('opens the sample foundation from the palette', async () => {
    await session.workbench.runCommand('Cloud Foundry: Open Sample Foundation');
    await session.workbench.row(/acme/).waitFor();
  });

  it('follows the theme', async () => {
    await session.workbench.useTheme('light');
    await session.workbench.useTheme('highContrast');
    await session.workbench.useTheme('dark');
  });

  it('shows no error, neither in its console nor in its logs', () => {
    assert.deepEqual(session.errors(), []);
  });
});
