import type { Droplet } from '../../cloudfoundry/resources/droplet.ts';
import { DropletPanel, type DropletPanelOptions, type DropletPlace } from './dropletPanel.ts';

/** The open droplet panels: one a droplet. */
export class DropletPanels {
  readonly #options: DropletPanelOptions;
  readonly #panels = new Map<string, DropletPanel>();

  constructor(options: DropletPanelOptions) {
    this.#options = options;
  }

  /** Opens the droplet's panel, or brings it forward where it is open. */
  show(place: DropletPlace, droplet: Droplet): void {
    const key = `${place.foundation.id}\n${droplet.guid}`;
    const open = this.#panels.get(key);
    if (open) {
      open.reveal(place);
      return;
    }
    const panel = new DropletPanel(this.#options, place, droplet, () => this.#panels.delete(key));
    this.#panels.set(key, panel);
  }

  /** Loads the open panels of an app afresh, as after an assignment. */
  refreshApp(foundationId: string, appGuid: string): void {
    for (const panel of this.#panels.values()) {
      const { foundation, app } = panel.place;
      if (foundation.id === foundationId && app.guid === appGuid) void panel.load();
    }
  }

  /** Closes what belongs to a foundation that is signed out or removed. */
  closeFoundation(foundationId: string): void {
    for (const panel of this.#panels.values()) {
      if (panel.place.foundation.id === foundationId) panel.dispose();
    }
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
  }
}
