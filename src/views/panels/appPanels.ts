import type { App } from '../../cloudfoundry/resources/app.ts';

/** A panel about an app, or about something of an app. */
export interface AppPanel<Place> {
  readonly place: Place & {
    readonly foundation: { readonly id: string };
    readonly app: App;
  };
  /** Brings it forward. What is known of its surroundings may have changed since it was opened. */
  reveal(place: Place): void;
  load(): Promise<void>;
  dispose(): void;
}

type PlaceOf<P> = P extends AppPanel<infer Place> ? Place : never;

/** The open panels of one kind: one for each thing that is shown. */
export class AppPanels<P extends AppPanel<PlaceOf<P>>> {
  readonly #panels = new Map<string, P>();

  /**
   * Opens a panel, or brings it forward where it is open.
   * @param guid of what it shows
   */
  show(
    foundationId: string,
    guid: string,
    place: PlaceOf<P>,
    open: (onDisposed: () => void) => P,
  ): void {
    const key = `${foundationId}\n${guid}`;
    const shown = this.#panels.get(key);
    if (shown) {
      shown.reveal(place);
      return;
    }
    const panel = open(() => this.#panels.delete(key));
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
